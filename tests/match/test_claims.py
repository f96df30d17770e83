"""Claims of a made story: who is in which, in what order, and what never matters."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.match.claims import latest, match
from reportedly.records import Appearance, Article, Claim, Moment, Resolution
from tests.factories import appearance, article, attribution

SAYINGS = {
    "agency": (
        "2026-10-13T09:40+03:00",
        ("a local source", "said", "About 250 engineers from Istra have arrived in Upper Sell"),
        ("the minister", "warned", "any attempt to divert the river Merle would be a hostile act"),
    ),
    "mirror": (
        "2026-10-13T12:00+03:00",
        ("the agency", "reported", "About 250 engineers from Istra have arrived in Upper Sell"),
    ),
    "weekly": (
        "2026-10-14",
        ("the mirror", "says", "About 250 machines from Istra have arrived in Upper Sell"),
        ("a hydrologist", "said", "The treaty on the river Merle has held for 32 years"),
    ),
    "daily": (
        "2026-10-14",
        ("the agency", "claimed", "Some 400 engineers from Istra arrived in Upper Sell by night"),
    ),
    "radio": (
        "2026-10-15T08:00+02:00",
        ("the government", "denied", "that engineers from Istra have arrived in Upper Sell"),
    ),
    "blog": (None, ("", "", "Engineers from Istra have arrived in Upper Sell, 250 of them.")),
}


def story(names: list[str], renamed: str = "") -> tuple[list[Article], list[Appearance]]:
    """Return articles of SAYINGS and their appearances; ids may get a prefix."""
    articles, appearances = [], []
    for name in names:
        date, *said = SAYINGS[name]
        text = "\n".join(f"{content}, {source} {cue}." for source, cue, content in said)
        one = article(text, id=renamed + name, published=date)
        articles.append(one)
        for i, (source, cue, content) in enumerate(said):
            appearances.append(appearance(attribution(one, source, cue, content), i))
    return articles, appearances


def claims_of(articles: list[Article], appearances: list[Appearance]) -> tuple[Claim, ...]:
    return match(articles, Resolution(sources={}, outlets={}, appearances=tuple(appearances)))[1]


def members(claim: Claim) -> set[str]:
    return {a.article for a in claim.appearances}


def test_one_claim_through_many_hands() -> None:
    """Copy, changed number, changed thing, denial and own voice stand in one claim, first."""
    first = claims_of(*story(list(SAYINGS)))[0]
    assert members(first) == set(SAYINGS)
    assert first.text == "About 250 engineers from Istra have arrived in Upper Sell"
    assert [a.article for a in first.appearances][:2] == ["agency", "mirror"]
    assert first.appearances[-1].article == "blog"  # undated last


def test_denial_keeps_its_stance() -> None:
    """The one that denies is marked; the others support."""
    first = claims_of(*story(list(SAYINGS)))[0]
    stances = {a.article: a.stance for a in first.appearances}
    assert stances.pop("radio") == "denies"
    assert set(stances.values()) == {"supports"}


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("Did engineers from Istra arrive in Upper Sell? No", "denies"),
        ("Engineers from Istra did not arrive in Upper Sell", "denies"),
        ("The hoax of the engineers from Istra", "denies"),
        ("Engineers from Istra are not in Upper Sell, minister says", "supports"),
        ("Bread prices were not raised", "supports"),
        ("Engineers from Istra arrive in Upper Sell", "supports"),
    ],
)
def test_a_headline_that_says_it_is_not_so(title: str, stance: str) -> None:
    """Who debunks in the headline what the text repeats denies it; who reports a denial doesn't."""
    articles, appearances = story(["agency", "mirror"])
    articles[1] = replace(articles[1], title=title)
    first = claims_of(articles, appearances)[0]
    assert {a.stance for a in first.appearances if a.article == "mirror"} == {stance}


def test_other_statements_stay_beside() -> None:
    """What else is said of the river joins nothing."""
    rest = claims_of(*story(list(SAYINGS)))[1:]
    assert sorted(a.article for claim in rest for a in claim.appearances) == ["agency", "weekly"]
    assert all(len(claim.appearances) == 1 for claim in rest)


def test_single_article() -> None:
    """One article alone still gives each of its attributed claims."""
    assert len(claims_of(*story(["agency"]))) == 2


def test_own_voice_alone_is_no_claim() -> None:
    """A sentence that one article states itself, and nobody else, is no claim."""
    assert claims_of(*story(["blog"])) == ()


def test_ids_differ() -> None:
    """Ids are eight hexadecimal digits and name one claim each."""
    ids = [claim.id for claim in claims_of(*story(list(SAYINGS)))]
    assert len(set(ids)) == len(ids)
    assert all(len(i) == 8 and int(i, 16) >= 0 for i in ids)


@settings(max_examples=25, deadline=None)
@given(st.permutations(list(SAYINGS)), st.randoms(use_true_random=False))
def test_order_of_articles_never_matters(names: list[str], lots) -> None:
    """Shuffled articles and appearances give the same copies and claims."""
    articles, appearances = story(names)
    lots.shuffle(appearances)
    resolution = Resolution(sources={}, outlets={}, appearances=tuple(appearances))
    expected = Resolution(sources={}, outlets={}, appearances=tuple(story(list(SAYINGS))[1]))
    assert match(articles, resolution) == match(story(list(SAYINGS))[0], expected)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(list(SAYINGS)), st.sampled_from(["0-", "zz-"]))
def test_a_copy_joins_the_claims_of_its_original(name: str, prefix: str) -> None:
    """An exact copy adds appearances where the original stands, and no claim of its own."""
    articles, appearances = story(list(SAYINGS))
    more, others = story([name], prefix)
    before = claims_of(articles, appearances)
    after = claims_of(articles + more, appearances + others)
    assert len(after) == len(before)
    gone = [{a.key for a in claim.appearances if a.article != prefix + name} for claim in after]
    assert sorted(map(sorted, gone)) == sorted(
        sorted(a.key for a in claim.appearances) for claim in before
    )
    for claim in after:
        assert (name in members(claim)) == (prefix + name in members(claim))


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (Moment("2024-09-17T09:40+03:00", "minute"), Moment("2024-09-17T09:40Z", "minute")),
        (Moment("2024-09-17T23:00Z", "minute"), Moment("2024-09-17", "day")),
        (Moment("2024-12-31", "day"), Moment("2024-12", "month")),
        (Moment("2024", "year"), None),
        (Moment("2024", "year"), Moment("no date", "day")),
    ],
)
def test_what_is_not_known_comes_late(early: Moment, late: Moment | None) -> None:
    """Dates are put where they may be at the latest; unreadable ones are no dates."""
    assert latest(early) <= latest(late)


def test_claim_is_not_named_by_its_headline() -> None:
    """The words of the claim are a sentence's, if the first article has one."""
    headline = "250 engineers from Istra in Upper Sell"
    content = "about 250 engineers from Istra have arrived in Upper Sell"
    one = article(f"{headline}, source says\n\nA source said that {content}.", id="a")
    one = replace(one, title=f"{headline}, source says")
    found = [
        appearance(attribution(one, "source", "says", headline), 0),
        appearance(attribution(one, "A source", "said", content), 1),
    ]
    texts = {claim.text for claim in claims_of([one], found)}
    assert content in texts
