"""The pipeline on a collection: what is new is read, the rest is taken as it was kept."""

import json
from dataclasses import replace

import pytest

from reportedly import pipeline
from reportedly.errors import WrongLanguage
from reportedly.show.export_json import trace_json
from reportedly.store.collection import Collection
from tests.factories import article

TEXT = (
    "The Kelsby dam has {n} cracks, the river board said on Monday.\n\n"
    "“Nobody is in danger,” Ada Birch, the board's engineer, told Lantern.\n"
)


@pytest.fixture
def collection(tmp_path):
    """An empty collection."""
    with Collection.create(tmp_path / "c") as made:
        yield made


@pytest.fixture
def articles():
    """Two articles with a claim in common."""
    return [
        article(TEXT.format(n="forty"), "a", url="https://lantern.example/dam?utm_source=x",
                outlet="Lantern", published="2026-10-13"),
        article("Rain fell. " + TEXT.format(n="forty"), "b", url="https://post.example/dam",
                outlet="Quay Post", published="2026-10-14"),
    ]  # fmt: skip


def test_a_second_run_reads_only_what_is_new(collection, articles, monkeypatch):
    """What is there already is neither attributed nor changed; a copy's text is known."""
    assert pipeline.add(collection, articles) == {"added": 2, "new version": 0, "same": 0}
    read = []
    real = pipeline.attribute
    monkeypatch.setattr(
        pipeline, "attribute", lambda arts, **o: read.extend(arts) or real(arts, **o)
    )
    mirror = replace(articles[0], id="m", url="https://mirror.example/dam", outlet="Mirror")
    new = article("The mayor denied it.", "d")
    seen = []
    counts = pipeline.add(
        collection, [*articles, mirror, new], on_stored=lambda art, how: seen.append((art.id, how))
    )
    assert counts == {"added": 2, "new version": 0, "same": 2}
    assert seen == [("a", "same"), ("b", "same"), ("m", "added"), ("d", "added")]
    assert read == [new]
    known = collection.attributions()
    assert {attr.article for attr in known["m"]} == {"m"}
    assert [a.content for a in known["m"]] == [a.content for a in known["a"]]


def test_a_collection_is_traced_as_its_articles_are(collection, articles):
    """The same trace, whether the articles were kept in between or not; and when kept itself."""
    pipeline.add(collection, articles)
    fresh = pipeline.trace(articles)
    for _ in range(2):
        found = pipeline.trace_collection(collection)
        assert found == fresh
        assert trace_json(found) == trace_json(fresh)
    assert collection.trace(pipeline._settings(None)) == fresh


def test_a_new_version_is_found_to_be_a_stealth_edit(collection, articles):
    """A page that was changed without a word, under its address written otherwise."""
    pipeline.add(collection, articles)
    later = replace(
        articles[0], id="x", url="https://www.lantern.example/dam", text=TEXT.format(n="four")
    )
    assert pipeline.add(collection, [later])["new version"] == 1
    found = pipeline.trace_collection(collection)
    assert {art.id for art in found.articles} == {"a", "a@1", "b"}
    edits = [
        finding
        for claim in found.claims
        for finding in claim.findings
        if finding.kind == "stealth-edit"
    ]
    assert edits
    assert {id for finding in edits for id, _ in finding.passages} == {"a", "a@1"}


def test_claims_and_dates_choose(collection, articles):
    """By id, number or words of any appearance; by the day of publishing."""
    pipeline.add(collection, articles)
    whole = pipeline.trace_collection(collection)
    for asked in (whole.claims[0].claim.id, "1"):
        assert pipeline.trace_collection(collection, claim=asked).claims == whole.claims[:1]
    for asked, many in (("DANGER nobody", 1), ("kettle", 0), ("0", 0), ("9999", 0), ("", 0)):
        assert len(pipeline.trace_collection(collection, claim=asked).claims) == many
    later = pipeline.trace_collection(collection, since="2026-10-14")
    assert [art.id for art in later.articles] == ["b"]
    assert pipeline.trace_collection(collection) == whole


def test_a_claim_of_a_large_collection_is_traced_in_its_stories(collection, articles, monkeypatch):
    """The same claim as in the whole, of the articles that tell of the matter and no others."""
    others = [
        article(
            f"The choir of Merle {n} sang in Ostwick on Sunday, the conductor Penn {n} said. "
            f"“We had {n} singers,” she said.",
            f"o{n}",
        )
        for n in range(12)
    ]
    pipeline.add(collection, [*articles, *others])
    monkeypatch.setattr(pipeline, "LARGE", 5)
    found = pipeline.trace_collection(collection, claim="DANGER nobody")
    assert {art.id for art in found.articles} == {"a", "b"}
    assert pipeline.trace_collection(collection, claim="kettle").claims == ()
    whole = pipeline.trace_collection(collection)
    again = pipeline.trace_collection(collection, claim="DANGER nobody")
    assert len(again.articles) == 14
    assert [traced.claim for traced in found.claims] == [traced.claim for traced in again.claims]
    assert whole.claims


def test_other_languages_are_left_out(collection, articles):
    """They are reported, or raised, and the rest is stored."""
    odd = article("Es regnet.", "o", language="de")
    seen = []
    counts = pipeline.add(collection, [odd, articles[0]], on_error=seen.append)
    assert counts["added"] == 1
    assert [type(error) for error in seen] == [WrongLanguage]
    with pytest.raises(WrongLanguage):
        pipeline.add(collection, [odd])


def test_a_search_finds_what_is_meant(collection, articles):
    """The question goes through the model that read the articles."""
    pipeline.add(collection, [*articles, article("A ship sank off Istmar, sailors said.", "s")])
    hits = pipeline.search(collection, "no one is at risk")
    assert hits
    assert hits[0].words.startswith("“Nobody is in danger")
    assert hits[0].by == ("meaning",)
    assert pipeline.search(collection, "'\"") == []


def test_a_collection_opened_for_reading_is_traced(collection, articles, tmp_path):
    """Nothing is kept then, and nothing has to be."""
    pipeline.add(collection, articles)
    with Collection.open(tmp_path / "c", readonly=True) as found:
        assert json.loads(trace_json(pipeline.trace_collection(found)))["claims"]
    assert collection.trace(pipeline._settings(None)) is None
