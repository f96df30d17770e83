"""Refit the score of "same claim?" on pairs of our labelled stories: python -m bench.story_pairs

    python -m bench.story_pairs                      on the dev stories
    python -m bench.story_pairs --left-out           each dev story judged by the others' weights

Two appearances are a pair of one claim if the labels' evidence lies in both and they
are labelled with that claim only; of different claims if no label is common. One that
no label touches counts against a labelled one, at UNLABELLED. The held stories are
never read here. New weights begin at those in match/score.py, and are drawn to them.
They are a proposal: what a story's pairs gain, whole stories may lose (bench/RESULTS.md).
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import reportedly
from bench.match_pairs import NEGATIVE, table
from bench.stories import chosen, load
from reportedly.match import score as weighing
from reportedly.match.claims import run_of
from reportedly.match.copies import find_copies
from reportedly.match.features import FEATURES
from reportedly.match.pair import Run
from reportedly.match.statement import Key, Statement, statements
from reportedly.pipeline import attribute, resolve_all
from reportedly.records import Article

UNLABELLED = 0.3  # weight of a pair of which one side has no label
STORY = 2.0  # weight of a pair whose sides both have a label
RIDGE = 0.01
FIXED = frozenset(
    "copied nested other-quotes opposed thing-changed opposite-words roles-swapped another-name"
    " counts-else numbers-differ".split()
)  # hardly a pair of the stories shows them
NAMES = ("start", *FEATURES)

Row = tuple[Statement, Statement, float, float]  # a pair, whether it is one claim, its weight


@dataclass(frozen=True)
class Table:
    """Strengths (n, features + 1), whether each pair is one claim, its weight, its story."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    weight: NDArray[np.float64]
    story: Sequence[str]


def story_pairs(folder: Path) -> tuple[list[Row], Run]:
    """Return a story's judged pairs, and the run that they stand in."""
    paths = sorted(path for path in folder.glob("*.json") if path.name != "gold.json")
    articles = reportedly.read(*paths)
    resolution = resolve_all(articles, attribute(articles), folder.parent / "outlets.toml")
    by_id = {article.id: article for article in articles}
    found = statements(by_id, resolution.appearances)
    touched, beside = _labelled(folder, by_id, found)
    return list(_judged(found, touched, beside)), run_of(found, find_copies(articles))


def _labelled(
    folder: Path, articles: Mapping[str, Article], found: Sequence[Statement]
) -> tuple[Mapping[Key, set[str]], Mapping[Key, set[str]]]:
    """Return the claims whose evidence a statement holds, and those told in its lines."""
    touched: dict[Key, set[str]] = defaultdict(set)
    beside: dict[Key, set[str]] = defaultdict(set)
    for claim in load(folder)[0]["claims"]:
        for relay in claim["relays"]:
            text = articles[relay["page"]].text
            start = text.index(relay["evidence"])
            end = start + len(relay["evidence"])
            line = text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", end)
            for one in found:
                for member in (m for m in one.members if m.article == relay["page"]):
                    attr = member.attribution
                    spans = [*attr.source, *attr.cue, *attr.content]
                    if any(s.start < end and start < s.end for s in spans):
                        touched[one.key].add(claim["id"])
                    elif one.headed or any(
                        s.start < line[1] and line[0] < s.end for s in attr.content
                    ):
                        beside[one.key].add(claim["id"])
    return touched, beside


def _judged(
    found: Sequence[Statement],
    touched: Mapping[Key, set[str]],
    beside: Mapping[Key, set[str]],
) -> Iterator[Row]:
    for a, b in combinations(found, 2):
        if not (a.attributed or b.attributed) and len(a.bag & b.bag) < 2:
            continue
        left, right = touched.get(a.key, set()), touched.get(b.key, set())
        if left and left == right and len(left) == 1:
            yield a, b, 1.0, STORY
        elif left and right and not left & right:
            yield a, b, 0.0, STORY
        elif bool(left) != bool(right):
            claims, other = (left, b) if left else (right, a)
            if not claims & beside.get(other.key, set()):
                yield a, b, 0.0, STORY * UNLABELLED


def of_stories(folders: Sequence[Path]) -> Table:
    """Return the pairs of some stories as a table."""
    parts = []
    for folder in folders:
        rows, run = story_pairs(folder)
        x = table([(a, b) for a, b, _, _ in rows], run)
        parts.append((x, [row[2] for row in rows], [row[3] for row in rows], folder.name))
    return Table(
        np.concatenate([x for x, *_ in parts]),
        np.concatenate([y for _, y, *_ in parts]),
        np.concatenate([w for _, _, w, _ in parts]),
        [name for x, _, _, name in parts for _ in x],
    )


def fit(stories: Table) -> NDArray[np.float64]:
    """Return weights in the order of NAMES, signs fixed, drawn to the present ones."""
    x, y, w = stories.x, stories.y, stories.weight
    now = np.array([weighing.WITH_VECTORS[name] for name in NAMES])
    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    for name, value in zip(NAMES[1:], now[1:], strict=True):
        if name in FIXED:
            bounds.append((value, value))
        else:
            bounds.append((None, 0.0) if name in NEGATIVE else (0.0, None))

    def loss(v: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = (2 * y - 1) * (x @ v)
        pull = RIDGE * np.r_[0.0, (v - now)[1:]]
        slope = -(w * (2 * y - 1) / (1 + np.exp(z))) @ x / w.sum() + pull
        value = (w * np.logaddexp(0, -z)).sum() / w.sum() + (pull[1:] @ (v - now)[1:]) / 2
        return float(value), slope

    return np.asarray(minimize(loss, now, jac=True, method="L-BFGS-B", bounds=bounds).x)


def report(name: str, judged: NDArray[np.bool_], stories: Table) -> None:
    """Print how many pairs of one claim are found, and how many of two are joined."""
    one, sure = stories.y > 0, stories.weight == STORY
    wrong = (judged & ~one & sure).sum()
    print(
        f"{name}: {judged[one].mean():.1%} of {one.sum()} pairs of one claim joined,"
        f" {wrong} of {(~one & sure).sum()} of different claims"
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--left-out", action="store_true", help="judge each story by the others")
    args = parser.parse_args()
    stories = of_stories(chosen("dev"))
    now = np.array([weighing.WITH_VECTORS[name] for name in NAMES])
    report("present weights", stories.x @ now > 0, stories)
    found = fit(stories)
    report("new weights", stories.x @ found > 0, stories)
    if args.left_out:
        names = np.array(stories.story)
        judged = np.zeros(len(names), bool)
        for name in sorted(set(stories.story)):
            out = names == name
            rest = Table(stories.x[~out], stories.y[~out], stories.weight[~out], ())
            judged[out] = stories.x[out] @ fit(rest) > 0
        report("left out", judged, stories)
    print({name: round(float(value), 1) for name, value in zip(NAMES, found, strict=True)})


if __name__ == "__main__":
    main()
