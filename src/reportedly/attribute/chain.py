"""The best path through a linear chain, and how probable it is."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_paths(
    scores: Floats, transitions: Floats, lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Floats]:
    """Return the most probable tags of each row, and the log-probability of the whole path.

    Args:
        scores: (k, w, tags) of each word, not normalised.
        transitions: (tags, tags) from the row's tag to the column's.
        lengths: (k,) words that count, at least 1; beyond them the path is 0.

    Returns:
        (k, w) tags; (k,) log-probabilities, at most 0.

    Source: Viterbi 1967; Lafferty, McCallum and Pereira 2001.
    """
    rows, width, tags = scores.shape
    back = np.zeros((rows, width, tags), np.int8)
    best = scores[:, 0].copy()
    total = scores[:, 0].copy()
    for i in range(1, width):
        live = (i < lengths)[:, None]
        steps = best[:, :, None] + transitions
        back[:, i] = steps.argmax(1)
        best = np.where(live, steps.max(1) + scores[:, i], best)
        sums = total[:, :, None] + transitions
        peak = sums.max(1)
        after = peak + np.log(np.exp(sums - peak[:, None]).sum(1)) + scores[:, i]
        total = np.where(live, after, total)
    peak = total.max(1)
    log_z = peak + np.log(np.exp(total - peak[:, None]).sum(1))
    paths = np.zeros((rows, width), np.int64)
    index = np.arange(rows)
    tag = best.argmax(1)
    for i in range(width - 1, -1, -1):
        live = i < lengths
        paths[:, i] = np.where(live, tag, 0)
        if i:
            tag = np.where(live, back[index, i, tag], tag)
    return paths, best.max(1) - log_z
