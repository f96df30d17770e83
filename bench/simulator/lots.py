"""Drawing lots: one source of chance for each named thing, so that stories don't hang together."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")


def lots(*key: object) -> Random:
    """Return a source of chance that the key alone determines, on every machine.

    >>> lots(1, "world").random() == lots(1, "world").random()
    True
    """
    return Random("/".join(map(str, key)))  # noqa: S311  (nothing is secret here)


def chance(rng: Random, probability: float) -> bool:
    """Tell whether something happens that has this probability."""
    return rng.random() < probability


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    """Return one of the keys, each as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]
