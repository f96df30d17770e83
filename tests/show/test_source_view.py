"""The cards of sources."""

from dataclasses import replace

from reportedly.records import Span
from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.show.claim_view import claim_views
from reportedly.show.looks import looks
from reportedly.show.ownership import Ownership
from reportedly.show.quoted import diversity
from reportedly.show.source_view import Story, source_views
from tests.factories import span
from tests.show.story import trace

ROW = Outlet(
    name="Vesper Wire", domain="vesper.example", kind="agency", country="Halmere", owner="Alder",
    owner_owner="Alder Trust", state="Halmere", source="https://register.example/7",
    checked="2026-10-01",
)  # fmt: skip


def cards(story=None, rows=(ROW,)):
    """Return the cards of a story by name."""
    story = story or trace()
    counted = diversity(story.articles, story.resolution)
    found = looks(counted, story.resolution)
    views = source_views(
        story.articles, story.resolution, claim_views(story, found),
        Story(counted, found, Ownership(OutletTable(rows), "mine.toml")),
    )  # fmt: skip
    return {view.name: view for view in views}


def mentioned(story, *places):
    """Return the story with mentions: (article, words, id)."""
    text = {art.id: art.text for art in story.articles}
    mentions = {(art, span(text[art], words)): id for art, words, id in places}
    return replace(story, resolution=replace(story.resolution, mentions=mentions))


def test_all_that_a_source_said_stands_on_its_card():
    """Each wording once, with every article that has it, where it stands, and its claim."""
    card = cards()["an engineer who asked not to be named"]
    wordings = [said.words for said in card.said]
    assert len(wordings) == len(set(wordings))
    assert sum(len(said.places) for said in card.said) == 8
    same = next(said for said in card.said if said.words.startswith("About 40 cracks have been"))
    assert [place.outlet for place in same.places] == [
        "Vesper Wire",
        "The Quay Post",
        "Evening Tide",
    ]
    assert same.places[0].href == "#a2-0"
    assert same.claims == ((1, "#c1"),)
    assert "attributed, with doubt" in same.notes
    radio = next(said for said in card.said if said.words.startswith("More than 60"))
    assert radio.called == ("the Vesper Wire agency",)


def test_a_card_says_who_passes_it_on():
    """Who heard it, who relays it and how often; and on the relay's card, whom it passes on."""
    found = cards()
    engineer = found["an engineer who asked not to be named"]
    assert "Vesper Wire" in engineer.heard_by
    names = {name.striptags(): n for name, n in engineer.through}
    assert names == {"Vesper Wire": 5}
    passed = {name.striptags(): n for name, n in found["Vesper Wire"].passes}
    assert passed == {"an engineer who asked not to be named": 5}


def test_an_outlet_has_its_owner_and_where_that_is_from():
    """Owner, its owner, state, the table and its source; an outlet without a row has its group."""
    found = cards()
    owner = found["Vesper Wire"].owner
    assert owner is not None
    assert dict(owner.facts) == {
        "Owner": "Alder", "Its owner": "Alder Trust", "State control": "Halmere",
        "Outlet": "agency, Halmere",
    }  # fmt: skip
    assert (owner.table, owner.href) == ("your table mine.toml", "https://register.example/7")
    assert owner.checked == "2026-10-01"
    assert found["Radio Nine"].owner is None
    assert found["Radio Nine"].group == "alder"
    assert found["Ines Kestrel"].what == ("person", "Harrow Water Authority")


def test_an_unknown_owner_is_unknown():
    """A row without owner says that it is not known, and an address that is none is no link."""
    owner = cards(rows=(Outlet(name="Vesper Wire", source="javascript:alert(1)"),))[
        "Vesper Wire"
    ].owner
    assert owner is not None
    assert owner.facts[0] == ("Owner", "not known")
    assert owner.href is None


def test_the_name_is_from_the_earliest_passage_that_has_it_in_full():
    """Of all mentions, the first with the whole name is quoted, marked, and led to."""
    story = mentioned(
        trace(),
        ("lowland", "the mayor", "mayor"),
        ("valley", "Tomas Alvey, the mayor of Lowmere,", "mayor"),
    )
    words = cards(story)["Tomas Alvey"].named_in
    assert words is not None
    assert "<mark>Tomas Alvey, the mayor of Lowmere,</mark>" in words.html
    assert words.href == "#a1-0"


def test_a_name_in_no_text_has_its_reason():
    """Where only the page names the outlet, the card says where on the page that stood."""
    story = trace()
    art = replace(story.articles[1], notes=(("outlet", "og:site_name"),))
    story = replace(story, articles=(story.articles[0], art, *story.articles[2:]))
    card = cards(story)["Vesper Wire"]
    assert card.named_in is None
    assert card.named_by == "og:site_name"


def test_an_unnamed_source_says_how_much_is_told_and_why():
    """Description, how specific it is, the reason in the text's words, and the passage."""
    story = trace()
    text = {art.id: art.text for art in story.articles}
    sources = dict(story.resolution.sources)
    at = span(text["vesper"], "who asked not to be named")
    sources["engineer"] = replace(
        sources["engineer"], specificity="role", anonymity_reason="fearing for his post",
        anonymity=(("vesper", at), ("quay", at), ("gone", Span(0, 1))),
    )  # fmt: skip
    story = replace(story, resolution=replace(story.resolution, sources=sources))
    told = cards(story)["an engineer who asked not to be named"].unnamed
    assert told is not None
    assert told.tells == "tells a role, but not of which body"
    assert told.reason == "fearing for his post"
    assert len(told.places) == 1
    assert "<mark>who asked not to be named</mark>" in told.places[0].html
    assert cards()["Ines Kestrel"].unnamed is None
