"""What changed between an appearance and the one from which it has the claim.

Each change is what stands in the two texts, and no judgement. `findings` says
which of them deserve a reader's attention.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.records import Appearance, Hedge, Span
from reportedly.trace.case import Case
from reportedly.trace.counted import compare, equal
from reportedly.trace.scene import extent
from reportedly.trace.stated import chains, evidence

Aspect = Literal["value", "counted", "approximation", "hedge", "source", "stance"]

# How far the writer leaves a statement to others; flat and confirmed leave nothing.
RESERVE: dict[Hedge, int] = {"confirmed": 0, "none": 0, "reported": 1, "alleged": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something stands otherwise downstream than upstream."""

    aspect: Aspect
    upstream: tuple[str, int]
    downstream: tuple[str, int]
    before: str  # what stands upstream, in its words
    after: str
    spans: tuple[Span, Span]  # where: upstream, downstream
    confidence: float  # that the one has the claim from the other


def changes(case: Case) -> tuple[Change, ...]:
    """Return what changed along a claim's edges, by downstream appearance.

    An appearance without an edge is compared with the claim's first one, with
    a confidence of 0.5: nobody says that it has the claim from there.
    """
    found: list[Change] = []
    reached = set()
    for edge, there, here in case.steps():
        reached.add(here.article)
        found += compared(case, there, here, edge.confidence)
    first = case.within(case.first)
    keyed = {edge.downstream for edge in case.edges}
    for article in case.articles():
        if article != case.first and article not in reached and first:
            here = case.within(article)[0]
            if here.key not in keyed:
                found += compared(case, first[0], here, 0.5)
    return tuple(dict.fromkeys(found))


def compared(
    case: Case, there: Appearance, here: Appearance, confidence: float
) -> Iterator[Change]:
    """Yield what differs between two appearances, upstream first."""
    ends = {"upstream": there.key, "downstream": here.key}
    whole = extent(there), extent(here)
    for aspect, before, after, spans in _numbers(case, there, here):
        yield Change(
            aspect=aspect, **ends, before=before, after=after, spans=spans, confidence=confidence
        )
    old, new = there.attribution.hedge, here.attribution.hedge
    if old != new:
        yield Change(
            aspect="hedge", **ends, before=old, after=new, spans=whole, confidence=confidence
        )
    if there.stance != here.stance:
        yield Change(
            aspect="stance",
            **ends,
            before=there.stance,
            after=here.stance,
            spans=whole,
            confidence=confidence,
        )
    yield from _source(case, there, here, confidence)


def _numbers(
    case: Case, there: Appearance, here: Appearance
) -> Iterator[tuple[Aspect, str, str, tuple[Span, Span]]]:
    """Yield changed numbers: each downstream one beside the upstream one that it matches best."""
    old_text, new_text = (case.scene.articles[a.article].text for a in (there, here))
    for new in here.quantities:
        pairs = [(old, compare(old, new)) for old in there.quantities]
        if any(counted == "same" and equal(old, new) for old, counted in pairs):
            old = next(o for o, counted in pairs if counted == "same" and equal(o, new))
            if old.approximate != new.approximate:
                yield "approximation", *_quoted(old.span, new.span, old_text, new_text)
            continue
        for old, counted in pairs:
            if counted == "other" and equal(old, new):
                yield "counted", *_quoted(old.span, new.span, old_text, new_text)
                break
            if counted == "same":
                yield "value", *_quoted(old.span, new.span, old_text, new_text)
                break


def _quoted(
    old: Span, new: Span, old_text: str, new_text: str
) -> tuple[str, str, tuple[Span, Span]]:
    return old.of(old_text), new.of(new_text), (old, new)


def _source(case: Case, there: Appearance, here: Appearance, confidence: float) -> Iterator[Change]:
    """Yield the change of who is named at the end of the chain, if both name somebody else."""
    old, new = ({chain[-1] for chain in chains(a, case.scene)} for a in (there, here))
    upstream = case.scene.hand(there.article)
    if not old or old & new or new == {upstream}:
        return
    first = min(old)
    last = min(new, default=None)
    before = evidence(there, first, case.scene)
    after = evidence(here, last, case.scene) if last else extent(here)
    yield Change(
        aspect="source",
        upstream=there.key,
        downstream=here.key,
        before=case.scene.source(first).name,
        after=case.scene.source(last).name if last else "",
        spans=(before, after),
        confidence=confidence,
    )
