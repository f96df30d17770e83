"""Draw quality against speed from bench/quality_speed.json: python -m docs.figures

Writes docs/images/quality-speed.svg, and the table of figures into
docs/explanation/quality-speed.md. tests/test_figures.py fails when they are not what the
bench found.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from reportedly.show.svg import text_width

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "bench/quality_speed.json"
PICTURE = ROOT / "docs/images/quality-speed.svg"
PAGE = ROOT / "docs/explanation/quality-speed.md"
TABLE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.S)

WIDTH, HEIGHT = 880, 420  # px
TOP, BOTTOM = 64, 352  # px: where the panels end
# Others' best on the corpus's test articles, content and with source: see bench/RESULTS.md.
ELSEWHERE = (56.5, 50.5)
STYLE = """
text { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #24292f }
.head { font-weight: 600; font-size: 13px }
.soft { fill: #57606a }
.grid { stroke: #d0d7de; stroke-width: 1 }
.lead { stroke: #8c959f; stroke-width: .75 }
.else { stroke: #8c959f; stroke-width: 1.25; stroke-dasharray: 5 4 }
.bar { stroke: #6e7781; stroke-width: 2 }
.dot { fill: #6e7781; stroke: #6e7781; stroke-width: 2 }
.ours.bar { stroke: #0550ae }
.ours.dot { fill: #0550ae; stroke: #0550ae }
.hollow.dot, .ours.hollow.dot { fill: #ffffff }
.back { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .soft { fill: #9198a1 } .grid { stroke: #3d444d }
  .bar { stroke: #9198a1 } .dot { fill: #9198a1; stroke: #9198a1 }
  .ours.bar { stroke: #79c0ff } .ours.dot { fill: #79c0ff; stroke: #79c0ff }
  .hollow.dot, .ours.hollow.dot, .back { fill: #0d1117 }
}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """A pair of axes: where it lies, and what its edges stand for."""

    left: float  # px
    right: float  # px
    speeds: tuple[float, float]  # words per CPU second
    scores: tuple[float, float]  # per cent
    log: bool  # whether the axis of speeds is logarithmic

    def x(self, speed: float) -> float:
        """Return where a speed lies, in px."""
        low, high = self.speeds
        if self.log:
            low, high, speed = math.log(low), math.log(high), math.log(speed)
        return self.left + (speed - low) / (high - low) * (self.right - self.left)

    def y(self, score: float) -> float:
        """Return where a score lies, in px."""
        low, high = self.scores
        return BOTTOM - (score - low) / (high - low) * (BOTTOM - TOP)

    def ticks(self) -> list[float]:
        """Return the speeds that are marked: powers of ten, or the ends and the middle."""
        low, high = self.speeds
        if self.log:
            return [10.0**i for i in range(round(math.log10(low)), round(math.log10(high)) + 1)]
        return [low, (low + high) / 2, high]


def main() -> None:
    """Write the picture and the table."""
    result = json.loads(RESULT.read_text("utf-8"))
    PICTURE.write_text(picture(result), "utf-8")
    page = PAGE.read_text("utf-8")
    PAGE.write_text(TABLE.sub(lambda _: table(result), page), "utf-8")


def table(result: Mapping[str, Any]) -> str:
    """Return the figures as a table, the best contents first."""
    lines = ["", "| | content | with source | words per CPU second | memory, MiB |"]
    lines.append("|---|---|---|---|---|")
    for f in sorted(result["figures"], key=lambda f: (not f["ours"], -f["content"])):
        name = f"**{f['name']}**" if f["name"] == "reportedly" else f["name"]
        name = f"reportedly, {name}" if f["ours"] and f["name"] != "reportedly" else name
        lines.append(
            f"| {name} | {f['content']:.1f} | {f['triple']:.1f} | {rounded(f['speed']):,} "
            f"| {f['memory']:.0f} |"
        )
    told = f"{result['articles']} articles, {result['words']:,} words; one core, "
    told += f"{result['processor']}; {result['date']}."
    return "\n".join([*lines, "", told, ""]) + "\n"


def rounded(speed: int) -> int:
    """Return a speed to two digits: more would say nothing, as runs vary."""
    return round(speed, 2 - len(str(int(speed))))


def picture(result: Mapping[str, Any]) -> str:
    """Return the two panels as an SVG document."""
    figures: list[dict[str, Any]] = result["figures"]
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(WIDTH), "height": str(HEIGHT), "role": "img", "aria-labelledby": "t d",
        },
    )  # fmt: skip
    _add(root, "title", {"id": "t"}, "Quality against speed")
    _add(root, "desc", {"id": "d"}, described(figures))
    _add(root, "style", {}, STYLE)
    _add(root, "rect", {"class": "back", "width": str(WIDTH), "height": str(HEIGHT)})
    installed = [f for f in figures if not f["ours"] or f["name"] == "reportedly"]
    slow, fast = _around((f["speed"] for f in installed), math.log10)
    left = Panel(52, 430, (10.0**slow, 10.0**fast), (0, 90), log=True)
    _axes(root, left, "What can be installed", range(0, 91, 10))
    _elsewhere(root, left)
    _points(root, left, installed)
    ours = [f for f in figures if f["ours"]]
    slow, fast = _around((f["speed"] for f in ours), lambda speed: speed / 1000)
    low, high = _around((f[key] for f in ours for key in ("triple", "content")), float)
    right = Panel(510, 660, (1000.0 * slow, 1000.0 * fast), (low, high), log=False)
    _axes(root, right, "reportedly in other settings", range(low, high + 1))
    _points(root, right, ours)
    _key(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _around(values: Iterable[float], scale: Callable[[float], float]) -> tuple[int, int]:
    """Return the whole numbers below and above all values on a scale."""
    scaled = [scale(value) for value in values]
    return math.floor(min(scaled)), math.ceil(max(scaled))


def described(figures: Sequence[Mapping[str, Any]]) -> str:
    """Return the picture in words."""
    parts = [
        f"{f['name']}: content {f['content']:.1f}, with source {f['triple']:.1f}, "
        f"{rounded(f['speed']):,} words per CPU second."
        for f in figures
    ]
    return " ".join(["F1 in per cent against words per CPU second on one core.", *parts])


def _add(
    parent: ElementTree.Element, tag: str, attributes: Mapping[str, str], text: str = ""
) -> None:
    ElementTree.SubElement(parent, tag, dict(attributes)).text = text or None


def _text(
    root: ElementTree.Element,
    words: str,
    place: tuple[float, float],
    kind: str = "",
    anchor: str = "start",
) -> None:
    x, y = place
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}
    _add(root, "text", attributes | ({"class": kind} if kind else {}), words)


def _line(
    root: ElementTree.Element, start: tuple[float, float], end: tuple[float, float], kind: str
) -> None:
    places = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
    _add(root, "line", {name: f"{at:.1f}" for name, at in places} | {"class": kind})


def _axes(root: ElementTree.Element, panel: Panel, title: str, marks: Sequence[int]) -> None:
    _text(root, title, (panel.left, 24), "head")
    _text(root, "F1, %", (panel.left - 8, TOP - 16), "soft", "end")
    for mark in marks:
        y = panel.y(mark)
        _line(root, (panel.left, y), (panel.right, y), "grid")
        _text(root, str(mark), (panel.left - 8, y + 4), "soft", "end")
    for tick in panel.ticks():
        x = panel.x(tick)
        _line(root, (x, BOTTOM), (x, BOTTOM + 5), "grid")
        _text(root, f"{tick:,.0f}", (x, BOTTOM + 19), "soft", "middle")
    middle = (panel.left + panel.right) / 2
    _text(root, "words per CPU second, one core", (middle, BOTTOM + 38), "soft", "middle")


def _elsewhere(root: ElementTree.Element, panel: Panel) -> None:
    """Draw the best figures that others have on the test articles, whose speed is not known."""
    for score in ELSEWHERE:
        _line(root, (panel.left, panel.y(score)), (panel.right, panel.y(score)), "else")
    words = f"others' best on the test articles: {ELSEWHERE[0]} and {ELSEWHERE[1]}"
    _text(root, words, (panel.right, panel.y(ELSEWHERE[1]) + 16), "soft", "end")


def _points(root: ElementTree.Element, panel: Panel, figures: Sequence[Mapping[str, Any]]) -> None:
    """Draw each contender as two dots on a bar, with its name where there is room."""
    last = -math.inf
    for f in sorted(figures, key=lambda f: -f["speed"]):  # then no two of the leads cross
        kind = "ours " if f["ours"] else ""
        x, top, bottom = panel.x(f["speed"]), panel.y(f["content"]), panel.y(f["triple"])
        _line(root, (x, top), (x, bottom), kind + "bar")
        if panel.log:
            fits = x + 10 + text_width(f["name"], 12) < panel.right
            side = (x + 10, "start") if fits else (x - 10, "end")
            _text(root, f["name"], (side[0], (top + bottom) / 2 + 4), anchor=side[1])
        else:  # they lie close together: names in a column, led to
            last = max(last + 17, TOP)
            name = "as shipped" if f["name"] == "reportedly" else f["name"]
            _line(root, (x + 5, top), (panel.right + 9, last), "lead")
            _text(root, name, (panel.right + 12, last + 4))
        place = {"cx": f"{x:.1f}", "r": "4"}
        _add(root, "circle", place | {"cy": f"{top:.1f}", "class": kind + "dot"})
        _add(root, "circle", place | {"cy": f"{bottom:.1f}", "class": kind + "hollow dot"})


def _key(root: ElementTree.Element) -> None:
    y = HEIGHT - 10
    for x, kind, words in (
        (58, "ours dot", "content found, at least half overlapping"),
        (320, "ours hollow dot", "and with the right source"),
    ):
        _add(root, "circle", {"cx": str(x), "cy": str(y - 4), "r": "4", "class": kind})
        _text(root, words, (x + 10, y))


if __name__ == "__main__":
    main()
