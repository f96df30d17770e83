"""Files for other programs: the trace, attributions and articles as JSON.

Offsets count code points into the article's text; ids come out as they came
in. docs/reference/trace.schema.json describes the trace.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportedly.records import (
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimTrace,
    Derivation,
    Finding,
    Quantity,
    Resolution,
    Source,
    Span,
    Spans,
    Trace,
)
from reportedly.trace.graph import CERTAIN

SCHEMA = "reportedly/trace/1"


def trace_json(trace: Trace) -> str:
    """Return the trace as one JSON document, with every claim, and a last newline."""
    return _dumped(trace_object(trace), indent=1) + "\n"


def trace_object(trace: Trace) -> dict[str, Any]:
    """Return the trace as what JSON is made of."""
    return {
        "schema": SCHEMA,
        "articles": [
            {
                "id": article.id,
                "url": article.url,
                "outlet": article.outlet,
                "title": article.title,
                "published": article.published.value if article.published else None,
                "language": article.language,
            }
            for article in trace.articles
        ],
        "claims": [_claim(claim, trace) for claim in trace.claims],
    }


def attribution_lines(
    articles: Sequence[Article],
    attributions: Mapping[str, Sequence[Attribution]],
    resolution: Resolution,
) -> Iterator[str]:
    """Yield one JSON line an article, statements in its own voice left out.

    `parent` counts among the attributions of the line.
    """
    found = {appearance.key: appearance for appearance in resolution.appearances}
    for article in articles:
        if article.id not in attributions:
            continue  # left out, with a message, for its language
        own = attributions[article.id]
        numbers: dict[int, int] = {}
        for index, attr in enumerate(own):
            if not attr.own_voice:
                numbers[index] = len(numbers)
        rows = [
            {
                "source": _spans(own[index].source),
                "cue": _spans(own[index].cue),
                "content": _spans(own[index].content),
                "addressee": _spans(own[index].addressee),
                "form": own[index].form,
                "hedge": own[index].hedge,
                "parent": _parent(own, index, numbers),
                "confidence": round(own[index].confidence, 4),
                "entity": _entity(found.get((article.id, index)), resolution),
            }
            for index in numbers
        ]
        yield _dumped({"id": article.id, "text": article.text, "attributions": rows})


def article_lines(articles: Sequence[Article]) -> Iterator[str]:
    """Yield one Article JSON line an article, as `reportedly trace` takes it in."""
    for article in articles:
        given: dict[str, Any] = {
            "id": article.id,
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "byline": article.byline,
            "date": article.published.value if article.published else None,
            "modified": article.modified.value if article.modified else None,
            "language": article.language,
            "text": article.text,
            "links": [{"span": _span(link.span), "url": link.url} for link in article.links],
        }
        yield _dumped({name: value for name, value in given.items() if value not in (None, [])})


def _dumped(thing: object, indent: int | None = None) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=indent, allow_nan=False)


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: Spans) -> list[list[int]]:
    return [_span(span) for span in spans]


def _claim(trace: ClaimTrace, whole: Trace) -> dict[str, Any]:
    claim, sources = trace.claim, whole.resolution.sources
    dates = {article.id: article.published for article in whole.articles}
    first = dates.get(trace.first)
    return {
        "id": claim.id,
        "text": claim.text,
        "appearances": [_appearance(a, trace, whole.resolution) for a in claim.appearances],
        "origins": [
            {
                "name": _name(origin.source, sources),
                "kind": _kind(origin.source, sources),
                "group": origin.group,
                "article": origin.article,
            }
            for origin in trace.origins
        ],
        "first_appearance": {
            "article": trace.first,
            "date": first.value if first else None,
            "precision": first.precision if first else None,
        },
        "independent_origins": {
            "known": trace.independence.known,
            "unknown": trace.independence.unknown,
        },
        "chokepoints": [{"name": _name(id, sources)} for id in trace.chokepoints],
        "findings": [_finding(finding, claim) for finding in trace.findings],
    }


def _appearance(
    appearance: Appearance, trace: ClaimTrace, resolution: Resolution
) -> dict[str, Any]:
    attr, sources = appearance.attribution, resolution.sources
    mine = [d for d in trace.derivations if d.downstream == appearance.key]
    return {
        "article": appearance.article,
        "content": _spans(attr.content),
        "cue": _spans(attr.cue),
        "source": _spans(attr.source),
        "addressee": _spans(attr.addressee),
        "form": attr.form,
        "hedge": attr.hedge,
        "stance": appearance.stance,
        "quantities": [_quantity(quantity) for quantity in appearance.quantities],
        "confidence": round(attr.confidence, 4),
        "upstream": [
            {
                "name": _name(derivation.source, sources),
                "kind": _kind(derivation.source, sources),
                "relation": derivation.relation,
                "article": derivation.upstream[0] if derivation.upstream else None,
                "evidence": _span(derivation.evidence) if derivation.evidence else None,
                "confidence": round(derivation.confidence, 4),
                "through": _name(derivation.through, sources) if derivation.through else None,
            }
            for derivation in nearest_first(told(mine))
        ]
        + _named_only(appearance, mine, resolution),
    }


def _named_only(
    appearance: Appearance, mine: Sequence[Derivation], resolution: Resolution
) -> list[dict[str, Any]]:
    """Return whom the words name though no chain leads there: "reports", "Chinese media"."""
    reached = {derivation.source for derivation in mine}
    reached |= {resolution.outlets.get(appearance.article, "")}
    attr = appearance.attribution
    return [
        {
            "name": _name(id, resolution.sources),
            "kind": _kind(id, resolution.sources),
            "relation": "attributed",
            "article": None,
            "evidence": _span(attr.source[0]) if attr.source else None,
            "confidence": round(attr.confidence, 4),
            "through": None,
        }
        for id in dict.fromkeys((*appearance.relays, *appearance.sources))
        if id not in reached
    ]


def told(derivations: Sequence[Derivation]) -> list[Derivation]:
    """Leave out copying whose direction nothing tells, where the article itself names somebody."""
    if not any(derivation.relation == "attributed" for derivation in derivations):
        return list(derivations)
    return [d for d in derivations if d.relation != "copied" or d.confidence >= CERTAIN]


def nearest_first(derivations: Sequence[Derivation]) -> list[Derivation]:
    """Return the derivations of one appearance from the nearest hand to the origin."""
    out = [derivation for derivation in derivations if derivation.through is None]
    rest = [derivation for derivation in derivations if derivation.through is not None]
    while rest:
        reached = {derivation.source for derivation in out}
        following = [derivation for derivation in rest if derivation.through in reached]
        out += following or rest
        rest = [derivation for derivation in rest if derivation not in out]
    return out


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "of": quantity.of,
        "approximate": quantity.approximate,
        "span": _span(quantity.span),
    }


def _finding(finding: Finding, claim: Claim) -> dict[str, Any]:
    place = {appearance.key: i for i, appearance in enumerate(claim.appearances)}
    return {
        "kind": finding.kind,
        "appearances": [place.get(key) for key in finding.appearances],
        "evidence": [_span(span) for _, span in finding.passages],
        "confidence": round(finding.confidence, 4),
    }


def _name(id: str, sources: Mapping[str, Source]) -> str:
    return sources[id].name if id in sources else id


def _kind(id: str, sources: Mapping[str, Source]) -> str:
    return sources[id].kind if id in sources else "none"


def _parent(
    attributions: Sequence[Attribution], index: int, numbers: Mapping[int, int]
) -> int | None:
    """Return the exported number of the nearest enclosing attribution that is exported."""
    parent, seen = attributions[index].parent, {index}
    while parent is not None and parent not in seen:
        if parent in numbers:
            return numbers[parent]
        seen.add(parent)
        parent = attributions[parent].parent
    return None


def _entity(appearance: Appearance | None, resolution: Resolution) -> dict[str, Any] | None:
    """Return whom the words of the source mean: of "Sputnik cited a source", Sputnik."""
    if appearance is None:
        return None
    places = ((appearance.article, span) for span in appearance.attribution.source)
    meant = [resolution.mentions[place] for place in places if place in resolution.mentions]
    source = resolution.sources.get(next(iter([*meant, *appearance.sources]), ""))
    if source is None:
        return None
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "affiliation": source.affiliation,
        "group": source.group,
    }
