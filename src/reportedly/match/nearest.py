"""Rows that lie near each other: exactly, or within neighbouring cells of many rows.

Rows are gathered around centres (spherical k-means with a fixed start), and a
row is compared with those of the cells whose centres lie nearest to its own:
an inverted file, as Jégou et al. 2011 have it. What is compared is compared
exactly. The same rows in the same order give the same pairs.
"""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]  # (n, d), of unit length or zero
Pairs = NDArray[np.int64]  # (m, 2), places of rows

CELL = 256  # rows of a cell, on average
PROBES = 16  # cells that are looked at; of the pairs above 0.45 about 95 % lie in them
SAMPLE = 32  # rows of a cell from which its centre is made
ROUNDS = 5  # of k-means; more move hardly a row
BLOCK = 1024  # rows compared at once


def near(rows: Rows, least: float, most: int, *, exact: bool) -> Pairs:
    """Return pairs of rows with a dot product of `least` or more, at most `most` a row."""
    filled = np.flatnonzero(rows.any(axis=1))
    found = [np.empty((0, 2), np.int64)]
    if exact or len(filled) < 4 * CELL:
        for start in range(0, len(filled), BLOCK):
            found += _compared(rows, filled[start : start + BLOCK], filled, least, most)
        return np.concatenate(found)
    centres = _centres(rows, filled)
    home = _nearest_centre(rows, filled, centres)
    order = np.argsort(home, kind="stable")
    bounds = np.searchsorted(home[order], np.arange(len(centres) + 1))
    cells = [filled[order[bounds[c] : bounds[c + 1]]] for c in range(len(centres))]
    beside = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :PROBES]
    for cell, others in zip(cells, beside, strict=True):
        across = np.sort(np.concatenate([cells[other] for other in others]))
        for start in range(0, len(cell), BLOCK):
            found += _compared(rows, cell[start : start + BLOCK], across, least, most)
    return np.concatenate(found)


def best(row: int, others: NDArray[np.int64], values: Rows, least: float, most: int) -> Pairs:
    """Return the pairs of a row with the best of others; of equals with the first.

    Args:
        row: its place.
        others: (m,) places, in order; its own may be among them.
        values: (m,) how near they are.
        least: from which value on.
        most: how many.
    """
    kept = np.flatnonzero((values >= least) & (others != row))
    if len(kept) > most:
        kept = kept[np.argsort(-values[kept], kind="stable")[:most]]
    pairs = np.empty((len(kept), 2), np.int64)
    pairs[:, 0], pairs[:, 1] = row, others[kept]
    return pairs


def _compared(
    rows: Rows, here: NDArray[np.int64], across: NDArray[np.int64], least: float, most: int
) -> list[Pairs]:
    block = rows[here] @ rows[across].T
    hits = (block >= least).sum(axis=1)
    return [
        best(int(place), across, values, least, most)
        for place, values, hit in zip(here, block, hits, strict=True)
        if hit > 1
    ]


def _centres(rows: Rows, filled: NDArray[np.int64]) -> Rows:
    """Return (k, d) unit rows: the centres of an even sample."""
    k = len(filled) // CELL
    sample = filled[np.linspace(0, len(filled) - 1, min(len(filled), SAMPLE * k)).astype(np.int64)]
    centres = rows[sample[np.linspace(0, len(sample) - 1, k).astype(np.int64)]]
    for _ in range(ROUNDS):
        home = _nearest_centre(rows, sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, home, rows[sample])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return np.asarray(centres, np.float32)


def _nearest_centre(rows: Rows, places: NDArray[np.int64], centres: Rows) -> NDArray[np.int64]:
    found = [
        np.argmax(rows[places[start : start + BLOCK]] @ centres.T, axis=1)
        for start in range(0, len(places), BLOCK)
    ]
    return np.concatenate(found)
