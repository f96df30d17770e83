"""The picture of a chain: origins left, readers right, drawn without a browser.

Colours, fonts and dark mode come from the page's style sheet by class; lines
differ in dash and end mark as well, so that the picture reads in grey.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from xml.etree import ElementTree

from reportedly.records import Span
from reportedly.show.chain import Chain, Edge, Line, Node
from reportedly.show.layout import Layout, layout
from reportedly.show.phrases import KINDS, when
from reportedly.show.safe import one_line, visible

Quote = Callable[[str, Span], str]  # article id, characters → words
Anchor = Callable[[Node], str | None]  # where the page tells more of a node

WIDTH, GAP, PADDING = 184, 80, 18  # px: a box, what is between two columns, the edge
NAME_SIZE, SMALL_SIZE = 13.0, 11.0
NAME_LINE, SMALL_LINE = 16, 14
LABELS: Mapping[Line, str] = {"attributed": "", "copied": "copy", "linked": "link", "unknown": ""}
VERBS: Mapping[Line, str] = {
    "attributed": "names as its source",
    "copied": "copies",
    "linked": "links to",
    "unknown": "does not say from where",
}


def picture(chain: Chain, id: str, claim: str, quote: Quote, anchor: Anchor) -> str:
    """Return the chain as an SVG element; `id` is unique in the page."""
    years = {node.when.value[:4] for node in chain.nodes if node.when}
    texts = {node.id: _Text(node, year=len(years) > 1) for node in chain.nodes}
    places = layout(chain, {id: text.height for id, text in texts.items()})
    columns = max((node.layer for node in chain.nodes), default=0) + 1
    width = columns * WIDTH + (columns - 1) * GAP + 2 * PADDING
    circle = any(edge.back for edge in chain.edges)
    height = places.height + 2 * PADDING + (30 if circle else 0)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:g} {height:g}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "class": "chain",
            "role": "group",
            "aria-labelledby": f"{id}-t {id}-d",
        },
    )
    _child(root, "title", {"id": f"{id}-t"}, "The way of the claim from hand to hand")
    _child(root, "desc", {"id": f"{id}-d"}, f"{one_line(claim)} {described(chain)}")
    _markers(root, id)
    index = {node.id: i for i, node in enumerate(chain.nodes)}
    lines = ElementTree.SubElement(root, "g", {"class": "edges"})
    for edge in chain.edges:
        _draw_edge(lines, edge, chain, places, (id, index, quote))
    boxes = ElementTree.SubElement(root, "g", {"class": "nodes"})
    for node in chain.nodes:
        above = " ".join(str(i) for i in sorted(index[up] for up in chain.upstream(node.id)))
        parent = _node_group(boxes, node, anchor(node), (index[node.id], above))
        _draw_node(parent, texts[node.id], _x(node.layer), _y(places.middles[node.id]))
    return ElementTree.tostring(root, encoding="unicode")


def described(chain: Chain) -> str:
    """Return the edges in words, for whoever cannot see the picture."""
    names = {node.id: one_line(node.name) for node in chain.nodes}
    parts = []
    for edge in chain.edges:
        if edge.relation == "unknown":
            parts.append(f"{names[edge.down]} says nothing of its source.")
        else:
            denial = " (a denial)" if edge.denies else ""
            parts.append(f"{names[edge.down]} {VERBS[edge.relation]} {names[edge.up]}{denial}.")
    return " ".join(parts)


def _x(layer: int) -> float:
    return PADDING + layer * (WIDTH + GAP)


def _y(middle: float) -> float:
    return PADDING + middle


def _child(
    parent: ElementTree.Element, tag: str, attributes: dict[str, str], text: str = ""
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = visible(text) or None
    return element


def _markers(root: ElementTree.Element, id: str) -> None:
    """Define the ends of lines: an arrow, two strokes, a ring, a bar."""
    shapes = {
        "attributed": ("path", {"d": "M1 1.5 L9 5 L1 8.5 Z", "class": "tip"}),
        "copied": ("path", {"d": "M3 1 V9 M8 1 V9", "class": "tip open"}),
        "linked": ("circle", {"cx": "5", "cy": "5", "r": "3", "class": "tip open"}),
        "denies": ("path", {"d": "M2 2 L8 8 M8 2 L2 8", "class": "tip open no"}),
    }
    defs = ElementTree.SubElement(root, "defs")
    for name, (tag, attributes) in shapes.items():
        marker = ElementTree.SubElement(
            defs,
            "marker",
            {
                "id": f"{id}-{name}",
                "viewBox": "0 0 10 10",
                "refX": "9",
                "refY": "5",
                "markerWidth": "10",
                "markerHeight": "10",
                "markerUnits": "userSpaceOnUse",
                "orient": "auto",
            },
        )
        ElementTree.SubElement(marker, tag, attributes)


def _draw_edge(
    parent: ElementTree.Element,
    edge: Edge,
    chain: Chain,
    places: Layout,
    page: tuple[str, Mapping[str, int], Quote],
) -> None:
    id, index, quote = page
    up, down = chain.node(edge.up), chain.node(edge.down)
    classes = f"edge {edge.relation}" + " no" * edge.denies + " back" * edge.back
    group = ElementTree.SubElement(
        parent, "g", {"class": classes, "data-ends": f"{index[edge.up]} {index[edge.down]}"}
    )
    if edge.href:
        group = ElementTree.SubElement(group, "a", {"href": edge.href})
    _child(group, "title", {}, _told(edge, up, down, quote))
    start = _x(up.layer) + WIDTH, _y(places.middles[up.id])
    end = _x(down.layer), _y(places.middles[down.id]) + _port(edge, chain, places)
    attributes = {"d": _path(edge, places, start, end)}
    if edge.relation != "unknown":
        kind = "denies" if edge.denies else edge.relation
        attributes["marker-end"] = f"url(#{id}-{kind})"
    ElementTree.SubElement(group, "path", attributes)
    label = "denies" if edge.denies else "circle" if edge.back else LABELS[edge.relation]
    if label and not edge.back:
        place = {"x": f"{end[0] - 13:g}", "y": f"{end[1] - 5:g}", "class": "on-edge"}
        _child(group, "text", place | {"text-anchor": "end"}, label)


def _told(edge: Edge, up: Node, down: Node, quote: Quote) -> str:
    """Return what the edge says, with the words that show it."""
    if edge.relation == "unknown":
        return f"{one_line(down.name)} says nothing of its source"
    said = f"{one_line(down.name)} {VERBS[edge.relation]} {one_line(up.name)}"
    words = [one_line(quote(article, span)) for article, span in edge.evidence[:2]]
    return said + (": " + "; ".join(f"“{w[:160]}”" for w in words) if words else "")


def _port(edge: Edge, chain: Chain, places: Layout) -> float:
    """Spread the lines that reach one box, so that their ends can be told apart."""
    beside = sorted(
        (e for e in chain.ups(edge.down) if not e.back),
        key=lambda e: _arrives(e, places),
    )
    if edge.back or len(beside) < 2:
        return 0.0
    step = min(14.0, 40.0 / (len(beside) - 1))
    return (beside.index(edge) - (len(beside) - 1) / 2) * step


def _arrives(edge: Edge, places: Layout) -> float:
    bends = places.bends.get((edge.up, edge.down, edge.denies), ())
    return bends[-1][1] if bends else places.middles[edge.up]


def _path(edge: Edge, places: Layout, start: tuple[float, float], end: tuple[float, float]) -> str:
    if edge.back:  # below both boxes, from the middle of one to the middle of the other
        (x1, y1), (x2, y2) = (
            (start[0] - WIDTH / 2, start[1] + 24),
            (end[0] + WIDTH / 2, end[1] + 26),
        )
        low = max(y1, y2) + 34
        return f"M{x1:g} {y1:g} C{x1:g} {low:g} {x2:g} {low:g} {x2:g} {y2:g}"
    points = [start]
    for layer, middle in places.bends.get((edge.up, edge.down, edge.denies), ()):
        points += [(_x(layer), _y(middle)), (_x(layer) + WIDTH, _y(middle))]
    points.append(end)
    path = f"M{start[0]:g} {start[1]:.1f}"
    for i, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        if i % 2:  # along a column that the line only passes
            path += f" L{x2:g} {y2:.1f}"
        else:
            half = (x2 - x1) / 2
            path += f" C{x1 + half:g} {y1:.1f} {x2 - half:g} {y2:.1f} {x2:g} {y2:.1f}"
    return path


def _node_group(
    parent: ElementTree.Element, node: Node, target: str | None, place: tuple[int, str]
) -> ElementTree.Element:
    classes = ["node", node.role, f"kind-{node.kind}"]
    missing = node.role == "hand" and not node.articles
    flags = (
        (node.chokepoint, "choke"), (node.first, "first"), (node.denies, "no"),
        (missing, "missing"), (node.beside, "beside"),
    )  # fmt: skip
    classes += [name for told, name in flags if told]
    group = ElementTree.SubElement(
        parent, "g", {"class": " ".join(classes), "data-node": str(place[0]), "data-up": place[1]}
    )
    return ElementTree.SubElement(group, "a", {"href": target}) if target else group


class _Text:
    """The lines in a node's box, fitted to its width."""

    def __init__(self, node: Node, *, year: bool) -> None:
        inner = WIDTH - (40 if node.role == "origin" or node.look else 22)
        self.node = node
        self.names = lines_of(one_line(node.name), NAME_SIZE, inner, 3)
        self.notes = [
            (kind, fitted(line, SMALL_SIZE, inner)) for kind, line in notes(node, year=year)
        ]

    @property
    def box(self) -> int:
        """Height of the box, in px."""
        return 12 + NAME_LINE * len(self.names) + SMALL_LINE * len(self.notes)

    @property
    def height(self) -> float:
        """Height of the box and what stands around it, in px."""
        if self.node.role == "unknown":
            return 32.0
        return self.box + (34.0 if self.node.chokepoint else 0.0)


