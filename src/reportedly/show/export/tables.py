"""The tables of a trace as files: CSV, and Parquet, which alone holds the articles' texts."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from reportedly.records import Trace
from reportedly.show.safe import cell
from reportedly.tables import TABLES, Row, Things, rows


def csv_files(trace: Trace) -> Iterator[tuple[str, str]]:
    """Yield each table as a file of CSV: its name, and its text. Nothing in it is a formula."""
    things = Things(trace)
    for table in TABLES:
        columns = [name for name in table.columns if (table.name, name) != ("articles", "text")]
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(columns)
        for row in rows(table.name, things):
            writer.writerow([_cell(row[column]) for column in columns])
        yield f"{table.name}.csv", out.getvalue()


def parquet_files(trace: Trace) -> Iterator[tuple[str, bytes]]:
    """Yield each table as a file of Parquet: its name, and its bytes."""
    import pyarrow
    import pyarrow.parquet

    for name, table in arrow(trace).items():
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(table, sink, compression="zstd")
        yield f"{name}.parquet", sink.getvalue().to_pybytes()


def arrow(trace: Trace) -> dict[str, Any]:
    """Return the tables as Arrow tables, by name, for pandas, Polars or DuckDB."""
    import pyarrow

    types = {
        "text": pyarrow.string(), "whole": pyarrow.int64(),
        "number": pyarrow.float64(), "truth": pyarrow.bool_(),
    }  # fmt: skip
    things = Things(trace)
    found = {}
    for table in TABLES:
        schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns.items()])
        given = [_whole_text(row) for row in rows(table.name, things)]
        found[table.name] = pyarrow.Table.from_pylist(given, schema=schema)
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    return cell(value or "")


def _whole_text(row: Row) -> Row:
    """Return the row without halves of surrogate pairs, which no UTF-8 holds."""
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in row.items()
    }
