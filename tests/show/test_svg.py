"""The picture is well formed and says in words what it shows."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from reportedly.show.chain import chain
from reportedly.show.svg import WIDTH, fitted, lines_of, notes, picture, text_width
from tests.show.hostile import hostile_trace
from tests.show.story import load, trace

SVG = "{http://www.w3.org/2000/svg}"


def drawn(story, number=0):
    one = story.claims[number]
    texts = {art.id: art.text for art in story.articles}
    return ElementTree.fromstring(  # noqa: S314 - our own output
        picture(
            chain(one, story.resolution, story.articles),
            "p1",
            one.claim.text,
            lambda article, span: span.of(texts[article]),
            lambda node: "#a1-0" if node.articles else None,
        )
    )


def test_every_hand_and_edge_is_drawn_and_told():
    """Each has its element; each edge a title with its words; the whole a description."""
    root = drawn(trace())
    groups = [g.get("class") or "" for g in root.iter(f"{SVG}g")]
    assert sum(name.startswith("node ") for name in groups) == 15
    assert sum(name.startswith("edge ") for name in groups) == 14
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert any("Radio Nine names as its source Vesper Wire: “the Vesper" in t for t in titles)
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert "The Quay Post copies Vesper Wire." in (description.text or "")
    assert "(a denial)" in (description.text or "")


def test_relations_differ_by_more_than_colour():
    """Each relation has a class for its dash and an end mark of its own."""
    root = drawn(trace())
    ends = {}
    for group in root.iter(f"{SVG}g"):
        name = group.get("class") or ""
        if name.startswith("edge "):
            ends[name] = group.findall(f"{SVG}path")[0].get("marker-end")
    assert ends["edge copied"] != ends["edge attributed"] != ends["edge linked"]
    assert ends["edge attributed no"] == "url(#p1-denies)"
    assert ends["edge unknown"] is None


def test_what_is_named_and_not_counted_says_so():
    """Only origins that are counted are called so; one that is named beside them is not."""
    node = chain(trace().claims[0], trace().resolution, trace().articles).node("engineer")
    assert notes(node) == [("", "origin, not named")]
    assert notes(replace(node, beside=True)) == [("", "not named, not counted")]
    assert notes(replace(node, beside=True, kind="person")) == [("", "named, not counted")]
    assert notes(replace(node, beside=True, denies=True)) == [("", "denies it")]


def test_boxes_stay_in_the_picture():
    """No box reaches over the edge of the drawing."""
    root = drawn(trace())
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for box in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(box.get(side, 0)) for side in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + w <= width
        assert y + h <= height


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_names(case):
    """Whatever a source is called, the picture is well formed and runs nothing."""
    root = drawn(hostile_trace(case["text"]))
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("name", ["Halmere Public Broadcasting Corporation", "W" * 80, "新聞" * 30])
def test_names_fit_their_box(name):
    """A long name is broken, and at last cut."""
    lines = lines_of(name, 13, WIDTH - 24, 2)
    assert len(lines) <= 2
    assert all(text_width(line, 13) <= WIDTH - 24 for line in lines)
    assert fitted("short", 13, 100) == "short"
