"""The files for other programs."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from reportedly.records import FINDING_KINDS, Derivation
from reportedly.show.export_json import (
    article_lines,
    attribution_lines,
    nearest_first,
    told,
    trace_json,
)
from reportedly.show.output import encoded
from tests.show.hostile import hostile_trace
from tests.show.story import load, trace

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/reference/trace.schema.json").read_text("utf-8")
)


def test_the_trace_fits_its_schema():
    """The story's trace is what docs/reference/trace.schema.json says, and holds every claim."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    out = json.loads(trace_json(trace()))
    jsonschema.validate(out, SCHEMA)
    assert [claim["id"] for claim in out["claims"]] == ["c1", "c2", "c3"]
    assert SCHEMA["$defs"]["finding"]["properties"]["kind"]["enum"] == list(FINDING_KINDS)


def test_fields_of_a_claim():
    """Origins, first appearance, count, chokepoints and findings say what the trace says."""
    claim = json.loads(trace_json(trace()))["claims"][0]
    assert claim["origins"] == [
        {
            "id": "engineer",
            "name": "an engineer who asked not to be named",
            "kind": "anonymous",
            "group": "engineer",
            "article": None,
            "specificity": None,
            "anonymity_reason": None,
        }
    ]
    first = {"article": "vesper", "date": "2026-03-09T09:40+01:00", "precision": "minute"}
    assert claim["first_appearance"] == first
    count = claim["independent_origins"]
    assert (count["known"], count["unknown"], count["low"], count["high"]) == (1, 1, 1, 1)
    assert claim["chokepoints"] == [{"id": "vesper", "name": "Vesper Wire"}]
    texts = {art.id: art.text for art in trace().articles}
    drift = next(f for f in claim["findings"] if f["kind"] == "number-drift")
    passages = [
        texts[claim["appearances"][i]["article"]][s:e]
        for i, (s, e) in zip(drift["appearances"], drift["evidence"], strict=True)
    ]
    assert passages == ["About 40 cracks", "More than 60 cracks"]
    meant = [q["text"][s:e] for q in drift["quotes"] for s, e in q["marks"]]
    assert meant == passages


def test_upstream_is_nearest_first():
    """The hand that was read comes before the source that it heard, with the words that show it."""
    story = trace()
    claim = json.loads(trace_json(story))["claims"][0]
    radio = next(a for a in claim["appearances"] if a["article"] == "radio9")
    assert [(up["name"], up["through"]) for up in radio["upstream"]] == [
        ("Vesper Wire", None),
        ("an engineer who asked not to be named", "Vesper Wire"),
    ]
    start, end = radio["upstream"][0]["evidence"]
    text = next(art.text for art in story.articles if art.id == "radio9")
    assert text[start:end] == "the Vesper Wire agency reported"
    assert radio["upstream"][0]["article"] == "vesper"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_order_of_long_chains(order):
    """Whatever order the derivations come in, they go out along the chain, none lost."""
    names = ["near", "far", "origin"]
    chain = [
        Derivation(
            downstream=("a", 0),
            source=name,
            upstream=None,
            relation="attributed",
            evidence=None,
            through=through,
        )
        for name, through in zip(names, [None, "near", "far"], strict=True)
    ]
    assert [d.source for d in nearest_first([chain[i] for i in order])] == names
    stray = replace(chain[2], through="nobody")
    assert len(nearest_first([stray])) == 1


def test_undecided_copying_is_left_out_beside_a_name():
    """Copying of which nothing tells the direction goes out only where nobody is named."""
    ends = {"downstream": ("a", 0), "upstream": None, "evidence": None}
    named = Derivation(source="ministry", relation="attributed", **ends)
    sure = Derivation(source="wire", relation="copied", confidence=0.9, **ends)
    doubtful = Derivation(source="twin", relation="copied", confidence=0.3, **ends)
    assert told([doubtful, sure, named]) == [sure, named]
    assert told([doubtful]) == [doubtful]


def test_attribution_lines():
    """Own statements are left out, parents count among what is left, entities are filled."""
    story = trace()
    art = next(art for art in story.articles if art.id == "public")
    said = [a.attribution for a in story.resolution.appearances if a.article == "public"]
    own = replace(said[0], source=(), cue=())
    said = [own, *(replace(a, parent=None if a.parent is None else a.parent + 1) for a in said)]
    shifted = tuple(
        replace(a, index=a.index + 1) for a in story.resolution.appearances if a.article == "public"
    )
    resolution = replace(story.resolution, appearances=shifted)
    (line,) = attribution_lines([art], {"public": said}, resolution)
    out = json.loads(line)
    assert (out["id"], out["text"]) == ("public", art.text)
    assert [row["parent"] for row in out["attributions"]] == [None, None, None, 0]
    assert out["attributions"][1]["entity"] == {
        "id": "kestrel",
        "name": "Ines Kestrel",
        "kind": "person",
        "affiliation": "Harrow Water Authority",
        "group": "authority",
        "specificity": None,
        "anonymity_reason": None,
    }
    start, end = out["attributions"][1]["cue"][0]
    assert art.text[start:end] == "said"


def test_parents_in_a_circle_end():
    """Two attributions that claim to hold each other do not hang the export."""
    story = trace()
    art = story.articles[0]
    one = next(a.attribution for a in story.resolution.appearances if a.article == art.id)
    own = replace(one, source=(), cue=(), parent=1)
    rows = [replace(one, parent=1), replace(own, parent=2), replace(own, parent=1)]
    (line,) = attribution_lines([art], {art.id: rows}, story.resolution)
    assert json.loads(line)["attributions"][0]["parent"] is None


def test_article_lines_can_be_read_again():
    """Article JSON has the text as it stands and leaves out what is not known."""
    first = json.loads(next(article_lines(trace().articles)))
    assert first["text"] == trace().articles[0].text
    assert first["date"] == "2026-03-08T08:10+01:00"
    assert "modified" not in first


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_text_comes_out_as_it_is(case):
    """JSON keeps every character, halves of surrogate pairs too, and is valid UTF-8."""
    data = encoded(trace_json(hostile_trace(case["text"])))
    out = json.loads(data.decode("utf-8"))
    jsonschema.validate(out, SCHEMA)
    assert out["claims"][0]["text"] == case["text"]
