"""How well articles are gathered into stories: python -m bench.gathering [--data DIR]

The pages of all labelled stories thrown together (ours; and those in DIR, if given), the same among
as many other articles of the news (DIR's PolNeAR, training part), and simulated articles
(bench/simulator), which are harder: some hundred stories are told of one matter in much the
same words. Measured by B-cubed precision and recall (Bagga and Baldwin 1998): of the articles
in one's story the share that belongs there, and of those that belong there the share that is.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench.simulator.direct import stream
from bench.stories import STORIES, load
from reportedly.evaluate.labels import folders
from reportedly.match.stories import in_time, said, stories

SEED, NOISE = 1, 1
SIZES = (1_000, 10_000)
Row = tuple[str, str, str, str]  # date, id, text, labelled story or ""


def main() -> None:
    """Gather, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    options = parser.parse_args()
    labelled = pages(STORIES)
    if options.data:
        labelled += pages(options.data / "bench/stories")
    show("labelled stories", labelled)
    if options.data:
        others = options.data / "corpora/polnear/train.jsonl"
        show("the same among other news", labelled + plain(others, len(labelled)))
    for size in options.sizes:
        show("simulated", simulated(size))


def pages(root: Path) -> list[Row]:
    """Return the English pages of labelled stories."""
    return [
        (page.get("date") or "", f"{folder.name}/{id}", page["text"], folder.name)
        for folder in folders(root)
        for id, page in load(folder)[1].items()
        if page.get("language", "en") == "en"
    ]


def plain(corpus: Path, count: int) -> list[Row]:
    """Return articles of a corpus, of which nobody says to which stories they belong."""
    rows = map(json.loads, corpus.read_text("utf-8").splitlines()[:count])
    return [(row["id"].split("_")[1], row["id"], row["text"], "") for row in rows]


def simulated(size: int) -> list[Row]:
    """Return so many simulated articles."""
    return [
        (
            article.published.value if article.published else "", article.id,
            article.text, article.id.split("-")[0],
        )
        for article, _ in islice(stream(SEED, NOISE, vectors=False), size)
    ]  # fmt: skip


def show(what: str, rows: list[Row]) -> None:
    """Print what becomes of some articles."""
    rows = sorted(rows, key=lambda row: in_time(row[0], row[1]))
    began = time.process_time()
    found = stories([said(text) for _, _, text, _ in rows]).tolist()
    spent = time.process_time() - began
    truth = [story for _, _, _, story in rows]
    precision, recall = b_cubed(truth, found)
    print(
        f"{what}: {len(rows):,d} articles, {len(set(truth) - {''}):,d} stories known,"
        f" {len(set(found)):,d} found, the largest of {max(Counter(found).values())};"
        f" B-cubed P {100 * precision:.1f} R {100 * recall:.1f}"
        f" F1 {200 * precision * recall / (precision + recall):.1f};"
        f" {1000 * spent / len(rows):.2f} ms an article",
        flush=True,
    )


def b_cubed(truth: Sequence[str], found: Sequence[int]) -> tuple[float, float]:
    """Return precision and recall over the articles whose story is known (not "")."""
    known = [place for place, story in enumerate(truth) if story]
    together = Counter((truth[place], found[place]) for place in known)
    true, made = Counter(truth[place] for place in known), Counter(found)
    pairs = together.items()
    precision = sum(n * n / made[one] for (_, one), n in pairs) / len(known)
    recall = sum(n * n / true[story] for (story, _), n in pairs) / len(known)
    return precision, recall


if __name__ == "__main__":
    main()
