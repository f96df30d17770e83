"""What stands behind each edge, number and finding, as the trace's JSON tells it.

Nothing is worked out here: reasons, paths and ties are those that the stages
recorded as they computed with them. Quotations are cut from the articles.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportedly.records import (
    Article,
    ClaimTrace,
    Counting,
    Derivation,
    Independence,
    Member,
    Reason,
    Resolution,
    Source,
    Span,
    Spans,
    Tie,
    Trace,
)
from reportedly.show.naming import outlet_of
from reportedly.show.passages import around
from reportedly.text import sentences

QUOTED = 460  # characters of a quotation

Row = dict[str, Any]


class Quotes:
    """Cuts quotations out of one trace's articles."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {article.id: article for article in articles}
        self.sentences: dict[str, list[Span]] = {}

    def of(self, article: str, spans: Spans) -> Row:
        """Return the sentences that hold some characters, and where these stand in them."""
        text = self.articles[article].text
        if article not in self.sentences:
            self.sentences[article] = list(sentences(text))
        wanted = Span(min(s.start for s in spans), max(s.end for s in spans))
        whole = around(self.sentences[article], wanted, QUOTED)
        return {
            "article": article,
            "text": whole.of(text),
            "marks": [
                [max(span.start, whole.start) - whole.start, min(span.end, whole.end) - whole.start]
                for span in spans
                if span.overlaps(whole)
            ],
        }


def reasons_rows(reasons: Sequence[Reason]) -> list[Row]:
    """Return reasons as rows."""
    return [
        {"name": r.name, "value": round(r.value, 4), "effect": r.effect, "seen": r.seen}
        for r in reasons
    ]


def independence_object(found: Independence) -> Row:
    """Return a count with the paths and groups that make it."""
    return {
        "known": found.known,
        "unknown": found.unknown,
        "low": found.low,
        "high": found.high,
        "sentence": found.sentence,
        "silent": list(found.silent),
        "countings": [_counting(counting) for counting in found.countings],
    }


def _counting(counting: Counting) -> Row:
    return {
        "edges": counting.edges,
        "origins": counting.origins,
        "paths": [list(path) for path in counting.paths],
        "members": [_member(member) for member in counting.members],
        "joined": [list(pair) for pair in counting.joined],
    }


def _member(member: Member) -> Row:
    return {"origin": member.origin, "group": member.group, "why": member.why}


def tie_rows(ties: Sequence[Tie], place: Mapping[tuple[str, int], int]) -> list[Row]:
    """Return why appearances are one claim; `place` gives their indexes."""
    return [
        {
            "appearances": [place[tie.left], place[tie.right]],
            "confidence": round(tie.confidence, 4),
            "reasons": reasons_rows(tie.reasons),
        }
        for tie in ties
        if tie.left in place and tie.right in place
    ]


def source_rows(trace: Trace) -> list[Row]:
    """Return everybody whom the claims' edges, paths, groups and grades name, by id."""
    ids = {outlet_of(article.id, trace.resolution) for article in trace.articles}
    for claim in trace.claims:
        ids |= _named(claim)
    known: Mapping[str, Source] = trace.resolution.sources
    ids |= {known[id].group or id for id in ids if id in known}
    ids |= {grade.source for grade in trace.grades if grade.source}
    return [
        {
            "id": id,
            "name": known[id].name if id in known else id,
            "kind": known[id].kind if id in known else "none",
            "group": known[id].group if id in known else None,
        }
        for id in sorted(ids)
    ]


def grade_rows(trace: Trace) -> list[Row]:
    """Return how people graded sources and statements, in the order of their doing so."""
    said = {one.key: one for one in trace.resolution.appearances}
    rows: list[Row] = []
    for grade in trace.grades:
        row = {"grade": grade.grade, "by": grade.who, "when": grade.when, "note": grade.note}
        if grade.statement is None:
            rows.append({**row, "source": grade.source})
        elif grade.statement in said:
            content = [[s.start, s.end] for s in said[grade.statement].attribution.content]
            rows.append({**row, "article": grade.statement[0], "content": content})
    return rows


def _named(claim: ClaimTrace) -> set[str]:
    ids = {origin.source for origin in claim.origins} | {*claim.chokepoints}
    for edge in claim.derivations:
        ids |= {edge.source, *([edge.through] if edge.through else [])}
    for counting in claim.independence.countings:
        ids |= {id for path in counting.paths for id in path}
        ids |= {id for pair in counting.joined for id in pair}
        ids |= {id for member in counting.members for id in (member.origin, member.group)}
    return ids


def edge_row(
    edge: Derivation, resolution: Resolution, place: Mapping[tuple[str, int], int], quotes: Quotes
) -> Row:
    """Return an edge with its evidence and reasons."""
    sources = resolution.sources
    through = edge.through
    here = edge.downstream[0]
    return {
        "id": edge.source,
        "name": sources[edge.source].name if edge.source in sources else edge.source,
        "kind": sources[edge.source].kind if edge.source in sources else "none",
        "relation": edge.relation,
        "followed": True,
        "article": edge.upstream[0] if edge.upstream else None,
        "appearance": place.get(edge.upstream) if edge.upstream else None,
        "evidence": [edge.evidence.start, edge.evidence.end] if edge.evidence else None,
        "quote": quotes.of(here, (edge.evidence,)) if edge.evidence else None,
        "confidence": round(edge.confidence, 4),
        "reasons": reasons_rows(edge.reasons),
        "through": (sources[through].name if through in sources else through) if through else None,
        "through_id": through,
    }
