"""Spans by where they stand in a text, so that what stands at a place is found at once."""

from collections import defaultdict
from collections.abc import Iterable

from reportedly.records import Span, Spans

BLOCK = 256  # characters


class Pieces:
    """Spans and whose they are, kept by each block of the text that they touch.

    >>> pieces = Pieces([(Span(0, 9), 0), (Span(700, 720), 1), (Span(5, 800), 2)])
    >>> pieces.near(Span(3, 4)), pieces.near(Span(710, 711))
    ([0, 2], [1, 2])
    """

    def __init__(self, owned: Iterable[tuple[Span, int]]) -> None:
        self._blocks: dict[int, list[int]] = defaultdict(list)
        for span, owner in owned:
            for block in _blocks(span):
                self._blocks[block].append(owner)

    def near(self, span: Span) -> list[int]:
        """Return, in order, the owners of all spans that overlap one, and of others near it."""
        found = (self._blocks.get(block, ()) for block in _blocks(span))
        return sorted({owner for owners in found for owner in owners})


def _blocks(span: Span) -> range:
    return range(span.start // BLOCK, max(span.start, span.end - 1) // BLOCK + 1)


def joined(spans: Spans) -> Spans:
    """Return the spans of a source, pieces of one phrase as one.

    Gold and taggers cut “Ada Roe, | Halmere's envoy” at will: pieces with less
    than four characters between them are one mention.
    """
    found: list[Span] = []
    for span in spans:
        if found and span.start - found[-1].end < 4:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)
