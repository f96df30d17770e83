"""Files of a corpus run: written whole or not at all, and known to be whole when they are there."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from reportedly.errors import BatchError

Row = Mapping[str, Any]
READ = pyarrow.schema([
    ("id", pyarrow.string()),  # of an article; empty for what was left out
    ("published", pyarrow.string()),
    ("digest", pyarrow.binary()),  # of address and text: the same article twice is one
    ("said", pyarrow.list_(pyarrow.uint32())),  # hashed words, by which stories form
    ("weights", pyarrow.list_(pyarrow.float32())),  # of each of them
    ("article", pyarrow.string()),  # a record, as JSON
    ("attributions", pyarrow.string()),
    ("vectors", pyarrow.binary()),
    ("words", pyarrow.int64()),
    ("name", pyarrow.string()),  # of what was left out
    ("reason", pyarrow.string()),
    ("remedy", pyarrow.string()),
])  # fmt: skip


def write(
    rows: Sequence[Row], schema: pyarrow.Schema, path: Path, told: Mapping[str, str] | None = None
) -> None:
    """Write rows as one Parquet file; `told` goes into its head. There is never half of one.

    Raises:
        BatchError: the disk is full, or the folder may not be written to.
    """
    table = pyarrow.Table.from_pylist([_utf8(row) for row in rows], schema=schema)
    if told:
        table = table.replace_schema_metadata(dict(told))
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        pyarrow.parquet.write_table(table, temporary, compression="zstd")
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise BatchError(
            str(path), f"it cannot be written ({error.strerror or error})",
            "make room or give another --out, and run the same command again",
        ) from error  # fmt: skip


def told(path: Path) -> dict[str, str] | None:
    """Return what a file's head says; None if it is not there, or not whole."""
    try:
        found = pyarrow.parquet.read_schema(path).metadata or {}
    except (OSError, pyarrow.ArrowException):
        return None
    return {key.decode(): value.decode() for key, value in found.items()}


def read(path: Path, columns: Iterable[str] | None = None) -> pyarrow.Table:
    """Return a file as a table, some of its columns alone.

    Raises:
        BatchError: it is damaged.
    """
    try:
        return pyarrow.parquet.read_table(path, columns=list(columns) if columns else None)
    except (OSError, pyarrow.ArrowException) as error:
        raise BatchError(
            str(path), f"it is damaged ({str(error)[:80]})",
            "delete it and run the same command again: it is made anew",
        ) from error  # fmt: skip


def _utf8(row: Row) -> dict[str, Any]:
    """Return a row without halves of surrogate pairs, which no UTF-8 holds."""
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in row.items()
    }
