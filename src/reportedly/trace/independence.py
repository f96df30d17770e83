"""From how many independent origins a claim is known to come.

By Menger's theorem the largest number of paths that share no node equals the
smallest number of nodes whose loss cuts all paths. So the number asks: how
many hands or origins would have to be wrong for nothing to be left?

Paths run from the supporting articles' outlets to groups of origins, and a
hand carries one of them, whichever hand it is. Three things follow:

- An agency through which everything runs counts once, however many sources it
  heard. It is the chokepoint.
- An article that itself heard two people is one hand: alone it counts once,
  and the sentence says that two are named. If a second outlet asked one of
  them too, they count as two.
- A copy adds a hand in front of a path and never a path.

Origins of one owner or government are one group. Unnamed sources and what is
described without a name count as one only where nobody with a name is known,
since they may be the same (`identity`). What names nobody is counted apart, as
unknown, unless it tells what it saw or did itself (`witness`).
"""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from reportedly.records import Claim, Counting, Derivation, Independence, Member
from reportedly.trace.graph import CERTAIN, Lineage, backing, lineage, reach, without
from reportedly.trace.identity import apart, groups, told_apart
from reportedly.trace.nameless import hearer
from reportedly.trace.scene import Scene
from reportedly.trace.sentence import Count, sentence
from reportedly.trace.witness import first_hand, not_for_themselves

Pipe = tuple[str, str]  # what it is (enter, leave, group, spring, sink), and of which node


@dataclass(frozen=True, slots=True)
class Answer:
    """The count of a claim's origins with all that it rests on."""

    lineage: Lineage
    groups: Mapping[str, Member]  # by origin
    chokepoints: tuple[str, ...]
    independence: Independence


def answer(claim: Claim, edges: Sequence[Derivation], scene: Scene) -> Answer:
    """Count a claim's known independent origins, and say what the count rests on.

    `known` takes the edges with a confidence of CERTAIN or more, and of the
    origins those that are identified (if none is, all are taken as one). The
    bounds are the least and the most that one gets with and without the
    uncertain edges, and with what may be one source taken as several.
    """
    first = first_hand(claim, scene)
    sure, all_in = (lineage(claim, edges, scene, floor, first) for floor in (CERTAIN, 0.0))
    hearers = _hearers(edges, scene)
    countings = (
        *_countings(sure, "certain", hearers, scene),
        *_countings(all_in, "all", hearers, scene),
    )
    counts = [len(counting.paths) for counting in countings]
    choke = chokepoints(sure) if counts[0] == 1 else ()
    silent = unknown(claim, edges, first, scene)
    count = Count(
        known=counts[0],
        unknown=len(silent),
        low=min(counts),
        high=max(counts),
        ends=tuple((end, hearers.get(end)) for end in _by_weight(sure)),
        chokepoints=choke,
        circles=sure.circles,
    )
    found = Independence(
        known=count.known,
        unknown=count.unknown,
        low=count.low,
        high=count.high,
        sentence=sentence(claim, count, scene),
        countings=countings,
        silent=silent,
    )
    return Answer(sure, {member.origin: member for member in countings[0].members}, choke, found)


def _countings(
    one: Lineage,
    edges: Literal["certain", "all"],
    hearers: Mapping[str, str],
    scene: Scene,
) -> tuple[Counting, Counting]:
    """Count with what is identified alone, and with whatever may be another."""
    heard = [(end, hearers.get(end)) for end in _by_weight(one)]
    idle = not_for_themselves(one, scene)
    firm = replace(one, ends=told_apart(one.ends, scene, idle))
    joined = tuple(sorted(one.joined.items()))

    def counting(origins: Literal["identified", "apart"]) -> Counting:
        found = firm if origins == "identified" else one
        members = groups(heard, scene, idle) if found is firm else apart(heard, scene)
        shown = {
            id: replace(members[id], why=why)
            for id, why in one.witnesses.items()
            if members[id].group == id
        }
        members = {**members, **shown}
        return Counting(
            edges=edges,
            origins=origins,
            paths=disjoint_paths(found, {id: member.group for id, member in members.items()}),
            members=tuple(members.values()),
            joined=joined,
        )

    return counting("identified"), counting("apart")


