"""IPTC ninjs 3: one news object an article, with who is quoted in it.

What it loses: statements, claims, chains. The schema takes no field of its own making, so there
is none: an article with links has a second body, in HTML, whose text is that of the plain one; a
date that is no instant, as `firstCreated` is, is a description with the role of schema.org's term.

Source: https://iptc.org/standards/ninjs/ and the schema that `STANDARD` names
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from reportedly.records import Article, Trace
from reportedly.show.export.things import address, instant, urn
from reportedly.show.safe import href
from reportedly.tables import Things
from reportedly.text import words

Json = dict[str, Any]
STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
PUBLISHER = "https://schema.org/publisher"  # a role is a URI
PUBLISHED = "https://schema.org/datePublished"  # for days, months and clocks without a zone
MODIFIED = "https://schema.org/dateModified"
_PEOPLE, _BODIES = ("person",), ("organisation", "government", "outlet")


def news_objects(trace: Trace) -> Iterator[Json]:
    """Yield an object an article."""
    things = Things(trace)
    for article in trace.articles:
        yield _object(article, things)


def _object(article: Article, things: Things) -> Json:
    outlet = things.outlet(article.id)
    found: Json = {
        "standard": STANDARD,
        "uri": address(article),
        "type": "text",
        "representationType": "full",
        "language": article.language,
        "versionCreated": instant(article.modified) or instant(article.published),
        "firstCreated": instant(article.published),
        "by": article.byline,
        "headlines": [{"role": "main", "value": article.title}] if article.title else None,
        "descriptions": list(_dates(article)) or None,
        "bodies": list(_bodies(article)),
        "infoSources": [
            {"name": things.source(outlet).name, "uri": urn("source", outlet), "role": PUBLISHER}
        ],
        "people": list(_quoted(article.id, _PEOPLE, things)) or None,
        "organisations": list(_quoted(article.id, _BODIES, things)) or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _dates(article: Article) -> Iterator[Json]:
    """Yield the dates that are known less closely than an instant."""
    for role, moment in ((PUBLISHED, article.published), (MODIFIED, article.modified)):
        if moment is not None and instant(moment) is None:
            yield {"role": role, "contentType": "text/plain", "value": moment.value}


def _bodies(article: Article) -> Iterator[Json]:
    """Yield the text, and once more with its links where it has any."""
    counts = {
        "charCount": len(article.text),
        "wordCount": sum(1 for _ in words(article.text)),
    }
    yield {"role": "main", "contentType": "text/plain", **counts, "value": article.text}
    if article.links:
        yield {"role": "linked", "contentType": "text/html", "value": _linked(article)}


def _linked(article: Article) -> str:
    """Return the text as HTML of the same characters, with its links of the web."""
    parts, at = [], 0
    for link in sorted(article.links, key=lambda link: link.span):
        address = href(link.url)
        if address is None or link.span.start < at:
            continue
        before, inside = article.text[at : link.span.start], link.span.of(article.text)
        parts += [_escaped(before), f'<a href="{_escaped(address)}">{_escaped(inside)}</a>']
        at = link.span.end
    whole = "".join([*parts, _escaped(article.text[at:])])
    return f'<div style="white-space: pre-wrap">{whole}</div>'


def _escaped(text: str) -> str:
    return escape(text).replace("\r", "&#13;")  # a parser makes of it another line break


def _quoted(article: str, kinds: tuple[str, ...], things: Things) -> Iterator[Json]:
    """Yield those of some kinds who are quoted in an article."""
    ids = dict.fromkeys(id for one in things.said if one.article == article for id in one.sources)
    for id in ids:
        source = things.source(id)
        if source.kind in kinds:
            yield {"name": source.name, "rel": "quoted", "uri": urn("source", id)}
