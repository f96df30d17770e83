"""Candidates: every pair of a small run; of a large one those near each other or of rare words."""

import random

import numpy as np
import pytest

from reportedly.match import candidates as module
from reportedly.match.candidates import candidates
from reportedly.match.claims import run_of
from reportedly.match.nearest import best, near
from reportedly.match.statement import Statement, statements
from tests.factories import appearance, article, attribution

NAMES = "Mallow Ostwick Kelsby Ruan Istra Sellow Corrand Dusiv Halmere Varnica".split()


def rows(groups: int, each: int, width: int = 64) -> np.ndarray:
    """Return unit rows around some centres, in no order."""
    lots = np.random.default_rng(1)
    centres = lots.normal(size=(groups, width))
    found = np.repeat(centres, each, axis=0) + 0.6 * lots.normal(size=(groups * each, width))
    lots.shuffle(found)
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def said(n: int, lots: random.Random) -> tuple[Statement, ...]:
    """Return statements of `n` articles: one name of few holders among words that many hold."""
    articles, appearances = {}, []
    for i in range(n):
        name, other = NAMES[i % len(NAMES)] + str(i // 20), lots.choice(NAMES)
        content = f"{lots.randrange(900)} barges will leave {name} for {other} before the winter"
        one = article(f"The harbour master said {content}.", id=f"a{i:03d}")
        articles[one.id] = one
        appearances.append(appearance(attribution(one, "The harbour master", "said", content), 0))
    return statements(articles, appearances)


def test_cells_hold_nearly_all_that_is_near() -> None:
    """Looking into neighbouring cells finds nine of ten near pairs, and no pair that is not."""
    made = rows(60, 30)
    exact = {frozenset(p) for p in near(made, 0.45, 2000, exact=True).tolist()}
    cells = {frozenset(p) for p in near(made, 0.45, 2000, exact=False).tolist()}
    assert cells <= exact
    assert len(cells) >= 0.9 * len(exact)


def test_rows_without_a_vector_are_near_nobody() -> None:
    """Zero rows are passed over, and no row is paired with itself."""
    made = rows(5, 10)
    made[::2] = 0
    pairs = near(made, 0.0, 100, exact=True)
    assert pairs.size
    assert (pairs % 2 == 1).all()
    assert (pairs[:, 0] != pairs[:, 1]).all()


def test_of_equals_the_first_are_taken() -> None:
    """Where more are as near as there is room for, those with the first places are kept."""
    others = np.arange(8)
    assert best(3, others, np.ones(8, np.float32), 0.5, 3).tolist() == [[3, 0], [3, 1], [3, 2]]


@pytest.mark.parametrize("exact", [8192, 10])
def test_rare_names_propose(monkeypatch: pytest.MonkeyPatch, exact: int) -> None:
    """Statements that alone hold a name are proposed to each other, in a large run, too."""
    monkeypatch.setattr(module, "EXACT", exact)
    monkeypatch.setattr(module, "HELD", 20)
    found = said(120, random.Random(1))
    pairs = set(candidates(found, run_of(found, ())))
    assert all(i < j for i, j in pairs)
    rare = [frozenset(w for w in s.bag if w[:1].isalpha() and w[-1].isdigit()) for s in found]
    alike = [(i, j) for j in range(len(found)) for i in range(j) if rare[i] & rare[j]]
    assert sum(pair in pairs for pair in alike) > 0.9 * len(alike)


def test_a_small_run_is_every_pair() -> None:
    """Up to ALL_PAIRS statements nothing is left out, and pairs come in order."""
    found = said(12, random.Random(2))
    pairs = list(candidates(found, run_of(found, ())))
    assert pairs == [(i, j) for i in range(12) for j in range(i + 1, 12)]
