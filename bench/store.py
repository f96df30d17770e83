"""Measure a collection: python -m bench.store [--articles 100000] [--pages 1] [--folder DIR]

Fills a collection with simulated articles (attributions are the simulator's, no model
runs), and prints how fast it takes them in, how large it gets, how long searches
take, what part of the nearest statements the search by meaning finds, and how long
reading takes while another process writes. A collection that is there already is used.
"""

import argparse
import multiprocessing
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing.synchronize import Event
from pathlib import Path

import numpy as np

from bench.simulator.direct import stream, vector_of
from reportedly.records import Article, Attribution, Link, Span, Spans, words_of
from reportedly.store import meaning
from reportedly.store.collection import Collection

SEED, NOISE = 8, 1
GAP = "\n\n"
Seconds = tuple[float, float]  # by the clock, of the CPU
Pair = tuple[Article, tuple[Attribution, ...]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=1, help="simulated pages in one article")
    parser.add_argument("--questions", type=int, default=300, help="of each kind")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="bench-store-")) / "collection"
    try:
        measure(folder, asked.articles, asked.pages, asked.questions)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder.parent)


def measure(folder: Path, articles: int, pages: int, questions: int) -> None:
    """Fill the collection and print all figures."""
    with Collection.create(folder) as collection:
        missing = articles - len(collection)
        if missing > 0:
            seconds = fill(collection, islice(made(pages), len(collection), articles))
            print(
                f"ingest                     {missing / seconds:8.0f} articles/s, one commit each"
            )
    size = sum(file.stat().st_size for file in folder.iterdir())
    with Collection.open(folder, readonly=True) as collection:
        statements = collection._db.number("SELECT sum(statements) FROM version")
        print(f"articles                   {len(collection):8,}, {statements:,} statements")
        print(
            f"size on disk               {size / 2**20:8.0f} MiB, {size / articles:.0f} B/article"
        )
        asked = list(made_questions(collection, questions))
        print("ms                           median     95 %      max   and of the CPU")
        first = timed(lambda: collection.search("", vector=asked[0][2]))
        show("first search by meaning", [first])
        for kind in dict.fromkeys(kind for kind, _, _ in asked):
            mine = [(words, vector) for name, words, vector in asked if name == kind]
            show(kind, [timed(partial(collection.search, w, vector=v)) for w, v in mine])
        print(f"found of the nearest 10    {recall(collection, [v for _, _, v in asked]):8.1%}")
        readers(folder, collection, asked)


def made(pages: int) -> Iterator[Pair]:
    """Yield simulated articles without end, each made of so many simulated pages."""
    source = stream(SEED, NOISE)
    while True:
        yield joined(list(islice(source, pages)))


def joined(parts: Sequence[Pair]) -> Pair:
    """Return one article with the texts of several, and their attributions."""
    first, shift, own, links = parts[0][0], 0, list[Attribution](), list[Link]()
    for article, attributions in parts:
        low = len(own)
        for attr in attributions:
            moved = replace(
                attr, article=first.id, parent=None if attr.parent is None else attr.parent + low,
                source=_moved(attr.source, shift), cue=_moved(attr.cue, shift),
                content=_moved(attr.content, shift), addressee=_moved(attr.addressee, shift),
            )  # fmt: skip
            own.append(moved)
        links += [replace(n, span=_moved((n.span,), shift)[0]) for n in article.links]
        shift += len(article.text) + len(GAP)
    text = GAP.join(article.text for article, _ in parts)
    return replace(first, text=text, links=tuple(links)), tuple(own)


def _moved(spans: Spans, by: int) -> Spans:
    return tuple(Span(span.start + by, span.end + by) for span in spans)


def fill(collection: Collection, pairs: Iterator[Pair]) -> float:
    """Add articles; return the seconds that the collection took, without making them."""
    total = 0.0
    for article, attributions in pairs:
        total += timed(partial(collection.add, article, attributions, maker="simulator"))[0]
    return total


