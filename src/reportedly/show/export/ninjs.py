"""IPTC ninjs 3: one news object an article, with who is quoted in it.

What it loses: spans, claims, chains. A date that is known to the day alone is left out, since
ninjs has instants. The schema takes no field of its own making, so there is none.

Source: https://iptc.org/standards/ninjs/ and the schema that `STANDARD` names
"""

from collections.abc import Iterator
from typing import Any

from reportedly.records import Article, Trace
from reportedly.show.export.things import address, instant, urn
from reportedly.tables import Things
from reportedly.text import words

Json = dict[str, Any]
STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
PUBLISHER = "https://schema.org/publisher"  # a role is a URI
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
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(article.text),
                "wordCount": sum(1 for _ in words(article.text)),
                "value": article.text,
            }
        ],
        "infoSources": [
            {"name": things.source(outlet).name, "uri": urn("source", outlet), "role": PUBLISHER}
        ],
        "people": list(_quoted(article.id, _PEOPLE, things)) or None,
        "organisations": list(_quoted(article.id, _BODIES, things)) or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _quoted(article: str, kinds: tuple[str, ...], things: Things) -> Iterator[Json]:
    """Yield those of some kinds who are quoted in an article."""
    ids = dict.fromkeys(id for one in things.said if one.article == article for id in one.sources)
    for id in ids:
        source = things.source(id)
        if source.kind in kinds:
            yield {"name": source.name, "rel": "quoted", "uri": urn("source", id)}
