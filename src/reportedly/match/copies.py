"""Near-duplicate text: the same words in two articles, whole or in part.

Candidates are proposed by shared shingles and verified exactly: words are laid
over each other in maximal runs, longest first, no word used twice (greedy
string tiling). A run broken by a small edit goes on as one passage, and so does
one whose words were changed here and there: from a longer run, shorter ones
beside it are followed (seed and extend).

Sources: Wise 1993, "String similarity via greedy string tiling"; Altschul et al. 1990,
"Basic local alignment search tool".
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from reportedly.match.sketch import PARAGRAPH, WHOLE, Sketches
from reportedly.records import Article, Copy, Span
from reportedly.text import fold, lines, places

SHINGLE = 4  # words; the shortest run that is laid over
GAP = 4  # words inserted, dropped or changed on either side within one passage
PASSAGE = 8  # words in common that make a passage; shorter ones are names and set phrases
DENSITY = 0.6  # of a passage's words that must be common, else edits have replaced the copy
ALL_PAIRS = 150  # articles; up to here every pair that shares a shingle is verified
INDEXED = 1024  # texts whose shingles are kept at a time: some 60 MB at 200 words each
REWRITTEN = 0.25  # of the shorter text, from which on a copy in other words is told: one sentence
# on the same event has as many words in common by chance
CROWDED = 12  # times one shingle may stand in an article before it is a refrain, not a copy


# Words passed over on either side, the fewest first.
_STEPS = sorted(((a, b) for a in range(GAP + 1) for b in range(GAP + 1)), key=lambda s: (sum(s), s))

Shingles = dict[tuple[str, ...], list[int]]
_Both = tuple[Sequence[str], Sequence[str]]  # words of the left and of the right text


@dataclass(frozen=True, slots=True)
class _Worded:
    """An article as folded words, and where each of them begins and ends."""

    text: str
    starts: "array[int]"
    ends: "array[int]"
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Worded":
        found = [(start, end, _folded(text[start:end])) for start, end in places(text)]
        found = [one for one in found if one[2]]
        starts, ends = array("I", [one[0] for one in found]), array("I", [one[1] for one in found])
        return cls(text, starts, ends, tuple(one[2] for one in found))

    def shingles(self) -> Shingles:
        """Return where each run of SHINGLE words begins."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(self.words) - SHINGLE + 1):
            found[self.words[i : i + SHINGLE]].append(i)
        return found

    def paragraphs(self) -> Iterator[tuple[str, ...]]:
        """Yield the words of each longer paragraph, if there are several."""
        for line in lines(self.text):
            part = self.words[
                bisect_left(self.starts, line.start) : bisect_left(self.starts, line.end)
            ]
            if PASSAGE <= len(part) < len(self.words):
                yield part


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    """Return a word as words are compared; each is kept once, however often it stands."""
    return fold(word)


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
    of them each with the likest and earliest few: the time grows with the articles,
    not with their pairs. The same text is read once, however often it comes.
    """
    ordered = sorted(articles, key=_by_time)
    texts = {text: _Worded.of(text) for text in dict.fromkeys(a.text for a in ordered)}

    @lru_cache(maxsize=max(ALL_PAIRS, INDEXED))
    def index(text: str) -> Shingles:
        return texts[text].shingles()

    if len(ordered) <= ALL_PAIRS:
        pairs = _sharing([index(article.text) for article in ordered])
    else:
        pairs = _likely([texts[article.text] for article in ordered])
    ids = [article.id for article in ordered]
    named = sorted((min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in pairs)
    by_id = {article.id: texts[article.text] for article in ordered}
    found = (_copy(a, b, by_id, index) for a, b in named)
    return tuple(copy for copy in found if copy)


def _by_time(article: Article) -> tuple[bool, str, str]:
    """Return a key that sorts articles by date as written, undated last, equal ones by id."""
    date = article.published
    return date is None, date.value if date else "", article.id


def _sharing(indexes: Sequence[Shingles]) -> set[tuple[int, int]]:
    """Return the places of pairs with enough shingles in common for one passage."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, shingles in enumerate(indexes):
        for shingle in shingles:
            holders[shingle].append(place)
    common = Counter(pair for places in holders.values() for pair in combinations(places, 2))
    return {pair for pair, n in common.items() if n >= 2}


