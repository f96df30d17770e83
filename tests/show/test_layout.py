"""Places of the drawing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.show.chain import Chain, Edge, Node
from reportedly.show.layout import BETWEEN, layout


@st.composite
def chains(draw):
    """Draw a layered chain."""
    layers = draw(st.lists(st.integers(0, 4), min_size=1, max_size=14))
    nodes = tuple(
        Node(id=str(i), name=str(i), role="hand", kind="outlet", layer=layer)
        for i, layer in enumerate(sorted(layers))
    )
    pairs = [(a, b) for a in nodes for b in nodes if a.layer < b.layer]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=20, unique=True)) if pairs else []
    edges = (Edge(up=a.id, down=b.id, relation="attributed") for a, b in chosen)
    return Chain(nodes, tuple(edges))


@settings(max_examples=40, deadline=None)
@given(chains())
def test_no_two_boxes_touch(chain):
    """Boxes of one column keep their distance, all within the height; long edges bend."""
    heights = {node.id: 40.0 + 5 * (int(node.id) % 3) for node in chain.nodes}
    places = layout(chain, heights)
    for a in chain.nodes:
        top = places.middles[a.id] - heights[a.id] / 2
        assert -0.01 <= top <= places.height - heights[a.id] + 0.01
        for b in chain.nodes:
            if a.id < b.id and a.layer == b.layer:
                apart = abs(places.middles[a.id] - places.middles[b.id])
                assert apart >= (heights[a.id] + heights[b.id]) / 2 + BETWEEN - 0.01
    layer = {node.id: node.layer for node in chain.nodes}
    for edge in chain.edges:
        bends = places.bends[edge.up, edge.down, edge.denies]
        assert [at for at, _ in bends] == list(range(layer[edge.up] + 1, layer[edge.down]))


def test_a_tree_is_drawn_without_crossings():
    """Readers stand in the order of their hands."""
    nodes = [Node(id="r", name="r", role="origin", kind="person")]
    edges = []
    for i in range(3):
        nodes.append(Node(id=f"h{i}", name="", role="hand", kind="outlet", layer=1))
        edges.append(Edge(up="r", down=f"h{i}", relation="attributed"))
    for i in (2, 0, 1, 2, 0, 1):
        id = f"l{len(nodes)}"
        nodes.append(Node(id=id, name="", role="hand", kind="outlet", layer=2))
        edges.append(Edge(up=f"h{i}", down=id, relation="copied"))
    places = layout(Chain(tuple(nodes), tuple(edges)), {node.id: 40.0 for node in nodes}).middles
    ends = sorted((places[e.up], places[e.down]) for e in edges if e.up != "r")
    assert [down for _, down in ends] == sorted(down for _, down in ends)
