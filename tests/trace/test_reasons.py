"""What explains an edge, a number or a finding is what it was computed from."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from reportedly.records import probability
from reportedly.trace.story import trace
from tests.trace.stories import story
from tests.trace.test_invariants import cases

LINES = Path(__file__).with_name("cases").joinpath("stories.jsonl").read_text("utf-8")
CASES = [pytest.param(case, id=case["label"]) for case in map(json.loads, LINES.splitlines())]


def explained(found) -> None:
    """Check everything of a claim's trace against the reasons and paths recorded with it."""
    for edge in found.derivations:
        assert edge.reasons
        assert edge.confidence == round(probability(edge.reasons), 3)
    for finding in found.findings:
        assert finding.reasons
        assert finding.confidence == round(probability(finding.reasons), 2)
    count = found.independence
    sizes = [len(counting.paths) for counting in count.countings]
    assert (count.known, count.low, count.high) == (sizes[0], min(sizes), max(sizes))
    assert count.unknown == len(count.silent)
    assert {o.source: o.group for o in found.origins} == {
        member.origin: member.group for member in count.countings[0].members
    }
    for counting in count.countings:
        hands = [hand for path in counting.paths for hand in path]
        assert len(hands) == len(set(hands)), "two paths share a hand"
        group = {member.origin: member.group for member in counting.members}
        ends = [group[path[-1]] for path in counting.paths]
        assert len(ends) == len(set(ends)), "two paths end in one group"


@pytest.mark.parametrize("case", CASES)
def test_small_stories(case):
    """Confidences are what the reasons make; paths share no hand and end in different groups."""
    for found in trace(*story(case)).claims:
        explained(found)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_drawn_stories(case):
    """So it is in stories drawn by lot."""
    for found in trace(*story(case)).claims:
        explained(found)
