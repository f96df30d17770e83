"""Many articles: who is the same, who is not, and what must hold for any input."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records import Attribution, Resolution, Span
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.resolution import resolve
from tests.factories import article, attribution

TABLE = OutletTable.shipped()
IDLIB = Path(__file__).parents[3] / "shared" / "cases" / "idlib"


def run(*stories: tuple[str, str, str, str, str], table: OutletTable = TABLE) -> Resolution:
    """Resolve articles a, b, … given as (outlet, text, source, cue, content)."""
    articles, said = [], {}
    for id, (outlet, text, *parts) in zip("abcdef", stories, strict=False):
        art = article(text, id=id, outlet=outlet, published="2024-09-17")
        articles.append(art)
        said[id] = [attribution(art, *parts)]
    return resolve(articles, said, table)


def sources_of(found: Resolution) -> list[str]:
    return [appearance.sources[0] for appearance in found.appearances]


def told(outlet: str, source: str, addressee: str) -> tuple[str, str, str, str, str]:
    return outlet, f"{source} told {addressee} that it rained.", source, "told", "that it rained"


def test_one_person_in_two_spellings():
    """A name spelt two ways is one person, and a surname alone joins the only full name."""
    found = run(
        ("Quay Daily", "Volodymyr Zelensky said so.", "Volodymyr Zelensky", "said", "so"),
        ("Ash Post", "Volodymyr Zelenskyy said so.", "Volodymyr Zelenskyy", "said", "so"),
        ("Bell Post", "Zelenskiy said so.", "Zelenskiy", "said", "so"),
    )
    assert len(set(sources_of(found))) == 1


def test_two_people_of_one_surname_stay_apart():
    """Where two full names share a surname, the surname alone is a third."""
    found = run(
        ("Quay Daily", "Anna Bell said so.", "Anna Bell", "said", "so"),
        ("Ash Post", "Viktor Bell said so.", "Viktor Bell", "said", "so"),
        ("Elm Post", "Bell said so.", "Bell", "said", "so"),
    )
    assert len(set(sources_of(found))) == 3


def test_one_agency_by_two_names():
    """AFP and Agence France-Presse are one source."""
    found = run(
        ("Quay Daily", "AFP reported rain.", "AFP", "reported", "rain"),
        ("Ash Post", "Agence France-Presse reported rain.", "Agence France-Presse", "reported",
         "rain"),
    )  # fmt: skip
    assert len(set(sources_of(found))) == 1


def test_agencies_are_the_tables():
    """Whether an outlet is an agency is what the table says, by every name that it has there."""
    found = run(("Quay Daily", "AFP reported rain.", "AFP", "reported", "rain"))
    assert found.sources[sources_of(found)[0]].agency
    assert not found.sources[found.outlets["a"]].agency
    assert found.agencies["afp"] == found.agencies["agence france-presse"] == "Agence France-Presse"


def test_one_unnamed_source_heard_by_one_hand():
    """A source of one agency is one source in every article that carries it."""
    found = run(told("Quay Daily", "A source", "Sputnik"), told("Ash", "A local source", "Sputnik"))
    assert len(set(sources_of(found))) == 1
    source = found.sources[sources_of(found)[0]]
    assert source.kind == "anonymous"
    assert source.heard_by == "outlet:sputnik"
    assert source.group == "government of Russia"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("A source", "Sputnik"), ("A source", "Reuters")),
        (("A source", "Sputnik"), ("A diplomat", "Sputnik")),
        (("A local source", "Sputnik"), ("A security source", "Sputnik")),
        (("A source", "Sputnik"), ("Two sources", "Sputnik")),
    ],
)
def test_unnamed_sources_not_known_to_be_one(left, right):
    """Another hand, another description or another number: not known to be the same."""
    found = run(told("Quay Daily", *left), told("Ash Post", *right))
    assert len(set(sources_of(found))) == 2


def test_two_that_fit_are_not_guessed():
    """Where an article has two sources that would fit, neither is taken for another's."""
    text = "A source told Sputnik it rained. Another source told Sputnik it was wet."
    two = article(text, id="b", outlet="Ash Post", published="2024-09-17")
    one = article("A source told Sputnik it rained.", outlet="Elm", published="2024-09-17")
    said = {
        "a": [attribution(one, "A source", "told", "it rained")],
        "b": [
            attribution(two, "A source", "told", "it rained"),
            attribution(two, "Another source", "told", "it was wet"),
        ],
    }
    assert len(set(sources_of(resolve([one, two], said, TABLE)))) == 3


def test_groups_of_people_are_local():
    """Experts of two articles are not the same experts."""
    story = ("It rained, experts said.", "experts", "said", "It rained")
    assert len(set(sources_of(run(("Quay", *story), ("Ash", *story))))) == 2


