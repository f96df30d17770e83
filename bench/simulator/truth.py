"""What is true of a plot: who has it from whom, from how many independent origins, what changed.

Counted here by other code than the one that is measured.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from bench.simulator.telling import Plot, Telling

Edge = tuple[str, str]  # names: the hand, and whom it has the claim from
MARGIN = 180  # minutes after a denial until an article is expected to have seen it
ROUNDING = 0.12  # share by which numbers differ before it is another number


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that the plot makes true. `pages`: any of them may be shown for it.

    `weight`: "wanted"; "fair" is right if it is shown, and not missed if it isn't; "neutral"
    counts neither way. `claims`: the statements of which it is true, all if empty.
    """

    kind: str
    pages: frozenset[str]
    visible: bool = True  # whether the texts show that the one has it from the other
    weight: str = "wanted"
    claims: frozenset[str] = frozenset()

    def label(self) -> dict[str, object]:
        """Return it as gold.json has it."""
        return {
            "kind": self.kind, "pages": sorted(self.pages), "visible": self.visible,
            "weight": self.weight, "claims": sorted(self.claims),
        }  # fmt: skip


def true_edges(plot: Plot) -> set[Edge]:
    """Return who truly has the claim from whom, by name of outlet or source."""
    found: set[Edge] = set()
    for telling in plot.tellings:
        found |= {(telling.outlet.name, plot.by_id[up].outlet.name) for up in telling.takes}
        found |= {(telling.outlet.name, voice.name) for voice in telling.hears}
    return {(hand, source) for hand, source in found if hand != source}


def stated_edges(plot: Plot) -> set[Edge]:
    """Return what the texts show of it, true or not: what they say, and whose words they are.

    Copied words have what they say through the one who wrote them.
    """
    found: set[Edge] = set()
    for telling in plot.tellings:
        if telling.lost:
            continue
        names: list[tuple[str, ...]] = [(telling.outlet.name, *c) for c in telling.stated]
        writer = written_by(telling, plot)
        if telling.stance == "denies":  # it says who told the claim; its source denies it
            names = [(telling.outlet.name, telling.through[0].name)]
        elif writer.id != telling.id:
            names = [(telling.outlet.name, writer.outlet.name)]
        found |= {pair for chain in names for pair in pairwise(chain) if pair[0] != pair[1]}
    return found


def written_by(telling: Telling, plot: Plot) -> Telling:
    """Return the first article with these words that is given out: itself, if it copies nobody."""
    here = telling
    while here.copied and not plot.by_id[here.takes[0]].lost:
        here = plot.by_id[here.takes[0]]
    return here


def shown(telling: Telling, plot: Plot) -> bool:
    """Tell whether the text lets see from which hand it has the claim."""
    hands = {plot.by_id[up].outlet for up in telling.takes}
    return bool(telling.copied or telling.hears or hands & set(telling.through))


def origins(plot: Plot) -> dict[str, str]:
    """Return the true origins that supporting articles have: name -> group."""
    found: dict[str, str] = {}
    for telling in plot.tellings:
        if telling.stance == "supports":
            found |= {voice.name: voice.group for voice in telling.hears}
    return found


def independent(plot: Plot) -> int:
    """Return how many paths from articles to distinct origin groups share no hand.

    Every way to an origin passes through an outlet that heard it, and may begin there; so it
    is the largest number of hearing outlets that can each be given a group of its own.
    """
    heard: dict[str, set[str]] = {}
    for telling in plot.tellings:
        for voice in telling.hears:
            heard.setdefault(telling.outlet.name, set()).add(voice.group)
    return matching(heard)


def told_apart(plot: Plot) -> int:
    """Return the same where nobody without a name is taken for another than those with one.

    That is how the product counts: an unnamed source, or "an audit", may be whom others name.
    """
    heard: dict[str, set[str]] = {}
    for telling in plot.tellings:
        for voice in telling.hears:
            if voice.kind not in ("anonymous", "document"):
                heard.setdefault(telling.outlet.name, set()).add(voice.group)
    return max(1, matching(heard))


def matching(heard: Mapping[str, set[str]]) -> int:
    """Return the size of a largest matching between hands and groups (Kuhn's algorithm).

    >>> matching({"Agency": {"mayor", "director"}})
    1
    >>> matching({"Agency": {"mayor", "director"}, "Courier": {"mayor"}})
    2
    """
    taken: dict[str, str] = {}

    def place(hand: str, seen: set[str]) -> bool:
        for group in sorted(heard[hand] - seen):
            seen.add(group)
            if group not in taken or place(taken[group], seen):
                taken[group] = hand
                return True
        return False

    return sum(place(hand, set()) for hand in sorted(heard))


def neutral(whether: bool) -> str:
    """Return the weight of what may or may not be reported."""
    return "neutral" if whether else "wanted"


def expected(plot: Plot) -> list[Expected]:
    """Return every finding that the plot makes true, and those that may be reported."""
    out = list(_whole(plot))
    for telling in plot.tellings:
        if telling.lost:
            continue
        for up in telling.takes[:1]:
            before = plot.by_id[up]
            if telling.stance == "supports" and not before.lost:
                out += _step(telling, before, plot)
                out += _elsewhere(telling, before, plot)
                for far in ancestors(before, plot):
                    step = _step(replace(telling, changed=frozenset()), far, plot)
                    out += [replace(one, weight="fair") for one in step]
                out += _inherited(telling, plot)
        if telling.version_of:
            page = frozenset({telling.version_of, telling.id})
            out.append(Expected("stealth-edit", page, weight=neutral(telling.notice)))
    return out


