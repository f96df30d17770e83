"""GraphML: who has which claim from whom, for Gephi, yEd, networkx, igraph.

Nodes are hands and sources, of all claims together; an edge runs from the hand to the one
upstream, one for each article, claim and way, with the words on which it rests.

Source: http://graphml.graphdrawing.org/
"""

from collections.abc import Mapping
from xml.etree import ElementTree

from reportedly.records import Trace
from reportedly.show.export.things import plain, short
from reportedly.tables import Things

_NODE = {"name": "string", "kind": "string", "id": "string", "group": "string", "articles": "int"}
_EDGE = {
    "claim": "string", "claim_text": "string", "relation": "string", "article": "string",
    "published": "string", "confidence": "double", "evidence": "string",
}  # fmt: skip


def graphml(trace: Trace) -> str:
    """Return the graph as one XML document."""
    things = Things(trace)
    root = ElementTree.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for scope, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys.items():
            ElementTree.SubElement(
                root,
                "key",
                {"id": f"{scope}-{name}", "for": scope, "attr.name": name, "attr.type": kind},
            )
    graph = ElementTree.SubElement(root, "graph", {"id": "claims", "edgedefault": "directed"})
    _nodes(graph, things)
    _edges(graph, things)
    ElementTree.indent(root, " ")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(root, encoding="unicode")
        + "\n"
    )


def _nodes(graph: ElementTree.Element, things: Things) -> None:
    pages: dict[str, int] = {}
    for article in things.articles:
        hand = things.outlet(article)
        pages[hand] = pages.get(hand, 0) + 1
    linked: set[str] = set()
    for claim in things.claims():
        for edge in claim.derivations:
            linked |= {edge.source, edge.through or things.outlet(edge.downstream[0])}
    for id in sorted(linked | pages.keys()):
        source = things.source(id)
        node = ElementTree.SubElement(graph, "node", {"id": short("n", id)})
        told = {
            "name": source.name, "kind": source.kind, "id": id, "group": source.group,
            "articles": pages.get(id, 0),
        }  # fmt: skip
        _data(node, "node", told)


def _edges(graph: ElementTree.Element, things: Things) -> None:
    for claim in things.claims():
        for edge in claim.derivations:
            article = edge.downstream[0]
            hand = edge.through or things.outlet(article)
            if hand == edge.source:
                continue
            ends = {"source": short("n", hand), "target": short("n", edge.source)}
            line = ElementTree.SubElement(graph, "edge", ends)
            span, published = edge.evidence, things.articles[article].published
            told = {
                "claim": claim.claim.id, "claim_text": claim.claim.text,
                "relation": edge.relation, "article": article,
                "published": published.value if published else None,
                "confidence": round(edge.confidence, 4),
                "evidence": span.of(things.articles[article].text) if span else None,
            }  # fmt: skip
            _data(line, "edge", told)


def _data(parent: ElementTree.Element, scope: str, told: Mapping[str, object]) -> None:
    for name, value in told.items():
        if value is not None:
            data = ElementTree.SubElement(parent, "data", {"key": f"{scope}-{name}"})
            data.text = plain(str(value))
