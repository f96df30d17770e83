"""The plain lists: articles, who speaks, outlets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.show.phrases import when
from reportedly.show.quoted import Quoted
from reportedly.show.safe import one_line
from reportedly.show.web.links import article_link
from reportedly.show.web.traced import Traced
from reportedly.text import fold


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in the list."""

    id: str
    title: str
    href: str
    outlet: Markup
    when: str
    statements: int
    claims: int  # that stand in other articles, too


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet in the list."""

    name: Markup
    articles: int
    leans: int  # on how many hands
    leaned: int  # how many hands lean on it


def articles(traced: Traced, words: str = "") -> list[ArticleRow]:
    """Return the articles by time, undated last; only those that have words in title or outlet."""
    wanted = fold(words).split()
    shared = {row.number for row in traced.rows if row.articles > 1}
    found = []
    for article in traced.trace.articles:
        title = one_line(article.title or article.text[:80])
        name = traced.page.outlet(article.id)
        if not all(word in fold(f"{title} {name}") for word in wanted):
            continue
        said = traced.said_in.get(article.id, [])
        row = ArticleRow(
            id=article.id,
            title=title or article.id,
            href=article_link(article.id),
            outlet=traced.page.chip(traced.resolution.outlets.get(article.id, ""))
            if article.id in traced.resolution.outlets
            else Markup.escape(name),
            when=when(article.published),
            statements=sum(not appearance.attribution.own_voice for appearance in said),
            claims=len({traced.claim_of.get(a.key, 0) for a in said} & shared),
        )
        found.append((article.published.value if article.published else "~", article.id, row))
    return [row for _, _, row in sorted(found, key=lambda it: it[:2])]


def speakers(traced: Traced, words: str = "") -> Sequence[Quoted]:
    """Return who speaks, those with the most words first; with words, those called so."""
    wanted = fold(words).split()
    return [
        quoted
        for quoted in traced.counted.sources
        if all(
            word in fold(f"{' '.join(quoted.source.names)} {quoted.source.name}") for word in wanted
        )
    ]


def outlets(traced: Traced) -> list[OutletRow]:
    """Return the outlets whose articles are here, those with the most articles first."""
    counted = Counter(traced.resolution.outlets[id] for id in traced.articles
                      if id in traced.resolution.outlets)  # fmt: skip
    leaned = Counter(up for ups in traced.leaning.values() for up in ups)
    order = sorted(counted, key=lambda id: (-counted[id], fold(traced.page.source(id)), id))
    return [
        OutletRow(traced.page.chip(id), counted[id], len(traced.leaning.get(id, ())), leaned[id])
        for id in order
    ]
