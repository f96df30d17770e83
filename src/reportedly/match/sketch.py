"""Pairs of texts that are likely to share words, without comparing every pair.

The one place that knows `rensa` (MinHash with locality-sensitive hashing).
What it proposes is checked word by word in `copies`.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

HASHES = 128
BANDS = 32  # rows of 4: half of the pairs with resemblance 0.38 are proposed, 96 % at 0.56
SEED = 7  # any fixed number: the same texts give the same pairs


def likely_pairs(sketched: Mapping[str, Sequence[AbstractSet[str]]]) -> set[tuple[str, str]]:
    """Return pairs of ids, left < right, any of whose sets resemble each other.

    Args:
        sketched: for each id, the sets that stand for it (the shingles of the
            whole text and of each paragraph). Empty sets are passed over.

    Source: Broder 1997, "On the resemblance and containment of documents".
    """
    from rensa import RMinHash, RMinHashLSH  # 20 ms, and only large runs need it

    owners: list[str] = []
    sketches = []
    for name in sorted(sketched):
        for shingles in sketched[name]:
            if shingles:
                sketch = RMinHash(num_perm=HASHES, seed=SEED)
                sketch.update(sorted(shingles))
                owners.append(name)
                sketches.append(sketch)
    index = RMinHashLSH(threshold=0.4, num_perm=HASHES, num_bands=BANDS)
    for row, sketch in enumerate(sketches):
        index.insert(row, sketch)
    found = set()
    for row, sketch in enumerate(sketches):
        for other in index.query(sketch):
            left, right = sorted((owners[row], owners[other]))
            if left != right:
                found.add((left, right))
    return found
