"""Whole small stories (cases/stories.jsonl): origins, chokepoints, findings and words."""

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.trace.story import trace
from tests.trace.stories import story

LINES = Path(__file__).with_name("cases").joinpath("stories.jsonl").read_text("utf-8")
CASES = [pytest.param(case, id=case["label"]) for case in map(json.loads, LINES.splitlines())]


def traced(case: dict[str, Any]):
    """Return the trace of a case's claim c1."""
    return next(c for c in trace(*story(case)).claims if c.claim.id == "c1")


@pytest.mark.parametrize("case", CASES)
def test_count(case):
    """The known and unknown origins, their names and the chokepoints are those of the case."""
    found = traced(case)
    count = found.independence
    assert (count.known, count.unknown) == (case["known"], case["unknown"]), count.sentence
    assert sorted(origin.source for origin in found.origins) == case["origins"]
    assert list(found.chokepoints) == case["chokepoints"]
    assert count.low <= count.known <= count.high
    if "bounds" in case:
        assert [count.low, count.high] == case["bounds"]


@pytest.mark.parametrize("case", CASES)
def test_findings(case):
    """Exactly the findings of the case are made, and their passages stand in the articles."""
    found = traced(case).findings
    assert [[f.kind, *(a for a, _ in f.passages)] for f in found] == case["findings"]
    texts = {article.id: article.text for article in story(case)[0]}
    for finding in found:
        assert len(finding.passages) == len(finding.appearances)
        assert all(span.of(texts[id]).strip() for id, span in finding.passages)
        assert finding.words.endswith(".")


@pytest.mark.parametrize("case", [c for c in CASES if "upstream" in c.values[0]])
def test_edges(case):
    """The edges upstream are those of the case, each with its evidence in the article."""
    found = traced(case).derivations
    keys = [
        [e.downstream[0], e.source, e.relation]
        for e in found
        if e.downstream[0] != "a" or case["origins"] == ["p"]
    ]
    assert keys == case["upstream"]
    texts = {article.id: article.text for article in story(case)[0]}
    assert all(e.evidence and e.evidence.of(texts[e.downstream[0]]) for e in found)
    if "lowest" in case:
        assert min(e.confidence for e in found) == case["lowest"]


@pytest.mark.parametrize("case", [c for c in CASES if "sentence" in c.values[0]])
def test_sentence(case):
    """The number is explained in the words of the case."""
    assert traced(case).independence.sentence == case["sentence"]


@pytest.mark.parametrize("case", [c for c in CASES if "first" in c.values[0]])
def test_first(case):
    """The claim first stands in the article of the case."""
    assert traced(case).first == case["first"]


def test_claims_worth_a_look_come_first():
    """A claim of two articles comes before one of a single article with a finding."""
    case = {
        "sources": {"x": {"kind": "anonymous", "name": "a source"}},
        "articles": {
            "a": {"outlet": "A", "says": [{"content": "It rained", "by": "x", "claim": "single"}]},
            "b": {"outlet": "B", "says": [{"content": "It snowed", "claim": "pair"}]},
            "c": {"outlet": "C", "says": [{"content": "Snow fell", "claim": "pair"}]},
        },
    }
    found = trace(*story(case)).claims
    assert [c.claim.id for c in found] == ["pair", "single"]
    assert [len(c.findings) for c in found] == [0, 1]


def test_background_comes_after_what_is_said():
    """Where a river runs, told by three in their own voice, comes after what two say was said."""
    case = {
        "sources": {"m": {"kind": "government", "name": "Transport Ministry"}},
        "articles": {
            "a": {"outlet": "A", "says": [{"content": "The Orle runs south", "claim": "river"}]},
            "b": {
                "outlet": "B",
                "says": [
                    {"content": "South runs the Orle", "claim": "river"},
                    {"content": "The bridge fell", "by": "m", "claim": "bridge"},
                ],
            },
            "c": {
                "outlet": "C",
                "says": [
                    {"content": "The Orle flows south", "claim": "river"},
                    {"content": "A bridge fell", "by": "m", "claim": "bridge"},
                ],
            },
        },
    }
    found = trace(*story(case)).claims
    assert [c.claim.id for c in found] == ["bridge", "river"]
    assert [(c.independence.known, c.independence.unknown) for c in found] == [(1, 0), (0, 3)]


def test_every_hand_can_be_looked_up():
    """Every id in a trace is a source of its resolution, also for articles without an outlet."""
    for param in CASES:
        out = trace(*story(param.values[0]))
        for found in out.claims:
            ids = {e.source for e in found.derivations} | {o.source for o in found.origins}
            assert ids | set(found.chokepoints) <= out.resolution.sources.keys()
        assert {a.id for a in out.articles} == out.resolution.outlets.keys()
