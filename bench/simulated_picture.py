"""The figures on simulated stories as one SVG picture: lines by noise level, bars by kind."""

from collections.abc import Mapping
from html import escape

from bench.simulated_scores import KindTally, Scores
from reportedly.records import FINDING_KINDS

WIDTH, HEIGHT = 760, 470
_LINES = (
    ("edges (as the texts say), F1", "#1f5fa8", ""),
    ("origins, F1", "#b3541e", "6 3"),
    ("independent count, exact", "#2d7d46", "2 3"),
)
_LEVELS = ("easy", "light", "medium", "hard")
_TOP, _LOW, _LEFT, _RIGHT = 60, 400, 50, 330  # of the chart of lines
_BARS, _STEP, _LONG = 530, 28, 180  # where bars begin, their distance, 100 per cent


def picture(by_level: Mapping[int, Scores]) -> str:
    """Return an SVG document."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">',
        "<title>How right traces of simulated stories are, by noise level and by kind</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        '<text x="20" y="28" font-size="15" font-weight="bold">Simulated stories</text>',
        *_lines(by_level),
        *_bars(by_level),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _lines(by_level: Mapping[int, Scores]) -> list[str]:
    out = []
    for share in range(0, 101, 20):
        y = _height(share)
        out.append(f'<path d="M{_LEFT} {y:.0f}H{_RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{share}</text>')
    places = {
        level: _LEFT + 20 + i * (_RIGHT - _LEFT - 40) / max(1, len(by_level) - 1)
        for i, level in enumerate(by_level)
    }
    for level, x in places.items():
        text = f"{level} {_LEVELS[level]}"
        out.append(f'<text x="{x:.0f}" y="{_LOW + 20}" text-anchor="middle">{text}</text>')
    for number, (name, colour, dash) in enumerate(_LINES):
        values = [_values(scores)[number] for scores in by_level.values()]
        points = [(x, _height(v)) for x, v in zip(places.values(), values, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        style = f'stroke="{colour}" stroke-dasharray="{dash}"' if dash else f'stroke="{colour}"'
        out.append(f'<polyline points="{path}" fill="none" stroke-width="2" {style}/>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        x, y = (20, 210, 305)[number], _LOW + 42
        out.append(f'<path d="M{x} {y - 4}h20" stroke-width="2" {style}/>')
        out.append(f'<text x="{x + 25}" y="{y}" font-size="11">{escape(name)}</text>')
    return out


def _values(scores: Scores) -> tuple[float, float, float]:
    return scores.stated.f1, scores.origins.f1, scores.exact()


def _height(share: float) -> float:
    return _LOW - (_LOW - _TOP) * share / 100


def _bars(by_level: Mapping[int, Scores]) -> list[str]:
    """Return for each kind a bar of precision over a thinner one of recall."""
    out = ['<text x="380" y="48">Findings: precision (dark), recall (light), %</text>']
    for number, kind in enumerate(FINDING_KINDS):
        y = _TOP + 4 + number * _STEP
        tallies = [s.kinds.get(kind, KindTally()) for s in by_level.values()]
        right, wrong = (sum(getattr(t, f) for t in tallies) for f in ("right", "wrong"))
        found, wanted = (sum(getattr(t, f) for t in tallies) for f in ("found", "wanted"))
        out.append(f'<text x="{_BARS - 8}" y="{y + 11}" text-anchor="end">{kind}</text>')
        bars = ((right, right + wrong, "#1f5fa8", 9), (found, wanted, "#9dbbe0", 7))
        for row, (part, whole, colour, thick) in enumerate(bars):
            if whole:
                long = _LONG * part / whole
                top = y + row * 10
                out.append(
                    f'<rect x="{_BARS}" y="{top}" width="{long:.1f}" height="{thick}"'
                    f' fill="{colour}"/>'
                )
                text = f"{100 * part / whole:.0f} of {whole}"
                out.append(
                    f'<text x="{_BARS + long + 4:.1f}" y="{top + 8}" font-size="9">{text}</text>'
                )
    return out
