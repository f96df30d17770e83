"""Counting who is quoted."""

import random
from dataclasses import replace

import pytest

from reportedly.records import Resolution
from reportedly.show.naming import told_in_list
from reportedly.show.quoted import diversity, namesakes, naming, summary, unnamed
from tests.factories import appearance, article, attribution, source
from tests.show.story import trace


def resolved(*appearances, **sources):
    """Return a resolution of sources given by id and kind."""
    found = {id: source(id, kind=kind) for id, kind in sources.items()}
    return Resolution(sources=found, outlets={}, appearances=appearances)


def counted(art, *appearances, **sources):
    return {q.source.id: q for q in diversity([art], resolved(*appearances, **sources)).sources}


def test_the_story_is_counted():
    """Words, statements, articles and forms of each source of the story, most words first."""
    story = trace()
    found = diversity(story.articles, story.resolution)
    top = found.sources[0]
    assert top.source.id == "engineer"
    assert (top.attributions, len(top.articles)) == (8, 7)
    assert top.words == 102
    assert (top.of_form("direct"), top.direct_words) == (1, 10)
    assert sum(quoted.share for quoted in found.sources) == pytest.approx(1)
    assert [q.words for q in found.sources] == sorted(
        (q.words for q in found.sources), reverse=True
    )
    assert found.nameless == 0


def test_a_word_counts_once():
    """A statement inside another of the same source is part of it; overlaps count once."""
    art = article("He said she knew that rain fell, he added.")
    outer = appearance(attribution(art, "He", "said", "she knew that rain fell"), 0, sources=("a",))
    inner = attribution(art, "she", "knew", "rain fell", parent=0)
    beside = attribution(art, "he", "added", "that rain fell")
    own = counted(art, outer, appearance(inner, 1, sources=("a",)), a="person")["a"]
    assert (own.words, own.attributions) == (5, 1)
    found = counted(art, outer, appearance(beside, 1, sources=("a",)), a="person")["a"]
    assert (found.words, found.attributions) == (5, 2)


def test_whoever_is_quoted_by_another_has_the_words_too():
    """What one says that another says counts for both, and so does what two say together."""
    art = article("He said she knew that rain fell.")
    outer = appearance(attribution(art, "He", "said", "she knew that rain fell"), 0, sources=("a",))
    inner = attribution(art, "she", "knew", "rain fell", parent=0)
    found = counted(
        art, outer, appearance(inner, 1, sources=("b", "c")), a="person", b="person", c="person"
    )
    assert {id: quoted.words for id, quoted in found.items()} == {"a": 5, "b": 2, "c": 2}
    assert sum(quoted.share for quoted in found.values()) == pytest.approx(1)


def test_a_circle_of_parents_ends():
    """Parents that point at one another are no endless search."""
    art = article("He said rain fell.")
    attr = attribution(art, "He", "said", "rain fell", parent=1)
    found = counted(
        art,
        appearance(attr, 0, sources=("a",)),
        appearance(replace(attr, parent=0), 1, sources=("b",)),
        a="person",
        b="person",
    )
    assert found["a"].words == 2


def test_direct_words_of_a_mixed_statement():
    """Of a mixed content, the words in quotation marks are direct ones."""
    art = article("He said it was “far too wet” to go.")
    attr = attribution(art, "He", "said", "it was “far too wet” to go", form="mixed")
    found = counted(art, appearance(attr, sources=("a",)), a="person")["a"]
    assert (found.words, found.direct_words) == (7, 3)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("person", "named"), ("organisation", "named"), ("government", "named"),
        ("outlet", "named"), ("document", "named"), ("account", "named"),
        ("anonymous", "anonymous"), ("collective", "other"), ("none", "other"),
    ],
)  # fmt: skip
def test_named_anonymous_or_neither(kind, told):
    """A group is neither named nor anonymous, and neither is what stays unclear."""
    assert naming(source("a", kind=kind)) == told


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_articles_changes_nothing(seed):
    """With articles and appearances in any order, the figures and the order of sources stay."""
    story = trace()
    shuffle = random.Random(seed).shuffle
    articles, appearances = list(story.articles), list(story.resolution.appearances)
    shuffle(articles)
    shuffle(appearances)
    other = replace(story.resolution, appearances=tuple(appearances))

    def figures(found):
        return [
            (q.source.id, q.words, q.direct_words, q.share, sorted(q.articles), q.attributions)
            for q in found.sources
        ]

    assert figures(diversity(articles, other)) == figures(
        diversity(story.articles, story.resolution)
    )


def test_only_the_articles_given_count():
    """Appearances of other articles are left alone, and an empty story has no sources."""
    story = trace()
    valley = [art for art in story.articles if art.id == "valley"]
    found = diversity(valley, story.resolution)
    assert {quoted.source.id for quoted in found.sources} == {"mayor", "farmer"}
    assert summary(diversity([], story.resolution)) == "Nobody is quoted in these 0 articles."


def test_summary_says_it_in_words():
    """How many sources, words by name or not, direct speech, the first one, who names nobody."""
    story = trace()
    told = summary(diversity(story.articles, story.resolution))
    assert told.startswith("8 sources in 13 articles, ")
    assert "from 7 named ones" in told
    assert "from 1 anonymous one;" in told
    assert "Most quoted: an engineer who asked not to be named (" in told
    assert "nobody" not in told
    art = article("Rain reportedly fell.")
    silent = appearance(attribution(art, cue="reportedly", content="Rain"))
    assert summary(diversity([art], resolved(silent))) == (
        "Nobody is quoted in this article. 1 statement names nobody and counts for no source."
    )


def test_unnamed_sources_of_some_statements():
    """Each anonymous source once, nobody else, and no id without a source."""
    story = trace()
    assert unnamed(story.resolution.appearances, story.resolution) == ("engineer",)
    art = article("He said rain fell.")
    stray = appearance(attribution(art, "He", "said", "rain fell"), sources=("gone",))
    assert unnamed([stray], story.resolution) == ()


def test_sources_of_one_name_are_told_by_who_quotes_them():
    """Two unnamed residents are two rows of a list: each says where it is quoted."""
    arts = [article(f"A resident said it rained in {id}.", id) for id in "abc"]
    said = [attribution(art, "A resident", "said", f"it rained in {art.id}") for art in arts]
    told = resolved(
        appearance(said[0], 0, sources=("r1",)),
        appearance(said[1], 0, sources=("r2",)),
        appearance(said[2], 0, sources=("x",)),
        r1="anonymous", r2="anonymous", x="anonymous",
    )  # fmt: skip
    names = {"r1": "a resident", "r2": "A resident", "x": "a driver"}
    told = replace(
        told, sources={id: replace(one, name=names[id]) for id, one in told.sources.items()}
    )
    found = diversity(arts, told).sources
    shared = namesakes(found)
    assert shared == {"r1", "r2"}
    assert {one.source.id: one.articles_if(shared) for one in found} == {
        "r1": ("a",), "r2": ("b",), "x": (),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("outlets", "words"),
    [
        ([], []), (["Post"], ["in Post"]), (["Post", "Post"], ["in Post"]),
        (["Post", "Tide", "Wire", "Quay"], ["in Post, Tide and 2 more"]),
    ],
)  # fmt: skip
def test_list_says_where_namesakes_are_quoted(outlets, words):
    """At most two outlets are named, each once."""
    assert told_in_list(source("r1", "a resident", kind="anonymous"), outlets) == words
