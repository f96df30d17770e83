"""One self-contained page for a trace: nothing is fetched, nothing is run but our own lines.

The two `_view` modules say what stands on the page, the template how it looks. Jinja2
escapes everything; the few pieces of ready HTML are `Markup` made by `marks`
and `svg`, which escape what they are given.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from reportedly.records import Article, Attribution, Resolution, Trace
from reportedly.show.article_view import article_views
from reportedly.show.claim_view import claim_views, page_numbers


def report_html(trace: Trace, *, everything: bool = False) -> str:
    """Return the page for a trace; `everything` shows claims of a single article too."""
    claims = claim_views(trace, everything=everything)
    return _render(
        title=f"{len(trace.articles)} articles traced"
        if len(trace.articles) != 1
        else "One article",
        numbers=page_numbers(trace, claims),
        claims=claims,
        articles=article_views(trace.articles, trace.resolution, claims),
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
        numbers=None,
        said=said,
        claims=(),
        articles=article_views(articles, resolution, ()),
    )


@cache
def _resource(name: str) -> str:
    return files("reportedly.show").joinpath("templates", name).read_text("utf-8")


def _environment() -> Environment:
    return Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(**values: object) -> str:
    style, script = _resource("report.css"), _resource("report.js")
    page = _environment().from_string(_resource("report.html.j2"))
    return page.render(
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
        **values,
    )


def _hash(content: str) -> str:
    """Return the hash by which the page's content policy knows its own style and script."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
