"""One analysis of a collection, looked up in whatever way the pages need.

Nothing is made before it is asked for: the list of ten thousand claims needs
none of their cards, and a card none of the others.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from markupsafe import Markup

from reportedly.judgement import Judgement
from reportedly.records import Appearance, Article, ClaimTrace, Derivation, Resolution, Trace
from reportedly.show.article_view import ArticleView, article_view
from reportedly.show.chain import Chain, chain, folded
from reportedly.show.claim_view import Cards, ClaimView, explanations
from reportedly.show.looks import Look, looks
from reportedly.show.naming import outlet_of
from reportedly.show.ownership import Ownership
from reportedly.show.page import Page
from reportedly.show.quoted import Diversity, diversity
from reportedly.show.source_view import SourceCards, SourceView, Story
from reportedly.show.web.links import Pages
from reportedly.show.web.mini import mini
from reportedly.show.web.rows import Row, row
from reportedly.show.web.timeline import timeline

Key = tuple[str, int]  # of an appearance
KEPT = 256  # cards, small pictures: some pages of the list, and where somebody just was


class Traced:
    """A trace with its look-ups; it never changes, and several threads may read it."""

    def __init__(
        self, trace: Trace, owners: Ownership, judgements: Sequence[Judgement] = ()
    ) -> None:
        self.trace, self.owners = trace, owners
        self.judgements = judgements  # as they were when the analysis began, or a few later ones
        self.resolution: Resolution = trace.resolution
        self.articles: Mapping[str, Article] = {article.id: article for article in trace.articles}
        self.numbers = {claim.claim.id: i for i, claim in enumerate(trace.claims, 1)}
        self.places = Pages([claim.claim.id for claim in trace.claims])
        self.view = lru_cache(KEPT)(self._view)
        self.mini = lru_cache(KEPT)(self._mini)

    @cached_property
    def counted(self) -> Diversity:
        """Who is quoted, how often, with how many words."""
        return diversity(self.trace.articles, self.resolution)

    @cached_property
    def looks(self) -> dict[str, Look]:
        """The colour and sign of each source, by id; their order is that of the lists."""
        return looks(self.counted, self.resolution)

    @cached_property
    def page(self) -> Page:
        """Names, links and marks."""
        return Page(self.trace.articles, self.resolution, self.looks, self.places)

    @cached_property
    def _claim_cards(self) -> Cards:
        return Cards(self.trace.articles, self.resolution, self.looks, self.places)

    @cached_property
    def _source_cards(self) -> SourceCards:
        story = Story(self.counted, self.looks, self.owners, self.places)
        cards = SourceCards(self.trace.articles, self.resolution, story)
        cards.numbers = self.claim_of
        return cards

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All claims as rows, what is most worth a look first."""
        return tuple(
            row(number, claim, self.resolution, self.articles)
            for number, claim in enumerate(self.trace.claims, 1)
        )

    @cached_property
    def claim_of(self) -> dict[Key, int]:
        """The number of the claim of each appearance."""
        return {
            appearance.key: number
            for number, claim in enumerate(self.trace.claims, 1)
            for appearance in claim.claim.appearances
        }

    @cached_property
    def said_in(self) -> dict[str, list[Appearance]]:
        """The statements of each article, in their order."""
        out: dict[str, list[Appearance]] = defaultdict(list)
        for appearance in self.resolution.appearances:
            out[appearance.article].append(appearance)
        return dict(out)

    @cached_property
    def claims_with(self) -> dict[str, list[int]]:
        """The numbers of the claims in whose chain a source or outlet stands."""
        out: dict[str, list[int]] = defaultdict(list)
        for one in self.rows:
            for hand in one.hands:
                out[hand].append(one.number)
        return dict(out)

    def claim(self, number: int) -> ClaimTrace:
        """Return the claim of a number, from 1."""
        return self.trace.claims[number - 1]

    def alone(self, number: int) -> Trace:
        """Return a trace of one claim, with the articles that it touches and no others."""
        claim = self.claim(number)
        ids = {a.article for a in claim.claim.appearances} | {claim.first}
        ids |= {article for finding in claim.findings for article, _ in finding.passages}
        ids |= {edge.upstream[0] for edge in claim.derivations if edge.upstream}
        ids |= {edge.downstream[0] for edge in claim.derivations}
        ids |= {*claim.independence.silent}
        ids |= {origin.article for origin in claim.origins if origin.article}
        known = tuple(article for article in self.trace.articles if article.id in ids)
        return replace(self.trace, articles=known, claims=(claim,))

    def _view(self, number: int) -> ClaimView:
        (why,) = explanations(self.alone(number), number)
        return self._claim_cards.claim(self.claim(number), why)

    def _mini(self, number: int) -> Markup:
        claim = self.claim(number)
        return Markup(mini(self._chain(claim)))  # noqa: S704 - ElementTree's

    def _chain(self, claim: ClaimTrace) -> Chain:
        here = (self.articles.get(appearance.article) for appearance in claim.claim.appearances)
        return chain(claim, self.resolution, filter(None, here))

    def timeline(self, number: int) -> Markup:
        """Return a claim's chain over time."""
        drawn = folded(self._chain(self.claim(number)))
        return Markup(timeline(drawn, f"t{number}", self.page.card))  # noqa: S704 - ElementTree's

    def article(self, id: str) -> ArticleView:
        """Return an article as published, marked."""
        return article_view(self.page, self.articles[id], self.said_in.get(id, []), self.claim_of)

    def source(self, id: str) -> SourceView:
        """Return a source's card."""
        return self._source_cards.card_of(id)

    def published(self, id: str) -> list[str]:
        """Return the ids of the articles that an outlet published, by time."""
        return self._source_cards.by_time(
            article for article in self.articles if self.resolution.outlets.get(article) == id
        )

    @cached_property
    def leaning(self) -> dict[str, dict[str, set[int]]]:
        """For each outlet the hands from which it has claims, with the claims' numbers."""
        out: dict[str, dict[str, set[int]]] = {}
        for number, claim in enumerate(self.trace.claims, 1):
            for edge in claim.derivations:
                down, up = self.ends(edge)
                if down != up:
                    out.setdefault(down, {}).setdefault(up, set()).add(number)
        return out

    def ends(self, edge: Derivation) -> tuple[str, str]:
        """Return who has it, and from whom."""
        return edge.through or outlet_of(edge.downstream[0], self.resolution), edge.source
