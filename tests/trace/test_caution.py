"""What is said of two hands, and what is not (cases/cautions.jsonl): doubt keeps a rule silent."""

import json
from pathlib import Path

import pytest

from reportedly.trace.story import trace
from tests.trace.stories import story

LINES = Path(__file__).with_name("cases").joinpath("cautions.jsonl").read_text("utf-8")
CASES = [pytest.param(case, id=case["label"]) for case in map(json.loads, LINES.splitlines())]


@pytest.mark.parametrize("case", CASES)
def test_cautions(case):
    """A kind of finding that the case rules out is never made, and one that it asks for is."""
    made = {f.kind for claim in trace(*story(case)).claims for f in claim.findings}
    assert not made & set(case.get("never", ()))
    assert made >= set(case.get("always", ()))
