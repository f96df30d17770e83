"""Places and hands of judgements, found again in texts and readings that changed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.judge.found import Finder, Gone
from reportedly.judgement import Hand, Place
from reportedly.records import (
    Appearance,
    Article,
    Attribution,
    Resolution,
    Source,
    Span,
)

TEXT = "The dam is safe, the mayor said. A source said the dam has cracks. The dam is safe."
SOURCE = Source(id="anonymous:a:0", name="A source", kind="anonymous", names=("A source",))
MAYOR = Source(id="person:ash", name="Ada Ash", kind="person", names=("Ada Ash", "the mayor"))


def said(text: str, *contents: str, article: str = "a") -> Resolution:
    """Return a resolution in which those words are contents, in the order given."""
    found = []
    at = 0
    for index, words in enumerate(contents):
        at = text.index(words, at)
        attr = Attribution(article=article, source=(), cue=(), content=(Span(at, at + len(words)),))
        found.append(Appearance(article=article, index=index, attribution=attr))
        at += len(words)
    mentions = {
        (article, Span(text.index(n), text.index(n) + len(n))): s.id
        for n, s in (("A source", SOURCE), ("the mayor", MAYOR))
        if n in text
    }
    sources = {s.id: s for s in (SOURCE, MAYOR)}
    return Resolution(sources=sources, outlets={}, appearances=tuple(found), mentions=mentions)


def place(words: str, text: str = TEXT, start: int = 0) -> Place:
    """Return the place of some words."""
    at = text.index(words, start)
    return Place.of(Article(id="a", text=text), (Span(at, at + len(words)),))


def keys(wanted: Place, text: str, *contents: str):
    """Return what is found in a text with those contents."""
    return Finder([Article(id="a", text=text)], said(text, *contents)).statements(wanted)


def test_another_number_of_the_attribution():
    """It is found by its words when another reading counts it otherwise."""
    wanted = place("the dam has cracks")
    assert keys(wanted, TEXT, "the dam has cracks") == (("a", 0),)
    assert keys(wanted, TEXT, "The dam is safe", "the dam has cracks") == (("a", 1),)


def test_other_edges_of_the_content():
    """It is found where another reading takes a word more or less, not where it takes half."""
    wanted = place("the dam has cracks")
    assert keys(wanted, TEXT, "said the dam has cracks") == (("a", 0),)
    with pytest.raises(Gone, match="is no statement"):
        keys(wanted, TEXT, "cracks")


def test_a_new_version_of_the_text():
    """It is found where its words moved, and not where a word of them is another."""
    wanted = place("the dam has cracks")
    moved = "Updated. Earlier, a source said the dam  has cracks, Ms Ash was told."
    assert keys(wanted, moved, "the dam  has cracks") == (("a", 0),)
    changed = TEXT.replace("has cracks", "has no cracks")
    with pytest.raises(Gone, match="does not stand in a any more"):
        keys(wanted, changed, "the dam has no cracks")


def test_the_same_words_twice():
    """Of two places of the same words it is the one at the place that was judged."""
    second = place("The dam is safe", start=10)
    both = ("The dam is safe", "The dam is safe")
    assert keys(place("The dam is safe"), TEXT, *both) == (("a", 0),)
    assert keys(second, TEXT, *both) == (("a", 1),)
    assert keys(second, "Now. " + TEXT, *both) == (("a", 1),)


def test_every_version_that_has_the_words():
    """It holds in all versions of the article in which the words stand, and in no other article."""
    pages = [Article(id=id, text=TEXT) for id in ("a", "a@1", "ab", "b@1")]
    found = [said(TEXT, "the dam has cracks", article=page.id) for page in pages]
    whole = Resolution(
        sources={}, outlets={}, appearances=tuple(a for f in found for a in f.appearances)
    )
    assert Finder(pages, whole).statements(place("the dam has cracks")) == (("a", 0), ("a@1", 0))


def test_hands():
    """A hand is who is named at its place, else of its id, else the only one of its name."""
    finder = Finder([Article(id="a", text=TEXT)], said(TEXT))
    assert finder.hands(Hand(name="x", place=place("A source"))) == (SOURCE.id,)
    assert finder.hands(Hand(name="Ada Ash", kind="person", id="person:ash")) == (MAYOR.id,)
    assert finder.hands(Hand(name="the Mayor", kind="person")) == (MAYOR.id,)
    assert finder.hands(Hand(name="Tom Reed", kind="person", id="person:ash")) == ()


@given(st.text(max_size=60), st.text(min_size=1, max_size=10), st.integers(0, 50))
def test_any_text_is_survived(text, words, at):
    """Whatever stands in the article and in the place, it is found or said to be gone."""
    wanted = Place(article="a", spans=(Span(at, at + len(words)),), words=words, digest="0" * 24)
    resolution = said("x" + text, "x")
    finder = Finder([Article(id="a", text="x" + text)], resolution)
    with suppress(Gone):
        assert finder.statements(wanted) == (("a", 0),)
