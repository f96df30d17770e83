"""Judgements on paper: what two people exchange is neither lost nor doubled."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadJudgement
from reportedly.judge.exchange import lines, merged, parse
from reportedly.judgement import JUDGEMENT_KINDS, Hand, Judgement, Place, digest
from reportedly.records import Span

texts = st.text(min_size=1, max_size=20)
places = st.builds(
    lambda article, start, words: Place(
        article=article,
        spans=(Span(start, start + len(words)),),
        words=words,
        digest=digest(words),
    ),
    texts, st.integers(0, 1000), texts,
)  # fmt: skip
hands = st.builds(
    Hand, name=texts, kind=st.sampled_from(["person", "none"]), id=st.text(max_size=5),
    place=st.none() | places,
)  # fmt: skip
instants = st.builds(
    "2026-03-{:02d}T10:00:00.{:06d}Z".format, st.integers(1, 28), st.integers(0, 9)
)


@st.composite
def made(draw):
    """Draw a judgement of any kind."""
    return Judgement(
        who=draw(st.sampled_from(["Ann", "Ben"])),
        when=draw(instants),
        kind=draw(st.sampled_from(JUDGEMENT_KINDS)),
        places=tuple(draw(st.lists(places, min_size=2, max_size=2))),
        others=tuple(draw(st.lists(places, min_size=1, max_size=2))),
        hands=tuple(draw(st.lists(hands, min_size=2, max_size=2))),
        verdict=draw(st.sampled_from(["confirm", "reject"])),
        relation=draw(st.sampled_from([None, "copied", "attributed", "linked"])),
        finding="number-drift",
        words=draw(st.text(max_size=10)),
        grade=draw(st.sampled_from("ABF16")),
        note="n" + draw(st.text(max_size=10)),
        undoes="0" * 24,
    )


@given(st.lists(made(), max_size=4), st.lists(made(), max_size=4), st.lists(made(), max_size=2))
def test_merging(left, right, third):
    """It makes no difference who begins, who comes twice, or in which pairs it is done."""
    assert merged(left, right) == merged(right, left) == merged(merged(left, right), right)
    assert merged(merged(left, right), third) == merged(left, merged(right, third))
    assert {j.id for j in merged(left, right)} == {j.id for j in (*left, *right)}


@given(st.lists(made(), max_size=4))
def test_there_and_back(judgements):
    """What is exported comes back as it was, in lines of ASCII."""
    text = "\n".join(lines(judgements))
    assert text.isascii()
    back = parse(text, "ann.jsonl")
    assert back == merged(judgements)
    assert [j.id for j in back] == [j.id for j in merged(judgements)]


NOTE = Judgement(who="Ann", when="2026-03-01T10:00:00.000000Z", kind="note", note="Hm.")
LINE = json.loads(next(lines([NOTE])))
PLACE = {"article": "a", "spans": [[0, 3]], "words": "Hm.", "digest": digest("Hm.")}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"note": "Ha."}, "altered"),
        ({"format": 2}, "format"),
        ({"kind": "verdict"}, "kind"),
        ({"who": ["Ann"]}, "who is no text"),
        ({"who": " "}, "nobody"),
        ({"who": "A" * 300}, "too long"),
        ({"note": "A" * 20_000}, "characters"),
        ({"note": ""}, "needs words"),
        ({"when": "yesterday"}, "no judgement"),
        ({"when": "2026-03-01T10:00:00"}, "time zone"),
        ({"places": [PLACE | {"spans": [[3, 0]]}]}, "no text"),
        ({"places": [PLACE | {"spans": [[0, 3], [2, 4]]}]}, "out of order"),
        ({"places": [PLACE | {"spans": [[0, True]]}]}, "whole numbers"),
        ({"places": [PLACE | {"spans": []}]}, "out of order"),
        ({"places": [7]}, "no judgement"),
        ({"places": [PLACE] * 6000}, "too long"),
        ({"hands": [{"name": "x", "kind": "spirit"}]}, "kind"),
        ({"extra": 1}, "nobody knows what extra means"),
        ({"undoes": "x", "kind": "undo", "when": ""}, "no judgement"),
    ],
)
def test_bad_line(change, reason):
    """A line that cannot be used is refused with its place and the reason, and nothing is taken."""
    text = json.dumps(LINE) + "\n\n" + json.dumps(LINE | change)
    with pytest.raises(BadJudgement, match=reason) as caught:
        parse(text, "ann.jsonl")
    assert "ann.jsonl line 3" in str(caught.value)


@pytest.mark.parametrize("line", ["{", "[]", "7", "[" * 5000, '{"format": 1}', "\x00"])
def test_no_json_object(line):
    """What is no JSON object is refused."""
    with pytest.raises(BadJudgement):
        parse(line, "ann.jsonl")


def test_written_by_hand():
    """A line without an id, with its time in another zone, is taken as it is meant."""
    row = {"format": 1, "who": "Ann", "when": "2026-03-01T12:00:00+02:00", "kind": "note"}
    (found,) = parse(json.dumps(row | {"note": "Hm."}), "mine")
    assert found == NOTE
