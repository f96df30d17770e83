"""Quantities, dates and stance, on cases as data (a `fails` field names a known limit)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Attribution, Span
from reportedly.resolve.dates.when import when
from reportedly.resolve.quantities.counted import quantities
from reportedly.resolve.stance import stance
from tests.factories import article, attribution


def cases(name: str):
    lines = Path(__file__).with_name("cases").joinpath(f"{name}.jsonl").read_text("utf-8")
    for case in map(json.loads, lines.splitlines()):
        why = case.get("fails", "")
        limit = pytest.mark.xfail(bool(why), reason=why, strict=True)
        label = case.get("label") or f"{case['text']} ({case['published']})"
        yield pytest.param(case, id=label, marks=limit)


@pytest.mark.parametrize("case", list(cases("quantities")))
def test_quantity(case):
    """A content's numbers are read with range, unit, what is counted and whether about."""
    text = case["text"]
    found = quantities([Span(0, len(text))], text)
    assert [[q.value, q.high, q.unit, q.of, q.approximate] for q in found] == case["expect"]


@given(st.text(alphabet="0123456789,.$€%-– abkmto hundred million dozens of\n", max_size=60))
def test_quantities_lie_in_the_text(text):
    """Whatever the text, quantities stand inside it, in order, and a range rises."""
    found = quantities([Span(0, len(text))] if text else [], text)
    ends = 0
    for quantity in found:
        assert ends <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.high is None or quantity.high > quantity.value
        ends = quantity.span.end


@pytest.mark.parametrize("case", list(cases("when")))
def test_when(case):
    """A date told beside the cue is read against the day of publication."""
    art = article(case["text"], published=case["published"])
    moment = when(art, (Span(0, len(case["text"])),))
    assert (moment.value if moment else "") == case["expect"]


@pytest.mark.parametrize("case", list(cases("stance")))
def test_stance(case):
    """Only words that say so deny or doubt."""
    parts = [case["source"], case["cue"], case["content"]]
    art = article(" ".join(part for part in parts if part) + case.get("next", ""))
    said: Attribution = attribution(art, *parts)
    assert stance(said, art) == case["expect"]
