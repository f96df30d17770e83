"""Score attributions with their addressees and parents against labels; nothing is run here.

An attribution counts as found if the contents overlap by at least half
(intersection over union of words) and the sources share a word, or neither has
one. Pairs are one to one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 2  # the last row of the table by depth counts this depth and all below
_WORD = re.compile(r"\w+")
# The stop words of the corpus scorer: a source is not right because both begin with "the".
_STOP = frozenset(
    "a an the this that these those his her its their our my your of in at on for to by and or "
    "said mr ms mrs".split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution as positions of words; `telling` are the source's words that tell it apart.

    `parent` is an index into the list that holds it.
    """

    source: frozenset[int]
    telling: frozenset[int]
    content: frozenset[int]
    addressee: frozenset[int]
    parent: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """One text: its kind, what is labelled in it, what was found."""

    kind: str
    gold: Sequence[Said]
    found: Sequence[Said]


@dataclass
class Tally:
    """How many were right, of how many found and how many labelled."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 if nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found; 0 if nothing is labelled."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    def add(self, right: int, found: int, gold: int) -> None:
        """Count one text's numbers in."""
        self.right += right
        self.found += found
        self.gold += gold


@dataclass
class Scores:
    """All tallies of a run.

    `addressee` and `parent` are among attributions that were found, the two
    `…_all` over everything labelled and everything found. `parent_right`
    counts an attribution without parent as right if none was found for it.
    """

    attributions: Tally = field(default_factory=Tally)
    addressee: Tally = field(default_factory=Tally)
    addressee_all: Tally = field(default_factory=Tally)
    parent: Tally = field(default_factory=Tally)
    parent_all: Tally = field(default_factory=Tally)
    parent_right: Tally = field(default_factory=Tally)
    nested: Tally = field(default_factory=Tally)
    depths: dict[int, Tally] = field(
        default_factory=lambda: {depth: Tally() for depth in range(DEEPEST + 1)}
    )
    kinds: dict[str, Tally] = field(default_factory=dict)


def said(text: str, rows: Iterable[Mapping[str, Any]]) -> list[Said]:
    """Turn rows with spans of characters, as in the data, into positions of words."""
    words = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text)]

    def cover(spans: Iterable[Sequence[int]]) -> frozenset[int]:
        spans = list(spans)
        return frozenset(
            i for i, (a, b, _) in enumerate(words) if any(s < b and a < e for s, e in spans)
        )

    out = []
    for row in rows:
        source = cover(row["source"])
        telling = frozenset(i for i in source if words[i][2] not in _STOP) or source
        content, addressee = cover(row["content"]), cover(row["addressee"])
        out.append(Said(source, telling, content, addressee, row["parent"]))
    return out


def depth(items: Sequence[Said], index: int) -> int:
    """Return how many attributions enclose this one."""
    steps, parent = 0, items[index].parent
    while parent is not None and steps < len(items):  # a circle ends too
        steps, parent = steps + 1, items[parent].parent
    return steps


def pair(gold: Sequence[Said], found: Sequence[Said]) -> dict[int, int]:
    """Pair labelled with found attributions one to one, best overlap of contents first."""
    close = []
    for i, label in enumerate(gold):
        for j, guess in enumerate(found):
            shared = len(label.content & guess.content)
            overlap = shared / (len(label.content | guess.content) or 1)
            nobody = not label.source and not guess.source
            if overlap >= 0.5 and (nobody or label.telling & guess.telling):
                close.append((-overlap, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(close):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def score(cases: Iterable[Case]) -> Scores:
    """Count everything over the texts."""
    scores = Scores()
    for case in cases:
        pairs = pair(case.gold, case.found)
        n_gold, n_found = len(case.gold), len(case.found)
        scores.attributions.add(len(pairs), n_found, n_gold)
        scores.kinds.setdefault(case.kind, Tally()).add(len(pairs), n_found, n_gold)
        _score_addressees(case, pairs, scores)
        _score_parents(case, pairs, scores)
        _score_depths(case, pairs, scores)
    return scores


def _score_addressees(case: Case, pairs: Mapping[int, int], scores: Scores) -> None:
    labels = [case.gold[i].addressee for i in pairs]
    guesses = [case.found[j].addressee for j in pairs.values()]
    right = sum(bool(a & b) for a, b in zip(labels, guesses, strict=True))
    scores.addressee.add(right, sum(map(bool, guesses)), sum(map(bool, labels)))
    n_gold = sum(bool(item.addressee) for item in case.gold)
    scores.addressee_all.add(right, sum(bool(item.addressee) for item in case.found), n_gold)


def _score_parents(case: Case, pairs: Mapping[int, int], scores: Scores) -> None:
    right = neither = 0
    for i, j in pairs.items():
        label, guess = case.gold[i].parent, case.found[j].parent
        if label is None:
            neither += guess is None
        else:
            right += guess is not None and pairs.get(label) == guess
    found = [case.found[j].parent is not None for j in pairs.values()]
    scores.parent.add(right, sum(found), sum(case.gold[i].parent is not None for i in pairs))
    scores.parent_right.add(right + neither, len(pairs), len(pairs))
    n_gold = sum(item.parent is not None for item in case.gold)
    scores.parent_all.add(right, sum(item.parent is not None for item in case.found), n_gold)


def _score_depths(case: Case, pairs: Mapping[int, int], scores: Scores) -> None:
    gold = [min(depth(case.gold, i), DEEPEST) for i in range(len(case.gold))]
    found = [min(depth(case.found, j), DEEPEST) for j in range(len(case.found))]
    both = sum(gold[i] > 0 and found[j] > 0 for i, j in pairs.items())
    scores.nested.add(both, sum(d > 0 for d in found), sum(d > 0 for d in gold))
    n_gold, n_found = Counter(gold), Counter(found)
    right = Counter(gold[i] for i, j in pairs.items() if gold[i] == found[j])
    for level, tally in scores.depths.items():
        tally.add(right[level], n_found[level], n_gold[level])
