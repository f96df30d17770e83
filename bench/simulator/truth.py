"""What is true of a plot: who has it from whom, and from how many independent origins.

Counted here by other code than the one that is measured.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bench.simulator.telling import Plot, Telling

Edge = tuple[str, str]  # names: the hand, and whom it has the claim from


def true_edges(plot: Plot) -> set[Edge]:
    """Return who truly has the claim from whom, by name of outlet or source."""
    found: set[Edge] = set()
    for telling in plot.tellings:
        found |= {(telling.outlet.name, plot.by_id[up].outlet.name) for up in telling.takes}
        found |= {(telling.outlet.name, voice.name) for voice in telling.hears}
    return {(hand, source) for hand, source in found if hand != source}


def stated_edges(plot: Plot) -> set[Edge]:
    """Return what the texts show of it, true or not: what they say, and whose words they are.

    Copied words have what they say through the one who wrote them.
    """
    found: set[Edge] = set()
    for telling in plot.tellings:
        if telling.lost:
            continue
        names: list[tuple[str, ...]] = [(telling.outlet.name, *c) for c in telling.stated]
        writer = written_by(telling, plot)
        if telling.stance == "denies":  # it says who told the claim; its source denies it
            names = [(telling.outlet.name, telling.through[0].name)]
        elif writer.id != telling.id:
            names = [(telling.outlet.name, writer.outlet.name)]
        found |= {pair for chain in names for pair in pairwise(chain) if pair[0] != pair[1]}
    return found


def written_by(telling: Telling, plot: Plot) -> Telling:
    """Return the first article with these words that is given out: itself, if it copies nobody."""
    here = telling
    while here.copied and not plot.by_id[here.takes[0]].lost:
        here = plot.by_id[here.takes[0]]
    return here


def shown(telling: Telling, plot: Plot) -> bool:
    """Tell whether the text lets see from which hand it has the claim."""
    hands = {plot.by_id[up].outlet for up in telling.takes}
    return bool(telling.copied or telling.hears or hands & set(telling.through))


def origins(plot: Plot) -> dict[str, str]:
    """Return the true origins that supporting articles have: name -> group."""
    found: dict[str, str] = {}
    for telling in plot.tellings:
        if telling.stance == "supports":
            found |= {voice.name: voice.group for voice in telling.hears}
    return found


def independent(plot: Plot) -> int:
    """Return how many paths from articles to distinct origin groups share no hand.

    Every way to an origin passes through an outlet that heard it, and may begin there; so it
    is the largest number of hearing outlets that can each be given a group of its own.
    """
    heard: dict[str, set[str]] = {}
    for telling in plot.tellings:
        for voice in telling.hears:
            heard.setdefault(telling.outlet.name, set()).add(voice.group)
    return matching(heard)


def told_apart(plot: Plot) -> int:
    """Return the same where nobody without a name is taken for another than those with one.

    That is how the product counts: an unnamed source, or "an audit", may be whom others name.
    """
    heard: dict[str, set[str]] = {}
    for telling in plot.tellings:
        for voice in telling.hears:
            if voice.kind not in ("anonymous", "document"):
                heard.setdefault(telling.outlet.name, set()).add(voice.group)
    return max(1, matching(heard))


def matching(heard: Mapping[str, set[str]]) -> int:
    """Return the size of a largest matching between hands and groups (Kuhn's algorithm).

    >>> matching({"Agency": {"mayor", "director"}})
    1
    >>> matching({"Agency": {"mayor", "director"}, "Courier": {"mayor"}})
    2
    """
    taken: dict[str, str] = {}

    def place(hand: str, seen: set[str]) -> bool:
        for group in sorted(heard[hand] - seen):
            seen.add(group)
            if group not in taken or place(taken[group], seen):
                taken[group] = hand
                return True
        return False

    return sum(place(hand, set()) for hand in sorted(heard))


def tells(telling: Telling, claim: str) -> bool:
    """Tell whether an article that heard a voice has this statement from it."""
    told = telling.details if claim[0] == "d" else telling.quotes
    return claim == "c1" or int(claim[1:]) in told


def ancestors(telling: Telling, plot: Plot) -> Iterator[Telling]:
    """Yield the tellings upstream of one, nearest first, each once."""
    seen, queue = {telling.id}, list(telling.takes[:1])
    while queue:
        id = queue.pop(0)
        if id not in seen:
            seen.add(id)
            if not plot.by_id[id].lost:
                yield plot.by_id[id]
            queue += plot.by_id[id].takes[:1]
