"""Who is quoted, for a spreadsheet (CSV) and for programs (JSON lines); one source a row."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from reportedly.records import Resolution
from reportedly.show.ownership import Ownership
from reportedly.show.quoted import Diversity, Quoted
from reportedly.show.safe import cell

DIGITS = 4  # of a share
COLUMNS = (
    "name", "kind", "naming", "affiliation", "owner", "group", "articles", "attributions", "words",
    "share", "direct", "indirect", "mixed", "direct_words", "heard_by",
    "specificity", "anonymity_reason", "other_names", "id",
)  # fmt: skip


def sources_csv(counted: Diversity, resolution: Resolution, owners: Ownership) -> str:
    """Return the table as CSV with a head, whose texts no spreadsheet runs as formulas."""
    out = io.StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    rows.writerow(COLUMNS)
    for row in _rows(counted, resolution, owners):
        flat = row | {
            "articles": len(row["articles"]),
            "other_names": " | ".join(row["other_names"]),
        }
        values = (flat[column] for column in COLUMNS)
        rows.writerow(value if isinstance(value, int | float) else cell(value or "")
                      for value in values)  # fmt: skip
    return out.getvalue()


def source_lines(counted: Diversity, resolution: Resolution, owners: Ownership) -> Iterator[str]:
    """Yield one JSON line a source; `articles` are ids, unknown is null."""
    for row in _rows(counted, resolution, owners):
        yield json.dumps(row, ensure_ascii=False, allow_nan=False)


def _rows(
    counted: Diversity, resolution: Resolution, owners: Ownership
) -> Iterator[dict[str, Any]]:
    for quoted in counted.sources:
        yield _row(quoted, resolution, owners)


def _row(quoted: Quoted, resolution: Resolution, owners: Ownership) -> dict[str, Any]:
    source = quoted.source
    outlet = owners.row(source)
    hearer = resolution.sources.get(source.heard_by or "")
    return {
        "name": source.name,
        "kind": source.kind,
        "naming": quoted.naming,
        "affiliation": source.affiliation,
        "owner": (outlet.owner or None) if outlet else None,
        "group": source.group,
        "articles": sorted(quoted.articles),
        "attributions": quoted.attributions,
        "words": quoted.words,
        "share": round(quoted.share, DIGITS),
        "direct": quoted.of_form("direct"),
        "indirect": quoted.of_form("indirect"),
        "mixed": quoted.of_form("mixed"),
        "direct_words": quoted.direct_words,
        "heard_by": hearer.name if hearer else None,
        "specificity": source.specificity,
        "anonymity_reason": source.anonymity_reason,
        "other_names": [name for name in source.names if name != source.name],
        "id": source.id,
    }
