"""Score on the passages of the published protocol: python -m bench.cofenet --data DIR

DIR holds corpora/cofenet/*.valid.jsonl: CofeNet's passages (COLING 2022) as tokens
with flat labels B-/I- of source, cue and content. Each passage is made a text,
attributed as an article of its own, and the spans are led back to labels; a
fragment counts if its kind and both its edges are right. Statements in the
article's own voice are left out.

The labels are flat, so attributions that want the same token are settled: one
that stands inside another's content yields to it, because the corpus labels
nothing inside contents; between others the more confident one has the tokens, and a
part of which it has any is left out whole.

Our spans leave punctuation at their edges out on purpose; where the corpus counts it
in, `edges` does so too. Nothing else of the corpus's habits is put in here.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import reportedly
from bench.detokenise import detokenise
from reportedly import Article, Attribution
from reportedly.records import Span, Spans

ROLES = ("source", "cue", "content")
LEVELS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)  # of confidence, for --sweep
Fragment = tuple[str, int, int]  # role, tokens [first, last)
Places = Mapping[str, list[tuple[int, int]]]  # role -> tokens [first, last)


@dataclass(frozen=True, slots=True)
class Passage:
    """One labelled passage: its tokens, a label for each, the text made of them."""

    tokens: tuple[str, ...]
    labels: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]  # where each token stands in `text`


@dataclass(frozen=True, slots=True)
class Score:
    """Fragments of one role: found and right, found, labelled."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Return the percentage of what was found that is right."""
        return 100 * self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Return the percentage of what is labelled that was found."""
        return 100 * self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both, 0 to 100."""
        return 200 * self.right / max(1, self.found + self.gold)


def main() -> None:
    """Attribute, lead back, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", choices=("polnear", "riqua"), default="polnear")
    parser.add_argument("--limit", type=int, help="take the first passages only")
    parser.add_argument("--recall", action="store_true", help="keep less probable attributions too")
    parser.add_argument("--sweep", action="store_true", help="and score by least confidence")
    options = parser.parse_args()
    path = options.data / f"corpora/cofenet/{options.corpus}.valid.jsonl"
    passages = load(path)[: options.limit]
    began = time.process_time()
    found = attribute(passages, recall=options.recall)
    seconds = time.process_time() - began
    n_tokens = sum(len(passage.tokens) for passage in passages)
    print(f"{len(passages)} passages, {n_tokens:,} tokens, {seconds:.0f} CPU s\n")
    for role, score in measure(passages, found).items():
        print(
            f"{role:8s} P {score.precision:5.1f}  R {score.recall:5.1f}  F1 {score.f1:5.1f}"
            f"   (predicted {score.found}, gold {score.gold})"
        )
    if options.sweep:
        print("\nF1 by least confidence\n" + "".join(f"{role:>10s}" for role in ("", *ROLES)))
        for level in LEVELS:
            kept = [[attr for attr in row if attr.confidence >= level] for row in found]
            scores = measure(passages, kept)
            print(f"{level:10.2f}" + "".join(f"{scores[role].f1:10.1f}" for role in ROLES))


def load(path: Path) -> list[Passage]:
    """Return the passages of a file of JSON lines, those without tokens left out."""
    out = []
    for line in path.read_text("utf-8").split("\n"):  # a token may hold other line breaks
        row = json.loads(line) if line.strip() else {"tokens": []}
        if row["tokens"]:
            text, spans = detokenise(row["tokens"])
            out.append(Passage(tuple(row["tokens"]), tuple(row["labels"]), text, tuple(spans)))
    return out


def attribute(passages: Sequence[Passage], *, recall: bool = False) -> list[list[Attribution]]:
    """Return the attributions of each passage, the passage's own statements left out."""
    articles = [
        Article(id=str(i), text=passage.text, language="en") for i, passage in enumerate(passages)
    ]
    found = reportedly.attribute(articles, recall=recall)
    return [[attr for attr in found[article.id] if not attr.own_voice] for article in articles]


def measure(
    passages: Sequence[Passage], found: Sequence[Sequence[Attribution]]
) -> dict[str, Score]:
    """Return the score of each role over all passages together."""
    return score(
        [passage.labels for passage in passages],
        [labels(p, attributions) for p, attributions in zip(passages, found, strict=True)],
    )


