import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.layout import MOST_LINES, by_layout, heading
from reportedly.attribute.tagger import attribute_articles
from reportedly.records import Article
from tests.factories import span

SIGNED = (
    "“The ferry stays in port.” ― Orla Venn\n“The ice is too thick.” — Ives van Tarrow, pilot\n"
)
TALK = (
    "MORE: the whole talk\n\nHOST: Who closed the pier?\n\nVENN: The mayor did.\n\nOn Monday.\n\n"
    "HOST: Why?\n\nVENN: Nobody knows\n\nThe ferry sailed again in June."
)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (SIGNED, [("Orla Venn", "“The ferry stays in port.”"),
                  ("Ives van Tarrow", "“The ice is too thick.”")]),
        ("Q. Where were you?\nA. In the mill.", [("Q", "Where were you?"), ("A", "In the mill")]),
        (TALK, [("HOST", "Who closed the pier?"),
                ("VENN", "The mayor did.\n\nOn Monday"), ("HOST", "Why?"),
                ("VENN", "Nobody knows")]),
        ("CLAIM: It is ice\nTHE FACTS: It is not\nCLAIM: So\nTHE FACTS: No so", []),
        ("Who: The mayor\nWhere: The pier\nWhen: On Monday", []),  # each heading once
        ("Marwick: 2,316\nKelby: 1,547\nMarwick: 46\nKelby: 39", []),  # a table of numbers
        ("A. Closing the pier\nB. Opening it", []),  # a list
        ("The pier - Orla Venn’s work - was “closed” - Orla Venn", []),  # no quotation in front
        ("“It is late” - and so it was", []),  # no name behind
    ],
)  # fmt: skip
def test_turns(text: str, turns: list[tuple[str, str]]) -> None:
    """Who says what by the layout, and nothing where it only looks so."""
    assert [(t.source.of(text), t.content.of(text)) for t in by_layout(text)] == turns


@given(st.text(alphabet="QA.:\n “”―AbcZ-\t", max_size=200))
def test_turns_lie_in_the_text(text: str) -> None:
    """Whatever the text, a turn's content has words and none runs over too many lines."""
    for turn in by_layout(text):
        assert 0 <= turn.source.start < turn.source.end <= len(text)
        assert re.search(r"[^\W\d_]", turn.content.of(text))
        lines = [line for line in turn.content.of(text).split("\n") if line.strip()]
        assert len(lines) <= MOST_LINES


def test_long_lines_take_no_time() -> None:
    """A line of many names and marks is read once, not in every way it could be."""
    assert by_layout("“" + "A b “” ― Z y " * 20_000) == []


def test_the_layout_wins() -> None:
    """A signed quotation is its signer's, not the one's before it; each has a vector."""
    found = attribute_articles([Article(id="a", text=SIGNED)])[0]
    told = [(a.source[0].of(SIGNED), a.content[0].of(SIGNED)) for a in found if a.cue]
    assert told == [("Orla Venn", "“The ferry stays in port.”"),
                    ("Ives van Tarrow", "“The ice is too thick.”")]  # fmt: skip
    assert all(any(a.vector) for a in found)


@pytest.mark.parametrize(
    ("text", "who", "nobody"),
    [
        ("Did he?\n\nClaim: he bought two ships.", "Claim", True),
        ("Onions rot\nSONAPUR: The number of onions has doubled.", "SONAPUR", True),
        ("Onions rot\nMAYOR: We have them.\nHOST: Where?\nMAYOR: Here.", "MAYOR", False),
        ("REUTERS: Two ships were sold on Monday.\nMore follows.", "REUTERS", False),
        ("News\nBBC: Two ships were sold on Monday.", "BBC", False),
        ("News\nVENN: “Two ships were sold.”", "VENN", False),
        ("News\nMAYOR VENN: NO MORE ONIONS", "MAYOR VENN", False),
    ],
)
def test_headings_are_nobody(text: str, who: str, nobody: bool) -> None:
    """Labels and datelines are no sources; speakers, agencies and headlines are."""
    source = span(text, who)
    assert heading(source, span(text, ":"), text) is nobody
