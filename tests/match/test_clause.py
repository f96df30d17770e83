"""Contents that state nothing by themselves (cases/contents.jsonl)."""

import json

import pytest

from reportedly.match.clause import is_bare
from tests.match.judged import CASES

ROWS = [
    json.loads(line) for line in CASES.joinpath("contents.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("content", "bare"), [(row["content"], row["bare"]) for row in ROWS])
def test_bare_or_not(content: str, bare: bool) -> None:
    """Infinitives of purpose and noun phrases are no statements; clauses and figures are."""
    assert is_bare(content) is bare
