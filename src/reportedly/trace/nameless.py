"""Sources without a name: which of them may be one and the same.

"A source" in one article and "a local source" in another need not be two
people, and a count of known independent origins may not rest on the hope that
they are. So sources without a name count as two only if their descriptions
differ: "a hospital source" and "a police source".
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.records import Derivation, Source
from reportedly.text import fold
from reportedly.trace.scene import Scene

# What a description begins with, where a name doesn't. "The" begins either.
_INDEFINITE = frozenset(
    "a an the some several many two three four one another other his her its their this these that"
    " those recent new".split()
)
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
            chosen |= {(hand, id): best for id in ids}
    return tuple(
        replace(edge, source=chosen.get((hearer(edge, scene), edge.source), edge.source))
        for edge in edges
    )


def hearer(edge: Derivation, scene: Scene) -> str:
    """Return the hand that heard an edge's source."""
    return edge.through or scene.hand(edge.downstream[0])


def undetermined(source: Source) -> bool:
    """Tell whether a source is described and not named.

    Unnamed people are a kind of their own; see `perhaps_one`. "A study",
    "several posts" and "a Hong Kong paper" may be what another article calls
    by name, and two studies "by" two institutes may be one.

    >>> names = ("A study by the Lake Institute", "Its report", "the 2024 Water Report", "Reuters")
    >>> [undetermined(Source(id="s", name=name, kind="document")) for name in names]
    [True, True, False, False]
    """
    if source.kind in ("anonymous", "government", "none"):
        return False
    if source.kind == "person":  # "the director of St Orla's", whom others may call by name
        return source.name.split()[:1] != [] and source.name.split()[0].lower() in _INDEFINITE
    first = source.name.split()[:1]
    proper = any(w[:1].isupper() or w[:1].isdigit() for w in source.name.split()[1:])
    known = bool(first) and first[0][:1].isupper() and first[0].lower() not in _INDEFINITE
    return (bool(first) and first[0].lower() in _INDEFINITE - {"the"}) or not (proper or known)


def groups(origins: Sequence[tuple[str, str | None]], scene: Scene) -> dict[str, str]:
    """Return the group of each origin, given as (source, who heard it), the weightiest first.

    Origins of one owner or government are one group. So are unnamed people
    whose descriptions don't tell them apart, whoever heard them. What is only
    described goes to the weightiest origin: nobody knows that it is another.
    """
    own = {id: scene.group(id, heard_by) for id, heard_by in origins}
    names = {id: scene.source(id).name for id in own if scene.source(id).kind == "anonymous"}
    joins = list(perhaps_one(names).items())
    vague = [id for id in own if undetermined(scene.source(id))]
    firm = [id for id in own if id not in vague]
    joins += [(id, (firm or vague)[0]) for id in vague]
    for id, other in joins:
        old, new = own[id], own[other]
        own = {key: new if group == old else group for key, group in own.items()}
    return own
