"""What people decided about who says what: rejected attributions, other speakers, other names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.judge.found import Finder, Gone
from reportedly.judge.order import Ledger
from reportedly.judge.ties import Ties
from reportedly.judgement import Hand, Judgement, Key
from reportedly.records import Appearance, Reason, Resolution, Source
from reportedly.text import fold

READ = "person-read"
ASSIGNED = "person-assigned"


@dataclass(slots=True)
class Speakers:
    """What was decided about each statement, and which sources are one."""

    rejected: dict[Key, Judgement] = field(default_factory=dict)
    vouched: dict[Key, Judgement] = field(default_factory=dict)
    assigned: dict[Key, tuple[Judgement, tuple[str, ...]]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)  # id of a source -> whom it is
    apart: list[tuple[str, str]] = field(default_factory=list)  # ids of sources that are two
    added: dict[str, Source] = field(default_factory=dict)  # whom the analysis didn't know

    @property
    def different(self) -> frozenset[tuple[str, str]]:
        """The pairs of sources that are two, each in order, by the ids that they have now."""
        found = [sorted(self.renamed.get(id, id) for id in pair) for pair in self.apart]
        return frozenset((one, other) for one, other in found)

    @property
    def readings(self) -> tuple[tuple[Key, Reason], ...]:
        """The statements whose source somebody vouched for or named, and who did."""
        found = {key: Reason(READ, 1.0, "times", j.by) for key, j in self.vouched.items()}
        found |= {k: Reason(ASSIGNED, 1.0, "times", j.by) for k, (j, _) in self.assigned.items()}
        return tuple(sorted(found.items(), key=lambda item: item[0]))


def speakers(judgements: Sequence[Judgement], finder: Finder, ledger: Ledger) -> Speakers:
    """Return what people decided about who says what; of two about one statement the later."""
    out = Speakers()
    for judgement in sorted(judgements, key=lambda j: j.order, reverse=True):
        if judgement.kind in ("attribution", "speaker"):
            for place in judgement.places:
                try:
                    for key in finder.statements(place):
                        _decide(key, judgement, finder, out, ledger)
                except Gone as gone:
                    ledger.missed(judgement, str(gone))
    _rename([j for j in judgements if j.kind in ("alias", "different")], finder, out, ledger)
    return out


def _decide(key: Key, judgement: Judgement, finder: Finder, out: Speakers, ledger: Ledger) -> None:
    """Take a judgement about one statement, if no later one is against it."""
    later = out.rejected.get(key) or (out.assigned[key][0] if key in out.assigned else None)
    if judgement.kind == "attribution" and judgement.verdict == "reject":
        later = later or out.vouched.get(key)
    if later is not None:
        ledger.overruled(judgement, later)
        return
    if judgement.kind == "speaker":
        ids = tuple(known(hand, finder, out.added) for hand in judgement.hands)
        out.assigned[key] = judgement, tuple(dict.fromkeys(ids))
    elif judgement.verdict == "reject":
        out.rejected[key] = judgement
    else:
        out.vouched.setdefault(key, judgement)
    ledger.applied(judgement)


def known(hand: Hand, finder: Finder, added: dict[str, Source]) -> str:
    """Return the id of the source that is meant, which is added if the analysis has none.

    Raises:
        Gone: several may be meant.
    """
    ids = finder.hands(hand)
    if len(ids) > 1:
        raise Gone(f"several sources are called {hand.name}")
    if ids:
        return ids[0]
    id = new_id(hand)
    if id not in finder.resolution.sources:
        added.setdefault(id, Source(id=id, name=hand.name, kind=hand.kind, names=(hand.name,)))
    return id


def new_id(hand: Hand) -> str:
    """Return the id of a source that only people know."""
    return f"{hand.kind}:{fold(hand.name)}"


def _rename(judged: Iterable[Judgement], finder: Finder, out: Speakers, ledger: Ledger) -> None:
    """Let sources be others, or not; of two judgements about one source the later counts."""
    taken: dict[str, tuple[Judgement, str]] = {}
    ties = Ties[str]()
    for judgement in sorted(judged, key=lambda j: j.order, reverse=True):
        try:
            one, other = _both(judgement, finder, out)
        except Gone as gone:
            ledger.missed(judgement, str(gone))
            continue
        if judgement.kind == "alias":
            later = taken[one][0] if one in taken else ties.join([one, other], judgement)
        else:
            later = ties.part([(one, other)], judgement)
        if later is not None:
            ledger.overruled(judgement, later)
            continue
        ledger.applied(judgement)
        if judgement.kind == "alias":
            taken[one] = judgement, other
        else:
            out.apart.append((one, other))
    above: dict[str, str] = {}

    def top(id: str) -> str:
        while id in above:
            id = above[id]
        return id

    for one, (_, other) in sorted(taken.items(), key=lambda item: item[1][0].order):
        old, new = top(one), top(other)
        if old != new:
            above[old] = new
        elif new != other:  # a circle of names: the last one said is the name
            above.pop(other, None)
            above[new] = other
    out.renamed = {id: top(id) for id in above}


def _both(judgement: Judgement, finder: Finder, out: Speakers) -> tuple[str, str]:
    """Return the ids of the two sources that a judgement is about.

    Raises:
        Gone: one of them is not there, several may be meant, or nothing tells the two apart.
    """
    first, second = judgement.hands
    there = (first,) if judgement.kind == "alias" else (first, second)
    for hand in there:
        if not finder.hands(hand) and new_id(hand) not in out.added:
            raise Gone(f"nobody called {hand.name} is there any more")
    one, other = known(first, finder, out.added), known(second, finder, out.added)
    if one == other and judgement.kind == "different":
        raise Gone("nothing in the articles tells the two apart: say of each statement who says it")
    return one, other


def applied(resolution: Resolution, found: Speakers) -> Resolution:
    """Return the resolution as people decided that it is."""

    def now(id: str) -> str:
        return found.renamed.get(id, id)

    def mapped(ids: tuple[str, ...]) -> tuple[str, ...]:
        new = tuple(map(now, ids))
        return ids if new == ids else tuple(dict.fromkeys(new))

    appearances = []
    for appearance in _without_relays(resolution.appearances, found.rejected):
        key, attr = appearance.key, appearance.attribution
        if key in found.rejected:
            continue
        if key in found.vouched or key in found.assigned:
            attr = replace(attr, confidence=1.0)
        named = mapped(found.assigned[key][1] if key in found.assigned else appearance.sources)
        relays = mapped(appearance.relays)
        if named != appearance.sources:
            relays = tuple(id for id in relays if id not in named)
        appearances.append(
            replace(
                appearance,
                attribution=attr,
                sources=named,
                addressees=mapped(appearance.addressees),
                relays=relays,
            )
        )
    return replace(
        resolution,
        sources=_sources({**resolution.sources, **found.added}, found.renamed),
        outlets={article: now(id) for article, id in resolution.outlets.items()},
        appearances=tuple(appearances),
        mentions={place: now(id) for place, id in resolution.mentions.items()},
    )


def _without_relays(
    appearances: Iterable[Appearance], rejected: Mapping[Key, Judgement]
) -> Iterable[Appearance]:
    """Yield the appearances without the hands that only a rejected attribution around them has."""
    every = {a.key: a for a in appearances}
    for appearance in every.values():
        gone: set[str] = set()
        kept: set[str] = set()
        outer, seen = appearance.attribution.parent, set[int]()
        while outer is not None and outer not in seen:
            seen.add(outer)
            around = every.get((appearance.article, outer))
            if around is None:
                break
            (gone if around.key in rejected else kept).update(around.sources)
            outer = around.attribution.parent
        lost = gone - kept
        relays = tuple(id for id in appearance.relays if id not in lost)
        yield replace(appearance, relays=relays) if lost else appearance


def _sources(sources: Mapping[str, Source], renamed: Mapping[str, str]) -> dict[str, Source]:
    """Return the sources of which none is another; each has the names of those that it is."""
    names: dict[str, list[str]] = defaultdict(list)
    for id in sorted(renamed):
        names[renamed[id]] += (sources[id].name, *sources[id].names)
    out = {}
    for id, source in sources.items():
        if id in renamed:
            continue
        heard = renamed.get(source.heard_by or "", source.heard_by)
        if id in names or heard != source.heard_by:
            every = tuple(dict.fromkeys((*source.names, *names[id])))
            source = replace(source, names=every, heard_by=None if heard == id else heard)
        out[id] = source
    return out
