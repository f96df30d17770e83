"""How far copies in other words are told: python -m bench.copies

The pages of bench/stories are rewritten at rising strength (bench/rewriting.py) and looked for
among all pages, originals and rewrites. Of each strength:

    words kept   share of the rewrite's words that stand in the page, in any order
    found        rewrites of which some passage is found in the page that they rewrite
    told         rewrites of which half of the words are: `trace` takes that for a copy
    precision    of the pairs that are told, those of a page and its own rewrite (or of pages
                 that the labels call copies of each other)

"story" looks within each story, where every pair is verified; "all" among the pages of all
stories, where sketches propose the pairs. The pages of one story tell the same news, often
with the same quotations: they are the look-alikes that must not be told.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.rewriting import rewritten
from bench.stories import chosen, load
from reportedly.match.copies import find_copies
from reportedly.records import Article, Copy
from reportedly.text import fold, words
from reportedly.trace.copying import MOSTLY

STRENGTHS = (0.0, 0.15, 0.3, 0.5, 0.75, 1.0)
SEED = 1
MADE = "~"  # ends the id of a rewrite


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the rewrites at one strength, in per cent."""

    kept: float
    found: float
    told: float
    precision: float


def main() -> None:
    """Print a table for rewrites that keep quotations, and one for those that don't."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("train", "dev", "held", "check", "all"), default="all")
    folders = chosen(parser.parse_args().part)
    for quotations, title in ((False, "quotations kept"), (True, "quotations rewritten, too")):
        print(f"\n{title:28s}{'story':>30s}{'all':>30s}")
        print(
            f"{'strength':10s}{'words kept':>12s}" + f"{'found':>12s}{'told':>9s}{'prec.':>9s}" * 2
        )
        for strength in STRENGTHS:
            within, among = measure(folders, strength, quotations=quotations)
            cells = "".join(
                f"{f.found:12.1f}{f.told:9.1f}{f.precision:9.1f}" for f in (within, among)
            )
            print(f"{strength:<10g}{within.kept:12.1f}{cells}", flush=True)


def measure(
    folders: Sequence[Path], strength: float, *, quotations: bool
) -> tuple[Figures, Figures]:
    """Return the figures within each story, and among all pages."""
    stories = [list(_articles(folder, strength, quotations)) for folder in folders]
    alike = {pair for folder in folders for pair in _labelled(folder)}
    whole = [article for story in stories for article in story]
    kept = 100 * _kept(whole)
    within = [copy for story in stories for copy in find_copies(story)]
    return figures(whole, within, alike, kept), figures(whole, find_copies(whole), alike, kept)


def figures(
    articles: Sequence[Article],
    copies: Sequence[Copy],
    alike: set[tuple[str, str]],
    kept: float,
) -> Figures:
    """Return how many rewrites are found and told, and how many of those told are right."""
    made = {article.id for article in articles if article.id.endswith(MADE)}
    found, told = set(), set()
    right = Counter[bool]()
    for copy in copies:
        page, other = copy.left.rstrip(MADE), copy.right.rstrip(MADE)
        if not {copy.left, copy.right} & made or (page, other) in alike:
            continue
        share = max(copy.shared_left, copy.shared_right)
        if page == other:
            found.add(page)
        if share >= MOSTLY:
            right[page == other] += 1
            if page == other:
                told.add(page)
    n = max(1, len(made))
    return Figures(
        kept, 100 * len(found) / n, 100 * len(told) / n,
        100 * right[True] / right.total() if right else float("nan"),
    )  # fmt: skip


def _articles(folder: Path, strength: float, quotations: bool) -> Iterator[Article]:
    """Yield a story's pages and their rewrites."""
    for id, page in load(folder)[1].items():
        article = Article(id=f"{folder.name}/{id}", text=page["text"])
        yield article
        text = rewritten(page["text"], strength, SEED, quotations=quotations)
        yield replace(article, id=article.id + MADE, text=text)


def _labelled(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield pairs of pages that the labels call the same text or a copy."""
    gold, _ = load(folder)
    groups = [list(group) for group in gold.get("same_text", ())]
    relays = [relay for claim in gold["claims"] for relay in claim["relays"]]
    groups += [[relay["page"], relay["copy_of"]] for relay in relays if relay.get("copy_of")]
    for group in groups:
        for a in group:
            for b in group:
                if a != b:
                    yield f"{folder.name}/{a}", f"{folder.name}/{b}"


def _kept(articles: Sequence[Article]) -> float:
    bags: Mapping[str, Counter[str]] = {
        article.id: Counter(fold(span.of(article.text)) for span in words(article.text))
        for article in articles
    }
    made = [id for id in bags if id.endswith(MADE)]
    shared = sum((bags[id] & bags[id.removesuffix(MADE)]).total() for id in made)
    return shared / max(1, sum(bags[id].total() for id in made))


if __name__ == "__main__":
    main()
