"""How many independent origins a claim has, answered without reading who says what.

They are given the labelled claims and the pages that support each, which a program must
find for itself: that favours them.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from reportedly.evaluate.labels import Story
from reportedly.text import fold, words

SHINGLE = 5  # words, the usual width for near-copies
COPIED = 0.5  # of the shorter text's shingles that stand in the other: half of it is the same

Baseline = Callable[[Sequence[str], Story], int]  # ids of supporting pages -> a number


def outlets(ids: Sequence[str], story: Story) -> int:
    """Count outlets."""
    return len({story.pages[id].outlet for id in ids})


def always_one(_ids: Sequence[str], _story: Story) -> int:
    """Answer 1: most claims in the news have one origin."""
    return 1


def owners(ids: Sequence[str], story: Story) -> int:
    """Count owners: outlets that the labels' `same_owner` names together are one."""
    owner = {name: group[0] for group in story.same_owner for name in group}
    return len({owner.get(story.pages[id].outlet, story.pages[id].outlet) for id in ids})


def near_copies(ids: Sequence[str], story: Story) -> int:
    """Count texts, near-copies as one."""
    shingles = {id: _shingles(story.pages[id].text) for id in ids}
    group = {id: id for id in ids}
    for a, b in combinations(shingles, 2):
        fewer = min(len(shingles[a]), len(shingles[b]))
        if fewer and len(shingles[a] & shingles[b]) >= COPIED * fewer:
            old, new = group[b], group[a]
            group = {id: new if held == old else held for id, held in group.items()}
    return len(set(group.values()))


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = [fold(span.of(text)) for span in words(text)]
    return {tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)}


BASELINES: Mapping[str, Baseline] = {
    "count outlets": outlets,
    "always one": always_one,
    "group by owner": owners,
    "near-copies only": near_copies,
}
