"""Pairs of texts that are likely to share words, without comparing every pair.

The one place that knows `rensa` (MinHash). What it proposes is checked word by
word in `copies`. Where very many texts resemble each other (ten thousand
copies, the line with which every page of a site ends) each is paired with
the few that it resembles most, of equals the earliest, and with the earliest
of all: the time grows with the texts, not with their pairs.

Source: Broder 1997, "On the resemblance and containment of documents".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

HASHES = 192
BANDS = 64  # of 3 hashes: half of the pairs with resemblance 0.22 are proposed, 96 % at 0.37
SEED = 7  # any fixed number: the same texts give the same pairs

Pair = tuple[int, int]  # places of texts, left < right


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many texts that resemble one are paired with it: all of up to `most`.

    Else the `first` that it resembles most, and the `first` by time.
    """

    most: int
    first: int


WHOLE = Crowd(64, 8)
# A paragraph that so many have is a set text; who had it first is all that there is to say.
PARAGRAPH = Crowd(16, 2)


@dataclass(slots=True)
class Sketches:
    """Sketches of texts or of parts of texts; those with the same words have one.

    Add them in the order of their time: of those that resemble a text equally,
    the first are the earliest.
    """

    crowd: Crowd
    _numbers: dict[str, int] = field(default_factory=dict)  # words -> which sketch
    _holders: list[list[int]] = field(default_factory=list)  # of each sketch
    _bands: list[NDArray[np.uint64]] = field(default_factory=list)

    def add(self, place: int, words: Sequence[str]) -> None:
        """Add the words of a text, or of a part, that stands at a place; too few are no sketch."""
        if len(words) < 3:
            return
        key = " ".join(words)
        number = self._numbers.setdefault(key, len(self._holders))
        if number == len(self._holders):
            self._holders.append([])
            self._bands.append(_bands({" ".join(words[i : i + 3]) for i in range(len(words) - 2)}))
        if not self._holders[number] or self._holders[number][-1] != place:
            self._holders[number].append(place)

    def pairs(self) -> set[Pair]:
        """Return the pairs of places any of whose sketches resemble each other."""
        found: set[Pair] = set()
        if self._bands:
            for number, near in _neighbours(np.stack(self._bands), self.crowd.most):
                found |= self._paired(number, near)
        return found

    def _paired(self, number: int, near: Iterable[int]) -> set[Pair]:
        """Return pairs of those who hold a sketch with those who hold it or one like it."""
        holders = self._holders[number]
        others = dict.fromkeys(holders)
        for other in near:
            if len(others) > self.crowd.most:
                break
            others.update(dict.fromkeys(self._holders[other]))
        if len(others) <= self.crowd.most:
            pairs = {(min(a, b), max(a, b)) for a in holders for b in others if a != b}
            return pairs | set(combinations(sorted(holders), 2))
        firsts = {*list(others)[: self.crowd.first], *sorted(others)[: self.crowd.first]}
        return {(min(a, b), max(a, b)) for a in holders for b in firsts if a != b}


def _bands(shingles: set[str]) -> NDArray[np.uint64]:
    """Return (BANDS,) numbers; two sets share one with the likelihood that BANDS tells."""
    from rensa import RMinHash  # 20 ms, and only large runs need it

    sketch = RMinHash(num_perm=HASHES, seed=SEED)
    sketch.update(sorted(shingles))
    rows = np.array(sketch.digest(), np.uint64).reshape(BANDS, -1)
    mixed = np.zeros(BANDS, np.uint64)
    for column in rows.T:  # FNV-1a over the rows of a band; 64 bits hardly ever meet by chance
        mixed = (mixed ^ column) * np.uint64(0x100000001B3)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _neighbours(bands: NDArray[np.uint64], most: int) -> Iterator[tuple[int, list[int]]]:
    """Yield each row with those that share a band: most bands first, then the first rows.

    Of those who share one band at most `most` are looked at, the first.
    """
    orders, starts, ends = [], [], []
    for column in bands.T:
        order = np.argsort(column, kind="stable")
        edges = np.flatnonzero(np.diff(column[order])) + 1
        bounds = np.concatenate(([0], edges, [len(order)]))
        group = np.searchsorted(edges, np.argsort(order, kind="stable"), side="right")
        orders.append(order)
        starts.append(bounds[group])
        ends.append(bounds[group + 1])
    first, last = np.stack(starts, 1), np.stack(ends, 1)
    for number in range(len(bands)):
        low, high = first[number], last[number]
        shared = np.flatnonzero(high - low > 1)
        if not len(shared):
            yield number, []
            continue
        found = [orders[b][low[b] : min(high[b], low[b] + most)] for b in shared]
        near, counts = np.unique(np.concatenate(found), return_counts=True)
        ranked = near[np.lexsort((near, -counts))]
        yield number, [int(other) for other in ranked if other != number]
