"""From people's judgements to what the stages go by: the one door of this package.

People win over the machine because they come before it: rejected attributions are
out and sources named anew or divided before anything is matched, bonds hold while claims are
gathered, and edges are judged before origins are counted. Nothing is mended after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.judge.bonds import bonds
from reportedly.judge.different import divided
from reportedly.judge.found import Finder, Gone
from reportedly.judge.grades import grades
from reportedly.judge.ground import Ground
from reportedly.judge.order import Ledger, in_order, living
from reportedly.judge.sources import applied, speakers
from reportedly.judge.steps import findings, steps
from reportedly.judgement import Bond, Decisions, Judgement
from reportedly.records import Article, Grade, Resolution, Standing

NOTHING = Decisions()


@dataclass(frozen=True, slots=True)
class Decided:
    """What the stages go by after people had their say."""

    resolution: Resolution  # for `match` and `trace`
    bonds: tuple[Bond, ...] = ()  # for `match`
    decisions: Decisions = NOTHING  # for `trace`
    grades: tuple[Grade, ...] = ()  # of sources and statements
    standings: tuple[Standing, ...] = ()  # of every judgement, in the order of their making


def decide(
    articles: Sequence[Article], resolution: Resolution, judgements: Iterable[Judgement]
) -> Decided:
    """Return what people decided in terms of an analysis, and what became of each judgement.

    The order in which articles and judgements are given makes no difference.

    Args:
        articles: those that were resolved.
        resolution: as the machine made it.
        judgements: all of them; the same one may come twice.
    """
    made = in_order(judgements)
    if not made:
        return Decided(resolution)
    held, undone = living(made)
    ledger = Ledger()
    parted = divided(held, articles, resolution)
    before = Finder(articles, parted)
    told = speakers(held, before, ledger)
    now = applied(parted, told)
    ground = Ground(before, told.rejected, ledger)
    joined = bonds(held, ground)
    after = Finder(articles, now)
    judged, added = steps(held, ground, after)
    found = findings(held, ground)
    graded = grades(held, after, ledger)
    known = {judgement.id for judgement in made}
    for judgement in held:
        _rest(judgement, before, known, ledger)
    return Decided(
        resolution=replace(now, sources={**added, **now.sources}),
        bonds=joined,
        decisions=Decisions(
            steps=judged, findings=found, readings=told.readings, different=told.different
        ),
        grades=graded,
        standings=ledger.standings(made, undone),
    )


def _rest(judgement: Judgement, finder: Finder, known: set[str], ledger: Ledger) -> None:
    """Note what became of notes and of what takes others back."""
    if judgement.kind == "undo":
        if judgement.undoes in known:
            ledger.applied(judgement)
        else:
            ledger.missed(judgement, "what it takes back is not here")
    if judgement.kind == "note":
        gone = []
        for place in (*judgement.places, *judgement.others):
            try:
                finder.statements(place)
            except Gone as lost:
                gone.append(str(lost))
        for why in gone:
            ledger.missed(judgement, why)
        if len(gone) < len(judgement.places) + len(judgement.others) or not gone:
            ledger.applied(judgement)
