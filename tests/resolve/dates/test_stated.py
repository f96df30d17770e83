"""Dates that a text tells, with their places, on cases as data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.dates import parse_date
from reportedly.records import Article, Span
from reportedly.resolve.dates.stated import dates
from reportedly.resolve.dates.words import find_dates
from tests.resolve.test_told import cases

WORDS = (
    "Monday May 3 31 to and between 2024 29 February last next week two days later ago in the of"
    " quarter 99999 0000-00-00 9999-12-31 3 p.m. on from - 12/12/2020 years will said , . \n"
).split(" ")


def told(text, published):
    """Return the dates of a whole text published then."""
    moment = parse_date(published, "meta") if published else None
    article = Article(id="a", text=text, published=moment)
    return dates([Span(0, len(text))], article)


@pytest.mark.parametrize("case", list(cases("dates")))
def test_dates(case):
    """A date is read against publication, dateline and tense, with its precision kept."""
    found = told(case["text"], case["published"])
    given = [[m.span.of(case["text"]), m.value, m.end, m.precision] for m in found]
    assert given == case["expect"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join))
def test_dates_are_found_line_by_line(text):
    """What stands in other lines changes nothing of where dates are found in one."""
    start, alone = 0, []
    for line in text.split("\n"):
        alone += [(start + low, start + high) for low, high in places(line)]
        start += len(line) + 1
    assert places(text) == alone


def places(text):
    """Return where dates stand in a text."""
    return [(place.start, place.end) for place in find_dates(text)]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join),
    st.sampled_from([None, "2024-02-29", "2024-09-17T23:40Z", "1801-01-01", "2024"]),
)
def test_dates_lie_in_the_text(text, published):
    """Whatever the text, dates stand inside it, in order, and a stretch ends after its start."""
    last = 0
    for moment in told(text, published):
        assert last <= moment.span.start < moment.span.end <= len(text)
        assert moment.end is None or moment.end > moment.value
        last = moment.span.end


def test_only_inside_the_content():
    """A date outside the spans that are asked about isn't given."""
    text = "It sank last week, she said on Monday."
    article = Article(id="a", text=text, published=parse_date("2024-09-17"))
    assert [m.span.of(text) for m in dates([Span(0, 17)], article)] == ["last week"]
