"""Who publishes and who owns: the shipped table, a user's rows over it, and look-up.

The table says facts, never ratings. A row's `state` names the country whose
state owns the outlet and decides what it prints; public broadcasters under a
statute or trust of their own have none. An empty `checked` means that the row
was written from general knowledge and not yet compared with its `source`.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from reportedly.errors import BadTable, Unreadable
from reportedly.resolve.names import fold

KINDS = ("agency", "newspaper", "broadcaster", "magazine", "site")
_ARCHIVED = re.compile(r"https?://(?:web\.)?archive\.[a-z]+/.*?(https?://.*)$")
_FRONT = ("www.", "amp.", "m.", "edition.", "en.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row: an outlet, its domains, and whose it is. Empty means unknown."""

    name: str
    aliases: tuple[str, ...] = ()
    domain: str = ""  # several are separated by |
    country: str = ""
    kind: str = "site"
    owner: str = ""
    owner_owner: str = ""
    state: str = ""
    source: str = ""  # public address or document in which the facts stand
    checked: str = ""  # ISO date on which the row was compared with `source`

    @property
    def group(self) -> str:
        """Who stands behind it: the state, else the owner's owner, else the owner, else itself.

        >>> Outlet(name="Quay Wire", owner="Quay Media", state="Halmere").group
        'government of Halmere'
        """
        if self.state:
            return f"government of {self.state}"
        return self.owner_owner or self.owner or self.name

    @property
    def domains(self) -> tuple[str, ...]:
        """Its domains, lower case."""
        return tuple(d.strip().lower() for d in self.domain.split("|") if d.strip())

    @property
    def called(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return (self.name, *self.aliases)


_PLACED = re.compile(r"(\S+ \S.*) of \S+")


class OutletTable:
    """Outlets by name, alias and domain. Immutable: overriding gives a new table."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets = tuple(outlets)
        self._names: dict[str, list[Outlet]] = {}
        self._domains: dict[str, Outlet] = {}
        for outlet in self.outlets:
            for key in dict.fromkeys(map(fold, outlet.called)):
                self._names.setdefault(key, []).append(outlet)
            for domain in outlet.domains:
                self._domains.setdefault(domain, outlet)

    @classmethod
    def shipped(cls) -> "OutletTable":
        """Return the table that comes with the package."""
        return _shipped()

    def with_overrides(self, path: Path) -> "OutletTable":
        """Return this table with a user's rows (TOML `[[outlet]]` or CSV, same columns) over it.

        A row replaces those that bear its name or one of its domains. Raises
        `Unreadable` if there is no such file and `BadTable`, naming file and row,
        if a row cannot be used.
        """
        try:
            raw = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Unreadable(str(path), f"cannot be read as UTF-8 text ({error})") from error
        read = _toml_rows if path.suffix.lower() == ".toml" else _csv_rows
        rows = [_outlet(row, place) for place, row in read(raw, str(path))]
        seen: dict[str, str] = {}
        for row, (place, _) in zip(rows, read(raw, str(path)), strict=True):
            if fold(row.name) in seen:
                reason = f"“{row.name}” already stands at {seen[fold(row.name)]}"
                raise BadTable(place, reason, "keep one row an outlet")
            seen[fold(row.name)] = place
        return self.extended(rows)

    def extended(self, rows: Iterable[Outlet]) -> "OutletTable":
        """Return this table with `rows` first; a row replaces those of its name or domain."""
        rows = tuple(rows)
        names = {fold(row.name) for row in rows}
        domains = {domain for row in rows for domain in row.domains}
        kept = (
            outlet
            for outlet in self.outlets
            if fold(outlet.name) not in names and domains.isdisjoint(outlet.domains)
        )
        return OutletTable((*rows, *kept))

    def named(self, name: str) -> tuple[Outlet, ...]:
        """Return all outlets that go by `name`: none, one, or several (“the Times”).

        A place may follow (“the Straits Times of Singapore”), unless one word is
        all that stands before it: “Times of Malta” is no Times.
        """
        folded = fold(name)
        found = self._names.get(folded, ())
        if not found and (placed := _PLACED.fullmatch(folded)):
            found = self._names.get(placed[1], ())
        return tuple(found)

    def find(self, name: str) -> Outlet | None:
        """Return the outlet of that name; None if none or more than one goes by it.

        An outlet's own name wins over the alias of another.
        """
        found = self.named(name)
        if len(found) > 1:
            found = tuple(outlet for outlet in found if fold(outlet.name) == fold(name))
        return found[0] if len(found) == 1 else None

    def at(self, url: str) -> Outlet | None:
        """Return the outlet whose site `url` (an address or a domain) belongs to."""
        host = domain_of(url)
        while host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None

    @property
    def countries(self) -> tuple[str, ...]:
        """Every country named in the table, in order."""
        named = (c for outlet in self.outlets for c in (outlet.country, outlet.state) if c)
        return tuple(dict.fromkeys(named))


def domain_of(url: str) -> str:
    """Return the domain of an address, without what only says how the page is served.

    >>> domain_of("https://www.example.org/a"), domain_of("example.org")
    ('example.org', 'example.org')
    >>> domain_of("https://web.archive.org/web/2020/https://example.org/a")
    'example.org'
    """
    archived = _ARCHIVED.match(url)  # an archived page carries its own address
    url = archived[1] if archived else url
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    for front in _FRONT:
        if host.startswith(front) and host.count(".") > 1:
            host = host.removeprefix(front)
    return host


@cache
def _shipped() -> OutletTable:
    raw = resources.files("reportedly.data").joinpath("outlets.csv").read_text("utf-8")
    return OutletTable(_outlet(row, place) for place, row in _csv_rows(raw, "outlets.csv"))


def _csv_rows(raw: str, name: str) -> list[tuple[str, Mapping[str, object]]]:
    reader = csv.DictReader(raw.splitlines(), restkey="_more")
    try:
        rows = list(reader)
    except csv.Error as error:
        raise BadTable(f"{name} line {reader.line_num}", f"not CSV: {error}") from error
    return [
        (f"{name} row {number}", {key: value or "" for key, value in row.items()})
        for number, row in enumerate(rows, 2)
    ]


def _toml_rows(raw: str, name: str) -> list[tuple[str, Mapping[str, object]]]:
    try:
        table = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise BadTable(name, f"not TOML: {error}") from error
    rows = table.get("outlet", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadTable(name, "`outlet` is not a list of tables", "write [[outlet]] before each row")
    return [(f"{name} row {n}", cast(Mapping[str, object], row)) for n, row in enumerate(rows, 1)]


def _outlet(row: Mapping[str, object], place: str) -> Outlet:
    columns = [field.name for field in fields(Outlet)]
    strange = [key for key in row if key not in columns]
    if strange:
        remedy = f"the columns are {', '.join(columns)}"
        raise BadTable(place, f"no column is called {', '.join(map(repr, strange))}", remedy)
    aliases = row.get("aliases", "")
    if isinstance(aliases, str):
        aliases = [alias.strip() for alias in aliases.split("|") if alias.strip()]
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise BadTable(place, "`aliases` is not a list of names")
    values = {key: value for key, value in row.items() if key != "aliases"}
    for key, value in values.items():
        if key != "checked" and not isinstance(value, str):
            raise BadTable(place, f"`{key}` is {value!r}, not text", "put it between quotes")
    texts = {key: str(value).strip() for key, value in values.items()}
    if not fold(texts.get("name", "")):
        raise BadTable(place, "the outlet has no name")
    kind = texts.get("kind") or "site"
    if kind not in KINDS:
        raise BadTable(place, f"no kind of outlet is called {kind!r}", f"use {', '.join(KINDS)}")
    return Outlet(**{**texts, "kind": kind}, aliases=tuple(aliases))
