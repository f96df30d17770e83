"""Plain words for dates and passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import FINDING_KINDS, Moment
from reportedly.show.phrases import FINDINGS, inner, shorten, when


@given(st.text(alphabet="ab cd", max_size=60), st.integers(6, 40), st.integers(0, 60))
def test_shortened_text_fits(text, width, focus):
    """A shortened text is never wider than asked, and a short one is left alone."""
    out = shorten(text, width, focus)
    assert len(out) <= width
    assert out == text or len(text) > width


def test_the_place_asked_for_stays_in_view():
    """Cut around a place far down, the words there are still read."""
    text = "word " * 40 + "Vesper said " + "word " * 40
    assert "Vesper said" in shorten(text, 40, text.index("Vesper"))


@pytest.mark.parametrize(
    ("value", "precision", "words"),
    [
        ("2026-03-09T09:40:12+01:00", "minute", "9 Mar 2026, 09:40"),
        ("2026-03-09T00:00", "day", "9 Mar 2026"),
        ("2026", "year", "2026"),
        ("2026-13", "month", "2026"),
        ("soon", "day", "soon"),
    ],
)
def test_dates(value, precision, words):
    """A date is written as far as it is known, and a strange one as it stands."""
    assert when(Moment(value, precision)) == words


def test_every_kind_of_finding_has_words():
    """No kind is shown by its code."""
    assert set(FINDINGS) == set(FINDING_KINDS)


@pytest.mark.parametrize(
    ("passage", "shown"),
    [("“No,” he said", "‘No,’ he said"), ("“No”", "No"), ('"No"', "No"), ("no", "no")],
)
def test_quotation_marks_inside_ours(passage, shown):
    """A passage's own marks become single ones, or go where they enclose it."""
    assert inner(passage) == shown
