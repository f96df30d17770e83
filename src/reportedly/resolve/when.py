"""When a statement was made, where the words beside it tell: “on 17 September”, “last week”."""

import re
from calendar import monthrange
from datetime import date, timedelta

from reportedly.records import Article, Moment, Span

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust"
    r"|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})(?:,? (\d{{4}}| ?(?:last|this) year))?"
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\d)(?:,? (\d{{4}}|(?:last|this) year)\b)?"
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_MONTH_ONLY = re.compile(
    rf"\b(?:[Ii]n|[Ll]ast|[Ss]ince|[Dd]uring|early|late|mid-) ?({_MONTH})(?:,? (?:of )?(\d{{4}}"
    rf"|last year))?\b(?! \d)"
)
_WEEKDAY = re.compile(r"\b(last )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_RELATIVE = re.compile(
    r"\b(yesterday|today|tonight|this (?:morning|afternoon|evening)|last (?:week|month|year|night)"
    r"|earlier this (?:week|month|year)|(?:a|one|two|three|four|five|six|\d+) (?:day|week|month"
    r"|year)s? ago)\b",
    re.I,
)
_YEAR = re.compile(r"\b[Ii]n ((?:19|20)\d\d)\b")
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def when(article: Article, around: tuple[Span, ...]) -> Moment | None:
    """Return the date told in `around` (the sentence of a cue without the contents in it).

    Relative dates count from the day of publication; without one only full dates
    are known. A weekday is the last such day up to publication. “Last week” is
    given as its month when all of it lies in one, else it stays unknown.
    """
    published = _published(article)
    for span in around:
        words = span.of(article.text)
        for read in (_full, _month, _weekday, _relative):
            value = read(words, published) or (_year(words) if read is _relative else "")
            if value:
                precision = {4: "year", 7: "month", 10: "day"}[len(value)]
                return Moment(value, precision, "text")  # type: ignore[arg-type]
    return None


def ordinal(moment: Moment | None) -> int | None:
    """Return the day number of a moment (the middle of its month or year)."""
    if moment is None:
        return None
    parts = [int(part) for part in moment.value[:10].split("-")]
    year, month, day = [*parts, *(6, 15)[len(parts) - 1 :]][:3]
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat(article.published.value[:10]) if article.published else None
    except ValueError:
        return None


def _number(month: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))


def _full(words: str, published: date | None) -> str:
    iso = _ISO.search(words)
    if iso:
        return iso.group()
    found = _DAY_FIRST.search(words)
    parts = (found[1], found[2], found[3]) if found else None
    if not found:
        found = _MONTH_FIRST.search(words)
        parts = (found[2], found[1], found[3]) if found else None
    if not parts:
        return ""
    day, month = int(parts[0]), _number(parts[1])
    year = _year_of(parts[2], month, day, published)
    return (
        f"{year:04}-{month:02}-{day:02}" if year and 0 < day <= monthrange(year, month)[1] else ""
    )


def _year_of(said: str | None, month: int, day: int, published: date | None) -> int | None:
    """Return the year: as said, or the last in which that day was not after publication."""
    said = (said or "").strip()
    if said.isdigit():
        return int(said)
    if published is None:
        return None
    if said:
        return published.year - (said == "last year")
    return published.year - ((month, day) > (published.month, published.day))


def _month(words: str, published: date | None) -> str:
    found = _MONTH_ONLY.search(words)
    if not found:
        return ""
    month = _number(found[1])
    year = _year_of(found[2], month, 1, published)
    return f"{year:04}-{month:02}" if year else ""


def _weekday(words: str, published: date | None) -> str:
    found = _WEEKDAY.search(words)
    if not found or published is None:
        return ""
    back = (published.weekday() - _DAYS.index(found[2].lower() + "day")) % 7
    if found[1] and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()


def _relative(words: str, published: date | None) -> str:
    found = _RELATIVE.search(words)
    if not found or published is None:
        return ""
    said = found[1].lower()
    if said.endswith("ago"):
        count, unit, _ = said.split()
        number = int(count) if count.isdigit() else _COUNT[count]
        return _back(published, number, unit.rstrip("s"))
    if said in ("yesterday", "last night"):
        return (published - timedelta(days=1)).isoformat()
    if said in ("today", "tonight") or said.startswith("this "):
        return published.isoformat()
    unit = said.rsplit(" ", 1)[1]
    if unit == "week":
        first = published - timedelta(days=published.weekday() + (7 if said == "last week" else 0))
        last = first + timedelta(days=6) if said == "last week" else published
        return first.isoformat()[:7] if first.month == last.month else ""
    return _back(published, int(said.startswith("last")), unit)


def _back(published: date, number: int, unit: str) -> str:
    """Return the day, month or year that lies `number` units before publication."""
    if unit == "day":
        return (published - timedelta(days=number)).isoformat()
    if unit == "year":
        return f"{published.year - number:04}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 - number
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return (published - timedelta(weeks=number)).isoformat()[:7]


def _year(words: str) -> str:
    found = _YEAR.search(words)
    return found[1] if found else ""
