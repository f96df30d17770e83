"""Two statements side by side, and what they are judged against."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reportedly.match.statement import Key, Statement

Seen = tuple[float, str]  # strength of a feature, 0 to 1, and what was seen
NOTHING: Seen = (0.0, "")
KEPT = 100_000  # pairs of articles whose words in common are kept: some 20 MB


@dataclass(frozen=True)
class Run:
    """What a pair is judged against: how common each word is, and what was copied."""

    weights: Mapping[str, float]  # by stem, >= 1; an unseen stem counts as rare
    copied: frozenset[tuple[Key, Key]]  # keys of statements in copied passages, both ways
    nested: frozenset[tuple[Key, Key]]  # outer and inner of one attribution, both ways

    @cached_property
    def rare(self) -> float:
        """The weight of a stem never seen."""
        return max(self.weights.values(), default=1.0)

    @cached_property
    def _weighed(self) -> dict[Statement, float]:
        return {}

    @cached_property
    def _around(self) -> dict[tuple[frozenset[str], frozenset[str]], int]:
        return {}

    def around(self, left: frozenset[str], right: frozenset[str]) -> int:
        """Return how many words two settings share: asked for each pair of their statements."""
        if left is right:
            return len(left)
        found = self._around.get((left, right))
        if found is None:
            if len(self._around) >= KEPT:
                self._around.clear()
            found = self._around[left, right] = self._around[right, left] = len(left & right)
        return found

    def whole(self, statement: Statement) -> float:
        """Return what a statement's stems weigh together; worked out once for each."""
        found = self._weighed.get(statement)
        if found is None:
            found = self._weighed[statement] = self.weight(statement.bag)
        return found

    def weight(self, stems: Iterable[str]) -> float:
        """Return what the stems weigh together; sorted, so that sums never differ by order."""
        weights, rare = self.weights, self.rare
        return math.fsum([weights.get(stem, rare) for stem in stems])


class Pair(NamedTuple):
    """Two statements, with what several features need."""

    left: Statement
    right: Statement
    run: Run
    shared: frozenset[str]
    light: float  # weight of the lighter statement
    heavy: float
    both: float  # weight of what they share
    beside: int  # telling words that stand around the one with fewer of them
    own: int  # of their own words those that both settings hold

    @classmethod
    def of(cls, a: Statement, b: Statement, run: Run) -> "Pair":
        """Return the pair in canonical order."""
        left, right = (a, b) if a.rank <= b.rank else (b, a)
        shared = left.bag & right.bag
        one, two = run.whole(left), run.whole(right)
        near, far = left.setting, right.setting
        own = held = (left.bag | right.bag) & near
        beside = len(near) - len(held)
        if near is not far:
            held = (left.bag | right.bag) & far
            beside, own = min(beside, len(far) - len(held)), own & held
        both = run.weight(shared) if shared else 0.0
        light, heavy = (one, two) if one < two else (two, one)
        return cls(left, right, run, shared, light, heavy, both, beside, len(own))
