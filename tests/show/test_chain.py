"""The chain that both the tree and the picture are drawn from."""

from dataclasses import replace

from reportedly.records import Claim, ClaimTrace, Derivation, Independence, Origin, Resolution
from reportedly.show.chain import chain, folded, shown
from tests.factories import appearance, article, attribution, source
from tests.show.story import trace


def cracks():
    story = trace()
    return chain(story.claims[0], story.resolution, story.articles)


def small(edges, outlets, origins=(), **kinds):
    """Return the chain of articles of `outlets`, with edges (down, up, how, through)."""
    arts = [article("Rain fell.", id, outlet=id) for id in outlets]
    found = tuple(appearance(attribution(art, content="Rain fell")) for art in arts)
    ids = {id for edge in edges for id in (edge[1], edge[3]) if id} | set(outlets)
    sources = {id: source(id, kind=kinds.get(id, "outlet")) for id in ids}
    claim = ClaimTrace(
        claim=Claim(id="c", text="Rain fell", appearances=found),
        derivations=tuple(
            Derivation(
                downstream=(down, 0),
                source=up,
                upstream=None,
                relation=relation,
                evidence=None,
                through=through,
            )
            for down, up, relation, through in edges
        ),
        origins=tuple(Origin(source=id, group=id) for id in origins),
        first=outlets[0],
        independence=Independence(known=1, unknown=0, low=1, high=1, sentence="."),
        chokepoints=(),
        findings=(),
    )
    resolution = Resolution(sources=sources, outlets={id: id for id in outlets}, appearances=found)
    return chain(claim, resolution, arts)


def lines(drawn):
    return {(edge.up, edge.down, edge.relation) for edge in drawn.edges}


def test_hands_of_the_story():
    """Origin, first hand, chokepoint, denial and the article that names nobody are told apart."""
    drawn = cracks()
    assert drawn.node("engineer").role == "origin"
    assert drawn.node("vesper").first
    assert drawn.node("vesper").chokepoint
    assert drawn.node("kestrel").denies
    assert not drawn.node("public").denies
    assert drawn.node("?:skim").role == "unknown"
    assert drawn.node("radio9").owner == "Alder Media" == drawn.node("vesper").owner


def test_numbers_and_changes_stand_at_their_hands():
    """Each hand of a number that drifts has its reading; who changed something is told."""
    drawn = cracks()
    assert drawn.node("vesper").reading == "About 40 cracks"
    assert drawn.node("vesper").changed is None
    assert drawn.node("hornet").reading == "Nearly 100 cracks"
    assert drawn.node("builders").reading == "40 engineers"
    assert drawn.node("bulletin").changed == "hedge lost"


def test_layers_lead_from_origins_to_readers():
    """Every edge leads to a later layer."""
    drawn = cracks()
    layer = {node.id: node.layer for node in drawn.nodes}
    assert all(layer[edge.up] < layer[edge.down] for edge in drawn.edges)


def test_words_that_were_copied_are_no_hearing():
    """A copy's "a source said" is its original's; no edge says that it heard the source."""
    drawn = small(
        [
            ("a", "s", "attributed", None),
            ("b", "a", "copied", None),
            ("b", "s", "attributed", None),
        ],
        ["a", "b"],
        ["s"],
        s="anonymous",
    )
    assert lines(drawn) == {("s", "a", "attributed"), ("a", "b", "copied")}


def test_a_copied_denial_hides_no_source_of_the_claim():
    """Who copies a denial, and names the agency itself, is drawn at the agency."""
    arts = [article("Rain fell. It did not.", id, outlet=id) for id in ("agency", "public", "late")]
    said = [appearance(attribution(art, content="Rain fell"), 0) for art in arts]
    denied = [appearance(attribution(a, content="did not"), 1, stance="denies") for a in arts[1:]]

    def edge(down, up, relation):
        return Derivation(
            downstream=down, source=up, upstream=None, relation=relation, evidence=None
        )

    claim = ClaimTrace(
        claim=Claim(id="c", text="Rain fell", appearances=(*said, *denied)),
        derivations=(
            edge(("public", 0), "agency", "attributed"),
            edge(("late", 0), "agency", "attributed"),
            edge(("late", 1), "public", "copied"),
        ),
        origins=(),
        first="agency",
        independence=Independence(known=1, unknown=0, low=1, high=1, sentence="."),
        chokepoints=(),
        findings=(),
    )
    ids = ("agency", "public", "late")
    resolution = Resolution(
        sources={id: source(id, kind="outlet") for id in ids},
        outlets={id: id for id in ids},
        appearances=(*said, *denied),
    )
    assert ("agency", "late", "attributed") in lines(chain(claim, resolution, arts))


