"""What people joined and parted, as bonds between statements that contradict each other nowhere.

From the latest judgement to the earliest, each is taken if it agrees with all that
were taken before it, with all that follows from them: A = B and B = C make A = C.
One that does not is overruled as a whole, and says by which.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from reportedly.judge.ground import Ground
from reportedly.judgement import Bond, Judgement, Key
from reportedly.records import Reason

JOINED = "person-joined"
PARTED = "person-parted"


class Bonds:
    """The bonds that were taken so far."""

    def __init__(self) -> None:
        self.taken: list[Bond] = []
        self._above: dict[Key, Key] = {}
        self._apart: dict[Key, dict[Key, Judgement]] = defaultdict(dict)  # top -> other top
        self._joined: list[tuple[Key, Key, Judgement]] = []

    def top(self, key: Key) -> Key:
        """Return the statement that stands for all that are joined with one."""
        while key in self._above:
            key = self._above[key]
        return key

    def join(self, keys: Sequence[Key], judgement: Judgement) -> Judgement | None:
        """Take that statements are one claim; return the later judgement against it, if any."""
        tops = sorted({self.top(key) for key in keys})
        for top in tops:
            for other in tops:
                if other in self._apart[top]:
                    return self._apart[top][other]
        reason = Reason(JOINED, 1.0, "times", judgement.by)
        first = keys[0]
        for other in keys[1:]:
            a, b = sorted((self.top(first), self.top(other)))
            if a != b:
                self._above[b] = a
                for far, by in self._apart.pop(b, {}).items():
                    del self._apart[far][b]
                    self._apart[far].setdefault(a, by)
                    self._apart[a].setdefault(far, by)
            if first != other:
                left, right = sorted((first, other))
                self.taken.append(Bond(left=left, right=right, together=True, reason=reason))
                self._joined.append((left, right, judgement))
        return None

    def part(self, pairs: Iterable[tuple[Key, Key]], judgement: Judgement) -> Judgement | None:
        """Take that statements are not one claim; return the later judgement against it, if any."""
        wanted = sorted({_pair(left, right) for left, right in pairs})
        for left, right in wanted:
            if self.top(left) == self.top(right):
                return self._why_one(left)
        reason = Reason(PARTED, 0.0, "times", judgement.by)
        for left, right in wanted:
            tops = self.top(left), self.top(right)
            self._apart[tops[0]].setdefault(tops[1], judgement)
            self._apart[tops[1]].setdefault(tops[0], judgement)
            self.taken.append(Bond(left=left, right=right, together=False, reason=reason))
        return None

    def _why_one(self, key: Key) -> Judgement:
        """Return the earliest of the later judgements that joined a statement with others."""
        top = self.top(key)
        return min((by for a, _, by in self._joined if self.top(a) == top), key=lambda j: j.order)


def bonds(judgements: Iterable[Judgement], ground: Ground) -> tuple[Bond, ...]:
    """Return what people joined and parted, in terms of one analysis."""
    ledger = ground.ledger
    out = Bonds()
    for judgement in sorted(judgements, key=lambda j: j.order, reverse=True):
        if judgement.kind not in ("same", "apart"):
            continue
        places = ground.placed(judgement.places, judgement)
        if judgement.kind == "same":
            if len(places) < 2:  # one alone is joined with nothing
                ledger.missed(judgement, "fewer than two of its statements are there")
                continue
            against = out.join([key for keys in places for key in keys], judgement)
        else:
            others = ground.placed(judgement.others, judgement)
            left, right = ({key for keys in side for key in keys} for side in (places, others))
            if not left or not right or left & right:
                both = "both sides are one statement now"
                ledger.missed(judgement, both if left & right else "one side of it is gone")
                continue
            against = out.part(product(left, right), judgement)
        if against is None:
            ledger.applied(judgement)
        else:
            ledger.overruled(judgement, against)
    return tuple(sorted(out.taken, key=lambda b: (b.left, b.right, b.together, b.reason.seen)))


def _pair(left: Key, right: Key) -> tuple[Key, Key]:
    return (left, right) if left <= right else (right, left)
