"""The line near the top that says who published it, where and when.

An outlet and a date stand alone on a line:

    The Lantern, September 17, 2024 —
    The Lantern | 17 September 2024

A place opens a paragraph; it is no outlet, but an agency may stand behind it:

    KELSBY, Sept 17 (Telcora) - The river ...
    KELSBY (Telcora) — The river ...
    Kelsby, 17 September 2024 – The river ...
"""

import re
from dataclasses import dataclass
from typing import Final

from reportedly.read.dates import find_date
from reportedly.records import Moment, Span
from reportedly.text import lines

LINES_LOOKED_AT: Final = 8  # a dateline stands under title, deck and byline at the latest
CITIES: Final = frozenset(  # that stand alone in datelines and name no outlet
    "amman ankara athens baghdad bangkok beijing beirut berlin brasilia brussels budapest cairo "
    "caracas chicago copenhagen damascus delhi dubai dublin geneva havana helsinki istanbul "
    "jakarta jerusalem kabul kiev kyiv lagos lisbon london madrid manila milan minsk moscow mumbai "
    "munich nairobi oslo ottawa paris prague pretoria riyadh rome seoul shanghai singapore "
    "stockholm sydney taipei tehran tokyo toronto tripoli vienna warsaw washington".split()
)
_AGENCY = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][\w .’'/-]{1,40})(?:,\s*(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}|"
    r"\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?,?\s*\((?P<agency>[A-Z][\w .&’'-]{1,40})\)"
    r"\s*(?:[-–—:]|(?=[A-Z“\"]))"
)
_OUTLET = r"[^\s,|—–(][^,|—–()\n]{1,58}[^\s,|—–(]"
_BEFORE = re.compile(rf"(?P<outlet>{_OUTLET})\s*[,|—–·•-]\s*$")
_AFTER = re.compile(rf"^\s*[,|—–·•-]\s*(?P<outlet>{_OUTLET})\s*$")
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*$")
_LABEL = re.compile(
    r"^(?:(?:first |originally )?(?:published|posted|updated|modified|date|issued|last updated)"
    r"(?: on)?\s*:?|by\b.*)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `span` is its line (or its opening, where text goes on behind)."""

    span: Span
    outlet: str | None = None
    published: Moment | None = None


def find_dateline(text: str) -> Dateline | None:
    r"""Return the dateline among the first lines of `text`, if one stands there.

    >>> find_dateline("Rain\n\nThe Lantern, May 3, 2024 — \n\nIt rained.").outlet
    'The Lantern'
    >>> find_dateline("KELSBY, Sept 17 (Telcora) - It rained.").outlet
    'Telcora'
    >>> find_dateline("Kelsby, 3 May 2024 – It rained.").outlet is None
    True
    """
    for number, line in enumerate(lines(text)):
        if number == LINES_LOOKED_AT:
            break
        if found := _read_line(line.of(text), line):
            return found
    return None


def _read_line(words: str, line: Span) -> Dateline | None:
    if match := _AGENCY.match(words):
        dated = find_date(words[: match.end()], "dateline")
        span = Span(line.start, line.start + match.end())
        return Dateline(span, match["agency"], dated[0] if dated else None)
    dated = find_date(words[:160], "dateline")
    if not dated:
        return None
    moment, where = dated
    if day := WEEKDAY.search(words[: where.start]):
        where = Span(day.start(), where.end)
    before, after = words[: where.start].strip(), words[where.end :].strip(" \t—–-|·•")
    if after and re.match(r"\s*[—–-]", words[where.end :]):  # text goes on behind a dash
        short = len(before) <= 40 and before.endswith(",")
        return Dateline(Span(line.start, line.start + where.end), None, moment) if short else None
    outlet = _BEFORE.search(words[: where.start]) if not after else _AFTER.match(words[where.end :])
    if outlet and not (before and after):
        return Dateline(line, _named(outlet["outlet"]), moment)
    if not after and (not before or _LABEL.match(before)):
        return Dateline(line, None, moment)
    return None


def _named(outlet: str) -> str | None:
    """Return the outlet, or None where the words are a place or a label."""
    outlet = outlet.strip(" ,—–-|·•")
    plain = outlet.lower()
    if plain in CITIES or _LABEL.match(outlet) or (outlet.isupper() and " " not in outlet):
        return None
    return outlet
