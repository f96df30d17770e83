"""What the report says of each claim, ready for the template."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup, escape

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
from reportedly.show.explanation import Explainer, Explanation, Seen, Step
from reportedly.show.export_json import trace_object
from reportedly.show.given import Given
from reportedly.show.looks import Look
from reportedly.show.marks import Mark
from reportedly.show.naming import outlet_of
from reportedly.show.page import Page, Words
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
    why: Seen


@dataclass(frozen=True, slots=True)
class AppearanceView:
    """The claim in one article's words."""

    said: Words
    hedge: str
    stance: str
    path: Markup  # "copies Telcora", "names Telcora", ...
    compared: str | None  # the outlet against whose words the changes are marked
    steps: tuple[Step, ...]


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
    origins: tuple[tuple[Markup, str], ...]  # name, what is known of it
    unknown: int
    chokepoints: tuple[Markup, ...]
    svg: Markup
    in_words: str
    relations: frozenset[str]  # lines that the picture holds, for its legend
    findings: tuple[FindingView, ...]
    tags: tuple[tuple[str, int], ...]
    appearances: tuple[AppearanceView, ...]
    keys: Mapping[tuple[str, int], int]  # appearance → this claim's number
    why: Explanation
    at: Callable[[str], str]  # article → where it stands
    decide: Callable[[str, int], Markup]  # a part of it → what leads to people's decision on it


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


def claim_views(
    trace: Trace, looks: Mapping[str, Look], *, everything: bool = False
) -> tuple[ClaimView, ...]:
    """Return the cards of the claims to be shown, in the trace's order."""
    page = Cards(trace.articles, trace.resolution, looks)
    claims = shown(trace, everything=everything)
    found = explanations(replace(trace, claims=claims))
    return tuple(page.claim(claim, why) for claim, why in zip(claims, found, strict=True))


def explanations(trace: Trace, first: int = 1) -> Iterator[Explanation]:
    """Yield why each claim of a trace is as it is; `first` is the number of the first."""
    document = Given(trace_object(trace), "", "the trace")
    explainer = Explainer(document)
    for number, row in enumerate(document.rows("claims"), first):
        yield explainer.claim(row, number)


class Cards(Page):
    """Makes the cards of claims."""

    def claim(self, trace: ClaimTrace, why: Explanation) -> ClaimView:
        """Return one claim's card, with the explanation that can be opened on it."""
        number = why.number
        drawn = folded(chain(trace, self.resolution, self.articles.values()))
        here = trace.claim.appearances
        article = self.articles[trace.first]
        first = f"{self.outlet(trace.first)}, {when(article.published)}"
        independence = trace.independence
        low, high = independence.low, independence.high
        known = str(independence.known) if low == high else f"{low}–{high}"
        findings = tuple(
            self.finding(finding, trace, seen)
            for finding, seen in zip(trace.findings, why.findings, strict=True)
        )
        steps: dict[int, list[Step]] = defaultdict(list)
        for step in why.steps:
            steps[step.appearance].append(step)
        edges: dict[tuple[str, int], list[Derivation]] = defaultdict(list)
        for derivation in trace.derivations:
            edges[derivation.downstream].append(derivation)
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
            origins=tuple(
                (self.chip(origin.source), self.origin(origin.source, trace)[1])
                for origin in trace.origins
            ),
            unknown=independence.unknown,
            chokepoints=tuple(self.chip(id) for id in trace.chokepoints),
            svg=self.picture(_linked(drawn, why), number, trace),
            in_words=described(drawn),
            relations=frozenset(
                name for edge in drawn.edges for name in (edge.relation, "denies" * edge.denies)
            ),
            findings=findings,
            tags=tuple(tags.items()),
            appearances=tuple(
                self.appearance(appearance, edges[appearance.key], trace, tuple(steps[i]))
                for i, appearance in enumerate(here)
            ),
            keys={appearance.key: number for appearance in here},
            why=why,
            at=self.anchor,
            decide=partial(self.places.decide, number),
        )

    def picture(self, drawn: Chain, number: int, trace: ClaimTrace) -> Markup:
        """Return the chain's picture; its boxes lead to the articles' places."""
        looks = {id: (look.sign, look.classes) for id, look in self.looks.items()}
        drawn = replace(
            drawn, nodes=tuple(replace(node, look=looks.get(node.id)) for node in drawn.nodes)
        )
        index = {appearance.article: appearance.index for appearance in
                 reversed(trace.claim.appearances)}  # fmt: skip

        def anchor(node: Node) -> str | None:
            if node.role == "folded":
                return None
            if not node.articles:
                return self.card(node.id)
            return self.anchor(node.articles[0], index.get(node.articles[0]))

        def quote(article: str, span: Span) -> str:
            return span.of(self.articles[article].text)

        return Markup(picture(drawn, f"p{number}", trace.claim.text, quote, anchor))  # noqa: S704

    def finding(self, finding: Finding, trace: ClaimTrace, why: Seen) -> FindingView:
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
            why=why,
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

    def appearance(
        self,
        appearance: Appearance,
        derivations: Sequence[Derivation],
        trace: ClaimTrace,
        steps: tuple[Step, ...],
    ) -> AppearanceView:
        """Return the claim in one article's words, changes marked."""
        art = self.articles[appearance.article]
        attr = appearance.attribution
        span = self.passage(art, attr)
        marks = [mark for mark in self.marks(appearance) if mark.span.overlaps(span)]
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
            steps=steps,
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

    def path(self, derivations: Sequence[Derivation], appearance: Appearance) -> Markup:
        """Return in words from whom the article has it."""
        verbs = {"copied": "copies", "attributed": "from", "linked": "links to"}
        copied = any(d.relation == "copied" for d in derivations)
        said: list[Markup] = []
        for derivation in derivations:
            name = self.chip(derivation.source)
            if derivation.through:
                said += [] if copied else [Markup("who had it from {}").format(name)]
            elif derivation.relation == "copied" or not copied:
                said.append(Markup("{} {}").format(verbs[derivation.relation], name))
        if not derivations:
            return escape("says nothing of its source" if appearance.stance != "denies" else "")
        return Markup(", ").join(dict.fromkeys(said))


def _linked(drawn: Chain, why: Explanation) -> Chain:
    """Return the chain with each edge leading to the step that explains it."""
    places: dict[tuple[str, str], int] = {}
    for step in why.steps:
        places.setdefault((one_line(step.upstream), one_line(step.hand)), step.number)
    names = {node.id: one_line(node.name) for node in drawn.nodes}
    numbers = [places.get((names[edge.up], names[edge.down])) for edge in drawn.edges]
    return replace(
        drawn,
        edges=tuple(
            replace(edge, href=f"#c{why.number}-s{number}") if number else edge
            for edge, number in zip(drawn.edges, numbers, strict=True)
        ),
    )


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
