"""STIX 2.1: a bundle with a report for each claim, for threat-intelligence platforms.

Whoever says or publishes something is an identity, what is said a note on them, a step upstream
a relationship "related-to" between identities with its kind in the description. No opinion is
written, no confidence on the Admiralty scale and no marking: those are a person's to set, and
none of them is kept with a trace.

Source: https://docs.oasis-open.org/cti/stix/v2.1/
"""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from reportedly.records import Article, ClaimTrace, Derivation, Kind, Trace
from reportedly.show.export.things import address, instant, plain, universal
from reportedly.show.phrases import KINDS
from reportedly.tables import Things

_CLASSES: dict[Kind, str] = {
    "person": "individual",
    "organisation": "organization",
    "government": "organization",
    "outlet": "organization",
    "collective": "group",
}
UNDATED = "1970-01-01T00:00:00.000Z"  # STIX wants a date; an article without one has this

Json = dict[str, Any]


def bundle(trace: Trace) -> Json:
    """Return the bundle, as what JSON is made of."""
    things = Things(trace)
    objects = [_identity(id, things) for id in things.sources]
    for claim in things.claims():
        objects += _of_claim(claim, things)
    unique = {one["id"]: one for one in objects}
    return {
        "type": "bundle",
        "id": f"bundle--{uuid5(NAMESPACE_URL, ' '.join(sorted(unique)))}",
        "objects": list(unique.values()),
    }


def _identity(id: str, things: Things) -> Json:
    source = things.source(id)
    return _object(
        "identity",
        id,
        UNDATED,
        name=plain(source.name) or id,
        **({} if source.kind == "none" else {"description": KINDS[source.kind]}),
        identity_class=_CLASSES.get(source.kind, "unknown"),
    )


def _of_claim(one: ClaimTrace, things: Things) -> Iterator[Json]:
    """Yield a claim's notes and relationships, then the report that holds them."""
    held: list[str] = []
    for appearance in one.claim.appearances:
        article = things.articles[appearance.article]
        hand = things.outlet(article.id)
        about = [_id("identity", id) for id in dict.fromkeys((hand, *appearance.sources))]
        note = _object(
            "note",
            f"{article.id}\n{appearance.index}\n{one.claim.id}",
            _when(article),
            abstract=plain(f"{things.source(hand).name}, {appearance.stance} the claim"),
            content=plain(things.text(appearance)) or "-",
            object_refs=about,
            external_references=[{"source_name": plain(things.source(hand).name) or "article",
                                  "url": address(article)}],
        )  # fmt: skip
        held += [note["id"], *about]
        yield note
    for edge in one.derivations:
        for link in _relationship(edge, one, things):
            held += [link["id"], link["source_ref"], link["target_ref"]]
            yield link
    first = things.articles.get(one.first)
    yield _object(
        "report",
        one.claim.id,
        _when(first),
        name=plain(one.claim.text)[:250] or "claim",
        description=plain(one.independence.sentence),
        published=_when(first),
        object_refs=list(dict.fromkeys(held)),
    )


def _relationship(edge: Derivation, one: ClaimTrace, things: Things) -> Iterator[Json]:
    article = things.articles[edge.downstream[0]]
    hand = edge.through or things.outlet(article.id)
    if hand == edge.source:
        return
    yield _object(
        "relationship",
        "\n".join((one.claim.id, *map(str, edge.downstream), hand, edge.source, edge.relation)),
        _when(article),
        relationship_type="related-to",
        source_ref=_id("identity", hand),
        target_ref=_id("identity", edge.source),
        description=f"has the claim from there ({edge.relation}, {edge.confidence:.2f})",
    )


def _object(kind: str, key: str, when: str, **rest: Any) -> Json:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, key),
        "created": when,
        "modified": when,
        **rest,
    }


def _id(kind: str, key: str) -> str:
    whole = f"urn:reportedly:{kind}:{key}".encode("utf-8", "backslashreplace").decode()
    return f"{kind}--{uuid5(NAMESPACE_URL, whole)}"


def _when(article: Article | None) -> str:
    """Return when an article came out, as STIX writes it: UTC with milliseconds."""
    if article is None or article.published is None:
        return UNDATED
    known = instant(article.published)
    if known is None:
        value = article.published.value
        known = f"{value}{'0000-01-01'[len(value) :]}T00:00:00Z" if len(value) in (4, 7, 10) else ""
    at = universal(known)
    return f"{at.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z" if at else UNDATED
