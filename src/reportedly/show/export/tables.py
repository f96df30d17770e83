"""The tables of a trace: articles, attributions, sources, claims, and what joins them.

They are the same as CSV and as Parquet, but that only Parquet holds the articles' texts.
Columns ending in `_spans` are offsets in code points, "12-20 25-30"; a list of ids has its
members between " | ".
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reportedly.records import Appearance, Moment, Trace
from reportedly.show.export.things import Things, joined, own, spelt
from reportedly.show.safe import cell

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


def csv_files(trace: Trace) -> Iterator[tuple[str, str]]:
    """Yield each table as a file of CSV: its name, and its text. Nothing in it is a formula."""
    things = Things(trace)
    for table in TABLES:
        columns = [name for name in table.columns if (table.name, name) != ("articles", "text")]
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(columns)
        for row in rows(table.name, things):
            writer.writerow([_cell(row[column]) for column in columns])
        yield f"{table.name}.csv", out.getvalue()


def parquet_files(trace: Trace) -> Iterator[tuple[str, bytes]]:
    """Yield each table as a file of Parquet: its name, and its bytes."""
    import pyarrow
    import pyarrow.parquet

    for name, table in arrow(trace).items():
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(table, sink, compression="zstd")
        yield f"{name}.parquet", sink.getvalue().to_pybytes()


def arrow(trace: Trace) -> dict[str, Any]:
    """Return the tables as Arrow tables, by name, for pandas, Polars or DuckDB."""
    import pyarrow

    types = {
        "text": pyarrow.string(), "whole": pyarrow.int64(),
        "number": pyarrow.float64(), "truth": pyarrow.bool_(),
    }  # fmt: skip
    things = Things(trace)
    found = {}
    for table in TABLES:
        schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns.items()])
        given = [_whole_text(row) for row in rows(table.name, things)]
        found[table.name] = pyarrow.Table.from_pylist(given, schema=schema)
    return found


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


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    return cell(value or "")


def _whole_text(row: Row) -> Row:
    """Return the row without halves of surrogate pairs, which no UTF-8 holds."""
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in row.items()
    }


def _date(moment: Moment | None) -> str | None:
    return moment.value if moment else None
