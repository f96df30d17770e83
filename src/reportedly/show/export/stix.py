"""STIX 2.1: a bundle with a report for each claim, for threat-intelligence platforms.

Whoever says or publishes something is an identity, what is said a note on them, a step upstream
a relationship "related-to" between identities with its kind in the description. Where a person
graded on the Admiralty scale, the grade goes out as that person's: of a source as a note on the
identity, of a statement as an opinion on its note, which then has the confidence that the standard
gives to the grade. Both are labelled as MISP's taxonomy writes them. No marking is written.

Sources: https://docs.oasis-open.org/cti/stix/v2.1/ (appendix A has the scale),
https://github.com/MISP/misp-taxonomies (admiralty-scale)
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from reportedly.judgement import GRADES, RELIABILITY, Key
from reportedly.records import Article, ClaimTrace, Derivation, Grade, Kind, Trace
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
# Of credibility 1 to 5: confidence by the standard's table, and how far one agrees. Of 6, neither.
_CREDIBLE = {
    "1": (90, "strongly-agree"), "2": (70, "agree"), "3": (50, "neutral"),
    "4": (30, "disagree"), "5": (10, "strongly-disagree"),
}  # fmt: skip
UNDATED = "1970-01-01T00:00:00.000Z"  # STIX wants a date; an article without one has this

_TAXONOMY = {"reliability": "source-reliability", "credibility": "information-credibility"}

Json = dict[str, Any]
Graded = Mapping[str | Key, Grade]


def bundle(trace: Trace) -> Json:
    """Return the bundle, as what JSON is made of."""
    things = Things(trace)
    graded = {grade.statement or grade.source: grade for grade in trace.grades}
    objects = [_identity(id, things) for id in things.sources]
    objects += [_graded(graded[id], _id("identity", id)) for id in things.sources if id in graded]
    for claim in things.claims():
        objects += _of_claim(claim, things, graded)
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


def _of_claim(one: ClaimTrace, things: Things, graded: Graded) -> Iterator[Json]:
    """Yield a claim's notes, what people think of them, relationships, then their report."""
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
        grade = graded.get(appearance.key)
        if grade is not None:
            opinion = _graded(grade, note["id"])
            held.append(opinion["id"])
            yield opinion
            if grade.grade in _CREDIBLE:
                note["confidence"] = _CREDIBLE[grade.grade][0]
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


def _graded(grade: Grade, about: str) -> Json:
    """Return what a person thinks of a source or a statement."""
    what = "reliability" if grade.grade in RELIABILITY else "credibility"
    whole = f"Admiralty scale, {what} {grade.grade}: {GRADES[grade.grade]}"
    words = plain(f"{whole}. {grade.note}" if grade.note else whole)
    rest: Json = {
        "authors": [plain(grade.who) or "somebody"],
        "object_refs": [about],
        "labels": [f'admiralty-scale:{_TAXONOMY[what]}="{grade.grade.lower()}"'],
    }
    key, when = f"{about}\n{grade.who}\n{grade.when}", _milliseconds(grade.when)
    if grade.grade not in _CREDIBLE:
        return _object("note", key, when, abstract=whole, content=words, **rest)
    opinion = _CREDIBLE[grade.grade][1]
    return _object("opinion", key, when, opinion=opinion, explanation=words, **rest)


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
    return _milliseconds(known)


def _milliseconds(known: str) -> str:
    """Return an instant as STIX writes it; UNDATED where the calendar has none such."""
    at = universal(known)
    return f"{at.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z" if at else UNDATED