def test_order_of_articles_changes_nothing_else():
    """Permuting the articles permutes the appearances and nothing more."""
    stories = [told("Quay", "A source", "Sputnik"), told("Ash", "A local source", "Sputnik"),
               told("Elm", "Anna Bell", "Reuters")]  # fmt: skip
    articles = [
        article(text, id=id, outlet=outlet, published="2024-09-17")
        for id, (outlet, text, *_) in zip("abc", stories, strict=True)
    ]
    said = {
        art.id: [attribution(art, *parts)]
        for art, (_, _, *parts) in zip(articles, stories, strict=True)
    }
    first = resolve(articles, said, TABLE)
    for order in permutations(articles):
        other = resolve(order, said, TABLE)
        assert other.sources == first.sources
        assert dict(other.mentions) == dict(first.mentions)
        assert set(other.appearances) == set(first.appearances)
        assert [a.article for a in other.appearances] == [art.id for art in order]


WORDS = st.sampled_from(
    "Ada Roe he she it the source said told Sputnik, and a report of Quay; “we (AFP) who which ."
    " U.S. officials 250 in 2015 Mr. O’Neill The government newspaper citing quoted by\n".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=30), st.data())
def test_any_spans_give_a_whole_resolution(words, data):
    """Whatever is marked, each attribution appears once and every id is known."""
    text = " ".join(words)
    art = article(text, outlet="Quay Daily", published="2024-09-17")

    def piece():
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    count = data.draw(st.integers(1, 3))
    said = [
        Attribution(
            article="a",
            source=(piece(),) if data.draw(st.booleans()) else (),
            cue=(piece(),) if data.draw(st.booleans()) else (),
            content=(piece(),),
            parent=data.draw(st.sampled_from([None, *range(index)])),
        )
        for index in range(count)
    ]
    found = resolve([art], {"a": said}, TABLE)
    assert [a.index for a in found.appearances] == list(range(count))
    for appearance in found.appearances:
        ids = (*appearance.sources, *appearance.addressees, *appearance.relays)
        assert all(id in found.sources for id in ids)
        assert not set(appearance.relays) & set(appearance.sources)
        assert found.outlets["a"] not in appearance.relays
        assert bool(appearance.sources) == bool(appearance.attribution.source)
    assert all(id in found.sources for id in found.mentions.values())


def test_no_attributions():
    """An article in which nobody says anything still has its outlet."""
    found = resolve([article("It rained.", outlet="Quay Daily")], {}, TABLE)
    assert found.appearances == ()
    assert found.sources[found.outlets["a"]].name == "Quay Daily"


@pytest.mark.skipif(not IDLIB.exists(), reason="the seed case is not part of the repository")
def test_seed_case():
    """On the labelled article every chain, kind, affiliation and count is as labelled."""
    text = (IDLIB / "article.txt").read_text("utf-8")
    gold = json.loads((IDLIB / "gold.json").read_text("utf-8"))
    art = article(text, outlet=gold["outlet"], published=gold["date"])
    labels = gold["attributions"]
    numbers = {label["id"]: number for number, label in enumerate(labels)}

    def spans(label, role):
        return tuple(Span(*span) for span in label.get(role, ()))

    said = [
        Attribution(
            article="a",
            source=spans(label, "source"),
            cue=spans(label, "cue"),
            content=spans(label, "content"),
            addressee=spans(label, "addressee"),
            form=label["form"],
            parent=numbers.get(label.get("parent")),
        )
        for label in labels
    ]
    found = resolve([art], {"a": said}, TABLE)
    for label, appearance in zip(labels, found.appearances, strict=True):
        named = [found.sources[id] for id in (*appearance.relays, *appearance.sources)]
        if "chain" in label:
            chain = [s.kind if s.kind == "anonymous" else s.name for s in named]
            wanted = [name.replace(" source", "") for name in label["chain"][1:]]
            assert chain == wanted, label["id"]
        if label.get("source_kind", "none") != "none":
            assert named[-1].kind == label["source_kind"]
        if "affiliation" in label:
            assert named[-1].affiliation == label["affiliation"]
        if "same_source_as" in label:
            same = found.appearances[numbers[label["same_source_as"]]]
            assert appearance.sources == same.sources
        if "date" in label:
            assert appearance.when is not None
            assert appearance.when.value == label["date"]
        values = [quantity.value for quantity in appearance.quantities]
        assert all(quantity["value"] in values for quantity in label.get("quantities", ()))
    assert len({found.appearances[numbers[n]].sources for n in ("a3", "a12")}) == 2


@pytest.mark.parametrize(
    ("outlet", "meant"),
    [
        ("Department of Water Works", "outlet:department of water works"),
        ("Quay Daily", None),
    ],
)
def test_a_body_is_meant_by_its_noun_on_its_own_page(outlet, meant):
    """“The Department” in a notice of a department is the department, in a newspaper it is not."""
    art = article("The Department said the dam is safe.", outlet=outlet, published="2024-09-17")
    said = [attribution(art, "The Department", "said", "the dam is safe")]
    found = resolve([art], {"a": said}, OutletTable.shipped())
    assert (found.appearances[0].sources == (meant,)) is bool(meant)
