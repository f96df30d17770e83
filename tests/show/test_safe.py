"""Other people's text before it reaches a terminal or a page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.show.safe import href, one_line, printable, visible
from tests.show.story import load


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_text_is_printed_without_what_steers(case):
    """Escapes, controls and overrides go; everything else stays as it is."""
    assert printable(case["text"]) == case["printed"]


@given(st.text())
def test_nothing_that_steers_is_left(text):
    """No control but tab and newline comes through, and what was shown keeps its length."""
    left = {c for c in printable(text) if unicodedata.category(c) in ("Cc", "Cs")}
    assert left <= {"\n", "\t"}
    assert len(visible(text)) == len(text)
    assert "\n" not in one_line(text)


@pytest.mark.parametrize("case", load("href.jsonl"), ids=lambda case: repr(case["url"]))
def test_only_web_addresses_become_links(case):
    """Addresses of http and https with a host are linked to, and nothing else."""
    assert href(case["url"]) == (case["url"] if case["linked"] else None)
