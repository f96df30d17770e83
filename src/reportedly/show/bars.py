"""The picture of who is quoted: one bar a source, as long as its words are many.

Named, anonymous and other sources differ in pattern and in words as well as in
colour. Inside a page the colours are the page's; a file of its own brings them.
"""

from collections.abc import Callable, Mapping
from xml.etree import ElementTree

from reportedly.records import Source
from reportedly.show.phrases import count, percent
from reportedly.show.quoted import NAMINGS, Diversity, Naming, Quoted, summary
from reportedly.show.safe import one_line, visible
from reportedly.show.svg import fitted, text_width

Anchor = Callable[[Source], str | None]  # where the page tells more of a source

WIDTH, MARGIN = 480, 12  # px; narrow, so that a telephone shows it whole
ROW, BAR, STRIP = 42, 12, 22  # px: from bar to bar, thickness of a bar and of the strip above
NAME, SMALL = 14.0, 12.0  # px of type
MOST = 20  # bars; the rest is one sentence, since the table has all

STYLE = """
svg.bars { --paper: #ffffff; --ink: #211f1b; --soft: #6a645a; --named: #1b4f8f;
  --unnamed: #a8430f; --other: #6a645a; font-family: sans-serif; background: var(--paper); }
@media (prefers-color-scheme: dark) {
  svg.bars { --paper: #15171a; --ink: #e8e4dc; --soft: #a39d92; --named: #8ab8f2;
    --unnamed: #f0a070; --other: #a39d92; }
}
svg.bars text { fill: var(--ink); font-size: 14px; }
svg.bars .small { fill: var(--soft); font-size: 12px; }
svg.bars .named { fill: var(--named); }
svg.bars .anonymous { stroke: var(--unnamed); stroke-width: 1.5; }
svg.bars .other { stroke: var(--other); stroke-width: 1.5; }
svg.bars pattern path { stroke: var(--unnamed); stroke-width: 2.5; }
svg.bars pattern circle { fill: var(--other); }
"""


def bars_file(counted: Diversity) -> str:
    """Return the picture as an SVG file that brings its colours, for light and dark."""
    root = _picture(counted, "bars", None)
    style = ElementTree.Element("style")
    style.text = STYLE
    root.insert(2, style)  # behind title and description
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def bars(counted: Diversity, id: str, anchor: Anchor) -> str:
    """Return the picture as an SVG element of a page; `id` is unique in it."""
    return ElementTree.tostring(_picture(counted, id, anchor), encoding="unicode")


def _picture(counted: Diversity, id: str, anchor: Anchor | None) -> ElementTree.Element:
    drawn = counted.sources[:MOST]
    rest = counted.sources[MOST:]
    top = 92
    height = top + ROW * len(drawn) + (24 if rest else 0) + MARGIN
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "class": "bars",
            "role": "group",
            "aria-labelledby": f"{id}-t {id}-d",
        },
    )
    _text(root, "title", "Who is quoted, by words", {"id": f"{id}-t"})
    _text(root, "desc", summary(counted), {"id": f"{id}-d"})
    _patterns(root, id)
    _strip(root, counted, id)
    most = max([1, *(quoted.words for quoted in drawn)])
    for i, quoted in enumerate(drawn):
        _bar(
            _group(root, anchor(quoted.source) if anchor else None),
            quoted,
            most,
            (top + ROW * i, id),
        )
    if rest:
        words = sum(quoted.words for quoted in rest)
        told = f"{count(len(rest), 'more source')} with {count(words, 'word')} in all"
        _text(root, "text", told, _at(MARGIN, height - MARGIN - 4) | {"class": "small"})
    return root


def _patterns(root: ElementTree.Element, id: str) -> None:
    """Define stripes for anonymous sources and dots for the others."""
    defs = ElementTree.SubElement(root, "defs")
    size = {"width": "7", "height": "7", "patternUnits": "userSpaceOnUse"}
    stripes = ElementTree.SubElement(defs, "pattern", size | {"id": f"{id}-anonymous"})
    ElementTree.SubElement(stripes, "path", {"d": "M-1 8 L8 -1 M-1 1 L1 -1 M6 8 L8 6"})
    dots = ElementTree.SubElement(defs, "pattern", size | {"id": f"{id}-other"})
    ElementTree.SubElement(dots, "circle", {"cx": "3.5", "cy": "3.5", "r": "1.3"})


def _strip(root: ElementTree.Element, counted: Diversity, id: str) -> None:
    """Draw all words as one strip, cut by whether their sources are named: the legend, too."""
    group = ElementTree.SubElement(root, "g")
    room = WIDTH - 2 * MARGIN
    x = at = float(MARGIN)
    for naming, name in NAMINGS.items():
        share = counted.share(naming)
        if share:
            _rect(group, (x, MARGIN, max(2.0, share * room - 2), STRIP), naming, id)
            x += share * room
        _rect(group, (at, MARGIN + STRIP + 13, 16, BAR), naming, id)
        told = f"{name} {percent(share)}"
        _text(group, "text", told, _at(at + 22, MARGIN + STRIP + 23.5) | {"class": "small"})
        at += 22 + text_width(told, SMALL) + 22


def _bar(parent: ElementTree.Element, quoted: Quoted, most: int, place: tuple[float, str]) -> None:
    """Draw one source: its name and figures, and the bar below them."""
    y, id = place
    source = quoted.source
    figures = f"{count(quoted.words, 'word')}, {percent(quoted.share)}"
    if quoted.naming != "named":
        figures = f"{NAMINGS[quoted.naming]} · {figures}"
    room = WIDTH - 2 * MARGIN
    name = fitted(one_line(source.name), NAME, room - text_width(figures, SMALL) - 14)
    told = f"{one_line(source.name)}: {NAMINGS[quoted.naming]}, {figures}"
    _text(parent, "title", told)
    _text(parent, "text", name, _at(MARGIN, y + 14))
    end = _at(WIDTH - MARGIN, y + 14) | {"text-anchor": "end", "class": "small"}
    _text(parent, "text", figures, end)
    _rect(parent, (MARGIN, y + 20, max(2.0, room * quoted.words / most), BAR), quoted.naming, id)


def _group(root: ElementTree.Element, target: str | None) -> ElementTree.Element:
    return ElementTree.SubElement(root, "a", {"href": target}) if target else (
        ElementTree.SubElement(root, "g")
    )  # fmt: skip


def _rect(
    parent: ElementTree.Element, box: tuple[float, float, float, float], naming: Naming, id: str
) -> None:
    sides = zip(("x", "y", "width", "height"), (f"{side:.1f}" for side in box), strict=True)
    fill: Mapping[str, str] = {} if naming == "named" else {"fill": f"url(#{id}-{naming})"}
    ElementTree.SubElement(parent, "rect", {**dict(sides), **fill, "rx": "2", "class": naming})


def _at(x: float, y: float) -> dict[str, str]:
    return {"x": f"{x:.1f}", "y": f"{y:.1f}"}


def _text(
    parent: ElementTree.Element, tag: str, words: str, attributes: dict[str, str] | None = None
) -> None:
    element = ElementTree.SubElement(parent, tag, attributes or {})
    element.text = visible(words) or None
