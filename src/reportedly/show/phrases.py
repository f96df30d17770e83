"""The plain words for kinds, dates and counts; every view speaks with these."""

import re
from collections.abc import Mapping

from reportedly.records import FindingKind, Hedge, Kind, Moment, Specificity, Stance

FINDINGS: Mapping[FindingKind, str] = {
    "single-anonymous-source": "single unnamed source",
    "circular-reporting": "circular reporting",
    "false-corroboration": "false corroboration",
    "hedge-lost": "hedge lost",
    "hedge-gained": "hedge gained",
    "number-drift": "number changed",
    "counts-something-else": "counts something else",
    "source-dropped": "source dropped",
    "source-swapped": "source swapped",
    "source-promoted": "source promoted",
    "denial-not-carried": "denial not carried",
    "stealth-edit": "changed without notice",
}
CHANGES: frozenset[FindingKind] = frozenset(
    {
        "hedge-lost", "hedge-gained", "number-drift", "counts-something-else",
        "source-dropped", "source-swapped", "source-promoted", "stealth-edit",
    }
)  # fmt: skip
NUMBERS: frozenset[FindingKind] = frozenset({"number-drift", "counts-something-else"})
HEDGES: Mapping[Hedge, str] = {
    "none": "in its own voice",
    "reported": "attributed",
    "alleged": "attributed, with doubt",
    "confirmed": "presented as confirmed",
}
STANCES: Mapping[Stance, str] = {"supports": "", "denies": "denies", "doubts": "doubts"}
KINDS: Mapping[Kind, str] = {
    "person": "person",
    "organisation": "organisation",
    "government": "government",
    "outlet": "outlet",
    "document": "document",
    "account": "social account",
    "collective": "group of people",
    "anonymous": "not named",
    "none": "nobody",
}
SPECIFICITY: Mapping[Specificity, str] = {
    "nameless": "tells not even a role",
    "role": "tells a role, but not of which body",
    "institution": "tells its body, country or office",
    "rank": "tells its body, and its rank or how it knows",
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SENTENCE_END = re.compile(r"[\s.,;:–—-]+$")


def count(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "article"), count(3, "article"), count(0, "story", "stories")
    ('1 article', '3 articles', '0 stories')
    """
    return f"{n} {one if n == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Return a share as whole percents, so that what is little is not shown as nothing.

    >>> percent(0.256), percent(0.002), percent(0.0)
    ('26%', '<1%', '0%')
    """
    return "<1%" if 0 < share < 0.005 else f"{100 * share:.0f}%"


def when(moment: Moment | None, *, year: bool = True) -> str:
    """Return a date as people write it, as far as it is known, with or without its year.

    >>> when(Moment("2024-09-17T09:40+03:00", "minute")), when(Moment("2024-09", "month"))
    ('17 Sep 2024, 09:40', 'Sep 2024')
    >>> when(None)
    'undated'
    """
    if moment is None:
        return "undated"
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d:\d\d))?", moment.value)
    if not found:
        return moment.value
    in_year, month, day, clock = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return str(in_year)
    words = _MONTHS[int(month) - 1] + (f" {in_year}" if year else "")
    words = f"{int(day)} {words}" if day else words
    return f"{words}, {clock}" if clock and moment.precision == "minute" else words


def shorten(text: str, width: int, focus: int = 0) -> str:
    """Cut a text to `width` characters between words, around the place `focus`.

    >>> shorten("one two three four five", 12), shorten("one two three four five", 13, 20)
    ('one two…', '…four five')
    """
    if len(text) <= width:
        return text
    start = max(0, min(focus - width // 3, len(text) - width))
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + width - 2)
    if end < len(text):
        space = text.rfind(" ", start, end + 1)
        end = space if space > start + width // 3 else end
    piece = _SENTENCE_END.sub("", text[start:end]) if end < len(text) else text[start:end]
    return ("…" if start else "") + piece + ("…" if end < len(text) else "")


def inner(text: str) -> str:
    """Return a passage as it stands inside our quotation marks.

    >>> inner("“Never,” she said"), inner("“Never again”")
    ('‘Never,’ she said', 'Never again')
    >>> inner("We go,” … “and stay.”"), inner("“We go")
    ('We go, … and stay.', 'We go')
    """
    text = re.sub(r"[”\"] … [“\"]", " … ", text)  # one quotation, interrupted
    opened = text.rfind("“"), text.rfind("”")
    if opened[0] == 0 and opened[1] < 0:
        text = text[1:]  # it goes on behind the passage
    elif opened[0] < 0 and opened[1] == len(text) - 1 >= 0:
        text = text[:-1]
    if text[:1] in '“"' and text[-1:] in '”"' and not set(text[1:-1]) & set('“”"'):
        return text[1:-1]
    return re.sub(r"\"([^\"]*)\"", r"‘\1’", text.replace("“", "‘").replace("”", "’"))
