"""The cells of a user's row: each is checked, and what cannot be meant is `BadTable`."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache

from reportedly.errors import BadTable
from reportedly.resolve.countries import Countries
from reportedly.resolve.names.reading import fold
from reportedly.resolve.outlets.outlet import KINDS, Outlet

COLUMNS = tuple(field.name for field in fields(Outlet))
_LONGEST = 500  # characters; the longest shipped cell has 120
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_COUNTRY = re.compile(r"[^\W\d_][^\W\d_ .'’(),&-]*(?:[ .'’(),&-]+[^\W\d_]+)*[.)]?")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# What a spreadsheet would carry out; “+972 Magazine” is a name.
_FORMULA = re.compile(r"[=@]|[+-].*[()|!=*/+\"]|[+-]\d+[+-]\d")


def outlet(row: Mapping[str, object], place: str) -> Outlet:
    """Return a row as an outlet. Raises `BadTable`, naming `place`, if a cell cannot be used."""
    strange = [key for key in row if key not in COLUMNS]
    if strange:
        remedy = f"the columns are {', '.join(COLUMNS)}"
        raise BadTable(place, f"no column is called {', '.join(map(repr, strange))}", remedy)
    aliases = _aliases(row.get("aliases", ""), place)
    texts = {key: _cell(key, value, place) for key, value in row.items() if key != "aliases"}
    if not fold(texts.get("name", "")):
        raise BadTable(place, "the outlet has no name", "fill in `name`")
    kind = texts.get("kind") or "site"
    if kind not in KINDS:
        raise BadTable(place, f"no kind of outlet is called {kind!r}", f"use {', '.join(KINDS)}")
    for key in ("country", "state"):
        texts[key] = _country(key, texts.get(key, ""), place)
    _check_domains(texts.get("domain", ""), place)
    _check_date(texts.get("checked", ""), place)
    return Outlet(**{**texts, "kind": kind}, aliases=aliases)


def _aliases(value: object, place: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split("|")
    if not isinstance(value, list) or not all(isinstance(alias, str) for alias in value):
        remedy = 'write ["…", "…"], or one text with | between them'
        raise BadTable(place, "`aliases` is not a list of names", remedy)
    return tuple(cell for alias in value if (cell := _cell("aliases", alias, place)))


def _cell(key: str, value: object, place: str) -> str:
    if key == "checked" and (type(value) is int or isinstance(value, datetime.date)):
        value = str(value)[:10]
    if not isinstance(value, str):
        raise BadTable(place, f"`{key}` is {value!r:.60}, not text", "put it between quotes")
    value = value.strip()
    if len(value) > _LONGEST:
        reason = f"`{key}` has {len(value):,} characters, more than {_LONGEST}"
        raise BadTable(place, reason, "look for a quotation mark that is never closed")
    if _FORMULA.match(value):
        reason = f"`{key}` is {value!r:.60}, which looks like a formula"
        raise BadTable(place, reason, "put its value there")
    if not value.isprintable():
        reason = f"`{key}` is {value!r:.60}, which has a line break or a character that none sees"
        raise BadTable(place, reason, "write it in one line")
    return value


@cache
def _countries() -> Countries:
    return Countries()


def _country(key: str, value: str, place: str) -> str:
    """Return the name under which the country is known, or its own if it is not."""
    if not value:
        return ""
    if len(value) > len("Democratic Republic of the Congo") * 2 or not _COUNTRY.fullmatch(value):
        reason = f"`{key}` is {value!r:.60}, which is no country's name"
        raise BadTable(place, reason, "write its name in English, or leave it empty for unknown")
    return _countries().meant(value) or value


def _check_domains(value: str, place: str) -> None:
    for domain in filter(None, map(str.strip, value.split("|"))):
        if not _DOMAIN.fullmatch(domain):
            reason = f"`domain` is {domain!r:.60}, which is no domain"
            raise BadTable(place, reason, "write it as in quay.example, several parted by |")


def _check_date(value: str, place: str) -> None:
    remedy = "write it as in 2026-11-23, 2026-11 or 2026"
    if value and not _DATE.fullmatch(value):
        raise BadTable(place, f"`checked` is {value!r:.60}, not a date", remedy)
    try:
        datetime.date.fromisoformat(
            value + "-01-01"[: 6 - len(value) + 4] if value else "2000-01-01"
        )
    except ValueError as error:
        raise BadTable(place, f"`checked` is {value!r}: {error}", remedy) from error
