"""How people graded sources and statements: the latest of each, beside the analysis.

Nothing is counted by it. A grade is a person's and goes out as that person's.
"""

from collections.abc import Sequence

from reportedly.judge.found import Finder, Gone
from reportedly.judge.order import Ledger
from reportedly.judgement import RELIABILITY, Hand, Judgement, Key
from reportedly.records import Grade


def grades(judgements: Sequence[Judgement], finder: Finder, ledger: Ledger) -> tuple[Grade, ...]:
    """Return the grades that hold, in the order in which they were given.

    Args:
        judgements: those that nobody took back.
        finder: of the resolution with all that people decided about sources.
        ledger: told what became of each.
    """
    found: dict[str | Key, tuple[Judgement, Grade]] = {}
    for judgement in sorted(judgements, key=lambda j: j.order, reverse=True):
        if judgement.kind != "grade":
            continue
        for subject in _subjects(judgement, finder, ledger):
            if subject in found:
                ledger.overruled(judgement, found[subject][0])
                continue
            found[subject] = judgement, _grade(judgement, subject)
            ledger.applied(judgement)
    return tuple(grade for _, grade in sorted(found.values(), key=lambda one: one[0].order))


def _subjects(judgement: Judgement, finder: Finder, ledger: Ledger) -> Sequence[str | Key]:
    """Return the ids of the sources, or the statements, that a judgement grades."""
    out: list[str | Key] = []
    try:
        if judgement.grade in RELIABILITY:
            out += [_source(hand, finder) for hand in judgement.hands]
        else:
            out += [key for place in judgement.places for key in finder.statements(place)]
    except Gone as gone:
        ledger.missed(judgement, str(gone))
    return out


def _source(hand: Hand, finder: Finder) -> str:
    ids = finder.hands(hand)
    if len(ids) != 1:
        raise Gone(f"{'several sources are' if ids else 'no source is'} called {hand.name}")
    return ids[0]


def _grade(judgement: Judgement, subject: str | Key) -> Grade:
    return Grade(
        who=judgement.who,
        when=judgement.when,
        grade=judgement.grade,
        source=subject if isinstance(subject, str) else "",
        statement=None if isinstance(subject, str) else subject,
        note=judgement.note,
    )
