"""Files for other programs: the trace, attributions and articles as JSON.

Offsets count code points into the article's text; ids come out as they came
in. docs/reference/trace.schema.json describes the trace.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from reportedly.records import (
    Appearance,
    Article,
    Attribution,
    ClaimTrace,
    Derivation,
    Finding,
    Moment,
    Quantity,
    Resolution,
    Source,
    Span,
    Spans,
    Trace,
)
from reportedly.show.evidence import (
    Quotes,
    edge_row,
    grade_rows,
    independence_object,
    reasons_rows,
    source_rows,
    tie_rows,
)
from reportedly.show.explanation import Explanation, Step
from reportedly.show.naming import outlet_of
from reportedly.show.passages import hull
from reportedly.text import fold
from reportedly.trace.graph import CERTAIN
from reportedly.trace.stated import itself, vague

SCHEMA = "reportedly/trace/1"
LINES = 5  # levels of a trace that are laid out: down to a claim's appearances, one a line


def trace_json(trace: Trace) -> str:
    """Return the trace as one JSON document, with every claim, and a last newline."""
    return _laid_out(trace_object(trace), LINES) + "\n"


def trace_object(trace: Trace) -> dict[str, Any]:
    """Return the trace as what JSON is made of."""
    quotes = Quotes(trace.articles)
    return {
        "schema": SCHEMA,
        "articles": [
            {
                "id": article.id,
                "url": article.url,
                "outlet": article.outlet,
                "hand": outlet_of(article.id, trace.resolution),
                "title": article.title,
                "published": article.published.value if article.published else None,
                "language": article.language,
            }
            for article in trace.articles
        ],
        **({"grades": grade_rows(trace)} if trace.grades else {}),
        "sources": source_rows(trace),
        "claims": [_claim(claim, trace, quotes) for claim in trace.claims],
    }


def explanation_json(found: Explanation, steps: Sequence[Step] | None = None) -> str:
    """Return an explanation as JSON; with `steps`, those edges alone."""
    whole = asdict(found if steps is None else replace(found, steps=tuple(steps)))
    if steps is not None:
        whole = {key: whole[key] for key in ("number", "id", "text", "steps")}
    return _dumped(whole, indent=1) + "\n"


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


def _laid_out(thing: object, depth: int, margin: str = "") -> str:
    """Return JSON with what lies less than `depth` deep on lines of its own.

    The library's own layout takes four times as long, and half as much room again.
    """
    if depth == 0 or not thing or not isinstance(thing, dict | list):
        return _dumped(thing)
    inner = margin + " "
    if isinstance(thing, list):
        rows = [_laid_out(item, depth - 1, inner) for item in thing]
    else:
        rows = [f"{_dumped(k)}: {_laid_out(v, depth - 1, inner)}" for k, v in thing.items()]
    left, right = "[]" if isinstance(thing, list) else "{}"
    return f"{left}\n{inner}" + f",\n{inner}".join(rows) + f"\n{margin}{right}"


def _dumped(thing: object, indent: int | None = None) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=indent, allow_nan=False)


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: Spans) -> list[list[int]]:
    return [_span(span) for span in spans]


def _claim(trace: ClaimTrace, whole: Trace, quotes: Quotes) -> dict[str, Any]:
    claim, sources = trace.claim, whole.resolution.sources
    first_page = quotes.articles.get(trace.first)
    first = first_page.published if first_page else None
    place = {appearance.key: i for i, appearance in enumerate(claim.appearances)}
    edges: dict[tuple[str, int], list[Derivation]] = defaultdict(list)
    for derivation in trace.derivations:
        edges[derivation.downstream].append(derivation)

    def upstream(appearance: Appearance) -> dict[str, list[dict[str, Any]]]:
        mine = edges[appearance.key]
        shown = nearest_first(told(mine))
        named = _named_only(appearance, mine, whole.resolution, quotes)
        rows = {
            "upstream": shown,
            "undecided": [derivation for derivation in mine if derivation not in shown],
        }
        found = {
            name: [edge_row(each, whole.resolution, place, quotes) for each in some]
            for name, some in rows.items()
        }
        return found | {"upstream": found["upstream"] + named}

    return {
        "id": claim.id,
        "text": claim.text,
        "confidence": round(claim.confidence, 4),
        "appearances": [
            {**_appearance(a), "quote": quotes.of(a.article, (hull(a.attribution),)), **upstream(a)}
            for a in claim.appearances
        ],
        "ties": tie_rows(claim.ties, place),
        "origins": [
            {
                "id": origin.source,
                "name": _name(origin.source, sources),
                "kind": _kind(origin.source, sources),
                "group": origin.group,
                "article": origin.article,
                **_unnamed(origin.source, sources),
            }
            for origin in trace.origins
        ],
        "first_appearance": {
            "article": trace.first,
            "date": first.value if first else None,
            "precision": first.precision if first else None,
        },
        "independent_origins": independence_object(trace.independence),
        "chokepoints": [{"id": id, "name": _name(id, sources)} for id in trace.chokepoints],
        "findings": [_finding(finding, place, quotes) for finding in trace.findings],
        **_rejected(trace, whole, place, quotes),
    }


def _rejected(
    trace: ClaimTrace, whole: Trace, place: Mapping[tuple[str, int], int], quotes: Quotes
) -> dict[str, Any]:
    """Return what people rejected of a claim; nothing, if they rejected nothing."""
    edges = [
        {
            "downstream": place[edge.downstream],
            "edge": edge_row(edge, whole.resolution, place, quotes),
        }
        for edge in trace.rejected_edges
    ]
    findings = [_finding(finding, place, quotes) for finding in trace.rejected_findings]
    return {"rejected": {"edges": edges, "findings": findings}} if edges or findings else {}


def _appearance(appearance: Appearance) -> dict[str, Any]:
    attr = appearance.attribution
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
        "dates": [_moment(moment) for moment in appearance.dates],
        "confidence": round(attr.confidence, 4),
    }


def _named_only(
    appearance: Appearance, mine: Sequence[Derivation], resolution: Resolution, quotes: Quotes
) -> list[dict[str, Any]]:
    """Return whom the words name though no chain leads there: "reports", "Chinese media"."""
    reached = {derivation.source for derivation in mine}
    reached |= {resolution.outlets.get(appearance.article, "")}
    names = {_called(id, resolution.sources) for id in reached}
    attr = appearance.attribution
    return [
        {
            "id": id,
            "name": _name(id, resolution.sources),
            "kind": _kind(id, resolution.sources),
            "relation": "attributed",
            "followed": False,
            "article": None,
            "appearance": None,
            "evidence": _span(attr.source[0]) if attr.source else None,
            "quote": quotes.of(appearance.article, attr.source[:1]) if attr.source else None,
            "confidence": round(attr.confidence, 4),
            "reasons": [],
            "through": None,
            "through_id": None,
        }
        for id in dict.fromkeys((*appearance.relays, *appearance.sources))
        if id not in reached
        and _called(id, resolution.sources) not in names
        and not _nobody(resolution.sources[id])
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
        "high": quantity.high,
        "approximate": quantity.approximate,
        "bound": quantity.bound,
        "span": _span(quantity.span),
    }


def _moment(moment: Moment) -> dict[str, Any]:
    return {
        "value": moment.value,
        "end": moment.end,
        "precision": moment.precision,
        "span": _span(moment.span) if moment.span else None,
    }


def _finding(
    finding: Finding, place: Mapping[tuple[str, int], int], quotes: Quotes
) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "appearances": [place.get(key) for key in finding.appearances],
        "evidence": [_span(span) for _, span in finding.passages],
        "quotes": [quotes.of(article, (span,)) for article, span in finding.passages],
        "words": finding.words,
        "confidence": round(finding.confidence, 4),
        "reasons": reasons_rows(finding.reasons),
    }


def _nobody(source: Source) -> bool:
    """Tell whether words name nobody: a pronoun whose meaning is not known, the outlet itself.

    >>> told = {"It": "none", "HOST": "anonymous", "Chinese media": "collective"}
    >>> [_nobody(Source(id="s", name=name, kind=kind)) for name, kind in told.items()]
    [True, True, False]
    """
    return itself(source) or (vague(source) and source.kind not in ("document", "collective"))


def _called(id: str, sources: Mapping[str, Source]) -> tuple[str, str]:
    return fold(_name(id, sources)), _kind(id, sources)


def _name(id: str, sources: Mapping[str, Source]) -> str:
    return sources[id].name if id in sources else id


def _kind(id: str, sources: Mapping[str, Source]) -> str:
    return sources[id].kind if id in sources else "none"


def _unnamed(id: str, sources: Mapping[str, Source]) -> dict[str, str | None]:
    """Return what is told of a source without a name; nulls for one that has a name."""
    source = sources.get(id)
    return {
        "specificity": source.specificity if source else None,
        "anonymity_reason": source.anonymity_reason if source else None,
    }


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
        **_unnamed(source.id, resolution.sources),
    }
