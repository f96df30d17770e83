"""Counts as figures: plain objects, per cent to one place, distances to two."""

from collections.abc import Mapping
from typing import Any

from reportedly.evaluate.scores import Count, Scores, per_cent

SCHEMA = "reportedly/evaluation/1"


def evaluation(stories: Mapping[str, Scores]) -> dict[str, Any]:
    """Return the figures of all stories together, and of each under "stories"."""
    whole = Scores()
    for name in stories:
        whole.add(stories[name])
    each = {name: figures(scores) for name, scores in stories.items()}
    return {"schema": SCHEMA, **figures(whole), "stories": each}


def figures(scores: Scores) -> dict[str, Any]:
    """Return the figures of some counts; 0 where nothing was there to count."""
    precision, recall, f1 = scores.upstream()
    claims = len(scores.shares)
    one = scores.baselines["always one"]
    return {
        "claim": round(100 * sum(scores.shares) / max(1, claims), 1),
        "upstream": {name: round(100 * value, 1) for name, value in
                     (("p", precision), ("r", recall), ("f1", f1))},
        "hedge": per_cent(scores.hedges),
        "stance": per_cent(scores.stances),
        "origins": _counted(scores.origins),
        "outlets": _exact(scores.pages),
        "one": one.exact(),
        "origin_name": per_cent(scores.origin_names),
        "claims": claims,
        "relays_hit": len(scores.hedges),
        "baselines": {name: _counted(count) for name, count in scores.baselines.items()},
    }  # fmt: skip


def _exact(count: Count) -> dict[str, float]:
    return {"exact": count.exact(), "mae": count.error()}


def _counted(count: Count) -> dict[str, float]:
    """Return the figures of a count, those of claims with one origin and with several apart."""
    return {**_exact(count), "of_one": count.exact(1, 1), "of_several": count.exact(2)}
