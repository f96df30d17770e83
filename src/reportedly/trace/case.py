"""One claim with all that was found out about it: what the rules for findings look at."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.records import (
    Appearance,
    Claim,
    Derivation,
    Finding,
    FindingKind,
    Quantity,
    Reason,
    probability,
)
from reportedly.trace.graph import backing
from reportedly.trace.independence import Answer
from reportedly.trace.scene import Scene, passage

Key = tuple[str, int]


Step = tuple[Derivation, Appearance, Appearance]  # edge, upstream, downstream


@dataclass(frozen=True)
class Case:
    """A claim, its edges and the count of its origins; what rules ask often is indexed once."""

    claim: Claim
    edges: tuple[Derivation, ...]
    answer: Answer
    first: str  # article
    scene: Scene

    def at(self, key: Key) -> Appearance:
        """Return the appearance with that key."""
        return self._by_key[key]

    def within(self, article: str) -> tuple[Appearance, ...]:
        """Return the claim's supporting appearances in one article, in the text's order."""
        return self._within.get(article, ())

    def articles(self) -> tuple[str, ...]:
        """Return the supporting articles, by id."""
        ids = {a.article for a in backing(self.claim)}
        return tuple(sorted(ids & self.scene.articles.keys()))

    def into(self, article: str) -> tuple[Step, ...]:
        """Return the steps whose downstream appearance stands in an article."""
        return self._into.get(article, ())

    def steps(self) -> tuple[Step, ...]:
        """Return the edges between supporting appearances: edge, upstream, downstream."""
        return self._steps

    def out_of(self, article: str) -> tuple[Derivation, ...]:
        """Return the edges of an article's appearances."""
        return self.edged.get(article, ())

    @cached_property
    def edged(self) -> dict[str, tuple[Derivation, ...]]:
        """The edges upstream, by the article that has them."""
        found: dict[str, list[Derivation]] = defaultdict(list)
        for edge in self.edges:
            found[edge.downstream[0]].append(edge)
        return {article: tuple(here) for article, here in found.items()}

    @cached_property
    def _by_key(self) -> dict[Key, Appearance]:
        return {a.key: a for a in self.claim.appearances}

    @cached_property
    def _within(self) -> dict[str, tuple[Appearance, ...]]:
        found: dict[str, list[Appearance]] = defaultdict(list)
        for a in sorted(backing(self.claim), key=lambda a: (a.attribution.content[0], a.index)):
            found[a.article].append(a)
        return {article: tuple(here) for article, here in found.items()}

    @cached_property
    def _into(self) -> dict[str, tuple[Step, ...]]:
        found: dict[str, list[Step]] = defaultdict(list)
        for step in self._steps:
            found[step[2].article].append(step)
        return {article: tuple(here) for article, here in found.items()}

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        support = {a.key: a for a in backing(self.claim)}
        return tuple(
            (edge, support[edge.upstream], support[edge.downstream])
            for edge in self.edges
            if edge.upstream in support
            and edge.upstream is not None
            and edge.downstream in support
            and edge.through is None
            and edge.upstream[0] != edge.downstream[0]
        )

    def name(self, article: str) -> str:
        """Return the name of an article's outlet."""
        return self.scene.source(self.scene.hand(article)).name


def quantities(appearances: Sequence[Appearance]) -> tuple[Quantity, ...]:
    """Return all quantities of some appearances, in order."""
    return tuple(q for a in appearances for q in a.quantities)


def finding(
    kind: FindingKind, appearances: Sequence[Appearance], words: str, *reasons: Reason
) -> Finding:
    """Return a finding that shows the passages of one or two appearances.

    It is as sure as the reasons make it: nothing else says how sure.
    """
    return Finding(
        kind=kind,
        appearances=tuple(a.key for a in appearances),
        passages=tuple(passage(a) for a in appearances),
        words=words,
        confidence=round(probability(reasons), 2),
        reasons=reasons,
    )


def trust(most: float, seen: str = "") -> Reason:
    """Return how far a rule is trusted at the most, and what it goes by."""
    return Reason("rule", most, "at most", seen)


def step_of(edge: Derivation) -> Reason:
    """Return the edge on which a finding rests: it is no surer than that."""
    return Reason("edge", edge.confidence, "at most", "the step upstream on which it rests")
