"""The chain of one claim as a drawing needs it: hands, edges between them, layers.

The terminal's tree and the picture in the report are both made from a `Chain`,
so they cannot disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from reportedly.records import (
    Appearance,
    Article,
    ClaimTrace,
    Derivation,
    Kind,
    Moment,
    Relation,
    Resolution,
    Span,
    Trace,
)
from reportedly.show.drift import drift
from reportedly.show.naming import outlet_of
from reportedly.text import fold

Role = Literal["origin", "hand", "unknown", "folded"]
Line = Literal["attributed", "copied", "linked", "unknown"]
_STRENGTH: Mapping[Line, int] = {"copied": 0, "attributed": 1, "linked": 2, "unknown": 3}

MOST_NODES = 36  # beyond, equal readers are drawn as one: more do not fit one screen
MOST_EQUAL = 5  # readers of one hand drawn one by one when folding


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A hand through which the claim went, or an origin, or a question mark."""

    id: str  # a source's id, or "article:…" for an article of no known outlet, or "?:…"
    name: str
    role: Role
    kind: Kind
    layer: int = 0  # 0: leftmost
    articles: tuple[str, ...] = ()  # ids of its articles that carry the claim, by time
    when: Moment | None = None  # of the first of them
    denies: bool = False  # does nothing but deny or doubt
    beside: bool = False  # named as a source, and no origin that is counted
    chokepoint: bool = False
    first: bool = False
    owner: str | None = None  # named only where another hand here has the same
    reading: str | None = None  # the number as it gives it, where the number drifts
    changed: str | None = None  # what it changed against the hand above, in a word or two
    holds: tuple[str, ...] = ()  # names of the folded ones
    look: tuple[str, str] | None = None  # in the report: the source's sign, and its classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From a hand to the one that has the claim from it."""

    up: str
    down: str
    relation: Line
    denies: bool = False
    back: bool = False  # closes a circle
    evidence: tuple[tuple[str, Span], ...] = ()  # (article, characters)
    href: str | None = None  # in the report: where it is explained