def made_questions(collection: Collection, many: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield (kind, words, vector) of questions, made of statements drawn by lot."""
    lots = random.Random(1)  # noqa: S311 - nothing is secret
    ids = [id for (id,) in collection._db.rows("SELECT id FROM page ORDER BY number")]
    for kind in ("two words", "a phrase", "one word", "meaning alone"):
        for id in lots.sample(ids, min(many, len(ids))):
            article = collection.article(id)
            attr = lots.choice(collection.attributions([id])[id])
            content = words_of(attr.content, article.text)
            words = content.split()
            at = lots.randrange(max(1, len(words) - 3))
            yield kind, {
                "two words": " ".join(lots.sample(words, min(2, len(words)))),
                "a phrase": f'"{" ".join(words[at : at + 3])}"',
                "one word": lots.choice(words),
                "meaning alone": "",
            }[kind], vector_of(content)  # fmt: skip


def recall(collection: Collection, vectors: Sequence[bytes], many: int = 25) -> float:
    """Return which part of the statements with the ten largest cosines a search finds.

    Those below the cosine at which nothing is shown do not count.
    """
    asked = np.stack([np.frombuffer(v, np.int8) for v in vectors[:: max(1, len(vectors) // many)]])
    units = asked / np.linalg.norm(asked.astype(np.float32), axis=1, keepdims=True)
    best: list[list[float]] = [[] for _ in asked]
    for (blob,) in collection._db.each("SELECT vectors FROM vector"):
        rows = np.frombuffer(blob, np.int8).reshape(-1, meaning.WIDTH).astype(np.float32)
        cosines = rows @ units.T / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
        for found, column in zip(best, cosines.T, strict=True):
            found += column.tolist()
            if len(found) > 5000:
                found[:] = sorted(found)[-10:]
    hit = total = 0
    for vector, exact in zip(asked, best, strict=True):
        due = [cosine for cosine in sorted(exact)[-10:] if cosine >= meaning.LEAST]
        with collection.snapshot():
            index = meaning.index_of(collection._db)
            near = index.nearest(collection._db, vector.tobytes(), 10)
        hit += sum(cosine >= due[0] - 1e-4 for _, _, cosine in near) if due else 0
        total += len(due)
    return hit / max(1, total)


def readers(folder: Path, collection: Collection, asked: Sequence[tuple[str, str, bytes]]) -> None:
    """Print how long searches and reads take while another process adds articles."""
    ready = multiprocessing.Event()
    start = len(collection)
    writer = multiprocessing.Process(target=write, args=(folder, start, ready), daemon=True)
    writer.start()
    ready.wait()
    lots = random.Random(2)  # noqa: S311
    searches, reads = [], []
    ids = [id for (id,) in collection._db.rows("SELECT id FROM page ORDER BY number")]
    for _, words, vector in lots.sample(list(asked), min(200, len(asked))):
        searches.append(timed(partial(collection.search, words, vector=vector)))
        reads.append(timed(partial(collection.article, lots.choice(ids))))
    added = len(collection) - start
    writer.kill()
    show("search while one writes", searches)
    show("article while one writes", reads)
    print(f"written meanwhile          {added:8,} articles")


def write(folder: Path, start: int, ready: Event) -> None:
    """Add further articles without end."""
    with Collection.open(folder) as collection:
        for article, attributions in stream(SEED + 1, NOISE):
            id = f"later-{start}-{article.id}"
            own = [replace(attr, article=id) for attr in attributions]
            collection.add(replace(article, id=id, url=None), own, maker="simulator")
            ready.set()


def timed(work: Callable[[], object]) -> Seconds:
    """Return how many seconds something takes, by the clock and of the CPU."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def show(name: str, seconds: Sequence[Seconds]) -> None:
    """Print the median, the 95th percentile and the longest, by the clock and of the CPU."""
    figures: list[float] = []
    for column in zip(*seconds, strict=True):
        ordered = sorted(column)
        high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        figures += [statistics.median(ordered), high, ordered[-1]]
    print(f"{name:27}" + " ".join(f"{1000 * value:8.1f}" for value in figures))


if __name__ == "__main__":
    main()
