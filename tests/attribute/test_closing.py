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
        ("County Live has it that the cat came off a trailer.", "County Live", "has it",
         "the cat came off a trailer."),
        ("The department continues to hold that the wall is sound.", "The department",
         "continues to hold", "the wall is sound."),
        ("An inquiry has brought this to light: Ada Roe bought the mill.", "An inquiry",
         "brought this to light", "Ada Roe bought the mill."),
        ("It sounds odd, but a new body of research points to five grams a week.",
         "a new body of research", "points to", "five grams a week."),
        ("The mill is sold, as the Herald has it.", "the Herald", "has it", "The mill is sold"),
        ("No treatment was lost, if one believes the chairman.", "the chairman", "believes",
         "No treatment was lost"),
        ("I see in the Trumpeter this morning that geese are taxed.", "the Trumpeter", "see",
         "geese are taxed."),
        ("The council is aware of articles claiming that geese are taxed.", "articles", "claiming",
         "geese are taxed."),
        ("The car hung because of one bad bolt, company and inspectors both confirm.",
         "company and inspectors", "confirm", "The car hung because of one bad bolt"),
        ("The report named two associates, citing a video from a small channel that claimed it.",
         "a video from a small channel", "citing", "The report named two associates"),
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
        "The town holds that fair on Monday.",
        "People read stories that please them.",
        "He had it that day.",
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
