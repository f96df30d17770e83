"""What people decided about a claim's edges and findings, before anything is counted from them.

An edge that a person rejects is out, and whatever lay behind it is taken to have been
heard without that hand: an article that names its source and did not copy heard the
source itself. Statements that only inherited the edge from the rejected one lose it too.
What was not copied from one may be copied from another: see `story`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.judgement import Decisions, JudgedFinding, JudgedStep, Key
from reportedly.records import Appearance, Claim, Derivation, Finding, Reason, probability
from reportedly.trace.scene import Scene, extent

ADDED = "person-added"
# Findings that are about the whole claim: an analysis may show another passage for them.
_WHOLE = frozenset({"single-anonymous-source", "circular-reporting"})

Edges = tuple[Derivation, ...]


class People:
    """What people decided about a story, by the statements that it is about."""

    def __init__(self, decisions: Decisions) -> None:
        self._steps: dict[Key, list[JudgedStep]] = defaultdict(list)
        for step in decisions.steps:
            self._steps[step.downstream].append(step)
        self._findings: dict[Key, list[JudgedFinding]] = defaultdict(list)
        for finding in decisions.findings:
            self._findings[finding.appearances[0]].append(finding)
        self._readings = dict(decisions.readings)

    def steps(self, claim: Claim) -> dict[Key, list[JudgedStep]]:
        """Return the judged edges of a claim; of two about one edge the first counts."""
        keys = sorted(a.key for a in claim.appearances)
        return {key: self._steps[key] for key in keys if key in self._steps}

    def readings(self, claim: Claim) -> dict[Key, Reason]:
        """Return the statements of a claim whose source somebody vouched for."""
        keys = (a.key for a in claim.appearances)
        return {key: self._readings[key] for key in keys if key in self._readings}

    def findings(self, claim: Claim) -> list[JudgedFinding]:
        """Return the judged findings all of whose statements are the claim's."""
        here = {a.key for a in claim.appearances}
        keys = [a.key for a in claim.appearances if a.key in self._findings]
        return [j for k in keys for j in self._findings[k] if here.issuperset(j.appearances)]


def decided(
    raw: Edges, edges: Edges, claim: Claim, people: People, scene: Scene
) -> tuple[Edges, Edges]:
    """Return the edges as people decided, and those that they rejected.

    Args:
        raw: the edges before unnamed sources were put together, each beside its own in `edges`.
        edges: what the machine found.
        claim: whose edges they are.
        people: what they decided, about any claim.
        scene: what is known of the articles.
    """
    steps, readings = people.steps(claim), people.readings(claim)
    if not steps and not readings:
        return edges, ()
    here = {a.key: a for a in claim.appearances}
    kept: list[Derivation] = []
    rejected: list[Derivation] = []
    lost: set[tuple[Key, str]] = set()  # downstream, hand
    used: set[JudgedStep] = set()
    for before, edge in zip(raw, edges, strict=True):
        read = _read(edge, readings)
        about = steps.get(edge.downstream, ())
        step = next((s for s in about if _is_about(s, before, edge)), None)
        if step is None:
            kept.append(read)
        elif step.holds:
            used.add(step)
            kept.append(_confirmed(edge, step, here))
        else:
            rejected.append(_rejected(edge, step.reason))
            lost |= {(edge.downstream, edge.source), (edge.downstream, before.source)}
    kept, more = _without_heirs(kept, rejected)
    lost |= {(edge.downstream, edge.source) for edge in more}
    kept = _closed_up(kept, [*rejected, *more], lost, scene)
    one = {before.source: edge.source for before, edge in zip(raw, edges, strict=True)}
    new = (step for at in steps.values() for step in at if step.holds and step not in used)
    kept += [_added(step, here, one, scene) for step in new]
    return tuple(dict.fromkeys(kept)), (*rejected, *more)


def _is_about(step: JudgedStep, before: Derivation, edge: Derivation) -> bool:
    hand = edge.source in step.sources or before.source in step.sources
    return hand and step.relation in (None, edge.relation)


def _read(edge: Derivation, readings: Mapping[Key, Reason]) -> Derivation:
    """Return an edge whose statement a person read, as sure as that makes it."""
    reason = readings.get(edge.downstream)
    if reason is None or not any(r.name == "reading" for r in edge.reasons):
        return edge
    reasons = tuple(reason if r.name == "reading" else r for r in edge.reasons)
    return replace(edge, reasons=reasons, confidence=round(probability(reasons), 3))


