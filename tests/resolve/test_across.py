"""Across articles: people, bodies and ministries under several names, and who stays apart."""

import pytest

from reportedly.records import Resolution
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.resolution import resolve
from tests.factories import article, attribution

TABLE = OutletTable.shipped()


def speaking(*names: str) -> list[str]:
    """Resolve one article a name, each with a statement by it; return the ids."""
    found = told(*((name, f"{name} said that it rained.") for name in names))
    return [appearance.sources[0] for appearance in found.appearances]


def told(*said: tuple[str, str]) -> Resolution:
    """Resolve articles given as (source, text)."""
    articles, attributions = [], {}
    for number, (source, text) in enumerate(said):
        art = article(text, id=f"a{number}", outlet=f"Quay {number}", published="2024-09-17")
        articles.append(art)
        attributions[art.id] = [attribution(art, source, "said", "that it rained")]
    return resolve(articles, attributions, TABLE)


@pytest.mark.parametrize(
    "names",
    [
        ("Volodymyr Zelensky", "Vladimir Zelenskiy", "Zelenskyy"),
        ("Bashar al-Assad", "Bashar Assad", "al-Assad"),
        ("Muammar Gaddafi", "Moammar Qadhafi"),
        ("Hay'at Tahrir al-Sham", "Hayat Tahrir Al-Sham"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Donald Trump", "Donald J. Trump"),
        ("Сергей Лавров", "Sergei Lavrov"),
    ],
)
def test_one_bearer(names):
    """Spellings of one name are one source."""
    assert len(set(speaking(*names))) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("George W. Bush", "George H. W. Bush", "George Bush"),
        ("George W. Bush", "Jeb Bush", "Bush"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Anna Bell", "Anne Dell"),
        ("Boston University", "Boston College"),
    ],
)
def test_several_bearers(names):
    """Namesakes stay apart, and a name that either may bear stays alone."""
    assert len(set(speaking(*names))) == len(names)


def test_an_acronym_that_one_article_explains():
    """What an acronym stands for in one article holds in the others, if one body goes by it."""
    found = told(
        ("Quay Water Board", "Quay Water Board (QWB) said that it rained."),
        ("QWB", "QWB said that it rained."),
    )
    assert len({appearance.sources for appearance in found.appearances}) == 1


def test_ministries_of_one_country():
    """A ministry is one in either order, and bare it is that of the only country about."""
    ids = speaking("Russian Defence Ministry", "Russian Ministry of Defense", "Defence Ministry")
    assert len(set(ids)) == 1


def test_ministries_of_two_countries():
    """Bare among two countries' it is nobody knows whose, in each article anew."""
    names = ("Russian Defence Ministry", "Ukrainian Defence Ministry")
    ids = speaking(*names, "Defence Ministry", "Defence Ministry")
    assert len(set(ids)) == 4


def test_why_an_unnamed_source_has_no_name():
    """The reason that one article gives holds for the source that several have of one hand."""
    found = told(
        ("A source", "A source said that it rained, Sputnik reported."),
        ("an aide", "It is wet, an aide said on condition of anonymity, fearing for his job."
                    " The aide said that it rained."),
    )  # fmt: skip
    second = found.sources[found.appearances[1].sources[0]]
    assert (second.specificity, second.anonymity_reason) == ("role", "fearing for his job")
    assert [place for place, _ in second.anonymity] == ["a1"]
