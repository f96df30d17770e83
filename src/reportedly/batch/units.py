"""The inputs of a corpus, cut into units that are read one by one, each from any place on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Literal

from reportedly.errors import InputError, Malformed
from reportedly.read.article_json import read_lines
from reportedly.read.files import find_files
from reportedly.read.inputs import read_inputs
from reportedly.read.limits import Limits
from reportedly.read.warc import Page, pages
from reportedly.records import Article

FILES: Final = 200  # files of a folder that make one unit
Kind = Literal["files", "archive", "lines", "table"]
Item = Article | InputError


@dataclass(frozen=True, slots=True)
class Unit:
    """Some files, or one that holds many articles. `number` is its place among all."""

    number: int
    kind: Kind
    paths: tuple[str, ...]

    @property
    def key(self) -> str:
        """A digest of what it is: paths and sizes; another corpus has others."""
        told = [[path, _size(path)] for path in self.paths]
        return blake2b(json.dumps([self.kind, told]).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Raw:
    """Something to read at a place of its unit: bytes yet to be read, or what was made of them."""

    place: int
    name: str
    found: bytes | Item
    page: Page | None = None


def units(inputs: Sequence[str | Path]) -> Iterator[Unit | InputError]:
    """Yield the units of some inputs in order, and why there are none for an input."""
    number, loose = 0, []
    for given in inputs:
        for found in find_files(given):
            if isinstance(found, InputError):
                yield found
                continue
            kind = _kind(found.path)
            if kind != "files":
                yield Unit(number, kind, (str(found.path),))
                number += 1
                continue
            loose.append(str(found.path))
            if len(loose) == FILES:
                yield Unit(number, "files", tuple(loose))
                number, loose = number + 1, []
    if loose:
        yield Unit(number, "files", tuple(loose))


def raws(unit: Unit, limits: Limits, after: int = -1) -> Iterator[Raw]:
    """Yield what a unit holds, from behind a place on; the same every time."""
    path = Path(unit.paths[0])
    if unit.kind == "archive":
        with path.open("rb") as stream:
            for page in pages(stream, str(path), limits, after=after if after >= 0 else None):
                yield Raw(page.start, page.url or str(path), page.found, page)
    elif unit.kind == "table":
        yield from _rows(path, limits, after)
    elif unit.kind == "lines":
        with path.open("rb") as stream:
            for number, line in enumerate(iter(lambda: stream.readline(limits.bytes + 1), b"")):
                if number > after:
                    for item in read_lines(iter([(number + 1, line)]), str(path), limits):
                        yield Raw(number, str(path), item)
    else:
        for number, name in enumerate(unit.paths):
            if number > after:
                yield from _whole(number, name, limits)


def _whole(number: int, name: str, limits: Limits) -> Iterator[Raw]:
    """Yield a file as its bytes, or what it is if it is large or holds several articles."""
    path = Path(name)
    try:
        small = path.stat().st_size <= limits.bytes
        if small and path.suffix.lower() not in (".json", ".gz", ".warc"):
            yield Raw(number, name, path.read_bytes())
            return
    except OSError:
        pass  # read_inputs says why
    for item in read_inputs([path], limits=limits):
        yield Raw(number, name, item)


def _rows(path: Path, limits: Limits, after: int) -> Iterator[Raw]:
    """Yield the rows of a Parquet file whose columns are the fields of Article JSON."""
    import pyarrow
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(path)
        number = -1
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                if number > after:
                    given = {key: _plain(value) for key, value in row.items() if value is not None}
                    line = json.dumps(given, default=str).encode()
                    for item in read_lines(iter([(number + 1, line)]), str(path), limits):
                        yield Raw(number, str(path), item)
    except (pyarrow.ArrowException, OSError) as error:
        reason = f"no Parquet that can be read ({str(error)[:100]})"
        yield Raw(after + 1, str(path), Malformed(str(path), reason, "write it again"))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _kind(path: Path) -> Kind:
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        return "archive"
    if name.endswith((".jsonl", ".ndjson")):
        return "lines"
    return "table" if name.endswith(".parquet") else "files"


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return -1
