"""One claim with all that was found out about it: what the rules for findings look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.records import Appearance, Claim, Derivation, Finding, FindingKind, Quantity
from reportedly.trace.graph import backing
from reportedly.trace.independence import Answer
from reportedly.trace.scene import Scene, passage

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, its edges and the count of its origins."""

    claim: Claim
    edges: tuple[Derivation, ...]
    answer: Answer
    first: str  # article
    scene: Scene

    def at(self, key: Key) -> Appearance:
        """Return the appearance with that key."""
        return next(a for a in self.claim.appearances if a.key == key)

    def within(self, article: str) -> tuple[Appearance, ...]:
        """Return the claim's supporting appearances in one article, in the text's order."""
        found = (a for a in backing(self.claim) if a.article == article)
        return tuple(sorted(found, key=lambda a: (a.attribution.content[0], a.index)))

    def articles(self) -> tuple[str, ...]:
        """Return the supporting articles, by id."""
        ids = {a.article for a in backing(self.claim)}
        return tuple(sorted(ids & self.scene.articles.keys()))

    def steps(self) -> tuple[tuple[Derivation, Appearance, Appearance], ...]:
        """Return the edges between supporting appearances: edge, upstream, downstream."""
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
    kind: FindingKind, appearances: Sequence[Appearance], words: str, confidence: float
) -> Finding:
    """Return a finding that shows the passages of one or two appearances."""
    return Finding(
        kind=kind,
        appearances=tuple(a.key for a in appearances),
        passages=tuple(passage(a) for a in appearances),
        words=words,
        confidence=round(confidence, 2),
    )
