"""Edges as people decided: what follows from one that is rejected."""

from dataclasses import replace

from reportedly.judgement import Decisions, JudgedStep
from reportedly.records import Reason
from reportedly.trace.story import trace
from tests.trace.stories import story

BY = Reason("person-rejected", 0.0, "times", "Ann, 2026-03-01 10:00 UTC")
DAM = "The dam in the upper valley has had 40 wide cracks since the spring"
CASE = {
    "sources": {"p": {"name": "Ada Birch"}},
    "outlets": {"A": {}, "B": {}, "C": {}},
    "articles": {
        "a": {"outlet": "A", "published": "2024-09-17", "says": [{"content": DAM, "by": "p"}]},
        "c": {
            "outlet": "C",
            "published": "2024-09-19",
            "says": [{"content": DAM, "by": "p", "relays": ["B", "A"]}, {"content": DAM}],
        },
    },
}


def edges(*steps):
    """Return the edges of article c as (index, source, through), and the claim's trace."""
    (found,) = trace(*story(CASE), Decisions(steps=steps)).claims
    told = [
        (e.downstream[1], e.source, e.through) for e in found.derivations if e.downstream[0] == "c"
    ]
    return told, found


def rejected(index, source):
    """Return a rejected edge of article c."""
    return JudgedStep(downstream=("c", index), sources=(source,), holds=False, reason=BY)


def test_the_machine_alone():
    """The headline inherits what the sentence says: from B, which has it from A, who heard her."""
    told, _ = edges()
    chain = [("B", None), ("A", "B"), ("p", "A")]
    assert sorted(told, key=str) == sorted(
        [(index, *step) for index in (0, 1) for step in chain], key=str
    )


def test_the_chain_closes_up():
    """Without the hand in the middle the next one is heard by the one before, heirs included."""
    told, found = edges(rejected(0, "A"))
    assert sorted(told, key=str) == sorted(
        [(i, *step) for i in (0, 1) for step in (("B", None), ("p", "B"))], key=str
    )
    assert {(e.downstream[1], e.source) for e in found.rejected_edges} == {(0, "A"), (1, "A")}


def test_all_hands_rejected():
    """Without any hand the article heard her itself."""
    told, _ = edges(rejected(0, "A"), rejected(0, "B"))
    assert sorted(told) == [(0, "p", None), (1, "p", None)]


def test_nothing_left_is_unknown():
    """Without the source too, the article says nothing of where it has it."""
    told, found = edges(rejected(0, "A"), rejected(0, "B"), rejected(0, "p"))
    assert told == []
    assert "c" in found.independence.silent


def test_an_heir_alone():
    """The edge of one statement may be rejected where another keeps it."""
    told, _ = edges(rejected(1, "B"), rejected(1, "A"), rejected(1, "p"))
    assert {index for index, *_ in told} == {0}


def test_a_hand_that_no_edge_has():
    """Rejecting what is not there changes nothing."""
    told, found = edges(rejected(0, "Z"))
    assert told == edges()[0]
    assert replace(found, rejected_edges=()) == edges()[1]


COPIED = {
    "outlets": {"A": {}, "B": {}, "C": {}},
    "articles": {
        id: {"outlet": id.upper(), "published": f"2024-09-1{day}", "says": [{"content": DAM}]}
        for day, id in enumerate("abc")
    },
    "copies": [["a", "b"], ["a", "c"], ["b", "c"]],
}


def originals(*hands):
    """Return from whom article c has its words when people reject those hands, and the claim."""
    steps = tuple(
        JudgedStep(downstream=("c", 0), sources=(hand,), relation="copied", holds=False, reason=BY)
        for hand in hands
    )
    (found,) = trace(*story(COPIED), Decisions(steps=steps)).claims
    return [e.source for e in found.derivations if e.downstream[0] == "c"], found


def test_another_original_is_looked_for():
    """Without the copy that people reject the next best original is taken, then none."""
    assert originals()[0] == ["A"]
    told, found = originals("A")
    assert told == ["B"]
    assert [e.source for e in found.rejected_edges] == ["A"]
    told, found = originals("A", "B")
    assert told == []
    assert [e.source for e in found.rejected_edges] == ["A", "B"]
    assert "c" in found.independence.silent


def test_a_rejected_original_that_comes_next_is_no_edge():
    """Who rejects only the second best changes nothing: it was not taken."""
    assert replace(originals("B")[1], rejected_edges=()) == originals()[1]
