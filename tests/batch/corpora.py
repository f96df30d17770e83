"""Small corpora made for tests: several stories, in files of several kinds."""

import json
from pathlib import Path

import pyarrow
import pyarrow.parquet

from tests.read.warcs import archive, record

PLACES = ("Quay", "Tarn", "Orle", "Mallow", "Kelsby", "Thornback")
MATTERS = (  # each told in three ways
    (
        "The weir at {p} will be closed in {m}, {w} of the board of {p} said last week.",
        "According to {w}, the weir of {p} is to be closed in {m}. The mill has its own.",
        "{w} told the {p} Post that the weir will close in {m}. All boats must leave {p}.",
    ),
    (
        "Bread costs twice as much in {p} as in {m}, {w} of the bakers' guild said.",
        "“Twice as much as in {m}”: {w} on the price of bread. Bakers in {p} blame flour.",
        "{w} told the {p} Echo that bread costs twice what it cost in {m}.",
    ),
    (
        "A lynx was seen in the woods near {p}, {w} of the forest office said. It weighs {m}.",
        "{w}, a forester, says that the lynx of {p} weighs {m}. Hens are missing.",
        "According to {w} a lynx walks the forest of {p}. She put it at {m}.",
    ),
    (
        "Thieves took {m} of copper from the tramway of {p}, {w} of the police said.",
        "{w}, a constable, put the copper stolen from the trams at {m}. {p} walks to work.",
        "No trams run in {p} this week, because {m} of copper are gone, according to {w}.",
    ),
    (
        "The choir of {p} sold {m} for a concert that never was, {w} admitted on Friday.",
        "{w} told the {p} Echo that {m} had been sold. The singers were on holiday.",
        "According to {w}, who leads the choir of {p}, {m} were sold by mistake in spring.",
    ),
    (
        "The hospital in {p} lost the files of {m}, {w} of its board said on Monday.",
        "Files of {m} are missing in {p}, where {w} spoke of a flooded cellar on the radio.",
        "{w} told the {p} Echo that nobody had read the files of {m} before they were lost.",
    ),
)
MORE = " Who was there and what they did that day is not known."  # enough for a page
AMOUNTS = ("{} days", "{} weeks", "{} pounds", "{} tons", "{} tickets", "{} patients")


def articles(stories: int = 6) -> list[dict[str, str]]:
    """Return the fields of three articles for each story, as Article JSON has them."""
    found = []
    for n in range(stories):
        place = PLACES[n % len(PLACES)] + ("" if n < len(PLACES) else f" {n}")
        words = {
            "p": place,
            "m": AMOUNTS[n % len(MATTERS)].format(200 + n),
            "w": f"{('Ada', 'Viktor', 'Ines', 'Karl', 'Hanne', 'Oto')[n % 6]} {place}er",
        }
        for k, said in enumerate(MATTERS[n % len(MATTERS)]):
            found.append({
                "id": f"s{n}-{k}",
                "url": f"https://{place.lower().replace(' ', '')}{k}.example/weir",
                "outlet": f"{place} {('Post', 'Echo', 'Mail')[k]}",
                "title": f"News of {place}",
                "date": f"2026-03-{n + 1:02d}T0{k + 6}:00Z",
                "language": "en",
                "text": said.format(**words) + MORE,
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
