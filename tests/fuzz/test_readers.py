"""Damaged files of every kind, and hostile words in every format: all end well or as a typed error.

A fixed number of cases in every run, and all that was ever found; `make fuzz` looks for others.
"""

import contextlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.damage import damaged
from tests.fuzz.guided import smaller
from tests.fuzz.targets import EXPECTED, EXPORTERS, PARTED, READERS, SECONDS, TARGETS, seeds_of

CASES = 60  # of each reader
OUT = 6  # of each exporter: what makes a trace and checks a file takes longer
FOUND = [
    json.loads(line)
    for line in Path(__file__).with_name("found.jsonl").read_text("ascii").splitlines()
]
tried = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


def timed(target: str, data: bytes) -> None:
    """Let a target end in time, well or with a typed error."""
    began = time.process_time()
    with contextlib.suppress(*EXPECTED):
        TARGETS[target](data)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("target", READERS)
def test_damaged_files(target):
    """Pages, PDFs, text, JSON, archives, feeds, tables, judgements and traces."""

    @settings(tried, max_examples=CASES)
    @given(damaged(target))
    def one(data):
        timed(target, data)

    one()


@pytest.mark.parametrize("target", EXPORTERS)
def test_words_of_others(target):
    """Whatever the fields of articles, sources and claims hold, a format's own checker takes it."""
    sound = st.sampled_from([data.decode() for data in seeds_of(target)])

    @settings(tried, max_examples=OUT)
    @given(st.lists(st.text(max_size=30) | sound, max_size=12))
    def one(pieces):
        timed(target, PARTED.join(pieces).encode("utf-8", "replace"))

    one()


@pytest.mark.parametrize("case", FOUND, ids=lambda case: f"{case['target']}: {case['what']}")
def test_what_was_found(case):
    """An input that broke something once does so no more."""
    timed(case["target"], case["data"].encode("latin-1"))


@settings(tried, max_examples=CASES)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=30) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=5)
            | st.dictionaries(
                st.sampled_from("id url title text outlet published links format language".split())
                | st.text(max_size=8),
                inner,
                max_size=8,
            )
        ),
        max_leaves=40,
    )
)
def test_any_json(value):
    """JSON of any shape where an article should be."""
    timed("json", json.dumps(value).encode())


def test_a_finding_is_made_smaller():
    """Of an input with a fault nothing is left but what has it."""

    def breaks(data):
        assert b"<b>" not in data

    assert smaller(breaks, b"It rained <p><b>all</b> day.") == b"<b>"
