"""What the report's templates may call on a value."""

from collections.abc import Callable, Mapping
from typing import Any

from reportedly.show.explanation import Because, Quoted, Way
from reportedly.show.phrases import percent
from reportedly.show.reasons import STATUS, WAYS, effect_words, reason_words
from reportedly.show.safe import one_line, visible


def segments(quote: Quoted) -> list[tuple[str, bool]]:
    """Return a quotation's words in pieces, and whether a piece is what is meant.

    >>> segments(Quoted("a", "Outlet A", "", "It rained.", ((3, 9),)))
    [('It ', False), ('rained', True), ('.', False)]
    """
    text, at, out = visible(quote.text), 0, []
    for start, end in quote.marks:
        out += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*out, (text[at:], False)) if piece[0]]


def _effect(reason: Because) -> str:
    return effect_words(reason.effect, reason.value)


def _way(way: Way) -> str:
    return WAYS[way.edges, way.origins]


FILTERS: Mapping[str, Callable[..., Any]] = {
    "percent": percent,
    "segments": segments,
    "reason": lambda name: one_line(reason_words(name)),
    "effect": _effect,
    "line": one_line,
    "status": lambda status: STATUS[status],
    "way": _way,
}
