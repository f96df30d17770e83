"""Measure, and refit, the score of "same claim?" on judged pairs.

    python -m bench.match_pairs                      the made pairs of tests/match/cases
    python -m bench.match_pairs --mrpc train.tsv     and the Microsoft Research Paraphrase Corpus
    python -m bench.match_pairs --mrpc train.tsv --fit       print new weights for match/score.py
    python -m bench.match_pairs --write-vectors      after the model changed

Made pairs have four outcomes; MRPC's have two ("same" for its 1). Its pairs are
read, never copied. Odd rows of MRPC serve to fit, even rows to measure. The made pairs
have two parts: rules and weights were made while looking at `dev`; of `held` (other topics,
other names) only totals are looked at.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from reportedly.match import score as weighing
from reportedly.match.features import FEATURES
from reportedly.match.pair import Pair, Run
from reportedly.match.score import Outcome, score
from reportedly.match.statement import Statement
from tests.match.judged import CASES, Judged, as_run, made_pairs, made_vectors

NEGATIVE = {
    "start", "names-differ", "another-name", "another-deed", "numbers-differ", "counts-else",
    "numbers-apart", "one-article", "few-words", "other-quotes", "little-said", "own-voice",
    "opposite-words", "roles-swapped",
}  # fmt: skip
FIXED = {
    "copied", "nested", "own-voice", "other-quotes", "opposed", "thing-changed", "opposite-words",
    "roles-swapped", "one-article", "one-story", "both-first", "same-source", "names-outlet",
    "little-said",
}  # hardly a judged pair shows them  # fmt: skip
RIDGE = 0.002  # not neutral: the more, the less "meaning" weighs
MADE_WEIGHT = 7.0  # a made pair counts as seven of MRPC, whose negatives differ in details
DRIFTING = ("numbers-differ", "numbers-apart", "thing-changed")  # no paraphrase, but one claim
NAMES = ("start", *FEATURES)
Statements = list[tuple[Statement, Statement]]


def mrpc(path: Path) -> list[Judged]:
    """Return the pairs of MRPC's training file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Judged(r[1], r[3], r[4], "same" if r[0] == "1" else "other") for r in rows]


def vectors(pairs: Sequence[Judged]) -> list[bytes]:
    """Return the shipped model's vector of each content, left and right in turn."""
    from reportedly.attribute.meaning import vector_of

    return [vector_of(text) for pair in pairs for text in (pair.left, pair.right)]


def write_vectors() -> None:
    """Renew the vectors of all made pairs, for tests that load no model."""
    rows = vectors(made_pairs("all"))
    np.save(CASES / "vectors.npy", np.stack([np.frombuffer(v, np.int8) for v in rows]))


def write_fails() -> None:
    """Mark the dev pairs that come out wrong, and unmark those that do no longer."""
    both, run = as_run(made_pairs(), made_vectors())
    got = iter([score(a, b, run).outcome for a, b in both])
    path = CASES / "pairs.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        if row["part"] != "dev":
            continue
        outcome = next(got)
        row.pop("fails", None)
        if outcome != row["outcome"]:
            row["fails"] = f"taken for {outcome}"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def report_made(pairs: Sequence[Judged], both: Statements, run: Run, verbose: bool) -> None:
    """Print the accuracy of the four outcomes, by kind of pair."""
    right, all_, confused = Counter[str](), Counter[str](), Counter[tuple[str, Outcome]]()
    for pair, (a, b) in zip(pairs, both, strict=True):
        got = score(a, b, run)
        all_[pair.kind] += 1
        right[pair.kind] += got.outcome == pair.outcome
        confused[pair.outcome, got.outcome] += 1
        if verbose and got.outcome != pair.outcome:
            print(f"  {pair.label}: {pair.outcome}, got {got.outcome} {got.value:.2f}")
            print(f"     {pair.left}\n     {pair.right}")
            print("    ", "; ".join(f"{r.name} {r.points:+.1f} [{r.seen}]" for r in got.reasons))
    joined = sum(n for (gold, got), n in confused.items() if (gold != "other") == (got != "other"))
    n = sum(all_.values())
    wrong = sum(n for (gold, got), n in confused.items() if gold == "other" and got != "other")
    print(
        f"made pairs: {sum(right.values()) / n:.1%} of {n} outcomes; joined or not {joined / n:.1%}"
    )
    print(f"  'other' taken for the same claim: {wrong}")
    for kind, count in all_.items():
        print(f"  {right[kind]:3} of {count:3}  {kind}")


