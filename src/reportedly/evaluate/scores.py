"""How right the trace of a story is, by its labels.

An appearance hits a labelled relay if it lies in the same page and in a paragraph (a
line of the text) that the relay's evidence touches. Each labelled claim is paired with
the claim of the trace that hits the largest share of the pages which either of them
names, one to one, the largest shares first. A labelled claim without a pair counts as
not found in every figure.

    claim        mean of those shares (Jaccard)
    upstream     F1 of the names of immediate sources, over all relays
    hedge        share of relays that were hit and have the labelled hedge; stance likewise
    origins      share of claims with the labelled number of independent origins, and the
                 mean distance from it; claims that are uncertain are left out
    origin name  share of claims among whose origins the labelled one is
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.evaluate.answers import Answer, Found, Range
from reportedly.evaluate.baselines import BASELINES
from reportedly.evaluate.labels import LabelledClaim, Relay, Story
from reportedly.evaluate.names import Names


@dataclass(slots=True)
class Count:
    """Numbers of independent origins: the labelled one, and the one given, for each claim."""

    pairs: list[tuple[int, int]] = field(default_factory=list)

    def exact(self, low: int = 0, high: int = 10**9) -> float:
        """Return the right ones, in per cent of those with `low` to `high` origins; 0 of none."""
        pairs = [(true, given) for true, given in self.pairs if low <= true <= high]
        right = sum(true == given for true, given in pairs)
        return round(100 * right / len(pairs), 1) if pairs else 0.0

    def error(self) -> float:
        """Return the mean distance."""
        return round(sum(abs(t - g) for t, g in self.pairs) / max(1, len(self.pairs)), 2)


@dataclass(slots=True)
class Scores:
    """What was counted in one story, or in several together."""

    shares: list[float] = field(default_factory=list)  # of each claim's pages
    names: Counter[str] = field(default_factory=Counter)  # "right", "labelled", "wrong"
    hedges: list[bool] = field(default_factory=list)  # of relays that were hit: right or not
    stances: list[bool] = field(default_factory=list)
    origins: Count = field(default_factory=Count)
    origin_names: list[bool] = field(default_factory=list)
    pages: Count = field(default_factory=Count)  # the number of pages that support the claim
    baselines: dict[str, Count] = field(default_factory=lambda: {n: Count() for n in BASELINES})

    def add(self, other: "Scores") -> None:
        """Take in the counts of another story."""
        self.shares += other.shares
        self.names += other.names
        self.hedges += other.hedges
        self.stances += other.stances
        self.origin_names += other.origin_names
        for mine, theirs in (
            (self.origins, other.origins),
            (self.pages, other.pages),
            *((self.baselines[n], other.baselines[n]) for n in BASELINES),
        ):
            mine.pairs += theirs.pairs

    def upstream(self) -> tuple[float, float, float]:
        """Return precision, recall and F1 of the names, 0 to 1."""
        right = self.names["right"]
        precision = right / max(1, right + self.names["wrong"])
        recall = right / max(1, self.names["labelled"])
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def per_cent(right: Sequence[bool]) -> float:
    """Return the share of what is true, in per cent; 0 of nothing."""
    return round(100 * sum(right) / len(right), 1) if right else 0.0


def score(story: Story, found: Sequence[Answer], names: Names) -> Scores:
    """Return the counts of one story."""
    scores = Scores()
    lines = _Lines(story)
    pairs = _paired(story.claims, found, lines)
    for number, claim in enumerate(story.claims):
        if not claim.relays:  # none of its pages is in a language that is scored
            continue
        place, share = pairs.get(number, (None, 0.0))
        answer = found[place] if place is not None else Answer(())
        scores.shares.append(share)
        for relay in claim.relays:
            hit = next((one for one in answer.found if lines.hit(one, relay)), None)
            _add_relay(scores, relay, hit, names)
        said = any(names.same(claim.origin, name) for name in answer.origins)
        scores.origin_names.append(said)
        if not claim.uncertain:
            true = claim.independent_origins
            scores.origins.pairs.append((true, answer.known))
            scores.pages.pairs.append((true, len(claim.supporting())))
            for name, count in BASELINES.items():
                scores.baselines[name].pairs.append((true, count(claim.supporting(), story)))
    return scores


def _add_relay(scores: Scores, relay: Relay, hit: Found | None, names: Names) -> None:
    said = hit.upstream if hit else ()
    found = sum(any(names.same(name, one) for one in said) for name in relay.says_from)
    wrong = sum(not any(names.same(name, one) for name in relay.says_from) for one in said)
    scores.names += Counter(right=found, labelled=len(relay.says_from), wrong=wrong)
    if hit:
        scores.hedges.append(hit.hedge == relay.hedge)
        scores.stances.append(hit.stance == relay.stance)


def _paired(
    claims: Sequence[LabelledClaim], found: Sequence[Answer], lines: "_Lines"
) -> Mapping[int, tuple[int, float]]:
    """Return for places of labelled claims the place of an answer, and their share of pages."""
    table = []
    for i, claim in enumerate(claims):
        labelled = {relay.page for relay in claim.relays}
        for j, answer in enumerate(found):
            hit = {r.page for r in claim.relays if any(lines.hit(one, r) for one in answer.found)}
            if hit:
                table.append((len(hit) / len(labelled | answer.pages), i, j))
    pairs: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for share, i, j in sorted(table, key=lambda row: (-row[0], row[1], row[2])):
        if i not in pairs and j not in used:
            pairs[i] = j, share
            used.add(j)
    return pairs


class _Lines:
    """Which lines of a page some characters touch; each is worked out once."""

    def __init__(self, story: Story) -> None:
        self._ends: dict[str, list[Range]] = {}
        for id, page in story.pages.items():
            start, ranges = 0, []
            for line in page.text.split("\n"):
                ranges.append((start, start + len(line)))
                start += len(line) + 1
            self._ends[id] = ranges
        self._texts = {id: page.text for id, page in story.pages.items()}
        self._known: dict[object, frozenset[int]] = {}

    def hit(self, one: Found, relay: Relay) -> bool:
        """Tell whether an appearance lies where a relay's evidence does."""
        if one.page != relay.page:
            return False
        wanted = self._evidence(relay)
        return wanted is None or bool(self._touched(one.page, one.spans) & wanted)

    def _evidence(self, relay: Relay) -> frozenset[int] | None:
        """Return the lines of the evidence; None, that is any, if it stands nowhere."""
        start = self._texts[relay.page].find(relay.evidence)
        if start < 0:
            return None
        return self._touched(relay.page, ((start, start + len(relay.evidence)),))

    def _touched(self, page: str, spans: Iterable[Range]) -> frozenset[int]:
        key = page, tuple(spans)
        if key not in self._known:
            self._known[key] = frozenset(
                number
                for number, (low, high) in enumerate(self._ends[page])
                if any(start < high and low < end for start, end in key[1])
            )
        return self._known[key]
