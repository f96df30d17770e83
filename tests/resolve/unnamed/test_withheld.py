"""Where a text withholds a name and why, and of which source that is said."""

import json
from pathlib import Path

import pytest

from reportedly.records import Source
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.resolution import resolve
from tests.factories import article, attribution

TABLE = OutletTable.shipped()
CASES = Path(__file__).parents[1].joinpath("cases") / "reasons.jsonl"


ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


def only(text: str, *said: tuple[str, str]) -> list[Source]:
    """Resolve one text in which each source says a content; return the sources in turn."""
    art = article(text, outlet="Quay Daily", published="2024-09-17")
    found = resolve([art], {"a": [attribution(art, who, "", what) for who, what in said]}, TABLE)
    return [found.sources[appearance.sources[0]] for appearance in found.appearances]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_reason(row):
    """The words that say why are the text's own, and nobody gets another's."""
    (source,) = only(row["text"], (row["source"], row.get("content", "It rained")))
    assert bool(source.anonymity) is not row.get("none", False)
    assert source.anonymity_reason == row.get("reason")
    for _, span in source.anonymity:
        assert (row.get("reason") or "") in span.of(row["text"])


def test_one_of_two_in_a_sentence():
    """Of two sources in one sentence the nearer one before the words is meant."""
    text = "Rain fell, a guard said, and an aide who declined to be named said that roads flooded."
    guard, aide = only(text, ("a guard", "Rain fell"), ("an aide", "that roads flooded"))
    assert (len(guard.anonymity), len(aide.anonymity)) == (0, 1)


def test_all_of_them():
    """“All spoke on condition of anonymity” is said of every unnamed source."""
    text = "A guard said it rained. An aide said it was wet. Both spoke on condition of anonymity."
    sources = only(text, ("A guard", "it rained"), ("An aide", "it was wet"))
    assert [len(source.anonymity) for source in sources] == [1, 1]


def test_a_group_becomes_anonymous():
    """Residents who would not be named are an anonymous source of the outlet that heard them."""
    (source,) = only("Residents who asked not to be named said it rained.",
                     ("Residents who asked not to be named", "it rained"))  # fmt: skip
    assert (source.kind, source.heard_by) == ("anonymous", "outlet:quay daily")


def test_named_sources_have_no_specificity():
    """Only anonymous sources stand on the scale."""
    (source,) = only("Ada Roe said it rained.", ("Ada Roe", "it rained"))
    assert (source.specificity, source.anonymity_reason, source.anonymity) == (None, None, ())
