"""The best path through a linear chain, and how probable it is."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_LEAST = np.float32(1e-37)  # under which a float's logarithm is lost


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
    rows, width, _ = scores.shape
    best = np.empty((width, *scores[:, 0].shape), np.float32)
    best[0] = scores[:, 0]
    total = scores[:, 0].copy()
    ways = np.exp(transitions)
    shortest = int(lengths.min())
    for i in range(1, width):
        # Sums of probabilities against their row's greatest: an exponential a tag, not a pair.
        peak = total.max(1, keepdims=True)
        after = np.einsum("kt,tu->ku", np.exp(total - peak), ways)
        after = np.log(np.maximum(after, _LEAST)) + peak + scores[:, i]
        reached = (best[i - 1][:, :, None] + transitions).max(1) + scores[:, i]
        if i < shortest:
            best[i], total = reached, after
        else:
            live = (i < lengths)[:, None]
            best[i] = np.where(live, reached, best[i - 1])
            total = np.where(live, after, total)
    peak = total.max(1)
    log_z = peak + np.log(np.exp(total - peak[:, None]).sum(1))
    paths = np.zeros((rows, width), np.int64)
    tag = best[-1].argmax(1)
    for i in range(width - 1, -1, -1):
        live = i < lengths
        paths[:, i] = np.where(live, tag, 0)
        if i:
            tag = np.where(live, (best[i - 1] + transitions[:, tag].T).argmax(1), tag)
    return paths, best[-1].max(1) - log_z