def _step(telling: Telling, up: Telling, plot: Plot) -> Iterator[Expected]:
    """Yield what changed between a hand and the next."""
    page, seen = frozenset({telling.id}), shown(telling, plot)
    if up.hedge in ("reported", "alleged") and telling.hedge in ("none", "confirmed"):
        yield Expected("hedge-lost", page, seen)
    if up.hedge in ("none", "confirmed") and telling.hedge == "alleged":
        yield Expected("hedge-gained", page, seen, weight=neutral(up.hedge == "confirmed"))
    if telling.amount.other != up.amount.other:
        yield Expected("counts-something-else", page, seen)
    elif abs(telling.amount.value / up.amount.value - 1) > ROUNDING:
        known = telling.also and plot.by_id[telling.also].amount.value == telling.amount.value
        if not known:
            yield Expected("number-drift", page, seen)
    if telling.names_nobody and not up.names_nobody:
        yield Expected("source-dropped", page, seen, weight=neutral(telling.credit == "press"))
    if "agency-dropped" in telling.changed:
        unnamed = telling.voice is not None and telling.voice.kind == "anonymous"
        yield Expected(
            "source-dropped", page, seen, weight=neutral(not (telling.copied and unnamed))
        )
    if "swapped" in telling.changed:
        yield Expected("source-swapped", page, seen)
    if "promoted" in telling.changed:
        yield Expected("source-promoted", page, seen)


def _inherited(telling: Telling, plot: Plot) -> Iterator[Expected]:
    """Yield what a copied text had done to its own upstream; it is as true of the copy."""
    here = telling
    while here.copied and here.takes:
        here = plot.by_id[here.takes[0]]
        kinds = {"swapped": "source-swapped", "promoted": "source-promoted"}
        kinds["agency-dropped"] = "source-dropped"
        for what in sorted(here.changed & kinds.keys()):
            yield Expected(kinds[what], frozenset({telling.id}), weight="fair")


def _elsewhere(telling: Telling, up: Telling, plot: Plot) -> Iterator[Expected]:
    """Yield what differs from another page than the true one that the text may point to.

    Where a hand was skipped, the text compares with the one behind it. Where a page of the
    hand's has two versions, nobody can tell which was read.
    """
    named = set(telling.through)
    for other in plot.tellings:
        if other.outlet not in named or other.id == up.id or other.lost:
            continue
        differs = abs(telling.amount.value / other.amount.value - 1) > ROUNDING
        versions = other.version_of == up.id
        if differs and (versions or "skipped" in telling.changed):
            yield Expected("number-drift", frozenset({telling.id}), weight="neutral")
        if "skipped" in telling.changed:
            for kind in ("hedge-lost", "hedge-gained", "counts-something-else", "source-promoted"):
                yield Expected(kind, frozenset({telling.id}), weight="neutral")


def _whole(plot: Plot) -> Iterator[Expected]:
    """Yield what is true of the claim as a whole, or of what an article says beside it."""
    pages = frozenset(t.id for t in plot.tellings if not t.lost)
    yield from _single(plot, pages)
    if plot.circle:
        yield Expected("circular-reporting", plot.circle)
    for telling in plot.tellings:
        if telling.second is not None and telling.id in pages:
            owner = telling.second.owner in {outlet.owner for outlet in telling.through}
            if telling.second_false or owner:
                yield Expected("false-corroboration", frozenset({telling.id}))
                for copy in _copies(telling, plot):
                    yield Expected("false-corroboration", frozenset({copy.id}), weight="fair")
    yield from _denials(plot)


def _copies(telling: Telling, plot: Plot) -> Iterator[Telling]:
    """Yield the articles that copy one, and those that copy these."""
    for other in plot.tellings:
        if other.copied and telling.id in other.takes:
            yield other
            yield from _copies(other, plot)


def _single(plot: Plot, pages: frozenset[str]) -> Iterator[Expected]:
    """Yield the statements that one unnamed person alone made."""
    altered = any(t.changed & {"swapped", "promoted"} for t in plot.tellings)
    for name in ("c1", "d0", "d1", "d2", "d3", "q0", "q1", "q2"):
        heard = {v for t in plot.tellings for v in t.hears if tells(t, name)}
        if len(heard) != 1:
            continue
        one = next(iter(heard))
        if one.kind == "anonymous" and not one.plural:
            weight = neutral(altered or bool(plot.circle)) if name == "c1" else "fair"
            claims = frozenset({name})
            yield Expected("single-anonymous-source", pages, weight=weight, claims=claims)


def tells(telling: Telling, claim: str) -> bool:
    """Tell whether an article that heard a voice has this statement from it."""
    told = telling.details if claim[0] == "d" else telling.quotes
    return claim == "c1" or int(claim[1:]) in told


def ancestors(telling: Telling, plot: Plot) -> Iterator[Telling]:
    """Yield the tellings upstream of one, nearest first, each once."""
    seen, queue = {telling.id}, list(telling.takes[:1])
    while queue:
        id = queue.pop(0)
        if id not in seen:
            seen.add(id)
            if not plot.by_id[id].lost:
                yield plot.by_id[id]
            queue += plot.by_id[id].takes[:1]


def _denials(plot: Plot) -> Iterator[Expected]:
    denials = [t.minutes for t in plot.tellings if t.stance == "denies" and not t.lost]
    if not denials:
        return
    for telling in plot.tellings:
        after = telling.minutes - min(denials)
        if telling.lost or telling.stance != "supports" or after <= 0 or telling.denial:
            continue
        page = frozenset({telling.id})
        yield Expected("denial-not-carried", page, weight=neutral(after < MARGIN))