def report_mrpc(pairs: Sequence[Judged], both: Statements, run: Run) -> None:
    """Print accuracy and F1 of "same", and of all that is joined, against MRPC's 1.

    A changed number or a denial makes no paraphrase, but is the same claim to us.
    """
    gold = np.array([pair.outcome == "same" for pair in pairs])
    outcomes = np.array([score(a, b, run).outcome for a, b in both])
    for name, got in (("same", outcomes == "same"), ("joined", outcomes != "other")):
        hit = int((gold & got).sum())
        f1 = 2 * hit / max(1, int(gold.sum() + got.sum()))
        print(
            f"MRPC, {name}: accuracy {(gold == got).mean():.1%}, F1 {f1:.1%} of {len(gold)} pairs"
        )
    share = float(gold.mean())
    print(f"  always 'same': accuracy {share:.1%}, F1 {2 * share / (1 + share):.1%}")


def table(both: Statements, run: Run) -> NDArray[np.float64]:
    """Return (n, features + 1): the strength of each feature, and 1 for the start."""
    rows = []
    for a, b in both:
        pair = Pair.of(a, b, run)
        rows.append([1.0, *(feature(pair)[0] for feature in FEATURES.values())])
    return np.array(rows)


def fit(
    x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64], bare: bool
) -> dict[str, float]:
    """Return the weights of a logistic regression with signs fixed beforehand."""
    names = NAMES
    now = weighing.WORDS_ONLY if bare else weighing.BY_THEMSELVES
    bounds: list[tuple[float | None, float | None]] = []
    for name in names:
        if name in FIXED or (bare and name == "meaning"):
            bounds.append((now[name], now[name]))
        else:
            bounds.append((None, -0.1) if name in NEGATIVE else (0.0, None))

    def loss(w: NDArray[np.float64]) -> float:
        z = (2 * y - 1) * (x @ w)
        return float(
            (weight * np.logaddexp(0, -z)).sum() / weight.sum() + RIDGE / 2 * (w[1:] @ w[1:]) / 10
        )

    start = np.array([now[name] for name in names])
    best = minimize(loss, start, method="L-BFGS-B", bounds=bounds)
    return {name: round(float(v), 1) for name, v in zip(names, best.x, strict=True)}


def refit(made: Sequence[Judged], other: Sequence[Judged], with_vectors: bool) -> None:
    """Print new weights, and the accuracy that they would have on pairs left out."""
    sets = [(made, MADE_WEIGHT), (other, 1.0)]
    xs, ys, ws = [], [], []
    for pairs, weight in sets:
        if not pairs:
            continue
        both, run = as_run(pairs, vectors(pairs) if with_vectors else ())
        x, y = table(both, run), np.array([float(pair.outcome != "other") for pair in pairs])
        drifts = x[:, [NAMES.index(name) for name in DRIFTING]].any(1)
        kept = (y > 0) | ~drifts | (weight == MADE_WEIGHT)
        xs.append(x[kept])
        ys.append(y[kept])
        ws.append(np.full(int(kept.sum()), weight))
    x, y, w = np.concatenate(xs), np.concatenate(ys), np.concatenate(ws)
    print("BY_THEMSELVES" if with_vectors else "WORDS_ONLY", fit(x, y, w, not with_vectors))
    fold = np.arange(len(y)) % 5
    hits = defaultdict(list)
    for k in range(5):
        weights = fit(x[fold != k], y[fold != k], w[fold != k], not with_vectors)
        got = x[fold == k] @ np.array([weights[name] for name in ("start", *FEATURES)]) > 0
        for i, g in zip(np.flatnonzero(fold == k), got, strict=True):
            hits[i < len(made)].append(bool(g) == bool(y[i]))
    for is_made, right in hits.items():
        print(f"  left out, {'made' if is_made else 'MRPC'}: joined or not {np.mean(right):.1%}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mrpc", type=Path, help="MRPC's training file")
    parser.add_argument("--limit", type=int, default=800, help="MRPC pairs taken; default 800")
    parser.add_argument("--fit", action="store_true", help="print new weights")
    parser.add_argument("--words-only", action="store_true", help="as without a model")
    parser.add_argument("--write-vectors", action="store_true", help="renew the test vectors")
    parser.add_argument("--part", choices=("dev", "held"), default="dev", help="of the made pairs")
    parser.add_argument("--verbose", action="store_true", help="print each made pair missed")
    args = parser.parse_args()
    if args.write_vectors:
        write_vectors()
        write_fails()
    made = made_pairs(args.part)
    rows = mrpc(args.mrpc) if args.mrpc else []
    if args.fit:
        refit(made, rows[1 : 2 * args.limit : 2], not args.words_only)
        return
    given = () if args.words_only else made_vectors(args.part)
    both, run = as_run(made, given)
    report_made(made, both, run, args.verbose)
    if rows:
        even = rows[: 2 * args.limit : 2]
        report_mrpc(even, *as_run(even, () if args.words_only else vectors(even)))


if __name__ == "__main__":
    main()
