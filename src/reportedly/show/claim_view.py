"""What the report says of each claim, ready for the template."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.records import (
    Appearance,
    Article,
    Attribution,
    ClaimTrace,
    Derivation,
    Finding,
    Span,
    Trace,
)
from reportedly.show.chain import Chain, Node, chain, folded, shown
from reportedly.show.diff import alike, changes
from reportedly.show.drift import numbers_of
from reportedly.show.marks import Mark
from reportedly.show.naming import outlet_of
from reportedly.show.page import Page, Words, attribution_marks
from reportedly.show.passages import hull
from reportedly.show.phrases import CHANGES, FINDINGS, HEDGES, NUMBERS, STANCES, inner, when
from reportedly.show.safe import one_line
from reportedly.show.svg import described, picture

ALIKE = 0.55  # passages less alike than this are other words altogether: marking all helps nobody


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding: what is seen, and the passages."""

    label: str
    kind: str
    change: bool  # something that changed on the way, rather than a warning
    words: str
    percent: int
    passages: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class AppearanceView:
    """The claim in one article's words."""

    said: Words
    hedge: str
    stance: str
    path: str  # "copies Telcora", "names Telcora", ...
    compared: str | None  # the outlet against whose words the changes are marked


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim's card."""

    number: int
    id: str
    text: str
    sentence: str
    first: str
    articles: int
    outlets: int
    known: str
    origins: tuple[tuple[str, str], ...]  # name, what is known of it
    unknown: int
    chokepoints: tuple[str, ...]
    svg: Markup
    in_words: str
    relations: frozenset[str]  # lines that the picture holds, for its legend
    findings: tuple[FindingView, ...]
    tags: tuple[tuple[str, int], ...]
    appearances: tuple[AppearanceView, ...]
    keys: Mapping[tuple[str, int], int]  # appearance → this claim's number


def page_numbers(trace: Trace, claims: Sequence[ClaimView]) -> Mapping[str, int]:
    """Return the story in numbers."""
    outlets = {outlet_of(article.id, trace.resolution) for article in trace.articles}
    return {
        "articles": len(trace.articles),
        "outlets": len(outlets),
        "claims": len(claims),
        "hidden": len(trace.claims) - len(claims),
        "findings": sum(len(claim.findings) for claim in claims),
    }


def claim_views(trace: Trace, *, everything: bool = False) -> tuple[ClaimView, ...]:
    """Return the cards of the claims to be shown, in the trace's order."""
    page = _Cards(trace.articles, trace.resolution)
    return tuple(
        page.claim(number, claim)
        for number, claim in enumerate(shown(trace, everything=everything), 1)
    )


