"""Reading a user's table of outlets: TOML or CSV in, rows with their places out, or `BadTable`.

Whatever is wrong is said with file, line, reason and way out. A table is read
whole before a row of it is used, so a broken one changes nothing.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportedly.errors import BadTable, InputError, TooLarge, Unreadable
from reportedly.resolve.names.reading import fold
from reportedly.resolve.outlets.outlet import Outlet
from reportedly.resolve.outlets.values import COLUMNS, outlet

Row = tuple[str, Outlet]  # with its place: "outlets.toml line 3"

# 50,000 rows are twenty times the shipped tables and take some two seconds.
_BYTES, _ROWS = 8 * 2**20, 50_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OPENING = re.compile(r"^[ \t]*\[\[[ \t]*(?:outlet|\"outlet\"|'outlet')[ \t]*\]\]", re.M)
_REQUIRED = "name"


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table, each with its file and line.

    Raises `Unreadable` if there is no such file, `TooLarge` beyond 8 MiB or 50,000 rows,
    and `BadTable` if the table, or a row of it, cannot be used.
    """
    text = _text(path)
    read = _toml if path.suffix.lower() == ".toml" else _csv
    rows: list[Row] = []
    for place, values in read(text, str(path)):
        if len(rows) == _ROWS:
            raise TooLarge(place, f"more than {_ROWS:,} rows", "keep the outlets that you meet")
        rows.append((place, outlet(values, place)))
    _once(rows)
    return rows


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_BYTES + 1)
    except OSError as error:
        raise Unreadable(str(path), f"cannot be opened ({error.strerror or error})") from error
    except ValueError as error:  # a NUL in the path
        raise Unreadable(repr(str(path)), "this is no path") from error
    if len(raw) > _BYTES:
        reason = f"more than {_BYTES // 2**20} MiB"
        raise TooLarge(str(path), reason, "keep the outlets that you meet")
    mend = "save it as UTF-8 text, or go without --outlets"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadTable(str(path), "line 1: this is UTF-16, not UTF-8", mend)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = f"line {line}: this is not UTF-8 (byte {raw[error.start]:#04x})"
        raise BadTable(str(path), reason, mend) from error
    control = _CONTROL.search(text)
    if control:
        place = f"{path} line {text.count(chr(10), 0, control.start()) + 1}"
        reason = f"the character U+{ord(control.group()):04X} stands in no text"
        raise BadTable(place, reason, "give a table in TOML or CSV, or take that character out")
    return text


def _csv(text: str, name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] = []
    while True:
        place = f"{name} line {reader.line_num + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            remedy = "put cells with commas or quotation marks between quotation marks"
            raise BadTable(place, f"not CSV: {error}", remedy) from error
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = _header(cells, place)
            continue
        if len(cells) != len(columns):
            reason = f"{len(cells)} cells under {len(columns)} columns"
            remedy = "give each column a cell; one with a comma stands between quotation marks"
            raise BadTable(place, reason, remedy)
        yield place, dict(zip(columns, cells, strict=True))
    if not columns:
        raise BadTable(name, "line 1: the table is empty", "begin with a line of column names")


def _header(cells: list[str], place: str) -> list[str]:
    columns = [cell.strip() for cell in cells]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        reason = f"several columns are called {', '.join(map(repr, twice))}"
        raise BadTable(place, reason, "keep one of them")
    strange = [column for column in columns if column not in COLUMNS]
    remedy = f"the columns are {', '.join(COLUMNS)}, parted by commas"
    if strange:
        raise BadTable(place, f"no column is called {', '.join(map(repr, strange))}", remedy)
    if _REQUIRED not in columns:
        raise BadTable(place, f"the column `{_REQUIRED}` is missing", remedy)
    return columns


def _toml(text: str, name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # it says line and column
        raise BadTable(name, f"not TOML: {error}") from error
    except (RecursionError, ValueError) as error:  # brackets in brackets; a number too long
        reason = f"not TOML that can be read ({type(error).__name__})"
        raise BadTable(name, reason, "write [[outlet]] and below it a line a column") from error
    write = "write [[outlet]] before each row, and nothing but rows"
    for key in table:
        if key != "outlet":
            raise BadTable(_where(text, key, name), f"no table is called {key!r}", write)
    rows = table.get("outlet", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadTable(_where(text, "outlet", name), "`outlet` is not a list of tables", write)
    if not rows:
        raise BadTable(name, "line 1: the table is empty", write)
    starts = [text.count("\n", 0, match.start()) + 1 for match in _OPENING.finditer(text)]
    for number, row in enumerate(rows):
        exact = len(starts) == len(rows)  # not so where one stands in a text, or rows in a list
        yield f"{name} line {starts[number]}" if exact else f"{name} row {number + 1}", row


def _where(text: str, key: str, name: str) -> str:
    found = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", text, re.M)
    return f"{name} line {text.count(chr(10), 0, found.start()) + 1}" if found else name


def _once(rows: list[Row]) -> None:
    """Raise if two rows bear one name, alias or domain; a name may recur with another place."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for place, row in rows:
        claimed = keys(row)
        for what, key, _ in claimed:
            other = seen.get((what, key))
            if other:
                before = f"“{other[1]}” already stands at {other[0]}"
                remedy = "keep it at one outlet"
                if what == "name":
                    remedy += ", or fill in the column `place` of both where they are two"
                raise BadTable(place, f"the {what} {before}", remedy)
        for what, key, words in claimed:
            seen[what, key] = (place, words)


def keys(row: Outlet) -> list[tuple[str, str, str]]:
    """Return what a row lays claim to: (name or domain, as compared, as written)."""
    names = {fold(words): words for words in reversed(row.called)}
    if row.place:  # “Daily News” of Quay, and another of Ash
        names = {f"{key}|{fold(row.place)}": words for key, words in names.items()}
    claimed = [("name", key, words) for key, words in names.items()]
    return claimed + [("domain", domain, domain) for domain in dict.fromkeys(row.domains)]


def owned_by_itself(rows: list[Row], owners: Mapping[str, Outlet]) -> InputError | None:
    """Return the error that a row is, directly or through others, its own owner; None if none.

    `owners` are all outlets of the table by folded name, the rows among them.
    """
    for place, row in rows:
        path, at = [row.name], row
        while at.owner:
            above = owners.get(fold(at.owner))
            if above is None:
                break
            path.append(above.name)
            if above.name in path[:-1]:
                chain = " → ".join(path)
                remedy = "leave `owner` empty where nobody else owns it or nobody knows who does"
                return BadTable(place, f"the owners go in a circle: {chain}", remedy)
            at = above
    return None
