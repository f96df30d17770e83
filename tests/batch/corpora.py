"""Small corpora made for tests: several stories, in files of several kinds."""

import json
from pathlib import Path

import pyarrow
import pyarrow.parquet

from tests.read.warcs import archive, record

PLACES = ("Quay", "Tarn", "Orle", "Mallow", "Kelsby", "Thornback")
SAID = (
    "The weir at {p} will be closed in {m}, {w} of the board of {p} said last week.",
    "According to {w}, the weir of {p} is to be closed in {m}. The mill of {p} has its own.",
    "{w} told the {p} Post that the weir will close in {m}. All boats must leave {p} by then.",
)


def articles(stories: int = 6) -> list[dict[str, str]]:
    """Return the fields of three articles for each story, as Article JSON has them."""
    found = []
    for n in range(stories):
        place = PLACES[n % len(PLACES)] + ("" if n < len(PLACES) else f" {n}")
        words = {
            "p": place,
            "m": f"{200 + n} days",
            "w": f"{('Ada', 'Viktor', 'Ines', 'Karl', 'Hanne', 'Oto')[n % 6]} {place}er",
        }
        for k, said in enumerate(SAID):
            found.append({
                "id": f"s{n}-{k}",
                "url": f"https://{place.lower().replace(' ', '')}{k}.example/weir",
                "outlet": f"{place} {('Post', 'Echo', 'Mail')[k]}",
                "title": f"The weir of {place}",
                "date": f"2026-03-{n + 1:02d}T0{k + 6}:00Z",
                "language": "en",
                "text": said.format(**words),
            })  # fmt: skip
    return found


def as_lines(given: list[dict[str, str]], path: Path) -> Path:
    """Write articles as JSON lines."""
    path.write_text("".join(json.dumps(one) + "\n" for one in given), "utf-8")
    return path


def as_table(given: list[dict[str, str]], path: Path) -> Path:
    """Write articles as Parquet."""
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(given), path)
    return path


def as_archive(given: list[dict[str, str]], path: Path) -> Path:
    """Write articles as pages in a web archive, gzipped by record."""
    page = (
        "<html lang=en><head><title>{title}</title>"
        '<meta property="article:published_time" content="{date}">'
        '<meta property="og:site_name" content="{outlet}"></head>'
        "<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
    records = [record(one["url"], page.format(**one).encode()) for one in given]
    path.write_bytes(archive(records))
    return path
