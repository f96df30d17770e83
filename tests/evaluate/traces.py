"""Traces of labelled stories made from the labels, right or wrong at will."""

import random
from typing import Any

from reportedly.evaluate.labels import Story


def right(story: Story, known: int | None = None) -> dict[str, Any]:
    """Return the trace that says what the labels say, or `known` for each number."""
    claims = []
    for claim in story.claims:
        appearances = []
        for relay in claim.relays:
            start = story.pages[relay.page].text.index(relay.evidence)
            appearances.append(
                {
                    "article": relay.page,
                    "content": [[start, start + len(relay.evidence)]],
                    "hedge": relay.hedge,
                    "stance": relay.stance,
                    "upstream": [{"name": name} for name in relay.says_from],
                }
            )
        number = claim.independent_origins if known is None else known
        claims.append(
            {
                "appearances": appearances,
                "origins": [{"name": claim.origin}],
                "independent_origins": {"known": number, "unknown": 0},
            }
        )
    return {"claims": claims}


def spoilt(story: Story, lots: random.Random) -> dict[str, Any]:
    """Return such a trace with much of it wrong: as the lots fall."""
    trace = right(story)
    names = [n for c in story.claims for r in c.relays for n in r.says_from] + ["somebody", ""]
    for claim in trace["claims"]:
        claim["independent_origins"]["known"] += lots.choice((0, 0, 1, -1))
        if lots.random() < 0.3:
            claim["origins"] = [{"name": lots.choice(names)}]
        claim["appearances"] = [a for a in claim["appearances"] if lots.random() < 0.8]
        for one in claim["appearances"]:
            if lots.random() < 0.3:
                one["upstream"] = [{"name": name} for name in lots.sample(names, 2)]
            if lots.random() < 0.3:
                one["hedge"], one["stance"] = "alleged", "doubts"
            if lots.random() < 0.2:
                page = lots.choice(sorted(story.pages))
                one["article"], one["cue"] = page, [[0, len(story.pages[page].text) // 2]]
        claim["appearances"].append({"article": "no such page", "content": [[0, 5]]})
    trace["claims"].append({"appearances": lots.choice(trace["claims"])["appearances"][:2]})
    lots.shuffle(trace["claims"])
    return trace
