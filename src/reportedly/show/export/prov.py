"""W3C PROV as PROV-JSON: statements are entities, whoever says them agents.

A statement quoted from another is `wasDerivedFrom` with the type `prov:Quotation` (of copied
words) or `prov:PrimarySource` (of a link); one that is laid at somebody's door is
`wasAttributedTo` them. A claim is a collection of its statements.

Source: https://www.w3.org/TR/prov-dm/ and https://www.w3.org/submissions/prov-json/
"""

from collections.abc import Iterator
from typing import Any

from reportedly.records import Derivation, Kind, Trace
from reportedly.show.export.things import address, instant, short
from reportedly.tables import Things, own, spelt

PREFIXES = {
    "reportedly": "urn:reportedly:terms:",
    "item": "urn:reportedly:item:",
    "schema": "https://schema.org/",
}
_AGENTS: dict[Kind, str] = {
    "person": "prov:Person",
    "organisation": "prov:Organization",
    "government": "prov:Organization",
    "outlet": "prov:Organization",
}
_TYPES = {"copied": "prov:Quotation", "linked": "prov:PrimarySource"}

Json = dict[str, Any]


def prov(trace: Trace) -> Json:
    """Return the document as what JSON is made of."""
    things = Things(trace)
    document: Json = {"prefix": PREFIXES, "entity": {}, "agent": {}}
    for id, source in things.sources.items():
        document["agent"][_agent(id)] = _filled({
            "prov:type": _qname(_AGENTS.get(source.kind, "prov:Agent")),
            "prov:label": source.name,
            "reportedly:id": id,
            "reportedly:kind": None if source.kind == "none" else source.kind,
            "reportedly:affiliation": source.affiliation,
        })  # fmt: skip
    for article in trace.articles:
        document["entity"][_article(article.id)] = _filled({
            "prov:type": _qname("schema:NewsArticle"),
            "prov:label": article.title,
            "prov:location": address(article),
            "reportedly:id": article.id,
            "reportedly:published": article.published.value if article.published else None,
        })  # fmt: skip
    for key in sorted(things.appearances):
        document["entity"][_statement(key)] = _stated(things, key)
    _claims(document, things)
    for name, found in _relations(things):
        document.setdefault(name, {}).update(found)
    return document


def _stated(things: Things, key: tuple[str, int]) -> Json:
    one = things.appearances[key]
    attr = one.attribution
    return _filled({
        "prov:type": _qname("prov:Entity" if own(one) else "reportedly:Attribution"),
        "prov:value": things.text(one),
        "reportedly:characters": spelt(attr.content),
        "reportedly:form": attr.form,
        "reportedly:hedge": attr.hedge,
        "reportedly:stance": one.stance,
    })  # fmt: skip


def _claims(document: Json, things: Things) -> None:
    for one in things.claims():
        name = _claim(one.claim.id)
        document["entity"][name] = _filled({
            "prov:type": _qname("prov:Collection"),
            "prov:label": one.claim.text,
            "reportedly:id": one.claim.id,
            "reportedly:independentOrigins": one.independence.known,
            "reportedly:unknownLineage": one.independence.unknown,
        })  # fmt: skip
        members = document.setdefault("hadMember", {})
        for appearance in one.claim.appearances:
            members[_blank("member", one.claim.id, *appearance.key)] = {
                "prov:collection": name,
                "prov:entity": _statement(appearance.key),
            }


def _relations(things: Things) -> Iterator[tuple[str, Json]]:
    for article in things.trace.articles:
        outlet = things.outlet(article.id)
        yield "wasAttributedTo", _attributed(_article(article.id), outlet, "published")
        when = instant(article.published)
        if when:
            yield (
                "wasGeneratedBy",
                {
                    _blank("published", article.id): {
                        "prov:entity": _article(article.id),
                        "prov:time": when,
                    }
                },
            )
    for key, one in sorted(things.appearances.items()):
        yield (
            "wasDerivedFrom",
            {
                _blank("in", *key): {
                    "prov:generatedEntity": _statement(key),
                    "prov:usedEntity": _article(one.article),
                    "prov:type": _qname("reportedly:stands-in"),
                }
            },
        )
    for id, source in things.sources.items():
        if source.group and source.group != id and source.group in things.sources:
            yield (
                "actedOnBehalfOf",
                {
                    _blank("for", id): {
                        "prov:delegate": _agent(id),
                        "prov:responsible": _agent(source.group),
                    }
                },
            )
    for claim in things.claims():
        for edge in claim.derivations:
            yield from _edge(edge)


def _edge(edge: Derivation) -> Iterator[tuple[str, Json]]:
    """Yield an edge upstream: to the hand, and to the hand's own statement if it is there."""
    told = {"reportedly:relation": edge.relation, "reportedly:confidence": edge.confidence}
    key = edge.source, edge.through or "", edge.relation
    attributed = _attributed(_statement(edge.downstream), edge.source, *key)
    for found in attributed.values():
        found |= told | ({"reportedly:through": _agent(edge.through)} if edge.through else {})
    yield "wasAttributedTo", attributed
    if edge.upstream and edge.upstream != edge.downstream:
        yield (
            "wasDerivedFrom",
            {
                _blank("edge", *edge.downstream, *edge.upstream, *key): {
                    "prov:generatedEntity": _statement(edge.downstream),
                    "prov:usedEntity": _statement(edge.upstream),
                    "prov:type": _qname(_TYPES.get(edge.relation, "prov:Quotation")),
                    **told,
                }
            },
        )


def _attributed(entity: str, agent: str, *why: str) -> Json:
    return {_blank("by", entity, agent, *why): {"prov:entity": entity, "prov:agent": _agent(agent)}}


def _blank(*parts: object) -> str:
    return f"_:{short('r', *parts)}"


def _agent(id: str) -> str:
    return f"item:{short('source', id)}"


def _article(id: str) -> str:
    return f"item:{short('article', id)}"


def _statement(key: tuple[str, int]) -> str:
    return f"item:{short('statement', *key)}"


def _claim(id: str) -> str:
    return f"item:{short('claim', id)}"


def _qname(name: str) -> Json:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _filled(given: Json) -> Json:
    return {key: value for key, value in given.items() if value is not None}
