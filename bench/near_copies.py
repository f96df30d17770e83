"""Near-copies beside what one would pick instead: python -m bench.near_copies [--stories 40]

Simulated stories of each level of noise, in which it is known whose words are whose: whole
copies, and parts that stand in other text. Of each way:

    recall     articles whose words are another's, for which that other is found
    precision  of the pairs that are found, those of one family of copies
    words/s    words of the articles for each second of the CPU

Ours calls a pair copies where half of one of them stands in the other, as tracing does.
The others are bench/peer_copies.py, run with another Python.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Iterable
from itertools import chain

from bench.simulator.generate import stories
from reportedly.match.copies import find_copies
from reportedly.read.article_json import article_of
from reportedly.read.limits import Limits
from reportedly.records import Article
from reportedly.trace.copying import MOSTLY

SEED, LEVELS = 3, (0, 1, 2, 3)
Pair = tuple[str, str]


def main() -> None:
    """Print one table for all levels together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=40)
    parser.add_argument("--peers", default="build/peers/bin/python")
    options = parser.parse_args()
    made = list(chain.from_iterable(drawn(options.stories, level) for level in LEVELS))
    articles = [article for article, _ in made]
    original = {article.id: source for article, source in made}
    words = sum(len(article.text.split()) for article in articles)
    copied = sum(map(bool, original.values()))
    print(f"{len(articles)} articles, {words:,} words; {copied} are copies, whole or in part\n")
    print(f"{'':26} {'recall':>7} {'precision':>10} {'words/s':>9}")
    began = time.process_time()
    found = find_copies(articles)
    spent = time.process_time() - began
    ours = [(c.left, c.right) for c in found if max(c.shared_left, c.shared_right) >= MOSTLY]
    row("ours", ours, original, words / spent)
    command = [options.peers, "bench/peer_copies.py"]
    lines = "\n".join(json.dumps(article.text) for article in articles)
    done = subprocess.run(command, input=lines, text=True, capture_output=True, check=True)
    for name, told in json.loads(done.stdout).items():
        pairs = [(articles[a].id, articles[b].id) for a, b in told["pairs"]]
        row(name, pairs, original, words / told["seconds"])


def drawn(count: int, noise: int) -> Iterable[tuple[Article, str]]:
    """Yield the articles of simulated stories, each with the id of whose words it has, or ""."""
    for number, story in enumerate(stories(SEED, count, noise)):
        known = {written.telling.id for written in story.articles}
        for written in story.articles:
            mark = f"{noise}-{number}-"
            id = mark + written.telling.id
            article = article_of({**written.record, "id": id}, "simulated", id, Limits())
            source = written.telling.takes[0] if written.telling.copied else ""
            yield article, mark + source if source in known else ""


def row(name: str, pairs: Iterable[Pair], original: dict[str, str], speed: float) -> None:
    """Print how right the pairs are."""
    family = {id: _first(id, original) for id in original}
    found = {frozenset(pair) for pair in pairs}
    wanted = [frozenset((id, source)) for id, source in original.items() if source]
    recall = sum(pair in found for pair in wanted) / len(wanted)
    right = sum(len({family[id] for id in pair}) == 1 for pair in found)
    precision = right / max(1, len(found))
    print(f"{name:26} {100 * recall:7.1f} {100 * precision:10.1f} {speed:9,.0f}")


def _first(id: str, original: dict[str, str]) -> str:
    seen = {id}
    while (source := original[id]) and source not in seen:
        id = source
        seen.add(id)
    return id


if __name__ == "__main__":
    main()
