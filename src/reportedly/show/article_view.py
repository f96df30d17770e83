"""Each article as published, with everything marked, ready for the template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from reportedly.records import Appearance, Article, Resolution, Span
from reportedly.resolve.unnamed.headcount import rests_on
from reportedly.show.claim_view import ClaimView
from reportedly.show.looks import Look
from reportedly.show.marks import Mark, marked
from reportedly.show.page import Page, apart
from reportedly.show.phrases import HEDGES, when
from reportedly.show.quoted import unnamed, unnamed_in_all
from reportedly.show.safe import href, one_line


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
    claims: tuple[tuple[int, str], ...]  # number, and where it stands
    publisher: Markup  # the outlet, leading to its card
    look: str  # its classes
    unnamed: tuple[Markup, ...]  # the anonymous sources that speak in it
    rests_on: str  # how many they are, at least and at most


def article_views(
    articles: Sequence[Article],
    resolution: Resolution,
    claims: Sequence[ClaimView],
    looks: Mapping[str, Look],
) -> tuple[ArticleView, ...]:
    """Return every article as published, marked, by time, undated last."""
    page = Page(articles, resolution, looks)
    found: dict[str, list[Appearance]] = {}
    for appearance in resolution.appearances:
        found.setdefault(appearance.article, []).append(appearance)
    numbers = {key: number for claim in claims for key, number in claim.keys.items()}
    by_time = sorted(articles, key=lambda art: art.published.value if art.published else "~")
    return tuple(article_view(page, art, found.get(art.id, []), numbers) for art in by_time)


def article_view(
    page: Page, art: Article, found: Sequence[Appearance], numbers: Mapping[tuple[str, int], int]
) -> ArticleView:
    """Return an article as published; `found` are its statements, `numbers` those of claims."""
    marks: list[Mark] = []
    for appearance in found:
        number = numbers.get(appearance.key)
        if appearance.attribution.own_voice and number is None:
            continue
        first = [("id", f"{page.anchors[art.id]}-{appearance.index}")]
        if number is not None:
            first.append(("data-claim", str(number)))
        marks += page.marks(appearance, tuple(first), _title(page, appearance))
    marks = apart(marks)
    outlet = page.resolution.outlets.get(art.id, "")
    look = page.looks.get(outlet)
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
        claims=tuple(
            (number, page.places.claim(number))
            for number in sorted({numbers[a.key] for a in found if a.key in numbers})
        ),
        publisher=page.chip(outlet) if look else escape(page.outlet(art.id)),
        look=look.classes if look else "",
        unnamed=tuple(page.chip(id) for id in unnamed(found, page.resolution)),
        rests_on=unnamed_in_all(rests_on(found, page.resolution.sources)),
    )


def _paragraphs(text: str) -> Iterable[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _title(page: Page, appearance: Appearance) -> str:
    """Return what the pointer tells over a content: who says so, through whom, how firmly."""
    if appearance.attribution.own_voice:
        return "stated in the article's own voice"
    who = ", ".join(page.source(id) for id in appearance.sources) or "nobody named"
    through = "".join(f", through {page.source(id)}" for id in appearance.relays)
    sure = f"{100 * appearance.attribution.confidence:.0f}%"
    return f"{who}{through} — {HEDGES[appearance.attribution.hedge]} ({sure})"
