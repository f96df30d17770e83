"""The whole of a story: each claim followed upstream, and the claims put in order."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.judgement import Decisions
from reportedly.records import Article, Claim, ClaimTrace, Copy, Origin, Resolution, Trace
from reportedly.trace.case import Case
from reportedly.trace.decided import Edges, People, decided, judged_findings
from reportedly.trace.derivations import Unnamed, derivations
from reportedly.trace.findings import findings
from reportedly.trace.first import first_article
from reportedly.trace.independence import answer
from reportedly.trace.nameless import merged
from reportedly.trace.scene import Scene, scene
from reportedly.trace.unnamed import same_unnamed

NOTHING = Decisions()
NOBODY = People(NOTHING)


def trace(
    articles: Sequence[Article],
    resolution: Resolution,
    copies: Sequence[Copy],
    claims: Sequence[Claim],
    decisions: Decisions = NOTHING,
) -> Trace:
    """Follow every claim upstream.

    The order of the articles, copies and claims never matters.

    Args:
        articles: the story, each with its own id.
        resolution: who the sources are, and which outlet published what.
        copies: which articles have text in common.
        claims: their appearances lie in the articles; those that don't are passed over.
        decisions: what people decided, which goes before what is found here.

    Returns:
        The claims as traced, most worth a look first, with the resolution
        completed: articles without an outlet have become their own.
    """
    seen = replace(scene(articles, resolution, copies), different=decisions.different)
    unnamed = same_unnamed(seen)
    people = People(decisions)
    traced = [
        claim_trace(claim, seen, unnamed, people)
        for claim in claims
        if any(a.article in seen.articles for a in claim.appearances)
    ]
    return Trace(
        articles=tuple(sorted(articles, key=lambda a: (a.id, a.text))),
        resolution=seen.resolution,
        copies=tuple(sorted(copies, key=lambda c: (c.left, c.right))),
        claims=tuple(sorted(traced, key=worth_a_look)),
    )


def claim_trace(claim: Claim, seen: Scene, unnamed: Unnamed, people: People = NOBODY) -> ClaimTrace:
    """Follow one claim upstream."""
    edges, rejected = _edges(claim, seen, unnamed, people)
    count = answer(claim, edges, seen)
    first = first_article(claim, edges, seen)
    case = Case(claim, edges, count, first, seen)
    kept, dropped = judged_findings(findings(case), claim, people)
    return ClaimTrace(
        claim=claim,
        derivations=edges,
        origins=tuple(
            Origin(source=end, group=count.groups[end].group, article=_page(end, claim, seen))
            for end in count.lineage.ends
        ),
        first=first,
        independence=count.independence,
        chokepoints=count.chokepoints,
        findings=kept,
        rejected_edges=rejected,
        rejected_findings=dropped,
    )


def _edges(claim: Claim, seen: Scene, unnamed: Unnamed, people: People) -> tuple[Edges, Edges]:
    """Return a claim's edges as people decided, and those that they rejected.

    Where they say that a statement was not copied from a hand, the next best original is
    looked for, and may be rejected in its turn.
    """
    raw = derivations(claim, seen, unnamed)
    edges, rejected = decided(raw, merged(raw, seen), claim, people, seen)
    refused = frozenset((e.downstream, e.source) for e in rejected if e.relation == "copied")
    while not refused <= seen.not_copied:
        seen = replace(seen, not_copied=seen.not_copied | refused)
        raw = derivations(claim, seen, unnamed)
        edges, more = decided(raw, merged(raw, seen), claim, people, seen)
        rejected = tuple(dict.fromkeys((*rejected, *more)))
        refused = frozenset((e.downstream, e.source) for e in rejected if e.relation == "copied")
    return edges, rejected


def _page(source: str, claim: Claim, seen: Scene) -> str | None:
    """Return an origin's own article with the claim, if it is an outlet of the story."""
    carries = {a.article for a in claim.appearances}
    return next((id for id in seen.pages.get(source, ()) if id in carries), None)


def worth_a_look(traced: ClaimTrace) -> tuple[bool, bool, int, int, str]:
    """Return a key that sorts claims: those of several articles first, then by what was found.

    A claim that many carry weighs as much as one with much to look at, hence
    the product. What most articles state themselves, and in which nothing was
    found, is background (where a river runs), and comes last of its kind.
    """
    found = traced.claim.appearances
    articles = len({a.article for a in found})
    own = sum(a.attribution.own_voice for a in found)
    background = not traced.findings and 2 * own >= len(found)
    weight = articles * (1 + len(traced.findings))
    return articles < 2, background, -weight, -len(found), traced.claim.id
