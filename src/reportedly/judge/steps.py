"""What people decided about edges and findings, in terms of one analysis."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reportedly.judge.found import Finder, Gone
from reportedly.judge.ground import Ground
from reportedly.judge.sources import known
from reportedly.judgement import JudgedFinding, JudgedStep, Judgement, Key
from reportedly.records import FINDING_KINDS, FindingKind, Reason, Source, Span

CONFIRMED, REJECTED = "person-confirmed", "person-rejected"


class Steps:
    """Collects the judged edges, the latest first."""

    def __init__(self, ground: Ground, hands: Finder) -> None:
        self.ground, self.ledger = ground, ground.ledger
        self.finder = hands  # of the resolution with all that people decided about sources
        self.taken: list[JudgedStep] = []
        self._at: dict[Key, list[tuple[JudgedStep, Judgement]]] = defaultdict(list)
        self.added: dict[str, Source] = {}

    def take(self, judgement: Judgement) -> None:
        """Take a judgement about an edge, if no later one is against it."""
        below = self.ground.placed(judgement.places, judgement)
        above = self.ground.placed(judgement.others, judgement)
        upstream = above[0][0] if above else None
        try:
            sources = self._sources(judgement, upstream)
            through = self._through(judgement)
        except Gone as gone:
            self.ledger.missed(judgement, str(gone))
            return
        for key in (key for keys in below for key in keys):
            step = JudgedStep(
                downstream=key,
                sources=sources,
                upstream=upstream,
                relation=judgement.relation,
                through=through,
                evidence=_evidence(judgement, key),
                holds=judgement.verdict == "confirm",
                reason=_reason(judgement),
            )
            own = self.finder.resolution.outlets.get(key[0])
            if step.holds and own in sources and through is None:
                self.ledger.missed(judgement, "no outlet has it from itself")
                continue
            later = next((by for other, by in self._at[key] if _overrules(other, step)), None)
            if later is None:
                self.taken.append(step)
                self._at[key].append((step, judgement))
                self.ledger.applied(judgement)
            else:
                self.ledger.overruled(judgement, later)

    def _sources(self, judgement: Judgement, upstream: Key | None) -> tuple[str, ...]:
        """Return who may be the hand upstream; one that nobody knows is added.

        Raises:
            Gone: it isn't there, or several may be meant where one has to be.
        """
        if not judgement.hands:
            if upstream is None:
                raise Gone("the statement upstream is gone")
            return (self.finder.resolution.outlets[upstream[0]],)
        hand = judgement.hands[0]
        ids = self.finder.hands(hand)
        if judgement.verdict == "confirm":
            return (
                ids if len(ids) > 1 and hand.id in ids else (known(hand, self.finder, self.added),)
            )
        if not ids:
            raise Gone(f"nobody called {hand.name} is there any more")
        return ids

    def _through(self, judgement: Judgement) -> str | None:
        if len(judgement.hands) < 2:
            return None
        return known(judgement.hands[1], self.finder, self.added)


def steps(
    judgements: Iterable[Judgement], ground: Ground, hands: Finder
) -> tuple[tuple[JudgedStep, ...], Mapping[str, Source]]:
    """Return the judged edges, the latest first, and the sources that only people know."""
    out = Steps(ground, hands)
    for judgement in sorted(judgements, key=lambda j: j.order, reverse=True):
        if judgement.kind == "edge":
            out.take(judgement)
    return tuple(out.taken), out.added


def findings(judgements: Iterable[Judgement], ground: Ground) -> tuple[JudgedFinding, ...]:
    """Return the judged findings, the latest first."""
    taken: dict[tuple[FindingKind, frozenset[Key]], Judgement] = {}
    out = []
    for judgement in sorted(judgements, key=lambda j: j.order, reverse=True):
        kind = judgement.finding
        if judgement.kind != "finding" or kind not in FINDING_KINDS:
            continue
        places = ground.placed(judgement.places, judgement)
        if len(places) < len(judgement.places):
            continue
        keys = tuple(keys[0] for keys in places)
        about = kind, frozenset(keys)
        if about in taken:
            ground.ledger.overruled(judgement, taken[about])
            continue
        taken[about] = judgement
        ground.ledger.applied(judgement)
        out.append(
            JudgedFinding(
                kind=kind,
                appearances=keys,
                holds=judgement.verdict == "confirm",
                words=judgement.words,
                reason=_reason(judgement),
            )
        )
    return tuple(out)


def _reason(judgement: Judgement) -> Reason:
    holds = judgement.verdict == "confirm"
    return Reason(CONFIRMED if holds else REJECTED, float(holds), "times", judgement.by)


def _overrules(later: JudgedStep, step: JudgedStep) -> bool:
    """Tell whether a later judgement is about all that an earlier one of one statement is."""
    one_hand = not set(later.sources).isdisjoint(step.sources)
    return one_hand and later.relation in (None, step.relation)


def _evidence(judgement: Judgement, downstream: Key) -> Span | None:
    """Return where the downstream article names the hand, if the judgement tells."""
    for hand in judgement.hands[:1]:
        if hand.place is not None and hand.place.article == downstream[0]:
            return hand.place.spans[0]
    return None
