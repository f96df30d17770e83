"""From labelled documents to windows with word-level labels."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute.encode import Window, windows
from training.model import ROLE_TAGS
from training.pages import pages

Spans = list[list[int]]
ROLES = ("source", "content", "addressee")
IGNORE = -100

# In PolNeAR nothing inside a content is labelled, so an unlabelled cue there is
# no evidence that there is none: its loss is left out.
NESTED_CUE = re.compile(
    r"(?i)\b(said|says|say|saying|told|tells|telling|reported|reports|reporting|wrote|writes"
    r"|claimed|claims|claiming|announced|added|cited|citing|quoted|quoting|according|stated)\b"
)
_ADDRESSEE = re.compile(
    r"\s*((?:the |a |an |her |his |their |my )?(?:[\w’'.&-]+ ){0,5}?[\w’'.&-]+?)"
    r"(?=\s*(?:[,.:;“\"—–]|''|$)|\s+(?:on|in|at|that|during|after|last|this|when|of|via|by|"
    r"over|about|earlier|before|he|she|they|it|there|to|yesterday|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)


@dataclass
class Document:
    """A text with its attributions: role -> spans [start, end) in code points."""

    text: str
    attributions: list[dict[str, Spans]]
    nested_known: bool = False  # whether attributions inside contents are labelled


@dataclass(frozen=True)
class Example:
    """A window with labels. `cues` (k, 2) in words; `roles` (k, w) tag indices."""

    window: Window
    cue_tags: NDArray[np.int64]
    cues: NDArray[np.int64]
    roles: NDArray[np.int64]
    spans: NDArray[np.int64] = field(default_factory=lambda: np.zeros((0, 2), np.int64))
    targets: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


def load(path: Path) -> list[Document]:
    """Read a corpus in Attribution JSON lines; addressees of *told* are added."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        attributions = [dict(item) for item in row["attributions"]]
        for item in attributions:
            item["addressee"] = addressee_of(row["text"], item)
        out.append(Document(row["text"], attributions))
    return out


def load_pages() -> list[Document]:
    """Return our own pages, in which attributions inside contents are labelled too."""
    return [Document(text, labels, nested_known=True) for text, labels in pages().values()]


def addressee_of(text: str, item: dict[str, Spans]) -> Spans:
    """Return the addressee of a *told* cue, which the corpus does not label.

    >>> addressee_of("Ann told CNN on Monday that it rained.", {"source": [[0, 3]],
    ...     "cue": [[4, 8]], "content": [[23, 37]]})
    [[9, 12]]
    """
    if not item["cue"]:
        return []
    start, end = item["cue"][0]
    if not re.fullmatch(
        r"(?i)(?:\w+ )*(told|tell|tells|telling|assured|informed)", text[start:end]
    ):
        return []
    taken = [a for role in ("source", "content") for a, _ in item[role] if a >= end]
    stop = min([*taken, end + 80, len(text)])
    match = _ADDRESSEE.match(text[end:stop])
    if not match or not match.group(1).strip():
        return []
    return [[end + match.start(1), end + match.end(1)]]


def examples(document: Document, offset: int = 0, max_pieces: int = 192) -> Iterable[Example]:
    """Yield the labelled windows of a document.

    Args:
        document: text and labels.
        offset: character at which windows begin to be counted, so that epochs
            cut the same document in different places; the part before it
            makes a window of its own.
    """
    parts = [(0, offset), (offset, len(document.text))] if offset else [(0, len(document.text))]
    for low, high in parts:
        for window in windows(document.text[low:high], max_pieces):
            shifted = Window(
                window.pieces, window.marks, window.firsts, window.starts + low, window.ends + low
            )
            yield _label(document, shifted)


def _cover(window: Window, spans: Spans) -> list[tuple[int, int]]:
    """Return word ranges [first, last + 1) of the spans' parts in the window."""
    out = []
    for start, end in sorted(spans):
        first = int(np.searchsorted(window.ends, start, "right"))
        last = int(np.searchsorted(window.starts, end, "left"))
        if first < last:
            out.append((first, last))
    return out


def _label(document: Document, window: Window) -> Example:
    n = len(window.starts)
    cue_tags = np.zeros(n, np.int64)
    cues: list[tuple[int, int]] = []
    roles: list[NDArray[np.int64]] = []
    if not document.nested_known:
        for item in document.attributions:
            for start, end in item["content"]:
                for match in NESTED_CUE.finditer(document.text, start, end):
                    for a, b in _cover(window, [[match.start(), match.end()]]):
                        cue_tags[a:b] = IGNORE
    for item in document.attributions:
        covered = _cover(window, item["cue"])
        if not covered:
            continue
        first, last = covered[0]
        if item["cue"][0][0] < window.starts[first] - 1:
            continue  # the cue starts in the window before
        cue_tags[first] = 1
        cue_tags[first + 1 : last] = 2
        tags = np.zeros(n, np.int64)
        for role in reversed(ROLES):  # source wins over content where they overlap
            begin = ROLE_TAGS.index(f"B-{role}") if role != "source" else 2
            for a, b in _cover(window, item.get(role) or []):
                tags[a] = begin
                tags[a + 1 : b] = begin + 1
        for a, b in _cover(window, item["source"]):
            tags[a], tags[a + 1 : b] = 2, 3
        tags[first:last] = 1
        cues.append((first, last))
        roles.append(tags)
    return Example(
        window,
        cue_tags,
        np.array(cues, np.int64).reshape(-1, 2),
        np.array(roles, np.int64).reshape(-1, n),
    )
