"""Bounds, shares, units and what looks like a quantity and is none, on cases as data."""

import pytest

from reportedly.records import Span
from reportedly.resolve.quantities.counted import quantities
from tests.resolve.test_told import cases


@pytest.mark.parametrize("case", list(cases("bounds")))
def test_bound(case):
    """A number says how it stands to the true one, its unit and what it counts."""
    text = case["text"]
    found = quantities([Span(0, len(text))], text)
    assert [[round(q.value, 3), q.high, q.unit, q.of, q.bound] for q in found] == case["expect"]
    assert all(q.approximate == (q.bound is not None) for q in found)
