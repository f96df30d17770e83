"""Names that are common words: bearers are found, and words never become people."""

import json
from pathlib import Path

import pytest

from reportedly.records import Attribution, Span
from reportedly.resolve.names.reading import scan
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.resolution import resolve
from tests.factories import article, span

TABLE = OutletTable.shipped()
CASES = Path(__file__).parents[1].joinpath("cases") / "common_words.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_source(row):
    """A source that is a common word is whoever bears it in full, or what the word says."""
    art = article(row["text"], outlet="Quay Daily", published="2024-09-17")
    source = span(art.text, row["source"], row["nth"])
    content = Span(len(art.text) - 1, len(art.text))
    said = [Attribution(article="a", source=(source,), cue=(), content=(content,))]
    found = resolve([art], {"a": said}, TABLE)
    (id,) = found.appearances[0].sources
    assert [found.sources[id].name, found.sources[id].kind] == row["expect"]


@pytest.mark.parametrize(
    "text",
    [
        "May is wet. Will it rain? Mark my words. Grant money came. Rose bushes grew.",
        "Young people left in May. Banks failed. Price rises followed. Long lines formed.",
        "It will rain until late May. Will Halmere pay? May the best win.",
    ],
)
def test_words_are_nobody(text):
    """Without a bearer in the text, a capital at a sentence's beginning makes no name."""
    assert not {n.words.split()[0] for n in scan(text)} - {"Halmere"}


def test_borne_elsewhere():
    """What a text bears as a name once is a name at the beginning of its sentences too."""
    text = "Young people met Rose. Rose left. Mrs May left in May. May slept."
    assert [n.words for n in scan(text)] == ["Rose", "Rose", "May", "May"]
