"""Words, sentences and lines of a text, as spans that map back to it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from reportedly.records import Span

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_END = re.compile(r"[.!?…]+[\"”’»')\]]*(?=\s+[\"“‘«'(\[]*[^\W\d_a-zß-ÿ]|\s+[\"“«]|\s*$|\s+\d)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Mt|Jr|Sr|No|vs|etc|approx"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$"
)
REACH = 16  # characters; no abbreviation is longer
_SPACE = re.compile(r"\s*")
# A noun phrase by which a report is meant that was told before: “the story”, “this claim”, “its
# allegations”. What a report is called in English news, without what is also much else (“it”).
POINTER = (
    r"(?:[Tt]h(?:e|is|at|ese|ose)|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Bb]oth|[Ss]uch)"
    r" (?:(?!(?:of|in|by|on|to|for|from|with|was|were|is|are|that|which|who|the|an?)\b)"
    r"[\w’'-]+ ){0,2}?"
    r"(?:stor(?:y|ies)|reports?|claims?|news|accounts?|tales?|rumou?rs?|allegations?|revelations?"
    r"|accusations?|assertions?|hoax|narrative|disclosures?|figures?)"
)
_FINAL = re.compile(r"\b(?:U\.S|U\.N|U\.K|E\.U|a\.m|p\.m|Inc|Ltd|Co|Corp|Jr|Sr|etc)\.$")


# What is turned down, kept from somebody or sent away, and is no statement: to reject a plan, to
# deny bail, to dismiss workers says of nothing that it is not so.
_TURNED_DOWN = re.compile(
    r"(?:(?:a|an|any|the|his|her|its|their|our|this|that|some|all|about|[\w’']+['’]s?) )?"
    r"(?:[\w,.-]+ ){0,2}?"
    r"(?:plans?|proposals?|offers?|requests?|appeals?|bids?|motions?|demands?|bail|entry|access"
    r"|permission|amendments?|applications?|invitations?|visas?|asylum|pleas?|workers?|employees?"
    r"|staff|teachers?|nurses?|officers?|officials?|ministers?|generals?|ambassadors?|managers?"
    r"|players?|drivers?|soldiers?|people)\b(?! (?:said|says|claims?|had said|made)\b)"
)
_POINTS_BACK = re.compile(rf"\W*(?:that )?(?:{POINTER}|it|its source)\W*")


def points_back(words: str) -> bool:
    """Tell whether words mean a report that was told before, and tell nothing themselves.

    >>> [points_back(w) for w in ("The story", "these false claims", "the claim that he fled")]
    [True, True, False]
    """
    return bool(_POINTS_BACK.fullmatch(words))


def lines(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank, without the white space around them."""
    for match in re.finditer(r"[^\n\r]+", text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            yield Span(start, start + len(stripped))


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences; none crosses a line.

    >>> [s.of("Mr. Ash said so. “It rained.” Nobody knew.") for s in
    ...  sentences("Mr. Ash said so. “It rained.” Nobody knew.")]
    ['Mr. Ash said so.', '“It rained.”', 'Nobody knew.']
    """
    for line in lines(text):
        words, start = line.of(text), 0
        for match in _END.finditer(words):
            end = match.end()
            low = max(0, end - REACH)
            head = words[low:end]
            following = _SPACE.match(words, end)
            follows = following.end() if following else end
            short = _ABBREVIATION.search(head) and not (
                _FINAL.search(head)
                and words[follows : follows + 3].lower() in ("the", "a ", "in ", "he ", "it ")
            )
            if short or not words[start:end].strip():
                continue
            yield Span(line.start + start, line.start + end)
            start = follows
        if words[start:].strip():
            yield Span(line.start + start, line.end)


def words(text: str) -> Iterator[Span]:
    """Yield the words: runs of letters and digits, apostrophes and hyphens inside kept."""
    for start, end in places(text):
        yield Span(start, end)


def places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words begin and end, for those who ask for all words of many texts."""
    for match in _WORD.finditer(text):
        yield match.span()


def turned_down(words: str) -> bool:
    """Tell whether words begin with what is turned down or sent away, not with a statement.

    >>> [turned_down(w) for w in ("his plan for the mill", "600 workers", "that it rained")]
    [True, True, False]
    """
    return bool(_TURNED_DOWN.match(words))


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading article.

    >>> fold("The Aydınlık  Newspaper's"), fold("Hay'at")
    ("aydinlik newspaper's", "hay'at")
    """
    return _known_fold(name) if len(name) <= _A_NAME else _fold(name)


def _fold(name: str) -> str:
    flat = name.casefold().replace("ı", "i").replace("’", "'")
    if not flat.isascii():
        flat = unicodedata.normalize("NFKD", flat)
        flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = " ".join(_FOLDED.findall(flat))
    return _LEADING.sub("", flat)


_A_NAME = 80  # characters; names come again and again, whole contents do not
_FOLDED = re.compile(r"\w+(?:['-]\w+)*")
_LEADING = re.compile(r"^(?:the|a|an) ")
_known_fold = lru_cache(maxsize=65536)(_fold)
