"""Measure speed on one core: python -m bench.speed [INPUT…]

Prints words per CPU second for each stage and for the whole, the peak memory,
and what a start costs. Without inputs it reads the demonstration story; short
inputs are repeated, under new ids, until there are enough words to measure.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy and onnxruntime are loaded: they make threads at once

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from reportedly import pipeline
from reportedly.records import Article
from reportedly.text import words

ROOT = Path(__file__).parents[1]
STORY = ROOT / "examples/story"
ARTICLES = (".html", ".pdf", ".json", ".jsonl", ".txt")
LEAST_WORDS = 20_000  # some seconds of work: below that the clock's grain and the first calls show
T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", type=Path, default=[STORY])
    inputs = parser.parse_args().inputs
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    stages(inputs)
    print(f"\npeak memory            {peak_mib():8.0f} MiB")
    helped = child_seconds("--help")
    first = next(p for p in sorted(STORY.iterdir()) if p.suffix == ".html")
    traced = child_seconds("trace", str(first))
    print(f"reportedly --help      {helped:8.2f} CPU s")
    print(f"one article, cold      {traced:8.2f} CPU s   reportedly trace {first.name}")


def stages(inputs: list[Path]) -> None:
    """Run each stage over the inputs and print its rate."""
    from reportedly.match.claims import match
    from reportedly.read.contents import read_bytes
    from reportedly.read.files import Found, find_files
    from reportedly.trace.story import trace

    files = [found.path for one in inputs for found in find_files(one) if isinstance(found, Found)]
    files = [path for path in files if path.suffix in ARTICLES]

    def read() -> list[Article]:  # here: the clock does not see the process of `read.guard`
        found = [item for path in files for item in read_bytes(path.read_bytes(), path.name)]
        return [item for item in found if isinstance(item, Article)]

    read()  # loads the extractor and its tables
    articles, read_s = timed(read)
    articles = [a for a in articles if a.language in pipeline.LANGUAGES]
    pipeline.attribute(articles[:1])  # loads the model
    n_read = count(articles)
    print(f"{len(articles)} articles, {n_read:,} words, one core\n")
    row("read", n_read, read_s)
    long = repeated(articles)
    n_long = count(long)
    _, attribute_s = timed(lambda: pipeline.attribute(long))
    row("attribute", n_long, attribute_s)
    attributions = pipeline.attribute(articles)
    pipeline.resolve_all(articles, attributions)  # loads the outlet table
    resolution, resolve_s = timed(lambda: pipeline.resolve_all(articles, attributions))
    (copies, claims), match_s = timed(lambda: match(articles, resolution))
    _, trace_s = timed(lambda: trace(articles, resolution, copies, claims))
    row("resolve", n_read, resolve_s)
    row("match", n_read, match_s)
    row("trace", n_read, trace_s)
    per_word = read_s / n_read + attribute_s / n_long
    print(f"{'read + attribute':18s}{1 / per_word:12,.0f} words per CPU second")
    whole = per_word + (resolve_s + match_s + trace_s) / n_read
    print(f"{'the whole':18s}{1 / whole:12,.0f} words per CPU second")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return the result of `work` and the CPU seconds that it took, all threads together."""
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


def row(stage: str, n_words: int, seconds: float) -> None:
    """Print one stage's rate."""
    rate = n_words / max(seconds, 1e-6)
    print(f"{stage:18s}{rate:12,.0f} words per CPU second{seconds:10.2f} s for {n_words:,} words")


def count(articles: list[Article]) -> int:
    """Return the number of words in the articles' texts."""
    return sum(1 for article in articles for _ in words(article.text))


def repeated(articles: list[Article]) -> list[Article]:
    """Return the articles as often as needed for `LEAST_WORDS`, each time with another end.

    Texts that are the same are attributed once, which is not what is measured here.
    """
    times = -(-LEAST_WORDS // max(1, count(articles)))
    return [
        replace(a, id=f"{a.id}-{i}", text=f"{a.text}\n\n{i}")
        for i in range(times)
        for a in articles
    ]


def peak_mib() -> float:
    """Return the most memory that this process has held, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def child_seconds(*arguments: str) -> float:
    """Return the CPU seconds of a second run of `reportedly ARGUMENTS`, with its files cached."""
    code = "from reportedly.show.cli import main; main()"
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", code, *arguments], check=False, stdout=subprocess.DEVNULL
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
