"""The hands of one claim as a graph: who has it from whom.

Nodes are source ids: outlets and other hands, and the sources at the ends. An
edge runs from a hand to the next one upstream. Plain dictionaries do: a claim
has hundreds of hands at most, and importing a graph library takes longer than
tracing a story.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.records import Appearance, Claim, Derivation, words_of
from reportedly.trace.copying import in_copied_words
from reportedly.trace.nameless import hearer
from reportedly.trace.scene import Scene

# Of a cue: whoever says so doubts the claim himself, and is no way to it.
_DOUBTING = re.compile(r"\b(?:doubt|question|scep|skep|unconvinced|challeng|wary)", re.IGNORECASE)
CERTAIN = 0.5  # an edge below this may well not be there; it counts in the bounds only

Adjacency = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lineage:
    """The hands through which the supporting articles have a claim."""

    upstream: Adjacency  # every node, with those from which it has the claim
    starts: tuple[str, ...]  # the supporting articles' outlets
    ends: tuple[str, ...]  # the origins: known ends of chains
    circles: tuple[frozenset[str], ...]  # hands that have it from each other
    joined: Mapping[str, str] = field(default_factory=dict)  # hand -> with which it is one
    witnesses: Mapping[str, str] = field(default_factory=dict)  # hand that tells first-hand -> why


def backing(claim: Claim) -> tuple[Appearance, ...]:
    """Return the appearances that support a claim; all, if none does.

    A claim that nobody supports is a denial told by several: they support that.
    """
    found = tuple(a for a in claim.appearances if a.stance == "supports")
    return found or claim.appearances


def lineage(
    claim: Claim,
    edges: Sequence[Derivation],
    scene: Scene,
    floor: float,
    first_hand: Mapping[str, str],
) -> Lineage:
    """Return the graph of the edges that are at least as sure as `floor`.

    Articles that doubt a claim don't support it, but what they say of its way
    is said all the same. Those who deny it are sources of the denial, and those who
    say that they doubt it are sources of nothing. Articles
    that tell `first_hand`, by id with what shows it, end a chain.
    """
    support = {a.key for a in backing(claim)}
    told = support | {
        a.key for a in claim.appearances if a.stance == "doubts" and not _doubter(a, scene)
    }
    used = [e for e in edges if e.downstream in told and e.confidence >= floor]
    one = _one_hand([e for e in edges if e.relation == "copied" and e.confidence < floor], scene)
    upstream: dict[str, set[str]] = defaultdict(set)
    starts = {scene.hand(article) for article, _ in support if article in scene.articles}
    starts = {one.get(hand, hand) for hand in starts}
    for hand in starts:
        upstream[hand] = set()
    for edge in used:
        hand, source = (one.get(id, id) for id in (hearer(edge, scene), edge.source))
        upstream[source] |= set()
        if hand != source:
            upstream[hand].add(source)
    graph = {node: frozenset(nexts) for node, nexts in upstream.items()}
    known = reach(graph, starts)
    named = reach(graph, {one.get(e.source, e.source) for e in _naming(used, edges, scene)})
    hands = ((scene.hand(article), why) for article, why in sorted(first_hand.items()))
    told_by = {one.get(hand, hand): why for hand, why in hands}
    # An outlet that speaks in its own voice ends a chain only if somebody names it, or one who
    # has it from there (else its copies would make an origin of it), or if it tells first-hand.
    ends = {node for node in known & (named | told_by.keys()) if not graph[node]}
    witnesses = {hand: told_by[hand] for hand in sorted(told_by.keys() & ends)}
    starting, ending = tuple(sorted(starts)), tuple(sorted(ends))
    return Lineage(graph, starting, ending, circles(graph), one, witnesses)


def _doubter(one: Appearance, scene: Scene) -> bool:
    """Tell whether it is the source of a statement who doubts the claim, not its article."""
    article = scene.articles.get(one.article)
    cue = words_of(one.attribution.cue, article.text) if article else ""
    return bool(_DOUBTING.search(cue))


def _one_hand(undecided: Sequence[Derivation], scene: Scene) -> dict[str, str]:
    """Return one id for hands that share words, where nothing tells who had them first.

    One of them has the claim from the other, so they can never be two ways
    to it, whichever way the words went.
    """
    above: dict[str, str] = {}

    def top(id: str) -> str:
        way = [id]
        while way[-1] in above:
            way.append(above[way[-1]])
        above.update(dict.fromkeys(way[:-1], way[-1]))
        return way[-1]

    for edge in sorted(undecided, key=lambda e: (e.downstream, e.source)):
        old, new = (top(id) for id in (hearer(edge, scene), edge.source))
        if old != new:
            above[old] = new
    return {id: top(id) for id in tuple(above)}


def _naming(
    used: Sequence[Derivation], every: Sequence[Derivation], scene: Scene
) -> Iterator[Derivation]:
    """Yield those edges by which an article itself names somebody, not in words it copied.

    Words are copied even where it is uncertain which of two copied the other,
    so all of a claim's edges are asked for that.
    """
    routes: dict[tuple[str, int], set[str]] = defaultdict(set)
    for edge in every:
        if edge.relation == "copied":
            routes[edge.downstream].add(edge.source)
    for edge in used:
        if edge.relation != "copied" and not any(
            in_copied_words(edge.downstream[0], edge.evidence, hand, scene)
            for hand in routes[edge.downstream]
        ):
            yield edge


def reach(graph: Adjacency, starts: Iterable[str]) -> set[str]:
    """Return the nodes that can be reached, the starts among them.

    >>> sorted(reach({"a": frozenset("b"), "b": frozenset(), "c": frozenset("a")}, ["a"]))
    ['a', 'b']
    """
    seen = {node for node in starts if node in graph}
    queue = deque(seen)
    while queue:
        fresh = graph[queue.popleft()] - seen
        seen |= fresh
        queue.extend(fresh)
    return seen


def without(graph: Adjacency, node: str) -> Adjacency:
    """Return the graph with a node taken out."""
    return {key: nexts - {node} for key, nexts in graph.items() if key != node}


def circles(graph: Adjacency) -> tuple[frozenset[str], ...]:
    """Return the sets of hands each of which leads to the others, larger than one.

    >>> circles({"a": frozenset("b"), "b": frozenset("ac"), "c": frozenset()})
    (frozenset({...}),)
    """
    rest = _peeled(graph)
    back: dict[str, set[str]] = defaultdict(set)
    for node, nexts in rest.items():
        for target in nexts:
            back[target].add(node)
    backward = {node: frozenset(back[node]) for node in rest}
    found, left = [], set(rest)
    while left:  # what a node reaches, and what reaches it
        node = min(left)
        circle = frozenset(reach(rest, [node]) & reach(backward, [node]))
        left -= circle
        if len(circle) > 1:
            found.append(circle)
    return tuple(sorted(found, key=sorted))


def _peeled(graph: Adjacency) -> Adjacency:
    """Return what is left when nodes without a way on are taken off, again and again.

    Without circles nothing is left, which is the common case.
    """
    downstream: dict[str, set[str]] = defaultdict(set)
    left = {node: len(nexts) for node, nexts in graph.items()}
    for node, nexts in graph.items():
        for target in nexts:
            downstream[target].add(node)
    queue = deque(node for node, count in left.items() if count == 0)
    while queue:
        node = queue.popleft()
        del left[node]
        for other in downstream[node]:
            left[other] -= 1
            if left[other] == 0:
                queue.append(other)
    return {node: graph[node] & left.keys() for node in left}
