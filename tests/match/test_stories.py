"""Stories: what hangs together by its words, in whatever order it came."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.match import stories as module
from reportedly.match.stories import Stories

MATTERS = [
    "Mallow Roe Weirside Tolland Ashby Penn Quay 1,250",
    "Ostwick Birch Merle Istra Sellow Kelsby Ruan 17,500",
    "Bellford Ines Corrand Varnica Halmere Dusiv Ewan 340",
]
PLAIN = "Friday Town Council"


def text(lots: random.Random) -> str:
    """Return a sentence with names of one matter, or of two, beside words that all use."""
    names = lots.sample(lots.choice(MATTERS).split(), 4)
    if lots.random() < 0.1:
        names += lots.sample(lots.choice(MATTERS).split(), 2)
    return f"It was said that {' and '.join([*names, PLAIN])}"


def partition(articles: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the story of each article, all added in the order given."""
    stories = Stories()
    for id, words in articles.items():
        stories.add(id, words)
    return {id: stories.story(id).articles for id in articles}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12))
def test_one_by_one_is_all_at_once(seed: int, held: int) -> None:
    """Stories that are renewed only where `add` says so are those of all articles at once."""
    lots = random.Random(seed)
    articles = {f"a{n}": text(lots) for n in range(20)}
    before, module.HELD = module.HELD, held  # words become too common on the way
    try:
        stories, kept = Stories(), {}
        for id, words in articles.items():
            for touched in stories.add(id, words):
                for other in stories.story(touched).articles:
                    kept[other] = stories.story(touched).articles
        assert kept == partition(articles)
        shuffled = list(articles.items())
        lots.shuffle(shuffled)
        assert partition(dict(shuffled)) == kept
    finally:
        module.HELD = before


def test_large_stories_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a story larger than MOST the nearest are returned, and it is said that it is cut."""
    monkeypatch.setattr(module, "MOST", 5)
    stories = Stories()
    for n in range(9):
        stories.add(f"a{n}", "of " + MATTERS[0])
    assert len(stories.story("a3").articles) == 5
    assert not stories.story("a3").whole


def test_twice_the_same_article() -> None:
    """An article that is there changes nothing."""
    stories = Stories()
    assert stories.add("a", MATTERS[0]) == {"a"}
    assert stories.add("a", MATTERS[1]) == frozenset()
    assert len(stories) == 1


def test_articles_without_words() -> None:
    """An article that tells nothing is a story of its own."""
    stories = Stories()
    stories.add("a", "…")
    stories.add("b", "…")
    assert stories.story("a").articles == ("a",)
