"""Say whether two statements are the same claim, and why.

No store, no clock, no model. `Score.value` and `Score.outcome` are made from
`reasons` and nothing else, so what a report explains is what was computed.
"""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportedly.match.around import by_themselves
from reportedly.match.features import features_of
from reportedly.match.pair import Pair, Run
from reportedly.match.statement import Statement

Outcome = Literal["same", "same-with-drift", "contradicts", "other"]

SAME = 0.5  # probability from which two statements are one claim

# Log-odds a feature adds at full strength: of statements that stand in articles. A logistic
# regression with fixed signs over pairs of our labelled stories (the odd ones) with the made pairs
# and MRPC; what such pairs hardly show ("copied", "nested", "own-voice", "other-quotes",
# "opposed", and what only tells the outcome) was set by hand. So were "both-first",
# "same-source" and "names-outlet": weights fitted to the stories alone (`bench.story_pairs`) found
# more of their pairs, but ran claims together in stories of another make.
WITH_VECTORS = {
    "start": -3.7,
    "meaning": 4.7,
    "words": 0.0,
    "contained": 1.7,
    "same-run": 0.5,
    "names-shared": 0.5,
    "names-differ": -1.2,
    "another-name": -4.4,
    "another-deed": -1.2,
    "numbers-equal": 3.9,
    "figure-shared": 0.7,
    "numbers-differ": 0.0,
    "counts-else": -0.1,
    "thing-changed": 0.0,
    "numbers-apart": -0.6,
    "copied": 5.0,
    "nested": 1.0,
    "one-article": -2.0,
    "one-story": 1.4,
    "both-first": 0.5,
    "same-source": 0.5,
    "names-outlet": 1.0,
    "few-words": 0.0,
    "other-quotes": -1.5,
    "little-said": -2.1,
    "own-voice": -1.2,
    "opposed": 0.4,
    "opposite-words": -0.2,
    "roles-swapped": -0.2,
}
# Two statements with nothing around them, a post or a question: their vectors lie nearer, and
# nothing tells whether they are of one matter. From `python -m bench.match_pairs --fit`: the dev
# half of the made pairs, each counting seven times, and odd rows of MRPC.
BY_THEMSELVES = WITH_VECTORS | {
    "start": -6.0,
    "meaning": 9.7,
    "words": 0.0,
    "contained": 0.0,
    "same-run": 0.0,
    "names-shared": 0.0,
    "names-differ": -1.9,
    "another-name": -1.7,
    "another-deed": -1.5,
    "numbers-equal": 0.0,
    "figure-shared": 0.5,
    "counts-else": 0.0,
    "numbers-apart": 0.0,
    "little-said": -4.0,  # by hand: there are hardly such pairs
}
# Moved by hand on the made pairs.
WORDS_ONLY = WITH_VECTORS | {
    "start": -1.8,
    "meaning": 0.0,
    "words": 0.9,
    "contained": 1.9,
    "same-run": 0.3,
    "names-differ": -1.8,
    "another-name": -2.5,
    "another-deed": -1.5,
    "numbers-equal": 1.4,
    "figure-shared": 0.0,
    "counts-else": -0.3,
    "numbers-apart": -0.2,
    "one-article": -1.6,
    "one-story": 0.0,
    "few-words": -0.6,
    "little-said": -3.5,
    "opposed": 0.8,
}


class Reason(NamedTuple):  # half a dozen of them are made for each of a million pairs
    """One feature that was seen."""

    name: str  # of FEATURES, or "start"
    points: float  # log-odds that it adds
    seen: str  # the words or figures that it saw


@dataclass(frozen=True, slots=True)
class Score:
    """How likely two statements are one claim, and in which way."""

    reasons: tuple[Reason, ...]

    @property
    def value(self) -> float:
        """Probability that both state one proposition, true or denied, numbers aside."""
        return 1 / (1 + math.exp(-math.fsum(reason.points for reason in self.reasons)))

    @property
    def outcome(self) -> Outcome:
        """What the two are to each other."""
        seen = {reason.name for reason in self.reasons}
        if self.value < SAME:
            return "other"
        if seen & {"opposed", "opposite-words", "roles-swapped"}:
            return "contradicts"
        if seen & {"numbers-differ", "thing-changed"}:
            return "same-with-drift"
        return "same"

    @property
    def denies(self) -> bool:
        """Whether one side says that what the other states is not so."""
        return any(reason.name == "opposed" for reason in self.reasons)

    @property
    def excludes(self) -> bool:
        """Whether the two state different facts, however alike: they are never one claim."""
        return any(reason.name in ("opposite-words", "roles-swapped") for reason in self.reasons)


def score(a: Statement, b: Statement, run: Run) -> Score:
    """Score two statements; the same from either side."""
    pair = Pair.of(a, b, run)
    weights, seen = WITH_VECTORS, "words and vectors"
    if a.vector is None or b.vector is None:
        weights, seen = WORDS_ONLY, "words only"
    elif by_themselves(pair):
        weights, seen = BY_THEMSELVES, "words and vectors, nothing around them"
    reasons = [Reason("start", weights["start"], seen)]
    for name, feature in features_of(pair):
        strength, seen = feature(pair)
        if strength:
            reasons.append(Reason(name, strength * weights[name], seen))
    return Score(tuple(reasons))
