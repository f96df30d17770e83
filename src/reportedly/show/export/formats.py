"""The formats in which a trace goes to other programs, by name."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from reportedly.records import Trace

Files = Iterator[tuple[str, str | bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, and how a trace is written in it."""

    what: str
    text: Callable[[Trace], str] | None = None  # one file …
    files: Callable[[Trace], Files] | None = None  # … or a folder of them
    needs: str = ""  # a package that must be installed beside, and the extra that brings it
    extra: str = ""

    @property
    def there(self) -> bool:
        """Whether what it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


def _document(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _lines(things: Iterable[Any]) -> str:
    return "".join(json.dumps(t, ensure_ascii=False, allow_nan=False) + "\n" for t in things)


def _prov(trace: Trace) -> str:
    from reportedly.show.export.prov import prov

    return _document(prov(trace))


def _annotations(trace: Trace) -> str:
    from reportedly.show.export.webannotation import annotations

    return _document(annotations(trace))


def _claim_review(trace: Trace) -> str:
    from reportedly.show.export.claimreview import claim_reviews

    return _document(claim_reviews(trace))


def _stix(trace: Trace) -> str:
    from reportedly.show.export.stix import bundle

    return _document(bundle(trace))


def _ftm(trace: Trace) -> str:
    from reportedly.show.export.followthemoney import entities

    return _lines(entities(trace))


def _ninjs(trace: Trace) -> str:
    from reportedly.show.export.ninjs import news_objects

    return _lines(news_objects(trace))


def _graphml(trace: Trace) -> str:
    from reportedly.show.export.graphml import graphml

    return graphml(trace)


def _trace_json(trace: Trace) -> str:
    from reportedly.show.export_json import trace_json

    return trace_json(trace)


def _csv(trace: Trace) -> Files:
    from reportedly.show.export.tables import csv_files

    yield from csv_files(trace)


def _parquet(trace: Trace) -> Files:
    from reportedly.show.export.tables import parquet_files

    yield from parquet_files(trace)


def _brat(trace: Trace) -> Files:
    from reportedly.show.export.brat import brat_files

    yield from brat_files(trace)


FORMATS: dict[str, Format] = {
    "json": Format("Trace JSON: everything", _trace_json),
    "csv": Format("tables for spreadsheets, a folder", files=_csv),
    "parquet": Format("the same tables for pandas, Polars, DuckDB, a folder", files=_parquet,
                      needs="pyarrow", extra="tables"),
    "graphml": Format("who has which claim from whom, for Gephi, yEd, networkx", _graphml),
    "prov": Format("W3C PROV-JSON", _prov),
    "annotations": Format("W3C Web Annotations (JSON-LD)", _annotations),
    "claimreview": Format("schema.org ClaimReview skeletons, without a verdict", _claim_review),
    "stix": Format("STIX 2.1 bundle", _stix),
    "ftm": Format("FollowTheMoney entities, one a line", _ftm),
    "ninjs": Format("IPTC ninjs 3 news objects, one a line", _ninjs),
    "brat": Format("brat stand-off, a folder", files=_brat),
}  # fmt: skip
