"""Whom descriptions, surnames and bodies mean within a text (cases/descriptions.jsonl)."""

import json
from pathlib import Path

import pytest

from tests.resolve.test_mentions import resolved

LINES = Path(__file__).with_name("cases").joinpath("descriptions.jsonl").read_text("utf-8")
CASES = [json.loads(line) for line in LINES.splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_description(case):
    """A description is one with whom it describes, and apart where the text tells of another."""
    found = resolved(case)
    meant = [[found.sources[id] for id in a.sources] for a in found.appearances]
    assert [[source.name, source.kind] for (source,) in meant] == case["expect"]
    if case.get("distinct"):
        assert len({source.id for (source,) in meant}) == len(meant)
