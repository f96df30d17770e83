"""Dates that a text tells, with their places: “17 September”, “last week”, “days before”.

What is not said is taken from the day of publication where the article was written,
from the tense of the clause, and for “two days earlier” from the last date before it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from reportedly.records import Article, Moment, Span
from reportedly.resolve.dates.days import Reading, Scene, exists
from reportedly.resolve.dates.readers import reading
from reportedly.resolve.dates.tense import future
from reportedly.resolve.dates.words import find_dates
from reportedly.resolve.dates.zones import OFFSETS, local_day

_CLOCK = (
    r"(?:(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))? ?(?P<half>[ap]\.m\.|[ap]m\b)"
    r"|(?P<h2>[01]?\d|2[0-3])[:.](?P<min2>[0-5]\d)"
    r"|(?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d)(?= (?:GMT|UTC|hrs|hours))"
    r"|(?P<word>noon|midday|midnight))"
    r"(?: (?:local time|hrs|hours))?(?: (?P<zone>[A-Z]{2,4}T|GMT|UTC)\b)?"
)
_CLOCK_BEFORE = re.compile(rf"(?<![\w:.])(?P<all>{_CLOCK})(?:,? on|,)? $")
_CLOCK_AFTER = re.compile(
    rf"^(?:,? (?:shortly |just )?(?:at|around|about|before|after) |, )(?P<all>{_CLOCK})"
)
_TO = re.compile(r"^(?: to | until | till | through |[-–—]| [-–—] )$")
_LONGEST_CLOCK = 40  # characters that a time of day may take, zone and all
_LONGEST_RANGE = 200  # days; a longer one is two dates that happen to stand together
_REACH = 300  # characters behind a date within which “two days later” may hang on it


@dataclass(frozen=True, slots=True)
class _Found:
    """A date in the text; `open` where its year was not said, so that another may give it."""

    start: int
    end: int
    reading: Reading
    open: bool


def dates(content: Sequence[Span], article: Article) -> tuple[Moment, ...]:
    """Return the dates that stand in the spans of a content, in order, each with its place.

    >>> day = Moment("2024-09-17", "day")
    >>> article = Article(id="a", text="It shut last week, she said on Monday.", published=day)
    >>> [(m.value, m.end, m.precision) for m in dates([Span(0, 38)], article)]
    [('2024-09-09', '2024-09-15', 'week'), ('2024-09-16', None, 'day')]
    """
    moments = _all(article.text, local_day(article))
    inside = {
        (at, number)
        for number, span in enumerate(content)
        for at in range(
            bisect_left(moments, span.start, key=_start), bisect_left(moments, span.end, key=_start)
        )
        if _span(moments[at]).end <= span.end
    }
    return tuple(moments[at] for at, _ in sorted(inside))


def _span(moment: Moment) -> Span:
    assert moment.span  # what a text tells has its place
    return moment.span


def _start(moment: Moment) -> int:
    return _span(moment).start


@lru_cache(maxsize=32)  # an article is asked once for each of its attributions
def _all(text: str, today: date | None) -> tuple[Moment, ...]:
    """Return all dates of a text, ranges joined."""
    found = list(_read(text, today))
    moments: list[Moment] = []
    at = 0
    while at < len(found):
        one = found[at]
        joined = _range(text, one, found[at + 1]) if at + 1 < len(found) else None
        one, at = joined or one, at + (2 if joined else 1)
        said = one.reading
        moments.append(
            Moment(said.value, said.precision, "text", said.end, Span(one.start, one.end))
        )
    return tuple(moments)


def _read(text: str, today: date | None) -> Iterator[_Found]:
    """Yield the dates one by one, each read in the light of the one before it."""
    anchor: _Found | None = None
    for place in find_dates(text):
        near = anchor and place.start - anchor.end <= _REACH
        if anchor and "\n" in text[anchor.end : place.start]:
            near = False
        known = anchor.reading if anchor and near else None
        said = reading(place, Scene(today, known, future(text, place.start, place.end)))
        if said is None:
            continue
        groups = place.match.groupdict()
        free = not (groups.get("year") or groups.get("said") or groups.get("y"))
        found = _with_clock(text, _Found(place.start, place.end, said, free))
        anchor = found if said.value else anchor
        yield found


def _with_clock(text: str, found: _Found) -> _Found:
    """Return a day with the time beside it: “3 p.m. on Monday”, “yesterday at noon”."""
    said = found.reading
    if said.precision != "day" or said.end:
        return found
    low = max(0, found.start - _LONGEST_CLOCK)
    if match := _CLOCK_BEFORE.search(text[low : found.start]):
        start, end = low + match.start("all"), found.end
    elif match := _CLOCK_AFTER.match(text[found.end : found.end + _LONGEST_CLOCK]):
        start, end = found.start, found.end + match.end("all")
    else:
        return found
    clock = _clock(match)
    if not clock:
        return found
    return _Found(start, end, Reading(said.value + clock, "minute"), found.open)


def _clock(match: re.Match[str]) -> str:
    """Return “T15:00”, with the offset of a zone that means one thing."""
    if match["word"]:
        hour, minute = (0 if match["word"] == "midnight" else 12), 0
    else:
        hour = int(match["h"] or match["h2"] or match["h3"])
        minute = int(match["min"] or match["min2"] or match["min3"] or 0)
    half = (match["half"] or "").replace(".", "").lower()
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02}:{minute:02}{OFFSETS.get(match['zone'] or '', '')}"


def _range(text: str, low: _Found, high: _Found) -> _Found | None:
    """Return two dates as one stretch: “January to March 2024”, “between 2015 and 2018”."""
    gap, a, b = text[low.end : high.start], low.reading, high.reading
    between = gap == " and " and text[max(0, low.start - 8) : low.start].lower() == "between "
    if not (between or _TO.match(gap)) or not (a.value and b.value):
        return None
    if a.precision != b.precision or a.end or b.end:
        return None
    first = _before(a.value, b.value) if low.open and len(a.value) > 4 else a.value
    if first >= b.value or (len(first) == 10 and _days(first, b.value) > _LONGEST_RANGE):
        return None
    return _Found(low.start, high.end, Reading(first, a.precision, b.value), high.open)


def _before(low: str, high: str) -> str:
    """Return a day or month whose year was not said as the last such before the end."""
    for number in (int(high[:4]), int(high[:4]) - 1):
        month, _, day = low[5:].partition("-")
        value = f"{number:04}{low[4:]}"
        if value < high and exists(number, int(month), int(day or 1)):
            return value
    return low


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)) // timedelta(days=1)
