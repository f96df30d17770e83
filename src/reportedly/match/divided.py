"""The clusters as people decided: divided where they parted, and made one where they joined.

The scores gather first, as if nobody had judged, so that a judgement changes the
clusters that it is about and no other. A cluster in which people parted statements
falls into as many parts as that takes; what nobody spoke of goes with the judged
statement that it is most like. Nothing falls out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from reportedly.match.bonds import Bound
from reportedly.match.candidates import Index
from reportedly.match.cluster import Cluster
from reportedly.match.score import Score

SEEDS = 50  # judged statements of a part, evenly over it, with which the others are compared

Judge = Callable[[int, int], Score]
Sides = Mapping[int, frozenset[int]]


def divided(clusters: Sequence[Cluster], bound: Bound, judge: Judge) -> list[Cluster]:
    """Return the clusters, by first place, as people decided; each statement is in one.

    Args:
        clusters: as the scores gathered them.
        bound: what people joined and parted; it contradicts itself nowhere.
        judge: the score of two places.
    """
    if not bound.together and not bound.apart:
        return list(clusters)
    maker = _Divider(bound, judge)
    parts = [part for cluster in clusters for part in maker.parts(cluster)]
    out = [part for whole in maker.joined(parts) for part in maker.parts(whole)]
    return sorted(out, key=lambda cluster: cluster.places)


class _Divider:
    """Divides and joins clusters by what people said of some of their places."""

    def __init__(self, bound: Bound, judge: Judge) -> None:
        self.judge = judge
        self.together = sorted(bound.together)
        self._one = frozenset(bound.together)
        sides: dict[int, set[int]] = {}
        for i, j in bound.apart:
            sides.setdefault(i, set()).add(j)
            sides.setdefault(j, set()).add(i)
        self.apart: Sides = {i: frozenset(others) for i, others in sides.items()}
        self.known: dict[Index, float] = {}

    def score(self, i: int, j: int) -> float:
        """Return the probability that two places are one claim; 1 if people say so."""
        pair = (min(i, j), max(i, j))
        if pair in self._one:
            return 1.0
        if pair not in self.known:
            self.known[pair] = self.judge(*pair).value
        return self.known[pair]

    def parts(self, cluster: Cluster) -> list[Cluster]:
        """Return the parts into which people divided a cluster: one, if they didn't."""
        here = set(cluster.places)
        if not any(here & self.apart.get(i, frozenset()) for i in cluster.places):
            return [cluster]
        units = _units(cluster.places, self.together)
        against = {
            unit: frozenset().union(*(self.apart.get(i, frozenset()) for i in unit))
            for unit in units
        }
        parts: list[set[int]] = []
        rest = []
        for unit in units:
            if against[unit].isdisjoint(here):
                rest.append(unit)
                continue
            free = [k for k, part in enumerate(parts) if part.isdisjoint(against[unit])]
            if not free:
                parts.append(set(unit))
            else:
                near = [_spread(sorted(parts[k])) for k in free] if len(free) > 1 else [unit]
                parts[self._nearest(unit, near, free)].update(unit)
        judged = [_spread(sorted(part)) for part in parts]
        for unit in rest:
            parts[self._nearest(unit, judged, range(len(parts)))].update(unit)
        return [self._cluster(sorted(part), cluster.links) for part in parts]

    def joined(self, clusters: Sequence[Cluster]) -> list[Cluster]:
        """Return the clusters with those made one of which people joined a place each."""
        home = {place: k for k, cluster in enumerate(clusters) for place in cluster.places}
        tied = _units(range(len(clusters)), [(home[i], home[j]) for i, j in self.together])
        out = []
        for group in tied:
            places = sorted(place for k in group for place in clusters[k].places)
            links = [link for k in group for link in clusters[k].links]
            out.append(clusters[group[0]] if len(group) == 1 else self._cluster(places, links))
        return out

    def _nearest(
        self, unit: Sequence[int], parts: Sequence[Sequence[int]], numbers: Sequence[int]
    ) -> int:
        """Return the number of the part with the statement that one is most like."""
        best = [max(self.score(i, j) for i in unit for j in part) for part in parts]
        return max(zip(best, [-n for n in numbers], numbers, strict=True))[2]

    def _cluster(self, places: Sequence[int], links: Iterable[Index]) -> Cluster:
        """Return a cluster of places, linked as before where that is still so."""
        here = set(places)
        home = {place: place for place in places}

        def top(place: int) -> int:
            while home[place] != place:
                place = home[place]
            return place

        kept: list[Index] = []

        def link(pair: Index) -> None:
            a, b = sorted((top(pair[0]), top(pair[1])))
            if a != b:
                home[b] = a
                kept.append(pair)

        for pair in (*self.together, *links):
            if pair[0] in here and pair[1] in here:
                link(pair)
        for place in places[1:]:  # what hung on a place that is elsewhere now
            if top(place) != top(places[0]):
                rest = _spread([p for p in places if top(p) == top(places[0])])
                best = max(rest, key=lambda p: (self.score(p, place), -p))
                link((min(best, place), max(best, place)))
        weakest = min((self.score(i, j) for i, j in kept), default=1.0)
        return Cluster(tuple(places), weakest, tuple(kept))


def _units(places: Iterable[int], together: Iterable[Index]) -> list[tuple[int, ...]]:
    """Return the places in groups of those that people joined, by first place."""
    home = {place: place for place in places}

    def top(place: int) -> int:
        while home[place] != place:
            place = home[place]
        return place

    for i, j in together:
        if i in home and j in home:
            a, b = sorted((top(i), top(j)))
            home[b] = a
    groups: dict[int, list[int]] = {}
    for place in sorted(home):
        groups.setdefault(top(place), []).append(place)
    return [tuple(group) for _, group in sorted(groups.items())]


def _spread(places: Sequence[int]) -> Sequence[int]:
    """Return at most SEEDS places, evenly over the sequence."""
    if len(places) <= SEEDS:
        return places
    return [places[k * len(places) // SEEDS] for k in range(SEEDS)]