def _confirmed(edge: Derivation, step: JudgedStep, here: Mapping[Key, Appearance]) -> Derivation:
    seen = f"{step.reason.seen} (before: {edge.confidence:.0%})"
    return replace(
        edge,
        upstream=step.upstream if step.upstream in here else edge.upstream,
        through=step.through or edge.through,
        confidence=1.0,
        reasons=(replace(step.reason, seen=seen),),
    )


def _rejected(edge: Derivation, reason: Reason) -> Derivation:
    return replace(edge, confidence=0.0, reasons=(*edge.reasons, reason))


def _added(
    step: JudgedStep, here: Mapping[Key, Appearance], one: Mapping[str, str], scene: Scene
) -> Derivation:
    """Return an edge that only a person saw."""
    source = step.sources[0]
    return Derivation(
        downstream=step.downstream,
        source=one.get(source, source),
        upstream=step.upstream if step.upstream in here else None,
        relation=step.relation or ("copied" if step.upstream in here else "attributed"),
        evidence=step.evidence or extent(here[step.downstream]),
        through=step.through if step.through != scene.hand(step.downstream[0]) else None,
        confidence=1.0,
        reasons=(replace(step.reason, name=ADDED),),
    )


def _without_heirs(
    kept: Sequence[Derivation], rejected: Sequence[Derivation]
) -> tuple[list[Derivation], list[Derivation]]:
    """Return the edges without those inherited from rejected ones, and these."""
    gone = {(e.downstream[0], e.source, e.relation): e.reasons[-1] for e in rejected}
    own = {(e.downstream[0], e.source, e.relation) for e in kept if not _inherited(e)}
    left, more = [], []
    for edge in kept:
        about = edge.downstream[0], edge.source, edge.relation
        if about in gone and about not in own and _inherited(edge):
            more.append(_rejected(edge, gone[about]))
        else:
            left.append(edge)
    return left, more


def _inherited(edge: Derivation) -> bool:
    return any(reason.name == "inherited" for reason in edge.reasons)


def _closed_up(
    kept: Sequence[Derivation],
    rejected: Sequence[Derivation],
    lost: set[tuple[Key, str]],
    scene: Scene,
) -> list[Derivation]:
    """Return the edges so that none runs through a hand from which a statement has nothing."""
    nearer = {(e.downstream, e.source): e.through for e in rejected}
    still = {(e.downstream, e.source) for e in kept}
    out = []
    for edge in kept:
        through, seen = edge.through, set[str]()
        while through and (edge.downstream, through) in lost and through not in seen:
            if (edge.downstream, through) in still:
                break
            seen.add(through)
            through = nearer.get((edge.downstream, through))
        if through in (edge.source, scene.hand(edge.downstream[0])):
            through = None
        out.append(edge if through == edge.through else replace(edge, through=through))
    return out


def judged_findings(
    found: Sequence[Finding], claim: Claim, people: People
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings as people decided, and those that they rejected."""
    judged = people.findings(claim)
    kept, rejected, used = [], [], set[int]()
    for finding in found:
        at = next((i for i, j in enumerate(judged) if _same(j, finding)), None)
        if at is None:
            kept.append(finding)
            continue
        used.add(at)
        reason = judged[at].reason
        if judged[at].holds:
            seen = f"{reason.seen} (before: {finding.confidence:.0%})"
            sure = (replace(reason, seen=seen),)
            kept.append(replace(finding, confidence=1.0, reasons=sure))
        else:
            reasons = (*finding.reasons, reason)
            rejected.append(replace(finding, confidence=0.0, reasons=reasons))
    left = [j for i, j in enumerate(judged) if i not in used and j.holds]
    kept += _confirmed_findings(left, claim)
    return tuple(kept), tuple(rejected)


def _same(judged: JudgedFinding, finding: Finding) -> bool:
    """Tell whether a finding is the judged one: of its kind, between the same articles."""
    if judged.kind != finding.kind:
        return False
    articles = {article for article, _ in finding.appearances}
    return judged.kind in _WHOLE or {article for article, _ in judged.appearances} == articles


def _confirmed_findings(judged: Sequence[JudgedFinding], claim: Claim) -> Iterator[Finding]:
    """Yield the findings that people confirmed and the rules no longer find."""
    keys = {a.key: a for a in claim.appearances}
    done = set()
    for one in judged:
        if (one.kind, one.appearances) not in done:
            done.add((one.kind, one.appearances))
            yield Finding(
                kind=one.kind,
                appearances=one.appearances,
                passages=tuple((key[0], extent(keys[key])) for key in one.appearances),
                words=one.words,
                confidence=1.0,
                reasons=(one.reason,),
            )
