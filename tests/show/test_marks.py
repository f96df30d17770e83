"""Marks that overlap become elements properly inside one another."""

import html
import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Span
from reportedly.show.marks import Mark, marked


@st.composite
def texts_with_marks(draw):
    """Draw a text and marks on it."""
    text = draw(st.text(alphabet="ab <&\"'>\n", min_size=1, max_size=30))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8))
    spans = [Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    return text, [
        Mark(span, "span", (("class", f"m{i}"),), (("id", f"i{i}"),))
        for i, span in enumerate(spans)
    ]


@given(texts_with_marks())
def test_text_stays_and_elements_nest(drawn):
    """Without its tags the HTML is the text, it is well formed, and each mark covers its span."""
    text, marks = drawn
    out = marked(text, marks)
    assert html.unescape(re.sub(r"<[^>]*>", "", out)) == text
    root = ElementTree.fromstring(f"<p>{out}</p>")  # noqa: S314 - our own output
    for i, mark in enumerate(marks):
        pieces = [e for e in root.iter() if e.get("class") == f"m{i}"]
        assert "".join("".join(piece.itertext()) for piece in pieces) == mark.span.of(text)
        assert [bool(piece.get("id")) for piece in pieces] == [True] + [False] * (len(pieces) - 1)


def test_a_part_of_the_text_is_cut_out():
    """Marks are clipped to the part that is quoted."""
    assert marked("one two three", [Mark(Span(0, 7), "b")], Span(4, 13)) == "<b>two</b> three"


def test_values_of_attributes_are_escaped():
    """A title made of an article's words cannot end its attribute."""
    mark = Mark(Span(0, 1), "span", (("title", '"><script>'),))
    assert "<script>" not in marked("a", [mark])


def test_no_text_no_html():
    """An empty text is empty HTML."""
    assert marked("", []) == ""
