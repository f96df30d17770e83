"""Statements that only point back: whose claim is theirs, and their stance."""

from collections.abc import Sequence

import pytest

from reportedly.match.claims import match
from reportedly.records import Article, Claim, Resolution
from tests.factories import appearance, article, attribution

FELL = ("the council", "said", "the old bridge at Sell has fallen into the river")
SAME = ("Tarn Radio", "reported", "the old bridge at Sell has fallen into the river Merle")
RAIN = ("a farmer", "said", "rain has fallen for eleven days on all farms of the valley")


def claims(*pages: tuple[str, Sequence[tuple[str, str, str]]]) -> tuple[Claim, ...]:
    """Return the claims of articles given as a title and what is said, by whom, in order."""
    articles: list[Article] = []
    found = []
    for k, (title, said) in enumerate(pages):
        text = "\n".join(f"{content}, {source} {cue}." for source, cue, content in said)
        one = article(text, id=f"a{k}", published=f"2026-10-1{k}", title=title)
        articles.append(one)
        for i, (source, cue, content) in enumerate(said):
            found.append(appearance(attribution(one, source, cue, content), i))
    return match(articles, Resolution(sources={}, outlets={}, appearances=tuple(found)))[1]


def claim_of(made: Sequence[Claim], article: str, index: int) -> Claim:
    return next(c for c in made for a in c.appearances if (a.article, a.index) == (article, index))


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("the Kelsby Herald", "published by", "the story"),
        ("the minister", "denied", "the report"),
        ("two papers", "picked up", "it"),
    ],
)
def test_it_joins_what_was_told_before(source: str, cue: str, content: str) -> None:
    """What points back stands in the claim of the statement right before it, and no other."""
    made = claims(("", [FELL]), ("", [RAIN, SAME, (source, cue, content)]))
    assert claim_of(made, "a1", 2) is claim_of(made, "a0", 0)
    assert claim_of(made, "a1", 2) is not claim_of(made, "a1", 0)


def test_the_reason_says_so() -> None:
    """The tie names the words that point."""
    made = claims(("", [FELL]), ("", [SAME, ("the minister", "denied", "the report")]))
    reasons = [r for tie in claim_of(made, "a1", 1).ties for r in tie.reasons]
    assert ("points-back", "the report") in [(r.name, r.seen) for r in reasons]


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("the minister", "thinks about", "it"),
        ("the minister", "regretted", "the story"),
        ("the minister", "denied", "the report that the mayor had stolen nine spoons"),
    ],
)
def test_what_points_nowhere_stays_alone(source: str, cue: str, content: str) -> None:
    """Words that neither carry nor judge mean anything; a report told in full is its own."""
    made = claims(("", [FELL]), ("", [SAME, (source, cue, content)]))
    assert claim_of(made, "a1", 1) is not claim_of(made, "a0", 0)


def test_nothing_told_before_it() -> None:
    """The words beside it, or the headline's, say which claim is meant; else it stays alone."""
    said = ("Tarn Radio", "published by", "the story")
    titled = claims(("", [FELL]), ("", [SAME]), ("Has the bridge at Sell fallen?", [said]))
    assert claim_of(titled, "a2", 0) is claim_of(titled, "a0", 0)
    bare = claims(("", [FELL]), ("", [SAME]), ("What we know", [said]))
    assert claim_of(bare, "a2", 0) is not claim_of(bare, "a0", 0)


@pytest.mark.parametrize(
    ("title", "stance"), [("No, the bridge has not fallen", "denies"), ("", "supports")]
)
def test_what_is_carried_in_an_article_that_denies_it(title: str, stance: str) -> None:
    """Where the headline says that it is not so, what only points back does not support it."""
    made = claims(("", [FELL]), (title, [SAME, ("the Kelsby Herald", "published by", "the story")]))
    stances = {(a.article, a.index): a.stance for a in claim_of(made, "a1", 1).appearances}
    assert stances["a1", 1] == stance


def test_a_verdict_in_the_articles_own_words() -> None:
    """“The story is false” is of the claim told before it, and denies it."""
    made = claims(("", [FELL]), ("", [SAME, ("", "", "The story is false")]))
    (verdict,) = [a for a in claim_of(made, "a0", 0).appearances if a.key == ("a1", 1)]
    assert verdict.stance == "denies"


def test_the_order_of_articles_never_matters() -> None:
    """The same articles backwards make the same groups."""
    pages = [("", [FELL]), ("", [RAIN, SAME, ("the minister", "denied", "the report")])]

    def groups(made: Sequence[Claim], names: dict[str, int]) -> set[frozenset[tuple[int, int]]]:
        return {frozenset((names[a.article], a.index) for a in c.appearances) for c in made}

    forth, back = claims(*pages), claims(*pages[::-1])
    assert groups(forth, {"a0": 0, "a1": 1}) == groups(back, {"a0": 1, "a1": 0})
