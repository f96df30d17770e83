"""Pages of our own: the tags come out, and every attribution is whole."""

import json
from pathlib import Path

import pytest

from training.pages import page, pages

STORIES = Path(__file__).parents[2] / "bench/stories"


def test_tags_overlap_and_nest() -> None:
    """Each attribution has its own pieces, whatever stands across them."""
    text, found = page(
        "<k1><k2>It rained</k2></k1>, <s1>Ann</s1> <c1>says</c1>, <c2>citing</c2> <s2>Bo</s2>."
    )
    assert text == "It rained, Ann says, citing Bo."
    assert [item["content"] for item in found] == [[[0, 9]], [[0, 9]]]
    assert found[1]["source"] == [[28, 30]]


@pytest.mark.parametrize(
    "marked",
    ["<k1>It rained", "It rained</k1>", "<k1>It rained</k1>, Ann said", "<c1>said</c1>"],
)
def test_what_is_not_whole(marked: str) -> None:
    """A tag without its other, or an attribution without cue or content, is refused."""
    with pytest.raises(ValueError, match=r"p\.txt"):
        page(marked, "p.txt")


def test_the_pages() -> None:
    """Those of stories have the words of the story's page, and none is of a part held out."""
    for name, (text, found) in pages().items():
        assert found or text.strip(), name
        story, _, id = name.partition("__")
        if not id:
            continue
        told = json.loads((STORIES / story / f"{id}.json").read_text("utf-8"))
        assert text.strip() == told["text"].strip(), name
        gold = json.loads((STORIES / story / "gold.json").read_text("utf-8"))
        assert gold["part"] == "train"