def _likely(texts: Sequence[_Worded]) -> set[tuple[int, int]]:
    """Return the places of pairs whose texts, or a paragraph of each, have like sketches."""
    whole, parts = Sketches(WHOLE), Sketches(PARAGRAPH)
    for place, text in enumerate(texts):
        whole.add(place, text.words)
        for part in text.paragraphs():
            parts.add(place, part)
    return whole.pairs() | parts.pairs()


def _copy(
    left_id: str, right_id: str, texts: Mapping[str, _Worded], index: Callable[[str], Shingles]
) -> Copy | None:
    left, right = texts[left_id], texts[right_id]
    if left.words == right.words:
        passages = [[_Tile(0, 0, len(left.words))]]
    else:
        words = (left.words, right.words)
        passages = _in_common(words, index(left.text), index(right.text))
    if not passages:
        return None
    n = _size(passages)
    return Copy(
        left=left_id,
        right=right_id,
        shared_left=n / len(left.words),
        shared_right=n / len(right.words),
        passages=tuple(
            (
                Span(left.starts[p[0].left], left.ends[p[-1].left + p[-1].n - 1]),
                Span(right.starts[p[0].right], right.ends[p[-1].right + p[-1].n - 1]),
            )
            for p in passages
        ),
    )


def _in_common(words: _Both, in_left: Shingles, in_right: Shingles) -> list[list[_Tile]]:
    """Return the passages in common: in other words, too, where they are much of a text."""
    used = bytearray(len(words[0])), bytearray(len(words[1]))
    runs = _runs(words, used, in_left, in_right)
    more = [piece for tile in runs for way in (1, -1) for piece in _onward(tile, way, words, used)]
    wide = list(_passages(runs + more))
    if _size(wide) >= REWRITTEN * min(map(len, words)):
        return wide
    return list(_passages(runs))


def _size(passages: Iterable[Sequence[_Tile]]) -> int:
    """Return how many words passages have in common."""
    return sum(tile.n for passage in passages for tile in passage)


def _runs(
    words: _Both, used: tuple[bytearray, bytearray], in_left: Shingles, in_right: Shingles
) -> list[_Tile]:
    """Lay common runs over each other, longest first; no word is used twice."""
    left, right = words
    runs = []
    for shingle in in_left.keys() & in_right.keys():  # in no order: the runs are sorted below
        at_left, at_right = in_left[shingle], in_right[shingle]
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
    (used_left, used_right), kept = used, []
    for run in sorted(runs, key=lambda t: (-t.n, t.left, t.right)):
        for tile in _free(run, used_left, used_right):
            used_left[tile.left : tile.left + tile.n] = b"\1" * tile.n
            used_right[tile.right : tile.right + tile.n] = b"\1" * tile.n
            kept.append(tile)
    return kept


def _onward(
    tile: _Tile,
    way: int,
    words: _Both,
    used: tuple[bytearray, bytearray],
) -> Iterator[_Tile]:
    """Yield shorter runs in common that follow a tile, or go before it, within GAP words.

    A text in other words keeps its order and loses its long runs. Two words in a row go on,
    or a single one if as many words were changed on either side.
    """
    left, right = words

    def free(i: int, j: int) -> bool:
        inside = 0 <= i < len(left) and 0 <= j < len(right)
        return inside and left[i] == right[j] and not used[0][i] and not used[1][j]

    ahead = tile.n if way > 0 else -1
    i, j = tile.left + ahead, tile.right + ahead
    while True:
        for a, b in _STEPS:
            x, y = i + way * a, j + way * b
            if free(x, y) and (a == b or free(x + way, y + way)):
                break
        else:
            return
        n = 0
        while free(x + way * n, y + way * n):
            used[0][x + way * n] = used[1][y + way * n] = 1
            n += 1
        yield _Tile(min(x, x + way * (n - 1)), min(y, y + way * (n - 1)), n)
        i, j = x + way * n, y + way * n


def _free(run: _Tile, used_left: bytearray, used_right: bytearray) -> Iterator[_Tile]:
    """Yield the stretches of a run that no longer run has taken."""
    free = bytes(used_left[run.left + k] | used_right[run.right + k] for k in range(run.n))
    for match in re.finditer(b"\0{%d,}" % SHINGLE, free):
        yield _Tile(run.left + match.start(), run.right + match.start(), len(match[0]))


def _passages(tiles: Sequence[_Tile]) -> Iterator[list[_Tile]]:
    """Join tiles that follow each other on both sides, and keep what is long enough."""
    passages: list[list[_Tile]] = []
    for tile in sorted(tiles, key=lambda t: (t.left, t.right)):
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
