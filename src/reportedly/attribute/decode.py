"""From the network's scores to spans of characters."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute.encode import Window
from reportedly.records import Span, Spans

Floats = NDArray[np.float32]

# Where a role begins among the role head's tags; training/model.py has the same order.
FIRST_TAG = {"source": 2, "content": 4, "addressee": 6}

MOST_GAP = 12  # characters, a word or two, that may be torn out of a source or content
_BARE = re.compile(r"[^\w.!?]*|_*")  # what a part goes on over; two sentences are two parts
MOST_PARAGRAPHS = 30
_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_ANNOUNCED = re.compile(r"""[^.\n:“"]{0,60}:\s*\n\s*(["“«„][^\n]+)""")
_GOES_ON = re.compile(r"""[.,…!?]?\s*\n\s*(["“«„])""")
# A title at a span's end, and the name behind it: “said Ms.| Roe”.
_TITLED = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev)\.?$")
_TITLE = re.compile(r".\.?[ \u00a0][A-Z][\w’'-]+")
_CLOSED = re.compile(r"[^()\n]{0,40}\)")
_ARTICLES = ("the", "a", "an")
_OPENING = "“‘«„\"'"
# A single line end before a small letter is where a page was too narrow, not where a line ends.
_LINE_END = re.compile(r"\n(?![a-z])|(?<=\n)\n")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found in a window: words [first, last), and its probability."""

    first: int
    last: int
    probability: float


def cues(scores: Floats, n_words: int, threshold: float) -> list[Cue]:
    """Return the cues of one window, from (w, 3) scores of outside, begin, inside."""
    top = scores[:n_words] - scores[:n_words].max(1, keepdims=True)
    share = np.exp(top)
    share /= share.sum(1, keepdims=True)
    found: list[Cue] = []
    for first in np.flatnonzero(share[:, 1] >= threshold):
        # Two beginnings in a row are one cue whose first word is in doubt.
        if found and found[-1].last > first:
            continue
        last = int(first) + 1
        while last < n_words and share[last, 2] > max(share[last, 0], share[last, 1]):
            last += 1
        found.append(Cue(int(first), last, float(share[first, 1])))
    return found


def holds(tags: NDArray[np.int64], role: str) -> NDArray[np.bool_]:
    """Return for each word whether its tag begins or continues the role."""
    found: NDArray[np.bool_] = (tags == FIRST_TAG[role]) | (tags == FIRST_TAG[role] + 1)
    return found


def spans(
    tags: NDArray[np.int64], role: str, window: Window, text: str, cue: Span | None = None
) -> Spans:
    """Return where `role` stands, from one path of role tags over the window's words.

    Given the cue, a role that never comes in parts is one span.
    """
    mine = np.flatnonzero(holds(tags, role))
    if not mine.size:
        return ()
    found: list[Span] = []
    splits = np.flatnonzero(np.diff(mine) > 1) + 1
    for run in np.split(mine, splits):
        start, end = int(window.starts[run[0]]), int(window.ends[run[-1]])
        if found and _BARE.fullmatch(text, found[-1].end, start):
            found[-1] = Span(found[-1].start, end)  # only punctuation between
        else:
            found.append(Span(start, end))
    if cue is not None and len(found) > 1:
        found = [_whole(found, cue, text)]
    if role != "content":
        found = [whole_name(span, text) for span in found]
    return _tidy(found, text, quotes=role == "content")


def _tidy(parts: list[Span], text: str, *, quotes: bool) -> Spans:
    """Return the parts trimmed, those that have grown into each other as one."""
    out: list[Span] = []
    for part in parts:
        span = trimmed(part, text, quotes=quotes)
        if span is None:
            continue
        if out and span.start <= out[-1].end:
            out[-1] = Span(min(out[-1].start, span.start), max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def whole_name(span: Span, text: str) -> Span:
    """Return who is named without a cut inside the name or inside a bracket.

    “Ms.” goes on to the name behind it; what an open bracket adds goes on to its end, or is
    left out where that is far.
    """
    title = _TITLE.match(text, span.end - 1) if _TITLED.search(text, span.start, span.end) else None
    span = Span(span.start, title.end()) if title else span
    opened = text.rfind("(", span.start, span.end)
    if opened <= span.start or text.find(")", opened, span.end) >= 0:
        return span
    closed = _CLOSED.match(text, span.end)
    return Span(span.start, closed.end() if closed else opened)


def in_line(content: Spans, cue: Span, text: str) -> Spans:
    """Return the content without what runs on into another line and is no quotation.

    Only quotations go on over paragraphs, or stand in one of their own.
    """
    if not content:
        return content
    reach = Span(min(cue.start, content[0].start), max(cue.end, content[-1].end))
    line = next((s for s in _lines(reach, text) if s.end >= cue.end), reach)
    if all(line.start <= s.start and s.end <= line.end for s in content):
        return content
    if not any(s.overlaps(line) for s in content):
        return content
    parts = [part for span in content for part in _lines(span, text)]
    kept = [p for p in parts if p.overlaps(line) or p.of(text).lstrip()[:1] in _OPENING]
    return _tidy(kept, text, quotes=True)


def announced(content: Spans, cue: Span, text: str) -> Spans:
    """Return the quotation that a cue at its paragraph's end announces, else the content.

    “She went on:” and the quotation below it.
    """
    match = _ANNOUNCED.match(text, cue.end - (text[cue.end - 1] == ":"))
    if not match:
        return content
    line = Span(match.start(1), match.end(1))
    return content if any(span.overlaps(line) for span in content) else (line,)


def whole_quotation(content: Spans, text: str) -> Spans:
    """Return the content with the paragraphs that its quotation goes on for.

    A quotation over paragraphs opens each of them with a mark, and closes the last alone.
    """
    while content and len(content) <= MOST_PARAGRAPHS:
        match = _GOES_ON.match(text, content[-1].end)
        if not match or not _open_at(content[-1].end, match[1], text):
            break
        end = text.find("\n", match.end())
        line = Span(match.start(1), end if end >= 0 else len(text))
        content = (*content[:-1], Span(content[-1].start, _closed(line, text)))
    return content


def _open_at(at: int, mark: str, text: str) -> bool:
    """Tell whether a quotation that `mark` opens is still open at the end of its paragraph."""
    line = text[text.rfind("\n", 0, at) + 1 : at + 1]
    if mark in _PAIRS:
        return line.count(mark) > line.count(_PAIRS[mark])
    return line.count(mark) % 2 == 1


def _closed(line: Span, text: str) -> int:
    """Return where a line's quotation ends: behind its last closing mark, or at the line's end."""
    mark = line.of(text)[0]
    at = text.rfind(_PAIRS.get(mark, mark), line.start + 1, line.end)
    return at + 1 if at >= 0 else line.end


def _lines(span: Span, text: str) -> list[Span]:
    """Return the span cut at the line ends in it, the ends left out."""
    cuts = [match.start() for match in _LINE_END.finditer(text, span.start, span.end)]
    starts, ends = [span.start, *(cut + 1 for cut in cuts)], [*cuts, span.end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _whole(parts: list[Span], cue: Span, text: str) -> Span:
    """Return one span for a role that never comes in parts: the run of parts nearest to the cue."""
    runs = [parts[0]]
    for part in parts[1:]:
        gap = text[runs[-1].end : part.start]
        # A name torn apart ("The … Times"); "Sputnik cited a source" is two.
        if (
            len(gap) <= MOST_GAP
            and not any(w[0].islower() for w in gap.split())
            and "\n" not in gap
        ):
            runs[-1] = Span(runs[-1].start, part.end)
        else:
            runs.append(part)
    return min(runs, key=lambda s: (max(cue.start - s.end, s.start - cue.end), s.start))


def trimmed(span: Span, text: str, *, quotes: bool) -> Span | None:
    """Return the span without stray punctuation at its edges, or None if nothing is left.

    With `quotes` it is a content: a quotation mark is kept or taken in where its partner is inside.
    """
    start, end = span.start, span.end
    while start < end and text[start] in " \u00a0,;:.–—-)\n\t":
        start += 1
    while end > start and (
        text[end - 1] in " \u00a0,;:–—-(\n\t"
        or (text[end - 1] == ")" and text.count("(", start, end) < text.count(")", start, end))
    ):
        end -= 1
    if quotes:
        start, end = _with_quotes(start, end, text)
    elif end - start > 1:
        while end > start and text[end - 1] in '”"“':
            end -= 1
    inside = text[start:end]
    # Nobody is called “2017”, or “the”.
    named = quotes or (any(map(str.isalpha, inside)) and inside.lower() not in _ARTICLES)
    return Span(start, end) if named and any(map(str.isalnum, inside)) else None


def _with_quotes(start: int, end: int, text: str) -> tuple[int, int]:
    inside = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before + after in ("“”", "«»", "„“", "‘’", '""'):
        return start - 1, end + 1
    for opening, closing in (("“", "”"), ("«", "»"), ("„", "“")):
        opened, closed = inside.count(opening), inside.count(closing)
        if closed > opened:
            at = text.rfind(opening, max(0, start - MOST_GAP), start)
            start = at if at >= 0 and "\n" not in text[at:start] else start
        if opened > closed and text[end : end + 1] == closing:
            end += 1
    if inside.count('"') % 2:
        if text[end : end + 1] == '"':
            end += 1
        elif start and text[start - 1] == '"':
            start -= 1
    return start, end
