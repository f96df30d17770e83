"""How a number stands to the true one: about 250, more than 250, up to 250, 250 or more."""

import re

from reportedly.records import Bound

_BEFORE: dict[Bound, str] = {
    "at least": r"at (?:the very )?least|(?:no|not) (?:fewer|less) than|a minimum of|as few as"
    r"|a minimum|minimum",
    "at most": r"up to|at (?:the very )?most|(?:no|not) more than|a maximum of|as many as"
    r"|as much as"
    r"|as high as|as long as|maximum",
    "more than": r"(?:more|greater|higher|larger|longer|better) than|over|above|upwards? of"
    r"|in excess of|north of|exceed(?:s|ed|ing)?|(?<!the )(?<!its )top(?:s|ped|ping)?"
    r"|surpass(?:es|ed|ing)?|beyond",
    "less than": r"(?:fewer|less|lower|smaller|shorter) than|under|below|short of|south of",
    "about": r"about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|close to"
    r"|an estimated|estimated|estimates? of|somewhere around|perhaps|maybe|barely|hardly|virtually"
    r"|in the region of|in the order of|near|or so|~",
}
_LEADS = [
    (bound, re.compile(rf"(?:^|[\s(“\"‘—–-])(?:{words})(?: (?:an?|the|another|just))? ?$", re.I))
    for bound, words in _BEFORE.items()
]
_AFTER: list[tuple[Bound, re.Pattern[str]]] = [
    ("about", re.compile(r"(?: or (?:so|thereabouts)|-odd|,? give or take)\b", re.I)),
    ("at least", re.compile(r" (?:or (?:more|above|over|older|longer)|and counting)\b", re.I)),
    ("at most", re.compile(r" or (?:fewer|less|under|below)\b", re.I)),
    ("more than", re.compile(r"-plus\b|\+|[ -]strong-plus", re.I)),
]
# "over three days" may be during them; "for over three days" is not.
_OVER = re.compile(r"\bover ?$", re.I)
_RISEN = re.compile(r"\b(?:went|gone?|goes|going|pushed|driven) up to ?$", re.I)
_FOR_OVER = re.compile(
    r"\b(?:for|well|just|lasted|took|of|by|spent|little|after|than) over ?$", re.I
)
LONGEST = 30  # characters of the longest words before a number, with room to spare


def bound(before: str, *afters: str, time: bool = False) -> Bound | None:
    """Return what the words before a number, or right after it or its unit, say of it.

    >>> bound("no more than "), bound("reached about "), bound("", " or so people"), bound("the ")
    ('at most', 'about', 'about', None)
    """
    before = _RISEN.sub("", before[-LONGEST:])
    for found, lead in _LEADS:
        if lead.search(before):
            if time and _OVER.search(before) and not _FOR_OVER.search(before):
                return None
            return found
    for after in afters:
        for found, tail in _AFTER:
            if tail.match(after):
                return found
    return None


def odd(after: str) -> int:
    """Return how many characters of “-plus”, “-odd”, “or so” stand right after a number."""
    return next((m.end() for _, tail in _AFTER if (m := tail.match(after))), 0)
