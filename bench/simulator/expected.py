"""The findings that a plot makes true, in the words of docs/explanation/findings.md."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.simulator.telling import Plot, Telling
from bench.simulator.truth import ancestors, shown, tells

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
            elif telling.stance == "supports":  # true all the same, but none of the pages shows it
                step = _step(telling, before, plot)
                out += [replace(one, weight="fair", visible=False) for one in step]
        if telling.version_of:
            page = frozenset({telling.version_of, telling.id})
            out.append(Expected("stealth-edit", page, weight=neutral(telling.notice)))
    return out


def _step(telling: Telling, up: Telling, plot: Plot) -> Iterator[Expected]:
    """Yield what changed between a hand and the next."""
    page, seen = frozenset({telling.id}), shown(telling, plot)
    if up.hedge in ("reported", "alleged") and telling.hedge in ("none", "confirmed"):
        yield Expected("hedge-lost", page, seen)
    elif telling.hedge == "none" and telling.names_nobody and not up.names_nobody:
        told = frozenset(f"d{number}" for number in telling.details)  # as somebody's word upstream
        if told:
            yield Expected("hedge-lost", page, seen, "fair", told)
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
