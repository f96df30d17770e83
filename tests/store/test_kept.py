from dataclasses import replace

import pytest

from reportedly.store.collection import Collection
from tests.show import hostile, story


@pytest.fixture(
    params=[story.trace, lambda: hostile.hostile_trace("\0<b>\ud800\x1b[2J\u202e{{x}}")],
    ids=["story", "hostile"],
)
def traced(request, tmp_path):
    """A collection with the articles of a trace, and that trace."""
    trace = request.param()
    with Collection.create(tmp_path / "c") as made:
        for art in trace.articles:
            own = [a.attribution for a in trace.resolution.appearances if a.article == art.id]
            made.add(art, own, address=art.id)  # they have one url
        yield made, trace


def test_a_trace_comes_back_whole(traced):
    """What was kept is the same trace: articles, sources, claims and all."""
    collection, trace = traced
    assert collection.trace("plain") is None
    collection.keep_trace(trace, collection.revision, "plain")
    assert collection.trace("plain") == trace
    assert collection.trace("with another table") is None


def test_a_trace_is_stale_once_something_changed(traced):
    """A new article or judgement ends it; the next one takes its place."""
    collection, trace = traced
    collection.keep_trace(trace, collection.revision)
    first = trace.articles[0]
    assert collection.add(replace(first, text=first.text + " More."), ()) == "new version"
    assert collection.trace() is None
    fewer = replace(trace, claims=trace.claims[:1], copies=())
    collection.keep_trace(fewer, collection.revision)
    assert len(collection.trace().claims) == 1


def test_claims_with_appearances_of_their_own_come_back(traced):
    """An appearance that a judgement changed, or that two claims share, is kept with the claim."""
    collection, trace = traced
    claim = trace.claims[0].claim
    changed = (replace(claim.appearances[0], stance="denies"), *claim.appearances[1:])
    twice = replace(claim, id="twice", appearances=changed)
    more = replace(trace, claims=(*trace.claims, replace(trace.claims[0], claim=twice)))
    collection.keep_trace(more, collection.revision)
    assert collection.trace() == more


def test_keeping_a_trace_is_no_change(traced):
    """The revision is of what people and pages say, not of what follows from it."""
    collection, trace = traced
    before = collection.revision
    collection.keep_trace(trace, before)
    assert collection.revision == before


def test_a_search_leads_to_claims_and_sources(traced):
    """With an analysis, hits have its ids, and a claim is there once however often it was met."""
    collection, trace = traced
    claim = trace.claims[0].claim
    words = claim.text.split()[-1]
    before = [hit for hit in collection.search(words) if hit.kind == "claim"]
    assert before
    assert all(hit.id == "" for hit in before)
    collection.keep_trace(trace, collection.revision)
    after = [hit for hit in collection.search(words) if hit.kind == "claim"]
    assert claim.id in {hit.id for hit in after}
    assert len({hit.id for hit in after}) == len(after)