def test_two_stated_sources_are_both_drawn():
    """Who names both an agency and one that rests on it keeps both edges: nothing is hidden."""
    drawn = small(
        [
            ("b", "a", "attributed", None),
            ("c", "a", "attributed", None),
            ("c", "b", "attributed", None),
        ],
        ["a", "b", "c"],
    )
    assert ("a", "c", "attributed") in lines(drawn)
    assert ("b", "c", "attributed") in lines(drawn)


def test_a_hand_between_is_drawn_though_its_article_is_missing():
    """What was heard through an agency whose article is not here still runs through it."""
    drawn = small(
        [("b", "agency", "attributed", None), ("b", "s", "attributed", "agency")],
        ["b"],
        ["s"],
        s="anonymous",
    )
    assert lines(drawn) == {("s", "agency", "attributed"), ("agency", "b", "attributed")}
    assert not drawn.node("agency").articles


def test_a_circle_is_marked_once():
    """Of two that cite each other one edge is marked as closing the circle, and layers end."""
    drawn = small([("a", "b", "attributed", None), ("b", "a", "attributed", None)], ["a", "b"])
    assert sorted(edge.back for edge in drawn.edges) == [False, True]


def test_an_outlet_that_names_itself_is_no_edge():
    """An outlet that says what it was told itself is no hand before itself."""
    drawn = small([("a", "a", "attributed", None)], ["a"])
    assert lines(drawn) == {("?:a", "a", "unknown")}


def test_sources_of_one_name_are_drawn_once():
    """Two entities that are called alike are one box: two would look like two origins."""
    story = trace()
    twin = replace(story.resolution.sources["authority"], id="twin")
    resolution = replace(story.resolution, sources={**story.resolution.sources, "twin": twin})
    claim = story.claims[1]
    edge = next(d for d in claim.derivations if d.source == "authority")
    claim = replace(claim, derivations=(*claim.derivations, replace(edge, source="twin")))
    drawn = chain(claim, resolution, story.articles)
    assert [node.name for node in drawn.nodes].count("Harrow Water Authority") == 1


def test_many_equal_readers_become_one():
    """A hundred copies of one agency are drawn as a few and a number, none lost."""
    outlets = [f"o{i}" for i in range(100)]
    drawn = small([(id, "agency", "copied", None) for id in outlets], outlets, ["agency"])
    few = folded(drawn)
    assert len(few.nodes) < 10
    (more,) = (node for node in few.nodes if node.role == "folded")
    assert more.name == "95 more" or more.name == "94 more"
    assert len(more.holds) + sum(bool(node.articles) for node in few.nodes) - 1 == 100


def test_which_claims_are_shown():
    """Claims of one article are left out among several articles, unless asked for."""
    story = trace()
    assert [claim.claim.id for claim in shown(story)] == ["c1", "c2"]
    assert len(shown(story, everything=True)) == 3
    assert len(shown(replace(story, articles=story.articles[:1]))) == 3


def test_a_source_that_is_named_and_not_counted_is_no_origin_to_the_eye():
    """Beside the origins that are counted stand others that are named; they are told apart."""
    drawn = small(
        [("one", "voice", "quoted", None), ("two", "other", "quoted", None)],
        ["one", "two"],
        origins=["voice"],
        other="person",
    )
    assert [(node.id, node.beside) for node in drawn.nodes if node.role == "origin"] == [
        ("voice", False), ("other", True),
    ]  # fmt: skip
    assert not any(node.beside for node in cracks().nodes if node.role != "origin")