def _draw_node(parent: ElementTree.Element, text: _Text, x: float, y: float) -> None:
    node = text.node
    if node.role == "unknown":
        _child(parent, "title", {}, "Nothing is said of where this comes from")
        centre = {"cx": f"{x + WIDTH - 17:g}", "cy": f"{y:.1f}", "r": "16"}
        ElementTree.SubElement(parent, "circle", centre | {"class": "box"})
        _line(parent, "?", (x + WIDTH - 17, y + 6), "mark")
        return
    top, middle = y - text.box / 2, x + WIDTH / 2
    _child(parent, "title", {}, _tooltip(node))
    if node.chokepoint:
        _rect(parent, (x - 4, top - 4, WIDTH + 8, text.box + 8), "10", "halo")
        _line(parent, "all known paths meet here", (middle, top - 9), "note hot")
    radius = f"{text.box / 2:g}" if node.role == "origin" else "6"
    _rect(parent, (x, top, WIDTH, text.box), radius, "box")
    if node.look is not None:
        sign, classes = node.look
        _line(parent, sign, (x + 12, y + 4), f"sign {classes.split()[0]}")
    line = top + 18.5
    for name in text.names:
        _line(parent, name, (middle, line), "name")
        line += NAME_LINE
    for kind, note in text.notes:
        _line(parent, note, (middle, line - 1), f"note {kind}".strip())
        line += SMALL_LINE


