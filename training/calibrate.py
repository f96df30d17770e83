"""Fit the probability of an attribution: python -m training.calibrate --model DIR --dev FILE

Writes DIR/attribution.json: thresholds and the weights of the logistic
regression that turns the network's numbers into a probability. Everything is
chosen on PolNeAR's dev part and nothing else.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute.found import Found
from reportedly.attribute.network import FILES, Network
from reportedly.attribute.tagger import find
from reportedly.records import Article, Spans

START = {"cue_threshold": 0.2, "threshold": 0.5, "recall_threshold": 0.25}
# Words of saying from 0.25 on add the nested and unsourced ones ("saying", "reportedly"); other
# cues inside contents are seldom right.
START |= {"saying_threshold": 0.25, "nested_threshold": 0.8}
EQUAL = 0.001  # of F1
WEIGHTS = ("bias", "cue_weight", "path_weight", "judge_weight")
START |= dict.fromkeys(WEIGHTS, 0.0)


def cover(spans: list[list[int]], words: list[tuple[int, int]]) -> frozenset[int]:
    """Return the indices of the words that the spans touch."""
    return frozenset(i for i, (a, b) in enumerate(words) if any(s < b and a < e for s, e in spans))


def as_lists(spans: Spans) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def judged(text: str, gold: list[dict[str, list[list[int]]]], found: list[Found]) -> list[bool]:
    """Tell for each found attribution whether a gold one has half its content and its source."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    wanted = [(cover(g["content"], words), cover(g["source"], words)) for g in gold]
    out = []
    for item in found:
        content, source = cover(as_lists(item.content), words), cover(as_lists(item.source), words)
        out.append(
            any(
                2 * len(content & c) >= len(content | c) and (bool(source & s) or source == s)
                for c, s in wanted
                if content & c
            )
        )
    return out


def logistic(features: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression by Newton's method."""
    weights = np.zeros(features.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (right - p) - 1e-3 * weights
        hessian = (features * (p * (1 - p))[:, None]).T @ features + 1e-3 * np.eye(len(weights))
        weights += np.linalg.solve(hessian, gradient)
    return weights


def calibration_error(p: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error over equally wide bins (Guo et al. 2017)."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(p[which == b].mean() - right[which == b].mean()) * (which == b).mean()
            for b in range(bins)
            if (which == b).any()
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    args = parser.parse_args()
    settings = args.model / FILES[3]
    settings.write_text(json.dumps({"decoding": START}), "utf-8")
    network = Network(args.model)
    rows = [json.loads(line) for line in args.dev.read_text("utf-8").splitlines()]
    articles = [Article(id=row["id"], text=row["text"]) for row in rows]
    # What the layout says has a probability of its own.
    found = [[f for f in items if any(f.evidence)] for items in find(articles, network)[0]]
    right = np.array(
        [
            ok
            for row, items in zip(rows, found, strict=True)
            for ok in judged(row["text"], row["attributions"], items)
        ]
    )
    evidence = np.array([f.evidence for items in found for f in items])
    features = np.concatenate([np.ones((len(evidence), 1)), evidence], 1)
    weights = logistic(features, right)
    p = 1 / (1 + np.exp(-features @ weights))
    gold = sum(len(row["attributions"]) for row in rows)
    scores = {}
    for threshold in np.arange(0.2, 0.75, 0.05):
        kept = p >= threshold
        precision, recall = right[kept].mean(), right[kept].sum() / gold
        scores[round(float(threshold), 2)] = 2 * precision * recall / (precision + recall)
    # The lowest of those that are as good as the best: what is left out is shown to nobody.
    best = min(t for t, score in scores.items() if score > max(scores.values()) - EQUAL)
    decoding = START | {"threshold": best, "recall_threshold": round(best / 2, 3)}
    decoding |= dict(zip(WEIGHTS, weights, strict=True))
    decoding = {key: round(float(value), 4) for key, value in decoding.items()}
    error = calibration_error(p[p >= best], right[p >= best])
    settings.write_text(json.dumps({"decoding": decoding}, indent=2) + "\n", "utf-8")
    print(
        json.dumps(
            {"by threshold": scores, "calibration error": error, "decoding": decoding}, indent=1
        )
    )


if __name__ == "__main__":
    main()
