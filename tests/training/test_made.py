"""Made passages: marks become labels, and whatever is drawn is labelled whole."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.made import Names, marked, passage, statements

NAMES = Names(("the Harbour Post", "Marwick Radio"), ("a source", "officials"))
CLAUSES = ["the bridge had been closed since May", "they would open the mill again", "it was late"]


def words(text: str, spans: list[list[int]]) -> list[str]:
    """Return what the spans cover."""
    return [text[start:end] for start, end in spans]


def test_marks_nest_and_come_in_pieces() -> None:
    """A content in two pieces around a cue, another attribution inside the first piece."""
    text, found = marked("<1k:<2s:Ann> <2c:says> <2k:no>>, <1s:Bo> <1c:said>, <1k:and left>.")
    assert text == "Ann says no, Bo said, and left."
    assert words(text, found[0]["content"]) == ["Ann says no", "and left"]
    assert words(text, found[1]["source"]) == ["Ann"]


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        ("that the bridge would be closed until the end of May", True),
        ("the first of five bridges over the long river", False),  # no verb
        ("that they would say what the mayor said to them then", False),  # another inside
        ("closed", False),
    ],
)
def test_only_whole_clauses_are_statements(content: str, taken: bool) -> None:
    """What is put into a passage can stand as a sentence."""
    labels = [{"content": [[0, len(content)]]}]
    assert bool(statements(content, labels)) is taken


@given(st.integers(0, 10_000))
def test_every_passage_is_labelled(seed: int) -> None:
    """No mark is left in the text, and each attribution has a cue and a content in it."""
    text, found = marked(passage(CLAUSES, NAMES, random.Random(seed)))
    assert not set("<>{}") & set(text)
    assert found
    for item in found:
        assert item["cue"]
        assert item["content"]
        assert all(w.strip() == w and w for spans in item.values() for w in words(text, spans))
