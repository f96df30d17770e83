"""When a statement was made, where the words beside it tell: “on 17 September”, “last week”."""

from dataclasses import replace
from datetime import date

from reportedly.records import Article, Moment, Span
from reportedly.resolve.dates.stated import dates

_FINEST = ("minute", "day", "month", "year")


def when(article: Article, around: tuple[Span, ...]) -> Moment | None:
    """Return the date told in `around` (the sentence of a cue without the contents in it).

    The finest counts, of equal ones the first. A stretch of days is given as its month,
    one of months as its year, when all of it lies in one, else it stays unknown, as does
    what is vague.
    """
    for span in around:
        told = [moment for found in dates([span], article) if (moment := _plain(found))]
        if told:
            return min(told, key=lambda moment: _FINEST.index(moment.precision))
    return None


def _plain(moment: Moment) -> Moment | None:
    """Return a date as one day, month or year; None where it is none."""
    if moment.end is None:
        return moment if moment.value else None
    value, end = moment.value, moment.end
    if value[:7] == end[:7] and len(value) > 7:
        return replace(moment, value=value[:7], precision="month", end=None)
    if value[:4] == end[:4] and len(value) == 7:
        return replace(moment, value=value[:4], precision="year", end=None)
    return None


def ordinal(moment: Moment | None) -> int | None:
    """Return the day number of a moment (the middle of its month or year)."""
    if moment is None or not moment.value:
        return None
    parts = [int(part) for part in moment.value[:10].split("-")]
    year, month, day = [*parts, *(6, 15)[len(parts) - 1 :]][:3]
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None
