"""Third step: each story by itself, its trace as rows of the tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow

from reportedly import pipeline
from reportedly.batch import parts
from reportedly.batch.gathering import Bunch
from reportedly.errors import ReportedlyError
from reportedly.records import Article, Attribution, Trace
from reportedly.store.codec import loads, unpack
from reportedly.tables import TABLES, Things, rows

_TYPES = {
    "text": pyarrow.string(), "whole": pyarrow.int64(),
    "number": pyarrow.float64(), "truth": pyarrow.bool_(),
}  # fmt: skip
SCHEMAS = {
    table.name: pyarrow.schema([
        ("story", pyarrow.int64()),
        *((name, _TYPES[kind]) for name, kind in table.columns.items()),
    ])
    for table in TABLES
}  # fmt: skip
LEFT_OUT = pyarrow.schema([(name, pyarrow.string()) for name in ("name", "reason", "remedy")])


@dataclass(frozen=True, slots=True)
class Traced:
    """What came of a bunch."""

    stories: int
    claims: int
    left_out: int


def key_of(bunch: Bunch) -> str:
    """Return a digest of which articles a bunch holds."""
    return blake2b(repr(bunch.places).encode(), digest_size=8).hexdigest()


def table(out: Path, name: str, bunch: int) -> Path:
    """Return where the rows that a bunch adds to a table are kept."""
    return out / name / f"{name}-{bunch:06d}.parquet"


def trace_bunch(bunch: Bunch, out: Path, outlets: Path | None = None) -> Traced:
    """Trace the stories of a bunch, and write what they add to each table.

    A bunch that is whole already is left as it is. A story that cannot be traced is named in
    `left_out`, and the others go on.

    Raises:
        BatchError: a part is damaged, or a file cannot be written.
    """
    mark, key = table(out, "left_out", bunch.number), key_of(bunch)
    told = parts.told(mark)
    if told and told.get("bunch") == key and _all_there(out, bunch.number, key):
        return Traced(int(told["stories"]), int(told["claims"]), int(told["left_out"]))
    found: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
    wrong: list[dict[str, Any]] = []
    claims = 0
    given = _stories(bunch, out / "parts")
    for story, articles in given.items():
        try:
            traced = _trace(articles, outlets)
        except (ReportedlyError, ArithmeticError, LookupError, ValueError, RecursionError) as error:
            reason = f"its story cannot be traced ({type(error).__name__}: {str(error)[:100]})"
            wrong += [
                {"name": article.id, "reason": reason, "remedy": ""} for article, _ in articles
            ]
            continue
        claims += len(traced.claims)
        things = Things(traced)
        for name, kept in found.items():
            kept.extend({"story": story, **row} for row in rows(name, things))
    write_tables(found, out, bunch.number, key)
    counted = {"stories": len(given), "claims": claims, "left_out": len(wrong)}
    told = {"bunch": key, **{name: str(number) for name, number in counted.items()}}
    parts.write(wrong, LEFT_OUT, mark, told)  # the last: it says that the others are there
    return Traced(**counted)


def write_tables(
    found: Mapping[str, list[dict[str, Any]]], out: Path, number: int, key: str = ""
) -> None:
    """Write the rows that a bunch adds to each table."""
    for name, kept in found.items():
        parts.write(kept, SCHEMAS[name], table(out, name, number), {"bunch": key})


def _all_there(out: Path, number: int, key: str) -> bool:
    heads = (parts.told(table(out, name, number)) for name in SCHEMAS)
    return all(head is not None and head.get("bunch") == key for head in heads)


def _stories(
    bunch: Bunch, parts_of: Path
) -> dict[int, list[tuple[Article, tuple[Attribution, ...]]]]:
    """Return the articles of each story, read from their parts one after the other."""
    wanted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for file, row, story in bunch.places:
        wanted[file].append((row, story))
    found: dict[int, list[tuple[Article, tuple[Attribution, ...]]]] = defaultdict(list)
    for file in sorted(wanted):
        kept = parts.read(parts_of / file, ("article", "attributions", "vectors"))
        for row, story in wanted[file]:
            found[story].append(_article(kept, row))
    return {story: found[story] for story in sorted(found)}


def _article(kept: pyarrow.Table, row: int) -> tuple[Article, tuple[Attribution, ...]]:
    article = loads(Article, kept["article"][row].as_py())
    said = kept["attributions"][row].as_py()
    return article, unpack(article.id, said, kept["vectors"][row].as_py())


def _trace(articles: list[tuple[Article, tuple[Attribution, ...]]], outlets: Path | None) -> Trace:
    said = {article.id: attributions for article, attributions in articles}
    return pipeline.trace_attributions([a for a, _ in articles], said, outlets=outlets)


def files(out: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of each table, by name."""
    for name in (*SCHEMAS, "left_out"):
        for path in sorted((out / name).glob("*.parquet")):
            yield name, path
