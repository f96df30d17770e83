"""Hyperlinks as citations: a link in a sentence says where the sentence comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.records import Appearance, Link, Reason, Span
from reportedly.trace.addresses import canonical, domain
from reportedly.trace.scene import Scene, extent, paragraph

AT_CLAIM = 0.85  # in the words of the statement, to an article that carries the claim
NEAR_CLAIM = 0.65  # elsewhere in its paragraph, to an article that carries the claim
AT_OUTLET = 0.6  # in the words of the statement, to a page that we don't have
BACKGROUND = 0.4  # in the paragraph, to anything else: most such links are background


@dataclass(frozen=True, slots=True)
class Linked:
    """A link near an appearance leads to a hand."""

    hand: str
    article: str | None  # the page it leads to, if we have it
    evidence: Span
    reason: Reason
    at: bool  # it stands in the words of the statement

    @property
    def confidence(self) -> float:
        """How surely the claim comes from there, 0 to 1."""
        return self.reason.value


def linked(
    appearance: Appearance, others: Mapping[str, Sequence[Appearance]], scene: Scene
) -> tuple[Linked, ...]:
    """Return the hands to which an appearance's paragraph links, surest first.

    Args:
        appearance: the downstream one.
        others: the claim's appearances, by article.
        scene: what is known of the articles.
    """
    page = scene.articles[appearance.article]
    whole = extent(appearance)
    around = paragraph(page.text, whole)
    best: dict[str, Linked] = {}
    for link in page.links:
        target = _leads_to(link, page.id, scene) if link.span.overlaps(around) else None
        if target is None:
            continue
        hand, article = target
        at = link.span.overlaps(whole)
        if article in others:
            name, sure = ("link-to-claim", AT_CLAIM) if at else ("link-near-claim", NEAR_CLAIM)
        else:
            name, sure = ("link-to-outlet", AT_OUTLET) if at else ("link-nearby", BACKGROUND)
        if hand not in best or sure > best[hand].confidence:
            reason = Reason(name, sure, "times", link.url)
            best[hand] = Linked(hand, article, link.span, reason, at)
    return tuple(sorted(best.values(), key=lambda found: (-found.confidence, found.evidence)))


def _leads_to(link: Link, article: str, scene: Scene) -> tuple[str, str | None] | None:
    """Return the hand and the article of ours behind a link; None if neither is known."""
    own = scene.hand(article)
    for id in scene.addresses.get(canonical(link.url), ()):
        if id != article and scene.hand(id) != own:
            return scene.hand(id), id
    parts = domain(link.url).split(".")
    for i in range(len(parts) - 1):  # news.example.org is example.org's
        hand = scene.homes.get(".".join(parts[i:]), own)
        if hand != own:
            return hand, None
    return None
