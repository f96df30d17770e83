"""The scores of simulated stories count what they say, on traces known to be right or wrong."""

from dataclasses import replace

import pytest

from bench.simulated import direct
from bench.simulated_findings import judged
from bench.simulated_picture import picture
from bench.simulated_scores import KindTally, Names, Scores, Tally, add_story, paired
from bench.simulator.direct import article, attributions
from bench.simulator.generate import stories, write
from reportedly.pipeline import trace_attributions
from reportedly.records import Finding, Span


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """A simulated story, its labels and its trace from known attributions."""
    folder = tmp_path_factory.mktemp("simulated")
    write(folder, 5, 1, 1)
    (one,) = stories(5, 1, 1)
    known = {w.telling.id: attributions(w) for w in one.articles}
    trace = trace_attributions(
        [article(w) for w in one.articles], known, outlets=folder / "outlets.toml"
    )
    return one.gold, trace


def test_the_claim_is_found_and_counted(traced):
    """The story's claim is paired, and every sum has its story."""
    gold, trace = traced
    assert paired("c1", gold, trace) is not None
    scores = Scores()
    add_story(scores, gold, trace)
    assert scores.stories == len(scores.counts) == len(scores.naive) == 1
    assert scores.stated.wanted == len(gold["truth"]["stated_edges"])
    assert scores.stated.right > 0


def test_an_empty_trace_scores_nothing(traced):
    """Without claims nothing is right, and nothing is wrong that wasn't said."""
    gold, trace = traced
    scores = Scores()
    add_story(scores, gold, replace(trace, claims=()))
    assert scores.missed == 1
    assert scores.stated.right == scores.stated.given == 0
    assert scores.exact() == 0


def finding(kind, page, start=0):
    """Return a finding on one page."""
    place = (page, 0)
    return Finding(
        kind=kind, appearances=(place,), passages=((page, Span(start, start + 5)),), words="",
        confidence=0.9,
    )  # fmt: skip


def labels(*findings, **pages):
    """Return a gold of some expected findings and pages."""
    page = {"action": "rewrite", "credit": "outlet", "hedge": "reported", "changed": [],
            "stance": "supports", "also": ""}  # fmt: skip
    places = {name: [[20, 60, "c1"], [70, 90, "d1"]] for name in pages}
    return {
        "truth": {
            "findings": [
                {"kind": kind, "pages": [where], "visible": True, "weight": weight, "claims": []}
                for kind, where, weight in findings
            ],
            "pages": dict.fromkeys(pages, page),
            "statements": places,
        }
    }


@pytest.mark.parametrize(
    ("kind", "page", "start", "verdict"),
    [
        ("hedge-lost", "a", 30, "right"),
        ("hedge-lost", "b", 30, "neutral"),
        ("source-swapped", "a", 30, "page is outlet (reported)"),
        ("number-drift", "a", 30, "right"),
        ("number-drift", "a", 75, "not about the claim's number"),
        ("number-drift", "a", 0, "right"),
    ],
)
def test_a_finding_is_judged(kind, page, start, verdict):
    """Right, neutral, or wrong with its class; numbers only where the claim stands."""
    gold = labels(
        ("hedge-lost", "a", "wanted"), ("hedge-lost", "b", "neutral"),
        ("number-drift", "a", "fair"),
        a=1, b=1,
    )  # fmt: skip
    assert judged(finding(kind, page, start), gold) == verdict


def test_tallies_give_percentages():
    """Precision, recall and F1 of two sets."""
    tally = Tally()
    tally.add({1, 2, 3, 4}, {3, 4, 5})
    assert (tally.precision, round(tally.recall, 1), round(tally.f1, 1)) == (50.0, 66.7, 57.1)
    assert KindTally(right=3, wrong=1).precision == 75.0


def test_names_are_told_apart():
    """Outlets that share a word are two, and a fuller name is the same."""
    names = Names({"Tarn Courier": ["the Tarn Courier"], "Vel Courier": [], "Ana Kor": ["Kor"]})
    assert names.key("The Tarn Courier") == "Tarn Courier"
    assert names.key("Vel Courier") == "Vel Courier"
    assert names.key("Kor") == "Ana Kor"
    assert names.key("a source") == "source"


def test_the_picture_draws_every_kind(tmp_path):
    """The figures of some levels become one SVG document with all kinds' names."""
    write(tmp_path, 5, 2, 0)
    drawn = picture({0: direct(tmp_path, 5, 2, 0), 2: direct(tmp_path, 5, 2, 2)})
    assert drawn.startswith("<svg")
    assert "false-corroboration" in drawn
    assert "nan" not in drawn
