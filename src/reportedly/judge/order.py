"""Which judgements hold: what was taken back is out, and of two the later wins."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from reportedly.judgement import Judgement
from reportedly.records import Standing

Live = tuple[Judgement, ...]


def in_order(judgements: Iterable[Judgement]) -> Live:
    """Return each judgement once, in the order in which they were made."""
    return tuple(sorted({j.id: j for j in judgements}.values(), key=lambda j: j.order))


def living(judgements: Iterable[Judgement]) -> tuple[Live, Mapping[str, Judgement]]:
    """Return the judgements that nobody has taken back, and by which the others were, by id.

    What takes back can be taken back: then the first holds again.
    """
    made = in_order(judgements)
    known = {j.id: j for j in made}
    undoers: dict[str, list[Judgement]] = defaultdict(list)
    for j in made:
        if j.kind == "undo" and j.undoes in known:
            undoers[j.undoes].append(j)
    undone: dict[str, Judgement] = {}
    graph = {id: [j.id for j in undoers[id]] for id in known}
    for id in TopologicalSorter(graph).static_order():  # an id is a digest of what it undoes
        holding = [j for j in undoers[id] if j.id not in undone]
        if holding:
            undone[id] = holding[-1]
    return tuple(j for j in made if j.id not in undone), undone


class Ledger:
    """Notes what became of the parts of each judgement."""

    def __init__(self) -> None:
        self._applied: set[str] = set()
        self._overruled: dict[str, list[str]] = defaultdict(list)
        self._missed: dict[str, list[str]] = defaultdict(list)

    def applied(self, judgement: Judgement) -> None:
        """Note that it has an effect."""
        self._applied.add(judgement.id)

    def overruled(self, judgement: Judgement, by: Judgement) -> None:
        """Note that a part of it gives way to a later one."""
        self._overruled[judgement.id].append(f"against it: {by.by}")

    def missed(self, judgement: Judgement, why: str) -> None:
        """Note that a part of it cannot be applied."""
        self._missed[judgement.id].append(why)

    def standings(
        self, made: Iterable[Judgement], undone: Mapping[str, Judgement]
    ) -> tuple[Standing, ...]:
        """Return what became of each judgement, in order."""
        return tuple(self._standing(j, undone.get(j.id)) for j in made)

    def _standing(self, judgement: Judgement, undo: Judgement | None) -> Standing:
        id = judgement.id
        if undo is not None:
            return Standing(judgement=id, state="undone", why=f"taken back by {undo.by}")
        against, missed = self._overruled.get(id, []), self._missed.get(id, [])
        why = "; ".join(dict.fromkeys([*against, *missed]))
        if id in self._applied:
            return Standing(judgement=id, state="in part" if why else "applied", why=why)
        return Standing(judgement=id, state="overruled" if against else "not applied", why=why)
