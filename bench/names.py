"""Same name or not, on labelled pairs: python -m bench.names [--part dev|held|all]

The pairs are bench/data/names.jsonl; bench/data/README.md says how they were made. Outlets are
looked up in the shipped table first, as the program does. Nothing may be tuned on the held
part: --part held prints tables and no pairs.
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reportedly.records import Kind
from reportedly.resolve.names.alike import alike
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.verdict import Outcome, Verdict

DATA = Path(__file__).with_name("data") / "names.jsonl"
OUTCOMES: tuple[Outcome, ...] = ("same", "different", "unknown")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names as they may stand in two articles of one story, and what a reader can tell."""

    id: str
    part: str
    kind: Kind
    label: Outcome
    left: str
    right: str
    why: str


def load(part: str = "all", path: Path = DATA) -> list[Pair]:
    """Return the pairs of a part: "dev", "held" or "all"."""
    rows = [Pair(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if part in ("all", row.part)]


def judge(pair: Pair, table: OutletTable) -> Verdict:
    """Return what the program says of a pair; of outlets that the table knows, by the table."""
    if pair.kind == "outlet":
        left, right = table.find(pair.left), table.find(pair.right)
        if left and right:
            return Verdict("same" if left is right else "different", "the table of outlets")
    return alike(pair.left, pair.right, pair.kind)


def figures(judged: list[tuple[Pair, Verdict]]) -> dict[str, tuple[float, float]]:
    """Return for each outcome precision and recall, in percent; 100 where there is nothing."""
    counts = Counter((pair.label, verdict.outcome) for pair, verdict in judged)
    out: dict[str, tuple[float, float]] = {}
    for outcome in OUTCOMES:
        right = counts[outcome, outcome]
        given = sum(n for (_, said), n in counts.items() if said == outcome)
        labelled = sum(n for (label, _), n in counts.items() if label == outcome)
        out[outcome] = (
            100 * right / given if given else 100.0,
            100 * right / labelled if labelled else 100.0,
        )
    return out


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="dev")
    part = parser.parse_args().part
    table = OutletTable.shipped()
    judged = [(pair, judge(pair, table)) for pair in load(part)]
    if part == "dev":
        for pair, verdict in judged:
            if pair.label != verdict.outcome:
                print(f"{pair.id:5s} {pair.left} / {pair.right}: {pair.label},"
                      f" judged {verdict.outcome} ({verdict.why})")  # fmt: skip
    right = sum(pair.label == verdict.outcome for pair, verdict in judged)
    print(f"{part}: {right} of {len(judged)} pairs right")
    for outcome, (precision, recall) in figures(judged).items():
        print(f"{outcome:10s} precision {precision:5.1f}  recall {recall:5.1f}")
    wrong = Counter((p.label, v.outcome) for p, v in judged if p.label != v.outcome)
    for (label, said), number in sorted(wrong.items()):
        print(f"{label} taken for {said}: {number}")


if __name__ == "__main__":
    main()
