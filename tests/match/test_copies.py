"""Copies: whole, in part, edited, and none where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.match import copies
from reportedly.match.copies import find_copies
from reportedly.match.sketch import Crowd, Sketches
from tests.factories import article

WIRE = (
    "Two tankers collided off Cape Ruan late on Friday, the coast guard of Merrow said.\n"
    "Nobody was hurt, but oil from one of the ships has reached the beaches of Illand.\n"
    "Fishermen were told to stay in port until the slick has been taken away."
)
OTHER = (
    "Parliament in Ostwick opened its winter session with a quarrel over school meals.\n"
    "The treasurer wants parents to pay for them from January on."
)
WORDS = st.lists(st.sampled_from("oil ship coast guard slick port beach tide".split()), max_size=60)


def test_whole_copy() -> None:
    """A text under another id is shared in full by both."""
    (copy,) = find_copies([article(WIRE, id="b"), article(WIRE, id="a")])
    assert (copy.left, copy.right) == ("a", "b")
    assert copy.shared_left == copy.shared_right == 1
    assert copy.passages[0][0].of(WIRE).startswith("Two tankers")


def test_partial_copy() -> None:
    """One paragraph inside another story is found, and the shares say how much it is."""
    first, second, _ = WIRE.split("\n")
    host = f"{OTHER}\n{second}\n{OTHER.upper()}"
    (copy,) = find_copies([article(f"{first}\n{second}", id="a"), article(host, id="b")])
    ((left, right),) = copy.passages
    assert left.of(f"{first}\n{second}") == right.of(host) == second.rstrip(".")
    assert 0.4 < copy.shared_left < 0.6
    assert copy.shared_right < copy.shared_left


def test_small_edits_stay_one_passage() -> None:
    """A few words put in or changed do not break a passage."""
    spun = WIRE.replace("late on Friday", "on Friday night").replace("has reached", "now touches")
    (copy,) = find_copies([article(WIRE, id="a"), article(spun, id="b")])
    assert len(copy.passages) == 1
    assert 0.8 < copy.shared_left < 1


def test_unlike_texts_are_no_copies() -> None:
    """Two stories without a passage in common make no record."""
    assert find_copies([article(WIRE, id="a"), article(OTHER, id="b")]) == ()


def test_a_set_phrase_is_no_passage() -> None:
    """Fewer than eight words in common are a name or a phrase."""
    left, right = "Off the coast of Cape Ruan it rained.", "Gold lies off the coast of Cape Ruan."
    assert find_copies([article(left, id="a"), article(right, id="b")]) == ()


def test_large_runs_are_sketched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond ALL_PAIRS articles sketches propose the pairs, and the copies are the same."""
    stories = [article(f"{OTHER} {i * 'x'}\n{i} {i + 1} {i + 2}", id=f"n{i}") for i in range(3)]
    run = [article(WIRE, id="a"), article(WIRE + "\n" + OTHER, id="b"), *stories]
    exact = find_copies(run)
    monkeypatch.setattr(copies, "ALL_PAIRS", 1)
    assert find_copies(run) == exact


def pairs(texts: list[str], crowd: Crowd) -> set[tuple[int, int]]:
    """Return which of some texts, given in the order of time, are proposed as pairs."""
    sketches = Sketches(crowd)
    for place, text in enumerate(texts):
        sketches.add(place, text.split())
    return sketches.pairs()


def test_sketches_ignore_what_is_too_short() -> None:
    """An article too short for a shingle is proposed with nobody."""
    assert pairs(["", "x y z", "x y z", "x y"], Crowd(9, 2)) == {(1, 2)}


def test_a_crowd_is_paired_with_its_earliest() -> None:
    """Up to so many are paired each with each, and more of them with the first only."""
    assert len(pairs([WIRE] * 9, Crowd(9, 2))) == 36
    assert pairs([WIRE] * 10, Crowd(9, 2)) == {(a, b) for b in range(10) for a in (0, 1) if a < b}


def test_in_a_crowd_the_likest_and_the_earliest_are_found() -> None:
    """A copy of an edited text is paired with that one, and with the first of the crowd."""
    edited = WIRE.replace("Nobody was hurt", "No one was injured")
    found = pairs([WIRE] * 10 + [edited, edited], Crowd(9, 1))
    assert {pair for pair in found if 11 in pair} == {(10, 11), (0, 11)}


@given(WORDS, WORDS)
def test_shares_and_passages_are_sound(left: list[str], right: list[str]) -> None:
    """Shares are shares, passages lie in their texts, and order of articles is nothing."""
    one, two = article(" ".join(left), id="a"), article(" ".join(right), id="b")
    found = find_copies([one, two])
    assert found == find_copies([two, one])
    for copy in found:
        assert 0 < copy.shared_left <= 1
        assert 0 < copy.shared_right <= 1
        for a, b in copy.passages:
            assert a.end <= len(one.text)
            assert b.end <= len(two.text)
