"""What one more article costs a collection: python -m bench.adding [--articles 10000]

Simulated articles (bench/simulator) are put into the index of stories one by one; then some
more are, and after each its story is resolved, matched and traced anew. The attributions
are given, so the model has no part: a collection keeps them, and the article that comes has to
be read once, whatever the size of the collection.
"""

import argparse
import statistics
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.simulator.direct import stream
from bench.simulator.world import world
from reportedly.match.stories import Gathered, Stories
from reportedly.pipeline import trace_attributions
from reportedly.records import Article, Attribution

SEED, NOISE = 1, 1
MORE = 20  # articles that are added one by one, with the clock running

Given = Mapping[str, tuple[Article, Sequence[Attribution]]]


def main() -> None:
    """Fill the index, add some more, print what each costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    size = parser.parse_args().articles
    given = {article.id: (article, said) for article, said in islice(stream(SEED, NOISE), size)}
    ids = list(given)
    late = ids[:: max(1, size // MORE)][:MORE]  # their stories are there, but for themselves
    stories, began = Stories(), time.process_time()
    for id in ids:
        if id not in late:
            stories.add(id, given[id][0].text)
    filled = time.process_time() - began
    print(f"{len(stories):,d} articles in the index, {1000 * filled / size:.2f} ms each")
    with TemporaryDirectory() as folder:
        table = Path(folder) / "outlets.toml"
        table.write_text(world(SEED).table(), "utf-8")
        rows = [_added(id, given, stories, table) for id in late]
    looked, traced, stories_of = zip(*rows, strict=True)
    mean = statistics.mean(len(story.articles) for story in stories_of)
    print(
        f"one more: index {1000 * statistics.median(looked):.1f} ms (at most"
        f" {1000 * max(looked):.1f}), its story traced in {statistics.median(traced):.2f} s"
        f" (at most {max(traced):.2f}); {mean:.1f} articles a story,"
        f" {sum(not story.whole for story in stories_of)} of {MORE} stories cut"
    )
    found, true = _recall(late, stories_of, ids)
    print(f"of the articles simulated as one story {found} of {true} are in it")


def _added(id: str, given: Given, stories: Stories, table: Path) -> tuple[float, float, Gathered]:
    """Return the CPU seconds of the index and of the trace, and the story."""
    began = time.process_time()
    stories.add(id, given[id][0].text)
    story = stories.story(id)
    looked = time.process_time() - began
    articles = [given[one][0] for one in story.articles]
    trace_attributions(articles, {one: given[one][1] for one in story.articles}, outlets=table)
    return looked, time.process_time() - began - looked, story


def _recall(late: Sequence[str], found: Sequence[Gathered], ids: Sequence[str]) -> tuple[int, int]:
    """Return how many articles of the same simulated stories were gathered, and how many are."""
    right = wanted = 0
    for id, story in zip(late, found, strict=True):
        same = {one for one in ids if one.split("-")[0] == id.split("-")[0]}
        right += len(same & set(story.articles))
        wanted += len(same)
    return right, wanted


if __name__ == "__main__":
    main()
