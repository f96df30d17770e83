"""From whom each appearance of a claim has it: the edges upstream.

In order of trust (the relations are W3C PROV's in a newsroom's words):

    attributed   the article says so: wasQuotedFrom, or wasAttributedTo for paraphrase
    linked       a hyperlink says so: hadPrimarySource
    copied       the same words say so: wasDerivedFrom

An appearance that names somebody and was copied has its source through the
article from which it was copied, and did not hear the source itself: a copy
adds a hand, never an origin. An appearance in the article's own voice looks
first for an attribution of the same claim in its own article, then for links,
then for copying, then for a credit line ("Source: Quay Wire"). Where all fail
there is no edge: lineage unknown.

Dates only ever choose between equals. An article that names a later one keeps
that edge, and so do circles.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.records import (
    Appearance,
    Claim,
    Derivation,
    Reason,
    Relation,
    Span,
    Stance,
    probability,
    words_of,
)
from reportedly.trace.copying import MOSTLY, Taken, taken
from reportedly.trace.credits import credited
from reportedly.trace.links import Linked, linked
from reportedly.trace.scene import Scene
from reportedly.trace.stated import chains, evidence
from reportedly.trace.unnamed import Quoted
from reportedly.trace.when import earlier

STATED = 0.95  # that a named source is where it comes from, given that it was read rightly
INHERITED = 0.85  # that a statement has the source of the same claim elsewhere in its article

SEEN = 80  # characters of a cue that a reason repeats
_INHERITED = Reason(
    "inherited", INHERITED, "times", "the same claim, attributed elsewhere in the article"
)

Key = tuple[str, int]
Unnamed = Mapping[tuple[str, str], Quoted]


@dataclass(frozen=True, slots=True)
class Route:
    """The nearest hand of an appearance, told by something other than its source."""

    hand: str
    upstream: Key | None
    relation: Relation
    evidence: Span
    reasons: tuple[Reason, ...]


def derivations(claim: Claim, scene: Scene, unnamed: Unnamed) -> tuple[Derivation, ...]:
    """Return all edges upstream of a claim's appearances, in the appearances' order.

    Args:
        claim: its appearances are followed.
        scene: what is known of the articles.
        unnamed: where the unnamed sources of each article were quoted before.
    """
    by_article: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in sorted(claim.appearances, key=lambda a: a.key):
        if appearance.article in scene.articles:
            by_article[appearance.article].append(appearance)
    found: list[Derivation] = []
    for article in sorted(by_article):
        found += _of_article(by_article[article], by_article, scene, unnamed)
    return tuple(found)


def _of_article(
    appearances: Sequence[Appearance],
    by_article: Mapping[str, Sequence[Appearance]],
    scene: Scene,
    unnamed: Unnamed,
) -> Iterable[Derivation]:
    """Return the edges of one article: of what names somebody, then of the rest, inherited."""
    found: dict[int, list[Derivation]] = {}
    for appearance in appearances:
        stated = chains(appearance, scene)
        if stated:
            route = _route(appearance, stated, by_article, scene, unnamed)
            found[appearance.index] = _edges(appearance, stated, route, by_article, scene)
    named = _best(appearances, found)
    for appearance in appearances:
        if appearance.index not in found:
            inherited = _inherited(appearance, named)
            route = None
            if not inherited:
                route = (
                    _link_route(appearance, (), by_article, scene)
                    or _copy_route(taken(appearance, by_article, scene), scene)
                    or _credit_route(appearance, by_article, scene)
                )
            found[appearance.index] = inherited or _edges(appearance, (), route, by_article, scene)
    routed = _best(appearances, found)
    for appearance in appearances:  # a headline has what the linked sentence below it has
        yield from found[appearance.index] or _inherited(appearance, routed)


def _best(
    siblings: Sequence[Appearance], named: Mapping[int, Sequence[Derivation]]
) -> dict[Stance, list[Derivation]]:
    """Return the surest edges of an article's statements of the claim, by stance."""
    found: dict[Stance, dict[tuple[str, str | None, str], Derivation]] = defaultdict(dict)
    for sibling in siblings:
        mine = found[sibling.stance]
        for edge in named.get(sibling.index, ()):
            key = edge.source, edge.through, edge.relation
            if key not in mine or probability(edge.reasons) > probability(mine[key].reasons):
                mine[key] = edge
    return {stance: list(edges.values()) for stance, edges in found.items()}


def _inherited(
    appearance: Appearance, best: Mapping[Stance, Sequence[Derivation]]
) -> list[Derivation]:
    """Return the edges that a statement has from the others of its stance in its article."""
    return [
        _weighed(replace(edge, downstream=appearance.key), (*edge.reasons, _INHERITED))
        for edge in best.get(appearance.stance, ())
    ]


