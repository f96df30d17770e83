"""Pairs of statements worth scoring, without looking at every pair of a large run.

Two nets: vectors that lie near each other, and rare words in common (names and
figures among them). A statement proposes its nearest few; copied and nested
pairs are always worth it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.match.features import Run
from reportedly.match.statement import Statement

ALL_PAIRS = 64  # statements; 2,016 pairs took 0.16 s of CPU on the example story
COSINE = 0.45  # of vectors; of 102 made pairs of one claim, one lies below
WORDS = 0.2  # of weighted words in common, as a cosine
NEAREST = 40  # a statement proposes at most so many by each net; more are reached by others
BLOCK = 1024  # rows compared at once: 8 MB at 2,000 statements

Index = tuple[int, int]  # places in the sequence of statements, left < right


def candidates(statements: Sequence[Statement], run: Run) -> list[Index]:
    """Return the places of pairs worth scoring, in order.

    Two statements in an article's own voice are proposed across articles only,
    and only if they share words: most sentences are such.
    """
    n = len(statements)
    if n <= ALL_PAIRS:
        found = {(i, j) for i in range(n) for j in range(i + 1, n)}
    else:
        found = _near(_vectors(statements), COSINE) | _alike(statements, run)
    place = {statement.key: i for i, statement in enumerate(statements)}
    for a, b in run.copied | run.nested:
        found.add((min(place[a], place[b]), max(place[a], place[b])))
    return sorted(pair for pair in found if _worth(*(statements[i] for i in pair)))


def _worth(a: Statement, b: Statement) -> bool:
    if a is b:
        return False
    if a.attributed or b.attributed:
        return True
    elsewhere = {m.article for m in a.members} != {m.article for m in b.members}
    return elsewhere and len(a.bag & b.bag) >= 2


def _vectors(statements: Sequence[Statement]) -> NDArray[np.float32]:
    """Return (n, d) unit rows, zero where a statement has no vector."""
    width = max((s.vector.size for s in statements if s.vector is not None), default=1)
    rows = np.zeros((len(statements), width), np.float32)
    for i, statement in enumerate(statements):
        if statement.vector is not None:
            rows[i] = statement.vector
    return rows


def _near(rows: NDArray[np.float32], least: float) -> set[Index]:
    """Return pairs of rows with a dot product of `least` or more, NEAREST a row."""
    found: set[Index] = set()
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK] @ rows.T
        found |= _best(block, start, least)
    return found


def _alike(statements: Sequence[Statement], run: Run) -> set[Index]:
    """Return pairs whose weighted words in common reach WORDS as a cosine."""
    from scipy.sparse import csr_array  # 0.1 s to import, for large runs only

    column: dict[str, int] = {}
    values, columns, ends = [], [], [0]
    for statement in statements:
        weights = {stem: run.weight((stem,)) for stem in sorted(statement.bag)}
        length = float(np.sqrt(sum(w * w for w in weights.values()))) or 1.0
        for stem, weight in weights.items():
            columns.append(column.setdefault(stem, len(column)))
            values.append(weight / length)
        ends.append(len(values))
    shape = (len(statements), max(1, len(column)))
    rows = csr_array((np.array(values, np.float32), np.array(columns), np.array(ends)), shape=shape)
    found: set[Index] = set()
    for start in range(0, len(statements), BLOCK):
        block = (rows[start : start + BLOCK] @ rows.T).toarray()
        found |= _best(block, start, WORDS)
    return found


def _best(block: NDArray[np.float32], start: int, least: float) -> set[Index]:
    found: set[Index] = set()
    for i, row in enumerate(block, start):
        row[i] = -1.0
        near = np.flatnonzero(row >= least)
        if len(near) > NEAREST:  # ties go to the earlier statement
            near = near[np.argsort(-row[near], kind="stable")[:NEAREST]]
        found |= {(min(i, int(j)), max(i, int(j))) for j in near}
    return found
