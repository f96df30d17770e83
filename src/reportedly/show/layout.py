"""Places for the nodes of a layered drawing: few crossings, short edges.

The usual way for layered graphs (Sugiyama and others 1981): long edges get a
bend in every layer that they cross, the order within layers follows the mean
place of the neighbours, and then each layer is set as near to its neighbours
as the least distances allow (least squares, by pooling adjacent violators).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.show.chain import Chain

SWEEPS = 12  # orders settle within four or five on stories of up to 40 hands
BEND = 8.0  # px, the height of a passing edge
BETWEEN = 18.0  # px, the least that is left free between two boxes


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand from the top, in px; a layer is one column."""

    middles: Mapping[str, float]  # of the nodes, by id
    bends: Mapping[tuple[str, str, bool], tuple[tuple[int, float], ...]]  # (layer, px) by edge
    height: float


def layout(chain: Chain, heights: Mapping[str, float]) -> Layout:
    """Return where each node and each bend of an edge goes; `heights` of nodes in px."""
    layer = {node.id: node.layer for node in chain.nodes}
    links: list[tuple[str, str]] = []
    bends: dict[tuple[str, str, bool], list[str]] = {}
    for edge in chain.edges:
        if edge.back:
            continue
        path = [edge.up]
        for between in range(layer[edge.up] + 1, layer[edge.down]):
            bend = f"bend {edge.up} {edge.down} {edge.denies} {between}"
            layer[bend] = between
            path.append(bend)
        bends[edge.up, edge.down, edge.denies] = path[1:]
        links += zip(path, [*path[1:], edge.down], strict=True)
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    descent = _by_descent(chain, links, layer)
    for id in descent:
        columns[layer[id]].append(id)
    columns = _ordered(columns, links)
    size = {id: heights.get(id, BEND) for id in layer}
    backward = [(edge.up, edge.down) for edge in chain.edges if edge.back]
    middle: dict[str, float] = {}
    floor = 0.0
    for part in _parts(descent, [*links, *backward]):  # what hangs together, one below the other
        own = _placed([[id for id in column if id in part] for column in columns], links, size)
        down = floor - min(own[id] - size[id] / 2 for id in own)
        middle |= {id: at + down for id, at in own.items()}
        floor = max(middle[id] + size[id] / 2 for id in own) + BETWEEN
    top = min((middle[id] - size[id] / 2 for id in middle), default=0.0)
    bottom = max((middle[id] + size[id] / 2 for id in middle), default=0.0)
    return Layout(
        {node.id: middle[node.id] - top for node in chain.nodes},
        {key: tuple((layer[id], middle[id] - top) for id in path) for key, path in bends.items()},
        bottom - top,
    )


def _parts(ids: Sequence[str], links: Sequence[tuple[str, str]]) -> Iterator[set[str]]:
    """Yield the sets of ids that links join, in the order of their first."""
    beside: dict[str, set[str]] = {}
    for up, down in links:
        beside.setdefault(up, set()).add(down)
        beside.setdefault(down, set()).add(up)
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            continue
        part, todo = {id}, [id]
        while todo:
            more = beside.get(todo.pop(), set()) - part
            part |= more
            todo += more
        seen |= part
        yield part


def _by_descent(
    chain: Chain, links: Sequence[tuple[str, str]], layer: Mapping[str, int]
) -> list[str]:
    """Return all ids depth first from the left, so that subtrees start out together."""
    below: dict[str, list[str]] = {}
    for up, down in links:
        below.setdefault(up, []).append(down)
    seen: dict[str, None] = {}
    roots = sorted(chain.nodes, key=lambda n: (n.role == "unknown", n.denies, n.layer))
    todo = [node.id for node in reversed(roots)]
    while todo:
        id = todo.pop()
        if id not in seen:
            seen[id] = None
            todo.extend(reversed(below.get(id, [])))
    return [*seen, *(id for id in layer if id not in seen)]


def _ordered(columns: list[list[str]], links: Sequence[tuple[str, str]]) -> list[list[str]]:
    best, fewest = columns, _crossings(columns, links)
    current = [list(column) for column in columns]
    for sweep in range(SWEEPS):
        rightward = sweep % 2 == 0
        sides = range(1, len(current)) if rightward else range(len(current) - 2, -1, -1)
        for i in sides:
            beside = current[i - 1] if rightward else current[i + 1]
            place = {id: j for j, id in enumerate(beside)}
            means: dict[str, float] = {}
            for j, id in enumerate(current[i]):
                near = [place[o] for o in _neighbours(id, links, rightward) if o in place]
                means[id] = sum(near) / len(near) if near else float(j)
            current[i] = sorted(current[i], key=means.__getitem__)
        crossings = _crossings(current, links)
        if crossings < fewest:
            best, fewest = [list(column) for column in current], crossings
    return best


def _neighbours(id: str, links: Sequence[tuple[str, str]], leftward: bool) -> list[str]:
    if leftward:
        return [up for up, down in links if down == id]
    return [down for up, down in links if up == id]


def _crossings(columns: list[list[str]], links: Sequence[tuple[str, str]]) -> int:
    place = {id: (i, j) for i, column in enumerate(columns) for j, id in enumerate(column)}
    ends: dict[int, list[tuple[int, int]]] = {}
    for up, down in links:
        ends.setdefault(place[up][0], []).append((place[up][1], place[down][1]))
    return sum(
        (a - c) * (b - d) < 0
        for pairs in ends.values()
        for i, (a, b) in enumerate(pairs)
        for c, d in pairs[:i]
    )


def _placed(
    columns: list[list[str]], links: Sequence[tuple[str, str]], size: Mapping[str, float]
) -> dict[str, float]:
    middle: dict[str, float] = {}
    for column in columns:
        middle |= zip(column, _apart(column, [0.0] * len(column), size), strict=True)
    for sweep in range(SWEEPS):
        order = columns if sweep % 2 == 0 else columns[::-1]
        for column in order:
            wanted = []
            for id in column:
                near = [middle[up] for up, down in links if down == id and up in middle]
                near += [middle[down] for up, down in links if up == id and down in middle]
                wanted.append(sum(near) / len(near) if near else middle[id])
            middle |= zip(column, _apart(column, wanted, size), strict=True)
    return middle


def _apart(column: list[str], wanted: list[float], size: Mapping[str, float]) -> list[float]:
    """Return the places nearest to those wanted that keep the order and the distances."""
    offsets, total = [], 0.0
    for i, id in enumerate(column):
        if i:
            total += (size[column[i - 1]] + size[id]) / 2 + BETWEEN
        offsets.append(total)
    pools: list[list[float]] = []  # mean, size
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append([want - offset, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, count = pools.pop()
            before = pools[-1]
            before[0] = (before[0] * before[1] + mean * count) / (before[1] + count)
            before[1] += count
    flat = [mean for mean, count in pools for _ in range(int(count))]
    return [base + offset for base, offset in zip(flat, offsets, strict=True)]