def _route(
    appearance: Appearance,
    stated: Sequence[tuple[str, ...]],
    by_article: Mapping[str, Sequence[Appearance]],
    scene: Scene,
    unnamed: Unnamed,
) -> Route | None:
    """Return the hand through which an attributed statement came, if words or links show it."""
    copy = taken(appearance, by_article, scene)
    heads = {chain[0] for chain in stated if scene.source(chain[0]).kind == "outlet"}
    if copy and (copy.share >= MOSTLY or not heads or scene.hand(copy.article) in heads):
        return _copy_route(copy, scene)
    for chain in stated:
        quoted = unnamed.get((appearance.article, chain[0])) if len(chain) == 1 else None
        if quoted and not scene.refused(appearance.key, scene.hand(quoted.article)):
            others = by_article.get(quoted.article, ())
            target = next((o.key for o in others if quoted.source in o.sources), None)
            target = target or (others[0].key if others else None)
            hand = scene.hand(quoted.article)
            return Route(hand, target, "copied", quoted.evidence, quoted.reasons)
    return _link_route(appearance, stated, by_article, scene)


def _copy_route(copy: Taken | None, scene: Scene) -> Route | None:
    if copy is None:
        return None
    hand = scene.hand(copy.article)
    return Route(hand, copy.appearance, "copied", copy.evidence, copy.reasons)


def _credit_route(
    appearance: Appearance, by_article: Mapping[str, Sequence[Appearance]], scene: Scene
) -> Route | None:
    found = credited(appearance.article, scene)
    if found is None:
        return None
    hand, line, reason = found
    return Route(hand, _page(hand, appearance, by_article, scene), "attributed", line, (reason,))


def _link_route(
    appearance: Appearance,
    stated: Sequence[tuple[str, ...]],
    by_article: Mapping[str, Sequence[Appearance]],
    scene: Scene,
) -> Route | None:
    """Return the hand to which an appearance links, unless the article names another hand.

    Beside a named hand a link only shows that hand's page. Beside a source
    that is no outlet ("Ms Ash said", with a link on *said*) it is the hand.
    """
    found = linked(appearance, by_article, scene)
    if any(scene.source(id).kind == "outlet" for chain in stated for id in chain):
        return None
    best: Linked | None = next((link for link in found if link.at or not stated), None)
    if best is None:
        return None
    target = by_article.get(best.article or "", ())
    key = target[0].key if target else None
    return Route(best.hand, key, "linked", best.evidence, (best.reason,))


def _edges(
    appearance: Appearance,
    stated: Sequence[tuple[str, ...]],
    route: Route | None,
    by_article: Mapping[str, Sequence[Appearance]],
    scene: Scene,
) -> list[Derivation]:
    """Return the edges along the chains, which all start with the route's hand if there is one."""
    edges = []
    own = scene.hand(appearance.article)
    if route and route.hand != own:
        edge = Derivation(
            downstream=appearance.key,
            source=route.hand,
            upstream=route.upstream,
            relation=route.relation,
            evidence=route.evidence,
        )
        edges.append(_weighed(edge, route.reasons))
    reasons = _stated(appearance, scene)
    for chain in stated:
        nearer = route.hand if route and route.hand != own else None
        if nearer in chain[1:]:  # words of that hand's which credit others with its own report
            continue
        if nearer == chain[0]:
            nearer = None
        for id in chain:
            edge = Derivation(
                downstream=appearance.key,
                source=id,
                upstream=_page(id, appearance, by_article, scene),
                relation="attributed",
                evidence=evidence(appearance, id, scene),
                through=nearer,
            )
            edges.append(_weighed(edge, reasons))
            nearer = id
    return list(dict.fromkeys(edges))


def _weighed(edge: Derivation, reasons: tuple[Reason, ...]) -> Derivation:
    """Return the edge with its reasons, and as sure as they make it: nothing else does."""
    return replace(edge, reasons=reasons, confidence=round(probability(reasons), 3))


def _stated(appearance: Appearance, scene: Scene) -> tuple[Reason, ...]:
    """Return why an attribution is an edge.

    It is right if source and content are; an edge needs the source alone.
    """
    attr, text = appearance.attribution, scene.articles[appearance.article].text
    sure = attr.confidence
    told = words_of(attr.cue or attr.source or attr.content, text)
    return (
        Reason("stated", STATED, "times", told if len(told) <= SEEN else told[: SEEN - 1] + "…"),
        Reason("reading", sure**0.5, "times", f"{sure:.0%} that source and content are right"),
    )


def _page(
    hand: str,
    appearance: Appearance,
    by_article: Mapping[str, Sequence[Appearance]],
    scene: Scene,
) -> Key | None:
    """Return a hand's own appearance of the claim: the one linked to, else the last before.

    Where none came before, the first is taken: a stated source stands, whatever the dates say.
    """
    pages = [
        id for id in scene.pages.get(hand, ()) if id in by_article and id != appearance.article
    ]
    if not pages:
        return None
    here = scene.articles[appearance.article]
    to = {link.article for link in linked(appearance, by_article, scene)}
    before = [id for id in pages if earlier(scene.articles[id].published, here.published)]
    best = next((id for id in pages if id in to), before[-1] if before else pages[0])
    words = scene.words(appearance)
    wanted = min(
        by_article[best],
        key=lambda a: (a.stance != appearance.stance, -len(words & scene.words(a)), a.index),
    )
    return wanted.key
