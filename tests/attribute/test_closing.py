"""Sentences whose grammar tells who says it, on cases."""

import pytest

from reportedly.attribute.closing import told
from reportedly.records import Span


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The road is closed, the council has announced.", "the council", "announced",
         "The road is closed"),
        ("Two bridges will go, officials said on Monday.", "officials", "said",
         "Two bridges will go"),
        ("A study by Tarn University has found that sheep sleep less.",
         "A study by Tarn University", "found", "sheep sleep less."),
        ("The coast guard counted 40 boats in the bay.", "The coast guard", "counted",
         "40 boats in the bay."),
    ],
)  # fmt: skip
def test_who_says_it(sentence: str, source: str, cue: str, content: str) -> None:
    """Source, cue and content are what the grammar makes them."""
    found = told(Span(0, len(sentence)), sentence)
    assert found is not None
    assert [span.of(sentence) for span in found] == [source, cue, content]


@pytest.mark.parametrize(
    "sentence",
    [
        "The road is closed.",
        "He lost two seats, won three in his home state.",
        "The road was closed on Monday, and the mayor said nothing.",
        "She ran, as nobody had said.",
        "The man who said so left 40 boats.",
        "It rained, which the paper reported.",
        "“The road is closed”, the council announced.",
    ],
)
def test_what_says_nothing_of_it(sentence: str) -> None:
    """Verbs, joined clauses, nobody and quotations (they are the network's) are left alone."""
    assert told(Span(0, len(sentence)), sentence) is None


def test_a_long_line_takes_no_time() -> None:
    """A sentence of many commas and words is passed over."""
    sentence = "the old man, " * 5000 + "the council said."
    assert told(Span(0, len(sentence)), sentence) is None
    assert told(Span(0, 590), "a b, " * 118 + " end") is None
