"""How much the description of an unnamed source tells."""

import json
from pathlib import Path

import pytest

from reportedly.resolve.countries import Countries
from reportedly.resolve.unnamed.specificity import STEPS, specificity

CASES = Path(__file__).parents[1].joinpath("cases") / "specificity.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["description"])
def test_step(row):
    """Each description stands on the step of what it tells."""
    outlet = row.get("outlet", "")
    assert specificity([row["description"]], Countries(), outlet.__eq__) == row["expect"]


def test_the_most_of_several():
    """Several descriptions of one source tell what the best of them tells."""
    assert specificity(["a source", "the US official", "he"], Countries()) == "institution"
    assert specificity([], Countries()) == STEPS[0]
