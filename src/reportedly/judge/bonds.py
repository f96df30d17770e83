"""What people joined and parted, as bonds between statements that contradict each other nowhere."""

from collections.abc import Iterable
from itertools import product

from reportedly.judge.ground import Ground
from reportedly.judge.ties import Ties
from reportedly.judgement import Bond, Judgement, Key
from reportedly.records import Reason

JOINED = "person-joined"
PARTED = "person-parted"


def bonds(judgements: Iterable[Judgement], ground: Ground) -> tuple[Bond, ...]:
    """Return what people joined and parted, in terms of one analysis."""
    ledger = ground.ledger
    ties = Ties[Key]()
    out: list[Bond] = []
    for judgement in sorted(judgements, key=lambda j: j.order, reverse=True):
        if judgement.kind not in ("same", "apart"):
            continue
        places = ground.placed(judgement.places, judgement)
        if judgement.kind == "same":
            if len(places) < 2:  # one alone is joined with nothing
                ledger.missed(judgement, "fewer than two of its statements are there")
                continue
            first, *rest = [key for keys in places for key in keys]
            against = ties.join([first, *rest], judgement)
            pairs = {_pair(first, other) for other in rest if other != first}
        else:
            others = ground.placed(judgement.others, judgement)
            left, right = ({key for keys in side for key in keys} for side in (places, others))
            if not left or not right or left & right:
                both = "both sides are one statement now"
                ledger.missed(judgement, both if left & right else "one side of it is gone")
                continue
            pairs = {_pair(one, other) for one, other in product(left, right)}
            against = ties.part(sorted(pairs), judgement)
        if against is None:
            ledger.applied(judgement)
            out += [_bond(pair, judgement) for pair in pairs]
        else:
            ledger.overruled(judgement, against)
    return tuple(sorted(out, key=lambda b: (b.left, b.right, b.together, b.reason.seen)))


def _bond(pair: tuple[Key, Key], judgement: Judgement) -> Bond:
    together = judgement.kind == "same"
    reason = Reason(JOINED if together else PARTED, float(together), "times", judgement.by)
    return Bond(left=pair[0], right=pair[1], together=together, reason=reason)


def _pair(left: Key, right: Key) -> tuple[Key, Key]:
    return (left, right) if left <= right else (right, left)
