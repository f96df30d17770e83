"""What stands on the report's page, ready for the template."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.records import (
    Appearance,
    Article,
    Attribution,
    ClaimTrace,
    Derivation,
    Finding,
    Resolution,
    Span,
    Trace,
)
from reportedly.show.chain import Chain, Node, chain, folded, outlet_of, shown
from reportedly.show.diff import alike, changes
from reportedly.show.marks import Mark, marked
from reportedly.show.naming import Names
from reportedly.show.passages import around, hull
from reportedly.show.phrases import CHANGES, FINDINGS, HEDGES, STANCES, when
from reportedly.show.safe import href, one_line
from reportedly.show.svg import described, picture
from reportedly.text import sentences

ALIKE = 0.4  # passages less alike than this are other words altogether: marking all helps nobody
QUOTED = 460  # characters of a sentence shown for an appearance


@dataclass(frozen=True, slots=True)
class Words:
    """One passage as quoted on the page."""

    outlet: str
    when: str
    html: Markup
    href: str


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


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as published, with everything marked."""

    anchor: str
    title: str
    outlet: str
    when: str
    byline: str
    href: str | None
    url: str
    language: str
    path: str
    notes: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[bool, Markup], ...]  # whether the headline, and its words
    said: int
    claims: tuple[int, ...]


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
    page = _Page(trace.articles, trace.resolution)
    return tuple(
        page.claim(number, claim)
        for number, claim in enumerate(shown(trace, everything=everything), 1)
    )


class _Page(Names):
    """The look-ups that every part of the page needs."""

    def __init__(self, articles: Sequence[Article], resolution: Resolution) -> None:
        super().__init__(articles, resolution)
        self.anchors = {article.id: f"a{i}" for i, article in enumerate(articles, 1)}
        self.sentences: dict[str, list[Span]] = {}

    def anchor(self, article: str, index: int | None = None) -> str:
        """Return the place in the page of an article or of an attribution in it."""
        return f"#{self.anchors[article]}" + ("" if index is None else f"-{index}")

    def claim(self, number: int, trace: ClaimTrace) -> ClaimView:
        """Return one claim's card."""
        drawn = folded(chain(trace, self.resolution, self.articles.values()))
        here = trace.claim.appearances
        article = self.articles[trace.first]
        first = f"{self.outlet(trace.first)}, {when(article.published)}"
        independence = trace.independence
        low, high = independence.low, independence.high
        known = str(independence.known) if low == high else f"{low}–{high}"
        findings = tuple(self.finding(finding) for finding in trace.findings)
        tags = Counter(finding.label for finding in findings)
        return ClaimView(
            number=number,
            id=f"c{number}",
            text=one_line(trace.claim.text),
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

    def finding(self, finding: Finding) -> FindingView:
        """Return a finding with its passages, differences marked where they are alike."""
        texts = [span.of(self.articles[article].text) for article, span in finding.passages]
        marks: list[tuple[Span, ...]] = [() for _ in texts]
        if len(texts) == 2 and finding.kind in CHANGES and alike(*texts) >= 0.2:
            marks = list(changes(texts[0], texts[1]))
        passages = []
        for i, (article, span) in enumerate(finding.passages):
            drift = [Mark(Span(span.start + m.start, span.start + m.end), "mark") for m in marks[i]]
            index = None
            if i < len(finding.appearances) and finding.appearances[i][0] == article:
                index = finding.appearances[i][1]
            passages.append(self.words(article, span, drift, index))
        return FindingView(
            label=FINDINGS[finding.kind],
            kind=finding.kind,
            change=finding.kind in CHANGES,
            words=one_line(finding.words),
            percent=round(100 * finding.confidence),
            passages=tuple(passages),
        )

    def words(self, article: str, span: Span, marks: Iterable[Mark], index: int | None) -> Words:
        """Return a passage as quoted."""
        art = self.articles[article]
        html = marked(art.text, marks, span)
        return Words(self.outlet(article), when(art.published), html, self.anchor(article, index))

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

    def passage(self, art: Article, attr: Attribution) -> Span:
        """Return the sentences in which an attribution stands, if they are not too long."""
        if art.id not in self.sentences:
            self.sentences[art.id] = list(sentences(art.text))
        return around(self.sentences[art.id], hull(attr), QUOTED)

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


def attribution_marks(
    attr: Attribution, first: tuple[tuple[str, str], ...] = (), title: str = ""
) -> list[Mark]:
    """Return the marks of one attribution's parts; `first` goes on the content's first piece."""
    told = (("title", title),) if title else ()
    kind = "own" if attr.own_voice else "content"
    marks = [
        Mark(span, "span", (("class", kind), *told), first if i == 0 else ())
        for i, span in enumerate(attr.content)
    ]
    roles = (("source", attr.source, 2), ("cue", attr.cue, 3), ("addressee", attr.addressee, 4))
    for role, spans, rank in roles:
        marks += [Mark(span, "span", (("class", role),), rank=rank) for span in spans]
    return marks


def article_views(
    articles: Sequence[Article], resolution: Resolution, claims: Sequence[ClaimView]
) -> tuple[ArticleView, ...]:
    """Return every article as published, with its attributions marked."""
    page = _Page(articles, resolution)
    found: dict[str, list[Appearance]] = {}
    for appearance in resolution.appearances:
        found.setdefault(appearance.article, []).append(appearance)
    numbers = {key: number for claim in claims for key, number in claim.keys.items()}
    return tuple(_article(page, art, found.get(art.id, []), numbers) for art in articles)


def _article(
    page: _Page, art: Article, found: Sequence[Appearance], numbers: Mapping[tuple[str, int], int]
) -> ArticleView:
    marks: list[Mark] = []
    for appearance in found:
        number = numbers.get(appearance.key)
        if appearance.attribution.own_voice and number is None:
            continue
        first = [("id", f"{page.anchors[art.id]}-{appearance.index}")]
        if number is not None:
            first.append(("data-claim", str(number)))
        marks += attribution_marks(appearance.attribution, tuple(first), _title(page, appearance))
    return ArticleView(
        anchor=page.anchors[art.id],
        title=one_line(art.title or art.text[:80]),
        outlet=page.outlet(art.id),
        when=when(art.published),
        byline=one_line(art.byline or ""),
        href=href(art.url),
        url=one_line(art.url or ""),
        language=art.language or "",
        path=one_line(art.path or ""),
        notes=tuple((one_line(name), one_line(why)) for name, why in art.notes),
        paragraphs=tuple(
            (
                art.headline is not None and line.overlaps(art.headline),
                marked(art.text, marks, line),
            )
            for line in _paragraphs(art.text)
        ),
        said=sum(not appearance.attribution.own_voice for appearance in found),
        claims=tuple(sorted({numbers[a.key] for a in found if a.key in numbers})),
    )


def _paragraphs(text: str) -> Iterable[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _title(page: _Page, appearance: Appearance) -> str:
    """Return what the pointer tells over a content: who says so, through whom, how firmly."""
    if appearance.attribution.own_voice:
        return "stated in the article's own voice"
    who = ", ".join(page.source(id) for id in appearance.sources) or "nobody named"
    through = "".join(f", through {page.source(id)}" for id in appearance.relays)
    sure = f"{100 * appearance.attribution.confidence:.0f}%"
    return f"{who}{through} — {HEDGES[appearance.attribution.hedge]} ({sure})"
