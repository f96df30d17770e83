"""How time grows where a story is odd: thousands of copies of one text, one very long article.

    python -m bench.odd_stories                       # copies: 1,000, 2,000, 4,000
    python -m bench.odd_stories --copies 10000
    python -m bench.odd_stories --words 100000        # one such article among ten short ones

CPU seconds of this process, of each stage, and the peak of its memory. Outlets,
people and words are invented.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from reportedly import pipeline
from reportedly.match.claims import match
from reportedly.records import Article, Moment
from reportedly.show.export_json import trace_json
from reportedly.trace.story import trace

T = TypeVar("T")
WIRE = (
    "Bridge at Kelsby to stay shut until spring\n\n"
    "KELSBY, September 17 (Telcora) - The bridge at Kelsby will stay shut until spring, an official"
    " at the transport ministry told Telcora on Tuesday. About 250 workers have been sent to mend"
    " its piers, the official said, asking not to be named.\n\n"
    "Mayor Ida Moss said that the town had not been told. “Nobody has called us,” she said. The"
    " ministry denied that the piers are unsafe.\n\n"
    "Traffic is led over the old ford, which floods in autumn. Farmers on the far bank said that"
    " they would lose a third of their milk."
)
WHO = "the warden|a farmer|Mayor Moss|the clerk|a ferryman|the doctor|two drivers|the baker".split(
    "|"
)
WHAT = "ford|bridge|mill|quay|harvest|road|school|dairy|tower|market|ferry|dam|river|fair".split(
    "|"
)
DOES = "would stay shut until|had cost more since|was not safe before|would be sold by".split("|")
WHEN = "spring|autumn|Monday|the first frost|next year|the elections|the last storm".split("|")


def copies(many: int) -> list[Article]:
    """Return one text under as many outlets, an hour after each other."""
    return [
        Article(
            id=f"a{i}",
            text=WIRE,
            outlet=f"Outlet {i}",
            url=f"https://o{i}.example/bridge",
            title="Bridge at Kelsby to stay shut until spring",
            published=Moment(f"2024-{1 + i // 672 % 12:02}-{1 + i // 24 % 28:02}T{i % 24:02}:00Z",
                             "minute"),
            language="en",
        )
        for i in range(many)
    ]  # fmt: skip


def long_among_short(words: int) -> list[Article]:
    """Return ten short articles and one of as many words, which holds the short ones' story."""
    lots = random.Random(7)  # noqa: S311 - made text, nothing secret
    said: list[str] = []
    length = len(WIRE.split())
    while length < words:
        pick = [lots.choice(some) for some in (WHO, WHAT, DOES, WHEN)]
        number = lots.randrange(2, 900)
        line = f"{pick[0].capitalize()} said that the {pick[1]} {pick[2]} {pick[3]}."
        line += f" There are {number} of them beside the {lots.choice(WHAT)}."
        said.append(line)
        length += len(line.split())
    text = "\n\n".join([WIRE, *(" ".join(said[i : i + 4]) for i in range(0, len(said), 4))])
    return [
        *copies(10),
        Article(
            id="long",
            text=text,
            outlet="The Kelsby Chronicle",
            published=Moment("2024-12-31", "day"),
            language="en",
        ),
    ]


def timed(work: Callable[[], T], name: str, told: list[str]) -> T:
    """Return what the work gives, and note its CPU seconds."""
    before = time.process_time()
    out = work()
    told.append(f"{name} {time.process_time() - before:.1f}")
    return out


def measure(articles: Sequence[Article], name: str) -> None:
    """Print the CPU seconds of each stage, and the claims."""
    told: list[str] = []
    start = time.process_time()
    found = timed(lambda: pipeline.attribute(articles), "attribute", told)
    resolution = timed(lambda: pipeline.resolve_all(articles, found), "resolve", told)
    both = timed(lambda: match(articles, resolution), "match", told)
    whole = timed(lambda: trace(articles, resolution, *both), "trace", told)
    data = timed(lambda: trace_json(whole), "json", told)
    total = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lead = whole.claims[0].independence
    print(f"{name}: {total:.1f} CPU s, {1000 * total / len(articles):.1f} ms an article")
    print(f"  {', '.join(told)}; {len(data) / 1e6:.0f} MB of JSON, {peak:.0f} MB at the peak")
    print(f"  {len(both[0])} pairs of copies; the first claim: {lead.sentence}", flush=True)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--copies", type=int, nargs="*", default=[1000, 2000, 4000])
    parser.add_argument("--words", type=int, default=0)
    asked = parser.parse_args()
    pipeline.attribute(copies(1))  # the model is loaded
    if asked.words:
        measure(long_among_short(asked.words), f"one of {asked.words:,} words and ten short ones")
        return
    for many in asked.copies:
        measure(copies(many), f"{many:,} copies")


if __name__ == "__main__":
    main()
