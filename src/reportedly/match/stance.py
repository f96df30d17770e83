"""Who supports the claim that they repeat, and who denies it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.match.features import Run
from reportedly.match.score import score
from reportedly.match.statement import Statement
from reportedly.records import Appearance


def with_stances(members: Sequence[Statement], run: Run) -> Iterable[Appearance]:
    """Yield every appearance of a claim with its stance towards it.

    The claim is what is asserted, so of two opposed statements the one that
    holds the denial denies. A stance that `resolve` found is kept. An article
    that denies in its own voice denies wherever it repeats the claim.
    """
    plain = [s for s in members if not _marked(s)]
    denying = {
        s.key for s in members if _marked(s) and any(score(s, other, run).denies for other in plain)
    }
    against = {
        appearance.article
        for statement in members
        if statement.key in denying
        for appearance in statement.members
        if appearance.attribution.own_voice
    }
    for statement in members:
        for appearance in statement.members:
            denied = statement.key in denying or appearance.article in against
            if statement.denied or (denied and appearance.stance == "supports"):
                yield replace(appearance, stance="denies")
            else:
                yield appearance


def _marked(statement: Statement) -> bool:
    return statement.denied or bool(statement.negated) or statement.untrue