class _Cards(Page):
    """Makes the cards of one page."""

    def claim(self, number: int, trace: ClaimTrace) -> ClaimView:
        """Return one claim's card."""
        drawn = folded(chain(trace, self.resolution, self.articles.values()))
        here = trace.claim.appearances
        article = self.articles[trace.first]
        first = f"{self.outlet(trace.first)}, {when(article.published)}"
        independence = trace.independence
        low, high = independence.low, independence.high
        known = str(independence.known) if low == high else f"{low}–{high}"
        findings = tuple(self.finding(finding, trace) for finding in trace.findings)
        tags = Counter(finding.label for finding in findings)
        return ClaimView(
            number=number,
            id=f"c{number}",
            text=inner(one_line(trace.claim.text)),
            sentence=one_line(independence.sentence),
            first=first,
            articles=len({appearance.article for appearance in here}),
            outlets=len({outlet_of(appearance.article, self.resolution) for appearance in here}),
            known=known,
            origins=tuple(self.origin(origin.source, trace) for origin in trace.origins),
            unknown=independence.unknown,
            chokepoints=tuple(self.source(id) for id in trace.chokepoints),
            svg=self.picture(drawn, number, trace),
            in_words=described(drawn),
            relations=frozenset(
                name for edge in drawn.edges for name in (edge.relation, "denies" * edge.denies)
            ),
            findings=findings,
            tags=tuple(tags.items()),
            appearances=tuple(self.appearance(appearance, trace) for appearance in here),
            keys={appearance.key: number for appearance in here},
        )

    def picture(self, drawn: Chain, number: int, trace: ClaimTrace) -> Markup:
        """Return the chain's picture; its boxes lead to the articles' places."""
        index = {appearance.article: appearance.index for appearance in
                 reversed(trace.claim.appearances)}  # fmt: skip

        def anchor(node: Node) -> str | None:
            if not node.articles or node.role == "folded":
                return None
            return self.anchor(node.articles[0], index.get(node.articles[0]))

        def quote(article: str, span: Span) -> str:
            return span.of(self.articles[article].text)

        return Markup(picture(drawn, f"p{number}", trace.claim.text, quote, anchor))  # noqa: S704

    def finding(self, finding: Finding, trace: ClaimTrace) -> FindingView:
        """Return a finding with its passages, what it is about marked in them."""
        about = self.about(finding, trace)
        passages = []
        for i, (article, span) in enumerate(finding.passages):
            index = None
            if i < len(finding.appearances) and finding.appearances[i][0] == article:
                index = finding.appearances[i][1]
            marks = [Mark(each, "mark") for each in about[i]]
            passages.append(self.words(article, span, marks, index))
        return FindingView(
            label=FINDINGS[finding.kind],
            kind=finding.kind,
            change=finding.kind in CHANGES,
            words=one_line(finding.words),
            percent=round(100 * finding.confidence),
            passages=tuple(passages),
        )

    def about(self, finding: Finding, trace: ClaimTrace) -> list[tuple[Span, ...]]:
        """Return for each passage of a finding the characters that it is about."""
        if finding.kind in NUMBERS:
            numbers = numbers_of(finding, trace)
            if len(numbers) == len(finding.passages):
                return [(number.span,) for number in numbers]
        here = {appearance.key: appearance.attribution for appearance in trace.claim.appearances}
        if finding.kind.startswith(("hedge", "source")):
            said = [here.get(key) for key in finding.appearances]
            if len(said) == len(finding.passages):
                return [attr.source + attr.cue + attr.addressee if attr else () for attr in said]
        if finding.kind == "stealth-edit" and len(finding.passages) == 2:
            starts = [span.start for _, span in finding.passages]
            texts = [span.of(self.articles[article].text) for article, span in finding.passages]
            return [
                tuple(Span(start + each.start, start + each.end) for each in changed)
                for start, changed in zip(starts, changes(texts[0], texts[1]), strict=True)
            ]
        return [() for _ in finding.passages]

    def appearance(self, appearance: Appearance, trace: ClaimTrace) -> AppearanceView:
        """Return the claim in one article's words, changes marked."""
        art = self.articles[appearance.article]
        attr = appearance.attribution
        span = self.passage(art, attr)
        marks = [mark for mark in attribution_marks(attr) if mark.span.overlaps(span)]
        derivations = [d for d in trace.derivations if d.downstream == appearance.key]
        before = _compared(appearance, derivations, trace)
        compared = None
        if before is not None:
            theirs = self.articles[before.article]
            drift = self._drift(art, attr, theirs, before.attribution)
            marks += drift
            compared = self.outlet(before.article) if drift else None
        return AppearanceView(
            said=self.words(art.id, span, marks, appearance.index),
            hedge=HEDGES[attr.hedge],
            stance=STANCES[appearance.stance],
            path=self.path(derivations, appearance),
            compared=compared,
        )

    def _drift(
        self, art: Article, attr: Attribution, theirs: Article, other: Attribution
    ) -> list[Mark]:
        ours = hull(attr, content=True)
        left, right = hull(other, content=True).of(theirs.text), ours.of(art.text)
        if alike(left, right) < ALIKE:
            return []
        return [
            Mark(Span(ours.start + m.start, ours.start + m.end), "ins", rank=9)
            for m in changes(left, right)[1]
        ]

    def path(self, derivations: Sequence[Derivation], appearance: Appearance) -> str:
        """Return in words from whom the article has it."""
        verbs = {"copied": "copies", "attributed": "from", "linked": "links to"}
        copied = any(d.relation == "copied" for d in derivations)
        said = []
        for derivation in derivations:
            name = self.source(derivation.source)
            if derivation.through:
                said.append(f"who had it from {name}" if not copied else "")
            elif derivation.relation == "copied" or not copied:
                said.append(f"{verbs[derivation.relation]} {name}")
        if not derivations:
            return "says nothing of its source" if appearance.stance != "denies" else ""
        return ", ".join(dict.fromkeys(part for part in said if part))


def _compared(
    appearance: Appearance, derivations: Sequence[Derivation], trace: ClaimTrace
) -> Appearance | None:
    """Return the appearance upstream, else the first one, against which changes are told."""
    if appearance.stance == "denies":
        return None
    by_key = {other.key: other for other in trace.claim.appearances}
    for derivation in sorted(derivations, key=lambda d: d.relation != "copied"):
        if derivation.upstream in by_key and derivation.upstream != appearance.key:
            return by_key[derivation.upstream]
    first = trace.claim.appearances[0]
    return first if first.article != appearance.article else None
