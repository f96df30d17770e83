"""The picture of who is quoted."""

from xml.etree import ElementTree

import pytest

from reportedly.show.bars import MOST, WIDTH, bars, bars_file
from reportedly.show.quoted import diversity, summary
from tests.factories import appearance, article, attribution, source
from tests.show.hostile import hostile_trace
from tests.show.story import load, trace
from tests.show.test_quoted import resolved

SVG = "{http://www.w3.org/2000/svg}"


def drawn(story, *, inline=False):
    """Return the picture's root element."""
    counted = diversity(story.articles, story.resolution)
    text = bars(counted, "b1", lambda source: "#s1") if inline else bars_file(counted)
    return ElementTree.fromstring(text)  # noqa: S314 - our own output


def test_it_says_in_words_what_it_shows():
    """Title and description are there, and each bar has a title with its figures."""
    story = trace()
    root = drawn(story)
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[1].text == summary(diversity(story.articles, story.resolution))
    assert set(root.get("aria-labelledby", "").split()) == {root[0].get("id"), root[1].get("id")}
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert any(t.startswith("an engineer who asked not to be named: not named, ") for t in titles)


def test_named_and_anonymous_differ_by_more_than_colour():
    """An anonymous source's bar has a pattern, and words say so."""
    root = drawn(trace())
    fills = {rect.get("class"): rect.get("fill") for rect in root.iter(f"{SVG}rect")}
    patterns = {pattern.get("id") for pattern in root.iter(f"{SVG}pattern")}
    assert fills["named"] is None
    assert fills["anonymous"] == "url(#bars-anonymous)"
    assert fills["other"] == "url(#bars-other)"
    assert {"bars-anonymous", "bars-other"} <= patterns
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "not named · 102 words" in words


def test_bars_are_as_long_as_words_are_many():
    """Lengths go by words, and nothing reaches over the edge."""
    story = trace()
    root = drawn(story)
    counted = diversity(story.articles, story.resolution)
    rects = list(root.iter(f"{SVG}rect"))[-len(counted.sources) :]
    lengths = [float(rect.get("width", 0)) for rect in rects]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[1] / lengths[0] == pytest.approx(
        counted.sources[1].words / counted.sources[0].words, abs=0.01
    )
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x", 0)) + float(rect.get("width", 0)) <= WIDTH


def test_a_file_brings_its_colours_and_a_page_has_them():
    """The file has a style for light and dark; in a page there is none: its policy forbids it."""
    assert "prefers-color-scheme: dark" in "".join(drawn(trace()).itertext())
    inline = drawn(trace(), inline=True)
    assert not list(inline.iter(f"{SVG}style"))
    assert {link.get("href") for link in inline.iter(f"{SVG}a")} == {"#s1"}


def test_many_sources_are_one_sentence():
    """Beyond so many bars, the rest is told in words."""
    art = article("He said rain fell.")
    attr = attribution(art, "He", "said", "rain fell")
    ids = {f"p{i}": "person" for i in range(MOST + 5)}
    found = resolved(appearance(attr, sources=tuple(ids)), **ids)
    root = ElementTree.fromstring(bars_file(diversity([art], found)))  # noqa: S314
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert "5 more sources with 10 words in all" in words


def test_nobody_quoted():
    """Without sources the picture is still well formed."""
    found = resolved()
    root = ElementTree.fromstring(bars_file(diversity([article("Rain fell.")], found)))  # noqa: S314
    assert root[1].text == "Nobody is quoted in this article."


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_names(case):
    """Whatever a source is called, the picture is well formed and runs nothing."""
    for inline in (False, True):
        root = drawn(hostile_trace(case["text"]), inline=inline)
        assert not list(root.iter(f"{SVG}script"))
        allowed = {f"{SVG}{tag}" for tag in (
            "svg", "title", "desc", "style", "defs", "pattern", "path", "circle", "g", "a", "rect",
            "text")}  # fmt: skip
        assert {element.tag for element in root.iter()} <= allowed


def test_a_long_name_leaves_room_for_its_figures():
    """A name of any length is cut, not laid over the figures."""
    art = article("He said rain fell.")
    found = resolved(appearance(attribution(art, "He", "said", "rain fell"), sources=("a",)))
    found.sources["a"] = source("a", "W" * 200)  # type: ignore[index]
    text = bars_file(diversity([art], found))
    assert "W…" in text
    assert "W" * 30 not in text.replace(f"{'W' * 200}", "")
