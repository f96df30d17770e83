"""Who supports the claim that they repeat, and who denies it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.match.features import Run
from reportedly.match.score import SAME, score
from reportedly.match.statement import TELLING, Key, Statement
from reportedly.records import Appearance


def with_stances(members: Sequence[Statement], run: Run) -> Iterable[Appearance]:
    """Yield every appearance of a claim with its stance towards it.

    The claim is what is asserted, so of two opposed statements the one that
    holds the denial denies. A stance that `resolve` found is kept. An article
    that denies in its own voice denies wherever it repeats the claim.
    """
    denying = _denying(members, run)
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


def _denying(members: Sequence[Statement], run: Run) -> frozenset[Key]:
    """Return the keys of statements that say of the others that it is not so.

    Where most say "not" themselves ("no evidence was found"), that is the claim,
    and nobody denies it.
    """
    marked = [s for s in members if s.denied or s.negated or s.untrue]
    plain = [s for s in members if s not in marked and len(s.bag) >= TELLING]
    found: set[Key] = set()
    asserting: set[str] = set()
    for one in marked:
        for other in plain:
            judged = score(one, other, run)
            if judged.denies and judged.value >= SAME:
                found.add(one.key)
                asserting |= {member.article for member in other.members}
    saying_not = {m.article for s in marked if s.key in found and not s.denied for m in s.members}
    if len(saying_not) > len(asserting):
        return frozenset(s.key for s in marked if s.denied)
    return frozenset(found)
