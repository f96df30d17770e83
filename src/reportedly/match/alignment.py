"""Statements that lie at the same place of a passage two articles share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.match.statement import Key, Statement
from reportedly.records import Copy, Span

OVERLAP = 0.5  # of the two contents laid over each other, as intersection over union
DRIFT = 0.15  # of a passage's length by which edits may move a content inside it


def copied_pairs(
    copies: Iterable[Copy], statements: Sequence[Statement]
) -> frozenset[tuple[Key, Key]]:
    """Return keys of statements laid over each other by a copied passage, both ways."""
    contents: dict[str, list[tuple[Span, Key]]] = defaultdict(list)
    for statement in statements:
        for appearance in statement.members:
            spans = appearance.attribution.content
            whole = Span(spans[0].start, spans[-1].end)
            contents[appearance.article].append((whole, statement.key))
    found: set[tuple[Key, Key]] = set()
    for copy in copies:
        for left, right in copy.passages:
            inside = [c for c in contents[copy.left] if _mostly(c[0], left)]
            across = [c for c in contents[copy.right] if _mostly(c[0], right)]
            found |= {
                (a, b)
                for span, a in inside
                for other, b in across
                if a != b and _same_place(span, left, other, right)
            }
    return frozenset(found | {(b, a) for a, b in found})


def _mostly(content: Span, passage: Span) -> bool:
    """Tell whether at least half of the content lies in the passage."""
    common = min(content.end, passage.end) - max(content.start, passage.start)
    return 2 * common >= content.end - content.start


def _same_place(a: Span, left: Span, b: Span, right: Span) -> bool:
    shift = right.start - left.start
    moved = DRIFT * (left.end - left.start)
    near = max(-moved, min(moved, b.start - (a.start + shift)))
    start, end = a.start + shift + near, a.end + shift + near
    common = min(end, b.end) - max(start, b.start)
    union = max(end, b.end) - min(start, b.start)
    return common >= OVERLAP * union
