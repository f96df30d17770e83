"""One self-contained page for a trace: nothing is fetched, nothing is run but our own lines.

The two `_view` modules say what stands on the page, the template how it looks. Jinja2
escapes everything; the few pieces of ready HTML are `Markup` made by `marks`
and `svg`, which escape what they are given.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from reportedly.records import Article, Attribution, Resolution, Trace
from reportedly.resolve.unnamed.headcount import headcount
from reportedly.show.article_view import article_views
from reportedly.show.bars import bars
from reportedly.show.claim_view import ClaimView, claim_views, page_numbers
from reportedly.show.looks import looks
from reportedly.show.naming import told_in_list
from reportedly.show.ownership import Ownership
from reportedly.show.page import Page
from reportedly.show.phrases import count
from reportedly.show.quoted import NAMINGS, diversity, namesakes, summary, unnamed_in_all
from reportedly.show.safe import one_line
from reportedly.show.source_view import Story, source_views
from reportedly.show.templating import environment, resource


def report_html(trace: Trace, *, everything: bool = False, owners: Ownership | None = None) -> str:
    """Return the page for a trace.

    Args:
        trace: what to show.
        everything: show claims of a single article, too.
        owners: the table of outlets that it was made with; the shipped one if None.
    """
    story = _story(trace.articles, trace.resolution, owners)
    claims = claim_views(trace, story.looks, everything=everything)
    return _render(
        title=f"{len(trace.articles)} articles traced"
        if len(trace.articles) != 1
        else "One article",
        numbers=page_numbers(trace, claims),
        claims=claims,
        **_speech(trace.articles, trace.resolution, claims, story),
    )


def articles_html(
    articles: Sequence[Article],
    attributions: Mapping[str, Sequence[Attribution]],
    resolution: Resolution,
) -> str:
    """Return the page for articles with their attributions marked, without claims."""
    first = next((article.title for article in articles if article.title), None)
    said = sum(not attr.own_voice for attrs in attributions.values() for attr in attrs)
    return _render(
        title=first if len(articles) == 1 and first else f"{len(articles)} articles",
        said=said,
        **_speech(articles, resolution, (), _story(articles, resolution, None)),
    )


def sources_html(
    articles: Sequence[Article], resolution: Resolution, owners: Ownership | None = None
) -> str:
    """Return the page of who is quoted: the figures, a picture, a table, and all that was said."""
    story = _story(articles, resolution, owners)
    page = Page(articles, resolution, story.looks)
    counted = story.counted
    shared = namesakes(counted.sources)
    return _render(
        title=f"Who is quoted in {count(len(articles), 'article')}",
        picture=Markup(bars(counted, "b1", lambda source: page.card(source.id))),  # noqa: S704
        rows=[
            (
                page.chip(quoted.source.id),
                told_in_list(quoted.source, map(page.outlet, quoted.articles_if(shared))),
                one_line(quoted.source.group or ""),
                quoted,
            )
            for quoted in counted.sources
        ],
        namings=NAMINGS,
        **_speech(articles, resolution, (), story),
    )


def _story(articles: Sequence[Article], resolution: Resolution, owners: Ownership | None) -> Story:
    counted = diversity(articles, resolution)
    return Story(counted, looks(counted, resolution), owners or Ownership.of(None))


def _speech(
    articles: Sequence[Article],
    resolution: Resolution,
    claims: Sequence[ClaimView],
    story: Story,
) -> dict[str, object]:
    """Return what every page has: the cards of who speaks, and the articles."""
    return {
        "articles": article_views(articles, resolution, claims, story.looks),
        "sources": source_views(articles, resolution, claims, story),
        "summary": summary(story.counted),
        "unnamed": unnamed_in_all(headcount(resolution)) if story.counted.of("anonymous") else "",
    }


def _render(**values: object) -> str:
    style, script = resource("report.css"), resource("report.js")
    page = environment().get_template("report.html.j2")
    nothing = {"numbers": None, "picture": None, "said": None, "claims": ()}
    return page.render(
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
        **nothing | values,
    )


def _hash(content: str) -> str:
    """Return the hash by which the page's content policy knows its own style and script."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
