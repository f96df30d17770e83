"""The score of judged pairs (cases/pairs.jsonl); a `fails` field names a known limit."""

from functools import cache

import pytest

from reportedly.match.features import FEATURES
from reportedly.match.pair import Pair, Run
from reportedly.match.score import WITH_VECTORS, WORDS_ONLY, Score, score
from reportedly.match.statement import Statement
from tests.match.judged import as_run, made_pairs, made_vectors


@cache
def with_vectors() -> tuple[list[tuple[Statement, Statement]], Run]:
    return as_run(made_pairs(), made_vectors())


def cases():
    return [
        pytest.param(
            i,
            pair.outcome,
            id=pair.label,
            marks=pytest.mark.xfail(bool(pair.fails), reason=pair.fails, strict=True),
        )
        for i, pair in enumerate(made_pairs())
    ]


@pytest.mark.parametrize(("i", "outcome"), cases())
def test_judged_pair(i: int, outcome: str) -> None:
    """A pair is to each other what it was judged to be, from either side."""
    both, run = with_vectors()
    left, right = both[i]
    assert score(left, right, run) == score(right, left, run)
    assert score(left, right, run).outcome == outcome


def test_words_alone_still_tell_most_pairs() -> None:
    """Without vectors at least two thirds of the outcomes are right (floor of 2026-11)."""
    pairs = made_pairs()
    both, run = as_run(pairs)
    right = [score(a, b, run).outcome == p.outcome for p, (a, b) in zip(pairs, both, strict=True)]
    assert sum(right) >= 0.66 * len(right)


def test_explanation_is_the_computation() -> None:
    """Value and outcome follow from the reasons alone."""
    both, run = with_vectors()
    for left, right in both:
        judged = score(left, right, run)
        again = Score(judged.reasons)
        assert (again.value, again.outcome) == (judged.value, judged.outcome)
        assert 0 < judged.value < 1


def test_every_feature_is_weighed() -> None:
    """No feature is without a weight, and no weight without a feature."""
    assert {"start", *FEATURES} == set(WITH_VECTORS) == set(WORDS_ONLY)


def test_strengths_are_shares() -> None:
    """Each feature gives 0 to 1 on every judged pair."""
    both, run = with_vectors()
    for left, right in both:
        for name, feature in FEATURES.items():
            assert 0 <= feature(Pair.of(left, right, run))[0] <= 1 + 1e-9, name


def test_vectors_fit_the_pairs() -> None:
    """There is one vector a content; `python -m bench.match_pairs --write-vectors` renews them."""
    vectors = made_vectors("all")
    assert len(vectors) == 2 * len(made_pairs("all"))
    assert {len(vector) for vector in vectors} == {384}
