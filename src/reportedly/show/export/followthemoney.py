"""FollowTheMoney entities, one a line, for Aleph, OpenAleph, yente and what reads them.

An article is an Article; whoever is quoted a Person, Organization, PublicBody, Document or
LegalEntity; each attribution a Documentation that joins the two, with what is said in it. A
step upstream is an UnknownLink between hands.

Source: https://followthemoney.tech/explorer/
"""

import re
from collections.abc import Iterator
from typing import Any

from reportedly.records import Appearance, Article, Derivation, Kind, Moment, Source, Trace
from reportedly.show.export.things import instant, plain, short, universal
from reportedly.show.safe import href
from reportedly.tables import Things

_SCHEMATA: dict[Kind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "government": "PublicBody",
    "outlet": "Organization",
    "document": "Document",
}
_MOST = 4000  # characters of what is said that a summary keeps
_LONGEST = {"name": 384, "alias": 384, "sourceUrl": 4096, "bodyText": 65_000, "summary": 65_000}
_LONG = 1024  # characters that the model allows of any other property

Json = dict[str, Any]


def entities(trace: Trace) -> Iterator[Json]:
    """Yield the entities: articles, sources, what joins them."""
    things = Things(trace)
    for article in trace.articles:
        yield _article(article, things)
    for id, source in things.sources.items():
        schema = _SCHEMATA.get(source.kind, "LegalEntity")
        name = "title" if schema == "Document" else "name"
        rest = [other for other in source.names if other != source.name]
        yield _entity(
            short("source", id),
            schema,
            **{name: [source.name]},
            alias=rest if schema not in ("Document",) else [],
            summary=[_described(source)],
        )
    for one in things.said:
        yield from _documented(one, things)
    for claim in things.claims():
        for edge in claim.derivations:
            yield from _link(edge, claim.claim.text, things)


def _article(article: Article, things: Things) -> Json:
    url = href(article.url)
    return _entity(
        short("article", article.id),
        "Article",
        title=[article.title or ""],
        author=[article.byline or ""],
        publisher=[things.source(things.outlet(article.id)).name],
        publishedAt=[_date(article.published)],
        sourceUrl=[url or ""],
        language=[_LANGUAGES.get(article.language or "", "")],
        bodyText=[article.text],
    )


_LANGUAGES = {"en": "eng"}


def _described(source: Source) -> str:
    """Return what is known of a source; of an owner that nobody quotes, nothing is."""
    kind = "" if source.kind == "none" else source.kind
    return "; ".join(filter(None, (kind, source.affiliation)))


def _date(moment: Moment | None) -> str:
    """Return a date as far as it is known, in UTC where it has a zone, "" if it has no such form.

    >>> _date(Moment("2024-09-17T00:40+03:00", "minute")), _date(Moment("2024-09", "month"))
    ('2024-09-16T21:40:00', '2024-09')
    """
    if moment is None:
        return ""
    at = universal(instant(moment))
    value = at.replace(tzinfo=None).isoformat() if at else moment.value[:10]
    return value if re.match(r"[12]\d{3}(-\d\d(-\d\d.*)?)?$", value) else ""


def _documented(one: Appearance, things: Things) -> Iterator[Json]:
    for id in one.sources:
        yield _entity(
            short("said", *one.key, id),
            "Documentation",
            document=[short("article", one.article)],
            entity=[short("source", id)],
            role=[f"is quoted ({one.attribution.form}, {one.attribution.hedge}, {one.stance})"],
            summary=[things.text(one)[:_MOST]],
        )


def _link(edge: Derivation, claim: str, things: Things) -> Iterator[Json]:
    hand = edge.through or things.outlet(edge.downstream[0])
    if hand != edge.source:
        yield _entity(
            short("edge", *edge.downstream, edge.source, hand, edge.relation),
            "UnknownLink",
            subject=[short("source", hand)],
            object=[short("source", edge.source)],
            role=[f"has a claim from ({edge.relation}, {edge.confidence:.2f})"],
            summary=[claim[:_MOST]],
        )


def _entity(id: str, schema: str, **properties: list[str]) -> Json:
    clean = {name: [shown for value in values if (shown := _value(name, value))]
             for name, values in properties.items()}  # fmt: skip
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in clean.items() if values},
    }


def _value(name: str, value: str) -> str:
    r"""Return a value as the model takes it, "" if nothing of it would be seen.

    >>> _value("name", "\ufeff''"), len(_value("title", "a" * 2000))
    ('', 1024)
    """
    text, longest = plain(value), _LONGEST.get(name, _LONG)
    if name == "sourceUrl" and len(text) > longest:
        return ""  # cut, it would be another address
    seen = any(sign.isprintable() and sign not in " \"'" for sign in text)
    return text[:longest] if seen else ""
