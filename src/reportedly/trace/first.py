"""Which article had a claim first."""

from collections.abc import Sequence

from reportedly.records import Claim, Derivation
from reportedly.trace.graph import CERTAIN, backing
from reportedly.trace.scene import Scene
from reportedly.trace.when import by_time, earlier


def first_article(claim: Claim, edges: Sequence[Derivation], scene: Scene) -> str:
    """Return the article in which a claim first stands, as far as the texts show.

    The earliest by date; among those that may be as early, one from which
    others have it. An article that this one names as its source goes before
    it, whatever the dates: they may be those of an update.
    """
    tied = earliest(claim, scene)
    counts = dict.fromkeys(tied, 0)
    steps: dict[str, list[str]] = {}
    for edge in edges:
        if edge.upstream is None or edge.confidence < CERTAIN:
            continue
        there, here = edge.upstream[0], edge.downstream[0]
        if there in counts and here != there:
            counts[there] += 1
        if edge.relation != "copied" and here != there:
            steps.setdefault(here, []).append(there)
    best = min(tied, key=lambda id: (-counts[id], by_time(scene.articles[id])))
    seen = {best}
    while True:
        nexts = sorted(set(steps.get(best, ())) - seen, key=lambda id: by_time(scene.articles[id]))
        if not nexts:
            return best
        best = nexts[0]
        seen.add(best)


def earliest(claim: Claim, scene: Scene) -> tuple[str, ...]:
    """Return the articles that may each be the earliest, more than one if the dates can't tell."""
    ids = {a.article for a in backing(claim) if a.article in scene.articles}
    ordered = sorted(ids, key=lambda id: by_time(scene.articles[id]))
    head = scene.articles[ordered[0]].published
    if head is None:
        return tuple(ordered)
    return tuple(
        id
        for id in ordered
        if id == ordered[0]
        or (
            scene.articles[id].published is not None
            and not earlier(head, scene.articles[id].published)
        )
    )
