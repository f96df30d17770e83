"""Who publishes and who owns: the shipped tables, a user's rows over them, and look-up.

Three layers, each going before the next: rows added for a run (a user's, or the
outlets of its articles), the rows written for the package (data/outlets.csv), and
US stations of 2018 (data/local_outlets.csv). A row's `state` names the country whose
state owns the outlet and decides what it prints; public broadcasters under a statute
or trust of their own have none. An empty `checked` means that the row was written from
general knowledge and not yet compared with its `source`.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from reportedly.resolve.names.reading import fold
from reportedly.resolve.outlets.ordinary import is_call_sign, is_ordinary, spelt_as_call_sign
from reportedly.resolve.outlets.outlet import KINDS, Outlet

__all__ = ["KINDS", "LOCAL", "Outlet", "OutletTable", "domain_of"]

LOCAL = "https://github.com/yinleon/LocalNewsDataset"  # the `source` of local_outlets.csv
_ARCHIVED = re.compile(r"https?://(?:web\.)?archive\.[a-z]+/.*?(https?://.*)$")
_FRONT = ("www.", "amp.", "m.", "edition.", "en.")
_PLACED = re.compile(r"(\S+ \S.*) of \S+")


class OutletTable:
    """Outlets by name, alias and domain. Immutable: overriding gives a new table.

    `local` are outlets of a layer below: what `outlets` say of a name or domain goes before
    it. No two outlets of a table have one name: where a name is that of several places,
    each has its place behind it, and the bare name is an alias of all.
    """

    def __init__(self, outlets: Iterable[Outlet], local: Iterable[Outlet] = ()) -> None:
        self._upper = tuple(outlets)
        self._names: dict[str, list[Outlet]] = {}
        self._domains: dict[str, Outlet] = {}
        for outlet in self._upper:
            for key in dict.fromkeys(map(_key, outlet.called)):
                self._names.setdefault(key, []).append(outlet)
            for domain in outlet.domains:
                self._domains.setdefault(domain, outlet)
        self._local = tuple(
            outlet
            for outlet in local
            if _key(outlet.name) not in self._names
            and self._domains.keys().isdisjoint(outlet.domains)
        )
        self._stations: dict[str, list[Outlet]] = {}
        own = {_key(outlet.name) for outlet in self._upper}
        for outlet in self._local:
            for key in dict.fromkeys(map(_key, outlet.called)):
                if key in self._names and key not in own:  # “the Herald”: a name of many
                    self._names[key].append(outlet)
                elif key not in own:
                    self._stations.setdefault(key, []).append(outlet)
            for domain in outlet.domains:
                self._domains.setdefault(domain, outlet)

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """All rows, those that go before others first."""
        return (*self._upper, *self._local)

    @classmethod
    def shipped(cls) -> "OutletTable":
        """Return the table that comes with the package."""
        return _shipped()

    def with_overrides(self, path: Path) -> "OutletTable":
        """Return this table with a user's rows (TOML `[[outlet]]` or CSV, same columns) over it.

        A row replaces those that bear its name or one of its domains, and what it calls
        itself means it alone. A row without an `owner_owner` takes it, and a state, from the
        row of its owner. Raises `Unreadable` if there is no such file, `TooLarge`, and
        `BadTable`, naming file and line, if a row cannot be used.
        """
        # imported here because few runs have a table, and all would wait for it
        from reportedly.resolve.outlets.rows import owned_by_itself, read_rows

        rows = read_rows(path)
        placed = _placed([row for _, row in rows])
        names = {fold(name) for row in placed for name in row.called}
        table = self.extended(placed)._without(names, {row.name for row in placed})
        owners = {fold(outlet.name): outlet for outlet in table.outlets}
        owners |= {fold(name): row for row in reversed(placed) for name in row.called}
        places = [place for place, _ in rows]
        error = owned_by_itself(list(zip(places, placed, strict=True)), owners)
        if error:
            raise error
        upper = [_with_owner_of(outlet, owners) for outlet in table._upper]
        return OutletTable(upper, table._local)

    def extended(self, rows: Iterable[Outlet]) -> "OutletTable":
        """Return this table with `rows` first; a row replaces those of its name or domain."""
        rows = tuple(rows)
        if not rows:
            return self
        names = {fold(row.name) for row in rows}
        domains = {domain for row in rows for domain in row.domains}
        kept = [
            outlet
            for outlet in self._upper
            if fold(outlet.name) not in names and domains.isdisjoint(outlet.domains)
        ]
        called = {_key(name) for row in rows for name in row.called}
        stands_alone = self._of_stations.isdisjoint((*called, *domains))
        if len(kept) < len(self._upper) or not stands_alone:
            return OutletTable((*rows, *kept), self._local)
        return self._with(rows)

    def _with(self, rows: tuple[Outlet, ...]) -> "OutletTable":
        """Return this table with rows first that replace none of its own, without reading it anew.

        Every story of a corpus has outlets of its own, and the table has thousands of rows.
        """
        table = object.__new__(OutletTable)
        table._upper, table._local = (*rows, *self._upper), self._local
        table._stations, table._names, table._domains = self._stations, dict(self._names), {}
        more: dict[str, list[Outlet]] = {}
        for row in rows:
            for key in dict.fromkeys(map(_key, row.called)):
                more.setdefault(key, []).append(row)
            for domain in row.domains:
                table._domains.setdefault(domain, row)
        for key, named in more.items():
            table._names[key] = [*named, *self._names.get(key, ())]
        table._domains |= self._domains
        return table

    @cached_property
    def _of_stations(self) -> frozenset[str]:
        """All names and domains of the layer below."""
        names = (_key(name) for outlet in self._local for name in outlet.called)
        return frozenset((*names, *(d for outlet in self._local for d in outlet.domains)))

    @cached_property
    def names(self) -> frozenset[str]:
        """What its outlets call themselves, folded."""
        return frozenset(fold(outlet.name) for outlet in self.outlets)

    def _without(self, names: set[str], keep: set[str]) -> "OutletTable":
        """Return this table, in which only the outlets called as in `keep` go by `names`."""

        def less(outlet: Outlet) -> Outlet:
            aliases = tuple(alias for alias in outlet.aliases if fold(alias) not in names)
            same = outlet.name in keep or len(aliases) == len(outlet.aliases)
            return outlet if same else replace(outlet, aliases=aliases)

        return OutletTable(map(less, self._upper), map(less, self._local))

    def named(self, name: str) -> tuple[Outlet, ...]:
        """Return all outlets that go by `name` in a text: none, one, or several (“the Times”).

        A place may follow (“the Straits Times of Singapore”), unless one word is
        all that stands before it: “Times of Malta” is no Times. A name that is a person's,
        a month's or a source's as well is nobody's, and a call sign is one only in
        capitals: “Wave” is no WAVE.
        """
        return () if is_ordinary(name) else self._called(name)

    def find(self, name: str) -> Outlet | None:
        """Return the outlet that calls itself `name`; None if none or more than one goes by it.

        An outlet's own name wins over the alias of another.
        """
        found = self._called(name)
        if len(found) > 1:
            found = tuple(outlet for outlet in found if fold(outlet.name) == fold(name))
        return found[0] if len(found) == 1 else None

    def _called(self, name: str) -> tuple[Outlet, ...]:
        folded = fold(name)
        found = self._names.get(folded, ())
        if not found and is_call_sign(name):
            sign = spelt_as_call_sign(name)
            found = self._stations.get(folded if sign else "", self._stations.get(sign, ()))
        elif not found:
            found = self._stations.get(folded, ())
        if not found and (placed := _PLACED.fullmatch(folded)):
            found = self._names.get(placed[1], ())
        return tuple(found)

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


def _key(name: str) -> str:
    """Return a name folded; for the many call signs without the work that they don't need."""
    return name.lower() if name.isascii() and name.isalpha() else fold(name)


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


