"""The labels of a story, in the scheme of the labelled stories, and beside them the whole truth.

`claims` are what a labeller would write down: who a page says it has the claim from. `truth` is
what no labeller of real news can know.
"""

from collections.abc import Mapping, Sequence

from bench.simulator import truth
from bench.simulator.expected import expected
from bench.simulator.names import respelled
from bench.simulator.telling import Plot, Telling
from bench.simulator.world import Voice
from bench.simulator.writing import Written

Label = dict[str, object]


def gold(plot: Plot, articles: Sequence[Written], number: int) -> Label:
    """Return a story's gold.json."""
    found = [claim for name in _claims(articles) if (claim := _claim(name, plot, articles))]
    return {
        "story": f"Simulated story {number}: {plot.topic.matter} in {plot.topic.place}. Invented.",
        "noise": plot.noise,
        "claims": found,
        "same_owner": _same_owner(plot),
        "same_text": [
            [t.takes[0], t.id] for t in plot.tellings
            if t.action == "copy" and not t.lost and not plot.by_id[t.takes[0]].lost
        ],
        "traps": sorted({trap for t in plot.tellings for trap in t.changed}),
        "truth": _truth(plot, articles),
    }  # fmt: skip


def _claims(articles: Sequence[Written]) -> list[str]:
    """Return the names of the statements that two pages carry, and of the story's own."""
    pages: dict[str, set[str]] = {}
    for article in articles:
        for name, _, _ in article.claims():
            pages.setdefault(name, set()).add(article.telling.id)
    return sorted(name for name, ids in pages.items() if name == "c1" or len(ids) > 1)


def _claim(name: str, plot: Plot, articles: Sequence[Written]) -> Label | None:
    relays = [relay for article in articles if (relay := _relay(name, plot, article))]
    heard = _hearing(name, plot)
    ends = sorted({(voice.name, voice.kind) for hand in heard.values() for voice in hand})
    if not ends:
        return None
    first = next(a for a in articles if a.telling.id == relays[0]["page"])
    return {
        "id": name,
        "text": next(text for claim, _, text in first.claims() if claim == name),
        "pages": [relay["page"] for relay in relays],
        "origin": {"name": "; ".join(name for name, _ in ends), "kind": ends[0][1]},
        "relays": relays,
        "independent_origins": truth.matching(
            {hand: {voice.group for voice in voices} for hand, voices in heard.items()}
        ),
        "why": "; ".join(
            f"{hand} heard {', '.join(sorted(v.name for v in heard[hand]))}"
            for hand in sorted(heard)
        ),
    }


def _hearing(name: str, plot: Plot) -> dict[str, set[Voice]]:
    """Return which outlet truly heard a statement from whom."""
    heard: dict[str, set[Voice]] = {}
    for telling in plot.tellings:
        if truth.tells(telling, name):
            for voice in telling.hears:
                heard.setdefault(telling.outlet.name, set()).add(voice)
    return heard


def _relay(name: str, plot: Plot, article: Written) -> Label | None:
    """Return what one page says of a statement: from whom, with what hedge."""
    lines = [(line, text) for claim, line, text in article.claims() if claim == name]
    if not lines:
        return None
    telling = article.telling
    heads = [chain[0] for chain in telling.stated]
    if telling.credit == "press" and not heads:
        heads = ["reports"]
    flat = telling.names_nobody and telling.hedge == "none"
    relay: Label = {
        "page": telling.id,
        "says_from": list(dict.fromkeys(heads)),
        "hedge": telling.hedge if name == "c1" else "none" if flat else "reported",
        "numbers": {},
        "evidence": lines[0][1],
    }
    if name == "c1":
        what = plot.topic.what(telling.counted, telling.amount)
        relay["numbers"] = {what: telling.amount.words()}
    if telling.stance != "supports":
        relay["stance"] = telling.stance
    if telling.copied and not plot.by_id[telling.takes[0]].lost:
        relay["copy_of"] = telling.takes[0]
    return relay


def _same_owner(plot: Plot) -> list[list[str]]:
    by_owner: dict[str, list[str]] = {}
    for telling in plot.tellings:
        names = by_owner.setdefault(telling.outlet.owner, [])
        if telling.outlet.name not in names:
            names.append(telling.outlet.name)
    return sorted(names for names in by_owner.values() if len(names) > 1)


def _truth(plot: Plot, articles: Sequence[Written]) -> Label:
    ends = truth.origins(plot)
    unnamed = {v.name for t in plot.tellings for v in t.hears if v.kind == "anonymous"}
    return {
        "edges": sorted(map(list, truth.true_edges(plot))),
        "stated_edges": sorted(map(list, truth.stated_edges(plot))),
        "origins": sorted(ends),
        "unnamed_origins": sorted(unnamed),
        "independent": truth.independent(plot),
        "told_apart": truth.told_apart(plot),
        "findings": [one.label() for one in expected(plot)],
        "names": names(plot),
        "statements": {
            article.telling.id: [
                [start, start + len(plain.text), line.claim]
                for line, plain, start in zip(
                    article.lines, article.plains, article.starts, strict=True
                )
                if line.claim
            ]
            for article in articles
        },
        "pages": {t.id: _page(t, plot) for t in plot.tellings},
    }


def _page(telling: Telling, plot: Plot) -> Label:
    return {
        "outlet": telling.outlet.name, "kind": telling.outlet.kind, "action": telling.action,
        "credit": telling.credit, "hedge": telling.hedge, "takes": list(telling.takes),
        "changed": sorted(telling.changed), "shown": truth.shown(telling, plot),
        "lost": telling.lost, "stance": telling.stance, "also": telling.also,
    }  # fmt: skip


def names(plot: Plot) -> Mapping[str, list[str]]:
    """Return every hand and source with the names by which a text may call it."""
    found: dict[str, list[str]] = {}
    for telling in plot.tellings:
        found[telling.outlet.name] = [telling.outlet.said]
        for voice in (*telling.hears, telling.voice):
            if voice is not None:
                known = [voice.name, voice.intro, *voice.aliases]
                known += [_spelt(name, plot) for name in known]
                found[voice.name] = list(dict.fromkeys(known[1:]))
    return found


def _spelt(name: str, plot: Plot) -> str:
    for word in plot.topic.names:
        name = name.replace(word, respelled(word))
    return name
