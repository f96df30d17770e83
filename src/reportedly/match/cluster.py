"""Gather statements into claims, so that A–B–C never makes A = C unchecked.

Average linkage: of all clusters with a link between them, those two become one next
whose statements agree with each other most on average, unless many a pair across
them is all but impossible, or one excludes another. Pairs that were no candidates are
scored when that question comes up. What people decided is not asked here: `divided`.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from reportedly.match.candidates import Index
from reportedly.match.score import SAME, Score

LINK = 0.2  # probability from which a pair links two clusters
ALONE = SAME  # ... and two statements that have no others yet
MEAN = 0.22  # mean probability across two clusters
LEAST = 0.06  # of the pairs across them, all but ODD of them
ODD = 0.2  # of the pairs; a nested or a cut content is unlike half of its own claim
STRONG = 0.6  # probability from which a content that is no statement joins one that is
SEEN = 10  # statements of a cluster that are asked; more agree or differ in the same ways
_MIX, _MASK = 2654435761, 0xFFFFFFFF  # Knuth's multiplier: neighbours are thrown far apart


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places of statements that state one proposition, and how weak its weakest link is."""

    places: tuple[int, ...]
    weakest: float  # 0 to 1; 1 for a single statement
    links: tuple[Index, ...] = ()  # the pairs by which it grew together


def cluster(
    n: int,
    pairs: Iterable[Index],
    judge: Callable[[int, int], Score],
    bare: frozenset[int] = frozenset(),
) -> list[Cluster]:
    """Return the clusters of `n` statements, by first place; each statement is in one.

    Args:
        pairs: candidates, as places in canonical order (ties are broken by it).
        judge: the score of two places.
        bare: places that state nothing by themselves; they join others and never each other.
    """
    known = _Known(n, judge)
    home = list(range(n))
    clusters = {i: Cluster((i,), 1.0) for i in range(n)}
    near = _Near(home, known.links(pairs, bare))
    seen: dict[int, tuple[int, ...]] = {i: (i,) for i in range(n)}
    queue = [(-near.link(a, b)[0], a, b, 2) for a, b in near.pairs()]
    heapify(queue)
    asked: dict[Index, int] = {}  # of which size two clusters were when their mean was asked
    while queue:  # the value is the mean, or one that the mean does not exceed
        value, a, b, size = heappop(queue)
        if a not in clusters or b not in clusters:
            continue
        now = len(clusters[a].places) + len(clusters[b].places)
        if size != now:
            if asked.get((a, b)) == now:
                continue  # the queue has it, or it is too small
            asked[a, b] = now
            mean = _mean(seen[a], seen[b], known)
            if mean >= MEAN:
                heappush(queue, (-mean, a, b, now))
            continue
        if now == 2 and -value < ALONE:
            continue
        link = near.link(a, b)
        _join((a, b), link[1:], link[0], clusters, home)
        seen[a] = _sample(seen[a] + seen.pop(b))
        for c in near.joined(a, b):
            heappush(queue, (-1.0, min(a, c), max(a, c), 0))
    return sorted(clusters.values(), key=lambda c: c.places)


class _Near:
    """Which clusters a link runs between, and the surest of them."""

    def __init__(self, home: Sequence[int], links: Iterable[tuple[float, int, int]]) -> None:
        self._links: dict[int, dict[int, tuple[float, int, int]]] = {}
        for link in links:
            a, b = home[link[1]], home[link[2]]
            if a != b:
                self._keep(a, b, link)

    def _keep(self, a: int, b: int, link: tuple[float, int, int]) -> None:
        row = self._links.setdefault(a, {})
        value, i, j = row.get(b, (-1.0, 0, 0))
        if (link[0], -link[1], -link[2]) > (value, -i, -j):
            row[b] = self._links.setdefault(b, {})[a] = link

    def pairs(self) -> list[Index]:
        """Return the clusters with a link between them."""
        return [(a, b) for a, row in self._links.items() for b in row if a < b]

    def link(self, a: int, b: int) -> tuple[float, int, int]:
        """Return the surest link between two clusters: its probability and its places."""
        return self._links[a][b]

    def joined(self, a: int, b: int) -> list[int]:
        """Let `a` take over the links of `b`; return the clusters to which it has some now."""
        for c, link in self._links.pop(b).items():
            del self._links[c][b]
            if c != a:
                self._keep(a, c, link)
        return sorted(self._links[a])