@dataclass(frozen=True)
class Chain:
    """Nodes by layer, then time; edges upstream to downstream, no two alike."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def node(self, id: str) -> Node:
        """Return the node of that id."""
        return self.by_id[id]

    def ups(self, id: str) -> list[Edge]:
        """Return the edges into a node."""
        return self._ends[1].get(id, [])

    def downs(self, id: str) -> list[Edge]:
        """Return the edges out of a node."""
        return self._ends[0].get(id, [])

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by id, looked up for every line that is drawn."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def _ends(self) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
        downs: dict[str, list[Edge]] = defaultdict(list)
        ups: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            downs[edge.up].append(edge)
            ups[edge.down].append(edge)
        return dict(downs), dict(ups)

    def upstream(self, id: str) -> set[str]:
        """Return the ids of all nodes above one, itself included."""
        seen, todo = {id}, [id]
        while todo:
            for edge in self.ups(todo.pop()):
                if edge.up not in seen:
                    seen.add(edge.up)
                    todo.append(edge.up)
        return seen


def chain(trace: ClaimTrace, resolution: Resolution, articles: Iterable[Article]) -> Chain:
    """Return the chain of a claim; `articles` give names where no outlet is known."""
    by_id = {article.id: article for article in articles}
    hands: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in trace.claim.appearances:
        hands[outlet_of(appearance.article, resolution)].append(appearance)
    same = _same_name(trace, resolution)
    edges = _edges(trace, resolution, same)
    ids = list(dict.fromkeys([*hands, *(id for edge in edges for id in (edge.up, edge.down))]))
    origins = {same.get(origin.source, origin.source) for origin in trace.origins}
    has_up = {edge.down for edge in edges}
    owners = _shared_owners(ids, resolution)
    readings, changed = drift(trace, resolution, by_id)
    against: dict[str, list[bool]] = defaultdict(list)
    for edge in edges:
        against[edge.up].append(edge.denies)
    nodes: list[Node] = []
    for id in ids:
        node = _node(id, hands.get(id, []), resolution, by_id)
        bare = id not in has_up
        role: Role = "origin" if id in origins or (bare and not node.articles) else "hand"
        denials = against[id]
        nodes.append(
            replace(
                node,
                role=role,
                beside=role == "origin" and id not in origins,
                denies=bool(denials) and all(denials) if not node.articles else node.denies,
                chokepoint=id in trace.chokepoints,
                first=trace.first in node.articles,
                owner=owners.get(id),
                reading=readings.get(id),
                changed=changed.get(id),
            )
        )
        if bare and role == "hand" and not node.denies:
            name = "says nothing of its source"
            nodes.append(Node(id=f"?:{id}", name=name, role="unknown", kind="none"))
            edges.append(Edge(up=f"?:{id}", down=id, relation="unknown"))
    return _layered(nodes, _circles_marked(edges))


def shown(trace: Trace, *, everything: bool = False) -> tuple[ClaimTrace, ...]:
    """Return the claims worth showing: those of two or more articles, unless there is but one."""
    if everything or len(trace.articles) == 1:
        return trace.claims
    return tuple(
        claim for claim in trace.claims if len({a.article for a in claim.claim.appearances}) > 1
    )


def _node(
    id: str, found: list[Appearance], resolution: Resolution, articles: Mapping[str, Article]
) -> Node:
    ids = tuple(dict.fromkeys(appearance.article for appearance in found))
    source = resolution.sources.get(id)
    first = articles.get(ids[0]) if ids else None
    if source is not None:
        name, kind = source.name, source.kind
    else:
        named = first and (first.outlet or first.title or first.path or first.id)
        name, kind = named or id, "outlet"
    denies = bool(found) and all(appearance.stance == "denies" for appearance in found)
    when = first.published if first else None
    return Node(id=id, name=name, role="hand", kind=kind, articles=ids, when=when, denies=denies)


def _same_name(trace: ClaimTrace, resolution: Resolution) -> dict[str, str]:
    """Return, for sources called alike, the one that is drawn for all of them.

    Two articles' "the Ministry" may be kept apart as entities; two boxes of one
    name would look like two origins. Unnamed sources stay apart.
    """
    drawn: dict[tuple[str, str], str] = {}
    out: dict[str, str] = {}
    for derivation in trace.derivations:
        for id in filter(None, (derivation.source, derivation.through)):
            source = resolution.sources.get(id)
            if source is not None and source.kind not in ("anonymous", "collective", "none"):
                out[id] = drawn.setdefault((fold(source.name), source.kind), id)
    return out


def _edges(trace: ClaimTrace, resolution: Resolution, same: Mapping[str, str]) -> list[Edge]:
    """One edge for each pair of hands and stance, the firmest relation of several."""
    stance = {appearance.key: appearance.stance for appearance in trace.claim.appearances}
    merged: dict[tuple[str, str, bool], Edge] = {}
    for derivation in trace.derivations:
        article = derivation.downstream[0]
        down = derivation.through or outlet_of(article, resolution)
        up, down = same.get(derivation.source, derivation.source), same.get(down, down)
        if down == up:
            continue  # an outlet that names itself
        denies = stance.get(derivation.downstream) == "denies"
        key = up, down, denies
        merged[key] = _merged(merged.get(key), derivation, key)
    edges = list(merged.values())
    above: dict[tuple[str, bool], list[Edge]] = defaultdict(list)
    for edge in edges:
        above[edge.down, edge.denies].append(edge)
    return [edge for edge in edges if not _comes_with_copy(edge, above)]


def _merged(edge: Edge | None, derivation: Derivation, ends: tuple[str, str, bool]) -> Edge:
    relation: Relation = derivation.relation
    evidence = ((derivation.downstream[0], derivation.evidence),) if derivation.evidence else ()
    if edge is None:
        up, down, denies = ends
        return Edge(up=up, down=down, relation=relation, denies=denies, evidence=evidence)
    firmest = min(edge.relation, relation, key=lambda line: _STRENGTH[line])
    return replace(edge, relation=firmest, evidence=edge.evidence + evidence)


def _comes_with_copy(edge: Edge, above: Mapping[tuple[str, bool], list[Edge]]) -> bool:
    """Tell whether the downstream hand names this source only in words that it copied.

    A copy repeats its original's "a source said"; drawing that as a hearing of
    its own would show an independence that is not there.
    """
    if edge.relation == "copied":
        return False
    # A denial that was copied says nothing of whence the claim itself was had.
    copied = [e.up for e in above[edge.down, edge.denies] if e.relation == "copied"]
    seen, todo = set(copied), list(copied)
    while todo:
        here = todo.pop()
        for e in above.get((here, edge.denies), ()):
            if e.up not in seen and e.up != edge.down:
                seen.add(e.up)
                todo.append(e.up)
    return edge.up in seen and edge.up not in copied


def _shared_owners(ids: Iterable[str], resolution: Resolution) -> dict[str, str]:
    """Return the owner of each outlet here that shares it with another hand here."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        source = resolution.sources.get(id)
        if source and source.group and source.kind != "anonymous":
            groups[source.group].append(id)
    return {
        id: resolution.sources[group].name if group in resolution.sources else group
        for group, members in groups.items()
        if len(members) > 1
        for id in members
        if id != group
    }


