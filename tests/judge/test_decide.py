"""People win over the machine: whatever the order, until they take it back."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.judge.make import Maker
from tests.judge.made import CASE, analysed, dated, grouped, judgements, together, told
from tests.trace.test_invariants import cases

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
ARTICLES, RESOLUTION = told()
BEFORE = analysed(ARTICLES, RESOLUTION)


def bare(traced):
    """Return a trace without what became of the judgements."""
    return replace(traced, judged=())


@SLOW
@given(st.data(), st.randoms(use_true_random=False))
def test_order_never_matters(data, random):
    """The same trace comes of the same judgements and articles in any order."""
    articles, resolution = told(data.draw(cases()))
    made = data.draw(judgements(analysed(articles, resolution)))
    shuffled = [list(x) for x in (articles, made, resolution.appearances)]
    for items in shuffled:
        random.shuffle(items)
    other = replace(resolution, appearances=tuple(shuffled[2]))
    one, two = analysed(articles, resolution, made), analysed(shuffled[0], other, shuffled[1])
    assert one.claims == two.claims
    assert one.judged == two.judged


@SLOW
@given(st.data())
def test_undone_is_never_judged(data):
    """A story whose judgements are all taken back is as it was before anybody judged."""
    articles, resolution = told(data.draw(cases()))
    before = analysed(articles, resolution)
    made = data.draw(judgements(before))
    undone = [dated(Maker(before, "Cem").undo(j), 100 + i) for i, j in enumerate(made)]
    after = analysed(articles, resolution, [*made, *undone])
    assert bare(after) == bare(before)
    assert {s.state for s in after.judged[: len(made)]} == {"undone"}
    again = [dated(Maker(before, "Cem").undo(j), 200 + i) for i, j in enumerate(undone)]
    redone = analysed(articles, resolution, [*made, *undone, *again])
    assert bare(redone) == bare(analysed(articles, resolution, made))


@SLOW
@given(st.data())
def test_the_last_judgement_holds(data):
    """What was judged last is as it was judged, whatever the machine and others said before."""
    articles, resolution = told(data.draw(cases()))
    before = analysed(articles, resolution)
    made = data.draw(judgements(before))
    after = analysed(articles, resolution, made)
    last, standing = made[-1], after.judged[-1]
    keys = {a.key: a for a in resolution.appearances}
    if standing.state != "applied":
        return
    if last.kind in ("same", "apart") and after.judged[-1].why == "":
        left = _keys(last.places, keys, articles)
        right = left if last.kind == "same" else _keys(last.others, keys, articles)
        for one in left:
            for two in right:
                assert one == two or together(after, one, two) == (last.kind == "same")
    if last.kind == "edge":
        steps = {(e.downstream, e.source) for c in after.claims for e in c.derivations}
        down = _keys(last.places, keys, articles)
        said = {(key, last.hands[0].id) for key in down}
        if last.verdict == "reject" and last.relation is None and not _renamed(made):
            assert not said & steps


def _keys(places, keys, articles):
    texts = {article.id: article for article in articles}
    return [
        next(
            key
            for key, a in sorted(keys.items())
            if key[0] == place.article and a.attribution.content == place.spans
        )
        for place in places
        if place.article in texts
    ]


def _renamed(made):
    return any(j.kind in ("alias", "speaker") for j in made)


def test_a_claim_is_split_and_merged():
    """Statements that a person parts are two claims, and those that one joins are one."""
    assert together(BEFORE, ("a", 0), ("c", 0))
    assert not together(BEFORE, ("a", 0), ("d", 0))
    maker = Maker(BEFORE, "Ann")
    split = dated(maker.apart([("c", 0)], [("a", 0), ("b", 0), ("d", 1)]), 1)
    merge = dated(maker.same([("a", 0), ("d", 0)]), 2)
    after = analysed(ARTICLES, RESOLUTION, [split, merge])
    assert not together(after, ("a", 0), ("c", 0))
    assert together(after, ("a", 0), ("d", 0))
    assert [s.state for s in after.judged] == ["applied", "applied"]


def test_a_copy_of_what_was_parted_follows():
    """The same words stay together, but for those of which somebody says otherwise."""
    maker = Maker(BEFORE, "Ann")
    split = dated(maker.apart([("b", 0)], [("a", 0)]), 1)
    after = analysed(ARTICLES, RESOLUTION, [split])
    assert not together(after, ("a", 0), ("b", 0))
    assert sum(len(group) for group in grouped(after)) == len(RESOLUTION.appearances)


def test_of_contradicting_merges_the_later_wins():
    """A = B and B = C, and later A is not C: then the latest two hold that agree."""
    maker = Maker(BEFORE, "Ann")
    a, b, d = ("a", 0), ("c", 0), ("d", 0)
    made = [
        dated(maker.same([a, b]), 1),
        dated(maker.same([b, d]), 2),
        dated(maker.apart([a], [d]), 3, "Ben"),
    ]
    after = analysed(ARTICLES, RESOLUTION, made)
    assert [s.state for s in after.judged] == ["overruled", "applied", "applied"]
    assert "Ben" in after.judged[0].why
    assert together(after, b, d)
    assert not together(after, a, d)


def test_a_rejected_edge_is_not_counted():
    """Without the edge to its source an article says nothing of where it has the claim."""
    claim = BEFORE.claims[0]
    edge = next(e for e in claim.derivations if e.downstream == ("c", 0))
    reject = dated(Maker(BEFORE, "Ann", "I asked.").step(edge, "reject"), 1)
    after = analysed(ARTICLES, RESOLUTION, [reject]).claims[0]
    assert after.independence.known == claim.independence.known - 1
    assert "c" in after.independence.silent
    (out,) = after.rejected_edges
    assert out.reasons[-1].seen == "Ann, 2026-03-01 10:00 UTC: I asked."
    assert out.confidence == 0


def test_a_confirmed_and_an_added_edge_are_certain():
    """An edge that a person vouches for has a probability of one, and says who."""
    maker = Maker(BEFORE, "Ann")
    edge = BEFORE.claims[0].derivations[0]
    new = maker.edge([("c", 0)], maker.hand("A"), "confirm", relation="copied", upstream=("a", 0))
    made = [dated(maker.step(edge, "confirm"), 1), dated(new, 2)]
    after = analysed(ARTICLES, RESOLUTION, made).claims[0]
    sure = {e.reasons[0].name: e for e in after.derivations if e.confidence == 1}
    assert sure["person-confirmed"].downstream == edge.downstream
    assert sure["person-added"].upstream == ("a", 0)
    assert "Ann" in sure["person-added"].reasons[0].seen


def test_rejecting_a_copy_leaves_the_source_heard_directly():
    """What an article names beyond a hand that a person rejects, it heard itself."""
    case = CASE | {"articles": {
        "a": CASE["articles"]["a"],
        "e": {"outlet": "Z", "published": "2024-09-20",
              "says": [{"content": CASE["articles"]["a"]["says"][0]["content"], "by": "p",
                        "relays": ["A"]}]},
    }}  # fmt: skip
    articles, resolution = told(case)
    before = analysed(articles, resolution)
    edges = [e for c in before.claims for e in c.derivations if e.downstream == ("e", 0)]
    assert {(e.source, e.through) for e in edges} == {("A", None), ("p", "A")}
    maker = Maker(before, "Ann")
    reject = dated(maker.edge([("e", 0)], maker.hand("A"), "reject"), 1)
    after = analysed(articles, resolution, [reject])
    edges = [e for c in after.claims for e in c.derivations if e.downstream == ("e", 0)]
    assert [(e.source, e.through) for e in edges] == [("p", None)]


def test_a_speaker_is_assigned():
    """A statement that a person lays at another door counts as said by that one."""
    maker = Maker(BEFORE, "Ann")
    made = [dated(maker.speaker(("c", 0), [maker.hand("p")]), 1)]
    after = analysed(ARTICLES, RESOLUTION, made).claims[0]
    assert after.independence.known == BEFORE.claims[0].independence.known - 1
    edge = next(e for e in after.derivations if e.downstream == ("c", 0))
    assert (edge.source, edge.reasons[1].name) == ("p", "person-assigned")


def test_a_rejected_attribution_is_out():
    """What nobody says is in no claim, and later judgements about it say so."""
    maker = Maker(BEFORE, "Ann")
    edge = next(e for e in BEFORE.claims[0].derivations if e.downstream == ("c", 0))
    made = [dated(maker.attribution(("c", 0), "reject"), 1), dated(maker.step(edge, "confirm"), 2)]
    after = analysed(ARTICLES, RESOLUTION, made)
    assert all(("c", 0) not in group for group in grouped(after))
    assert [s.state for s in after.judged] == ["applied", "not applied"]
    assert "Ann" in after.judged[1].why


def test_sources_are_made_one():
    """Two sources of which a person says that they are one are one origin."""
    maker = Maker(BEFORE, "Ann")
    made = [dated(maker.alias(maker.hand("q"), maker.hand("p")), 1)]
    after = analysed(ARTICLES, RESOLUTION, made)
    assert after.claims[0].independence.known == BEFORE.claims[0].independence.known - 1
    assert "q" not in after.resolution.sources
    assert "Tom Reed" in after.resolution.sources["p"].names


def test_names_in_a_circle():
    """Of A is B and B is A the later gives the name, and both are one."""
    maker = Maker(BEFORE, "Ann")
    p, q = maker.hand("p"), maker.hand("q")
    after = analysed(
        ARTICLES, RESOLUTION, [dated(maker.alias(p, q), 1), dated(maker.alias(q, p), 2)]
    )
    assert "p" in after.resolution.sources
    assert "q" not in after.resolution.sources


def test_what_is_gone_is_kept_and_said():
    """A judgement about an article that is not there is not applied, with the reason."""
    made = [dated(Maker(BEFORE, "Ann").attribution(("c", 0), "reject"), 1)]
    rest = [article for article in ARTICLES if article.id != "c"]
    resolution = replace(
        RESOLUTION, appearances=tuple(a for a in RESOLUTION.appearances if a.article != "c")
    )
    (standing,) = analysed(rest, resolution, made).judged
    assert (standing.state, standing.why) == ("not applied", "there is no article c here")
