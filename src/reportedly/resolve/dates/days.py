"""Stretches of the calendar: days, weeks, months, years, and going forth and back in them."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.records import Precision
from reportedly.resolve.quantities.figures import spelled

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {"a": 1, "an": 1}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date in a text means: ISO 8601 cut to its precision, with an end for a stretch."""

    value: str
    precision: Precision
    end: str | None = None

    def first(self) -> date | None:
        """Return the first day of it; None where it is vague."""
        parts = [int(part) for part in self.value[:10].split("-") if part]
        return date(*[*parts, 1, 1][:3]) if parts else None


VAGUE = Reading("", "vague")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a date hangs on: the day of publication, the last date before it, the tense."""

    today: date | None
    anchor: Reading | None
    future: bool


Reader = Callable[[re.Match[str], Scene], Reading | None]


def day(when: date) -> Reading:
    """Return a day."""
    return Reading(when.isoformat(), "day")


def week(when: date) -> Reading:
    """Return the week, Monday to Sunday, in which a day lies."""
    monday = when - timedelta(days=when.weekday())
    return Reading(monday.isoformat(), "week", (monday + timedelta(days=6)).isoformat())


def month(year: int, number: int) -> Reading:
    """Return a month; `number` may lie outside 1 to 12 and is carried over.

    >>> month(2024, 0).value, month(2024, 14).value
    ('2023-12', '2025-02')
    """
    months = year * 12 + number - 1
    return Reading(f"{months // 12:04}-{months % 12 + 1:02}", "month")


def months(year: int, number: int, count: int) -> Reading:
    """Return `count` months from the given one on."""
    return Reading(month(year, number).value, "month", month(year, number + count - 1).value)


def year(number: int, last: int | None = None) -> Reading:
    """Return a year, or the years up to `last`."""
    return Reading(f"{number:04}", "year", f"{last:04}" if last else None)


def moved(when: date, number: int, unit: str) -> Reading:
    """Return the day, week, month or year that lies `number` units after `when`.

    >>> moved(date(2024, 9, 17), -2, "week").value, moved(date(2024, 1, 3), -1, "month").value
    ('2024-09-02', '2023-12')
    """
    if unit == "day":
        return day(when + timedelta(days=number))
    if unit == "week":
        return week(when + timedelta(weeks=number))
    if unit == "fortnight":
        return week(when + timedelta(weeks=2 * number))
    if unit == "weekend":
        saturday = when + timedelta(days=5 - when.weekday(), weeks=number)
        return Reading(saturday.isoformat(), "day", (saturday + timedelta(days=1)).isoformat())
    if unit == "month":
        return month(when.year, when.month + number)
    if unit == "decade":
        return year((when.year // 10 + number) * 10, (when.year // 10 + number) * 10 + 9)
    return year(when.year + number)


def exists(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or its first three letters."""
    return next(n for n, known in enumerate(MONTHS, 1) if known.startswith(name.lower()[:3]))


def number_of(word: str) -> int | None:
    """Return a small number in digits or words."""
    word = re.sub(r"\s+", " ", word.strip().lower())
    if word.isdigit():
        return int(word)
    found = NUMBERS.get(word) or spelled(word)
    return int(found) if found else None
