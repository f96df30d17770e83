"""Refit the score of "same claim?" on pairs of our labelled stories: python -m bench.story_pairs

    python -m bench.story_pairs                      on the dev stories and the made pairs
    python -m bench.story_pairs --mrpc train.tsv     and odd rows of MRPC
    python -m bench.story_pairs --left-out           each dev story judged by the others' weights

Two appearances are a pair of one claim if the labels' evidence lies in both and they
are labelled with that claim only; of different claims if no label is common. One that
no label touches counts against a labelled one, at UNLABELLED. The held stories are
never read here. New weights begin at those in match/score.py, and are drawn to them.
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
from bench.baselines import chosen, load
from bench.match_pairs import FIXED, NEGATIVE, mrpc, table, vectors
from reportedly.match import score as weighing
from reportedly.match.claims import run_of
from reportedly.match.copies import find_copies
from reportedly.match.features import FEATURES, Run
from reportedly.match.statement import Key, Statement, statements
from reportedly.pipeline import attribute, resolve_all
from reportedly.records import Article
from tests.match.judged import as_run, made_pairs, made_vectors

UNLABELLED = 0.3  # weight of a pair of which one side has no label
STORY, MADE, OTHER = 2.0, 8.0, 0.1  # weight of a pair of the stories, made, of MRPC
ROUNDS, MORE = 14, 1.6  # how often, and by how much, a made pair that is missed counts more
MADE_RIGHT = 150  # made pairs joined or not, from which no further round is needed
RIDGE = 0.0005
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


def of_judged(path: Path | None) -> tuple[Table, Table]:
    """Return the made pairs, and MRPC's odd rows (none without a path)."""
    made = made_pairs()
    sets = [(made, made_vectors(), MADE)]
    rows = mrpc(path)[1:801:2] if path else []
    sets.append((rows, vectors(rows), OTHER))
    tables = []
    for pairs, given, weight in sets:
        both, run = as_run(pairs, given)
        x = table(both, run) if pairs else np.zeros((0, len(NAMES)))
        y = np.array([float(pair.outcome != "other") for pair in pairs])
        tables.append(Table(x, y, np.full(len(pairs), weight), ()))
    return tables[0], tables[1]


def fit(parts: Sequence[Table]) -> NDArray[np.float64]:
    """Return weights in the order of NAMES, signs fixed, drawn to the present ones."""
    x, y, w = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("x", "y", "weight")
    )
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


def fitted(stories: Table, made: Table, other: Table) -> NDArray[np.float64]:
    """Return weights under which at least MADE_RIGHT made pairs are right, if rounds suffice.

    Made pairs that the present weights miss count a fifth, and never more.
    """
    now = np.array([weighing.WITH_VECTORS[name] for name in NAMES])
    within_reach = (made.x @ now > 0) == (made.y > 0)
    weight = made.weight * np.where(within_reach, 1.0, 0.2)
    for _ in range(ROUNDS):
        found = fit((stories, Table(made.x, made.y, weight, ()), other))
        missed = (made.x @ found > 0) != (made.y > 0)
        if (~missed).sum() >= MADE_RIGHT:
            break
        weight = weight * np.where(missed & within_reach, MORE, 1.0)
    return found


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
    parser.add_argument("--mrpc", type=Path, help="MRPC's training file")
    parser.add_argument("--left-out", action="store_true", help="judge each story by the others")
    args = parser.parse_args()
    stories = of_stories(chosen("dev"))
    made, other = of_judged(args.mrpc)
    now = np.array([weighing.WITH_VECTORS[name] for name in NAMES])
    report("present weights", stories.x @ now > 0, stories)
    found = fitted(stories, made, other)
    report("new weights", stories.x @ found > 0, stories)
    if args.left_out:
        names = np.array(stories.story)
        judged = np.zeros(len(names), bool)
        for name in sorted(set(stories.story)):
            out = names == name
            rest = Table(stories.x[~out], stories.y[~out], stories.weight[~out], ())
            judged[out] = stories.x[out] @ fitted(rest, made, other) > 0
        report("left out", judged, stories)
    right = ((made.x @ found > 0) == (made.y > 0)).sum()
    print(f"made pairs joined or not: {right} of {len(made.y)} right")
    print({name: round(float(value), 1) for name, value in zip(NAMES, found, strict=True)})


if __name__ == "__main__":
    main()
