"""The chain against all paths counted out."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.chain import best_paths


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 4))
def test_best_path_and_its_probability(seed: int, width: int, tags: int) -> None:
    """The path found is the best of all paths, and its probability is its share of their sum."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(2, width, tags)).astype(np.float32)
    transitions = rng.normal(size=(tags, tags)).astype(np.float32)
    lengths = np.array([width, max(1, width - 1)])
    paths, log_p = best_paths(scores, transitions, lengths)
    for row, length in enumerate(lengths):
        sums = {
            path: sum(scores[row, i, t] for i, t in enumerate(path))
            + sum(transitions[a, b] for a, b in pairwise(path))
            for path in product(range(tags), repeat=int(length))
        }
        best = max(sums, key=lambda p: sums[p])
        assert tuple(paths[row, :length]) == best
        total = np.logaddexp.reduce(list(sums.values()))
        assert np.isclose(log_p[row], sums[best] - total, atol=1e-4)
