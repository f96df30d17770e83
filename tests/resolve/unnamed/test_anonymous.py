"""Unnamed sources of several articles: same, different, unknown; and how many there are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Resolution
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.resolution import resolve
from reportedly.resolve.unnamed import anonymous
from reportedly.resolve.unnamed.anonymous import Unnamed, agree, compare, excluded, same
from reportedly.resolve.unnamed.headcount import Headcount, between, headcount
from tests.factories import article, attribution

TABLE = OutletTable.shipped()


def one(key: str, head: str, *words: str, **more: object) -> Unnamed:
    """Return an unnamed source of its own article, heard by its own outlet."""
    given = {"heard_by": f"outlet:{key}", "plural": False, "day": None, "relayed": False} | more
    return Unnamed(key=key, article=key, heads=frozenset([head]), words=frozenset(words), **given)  # type: ignore[arg-type]


def run(*stories: tuple[str, str, str]) -> Resolution:
    """Resolve articles given as (outlet, source, who was told or "")."""
    articles, said = [], {}
    for number, (outlet, source, hand) in enumerate(stories):
        cue = "told" if hand else "said"
        art = article(
            f"{source} {cue} {hand} it rained.",
            id=f"a{number}",
            outlet=outlet,
            published="2024-09-17",
        )
        articles.append(art)
        said[art.id] = [attribution(art, source, cue, "it rained", addressee=hand)]
    return resolve(articles, said, TABLE)


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        (one("a", "official", "senior", "us"), one("b", "official", "senior", "us"), "unknown"),
        (one("a", "official"), one("b", "diplomat"), "unknown"),
        (one("a", "surgeon"), one("b", "policeman"), "different"),
        (one("a", "source", "hospital"), one("b", "source", "police"), "different"),
        (one("a", "official", country="Russia"), one("b", "official", country="China"),
         "different"),
        (one("a", "officer", gender="m"), one("b", "officer", gender="f"), "different"),
        (one("a", "surgeon"), one("b", "policeman", plural=True), "unknown"),
        (one("a", "official", heard_by="w"), one("b", "official", heard_by="w"), "unknown"),
        (one("a", "official", heard_by="w", relayed=True), one("b", "official", heard_by="w"),
         "same"),
        (one("a", "official", heard_by="w", relayed=True, day=1),
         one("b", "official", heard_by="w", day=90), "unknown"),
        (one("a", "official", runs=frozenset([("it", "rained")])),
         one("b", "source", runs=frozenset([("it", "rained")])), "same"),
    ],
)  # fmt: skip
def test_three_outcomes(left, right, outcome):
    """Only what excludes it tells two apart, and only one hand or quotation makes them one."""
    assert compare(left, right).outcome == compare(right, left).outcome == outcome
    assert compare(left, right).why


def test_three_senior_officials():
    """The same words in three outlets are one to three people, and three ids."""
    found = run(*((f"Quay {n}", "A senior US official", "") for n in range(3)))
    assert len({a.sources for a in found.appearances}) == 3
    assert headcount(found) == Headcount(at_least=1, at_most=3, mentions=3)
    left, right, _ = (found.sources[a.sources[0]] for a in found.appearances)
    assert between(left, right).outcome == "unknown"
    assert between(left, left).outcome == "same"


def test_one_outlet_twice():
    """An outlet that hears "an official" in two articles need not have heard the same."""
    found = run(("Quay Daily", "An official", ""), ("Quay Daily", "An official", ""))
    assert len({a.sources for a in found.appearances}) == 2
    assert headcount(found) == Headcount(1, 2, 2)


def test_of_two_countries():
    """A Turkish and an American official are two at least."""
    found = run(("Quay", "A Turkish official", ""), ("Ash", "A US official", ""))
    assert headcount(found) == Headcount(2, 2, 2)


def test_groups_have_a_size():
    """“Three aides” are three; “officials” are two or more, and nobody knows how many."""
    assert headcount(run(("Quay", "Three aides", ""))) == Headcount(3, 3, 1)
    assert headcount(run(("Quay", "Officials", ""))) == Headcount(2, None, 1)
    assert headcount(run(("Quay", "At least two aides", ""))) == Headcount(2, None, 1)


def test_one_source_of_one_hand():
    """What two articles have from one hand's source is one."""
    found = run(("Quay", "A source", "Sputnik"), ("Ash", "A local source", "Sputnik"))
    assert headcount(found) == Headcount(1, 1, 2)
    assert headcount(found, "a0") == Headcount(1, 1, 1)


