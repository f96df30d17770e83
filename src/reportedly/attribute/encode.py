"""Cut a text into windows of word pieces for the encoder.

Everything here is exact about offsets: each word of a window knows its
characters in the article's text. Training uses the same code, so the model
sees at run time what it saw in training.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_PIECES = 160  # [CLS] and [SEP] included; 192, as in training, costs 10 % more and gains nothing
N_MARKS = 60  # case (5) x space before (3) x quoted (2) x headline (2)

_QUOTE = re.compile(r"''|``|[\"'“”„«»‘’‚‹›「」]")
# What may end a quotation, by the mark that begins it; typists mix the straight and the curly.
_CLOSERS = {
    "“": ("”", '"', "''"), "„": ("“", "”", '"'), '"': ('"', "”"), "``": ("''", '"'),
    "''": ("''", '"'), "«": ("»",), "»": ("«",), "‹": ("›",), "›": ("‹",), "「": ("」",),
    "‘": ("’", "'"), "‚": ("‘", "’"), "'": ("'",),
}  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")  # the tokenizer takes none
_SINGLE = frozenset("‘‚'")  # look like apostrophes: they count only where both are there


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text as the encoder takes it: `t` pieces, `w` words."""

    pieces: NDArray[np.int64]  # (t,) vocabulary ids, [CLS] first and [SEP] last
    marks: NDArray[np.int64]  # (t,) 0 to N_MARKS - 1: what an uncased vocabulary loses
    firsts: NDArray[np.int64]  # (w,) index of each word's first piece
    starts: NDArray[np.int64]  # (w,) offset of each word's first character
    ends: NDArray[np.int64]  # (w,) offset behind its last character


@cache
def tokenizer() -> Tokenizer:
    """Return the encoder's uncased word-piece tokenizer, loaded once."""
    path = files("reportedly.data").joinpath("tokenizer.json")
    loaded = Tokenizer.from_str(path.read_text("utf-8"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def quoted(text: str) -> NDArray[np.bool_]:
    """Tell for each character whether it stands inside quotation marks.

    Quotations end with their line at the latest, so that one stray mark does
    not turn the rest of an article inside out. The marks count as inside, and so
    do quotations inside quotations.

    >>> "".join("x" if q else "." for q in quoted('He said “no” twice.'))
    '........xxxx.......'
    """
    inside = np.zeros(len(text), np.bool_)
    start = 0
    for line in text.splitlines(keepends=True):
        opened: tuple[str, int] | None = None
        for match in _QUOTE.finditer(line):
            mark, at = match.group(), match.start()
            before, after = line[at - 1 : at] if at else "", line[match.end() : match.end() + 1]
            if mark in "’'" and (after.isalnum() and before.isalnum()):
                continue  # an apostrophe
            if opened is None:
                if _begins(mark, before, after):
                    opened = mark, at
            elif mark in _CLOSERS[opened[0]] and _ends(mark, before, after):
                inside[start + opened[1] : start + match.end()] = True
                opened = None
        if opened is not None and opened[0] not in _SINGLE:
            inside[start + opened[1] : start + len(line)] = True
        start += len(line)
    return inside


def _begins(mark: str, before: str, after: str) -> bool:
    """Tell whether the mark can begin a quotation between these two characters."""
    if mark in "'»›":  # that end one more often
        return after.isalpha() and not (before.isalnum() or before in (",", ".", "!", "?"))
    return mark in _CLOSERS


def _ends(mark: str, before: str, after: str) -> bool:
    """Tell whether the mark can end a quotation: "the dogs' tails" ends none."""
    if mark == "'":
        return before in (",", ".", "!", "?", "…")
    return not (mark == "’" and after.isalnum())


def windows(text: str, max_pieces: int = MAX_PIECES) -> Iterator[Window]:
    """Yield the windows of `text`, in order, each word in exactly one.

    Windows end between lines where they can, else between sentences, else
    between words.
    """
    encoding = tokenizer().encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    if not encoding.ids:
        return
    offsets = np.array(encoding.offsets, np.int64)
    word_of = np.array(encoding.word_ids, np.int64)
    ids = np.array(encoding.ids, np.int64)
    first = np.flatnonzero(np.diff(word_of, prepend=-1))
    last = np.append(first[1:], len(ids)) - 1
    starts, ends = offsets[first, 0], offsets[last, 1]
    marks = _marks(text, starts, ends)
    breaks = _breaks(text, starts, ends)
    bounds = np.append(first, len(ids))
    low = 0
    while low < len(first):
        high = _cut(bounds, breaks, low, max_pieces - 2)
        pieces = slice(bounds[low], bounds[high])
        yield Window(
            pieces=np.concatenate(([101], ids[pieces], [102])),
            marks=np.concatenate(
                ([0], np.repeat(marks[low:high], np.diff(bounds[low : high + 1])), [0])
            ),
            firsts=bounds[low:high] - bounds[low] + 1,
            starts=starts[low:high],
            ends=ends[low:high],
        )
        low = high


def _cut(bounds: NDArray[np.int64], breaks: NDArray[np.int64], low: int, room: int) -> int:
    """Return the word before which the window that starts at `low` ends."""
    high = int(np.searchsorted(bounds, bounds[low] + room, "right")) - 1
    if high >= len(bounds) - 1:
        return len(bounds) - 1
    if high <= low:  # a single word of more pieces than fit: keep it whole
        return low + 1
    for level, least in ((2, 0.5), (1, 0.25)):
        found = np.flatnonzero(breaks[low + 1 : high + 1] >= level)
        if found.size and found[-1] + 1 >= least * (high - low):
            return low + 1 + int(found[-1])
    return high


def _breaks(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each word: 2 if a line starts with it, 1 if a sentence may, else 0."""
    out = np.zeros(len(starts), np.int64)
    previous = 0
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        gap = text[previous:start]
        if "\n" in gap:
            out[i] = 2
        elif gap and text[previous - 1] in '.!?”"' and text[start].isupper():
            out[i] = 1
        previous = end
    return out


def _marks(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each word: its case, the space before it, whether quoted, whether headline."""
    inside = quoted(text)
    stripped = len(text) - len(text.lstrip())
    newline = text.find("\n", stripped)
    headline_end = newline if newline >= 0 else 0
    out = np.zeros(len(starts), np.int64)
    previous = 0
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        word = text[start:end]
        if word.islower():
            case = 0
        elif not word[0].isalpha():
            case = 4
        elif word.isupper() and len(word) > 1:
            case = 2
        elif word.istitle():
            case = 1
        else:
            case = 3
        gap = text[previous:start]
        space = 2 if "\n" in gap else 1 if gap else 0
        out[i] = case + 5 * (space + 3 * (int(inside[start]) + 2 * (end <= headline_end)))
        previous = end
    return out
