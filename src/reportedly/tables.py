"""A trace as tables: articles, attributions, sources, claims, and what joins them.

The same rows go into CSV, into Parquet and into the tables of a corpus run. Columns ending in
`_spans` are offsets in code points, "12-20 25-30"; a list of ids has its members between " | ".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from reportedly.records import (
    Appearance,
    Article,
    ClaimTrace,
    Moment,
    Source,
    Span,
    Trace,
    words_of,
)

AROUND = 32  # characters before and behind a quotation, by which it is found again
Type = Literal["text", "whole", "number", "truth"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their types, in order."""

    name: str
    columns: Mapping[str, Type]


TABLES = (
    Table(
        "articles",
        {
            "id": "text", "url": "text", "outlet": "text", "outlet_id": "text", "title": "text",
            "byline": "text", "published": "text", "modified": "text", "language": "text",
            "text": "text", "characters": "whole",
        },
    ),
    Table(
        "attributions",
        {
            "article": "text", "number": "whole", "parent": "whole", "own_voice": "truth",
            "source": "text", "cue": "text", "content": "text", "addressee": "text",
            "source_spans": "text", "cue_spans": "text", "content_spans": "text",
            "addressee_spans": "text", "source_ids": "text", "relay_ids": "text",
            "addressee_ids": "text", "form": "text", "hedge": "text", "stance": "text",
            "confidence": "number",
        },
    ),
    Table(
        "sources",
        {
            "id": "text", "name": "text", "kind": "text", "affiliation": "text", "group": "text",
            "domain": "text", "heard_by": "text", "specificity": "text",
            "anonymity_reason": "text", "names": "text",
        },
    ),
    Table(
        "claims",
        {
            "id": "text", "text": "text", "first_article": "text", "articles": "whole",
            "outlets": "whole", "known_origins": "whole", "known_low": "whole",
            "known_high": "whole", "unknown": "whole", "sentence": "text", "origin_ids": "text",
            "chokepoint_ids": "text", "confidence": "number",
        },
    ),
    Table("appearances", {"claim": "text", "article": "text", "number": "whole"}),
    Table(
        "derivations",
        {
            "claim": "text", "article": "text", "number": "whole", "source_id": "text",
            "through_id": "text", "relation": "text", "upstream_article": "text",
            "upstream_number": "whole", "evidence": "text", "evidence_spans": "text",
            "confidence": "number",
        },
    ),
    Table(
        "findings",
        {
            "claim": "text", "kind": "text", "words": "text", "article": "text",
            "passage": "text", "passage_spans": "text", "other_article": "text",
            "other_passage": "text", "other_passage_spans": "text", "confidence": "number",
        },
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Things:
    """A trace, and the ways to its articles and sources."""

    trace: Trace

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.trace.articles}

    @cached_property
    def appearances(self) -> dict[tuple[str, int], Appearance]:
        """All statements, those in an article's own voice too, by key."""
        return {one.key: one for one in self.trace.resolution.appearances}

    @cached_property
    def said(self) -> tuple[Appearance, ...]:
        """The statements that are laid at somebody's door, by article and index."""
        return tuple(one for _, one in sorted(self.appearances.items()) if not own(one))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources that an export names, by id: who says something, hands, and outlets."""
        found = {id for one in self.appearances.values() for id in (*one.sources, *one.relays)}
        found |= {id for one in self.appearances.values() for id in one.addressees}
        found |= {self.outlet(id) for id in self.articles}
        for claim in self.trace.claims:
            found |= {edge.source for edge in claim.derivations}
            found |= {edge.through for edge in claim.derivations if edge.through}
            found |= {origin.source for origin in claim.origins}
        known = self.trace.resolution.sources
        groups = {known[id].group for id in found if id in known}
        found |= {id for id in groups if id}
        return {id: self.source(id) for id in sorted(found)}

    def source(self, id: str) -> Source:
        """Return a source; the outlet of an article that has none is named after it."""
        found = self.trace.resolution.sources.get(id)
        if found is not None:
            return found
        article = self.articles.get(id.removeprefix("article:"))
        name = (article.outlet or article.title or article.id) if article else id
        return Source(id=id, name=name, kind="outlet" if article else "none", names=(name,))

    def outlet(self, article: str) -> str:
        """Return the id of the hand that published an article."""
        return self.trace.resolution.outlets.get(article) or f"article:{article}"

    def text(self, appearance: Appearance) -> str:
        """Return the words of a content, parts joined by an ellipsis."""
        return words_of(appearance.attribution.content, self.articles[appearance.article].text)

    def quoted(self, article: str, span: Span) -> tuple[str, str, str]:
        """Return what stands before some characters, they themselves, and what stands behind."""
        text = self.articles[article].text
        return (
            text[max(0, span.start - AROUND) : span.start],
            span.of(text),
            text[span.end : span.end + AROUND],
        )

    def claims(self) -> Iterator[ClaimTrace]:
        """Yield the claims; every appearance of theirs stands in an article that is there."""
        yield from self.trace.claims


def own(appearance: Appearance) -> bool:
    """Tell whether a statement is the article's own."""
    return appearance.attribution.own_voice


def joined(names: Sequence[str]) -> str:
    """Return several names in one cell."""
    return " | ".join(names)


def spelt(spans: Sequence[Span]) -> str:
    """Return spans as text: "12-20 25-30"."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def rows(table: str, things: Things) -> Iterator[Row]:
    """Yield the rows of a table, in the trace's order."""
    yield from _ROWS[table](things)


def _articles(things: Things) -> Iterator[Row]:
    for article in things.trace.articles:
        outlet = things.outlet(article.id)
        yield {
            "id": article.id,
            "url": article.url,
            "outlet": things.source(outlet).name,
            "outlet_id": outlet,
            "title": article.title,
            "byline": article.byline,
            "published": _date(article.published),
            "modified": _date(article.modified),
            "language": article.language,
            "text": article.text,
            "characters": len(article.text),
        }


def _attributions(things: Things) -> Iterator[Row]:
    for _, one in sorted(things.appearances.items()):
        attr, text = one.attribution, things.articles[one.article].text
        roles = {
            "source": attr.source, "cue": attr.cue, "content": attr.content,
            "addressee": attr.addressee,
        }  # fmt: skip
        yield {
            "article": one.article,
            "number": one.index,
            "parent": attr.parent,
            "own_voice": own(one),
            **{role: " … ".join(s.of(text) for s in spans) for role, spans in roles.items()},
            **{f"{role}_spans": spelt(spans) for role, spans in roles.items()},
            **_ids(one),
            "form": attr.form,
            "hedge": attr.hedge,
            "stance": one.stance,
            "confidence": round(attr.confidence, 4),
        }


def _ids(one: Appearance) -> Row:
    return {
        "source_ids": joined(one.sources),
        "relay_ids": joined(one.relays),
        "addressee_ids": joined(one.addressees),
    }


def _sources(things: Things) -> Iterator[Row]:
    for id, source in things.sources.items():
        yield {
            "id": id,
            "name": source.name,
            "kind": source.kind,
            "affiliation": source.affiliation,
            "group": source.group,
            "domain": source.domain,
            "heard_by": source.heard_by,
            "specificity": source.specificity,
            "anonymity_reason": source.anonymity_reason,
            "names": joined(source.names),
        }


def _claims(things: Things) -> Iterator[Row]:
    for one in things.claims():
        articles = {appearance.article for appearance in one.claim.appearances}
        count = one.independence
        yield {
            "id": one.claim.id,
            "text": one.claim.text,
            "first_article": one.first,
            "articles": len(articles),
            "outlets": len({things.outlet(article) for article in articles}),
            "known_origins": count.known,
            "known_low": count.low,
            "known_high": count.high,
            "unknown": count.unknown,
            "sentence": count.sentence,
            "origin_ids": joined([origin.source for origin in one.origins]),
            "chokepoint_ids": joined(one.chokepoints),
            "confidence": round(one.claim.confidence, 4),
        }


def _appearances(things: Things) -> Iterator[Row]:
    for one in things.claims():
        for appearance in one.claim.appearances:
            yield {
                "claim": one.claim.id,
                "article": appearance.article,
                "number": appearance.index,
            }


def _derivations(things: Things) -> Iterator[Row]:
    for one in things.claims():
        for edge in one.derivations:
            article, number = edge.downstream
            upstream = edge.upstream or (None, None)
            span = edge.evidence
            yield {
                "claim": one.claim.id,
                "article": article,
                "number": number,
                "source_id": edge.source,
                "through_id": edge.through,
                "relation": edge.relation,
                "upstream_article": upstream[0],
                "upstream_number": upstream[1],
                "evidence": span.of(things.articles[article].text) if span else None,
                "evidence_spans": spelt([span] if span else []),
                "confidence": round(edge.confidence, 4),
            }


def _findings(things: Things) -> Iterator[Row]:
    for one in things.claims():
        for finding in one.findings:
            passages = [*finding.passages, None, None][:2]
            row: Row = {"claim": one.claim.id, "kind": finding.kind, "words": finding.words}
            for prefix, passage in zip(("", "other_"), passages, strict=True):
                article, span = passage or (None, None)
                known = things.articles.get(article or "")
                row |= {
                    f"{prefix}article": article,
                    f"{prefix}passage": span.of(known.text) if span and known else None,
                    f"{prefix}passage_spans": spelt([span] if span else []),
                }
            yield row | {"confidence": round(finding.confidence, 4)}


_ROWS = {
    "articles": _articles,
    "attributions": _attributions,
    "sources": _sources,
    "claims": _claims,
    "appearances": _appearances,
    "derivations": _derivations,
    "findings": _findings,
}


def _date(moment: Moment | None) -> str | None:
    return moment.value if moment else None
