"""A chain as lines of text, branches beside their hand where the width allows."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from reportedly.show.chain import Chain, Edge, Node
from reportedly.show.phrases import when
from reportedly.show.safe import one_line

_NAMES_WIDTH = 44  # columns for one name, cut beyond


@dataclass(frozen=True, slots=True)
class Strokes:
    """What branches are drawn with."""

    only: str
    first: str
    middle: str
    last: str
    along: str
    ellipsis: str


UNICODE = Strokes(" ──→ ", " ─┬→ ", "├→ ", "└→ ", "│  ", "…")
ASCII = Strokes(" --> ", " +-> ", "|-> ", "`-> ", "|   ", "...")


def tree(chain: Chain, width: int, strokes: Strokes) -> list[Text]:
    """Return the chain from its origins down, each hand once, no line over `width`.

    Denials and hands that name nobody are left to `denials` and `nameless`.
    """
    edges = tuple(edge for edge in chain.edges if not edge.denies)
    reached = {edge.down for edge in edges if not edge.back}
    roots = [node for node in chain.nodes if node.id not in reached and not node.denies]
    silent = {node.id for node in nameless(chain)}
    kept = Chain(chain.nodes, tuple(edge for edge in edges if edge.relation != "unknown"))
    drawn: set[str] = set()
    out: list[Text] = []
    # Those whose readers all stand under another hand come behind that hand;
    # whoever is in a circle that no origin reaches comes last.
    roots.sort(key=lambda node: not _own(kept, node))
    for node in [*roots, *chain.nodes]:
        if node.role == "unknown" or node.denies or node.id in drawn:
            continue
        if node.id not in silent or kept.downs(node.id):
            block = _branch(kept, node, None, (width, strokes, drawn))
            below = kept.downs(node.id)
            if below and not _own(kept, node):
                names = ", ".join(one_line(kept.node(edge.down).name) for edge in below)
                block[0] += Text(strokes.only, "dim") + Text(names) + Text(" (see above)", "dim")
                block[0].truncate(width, overflow="ellipsis" if strokes is UNICODE else "crop")
            out += block
    return out


def _own(chain: Chain, node: Node) -> bool:
    """Tell whether somebody is drawn under this hand."""
    return any(not edge.back and _main(chain, edge) for edge in chain.downs(node.id))


def denials(chain: Chain) -> list[Text]:
    """Return who denies the claim, and where."""
    out = []
    edges = [edge for edge in chain.edges if edge.denies]
    for id in dict.fromkeys(edge.up for edge in edges):
        where = [one_line(chain.node(edge.down).name) for edge in edges if edge.up == id]
        name = Text(one_line(chain.node(id).name), "bold red")
        out.append(name + Text(f", in {', '.join(where)}"))
    told = {id for edge in edges for id in (edge.up, edge.down)}
    own = [node for node in chain.nodes if node.denies and node.id not in told]
    return out + [Text(one_line(node.name), "bold red") + Text(", itself") for node in own]


def nameless(chain: Chain) -> list[Node]:
    """Return the hands that say nothing of their source."""
    return [node for node in chain.nodes if _unknown(chain, node)]


def _unknown(chain: Chain, node: Node) -> bool:
    return any(edge.relation == "unknown" for edge in chain.ups(node.id))


def _branch(
    chain: Chain, node: Node, edge: Edge | None, page: tuple[int, Strokes, set[str]]
) -> list[Text]:
    width, strokes, drawn = page
    drawn.add(node.id)
    head = _label(chain, node, edge, strokes)
    head.truncate(width, overflow="ellipsis" if strokes is UNICODE else "crop")
    below: list[Edge] = []
    for each in chain.downs(node.id):
        if each.down not in drawn and not each.back and _main(chain, each):
            drawn.add(each.down)
            below.append(each)
    below.sort(key=lambda each: bool(_kids(chain, each.down)))  # leaves first: the eye stays left
    if not below:
        return [head]
    beside = cell_len(head.plain) + len(strokes.first)
    inner = width - beside
    if inner >= max(_need(chain, each, strokes) for each in below):
        blocks = [
            _branch(chain, chain.node(each.down), each, (inner, strokes, drawn)) for each in below
        ]
        return _beside(head, blocks, strokes)
    inner = width - len(strokes.middle)
    lines = [head]
    for i, each in enumerate(below):
        last = i == len(below) - 1
        block = _branch(chain, chain.node(each.down), each, (inner, strokes, drawn))
        lines += _hung(block, strokes.last if last else strokes.middle,
                       " " * len(strokes.along) if last else strokes.along)  # fmt: skip
    return lines


def _need(chain: Chain, edge: Edge, strokes: Strokes, depth: int = 0) -> int:
    """Return the least width in which a branch can be drawn uncut."""
    own = cell_len(_label(chain, chain.node(edge.down), edge, strokes).plain)
    if depth > len(chain.nodes):
        return own
    below = [each for each in chain.downs(edge.down) if not each.back and _main(chain, each)]
    inner = [len(strokes.middle) + _need(chain, each, strokes, depth + 1) for each in below]
    return max([own, *inner])


def _beside(head: Text, blocks: list[list[Text]], strokes: Strokes) -> list[Text]:
    """Set the branches to the right of their hand."""
    indent = " " * (cell_len(head.plain) + len(strokes.first) - len(strokes.middle))
    lines: list[Text] = []
    for i, block in enumerate(blocks):
        last = i == len(blocks) - 1
        if i == 0:
            start = strokes.only if last else strokes.first
            first = head + Text(start, "dim")
            lines.append(first + block[0])
            follow = indent + (" " * len(strokes.along) if last else strokes.along)
            lines += [Text.assemble((follow, "dim"), line) for line in block[1:]]
        else:
            stroke = strokes.last if last else strokes.middle
            along = " " * len(strokes.along) if last else strokes.along
            lines += [Text(indent) + line for line in _hung(block, stroke, along)]
    return lines


def _hung(block: list[Text], first: str, rest: str) -> list[Text]:
    return [Text.assemble((first if i == 0 else rest, "dim"), line) for i, line in enumerate(block)]


def _main(chain: Chain, edge: Edge) -> bool:
    """Tell whether this edge is the one under which its lower end is drawn.

    That is a copy before others, then what its own articles say, then the
    nearest hand.
    """
    rivals = [each for each in chain.ups(edge.down) if not each.back]
    own = set(chain.node(edge.down).articles)

    def order(each: Edge) -> tuple[bool, bool, int]:
        told = any(article in own for article, _ in each.evidence)
        return each.relation != "copied", not told, -chain.node(each.up).layer

    return min(rivals, key=order) is edge


def _kids(chain: Chain, id: str) -> list[Edge]:
    return [each for each in chain.downs(id) if not each.back]


def _label(chain: Chain, node: Node, edge: Edge | None, strokes: Strokes) -> Text:
    name = one_line(node.name)
    if cell_len(name) > _NAMES_WIDTH:
        name = name[: _NAMES_WIDTH - len(strokes.ellipsis)] + strokes.ellipsis
    style = "bold yellow" if node.role == "origin" and not node.beside else "bold"
    return Text(name, style) + _notes(chain, node, edge)


def _notes(chain: Chain, node: Node, edge: Edge | None) -> Text:
    """Return what stands in brackets behind a name."""
    told: list[str] = []
    if edge and edge.relation in ("copied", "linked"):
        told.append("copy" if edge.relation == "copied" else "link")
    if node.role == "origin" and not node.articles:
        if node.kind == "anonymous" and "unnamed" not in node.name.casefold():
            told.append("not named")
        if node.beside:
            told.append("not counted")
    elif node.role == "hand" and not node.articles:
        told.append("not among these")
    told += _others(chain, node, edge)
    if node.owner and any(up.owner == node.owner for up in _above(chain, node)):
        told.append("same owner")
    notes = Text(f" ({', '.join(told)})", "dim") if told else Text()
    if node.reading and node.changed:
        notes += Text(f" “{node.reading}”", "red")
    return notes


def _above(chain: Chain, node: Node) -> Iterable[Node]:
    return (chain.node(id) for id in chain.upstream(node.id) if id != node.id)


def _others(chain: Chain, node: Node, edge: Edge | None) -> list[str]:
    told = []
    for each in chain.ups(node.id):
        if each is edge or each.relation == "unknown" or (edge is None and not each.back):
            continue
        name = one_line(chain.node(each.up).name)
        verb = "circle: also" if each.back else "also"
        told.append(f"{verb} from {name}")
    return told


def dated(node: Node) -> str:
    """Return a hand with its date: "Vesper Wire, 9 Mar 2026, 09:40"."""
    return f"{one_line(node.name)}, {when(node.when)}"
