"""Two names, one bearer or not: the labelled pairs that may be looked at."""

import pytest

from bench.names import figures, judge, load
from reportedly.resolve.names.alike import alike
from reportedly.resolve.outlets.table import OutletTable

TABLE = OutletTable.shipped()
PAIRS = load("dev")


def test_dev_pairs():
    """Hardly a pair of the dev part is wrong, and none is taken for one that is not."""
    judged = [(pair, judge(pair, TABLE)) for pair in PAIRS]
    found = figures(judged)
    assert found["same"][0] == 100
    assert found["same"][1] >= 95
    assert found["different"][0] >= 95


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_either_way_round(pair):
    """Which name comes first changes nothing."""
    there, back = (
        alike(pair.left, pair.right, pair.kind),
        alike(pair.right, pair.left, pair.kind),
    )
    assert there.outcome == back.outcome


def test_a_name_is_itself():
    """Every name is the same as itself."""
    assert all(alike(name, name, p.kind).outcome == "same" for p in PAIRS for name in (p.left,))


def test_generations():
    """Father and son stay apart; who bears “Jr.” and an initial goes without both as well."""
    assert alike("Viktor Roe", "Viktor Roe Jr.", "person").outcome == "different"
    assert alike("Viktor J. Roe", "Viktor Roe Jr.", "person").outcome == "unknown"
    assert alike("Joseph R. Roe Jr.", "Joe Roe", "person").outcome == "same"
