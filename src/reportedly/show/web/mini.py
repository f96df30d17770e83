"""The small picture of a chain: origins left, readers right, without words.

It has the shapes, lines and classes of the large one (`show/svg.py`), so that
whoever can read one can read the other.
"""

from xml.etree import ElementTree

from reportedly.show.chain import Chain, Edge, Node, folded
from reportedly.show.layout import layout

WIDTH, TALLEST = 168.0, 96.0  # px
EDGE = 7.0  # px, left free around
BETWEEN = 13.0 / 30.0  # px here for one of the layout: nodes of 7 px do not touch
MOST_NODES = 14  # more could not be told apart at this size


def mini(chain: Chain) -> str:
    """Return the picture as an SVG element; its words stand beside it, so it has none."""
    drawn = folded(chain, MOST_NODES)
    places = layout(drawn, {node.id: 12.0 for node in drawn.nodes})
    columns = max((node.layer for node in drawn.nodes), default=0)
    tall = max(places.height - 12.0, 1.0)
    scale = min(BETWEEN, (TALLEST - 2 * EDGE) / tall)
    height = round(tall * scale + 2 * EDGE)

    def at(node: Node) -> tuple[float, float]:
        x = EDGE + (WIDTH - 2 * EDGE) * (node.layer / columns if columns else 0.5)
        return x, EDGE + (places.middles[node.id] - 6.0) * scale

    root = ElementTree.Element(
        "svg",
        {
            "class": "chain mini",
            "viewBox": f"0 0 {WIDTH:g} {height}",
            "width": f"{WIDTH:g}",
            "height": f"{height}",
            "aria-hidden": "true",
            "focusable": "false",
        },
    )
    for edge in drawn.edges:
        _edge(root, edge, at(drawn.node(edge.up)), at(drawn.node(edge.down)))
    for node in drawn.nodes:
        _node(root, node, at(node))
    return ElementTree.tostring(root, encoding="unicode")


def _edge(
    root: ElementTree.Element, edge: Edge, start: tuple[float, float], end: tuple[float, float]
) -> None:
    classes = f"edge {edge.relation}" + " no" * edge.denies + " back" * edge.back
    group = ElementTree.SubElement(root, "g", {"class": classes})
    (x1, y1), (x2, y2) = start, end
    half = (x2 - x1) / 2
    path = (
        f"M{x1:.1f} {y1:.1f} C{x1 + half:.1f} {y1:.1f} {x2 - half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    )
    ElementTree.SubElement(group, "path", {"d": path})


def _node(root: ElementTree.Element, node: Node, place: tuple[float, float]) -> None:
    x, y = place
    missing = node.role == "hand" and not node.articles
    classes = [
        "node", node.role, f"kind-{node.kind}", "choke" * node.chokepoint, "no" * node.denies,
        "missing" * missing, "beside" * node.beside,
    ]  # fmt: skip
    group = ElementTree.SubElement(root, "g", {"class": " ".join(filter(None, classes))})
    if node.role in ("origin", "unknown"):
        radius = 5.0 if node.role == "origin" else 4.0
        round_ = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}", "class": "box"}
        ElementTree.SubElement(group, "circle", round_)
        return
    size = 9.0 if node.role == "folded" else 7.0
    if node.chokepoint:
        _square(group, place, size + 6.0, "halo")
    _square(group, place, size, "box")


def _square(group: ElementTree.Element, place: tuple[float, float], size: float, name: str) -> None:
    x, y = place
    ElementTree.SubElement(
        group,
        "rect",
        {
            "x": f"{x - size / 2:.1f}",
            "y": f"{y - size / 2:.1f}",
            "width": f"{size:g}",
            "height": f"{size:g}",
            "rx": "1.5",
            "class": name,
        },
    )