class _Known:
    """Scores of pairs as numbers: 16 bytes for each candidate, since there may be millions."""

    def __init__(self, n: int, judge: Callable[[int, int], Score]) -> None:
        self._n, self._judge = n, judge
        self._codes, self._values = array("q"), array("d")  # of candidates, by code
        self._more: dict[int, float] = {}

    def known(self, i: int, j: int) -> float | None:
        """Return the probability of a pair if it was scored before, -1 if the two exclude."""
        code = i * self._n + j if i < j else j * self._n + i
        found = self._more.get(code)
        if found is None:
            place = bisect_left(self._codes, code)
            if place < len(self._codes) and self._codes[place] == code:
                found = self._values[place]
        return found

    def asked(self, i: int, j: int) -> float:
        """Score a pair that was not scored before; the same numbers as `known`."""
        i, j = min(i, j), max(i, j)
        found = self._more[i * self._n + j] = self._value(i, j)
        return found

    def links(self, pairs: Iterable[Index], bare: frozenset[int]) -> list[tuple[float, int, int]]:
        """Score the candidates, given in order; return those that may link two clusters."""
        floor = (LINK, STRONG, 1.1)  # by how many of the two are bare
        links = []
        for i, j in pairs:
            value = self._value(i, j)
            self._codes.append(i * self._n + j)
            self._values.append(value)
            if value >= floor[(i in bare) + (j in bare)]:
                links.append((value, i, j))
        return links

    def _value(self, i: int, j: int) -> float:
        found = self._judge(i, j)
        return -1.0 if found.excludes else found.value


def _join(
    pair: Index, link: Index, value: float, clusters: dict[int, Cluster], home: list[int]
) -> None:
    """Let the first of two clusters take in the second."""
    one, two = clusters[pair[0]], clusters.pop(pair[1])
    places = tuple(sorted(one.places + two.places))
    links = (*one.links, *two.links, link)
    clusters[pair[0]] = Cluster(places, min(one.weakest, two.weakest, value), links)
    for place in two.places:
        home[place] = pair[0]


def _mean(left: Sequence[int], right: Sequence[int], scores: _Known) -> float:
    """Return the mean probability across two clusters, 0 if something keeps them apart.

    Also 0 where it cannot reach MEAN: no further pair is scored then.
    """
    pairs = [(i, j) for i in left for j in right]
    known = [scores.known(i, j) for i, j in pairs]
    values = [value for value in known if value is not None]
    odd, total = sum(value < LEAST for value in values), sum(values)
    open_ = [pair for pair, value in zip(pairs, known, strict=True) if value is None]
    for number, (i, j) in enumerate(open_):
        best = total + len(open_) - number
        if odd > ODD * len(pairs) or min(values, default=0.0) < 0 or best < MEAN * len(pairs):
            return 0.0
        values.append(scores.asked(i, j))
        odd, total = odd + (values[-1] < LEAST), total + values[-1]
    values.sort()
    if values[0] < 0:
        return 0.0
    return sum(values) / len(values) if values[int(ODD * len(values))] >= LEAST else 0.0


def _sample(places: Sequence[int]) -> tuple[int, ...]:
    """Return at most SEEN places, as if by lot, and always the same.

    Of a cluster that grows mostly the same ones are taken, whose scores are known.
    """
    if len(places) <= SEEN:
        return tuple(sorted(places))
    return tuple(sorted(sorted(places, key=lambda place: (place * _MIX) & _MASK)[:SEEN]))
