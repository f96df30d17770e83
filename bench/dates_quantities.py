"""Dates and quantities on labelled texts: python -m bench.dates_quantities [--part dev|held|all]

The texts are bench/data/dates.jsonl and quantities.jsonl; bench/data/README.md says
how they were made. Nothing may be tuned on the held part: --errors lists dev alone.
"""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("data")
FIELDS = {
    "dates": ("value", "end", "precision"),
    "quantities": ("value", "high", "unit", "bound", "of"),
}
Row = Mapping[str, Any]
Found = Sequence[Row]  # each with "span" and, as far as the reader says them, the fields
Reader = Callable[[Row], Found]  # the text in "text"; for dates "published" beside it
Pair = tuple[Row, Row | None]  # labelled, found


def load(what: str, part: str = "all") -> list[Row]:
    """Return the rows of "dates" or "quantities" that are in a part: dev, held or all."""
    lines = (FOLDER / f"{what}.jsonl").read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if part in ("all", row["part"])]


def paired(gold: Found, found: Found) -> list[Pair]:
    """Return each labelled one with the found one that shares most characters with it, or None."""
    shared = sorted(
        (-size, g, f)
        for g, a in enumerate(gold)
        for f, b in enumerate(found)
        if (size := min(a["span"][1], b["span"][1]) - max(a["span"][0], b["span"][0])) > 0
    )
    taken: dict[int, int] = {}
    for _, g, f in shared:
        if g not in taken and f not in taken.values():
            taken[g] = f
    return [(one, found[taken[g]] if g in taken else None) for g, one in enumerate(gold)]


def right(what: str, field: str, gold: Row, found: Row | None) -> bool:
    """Tell whether a field was read as labelled; dates are compared at the labelled precision."""
    if found is None:
        return False
    want, got = gold[field], found.get(field)
    if field == "of":
        return str(want or "").casefold() == str(got or "").casefold()
    if isinstance(want, float) and got is not None:
        return abs(want - float(got)) <= 0.001 * abs(want)
    if what == "dates" and field != "precision" and want and got:
        return str(got)[: len(want)] == str(want)
    return bool(want == got) or (not want and not got)


def scores(what: str, rows: Sequence[Row], read: Reader) -> dict[str, float]:
    """Return the figures of one reader, in per cent.

    "found" is the F1 of spans that overlap, "span" of equal ones. The fields are
    shares of all labelled ones, those not found counted as wrong; "all" means every
    field at once. "clean" is the share of texts without any in which none is found.
    """
    pairs: list[Pair] = []
    exact = number = empty = clean = 0
    for row in rows:
        found = read(row)
        pairs += paired(row[what], found)
        number += len(found)
        exact += len({tuple(g["span"]) for g in row[what]} & {tuple(f["span"]) for f in found})
        empty += not row[what]
        clean += not row[what] and not found
    total = len(pairs)
    hits = sum(found is not None for _, found in pairs)
    share = {
        field: 100 * sum(right(what, field, *pair) for pair in pairs) / total
        for field in FIELDS[what]
    }
    every = sum(all(right(what, field, *pair) for field in FIELDS[what]) for pair in pairs)
    return {
        "found": 200 * hits / (total + number),
        "span": 200 * exact / (total + number),
        **share,
        "all": 100 * every / total,
        "clean": 100 * clean / empty if empty else 100.0,
    }


def ours(what: str) -> Reader:
    """Return what `reportedly` reads, as a reader of "dates" or "quantities"."""
    from reportedly.read.dates import parse_date
    from reportedly.records import Article, Moment, Quantity, Span
    from reportedly.resolve.dates.stated import dates
    from reportedly.resolve.quantities.counted import quantities

    def read(row: Row) -> Found:
        text, published = row["text"], row.get("published")
        found: Sequence[Moment] | Sequence[Quantity]
        if what == "dates":
            moment = parse_date(published, "meta") if published else None
            found = dates([Span(0, len(text))], Article(id="a", text=text, published=moment))
        else:
            found = quantities([Span(0, len(text))], text)
        return [
            {"span": [one.span.start, one.span.end]}
            | {field: getattr(one, field) for field in FIELDS[what]}
            for one in found
            if one.span
        ]

    return read


def show(name: str, figures: Mapping[str, float]) -> None:
    """Print one line of a table."""
    print(f"{name:20s}" + "".join(f"{value:11.1f}" for value in figures.values()))


def head(what: str, rows: Sequence[Row], part: str) -> None:
    """Print the head of a table."""
    number = sum(len(row[what]) for row in rows)
    print(f"\n== {what}, {part}: {len(rows)} texts, {number} labelled")
    print(" " * 20 + "".join(f"{n:>11s}" for n in ("found", "span", *FIELDS[what], "all", "clean")))


def show_errors(what: str, read: Reader) -> None:
    """Print the texts of the dev part in which something is read otherwise than labelled."""
    for row in load(what, "dev"):
        found = read(row)
        pairs = paired(row[what], found)
        wrong = [
            f"{row['text'][slice(*gold['span'])]!r} {field}: {gold[field]!r}, got "
            + (repr(got.get(field)) if got else "nothing")
            for gold, got in pairs
            for field in ("span", *FIELDS[what])
            if not right("", field, gold, got)
        ]
        known = [got for _, got in pairs if got is not None]
        wrong += [f"not one: {row['text'][slice(*f['span'])]!r}" for f in found if f not in known]
        if wrong:
            print(f"{row['id']} {row['kind']} [{row.get('published', '')}] {row['text']}")
            print("".join(f"    {line}\n" for line in wrong), end="")


def main() -> None:
    """Print for dates and quantities the figures of each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--what", choices=tuple(FIELDS), help="only these")
    parser.add_argument("--errors", action="store_true", help="list the errors of the dev part")
    options = parser.parse_args()
    for what in [options.what] if options.what else FIELDS:
        read = ours(what)
        for part in ("dev", "held") if options.part == "all" else (options.part,):
            rows = load(what, part)
            head(what, rows, part)
            show("reportedly", scores(what, rows, read))
        if options.errors:
            show_errors(what, read)


if __name__ == "__main__":
    main()
