"""The scorer of dates and quantities, and the texts that it scores."""

import hashlib
from itertools import pairwise

import pytest

from bench.dates_quantities import FIELDS, load, paired, right, scores


@pytest.mark.parametrize("what", sorted(FIELDS))
def test_labels(what):
    """Labelled spans stand in their texts, in order; the parts are drawn by the hash of the id."""
    for row in load(what):
        spans = [one["span"] for one in row[what]]
        assert all(0 <= low < high <= len(row["text"]) for low, high in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        even = hashlib.sha256(row["id"].encode()).digest()[0] % 2 == 0
        assert row["part"] == ("dev" if even else "held")


@pytest.mark.parametrize("what", sorted(FIELDS))
def test_full_marks(what):
    """A reader that returns the labels scores 100 in everything, one that returns nothing 0."""
    rows = load(what)
    assert set(scores(what, rows, lambda row: row[what]).values()) == {100.0}
    nothing = scores(what, rows, lambda row: [])
    assert nothing["found"] == nothing["all"] == 0.0
    assert nothing["clean"] == 100.0


def test_pairs_take_the_most_characters():
    """A found one belongs to the labelled one with which it shares most, and to one only."""
    gold = [{"span": [0, 5]}, {"span": [6, 9]}]
    found = [{"span": [4, 9]}, {"span": [0, 3]}]
    assert paired(gold, found) == [(gold[0], found[1]), (gold[1], found[0])]


def test_dates_count_at_the_labelled_precision():
    """A library that gives a day for “in 2019” has the value right, not the precision."""
    gold = {"value": "2019", "end": None, "precision": "year"}
    found = {"value": "2019-09-17T00:00", "precision": "day"}
    assert right("dates", "value", gold, found)
    assert not right("dates", "precision", gold, found)
