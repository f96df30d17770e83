"""Clauses that tell who carried a report, on cases."""

import pytest

import reportedly
from reportedly.attribute.carried import carried
from reportedly.records import Span
from tests.factories import article


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The story first appeared in the Kelsby Herald.",
         [("the Kelsby Herald", "appeared in", "The story")]),
        ("The claim originated on a satire website, and two papers picked it up.",
         [("a satire website", "originated on", "The claim"),
          ("two papers", "picked", "it")]),
        ("The report was first published by Tarn Radio on Monday.",
         [("Tarn Radio", "published by", "The report")]),
        ("The news came from a weekly called the Ox.",
         [("a weekly called the Ox", "came from", "The news")]),
        ("Its source appears to be a Telegram channel.",
         [("a Telegram channel", "appears to be", "Its source")]),
        ("This rumour can be traced to a blog in Moorley.",
         [("a blog", "traced to", "This rumour")]),
        ("But the council traced the story to a site called Moor Fun.",
         [("a site called Moor Fun", "to", "the story")]),
    ],
)  # fmt: skip
def test_who_carried_it(sentence: str, found: list[tuple[str, str, str]]) -> None:
    """The carrier, the words that say so, and what points back."""
    told = carried(Span(0, len(sentence)), sentence)
    named = [tuple(s.of(sentence) for s in (one.source, one.cue, one.content)) for one in told]
    assert [(source, content) for source, _, content in named] == [
        (source, content) for source, _, content in found
    ]
    assert all(cue in said for (_, said, _), (_, cue, _) in zip(named, found, strict=True))


@pytest.mark.parametrize(
    ("sentence", "nearer", "source"),
    [
        ("The Moor Weekly sourced the story to Tarn Radio.", "The Moor Weekly", "Tarn Radio"),
        ("Last week the Moor Weekly picked up a story in the Kelsby Herald that the bridge had"
         " fallen.", "the Moor Weekly", "the Kelsby Herald"),
    ],
)  # fmt: skip
def test_one_carrier_has_it_from_another(sentence: str, nearer: str, source: str) -> None:
    """Where the sentence names two of them, the nearer one is told apart."""
    (one,) = carried(Span(0, len(sentence)), sentence)
    assert one.nearer is not None
    assert (one.nearer[0].of(sentence), one.source.of(sentence)) == (nearer, source)


@pytest.mark.parametrize(
    "sentence",
    [
        "The story first appeared in March.",
        "The story did not first appear in the Kelsby Herald.",
        "Nobody knows where the story came from.",
        "The figures came from thin air.",
        "He picked it up and went home.",
        "He bases this claim on a remark the mayor made.",
        "It came from the north.",
        "The story of the town was carried by the river.",
        "The Kelsby Herald reported it had sold the mill.",
    ],
)
def test_what_tells_of_no_carrier(sentence: str) -> None:
    """Times, places, persons, and what is denied carry nothing."""
    assert carried(Span(0, len(sentence)), sentence) == []


def test_a_long_line_takes_no_time() -> None:
    """A sentence of many words is passed over."""
    sentence = "the story of the story that " * 5000
    assert carried(Span(0, len(sentence)), sentence) == []


def test_carriers_are_attributions() -> None:
    """An article's lineage is read beside what else it says; the inner one stands in the outer."""
    one = article(
        "The old bridge at Sell has fallen, the council said on Monday.\n\n"
        "The Moor Weekly sourced the story to Tarn Radio. The story is false."
    )
    found = reportedly.attribute([one])[one.id]
    names = [tuple(span.of(one.text) for span in attr.source) for attr in found]
    outer = names.index(("The Moor Weekly",))
    assert found[names.index(("Tarn Radio",))].parent == outer