def _rect(
    parent: ElementTree.Element, box: tuple[float, float, float, float], rx: str, name: str
) -> None:
    sides = zip(("x", "y", "width", "height"), (f"{side:.1f}" for side in box), strict=True)
    ElementTree.SubElement(parent, "rect", dict(sides) | {"rx": rx, "class": name})


def _line(parent: ElementTree.Element, words: str, place: tuple[float, float], name: str) -> None:
    at = {"x": f"{place[0]:g}", "y": f"{place[1]:.1f}", "class": name, "text-anchor": "middle"}
    _child(parent, "text", at, words)


def notes(node: Node, *, year: bool = True) -> list[tuple[str, str]]:
    """Return the small lines under a node's name, each with the class it is drawn in."""
    if node.role == "folded":
        return []
    out = []
    if node.articles:
        out.append(("", ("first, " if node.first else "") + when(node.when, year=year)))
    elif node.role == "origin":
        out.append(("", "denies it" if node.denies else _origin_note(node)))
    else:
        out.append(("", "not among these articles"))
    if node.owner:
        out.append(("", f"owner: {one_line(node.owner)}"))
    if node.reading:
        out.append(("drift" if node.changed else "", f"“{node.reading}”"))
    elif node.changed:
        out.append(("drift", node.changed))
    return out


def _origin_note(node: Node) -> str:
    if node.beside:
        return "named, not counted" if node.kind != "anonymous" else "not named, not counted"
    return "origin, not named" if node.kind == "anonymous" else "origin"


def _tooltip(node: Node) -> str:
    if node.holds:
        return "; ".join(one_line(name) for name in node.holds)
    changed = [node.changed] if node.changed else []
    return "; ".join(
        [one_line(node.name), KINDS[node.kind], *(line for _, line in notes(node)), *changed]
    )


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text in a sans-serif font, in px: close enough to cut by."""
    return size * sum(
        0.36 if c in "iljtfr.,:;'|!()[] ’" else 0.95 if c in "mwMW@%—" else 1.0 if c > "\u2e80"
        else 0.74 if c.isupper() else 0.61
        for c in text
    )  # fmt: skip


def fitted(text: str, size: float, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than `width` px."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def lines_of(text: str, size: float, width: float, most: int) -> list[str]:
    """Break a text into at most `most` lines, the last one cut if it must be."""
    lines = [""]
    words = text.split(" ")
    for i, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join([lines[-1], *words[i:]])
            break
    return [fitted(line, size, width) for line in lines]