def test_another_in_one_article():
    """“Another source” of an article is not the one before."""
    text = "A source said it rained. Another source said it was wet."
    art = article(text, outlet="Quay", published="2024-09-17")
    said = [
        attribution(art, "A source", "said", "it rained"),
        attribution(art, "Another source", "said", "it was wet"),
    ]
    assert headcount(resolve([art], {"a": said}, TABLE)) == Headcount(2, 2, 2)


def test_nobody():
    """Without unnamed sources there are none."""
    assert headcount(run(("Quay", "Ada Roe", ""))) == Headcount(0, 0, 0)


def every_pair(unnamed: list[Unnamed]) -> dict[str, str]:
    """Return what `same` does, by comparing each with all."""

    def could(left: Unnamed, right: Unnamed) -> bool:
        return left.heard_by == right.heard_by and agree(left, right) and not excluded(left, right)

    def rivals(one: Unnamed, other: Unnamed) -> bool:
        beside = [o for o in everyone if o.article == one.article and o.key != one.key]
        return any(could(o, other) for o in beside)

    def fits(one: Unnamed, group: list[Unnamed]) -> bool:
        return (
            all(
                other.article != one.article
                and one.heard_by == other.heard_by != ""
                and compare(one, other).outcome == "same"
                for other in group
            )
            and not rivals(one, group[0])
            and not any(rivals(member, one) for member in group)
        )

    everyone = sorted(unnamed, key=lambda one: (one.article, one.key))
    groups: list[list[Unnamed]] = []
    for one in everyone:
        fitting = [group for group in groups if fits(one, group)]
        if len(fitting) == 1:
            fitting[0].append(one)
        else:
            groups.append([one])
    return {one.key: group[0].key for group in groups for one in group}


@given(st.integers(0, 100_000), st.sampled_from([3, 8, 30]))
def test_the_same_as_by_comparing_each_with_all(seed: int, articles: int) -> None:
    """Asking few groups, and each by what its members differ in, changes no outcome."""
    lots = random.Random(seed)
    nouns = ["source", "person", "official", "surgeon", "policeman"]
    made = [
        Unnamed(
            key=f"k{n}",
            article=f"a{lots.randrange(articles)}",
            heard_by=lots.choice(["", "w", "w", "w", "v"]),
            heads=frozenset(lots.sample(nouns, lots.choice((0, 1, 1, 2)))),
            words=frozenset(lots.sample(["local", "us", "hospital"], lots.choice((0, 0, 1, 2)))),
            plural=lots.random() < 0.15,
            day=lots.choice((None, 1, 20, 40, 60)),
            country=lots.choice((None, None, "R", "C")),
            gender=lots.choice(("", "", "m", "f")),
            relayed=lots.random() < 0.6,
            runs=frozenset(lots.sample([("it",), ("is",), ("so",)], lots.choice((0, 0, 1, 2)))),
            other=lots.random() < 0.1,
        )
        for n in range(lots.randrange(1, 20))
    ]
    assert same(made) == every_pair(made)


def test_ten_thousand_copies_are_no_quadratic_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many copies of one text, each asks a few questions, and all are one source."""
    asked = []
    monkeypatch.setattr(anonymous, "compare", lambda a, b: asked.append(1) or compare(a, b))
    copies = [
        Unnamed(
            f"k{n}", f"a{n}", "w", frozenset(["source"]), frozenset(["local"]), False, n % 20,
            runs=frozenset([("it", "rained"), ("copy", str(n))]),
        )
        for n in range(10_000)
    ]  # fmt: skip
    assert len(set(same(copies).values())) == 1
    assert len(asked) <= 5 * len(copies)
