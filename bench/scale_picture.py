"""Where the time of a corpus run goes, and how it grows, as one SVG picture."""

from collections.abc import Mapping
from typing import Any

WIDTH, HEIGHT = 760, 300
_COLOURS = {
    "read": "#1f5fa8", "attribute": "#b3541e", "resolve": "#2d7d46", "match": "#7a4fa3",
    "trace": "#a8325e", "store": "#6e7781",
}  # fmt: skip
_LEFT, _RIGHT = 20, 740


def picture(found: Mapping[str, Any]) -> str:
    """Return an SVG document: a bar of shares, and a row for each size."""
    stages = found["stages"]
    whole = sum(stages["seconds"].values()) or 1.0
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#222">',
        "<title>Where the time of a corpus run goes</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="28" font-size="15" font-weight="bold">Where the time goes, from web'
        " archive to tables</text>",
    ]
    x, y = float(_LEFT), 84
    for name, seconds in stages["seconds"].items():
        wide = (_RIGHT - _LEFT) * seconds / whole
        parts.append(
            f'<rect x="{x:.1f}" y="44" width="{wide:.1f}" height="26" fill="{_COLOURS[name]}"/>'
        )
        rate = stages["words_per_second"].get(name, 0)
        parts.append(f'<rect x="{_LEFT}" y="{y}" width="11" height="11" fill="{_COLOURS[name]}"/>')
        parts.append(
            f'<text x="{_LEFT + 18}" y="{y + 10}">{name}: {100 * seconds / whole:.0f} %, {rate:,d}'
            " words a CPU second</text>"
        )
        x, y = x + wide, y + 19
    parts.append(
        f'<text x="{_LEFT}" y="{y + 14}">All: {stages["whole_words_per_second"]:,d} words a CPU'
        f" second; {stages['articles_a_day_on_two_cores']:,d} articles of 700 words a day on two"
        " cores, reckoned</text>"
    )
    for number, row in enumerate(found.get("growth", [])):
        parts.append(
            f'<text x="400" y="{94 + 19 * number}">{row["articles"]:,d} articles: gathered and'
            f" traced in {row['ms_an_article']:.1f} ms each</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"