def _placed(rows: list[Outlet]) -> list[Outlet]:
    """Tell outlets of one name apart by their place: “Daily News (Quay)”, “Quay Daily News”."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[fold(row.name)] = counts.get(fold(row.name), 0) + 1
    return [
        replace(
            row,
            name=f"{row.name} ({row.place})",
            aliases=(f"{row.place} {row.name}", f"{row.name} of {row.place}", *row.called),
        )
        if row.place and counts[fold(row.name)] > 1
        else row
        for row in rows
    ]


def _with_owner_of(outlet: Outlet, owners: dict[str, Outlet]) -> Outlet:
    """Fill in an outlet's last owner and state from the rows of its owners, where it has none."""
    at, last, state = outlet, "", outlet.state
    while at.owner and not state and not outlet.owner_owner:
        above = owners.get(fold(at.owner))
        if above is None or above is outlet:
            break
        last, state = above.owner_owner or above.owner or last, above.state
        if above.owner_owner:
            break
        at = above
    return replace(outlet, owner_owner=outlet.owner_owner or last, state=state)


@cache
def _shipped() -> OutletTable:
    own = (
        Outlet(**{**row, "aliases": tuple(filter(None, row["aliases"].split("|")))})  # type: ignore[arg-type]
        for row in _rows("outlets.csv")
    )
    return OutletTable(own, _stations())


def _stations() -> Iterator[Outlet]:
    raw = resources.files("reportedly.data").joinpath("local_outlets.csv").read_text("utf-8")
    rows = csv.reader(raw.splitlines())
    next(rows)  # the names of the columns, as below
    for name, aliases, domain, place, country, kind, owner, owner_owner in rows:
        yield Outlet(
            name=name,
            aliases=tuple(aliases.split("|")) if aliases else (),
            domain=domain,
            place=place,
            country=country or "United States",
            kind=kind or "broadcaster",
            owner=owner,
            owner_owner=owner_owner,
            source=LOCAL,
            checked="2018",
        )


def _rows(name: str) -> list[dict[str, str]]:
    raw = resources.files("reportedly.data").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(raw.splitlines()))
