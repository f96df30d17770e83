"""The chain over time: one row for each hand, the earliest on top, time to the right.

Origins that are no article here have no time of their own; they stand at the
left, before everything. Long silences are shortened, and the axis says so.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree import ElementTree

from reportedly.show.chain import Chain, Edge, Node
from reportedly.show.phrases import when
from reportedly.show.safe import one_line, visible
from reportedly.show.svg import fitted

Card = Callable[[str], str | None]  # a source's id → its page

LEFT, RIGHT = 210.0, 196.0  # px: names of those without a time; names right of the last
AXIS = 46.0  # px from the top to the first row
ROW = 30.0  # px
SPAN = 560.0  # px between the first and the last
LEAST, MOST = 26.0, 150.0  # px between two following moments
NAME = 12.5  # px, size of names


def timeline(chain: Chain, id: str, card: Card) -> str:
    """Return the chain as an SVG element; `id` is unique in the page."""
    nodes = [node for node in chain.nodes if node.role != "unknown"]
    bare = {edge.down for edge in chain.edges if edge.relation == "unknown"}
    before = [node for node in nodes if node.when is None]
    dated = sorted(
        (n for n in nodes if n.when), key=lambda n: _read(n.when.value if n.when else "")
    )
    places = _moments(dated)
    order = _ordered(before, dated, chain)
    x = {node.id: LEFT - 12.0 for node in before} | {
        node.id: LEFT + 24.0 + places[node.when.value] for node in dated if node.when
    }
    y = {node.id: AXIS + ROW * (i + 0.5) for i, node in enumerate(order)}
    width = LEFT + 24.0 + max(places.values(), default=0.0) + RIGHT
    height = AXIS + ROW * len(order) + 10.0
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chain times",
            "viewBox": f"0 0 {width:g} {height:g}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "role": "group",
            "aria-labelledby": f"{id}-t",
        },
    )
    title = ElementTree.SubElement(root, "title", {"id": f"{id}-t"})
    title.text = "The same chain over time, the earliest on top"
    _axis(root, dated, places, height)
    lines = ElementTree.SubElement(root, "g", {"class": "edges"})
    index = {node.id: i for i, node in enumerate(order)}
    for edge in chain.edges:
        if edge.relation != "unknown":
            ends = ((x[edge.up], y[edge.up]), (x[edge.down], y[edge.down]))
            _edge(lines, edge, ends, (index[edge.up], index[edge.down]))
    boxes = ElementTree.SubElement(root, "g", {"class": "nodes"})
    for node in order:
        above = sorted(index[up] for up in chain.upstream(node.id) if up in index)
        group = _group(boxes, node, card(node.id), (index[node.id], above))
        _node(group, node, (x[node.id], y[node.id]), silent=node.id in bare)
    return ElementTree.tostring(root, encoding="unicode")


def _ordered(before: Sequence[Node], dated: Sequence[Node], chain: Chain) -> list[Node]:
    """Return the rows from the top: by time, who has none just above the first who has it so."""
    rank = {node.id: (i, 1) for i, node in enumerate(dated)}
    for _ in before:  # a hand without a time may have it from another one
        for node in before:
            downs = [rank[edge.down] for edge in chain.edges
                     if edge.up == node.id and edge.down in rank]  # fmt: skip
            if downs:
                row, depth = min(downs)
                rank[node.id] = (row, depth - 1)
    return sorted([*before, *dated], key=lambda node: rank.get(node.id, (-1, 0)))


def _moments(dated: Sequence[Node]) -> dict[str, float]:
    """Return where each moment stands, in px from the first; silences are shortened."""
    values = list(dict.fromkeys(node.when.value for node in dated if node.when))
    hours = [(_read(b) - _read(a)) / 3600 for a, b in pairwise(values)]
    steps = [min(MOST, LEAST + 9.0 * hour**0.6) for hour in hours]
    scale = min(1.0, SPAN / sum(steps)) if steps else 1.0
    out, at = {}, 0.0
    for value, step in zip(values, [0.0, *steps], strict=True):
        at += step * scale
        out[value] = at
    return out


def _read(value: str) -> float:
    """Return a moment in seconds; what is not told of it is its beginning.

    >>> _read("2026-10-14") - _read("2026-10-13T12:00")
    43200.0
    """
    parts = value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    try:
        moment = datetime.fromisoformat(parts)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _axis(
    root: ElementTree.Element, dated: Sequence[Node], places: dict[str, float], height: float
) -> None:
    """Draw a mark for each day, and the hour of each moment that has room for it."""
    group = ElementTree.SubElement(root, "g", {"class": "axis"})
    day, last = "", -100.0
    for node in dated:
        moment = node.when
        assert moment is not None
        x = LEFT + 24.0 + places[moment.value]
        if moment.value[:10] != day:
            day = moment.value[:10]
            line = {"x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": "24", "y2": f"{height - 6:g}"}
            ElementTree.SubElement(group, "line", line)
            if x - last > 44.0:
                _text(group, when(moment, year=False).split(",")[0], (x - 4.0, 18.0), "day")
                last = x
    if not dated:
        _text(group, "no date is known", (LEFT, 18.0), "day")


def _edge(
    root: ElementTree.Element,
    edge: Edge,
    ends: tuple[tuple[float, float], tuple[float, float]],
    numbers: tuple[int, int],
) -> None:
    classes = f"edge {edge.relation}" + " no" * edge.denies + " back" * edge.back
    group = ElementTree.SubElement(
        root, "g", {"class": classes, "data-ends": f"{numbers[0]} {numbers[1]}"}
    )
    (x1, y1), (x2, y2) = ends
    middle = min(x1, x2) + abs(x2 - x1) * 0.15 if abs(x2 - x1) > 20.0 else min(x1, x2) - 16.0
    path = f"M{x1:.1f} {y1:.1f} C{middle:.1f} {y2:.1f} {middle:.1f} {y2:.1f} {x2 - 7:.1f} {y2:.1f}"
    ElementTree.SubElement(group, "path", {"d": path})


def _group(
    root: ElementTree.Element, node: Node, href: str | None, place: tuple[int, list[int]]
) -> ElementTree.Element:
    missing = node.role == "hand" and not node.articles
    classes = [
        "node", node.role, f"kind-{node.kind}", "choke" * node.chokepoint, "no" * node.denies,
        "missing" * missing, "beside" * node.beside,
    ]  # fmt: skip
    group = ElementTree.SubElement(
        root,
        "g",
        {
            "class": " ".join(filter(None, classes)),
            "data-node": str(place[0]),
            "data-up": " ".join(map(str, place[1])),
        },
    )
    return ElementTree.SubElement(group, "a", {"href": href}) if href else group


def _node(
    root: ElementTree.Element, node: Node, place: tuple[float, float], *, silent: bool
) -> None:
    x, y = place
    said = f"{one_line(node.name)}, {when(node.when)}" if node.when else one_line(node.name)
    if silent:
        _unknown(root, x, y)
    title = ElementTree.SubElement(root, "title")
    title.text = said + (", says nothing of its source" if silent else "")
    if node.role == "origin":
        dot = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "6", "class": "box"}
        ElementTree.SubElement(root, "circle", dot)
    else:
        box = {"x": f"{x - 5:.1f}", "y": f"{y - 5:.1f}", "width": "10", "height": "10"}
        ElementTree.SubElement(root, "rect", box | {"rx": "2", "class": "box"})
    name = fitted(one_line(node.name), NAME, 172.0)
    clock = when(node.when).partition(", ")[2] if node.when else ""
    if node.when is None:
        text = _text(root, name, (x - 12.0, y + 4.0), "name")
        text.set("text-anchor", "end")
        return
    text = _text(root, name, (x + 12.0, y + 4.0), "name")
    if clock:
        part = ElementTree.SubElement(text, "tspan", {"class": "note", "dx": "6"})
        part.text = clock


def _unknown(root: ElementTree.Element, x: float, y: float) -> None:
    """Draw that nothing is said of where it comes from, as the picture of the chain does."""
    line = ElementTree.SubElement(root, "g", {"class": "edge unknown", "aria-hidden": "true"})
    ElementTree.SubElement(line, "path", {"d": f"M{x - 24:.1f} {y:.1f} H{x - 6:.1f}"})
    mark = ElementTree.SubElement(root, "g", {"class": "node unknown", "aria-hidden": "true"})
    dot = {"cx": f"{x - 34:.1f}", "cy": f"{y:.1f}", "r": "9", "class": "box"}
    ElementTree.SubElement(mark, "circle", dot)
    text = _text(mark, "?", (x - 34.0, y + 4.0), "mark")
    text.set("text-anchor", "middle")


def _text(
    parent: ElementTree.Element, words: str, place: tuple[float, float], name: str
) -> ElementTree.Element:
    at = {"x": f"{place[0]:.1f}", "y": f"{place[1]:.1f}", "class": name}
    element = ElementTree.SubElement(parent, "text", at)
    element.text = visible(words)
    return element
