"""The answer to "are these two one?": three outcomes, each with the rule that gave it."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["same", "different", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a comparison, and why, in words. Unknown is an answer, not a failure."""

    outcome: Outcome
    why: str
