"""The three coreference scores on the examples of the papers that define them."""

import pytest

from bench.coreference_scores import Cluster, b_cubed, ceaf, conll, muc, scores


def clusters(*groups: str) -> list[Cluster]:
    """Return one cluster for each word, its letters the mentions."""
    return [frozenset(group) for group in groups]


# Bagga and Baldwin 1998: three chains; the response joins a small one to a large one.
KEY = clusters("12345", "67", "89ABC")
SMALL = clusters("12345", "6789ABC")
LARGE = clusters("1234589ABC", "67")


def test_muc() -> None:
    """One wrong link costs the same wherever it is: precision 9 of 10, recall complete."""
    for response in (SMALL, LARGE):
        assert muc(KEY, response) == (9, 9)
        assert muc(response, KEY) == (9, 10)


def test_b_cubed() -> None:
    """Joining the two large chains costs more: precision 58 % against 76 %."""
    right, whole = b_cubed(SMALL, KEY)
    assert right / whole == pytest.approx(0.762, abs=0.001)
    right, whole = b_cubed(LARGE, KEY)
    assert right / whole == pytest.approx(0.583, abs=0.001)


def test_ceaf() -> None:
    """Each cluster has one partner: the small chain gets none (Luo 2005)."""
    alike, n = ceaf(KEY, SMALL)
    assert n == 3
    assert alike == pytest.approx(1 + 10 / 12)
    assert ceaf([], KEY) == (0.0, 0)


def test_missing_and_extra() -> None:
    """Mentions of one side alone count against it (the reference scorer's case A-4)."""
    ratios = scores([(clusters("a", "bc", "def"), clusters("a", "bc", "xyz"))])
    assert ratios["MUC"].recall == pytest.approx(1 / 3)
    assert ratios["MUC"].precision == pytest.approx(1 / 3)
    assert ratios["B3"].recall == pytest.approx(3 / 6)
    assert ratios["CEAF"].recall == pytest.approx(2 / 3)


def test_mean() -> None:
    """The mean of three full scores is one; of nothing, none."""
    assert conll(scores([(KEY, KEY)])) == pytest.approx(1)
    assert conll(scores([([], [])])) == 0
