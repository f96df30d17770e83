"""Judged pairs of contents, and the run of statements that they make together."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reportedly.match.claims import run_of
from reportedly.match.pair import Run
from reportedly.match.statement import Statement, statements
from reportedly.records import Appearance, Article
from tests.factories import appearance, article, attribution

CASES = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Judged:
    """Two contents and what they are to each other."""

    label: str
    left: str
    right: str
    outcome: str  # of four for made pairs; "same" or "other" for MRPC
    kind: str = ""
    cues: tuple[str, str] = ("said", "said")
    part: str = "dev"  # "held": for reporting; its topics and names are others
    fails: str = ""


def made_pairs(part: str = "dev") -> list[Judged]:
    """Return the pairs of cases/pairs.jsonl of one part, or of "all"."""
    rows = map(json.loads, CASES.joinpath("pairs.jsonl").read_text("utf-8").splitlines())
    pairs = [Judged(**row | {"cues": tuple(row.get("cues", ("said", "said")))}) for row in rows]
    return [pair for pair in pairs if part in (pair.part, "all")]


def made_vectors(part: str = "dev") -> list[bytes]:
    """Return the vectors of the contents, left and right in turn, as the model gave them."""
    rows = [row.tobytes() for row in np.load(CASES / "vectors.npy", allow_pickle=False)]
    both = zip(made_pairs("all"), zip(rows[::2], rows[1::2], strict=True), strict=True)
    return [row for pair, two in both if part in (pair.part, "all") for row in two]


def as_run(
    pairs: Sequence[Judged], vectors: Sequence[bytes] = ()
) -> tuple[list[tuple[Statement, Statement]], Run]:
    """Return the pairs as statements, and the run that weighs their words."""
    articles: dict[str, Article] = {}
    appearances: list[Appearance] = []
    for i, pair in enumerate(pairs):
        for side, content in enumerate((pair.left, pair.right)):
            cue = pair.cues[side]
            one = article(f"{content}\n({cue})", id=f"{i:05}{side}")
            vector = vectors[2 * i + side] if vectors else b""
            articles[one.id] = one
            attr = attribution(one, cue=f"({cue})", content=content, vector=vector)
            appearances.append(appearance(attr))
    found = statements(articles, appearances)
    home = by_member(found)
    both = [(home[f"{i:05}0"], home[f"{i:05}1"]) for i in range(len(pairs))]
    return both, run_of(found, ())


def by_member(found: Sequence[Statement]) -> Mapping[str, Statement]:
    """Return the statements by the articles they stand in."""
    return {member.article: one for one in found for member in one.members}
