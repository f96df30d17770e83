"""Which of two articles came first, as far as their dates can tell.

A date is a stretch of time, not a point: "2024-09-17" is a day in some time
zone. Two stretches that overlap decide nothing, and then nobody guesses.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reportedly.records import Article, Moment

ZONE = timedelta(hours=12)  # how far a clock without a time zone may be off; most zones lie within
SURE = 0.9  # the stretches lie apart whatever the time zones
LIKELY = 0.7  # they lie apart as written


@dataclass(frozen=True, slots=True)
class Window:
    """Published at `start` at the earliest and before `end`, both give or take `slack`."""

    start: datetime  # UTC; where no zone is given, the clock time is taken as if it were UTC
    end: datetime
    slack: timedelta = timedelta(0)


def window(moment: Moment | None) -> Window | None:
    """Return the stretch of time that a moment means; None if unknown or unreadable.

    >>> window(Moment("2024-09-17T09:40+03:00", "minute")).start.isoformat()
    '2024-09-17T06:40:00+00:00'
    >>> window(Moment("2024-13", "month")) is None
    True
    """
    if moment is None:
        return None
    try:
        if moment.precision == "minute":
            start = datetime.fromisoformat(moment.value)
            zoned = start.tzinfo is not None
            start = start.astimezone(UTC) if zoned else start.replace(tzinfo=UTC)
            return Window(start, start + timedelta(minutes=1), timedelta(0) if zoned else ZONE)
        year, month, day = ([int(part) for part in moment.value[:10].split("-")] + [1, 1])[:3]
        start = datetime(year, month, day, tzinfo=UTC)
        length = {"year": _days(year), "month": monthrange(year, month)[1], "day": 1}
        return Window(start, start + timedelta(days=length[moment.precision]), ZONE)
    except (ValueError, OverflowError):
        return None


def _days(year: int) -> int:
    return 337 + monthrange(year, 2)[1]


def earlier(left: Moment | None, right: Moment | None) -> float:
    """Return how surely `left` came before `right`, 0 (not known to) to 1.

    >>> day, minute = Moment("2024-09-17", "day"), Moment("2024-09-17T23:00Z", "minute")
    >>> earlier(day, minute), earlier(day, Moment("2024-09-18T09:00Z", "minute"))
    (0.0, 0.7)
    """
    a, b = window(left), window(right)
    if a is None or b is None or a.end > b.start:
        return 0.0
    return SURE if a.end + a.slack <= b.start - b.slack else LIKELY


def hours_between(left: Moment | None, right: Moment | None) -> float | None:
    """Return the fewest hours by which `right` came after `left`; None if not known to."""
    a, b = window(left), window(right)
    if a is None or b is None:
        return None
    gap = (b.start - b.slack) - (a.end + a.slack)
    return gap / timedelta(hours=1) if gap >= timedelta(0) else None


def by_time(article: Article) -> tuple[bool, str, str]:
    """Return a key that sorts articles by the earliest they may have been published.

    Undated ones come last, and equal ones by id: the order is the same
    whatever the order of the input.
    """
    found = window(article.published)
    return (found is None, found.start.isoformat() if found else "", article.id)
