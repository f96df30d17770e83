"""Sources without a name: which of them may be one and the same.

"A source" in one article and "a local source" in another need not be two
people, and a count of known independent origins may not rest on the hope that
they are. `identity` says how they are counted; here those that one hand heard
become one, unless their descriptions differ ("a hospital source" and "a police
source").
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.records import Derivation
from reportedly.text import fold
from reportedly.trace.scene import Scene

# Words that many descriptions share and that tell no two apart.
_SAYS_LITTLE = frozenset(
    "source sources official officials person people insider insiders unnamed anonymous"
    " unidentified senior top several some two three four many other another certain well informed"
    " familiar with the matter situation close to who not be asked named spoke on condition of"
    " anonymity an a and"
    " study studies report reports document documents paper research researchers new recent latest"
    " experts scientists analysts witnesses residents local locals by from in for at its their he"
    " she it said told s".split()
)


def tells(name: str) -> frozenset[str]:
    """Return the words of a description that set it apart.

    >>> sorted(tells("a senior US intelligence official")), sorted(tells("a local source"))
    (['intelligence', 'us'], [])
    """
    return frozenset(fold(name).split()) - _SAYS_LITTLE


def perhaps_one(descriptions: Mapping[str, str]) -> dict[str, str]:
    """Return for each id the first of those that may be the same source.

    Descriptions that tell something are put together where they share a word.
    One that tells nothing goes to the largest of these and bridges none, so
    that "a source" does not make a policeman of a surgeon.

    >>> perhaps_one({"a": "a police source", "b": "a source", "c": "a hospital source"})
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    clusters: list[tuple[set[str], list[str]]] = []
    for id in sorted(descriptions, key=lambda id: (-len(tells(descriptions[id])), id)):
        words = tells(descriptions[id])
        fits = [c for c in clusters if (words & c[0] if words else True)]
        if fits:
            best = max(fits, key=lambda c: len(c[1]))  # the first of equals
            best[0].update(words)
            best[1].append(id)
        else:
            clusters.append((set(words), [id]))
    first = {id: min(members) for _, members in clusters for id in members}
    return {id: first[id] for id in sorted(first)}


def merged(edges: Sequence[Derivation], scene: Scene) -> tuple[Derivation, ...]:
    """Return the edges with one id for what may be one unnamed source of one hand.

    The resolution knows "a source" and "a local source", both heard by Agency
    A, as two mentions in two articles; within one claim they are taken as one.
    """
    heard: dict[str, dict[str, str]] = defaultdict(dict)
    for edge in edges:
        if scene.source(edge.source).kind == "anonymous":
            heard[hearer(edge, scene)][edge.source] = scene.source(edge.source).name
    chosen: dict[tuple[str, str], str] = {}
    for hand, descriptions in heard.items():
        members: dict[str, list[str]] = defaultdict(list)
        for id, first in perhaps_one(descriptions).items():
            members[first].append(id)
        own = {e.source for e in edges if e.through is None and hearer(e, scene) == hand}
        for ids in members.values():
            best = min(ids, key=lambda id: (id not in own, -len(scene.source(id).name), id))
            chosen |= {(hand, id): best for id in ids if not scene.told_apart(id, best)}
    chosen |= _called_alike(edges, scene)
    return tuple(
        replace(edge, source=chosen.get((hearer(edge, scene), edge.source), edge.source))
        for edge in edges
    )


def _called_alike(edges: Sequence[Derivation], scene: Scene) -> dict[tuple[str, str], str]:
    """Return one id for what is described in the same words and was heard by one hand.

    "Farmers" in a text and "farmers" in its thousand copies are the same farmers.
    """
    first: dict[tuple[str, str, str], str] = {}
    found: dict[tuple[str, str], str] = {}
    for edge in sorted(edges, key=lambda e: (e.through is not None, e.source)):
        source = scene.source(edge.source)
        if source.kind != "anonymous":
            hand = hearer(edge, scene)
            name = hand, source.kind, fold(source.name)
            best = first.setdefault(name, edge.source)
            found[hand, edge.source] = edge.source if scene.told_apart(edge.source, best) else best
    return found


def hearer(edge: Derivation, scene: Scene) -> str:
    """Return the hand that heard an edge's source."""
    return edge.through or scene.hand(edge.downstream[0])
