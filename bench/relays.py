"""Score nesting and relays: python -m bench.relays [--part dev|held|all]

Attributes the labelled texts of bench/data/relays.jsonl one by one;
bench/relay_scores.py says what counts as right. The part `held` is for
reporting: nobody tunes on it, nor reads its errors.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import reportedly
from bench.relay_scores import DEEPEST, Case, Scores, Tally, said, score
from reportedly import Article, Attribution

DATA = Path(__file__).parent / "data/relays.jsonl"
PARTS = ("dev", "held")


def load(part: str = "all", path: Path = DATA) -> list[dict[str, Any]]:
    """Return the labelled texts of a part: dev, held or all."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if part in (row["part"], "all")]


def found_rows(attributions: Sequence[Attribution]) -> list[dict[str, Any]]:
    """Return attributions as rows like the data's, own statements left out."""
    kept = [k for k, attr in enumerate(attributions) if not attr.own_voice]
    place = {old: new for new, old in enumerate(kept)}
    return [
        {
            role: [[span.start, span.end] for span in getattr(attributions[k], role)]
            for role in ("source", "cue", "content", "addressee")
        }
        | {"parent": None if (p := attributions[k].parent) is None else place.get(p)}
        for k in kept
    ]


def attribute(row: Mapping[str, Any], *, recall: bool = False) -> tuple[Attribution, ...]:
    """Attribute one text alone: rounding inside the model depends on what shares its batch."""
    article = Article(id=row["id"], text=row["text"], language="en")
    return reportedly.attribute([article], recall=recall)[article.id]


def run(rows: Sequence[Mapping[str, Any]], *, recall: bool = False) -> list[Case]:
    """Attribute the texts and return them with what was found."""
    return [
        Case(
            row["kind"],
            said(row["text"], row["attributions"]),
            said(row["text"], found_rows(attribute(row, recall=recall))),
        )
        for row in rows
    ]


def main() -> None:
    """Attribute, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--recall", action="store_true", help="keep less probable attributions too")
    options = parser.parse_args()
    rows = load(options.part)
    print(f"{len(rows)} texts, part: {options.part}\n")
    report(score(run(rows, recall=options.recall)))


def report(scores: Scores) -> None:
    """Print the tables."""
    show("attributions", scores.attributions)
    show("nested, depth >= 1", scores.nested)
    print("\namong the attributions found")
    show("addressee", scores.addressee)
    show("parent", scores.parent)
    right = scores.parent_right
    print(f"{'parent or none right':22s} {100 * right.recall:5.1f} % of {right.gold}")
    print("\nover all attributions")
    show("addressee", scores.addressee_all)
    show("parent", scores.parent_all)
    print("\nby depth: found at the right depth")
    for level, tally in scores.depths.items():
        show(f"depth {level}{'+' if level == DEEPEST else ''}", tally)
    print("\nby kind: recall of triples")
    for kind, tally in scores.kinds.items():
        if tally.gold:
            share = f"R {100 * tally.recall:5.1f}"
            print(f"{kind:22s} {share}   (right {tally.right}, gold {tally.gold})")
        else:
            print(f"{kind:22s} nothing labelled, found {tally.found}")


def show(name: str, tally: Tally) -> None:
    """Print one line of percentages."""
    print(
        f"{name:22s} P {100 * tally.precision:5.1f}  R {100 * tally.recall:5.1f}"
        f"  F1 {100 * tally.f1:5.1f}   (found {tally.found}, gold {tally.gold})"
    )


if __name__ == "__main__":
    main()