def _circles_marked(edges: list[Edge]) -> list[Edge]:
    """Mark the edges that close a circle, so that the rest has layers."""
    downs: dict[str, list[int]] = defaultdict(list)
    for i, edge in enumerate(edges):
        downs[edge.up].append(i)
    state: dict[str, int] = {}  # 1 on the path, 2 done
    back: set[int] = set()
    has_up = {edge.down for edge in edges}
    starts = sorted({edge.up for edge in edges}, key=lambda id: (id in has_up, id))
    for start in starts:
        path = [(start, iter(downs[start]))] if start not in state else []
        state.setdefault(start, 1)
        while path:
            here, rest = path[-1]
            i = next(rest, -1)
            if i < 0:
                state[here] = 2
                path.pop()
            elif state.get(edges[i].down) == 1:
                back.add(i)
            elif edges[i].down not in state:
                state[edges[i].down] = 1
                path.append((edges[i].down, iter(downs[edges[i].down])))
    return [replace(edge, back=i in back) for i, edge in enumerate(edges)]


def _layered(nodes: list[Node], edges: list[Edge]) -> Chain:
    """Give each node the layer behind the last of those above it."""
    layer = {node.id: 0 for node in nodes}
    forward = [edge for edge in edges if not edge.back]
    for _ in nodes:  # longest paths; no circle is left, so this ends
        moved = False
        for edge in forward:
            if layer[edge.down] <= layer[edge.up]:
                layer[edge.down] = layer[edge.up] + 1
                moved = True
        if not moved:
            break
    bare = {edge.down for edge in forward}
    for node in nodes:
        # Question marks and those who only deny stand beside whoever carries them:
        # the left column is kept for the origins of what is claimed.
        if node.id not in bare and (node.role == "unknown" or node.denies):
            below = [layer[edge.down] for edge in forward if edge.up == node.id]
            layer[node.id] = max(0, min(below, default=1) - 1)
    order = sorted(
        (replace(node, layer=layer[node.id]) for node in nodes),
        key=lambda node: (node.layer, node.when is None, node.when.value if node.when else ""),
    )
    return Chain(tuple(order), tuple(edges))


def folded(full: Chain, most: int = MOST_NODES) -> Chain:
    """Draw equal readers of one hand as one node where a chain has too many nodes."""
    if len(full.nodes) <= most:
        return full
    ups: dict[str, list[Edge]] = defaultdict(list)
    not_leaf = {edge.up for edge in full.edges}
    for edge in full.edges:
        ups[edge.down].append(edge)
    equal: dict[tuple[str, Line, bool], list[Node]] = defaultdict(list)
    for node in full.nodes:
        above = ups[node.id]
        if node.id not in not_leaf and len(above) == 1 and not node.first:
            equal[above[0].up, above[0].relation, above[0].denies].append(node)
    gone: set[str] = set()
    more_nodes: list[Node] = []
    more_edges: list[Edge] = []
    for (up, relation, denies), readers in equal.items():
        extra = readers[MOST_EQUAL:]
        if len(extra) < 2:
            continue
        gone |= {node.id for node in extra}
        id = f"more:{up}:{relation}:{denies}"
        more_nodes.append(
            Node(
                id=id,
                name=f"{len(extra)} more",
                role="folded",
                kind="outlet",
                layer=extra[0].layer,
                articles=tuple(a for node in extra for a in node.articles),
                holds=tuple(node.name for node in extra),
            )
        )
        more_edges.append(Edge(up=up, down=id, relation=relation, denies=denies))
    nodes = [node for node in full.nodes if node.id not in gone] + more_nodes
    edges = [edge for edge in full.edges if edge.down not in gone] + more_edges
    return Chain(tuple(nodes), tuple(edges))
