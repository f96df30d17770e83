"""Near-duplicate text: the same words in two articles, whole or in part.

Candidates are proposed by shared shingles and verified exactly: words are laid
over each other in maximal runs, longest first, no word used twice (greedy
string tiling). A run broken by a small edit goes on as one passage.

Source: Wise 1993, "String similarity via greedy string tiling".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from reportedly.match.sketch import likely_pairs
from reportedly.records import Article, Copy, Span
from reportedly.text import fold, lines, words

SHINGLE = 4  # words; the shortest run that is laid over
GAP = 4  # words inserted, dropped or changed on either side within one passage
PASSAGE = 8  # words in common that make a passage; shorter ones are names and set phrases
DENSITY = 0.6  # of a passage's words that must be common, else edits have replaced the copy
ALL_PAIRS = 150  # articles; up to here every pair that shares a shingle is verified
INDEXED = 256  # texts whose shingles are kept at a time: some 15 MB at 200 words each
CROWDED = 12  # times one shingle may stand in an article before it is a refrain, not a copy


Shingles = dict[tuple[str, ...], list[int]]


@dataclass(frozen=True, slots=True)
class _Worded:
    """An article as folded words with their spans."""

    id: str
    text: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, id: str, text: str) -> "_Worded":
        found = [(span, fold(span.of(text))) for span in words(text)]
        found = [(span, word) for span, word in found if word]
        spans, folded = tuple(s for s, _ in found), tuple(w for _, w in found)
        return cls(id, text, spans, folded)

    def shingles(self) -> Shingles:
        """Return where each run of SHINGLE words begins."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(self.words) - SHINGLE + 1):
            found[self.words[i : i + SHINGLE]].append(i)
        return found

    def sketched(self) -> list[set[str]]:
        """Return shingles (three words, as text) of the whole and of each longer paragraph."""
        parts = [list(self.words)]
        for line in lines(self.text):
            part = [w for s, w in zip(self.spans, self.words, strict=True) if line.overlaps(s)]
            if PASSAGE <= len(part) < len(self.words):
                parts.append(part)
        return [{" ".join(p[i : i + 3]) for i in range(len(p) - 2)} for p in parts]


@dataclass(frozen=True, slots=True)
class _Tile:
    """`n` words in common, from word `left` on and from word `right` on."""

    left: int
    right: int
    n: int


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Return every pair of articles that share a passage, by ids.

    A shared quotation alone makes a `Copy` with low shares: whether two people
    heard one speaker or one took it from the other, the shares and `trace` say.
    Up to ALL_PAIRS articles every pair that shares SHINGLE words is verified;
    beyond, those whose articles or paragraphs have like sketches, and of a crowd
    of them each with the earliest few: the time grows with the articles, not
    with their pairs. The same text is read once, however often it comes.
    """
    ordered = sorted(articles, key=_by_time)
    texts = {article.text: _Worded.of(article.id, article.text) for article in ordered}
    worded = {article.id: replace(texts[article.text], id=article.id) for article in ordered}

    @lru_cache(maxsize=max(ALL_PAIRS, INDEXED))
    def index(text: str) -> Shingles:
        return texts[text].shingles()

    if len(worded) <= ALL_PAIRS:
        pairs = _sharing({name: index(one.text) for name, one in worded.items()})
    else:
        sketches = {text: one.sketched() for text, one in texts.items()}
        pairs = likely_pairs({name: sketches[one.text] for name, one in worded.items()})
    found = (_compare(worded[a], worded[b], index) for a, b in sorted(pairs))
    return tuple(copy for copy in found if copy)


def _by_time(article: Article) -> tuple[bool, str, str]:
    """Return a key that sorts articles by date as written, undated last, equal ones by id."""
    date = article.published
    return date is None, date.value if date else "", article.id


def _sharing(index: dict[str, Shingles]) -> set[tuple[str, str]]:
    """Return the pairs with enough shingles in common for one passage."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(index):
        for shingle in index[name]:
            holders[shingle].append(name)
    common = Counter(pair for ids in holders.values() for pair in combinations(ids, 2))
    return {pair for pair, n in common.items() if n >= 2}


def _compare(left: _Worded, right: _Worded, index: Callable[[str], Shingles]) -> Copy | None:
    if left.words == right.words:
        tiles = [_Tile(0, 0, len(left.words))]
    else:
        tiles = _tiles(left.words, right.words, index(left.text), index(right.text))
    passages = list(_passages(tiles))
    if not passages:
        return None
    n = sum(tile.n for passage in passages for tile in passage)
    return Copy(
        left=left.id,
        right=right.id,
        shared_left=n / len(left.words),
        shared_right=n / len(right.words),
        passages=tuple(
            (
                Span(left.spans[p[0].left].start, left.spans[p[-1].left + p[-1].n - 1].end),
                Span(right.spans[p[0].right].start, right.spans[p[-1].right + p[-1].n - 1].end),
            )
            for p in passages
        ),
    )


def _tiles(
    left: Sequence[str],
    right: Sequence[str],
    in_left: Shingles,
    in_right: Shingles,
) -> list[_Tile]:
    """Lay common runs over each other, longest first; no word is used twice."""
    runs = []
    for shingle, at_left in in_left.items():
        at_right = in_right.get(shingle, ())
        if len(at_left) > CROWDED or len(at_right) > CROWDED:
            continue
        for i in at_left:
            for j in at_right:
                if i and j and left[i - 1] == right[j - 1]:
                    continue  # inside a run that begins earlier
                n = SHINGLE
                while i + n < len(left) and j + n < len(right) and left[i + n] == right[j + n]:
                    n += 1
                runs.append(_Tile(i, j, n))
    used_left, used_right, kept = bytearray(len(left)), bytearray(len(right)), []
    for run in sorted(runs, key=lambda t: (-t.n, t.left, t.right)):
        for tile in _free(run, used_left, used_right):
            used_left[tile.left : tile.left + tile.n] = b"\1" * tile.n
            used_right[tile.right : tile.right + tile.n] = b"\1" * tile.n
            kept.append(tile)
    return sorted(kept, key=lambda t: (t.left, t.right))


def _free(run: _Tile, used_left: bytearray, used_right: bytearray) -> Iterator[_Tile]:
    """Yield the stretches of a run that no longer run has taken."""
    free = bytes(used_left[run.left + k] | used_right[run.right + k] for k in range(run.n))
    for match in re.finditer(b"\0{%d,}" % SHINGLE, free):
        yield _Tile(run.left + match.start(), run.right + match.start(), len(match[0]))


def _passages(tiles: Sequence[_Tile]) -> Iterator[list[_Tile]]:
    """Join tiles that follow each other on both sides, and keep what is long enough."""
    passages: list[list[_Tile]] = []
    for tile in tiles:
        last = passages[-1][-1] if passages else None
        if (
            last
            and 0 <= tile.left - last.left - last.n <= GAP
            and 0 <= tile.right - last.right - last.n <= GAP
        ):
            passages[-1].append(tile)
        else:
            passages.append([tile])
    for passage in passages:
        n = sum(tile.n for tile in passage)
        width = max(
            passage[-1].left + passage[-1].n - passage[0].left,
            passage[-1].right + passage[-1].n - passage[0].right,
        )
        if n >= PASSAGE and n >= DENSITY * width:
            yield passage
