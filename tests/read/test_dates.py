from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.dates import date_in_url, find_date, finer, parse_date
from reportedly.records import Moment
from tests.read.cases import cases


@pytest.mark.parametrize("case", cases("dates", "words"))
def test_date_as_pages_write_it(case):
    """A date is read to the precision that it gives, and an unclear one is none."""
    moment = parse_date(case["words"])
    assert (moment and moment.value) == case["value"]
    assert moment is None or moment.precision == case["precision"]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))
def test_iso_comes_back(when):
    """Every ISO time is read to the minute, except midnight, which says only the day."""
    moment = parse_date(when.isoformat(timespec="seconds"))
    assert moment is not None
    midnight = when.hour == when.minute == when.second == 0
    assert moment.value == (f"{when:%Y-%m-%d}" if midnight else f"{when:%Y-%m-%dT%H:%M}")


@given(st.text(max_size=60))
def test_no_text_breaks_it(words):
    """Whatever a field holds, the answer is a moment or none."""
    parse_date(words)
    find_date(words)
    date_in_url(words)


def test_address_with_a_number_is_no_date():
    """Eight digits of an item's number that are no day are not taken for one."""
    assert date_in_url("https://a.example/story/20249917-rain") is None
    assert date_in_url("https://a.example/2024/09/17/rain").value == "2024-09-17"


def test_the_hour_of_another_day_is_not_taken():
    """A second field refines the first only where both name the same day."""
    day = Moment("2024-09-17", "day")
    assert finer(day, Moment("2024-09-17T09:40", "minute")).precision == "minute"
    assert finer(day, Moment("2024-09-18T09:40", "minute")) is day
