"""Search over claims, sources and articles, by words and by meaning."""

import re
from collections import defaultdict
from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from reportedly import pipeline
from reportedly.records import Span
from reportedly.show.marks import Mark, marked
from reportedly.show.phrases import inner, shorten, when
from reportedly.show.safe import one_line
from reportedly.show.web.filters import Words
from reportedly.show.web.links import article_link, claim_link, source_link
from reportedly.show.web.render import OnDesk, OnTrace, page
from reportedly.show.web.rows import Row
from reportedly.show.web.traced import Traced
from reportedly.store.search import Hit
from reportedly.text import fold

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
MOST = 60  # hits that are asked for
SHOWN = 320  # characters of a hit
HEADS = {"claim": "Claims", "source": "Sources", "article": "Articles"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it is shown."""

    href: str
    title: str  # of an article, name of a source; "" for a claim
    words: Markup
    where: str  # outlet
    when: str
    place: str  # where the words stand
    row: Row | None  # of a claim
    nearly: bool  # found by its meaning only


@router.get("/search")
def search(request: Request, traced: OnTrace, desk: OnDesk, q: Words = "") -> HTMLResponse:
    """Show what has the words or means the same, claims before sources before articles."""
    hits = pipeline.search(desk.collection, q, limit=MOST) if q.strip() else []
    groups: dict[str, list[Found]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        if hit.article not in traced.articles:
            continue  # the analysis that is shown is older
        found = _found(traced, hit, q)
        if (hit.kind, found.href) not in seen:
            seen.add((hit.kind, found.href))
            groups[hit.kind].append(found)
    return page(
        request,
        "search.html.j2",
        {
            "here": "search",
            "words": q,
            "total": sum(map(len, groups.values())),
            "groups": [(kind, head, groups[kind]) for kind, head in HEADS.items() if groups[kind]],
        },
    )


def _found(traced: Traced, hit: Hit, question: str) -> Found:
    article = traced.articles[hit.article]
    number = None
    if hit.kind == "claim":
        number = traced.numbers.get(hit.id) or traced.claim_of.get((hit.article, hit.index or 0))
    known = hit.kind == "source" and hit.id in traced.looks
    place = article_link(hit.article, hit.index)
    words = shorten(inner(one_line(hit.words)), SHOWN)
    title = one_line(article.title or article.text[:80]) or hit.article
    if hit.kind == "source":
        title = traced.page.source(hit.id) if known else words
    href = (
        claim_link(traced.places.claims[number - 1])
        if number
        else source_link(hit.id)
        if known
        else place
    )
    return Found(
        href=href,
        title="" if hit.kind == "claim" else title,
        words=lit(words, question),
        where=traced.page.outlet(hit.article),
        when=when(article.published),
        place=place,
        row=traced.rows[number - 1] if number else None,
        nearly=hit.by == ("meaning",),
    )


def lit(text: str, question: str) -> Markup:
    """Return the text with the words that were asked for marked, by their beginnings.

    >>> print(lit("Old dams <break>", "dam"))
    Old <mark>dams</mark> &lt;break&gt;
    """
    asked = tuple(word for word in fold(question).split() if len(word) > 1)
    marks = [
        Mark(Span(*found.span()), "mark")
        for found in _WORD.finditer(text)
        if asked and fold(found.group()).startswith(asked)
    ]
    return marked(text, marks)