def _hearers(edges: Sequence[Derivation], scene: Scene) -> dict[str, str]:
    """Return for each unnamed source the hand that heard it."""
    found: dict[str, str] = {}
    for edge in edges:
        if scene.source(edge.source).kind == "anonymous":
            hand = hearer(edge, scene)
            found[edge.source] = min(found.get(edge.source, hand), hand)
    return found


def _by_weight(found: Lineage) -> list[str]:
    """Return the origins, the one to which most outlets lead first."""
    if len(found.ends) < 2:
        return list(found.ends)
    leads = dict.fromkeys(found.ends, 0)
    for start in found.starts:
        for end in reach(found.upstream, [start]) & leads.keys():
            leads[end] += 1
    return sorted(leads, key=lambda end: (-leads[end], end))


def disjoint_paths(found: Lineage, group: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return as many paths to distinct groups that share no hand as there can be.

    Each begins at a supporting article's outlet and ends at an origin. They are
    a maximum flow with each node split in two by a pipe of capacity one:

    Each round finds one more way through and turns its pipes round, so that a
    later round may send an earlier one another way (Ford and Fulkerson). The
    answer is small, so a few rounds do, each linear in the edges.
    """
    if not found.ends:
        return ()
    pipes = _pipes(found, group)
    whole = {here: frozenset(nexts) for here, nexts in pipes.items()}
    while way := _way(pipes):
        for here, there in pairwise(way):
            pipes[here].discard(there)
            pipes[there].add(here)
    used = {here: sorted(nexts - pipes[here]) for here, nexts in whole.items()}
    return tuple(_followed(start, used) for start in used["spring", ""])


def _followed(start: Pipe, used: Mapping[Pipe, Sequence[Pipe]]) -> tuple[str, ...]:
    """Return the nodes through which the pipes in use lead from a start to the sink."""
    here, nodes = start, []
    while here[0] != "sink":
        if here[0] == "enter":
            nodes.append(here[1])
        here = used[here][0]
    return tuple(nodes)


def _pipes(found: Lineage, group: Mapping[str, str]) -> dict[Pipe, set[Pipe]]:
    pipes: dict[Pipe, set[Pipe]] = defaultdict(set)
    ends = set(found.ends)
    for node, nexts in found.upstream.items():
        pipes["enter", node] = {("leave", node)}
        pipes["leave", node] = {("enter", target) for target in nexts}
        if node in ends:  # a hand and a group may bear one id: an owner is a source too
            pipes["leave", node].add(("group", group[node]))
            pipes["group", group[node]] = {("sink", "")}
    pipes["spring", ""] = {("enter", start) for start in found.starts}
    return pipes


def _way(pipes: Mapping[Pipe, set[Pipe]]) -> list[Pipe]:
    """Return a shortest way from the spring to the sink; empty if there is none."""
    spring, sink = ("spring", ""), ("sink", "")
    came: dict[Pipe, Pipe] = {}
    queue = deque([spring])
    while queue:
        here = queue.popleft()
        if here == sink:
            way = [sink]
            while way[-1] != spring:
                way.append(came[way[-1]])
            return way[::-1]
        for there in sorted(pipes.get(here, ())):
            if there not in came and there != spring:
                came[there] = here
                queue.append(there)
    return []


def chokepoints(found: Lineage) -> tuple[str, ...]:
    """Return the hands, other than the origins, without which no path is left.

    The one nearest to the origin comes first. Where a single outlet carries
    the claim, that everything runs through it says nothing, and none is named.
    """
    ends = set(found.ends)
    leading = [start for start in found.starts if reach(found.upstream, [start]) & ends]
    if len(leading) < 2:
        return ()
    one = disjoint_paths(found, dict.fromkeys(found.ends, "any"))  # they all lie on any path
    cut = [
        node
        for node in set(one[0]) - ends
        if not reach(without(found.upstream, node), set(leading) - {node}) & ends
    ]
    return tuple(sorted(cut, key=lambda node: (len(reach(found.upstream, [node])), node)))


def unknown(
    claim: Claim, edges: Sequence[Derivation], first: Mapping[str, str], scene: Scene
) -> tuple[str, ...]:
    """Return the supporting articles that name nobody, copy nobody and saw nothing, by id."""
    support = {a.key for a in backing(claim) if a.article in scene.articles}
    told = {
        edge.downstream[0]
        for edge in edges
        if edge.downstream in support and (edge.relation != "linked" or edge.confidence >= CERTAIN)
    }
    return tuple(sorted({article for article, _ in support} - told - first.keys()))
