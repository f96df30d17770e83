"""One source that people say is two, through the real stages."""

from dataclasses import replace

import pytest

from reportedly.judge.make import Maker
from reportedly.judgement import Hand
from reportedly.records import Span
from tests.judge.made import CASE, DAM, SHORT, analysed, dated, told

# Two men, whom the program takes for one: "Mr Reed" of article b is not Tom Reed of a.
NAMES = {"a": "Tom Reed", "b": "Mr Reed", "c": "Tom Reed"}


def made(names=NAMES):
    """Return articles in each of which the source is named as given, and the resolution."""
    case = {
        "sources": {f"r{id}": {"name": name, "kind": "person"} for id, name in names.items()},
        "outlets": {outlet: {"name": f"{outlet}ville Courier"} for outlet in "ABC"},
        "articles": {
            id: {"outlet": id.upper(), "published": f"2024-09-1{day}",
                 "says": [{"content": DAM, "by": f"r{id}"}]}
            for day, id in enumerate(names)
        },
    }  # fmt: skip
    articles, resolution = told(case)
    articles = [replace(a, text=f"{a.text}\n\nHe left.") for a in articles]
    mentions = {}
    for article in articles:
        he = article.text.rindex("He left")
        mentions[article.id, Span(he, he + 2)] = "r"
    sources = {id: s for id, s in resolution.sources.items() if s.kind == "outlet"}
    named = replace(resolution.sources["ra"], id="r", names=tuple(dict.fromkeys(names.values())))
    return articles, replace(
        resolution,
        mentions=mentions,
        appearances=tuple(replace(a, sources=("r",)) for a in resolution.appearances),
        sources={**sources, "r": named},
    )


ARTICLES, RESOLUTION = made()
BEFORE = analysed(ARTICLES, RESOLUTION)


def whose(traced):
    """Return the source of the statement of each article."""
    return {a.article: a.sources[0] for a in traced.resolution.appearances}


def named_in(maker, article):
    """Return the source that an article's statement names, called as it is there."""
    (spot,) = (a.attribution.source[0] for a in RESOLUTION.appearances if a.article == article)
    return maker.named(article, spot)


def test_two_names_are_two_men():
    """Who is called by the one name has what is his, pronouns too; the count of origins follows."""
    maker = Maker(BEFORE, "Ann", "I asked both.")
    assert whose(BEFORE) == {"a": "r", "b": "r", "c": "r"}
    judged = dated(maker.different(named_in(maker, "b"), named_in(maker, "a")), 1)
    after = analysed(ARTICLES, RESOLUTION, [judged])
    assert [s.state for s in after.judged] == ["applied"]
    found = whose(after)
    assert (found["a"], found["c"]) == ("r", "r")
    other = after.resolution.sources[found["b"]]
    assert (other.name, other.names, other.kind) == ("Mr Reed", ("Mr Reed",), "person")
    assert after.resolution.sources["r"].names == ("Tom Reed",)
    assert {id for (article, _), id in after.resolution.mentions.items() if article == "b"} >= {
        other.id
    }
    undone = analysed(ARTICLES, RESOLUTION, [judged, dated(maker.undo(judged), 2)])
    assert replace(undone, judged=()) == BEFORE


def test_two_of_one_name():
    """Of two who are called alike each has the article in which he was pointed at."""
    articles, resolution = made(dict.fromkeys("abc", "Tom Reed"))
    maker = Maker(analysed(articles, resolution), "Ann")
    spots = {a.article: a.attribution.source[0] for a in resolution.appearances}
    hands = [maker.named(id, spots[id]) for id in ("b", "a")]
    after = analysed(articles, resolution, [dated(maker.different(*hands), 1)])
    found = whose(after)
    assert found["b"] not in (found["a"], "r")
    assert found["c"] == found["a"] == "r", "what nothing tells stays with the second"


def test_nothing_tells_them_apart():
    """Two that are named nowhere apart stay one, and the judgement says so."""
    maker = Maker(BEFORE, "Ann")
    hand = maker.hand("r")
    (standing,) = analysed(ARTICLES, RESOLUTION, [dated(maker.different(hand, hand), 1)]).judged
    assert (standing.state, "tells the two apart" in standing.why) == ("not applied", True)
    gone = maker.different(hand, Hand(name="Nobody Here"))
    (standing,) = analysed(ARTICLES, RESOLUTION, [dated(gone, 1)]).judged
    assert "Nobody Here" in standing.why


@pytest.mark.parametrize("last", ["alias", "different"])
def test_of_one_and_two_the_later_wins(last):
    """That they are one and that they are two contradict each other; so do what follows of them."""
    articles, resolution = told()
    maker = Maker(analysed(articles, resolution), "Ann")
    p, q, m = (maker.hand(id) for id in "pqm")
    pairs = [maker.alias(p, q), maker.alias(q, m)]
    judged = [*pairs, maker.different(p, m)]
    if last == "alias":
        judged = judged[::-1]
    after = analysed(articles, resolution, [dated(j, second) for second, j in enumerate(judged)])
    states = [s.state for s in after.judged]
    if last == "alias":
        assert states == ["overruled", "applied", "applied"]
    else:
        assert states == ["overruled", "applied", "applied"], "the later alias stays"


def test_unnamed_sources_are_told_apart_in_the_count():
    """Two unnamed sources that may be one count as two once somebody says that they are."""
    case = {
        "outlets": CASE["outlets"],
        "sources": {
            "x": {"kind": "anonymous", "name": "a source"},
            "y": {"kind": "anonymous", "name": "an official"},
        },
        "articles": {
            "a": CASE["articles"]["a"] | {"says": [{"content": DAM, "by": "x"}]},
            "c": CASE["articles"]["c"] | {"says": [{"content": SHORT, "by": "y"}]},
        },
    }
    articles, resolution = told(case)
    before = analysed(articles, resolution)
    maker = Maker(before, "Ann")
    judged = dated(maker.different(maker.hand("x"), maker.hand("y")), 1)
    after = analysed(articles, resolution, [judged])
    assert before.claims[0].independence.known == 1
    assert after.claims[0].independence.known == 2
