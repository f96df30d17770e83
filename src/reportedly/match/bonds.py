"""What people joined and parted, in terms of statements: of one wording, wherever it stands.

A statement gathers all appearances of the same words. Where people say of two of
them that they are not one claim, it has to be taken apart first; the copies that
nobody spoke of stay together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.judgement import Bond
from reportedly.match.candidates import Index
from reportedly.match.statement import Key, Statement
from reportedly.records import Reason

Tags = Mapping[Key, Key]
Gather = Callable[[Tags], Sequence[Statement]]


@dataclass(frozen=True, slots=True)
class Bound:
    """Pairs of places that people joined or parted. They contradict each other nowhere."""

    together: tuple[Index, ...] = ()
    apart: frozenset[Index] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """The statements with the bonds between them."""

    found: Sequence[Statement]
    bound: Bound
    why: Mapping[Index, Reason]  # of what is joined

    def joined(self, places: Iterable[int]) -> bool:
        """Tell whether people joined some of these places."""
        here = set(places)
        return any(i in here and j in here for i, j in self.bound.together)


def judged(gather: Gather, bonds: Sequence[Bond]) -> Judged:
    """Return the statements so that no bond runs inside one of them.

    Args:
        gather: returns the statements, those appearances apart that have other tags.
        bonds: they contradict each other nowhere; of appearances that are not there, they
            say nothing.
    """
    tags: dict[Key, Key] = {}
    found = gather(tags)
    if not bonds:
        return Judged(found, Bound(), {})
    tops = _tops(bonds)
    while True:
        place = {a.key: i for i, statement in enumerate(found) for a in statement.members}
        here = [bond for bond in bonds if bond.left in place and bond.right in place]
        clash = _clash(here, place, len(found))
        new = {
            a.key: tops[a.key]
            for i in sorted(clash)
            for a in found[i].members
            if a.key in tops and a.key not in tags
        }
        if not new:
            break
        tags |= new
        found = gather(tags)
    why: dict[Index, Reason] = {}
    apart = set()
    for bond in here:
        i, j = sorted((place[bond.left], place[bond.right]))
        if bond.together and i != j:
            why.setdefault((i, j), bond.reason)
        elif not bond.together:
            apart.add((i, j))
    return Judged(found, Bound(tuple(sorted(why)), frozenset(apart)), why)


def _tops(bonds: Sequence[Bond]) -> dict[Key, Key]:
    """Return for each appearance that people spoke of the first of those joined with it."""
    above: dict[Key, Key] = {}

    def top(key: Key) -> Key:
        while above.get(key, key) != key:
            key = above[key]
        return key

    for bond in bonds:
        for key in (bond.left, bond.right):
            above.setdefault(key, key)
        if bond.together:
            a, b = sorted((top(bond.left), top(bond.right)))
            above[b] = a
    return {key: top(key) for key in above}


def _clash(bonds: Sequence[Bond], place: Mapping[Key, int], n: int) -> set[int]:
    """Return the places that what is joined puts together with what is parted from them."""
    home = list(range(n))

    def top(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    for bond in bonds:
        if bond.together:
            a, b = sorted((top(place[bond.left]), top(place[bond.right])))
            home[b] = a
    bad = {
        top(place[bond.left])
        for bond in bonds
        if not bond.together and top(place[bond.left]) == top(place[bond.right])
    }
    return {i for i in range(n) if top(i) in bad}
