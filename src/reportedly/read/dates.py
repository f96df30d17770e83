"""Dates as pages write them, as `Moment` records cut to the precision that they give."""

import re
from datetime import datetime
from typing import Final

from reportedly.records import Moment, Precision, Span

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_CLOCK = (
    r"(?:,?\s*(?:at|[-–—|])?\s*(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>\(?(?:Z|UTC|GMT|[A-Z]{2,4}T)\)?|[+-]\d\d:?\d\d)?)"
)
_IN_WORDS = re.compile(
    rf"\b(?:{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}|"
    rf"{_MONTH.replace('month', 'month2')}\s+{_DAY.replace('day', 'day2')},?\s+"
    rf"{_YEAR.replace('year', 'year2')})\b{_CLOCK}?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:(?:T|\s+)(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?)?)?"
)
_ISO_IN_TEXT = re.compile(r"(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_SLASHED = re.compile(rf"(?P<day>\d\d?)[/.](?P<month>\d\d?)[/.](?P<year>(?:19|20)\d\d){_CLOCK}?")
_IN_URL = re.compile(
    r"[/_-](?P<year>(?:19|20)\d\d)(?P<gap>[/-]?)(?P<month>\d\d|[a-z]{3})(?P=gap)(?P<day>\d\d)"
    r"(?:[/_-]|$)",
    re.IGNORECASE,
)
ZONES: Final = {  # those that mean one thing in the news; CST, IST, AST and BST mean several
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00",
    "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "SAST": "+02:00", "JST": "+09:00", "AEST": "+10:00",
}  # fmt: skip


def parse_date(words: str, basis: str = "given") -> Moment | None:
    """Return the date that a field holds, or None where it holds none that is clear.

    03/04/2021 is two different days in two countries, so it is none.

    >>> parse_date("2024-09-17T09:40:11.5Z").value, parse_date("Sept. 17, 2024").value
    ('2024-09-17T09:40+00:00', '2024-09-17')
    >>> parse_date("June 1, 2022 8:28pm EDT").value, parse_date("03/04/2021")
    ('2022-06-01T20:28-04:00', None)
    """
    words = " ".join(words.split())[:80]
    if match := _ISO.fullmatch(words) or _COMPACT.fullmatch(words):
        return _moment(match, basis)
    if match := _SLASHED.fullmatch(words):
        day, month = int(match["day"]), int(match["month"])
        if day > 12 or day == month:
            return _moment(match, basis)
        return None
    found = find_date(words, basis)
    return found[0] if found else None


def find_date(text: str, basis: str = "text") -> tuple[Moment, Span] | None:
    """Return the first full date (day, month, year) written in `text`, and where it stands.

    >>> moment, place = find_date("The Lantern, 3 March 2025, page 2")
    >>> moment.value, place
    ('2025-03-03', Span(start=13, end=25))
    """
    found = [m for m in (_IN_WORDS.search(text), _ISO_IN_TEXT.search(text)) if m]
    for match in sorted(found, key=lambda m: m.start()):
        iso = match.re is _ISO_IN_TEXT
        moment = parse_date(match.group(), basis) if iso else _moment(match, basis)
        if moment:
            return moment, Span(match.start(), match.end())
    return None


def date_in_url(url: str) -> Moment | None:
    """Return the day that the path of an address names.

    >>> date_in_url("https://a.example/news/2019/jul/09/fair").value
    '2019-07-09'
    >>> date_in_url("https://a.example/item/20190231")
    """
    match = _IN_URL.search(url.split("?", maxsplit=1)[0])
    return _moment(match, "url") if match else None


def finer(first: Moment, other: Moment | None) -> Moment:
    """Return `other` where it only adds the hour to the same day, else `first`."""
    adds = other is not None and first.precision == "day" and other.precision == "minute"
    return other if adds and other and other.value.startswith(first.value) else first


def _moment(match: re.Match[str], basis: str) -> Moment | None:
    """Return what a match of one of the patterns means, if it is a day that exists."""
    part = match.groupdict()
    year = int(part.get("year") or part.get("year2") or 0)
    month = _month(part.get("month") or part.get("month2"))
    day = part.get("day") or part.get("day2")
    try:
        when = datetime(year, month or 1, int(day or 1))
    except ValueError:
        return None
    if not 1800 <= year <= 2100:
        return None
    if not day:
        return Moment(f"{year:04}-{month:02}" if month else f"{year:04}",
                      "month" if month else "year", basis)  # fmt: skip
    clock = _clock(part)
    precision: Precision = "minute" if clock else "day"
    return Moment(f"{when:%Y-%m-%d}{clock}", precision, basis)


def _month(name: str | None) -> int:
    if not name:
        return 0
    if name.isdigit():
        return int(name) or 13  # month 00 is no month: datetime refuses 13
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 13


def _clock(part: dict[str, str | None]) -> str:
    """Return "THH:MM" with the zone, or "" for none or for one that says nothing.

    Midnight to the second is what systems write that know only the day: taken as a time
    it would put such an article before all others of its day.
    """
    if part.get("hour") is None or part.get("minute") is None:
        return ""
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    half = (part.get("half") or "").replace(".", "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or (hour == minute == 0 and int(part.get("second") or 0) == 0):
        return ""
    zone = (part.get("zone") or "").strip("() ").upper()
    if zone and zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        zone = f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) <= 14 else ""
    else:
        zone = ZONES.get(zone, "")
    return f"T{hour:02}:{minute:02}{zone}"
