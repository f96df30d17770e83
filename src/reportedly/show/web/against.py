"""Which judgement stands behind something that people rejected, so that it can be taken back.

An analysis says of what was rejected who did it, when and why, as a reason in words. The
judgement that says the same about the same articles is the one.
"""

from collections.abc import Callable

from reportedly.judgement import Judgement, JudgementKind
from reportedly.records import Derivation, Finding, Reason
from reportedly.show.web.traced import Traced

REASON = "person-rejected"


def against_edge(traced: Traced, edge: Derivation) -> Judgement | None:
    """Return the judgement that rejected an edge; None if it is not there."""

    def fits(judgement: Judgement) -> bool:
        named = {hand.id for hand in judgement.hands} | {hand.name for hand in judgement.hands}
        source = traced.resolution.sources.get(edge.source)
        return not named or bool(named & {edge.source, source.name if source else ""})

    return _one(traced, "edge", (edge.reasons, {edge.downstream[0]}), fits)


def against_finding(traced: Traced, finding: Finding) -> Judgement | None:
    """Return the judgement that rejected a finding; None if it is not there."""
    articles = {article for article, _ in finding.passages}
    return _one(traced, "finding", (finding.reasons, articles), lambda j: j.finding == finding.kind)


def _one(
    traced: Traced,
    kind: JudgementKind,
    known: tuple[tuple[Reason, ...], set[str]],
    fits: Callable[[Judgement], bool],
) -> Judgement | None:
    """Return the latest judgement of a kind that a reason names and that is about the articles."""
    reasons, articles = known
    stems = {article.partition("@")[0] for article in articles}
    told = {reason.seen for reason in reasons if reason.name == REASON}
    fitting = [
        judgement
        for judgement in traced.judgements
        if judgement.kind == kind
        and judgement.verdict == "reject"
        and judgement.by in told
        and fits(judgement)
    ]
    about = [
        judgement
        for judgement in fitting
        if stems & {place.article.partition("@")[0] for place in judgement.places}
    ]
    return about[-1] if about else None
