"""Gather statements into claims, so that A–B–C never makes A = C unchecked.

Links are taken from the surest to the weakest. Two clusters become one only if
their statements agree with each other on average, hardly a pair is all but
impossible, and none excludes another. Pairs that were no candidates are
scored when that question comes up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportedly.match.candidates import Index
from reportedly.match.score import SAME, Score

LINK = 0.3  # probability from which a pair links a cluster; two alone need SAME
MEAN = 0.26  # mean probability across two clusters; of 0.2 to 0.38 best on our odd stories
LEAST = 0.06  # of the pairs across them, all but ODD of them
ODD = 0.2  # of the pairs; a nested or a cut content is unlike half of its own claim
STRONG = 0.6  # probability from which a content that is no statement joins one that is
SEEN = 10  # statements of a cluster that are asked; more agree or differ in the same ways


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
        judge: the score of two places; asked once a pair.
        bare: places that state nothing by themselves; they join others and never each other.
    """
    known: dict[Index, Score] = {}

    def asked(i: int, j: int) -> Score:
        pair = (min(i, j), max(i, j))
        if pair not in known:
            known[pair] = judge(*pair)
        return known[pair]

    links = [(asked(i, j).value, i, j) for i, j in pairs]
    floor = (LINK, STRONG, 1.1)  # by how many of the two are bare
    links = [
        (value, i, j)
        for value, i, j in links
        if value >= floor[(i in bare) + (j in bare)] and not asked(i, j).excludes
    ]
    home = list(range(n))
    clusters = {i: Cluster((i,), 1.0) for i in range(n)}
    for value, i, j in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        a, b = sorted((home[i], home[j]))
        if a == b:
            continue
        alone = len(clusters[a].places) + len(clusters[b].places) == 2
        if value < (SAME if alone else LINK):
            continue
        if not _agree(clusters[a].places, clusters[b].places, asked):
            continue
        one, two = clusters[a], clusters.pop(b)
        places = tuple(sorted(one.places + two.places))
        links_in = (*one.links, *two.links, (i, j))
        clusters[a] = Cluster(places, min(one.weakest, two.weakest, value), links_in)
        for place in two.places:
            home[place] = a
    return sorted(clusters.values(), key=lambda c: c.places)


def _agree(left: Sequence[int], right: Sequence[int], asked: Callable[[int, int], Score]) -> bool:
    scores = [asked(i, j) for i in _spread(left) for j in _spread(right)]
    if any(score.excludes for score in scores):
        return False
    values = sorted(score.value for score in scores)
    return values[int(ODD * len(values))] >= LEAST and sum(values) / len(values) >= MEAN


def _spread(places: Sequence[int]) -> Sequence[int]:
    """Return at most SEEN places, evenly over the cluster."""
    if len(places) <= SEEN:
        return places
    return [places[k * len(places) // SEEN] for k in range(SEEN)]
