"""What was found in the windows of a text, and which of it is believed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute import form
from reportedly.attribute.layout import heading
from reportedly.records import Span, Spans

_NOBODY = re.compile(r"(?:nobody|none|neither|nothing|no one|no (?!\d)[a-z])", re.IGNORECASE)
BLOCK = 256  # characters; contents that share none are not compared


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in one window, before it is put together with the others."""

    source: Spans
    cue: Spans
    content: Spans
    addressee: Spans
    evidence: tuple[float, float, float]  # the network's: see `confidence`
    confidence: float  # probability, 0 to 1, that source and content are right
    vector: bytes = b""


def believed(
    found: list[Found], text: str, settings: Mapping[str, float], *, recall: bool = False
) -> list[Found]:
    """Return those that are to be shown, each only once.

    A plain word of saying needs less confidence than others. Inside another's
    content a cue that is no word of saying needs more: that somebody's wish is
    told inside a statement tells nothing of where the statement comes from, and
    the corpus labels none.
    """
    least = settings["recall_threshold" if recall else "threshold"]
    saying = min(least, settings["saying_threshold"])
    kept = [
        item
        for item in found
        if (
            item.confidence >= least
            or (item.confidence >= saying and form.of_saying(form.said(item.cue, text)))
        )
        and not (item.source and _by_nobody(item, text))
    ]
    depth = depth_of((s for item in kept for s in item.content), len(text))
    return _distinct(
        [
            item
            for item in kept
            if item.confidence >= settings["nested_threshold"]
            or form.of_saying(form.said(item.cue, text))
            or depth[item.cue[0].start] <= _holds(item.content, item.cue[0].start)
        ]
    )


def _by_nobody(item: Found, text: str) -> bool:
    """Tell whether what stands as source is nobody: “no country has claimed it”, “CLAIM: …”."""
    if _NOBODY.match(item.source[0].of(text)):
        return True
    return bool(item.cue) and heading(item.source[0], item.cue[0], text)


def depth_of(parts: Iterable[Span], length: int) -> NDArray[np.int64]:
    """Return how many of the parts hold each of a text's characters."""
    steps = np.zeros(length + 1, np.int64)
    for part in parts:
        steps[part.start] += 1
        steps[part.end] -= 1
    return steps.cumsum()[:-1]


def _holds(parts: Spans, at: int) -> bool:
    return any(part.start <= at < part.end for part in parts)


def _distinct(found: Iterable[Found]) -> list[Found]:
    """Drop an attribution whose content and source another one has with more confidence."""
    kept: list[Found] = []
    near: dict[tuple[Spans, int], list[Found]] = {}  # by source, and by each block of content
    for item in sorted(found, key=lambda f: (-f.confidence, f.cue)):
        blocks = {b for s in item.content for b in range(s.start // BLOCK, s.end // BLOCK + 1)}
        others = (other for b in blocks for other in near.get((item.source, b), ()))
        if not any(_alike(other.content, item.content) for other in others):
            kept.append(item)
            for block in blocks:
                near.setdefault((item.source, block), []).append(item)
    return kept


def _alike(left: Spans, right: Spans) -> bool:
    """Tell whether two contents share at least four fifths of their characters."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    both = sum(s.end - s.start for s in left) + sum(s.end - s.start for s in right) - shared
    return shared >= 0.8 * both