def score(gold: Iterable[Sequence[str]], found: Iterable[Sequence[str]]) -> dict[str, Score]:
    """Return the score of each role: fragments whose kind and edges are the same."""
    right: Counter[str] = Counter()
    n_found: Counter[str] = Counter()
    n_gold: Counter[str] = Counter()
    for wanted, given in zip(gold, found, strict=True):
        mine, theirs = set(fragments(given)), set(fragments(wanted))
        right.update(role for role, _, _ in mine & theirs)
        n_found.update(role for role, _, _ in mine)
        n_gold.update(role for role, _, _ in theirs)
    return {role: Score(right[role], n_found[role], n_gold[role]) for role in ROLES}


def fragments(labels: Sequence[str]) -> list[Fragment]:
    """Return the fragments that labels spell out, as CofeNet reads them.

    B- begins one; I- goes on with one of its own role, and elsewhere counts as outside.

    >>> fragments(["B-cue", "I-cue", "B-cue", "I-source"])
    [('cue', 0, 2), ('cue', 2, 3)]
    """
    out: list[Fragment] = []
    start: int | None = None
    for i, label in enumerate((*labels, "O")):
        if start is not None and label != "I-" + labels[start][2:]:
            out.append((labels[start][2:], start, i))
            start = None
        if label.startswith("B-"):
            start = i
    return out


def labels(passage: Passage, attributions: Sequence[Attribution]) -> list[str]:
    """Return one label a token, conflicts settled as the module says."""
    places = [_places(passage, attr) for attr in attributions]
    out = ["O"] * len(passage.tokens)
    for k in _by_rank(attributions, places):
        cue = [i for first, last in places[k]["cue"] for i in range(first, last)]
        if any(out[i].endswith("content") for i in cue):
            continue  # inside another's content
        for role in ROLES:
            for first, last in places[k][role]:
                if set(out[first:last]) == {"O"}:
                    out[first:last] = [f"B-{role}"] + [f"I-{role}"] * (last - first - 1)
    return out


def _by_rank(attributions: Sequence[Attribution], places: Sequence[Places]) -> list[int]:
    """Return the order in which attributions take their tokens: outer ones, then by confidence."""

    def depth(k: int) -> int:
        mine = {i for first, last in places[k]["cue"] for i in range(first, last)}
        return sum(
            any(mine & set(range(first, last)) for first, last in other["content"])
            for j, other in enumerate(places)
            if j != k
        )

    return sorted(range(len(places)), key=lambda k: (depth(k), -attributions[k].confidence, k))


def _places(passage: Passage, attr: Attribution) -> Places:
    return {role: tokens_of(passage, getattr(attr, role), role) for role in ROLES}


def tokens_of(passage: Passage, parts: Spans, role: str) -> list[tuple[int, int]]:
    """Return the tokens [first, last) of each part: those of which it covers at least half."""
    out = []
    for part in parts:
        mine = [i for i, token in enumerate(passage.spans) if _mostly(token, part)]
        # A stop that is also its abbreviation's last character ends the sentence.
        if len(mine) > 1 and passage.spans[mine[-1]].overlaps(passage.spans[mine[-2]]):
            mine.pop()
        if mine:
            out.append(edges(passage.tokens, mine[0], mine[-1] + 1, role))
    return out


def _mostly(token: Span, part: Span) -> bool:
    shared = min(token.end, part.end) - max(token.start, part.start)
    return 2 * shared >= token.end - token.start


def edges(tokens: Sequence[str], first: int, last: int, role: str) -> tuple[int, int]:
    """Return the part [first, last) with the punctuation behind it that the corpus counts in.

    In PolNeAR's validation part that is the comma behind an apposition in a source
    ("Ann Bright, a lawyer," she said): 98 times in, 5 out. Else both end alike,
    quotation marks in, the last stop out.
    """
    apposed = role == "source" and "," in tokens[first:last] and [*tokens[last : last + 1]] == [","]
    return first, last + apposed


if __name__ == "__main__":
    main()
