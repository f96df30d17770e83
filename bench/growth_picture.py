"""Time and memory an article by the number of articles, as one SVG picture."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH, HEIGHT = 760, 330
_TOP, _LOW = 70, 250
_COLOURS = {"resolve": "#1f5fa8", "match": "#b3541e", "trace": "#2d7d46"}
_CHARTS = ((60, 360), (440, 740))  # left and right edges
_BAR = 34


def picture(found: Mapping[str, Any]) -> str:
    """Return an SVG document: bars of time by stage, bars of memory."""
    rows, powers = found["rows"], found["exponents"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">',
        "<title>Time and memory an article, by the number of simulated articles</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        '<text x="20" y="28" font-size="15" font-weight="bold">Growth: what an article costs'
        " among so many</text>",
        *_chart(0, "CPU milliseconds an article (one core)", [_times(row) for row in rows], rows),
        *_chart(1, "KB of memory an article", [_memory(row) for row in rows], rows),
        *_legend(),
    ]
    if powers:
        parts.append(
            f'<text x="20" y="{HEIGHT - 12}" font-size="11">All in all, time grows with the'
            f" number of articles to the power {powers['all']:.2f}, memory to the power"
            f" {powers['memory']:.2f}; 1 is linear.</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _times(row: Mapping[str, Any]) -> list[tuple[float, str]]:
    return [(1000 * row["seconds"][name] / row["articles"], c) for name, c in _COLOURS.items()]


def _memory(row: Mapping[str, Any]) -> list[tuple[float, str]]:
    return [(1024 * row["memory_mb"] / row["articles"], "#9dbbe0")]


def _chart(
    place: int,
    title: str,
    bars: Sequence[Sequence[tuple[float, str]]],
    rows: Sequence[Mapping[str, Any]],
) -> list[str]:
    """Return a chart of stacked bars, one for each size."""
    left, right = _CHARTS[place]
    top = _round_up(max(sum(value for value, _ in parts) for parts in bars))
    out = [f'<text x="{left - 40}" y="54">{title}</text>']
    for share in range(5):
        y = _LOW - (_LOW - _TOP) * share / 4
        out.append(f'<path d="M{left} {y:.0f}H{right}" stroke="#ddd"/>')
        out.append(
            f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{top * share / 4:g}</text>'
        )
    step = (right - left) / len(bars)
    for number, (parts, row) in enumerate(zip(bars, rows, strict=True)):
        x, y = left + step * (number + 0.5), float(_LOW)
        for value, colour in parts:
            high = (_LOW - _TOP) * value / top
            y -= high
            out.append(
                f'<rect x="{x - _BAR / 2:.1f}" y="{y:.1f}" width="{_BAR}" height="{high:.1f}"'
                f' fill="{colour}"/>'
            )
        whole = sum(value for value, _ in parts)
        out.append(f'<text x="{x:.1f}" y="{y - 5:.1f}" text-anchor="middle">{whole:.3g}</text>')
        size = f"{row['articles']:,}"
        out.append(f'<text x="{x:.1f}" y="{_LOW + 18}" text-anchor="middle">{size}</text>')
    return out


def _legend() -> list[str]:
    out = []
    for number, (name, colour) in enumerate(_COLOURS.items()):
        x, y = 60 + 90 * number, _LOW + 42
        out.append(f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{colour}"/>')
        out.append(f'<text x="{x + 15}" y="{y}" font-size="11">{name}</text>')
    return out


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 4, 8 times a power of ten.

    >>> _round_up(37), _round_up(41), _round_up(0.9)
    (40.0, 80.0, 1.0)
    """
    power = 10.0 ** math.floor(math.log10(max(value, 1e-6)))
    return next(round(m * power, 6) for m in (1, 2, 4, 8, 10) if m * power >= value)
