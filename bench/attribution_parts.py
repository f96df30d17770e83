"""Where attribution is good and where not: python -m bench.attribution_parts --data DIR

DIR holds corpora/polnear/dev.jsonl and bench/score_attributions.py. Prints content-half and
triple-half by form, by outlet, with and without a source, and how right the probabilities are.
"""

import argparse
import json
import runpy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reportedly
from reportedly import Article, Attribution, Span
from reportedly.attribute.form import form_of

BINS = 10
Cover = Callable[[Iterable[tuple[int, int]]], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Item:
    """A gold or found attribution: what it belongs to, and what became of it."""

    outlet: str
    form: str
    sourced: bool
    half: bool  # its partner's content overlaps by half
    triple: bool  # and the source is right
    confidence: float = 1.0


def main() -> None:
    """Attribute, pair, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    path = data / "corpora/polnear/dev.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    scorer = runpy.run_path(str(data / "bench/score_attributions.py"))
    found = reportedly.attribute(
        [Article(id=row["id"], text=row["text"], language="en") for row in rows]
    )
    gold: list[Item] = []
    guessed: list[Item] = []
    for row in rows:
        wanted, mine = paired(row, found[row["id"]], scorer)
        gold += wanted
        guessed += mine
    print(f"{'':24s}    gold   half P     R    F1   triple F1")
    table("all", gold, guessed, lambda _: "")
    table("form", gold, guessed, lambda item: item.form)
    table("outlet", gold, guessed, lambda item: item.outlet)
    table("source", gold, guessed, lambda item: "named" if item.sourced else "missing")
    print_calibration(guessed)


def paired(
    row: Mapping[str, Any], found: Sequence[Attribution], scorer: Mapping[str, Any]
) -> tuple[list[Item], list[Item]]:
    """Return one article's gold and found attributions, each with what became of it.

    Pairs are made as the scorer makes them: one to one, best overlap of contents first.
    """
    text, outlet = row["text"], row["id"].split("_")[0]
    listed = scorer["words"](text)
    stop = {i for i, (_, _, word) in enumerate(listed) if word in scorer["STOP"]}

    def cover(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        covered: frozenset[int] = scorer["cover"](list(spans), listed)
        return covered

    def spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(Span(a, b) for a, b in pairs)

    golds = [g for g in row["attributions"] if cover(g["content"])]
    mine = [f for f in found if not f.own_voice and cover(_pairs(f.content))]
    left = [(cover(g["content"]), cover(g["source"])) for g in golds]
    right = [(cover(_pairs(f.content)), cover(_pairs(f.source))) for f in mine]
    scored = sorted(
        (-len(a & b) / len(a | b), i, j)
        for i, (a, _) in enumerate(left)
        for j, (b, _) in enumerate(right)
        if a & b
    )
    marks: dict[tuple[str, int], tuple[bool, bool]] = {}
    for score, i, j in scored:
        if ("gold", i) in marks or ("mine", j) in marks:
            continue
        half = score <= -0.5
        same = half and same_source(left[i][1], right[j][1], stop)
        marks["gold", i] = marks["mine", j] = (half, same)
    none = (False, False)
    wanted = [
        Item(outlet, form_of(spans(g["content"]), text), bool(g["source"]), *marks.get(key, none))
        for g, key in zip(golds, (("gold", i) for i in range(len(golds))), strict=True)
    ]
    guessed = [
        Item(outlet, f.form, bool(f.source), *marks.get(("mine", j), none), f.confidence)
        for j, f in enumerate(mine)
    ]
    return wanted, guessed


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def same_source(gold: frozenset[int], found: frozenset[int], stop: set[int]) -> bool:
    """Tell whether two sources are both missing or share a word that tells, as the scorer does."""
    if not gold and not found:
        return True
    shared = gold & found
    return bool(shared - stop or (shared and gold <= stop))


def table(
    title: str, gold: Sequence[Item], guessed: Sequence[Item], key: Callable[[Item], str]
) -> None:
    """Print a row for each value of `key`."""
    for value in sorted({key(item) for item in gold} | {key(item) for item in guessed}):
        wanted = [item for item in gold if key(item) == value]
        mine = [item for item in guessed if key(item) == value]
        precision, recall = share(mine, "half"), share(wanted, "half")
        triple = f1(share(mine, "triple"), share(wanted, "triple"))
        print(
            f"{title:8s}{value:16s}{len(wanted):8d}{100 * precision:9.1f}{100 * recall:6.1f}"
            f"{100 * f1(precision, recall):6.1f}{100 * triple:12.1f}"
        )


def share(items: Sequence[Item], mark: str) -> float:
    """Return the share of items that have the mark, 0 if there are none."""
    return sum(getattr(item, mark) for item in items) / len(items) if items else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def print_calibration(guessed: Sequence[Item]) -> None:
    """Print, by probability, how many were right, and the expected error (Guo et al. 2017)."""
    print("\nprobability   found   said   right")
    error = 0.0
    for b in range(BINS):
        mine = [item for item in guessed if b <= item.confidence * BINS < b + 1]
        if mine:
            said = sum(item.confidence for item in mine) / len(mine)
            right = share(mine, "triple")
            error += abs(said - right) * len(mine) / len(guessed)
            print(f"{b / BINS:.1f} to {(b + 1) / BINS:.1f}  {len(mine):7d}{said:7.2f}{right:8.2f}")
    print(f"expected calibration error {error:.3f}")


if __name__ == "__main__":
    main()
