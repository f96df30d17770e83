"""What differs between two passages, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from reportedly.records import Span

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*%?")


def changes(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return what of `left` is not in `right`, and of `right` not in `left`, by words.

    Case and punctuation do not count as a difference.

    >>> a, b = "about 250 men came", "About 250 drones came"
    >>> [[s.of(a) for s in changes(a, b)[0]], [s.of(b) for s in changes(a, b)[1]]]
    [['men'], ['drones']]
    """
    ours, theirs = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    matcher = SequenceMatcher(None, _folded(ours), _folded(theirs), autojunk=False)
    gone: list[Span] = []
    come: list[Span] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone.extend(_joined(ours[a:b]))
            come.extend(_joined(theirs[c:d]))
    return tuple(gone), tuple(come)


def alike(left: str, right: str) -> float:
    """Return the share of words that two passages have in common and in order, 0 to 1.

    >>> alike("it rained all day", "It rained all night")
    0.75
    """
    ours, theirs = _folded(_WORD.finditer(left)), _folded(_WORD.finditer(right))
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def _folded(words: "Iterator[re.Match[str]] | list[re.Match[str]]") -> list[str]:
    return [word.group().casefold() for word in words]


def _joined(words: list[re.Match[str]]) -> list[Span]:
    return [Span(words[0].start(), words[-1].end())] if words else []
