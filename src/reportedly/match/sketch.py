"""Pairs of texts that are likely to share words, without comparing every pair.

The one place that knows `rensa` (MinHash). What it proposes is checked word by
word in `copies`. Where very many texts resemble each other, each is paired with
the first few of them only: ten thousand copies are eighty thousand pairs, and
not fifty million.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

HASHES = 128
BANDS = 32  # of 4 hashes: half of the pairs with resemblance 0.38 are proposed, 96 % at 0.56
SEED = 7  # any fixed number: the same texts give the same pairs
CROWD = 64  # texts that resemble each other, up to which each is paired with each
FIRST = 8  # ... and beyond, with so many of them


def likely_pairs(sketched: Mapping[str, Sequence[AbstractSet[str]]]) -> set[tuple[str, str]]:
    """Return pairs of ids, left < right, any of whose sets resemble each other.

    Args:
        sketched: for each id, the sets that stand for it (the shingles of the
            whole text and of each paragraph). Empty sets are passed over. Where
            more than CROWD resemble each other, those that come first here are
            paired with all: give them in the order of their time.

    Source: Broder 1997, "On the resemblance and containment of documents".
    """
    from rensa import RMinHash  # 20 ms, and only large runs need it

    alike: dict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    known: dict[frozenset[str], list[int]] = {}
    rows = HASHES // BANDS
    for name, sets in sketched.items():
        for shingles in filter(None, sets):
            key = frozenset(shingles)
            if key not in known:
                sketch = RMinHash(num_perm=HASHES, seed=SEED)
                sketch.update(sorted(shingles))
                known[key] = sketch.digest()
            digest = known[key]
            for band in range(BANDS):
                alike[band, tuple(digest[band * rows : (band + 1) * rows])].append(name)
    found: set[tuple[str, str]] = set()
    for members in alike.values():
        if len(members) > 1:
            found |= _paired(list(dict.fromkeys(members)))
    return found


def _paired(names: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs among names that resemble each other; of a crowd, with the first few."""
    if len(names) <= CROWD:
        return {(min(pair), max(pair)) for pair in combinations(names, 2)}
    firsts = names[:FIRST]
    return {(min(a, b), max(a, b)) for b in names for a in firsts if a != b}
