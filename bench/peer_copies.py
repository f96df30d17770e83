"""What one would pick for near-copies: datasketch, and a script of a dozen lines around it.

Reads texts as JSON lines from standard input; prints, for each way, CPU seconds and the pairs
of line numbers that it calls copies. It runs in an environment of its own (bench/peers.txt),
so nothing here imports reportedly.
"""

import json
import re
import sys
import time
from collections.abc import Iterable
from itertools import combinations

from datasketch import MinHash, MinHashLSH

SHINGLE, HASHES, ALIKE = 5, 128, 0.5
Pairs = list[tuple[int, int]]


def sketched(texts: Iterable[str]) -> list[MinHash]:
    """Return a sketch of the runs of five words of each text."""
    found = []
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        runs = {" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))}
        sketch = MinHash(num_perm=HASHES)
        sketch.update_batch([run.encode() for run in runs])
        found.append(sketch)
    return found


def like(sketches: list[MinHash]) -> Pairs:
    """Return the pairs that datasketch's index finds alike."""
    index = MinHashLSH(threshold=ALIKE, num_perm=HASHES)
    pairs = []
    for number, sketch in enumerate(sketches):
        pairs += [(int(other), number) for other in index.query(sketch)]
        index.insert(str(number), sketch)
    return pairs


def clustered(pairs: Pairs, count: int) -> Pairs:
    """Return all pairs of the groups that pairs grow into: union-find."""
    parent = list(range(count))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        return one

    for left, right in pairs:
        parent[root(left)] = root(right)
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(root(number), []).append(number)
    return [pair for group in groups.values() for pair in combinations(group, 2)]


def main() -> None:
    """Measure both."""
    texts = [json.loads(line) for line in sys.stdin]
    began = time.process_time()
    pairs = like(sketched(texts))
    alone = time.process_time() - began
    grown = clustered(pairs, len(texts))
    both = time.process_time() - began
    print(json.dumps({
        "datasketch": {"seconds": alone, "pairs": pairs},
        "MinHash and union-find": {"seconds": both, "pairs": grown},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
