"""What one more article costs a collection: python -m bench.adding [--articles N] [--folder DIR]

A collection is filled with simulated articles (bench/simulator); then some more come one by one,
and after each a claim that it makes is asked for by its words, which finds the stories that
tell it and traces them. The attributions are given, so the model has no part: the article that
comes has to be read once, whatever the size of the collection. A collection that is there is used.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from bench.simulator.direct import stream
from bench.simulator.world import world
from bench.store import fill
from reportedly.match.stories import telling
from reportedly.pipeline import trace_collection
from reportedly.records import Article, Attribution, words_of
from reportedly.store.collection import Collection

SEED, NOISE = 1, 1
MORE = 20  # articles that are added one by one, with the clock running
WORDS = 3  # of a claim that is asked for

Pair = tuple[Article, tuple[Attribution, ...]]


def main() -> None:
    """Fill the collection, add some more, print what each costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="bench-adding-"))
    try:
        with Collection.create(folder / "collection") as collection:
            measure(collection, options.articles, folder / "outlets.toml")
    finally:
        if options.folder is None:
            shutil.rmtree(folder)


def measure(collection: Collection, size: int, table: Path) -> None:
    """Print what one more article and the claim asked for cost."""
    table.write_text(world(SEED).table(), "utf-8")
    late, kept = _parted(islice(stream(SEED, NOISE), size), size)
    seconds = fill(collection, islice(kept, len(collection), None)) if not collection else 0.0
    print(f"{len(collection):,d} articles, {1000 * seconds / size:.2f} ms each")
    rows = [_added(collection, pair, table) for pair in late]
    added, asked, found, right = zip(*rows, strict=True)
    print(
        f"one more: stored in {1000 * statistics.median(added):.0f} ms (at most"
        f" {1000 * max(added):.0f}); a claim of it traced in {statistics.median(asked):.2f} s (at"
        f" most {max(asked):.2f}), in {statistics.mean(found):.0f} articles; of"
        f" {sum(right)} of {MORE} the article itself is among them"
    )


def _parted(pairs: Iterator[Pair], size: int) -> tuple[list[Pair], Iterator[Pair]]:
    """Return articles from among all to be added last, and the others."""
    step = max(1, size // MORE)
    every = list(pairs)
    late = every[::step][:MORE]
    ids = {article.id for article, _ in late}
    return late, (pair for pair in every if pair[0].id not in ids)


def _added(collection: Collection, pair: Pair, table: Path) -> tuple[float, float, int, bool]:
    """Return the seconds of storing and of the claim, how many articles, whether it is one."""
    article, said = pair
    began = time.perf_counter()
    collection.add(article, said, maker="simulator")
    stored = time.perf_counter() - began
    claim = _claim(article, said)
    began = time.perf_counter()
    traced = trace_collection(collection, claim=claim, outlets=table)
    asked = time.perf_counter() - began
    return stored, asked, len(traced.articles), article.id in {a.id for a in traced.articles}


def _claim(article: Article, said: Sequence[Attribution]) -> str:
    """Return the most telling words of what the article says first."""
    first = next((attr for attr in said if not attr.own_voice), said[0])
    return " ".join(telling(words_of(first.content, article.text), WORDS))


if __name__ == "__main__":
    main()
