"""Damaged files of every kind: articles or a typed error come out, and soon.

A fixed number of cases in every run; `make fuzz` tries others for as long as one likes.
"""

import contextlib
import json
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.read.fetch.feeds import read_feed
from reportedly.read.inputs import _READERS, DEFAULT
from reportedly.read.kinds import kind_of
from reportedly.records import Article
from tests.fuzz.damage import damaged

CASES = int(os.environ.get("FUZZ_CASES", "60"))  # of each kind
SECONDS = 20.0  # of the CPU, for one input; a hang is a failure
NAMES = {"html": "a.html", "pdf": "a.pdf", "text": "a.txt", "json": "a.json", "warc": "a.warc.gz"}
tried = settings(
    max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)


def read(data: bytes, name: str) -> None:
    """Read bytes as `read_bytes` does, but let faults of ours and of libraries through."""
    if not data:
        return
    for item in _READERS[kind_of(data, name)](data, name, DEFAULT):
        assert isinstance(item, Article | InputError)
        if isinstance(item, Article):
            assert item.text.strip()
            item.text.encode("utf-8")  # no half characters
            for link in item.links:
                assert 0 <= link.span.start < link.span.end <= len(item.text)


def timed(work, *given) -> None:
    """Let some work end in time, well or with a typed error."""
    began = time.process_time()
    with contextlib.suppress(InputError):
        work(*given)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("kind", NAMES)
def test_articles(kind):
    """Pages, PDFs, text, JSON and web archives."""

    @tried
    @given(damaged(kind))
    def one(data):
        timed(read, data, NAMES[kind])

    one()


@tried
@given(damaged("feed"))
def test_feeds(data):
    """Feeds and sitemaps."""
    timed(read_feed, data, "https://quay.example/feed")


@tried
@given(data=damaged("outlets"), ending=st.sampled_from([".toml", ".csv"]))
def test_outlet_tables(tmp_path_factory, data, ending):
    """Tables of outlets and owners."""
    from reportedly.resolve.outlets.table import OutletTable

    file = tmp_path_factory.getbasetemp() / f"outlets{ending}"
    file.write_bytes(data)
    timed(OutletTable.shipped().with_overrides, file)


@tried
@given(damaged("judgements"))
def test_judgements(data):
    """What people decided."""
    from reportedly.judge.exchange import parse

    timed(parse, data.decode("utf-8", "replace"), "mine.jsonl")


@tried
@given(damaged("trace"))
def test_traces(tmp_path_factory, data):
    """A trace as data, explained."""
    from reportedly.show.explanation import Explainer
    from reportedly.show.given import load

    file = tmp_path_factory.getbasetemp() / "trace.json"
    file.write_bytes(data)

    def explain() -> None:
        document = load(str(file))
        for number, claim in enumerate(document.rows("claims"), 1):
            Explainer(document).claim(claim, number)

    timed(explain)


@tried
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
    timed(read, json.dumps(value).encode(), "a.json")
