"""Pairs of statements worth scoring, without looking at every pair of a large run.

Two nets: vectors that lie near each other, and rare words in common (names and
figures among them). A statement proposes its nearest few; copied and nested
pairs are always worth it. Up to EXACT statements all are looked at; beyond,
`nearest` looks at those of neighbouring cells, and words that very many
statements hold propose nobody.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.match.nearest import Pairs, best, near
from reportedly.match.pair import Run
from reportedly.match.statement import Statement

ALL_PAIRS = 64  # statements; 2,016 pairs took 0.16 s of CPU on the example story
EXACT = 8192  # statements of some 1,300 articles; each with each takes 10 s
COSINE = 0.45  # of vectors; of 102 made pairs of one claim, one lies below
WORDS = 0.2  # of weighted words in common, as a cosine
NEAREST = 40  # a statement proposes at most so many by each net; more are reached by others
NEAREST_OF_MANY = 12  # ... beyond EXACT statements
HELD = 300  # statements that hold a word, beyond which it proposes nobody in a large run
BLOCK = 1024  # rows compared at once: 32 MB at EXACT statements

Index = tuple[int, int]  # places in the sequence of statements, left < right


def candidates(statements: Sequence[Statement], run: Run) -> Iterator[Index]:
    """Yield the places of pairs worth scoring, in order.

    Two statements in an article's own voice are proposed across articles only,
    and only if they share words: most sentences are such.
    """
    n = len(statements)
    place = {statement.key: i for i, statement in enumerate(statements)}
    known = [(place[a], place[b]) for a, b in run.copied | run.nested]
    pairs = [np.array(known, np.int64).reshape(-1, 2)]
    if n <= ALL_PAIRS:
        pairs.append(np.array([(i, j) for i in range(n) for j in range(i)], np.int64))
    else:
        large = n > EXACT
        most = NEAREST_OF_MANY if large else NEAREST
        pairs.append(near(_vectors(statements), COSINE, most, exact=not large))
        pairs.append(_alike(statements, run, most, HELD if large else n))
    for i, j in _ordered(np.concatenate([p.reshape(-1, 2) for p in pairs]), n):
        if _worth(statements[i], statements[j]):
            yield i, j


def _ordered(pairs: Pairs, n: int) -> Iterator[Index]:
    """Yield each pair once, the smaller place first; 16 bytes a pair are held."""
    for code in np.unique(pairs.min(axis=1) * n + pairs.max(axis=1)):
        yield divmod(int(code), n)


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


def _alike(statements: Sequence[Statement], run: Run, most: int, held: int) -> Pairs:
    """Return pairs whose weighted words in common reach WORDS as a cosine.

    Words that more than `held` statements hold count for the length alone.
    """
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
    places = np.array(columns, np.int64)
    rows = csr_array((np.array(values, np.float32), places, np.array(ends)), shape=shape)
    rows = rows[:, np.bincount(places, minlength=shape[1]) <= held]
    across = rows.T.tocsr()
    found = []
    for start in range(0, len(statements), BLOCK):
        block = (rows[start : start + BLOCK] @ across).tocsr()
        block.sort_indices()
        for i, (low, high) in enumerate(zip(block.indptr, block.indptr[1:], strict=False), start):
            others = block.indices[low:high]
            found.append(best(i, others, block.data[low:high], WORDS, most))
    return np.concatenate(found)
