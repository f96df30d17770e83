"""How time and memory grow with the number of articles: python -m bench.growth

Simulated articles (bench/simulator) whose attributions are given, so that the model has no
part: what is measured is resolving, matching and tracing, all articles at once on one core.
The vectors of contents are the simulator's: of their words, made before the clock runs. Each
size runs in a process of its own, smallest first, and is written to bench/growth.json when it
is done; docs/images/growth.svg is drawn from that file.

The simulator's language is small: stories of one matter share their sentences but for names and
numbers, so that an article resembles thousands of others. That is harder than the news.
"""

import argparse
import json
import math
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from bench.growth_picture import picture
from bench.simulator.direct import stream
from bench.simulator.world import world
from reportedly.match.claims import match
from reportedly.pipeline import resolve_all
from reportedly.records import Article, Attribution, Trace
from reportedly.trace.story import trace

OUT = Path(__file__).with_suffix(".json")
SVG = Path(__file__).parents[1] / "docs/images/growth.svg"
SIZES = (1_000, 10_000, 100_000)
STAGES = ("resolve", "match", "trace")
SEED, NOISE = 1, 1
WARM = 160  # articles: enough for sketches and sparse rows to be loaded
MEGA = 1024 * 1024

Row = dict[str, Any]
T = TypeVar("T")


def main() -> None:
    """Measure, write, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--one", type=int, help="measure one size here, and print it as JSON")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--svg", type=Path, default=SVG)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options.one)))
        return
    rows: dict[int, Row] = {}
    for size in sorted(options.sizes):
        command = [sys.executable, "-m", "bench.growth", "--one", str(size)]
        rows[size] = json.loads(subprocess.check_output(command))
        show(rows[size])
        write(list(rows.values()), options.out)
    options.svg.write_text(picture(json.loads(options.out.read_text("utf-8"))), "utf-8")


def write(rows: Sequence[Row], out: Path) -> None:
    """Write what was measured so far, with the exponents fitted to it."""
    found = {
        "machine": f"one core; {platform.machine()}, Python {platform.python_version()}",
        "seed": SEED,
        "noise": NOISE,
        "rows": rows,
        "exponents": exponents(rows) if len(rows) > 1 else {},
    }
    out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def show(row: Row) -> None:
    """Print one size in a line."""
    n = row["articles"]
    stages = "  ".join(f"{name} {row['seconds'][name]:8.1f}" for name in STAGES)
    print(
        f"{n:8,d} articles  {stages} CPU s  {1000 * sum(row['seconds'].values()) / n:6.1f} ms and"
        f" {1024 * row['memory_mb'] / n:6.1f} KB an article; {row['copies'] / n:.1f} copies,"
        f" {row['claims'] / n:.2f} claims an article",
        flush=True,
    )


def exponents(rows: Sequence[Row]) -> dict[str, float]:
    """Return for each stage, for all and for memory the power of the number of articles."""
    spent = [row["seconds"] for row in rows]
    sizes = [row["articles"] for row in rows]
    found = {name: _power(sizes, [one[name] for one in spent]) for name in STAGES}
    found["all"] = _power(sizes, [sum(one.values()) for one in spent])
    found["memory"] = _power(sizes, [row["memory_mb"] for row in rows])
    return found


def _power(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Return the slope of a straight line through the logarithms, by least squares."""
    points = [
        (math.log(size), math.log(max(1e-3, value)))
        for size, value in zip(sizes, values, strict=True)
    ]
    mid_x, mid_y = (sum(column) / len(points) for column in zip(*points, strict=True))
    across = math.fsum((x - mid_x) ** 2 for x, _ in points)
    return round(math.fsum((x - mid_x) * (y - mid_y) for x, y in points) / across, 2)


def measured(size: int) -> Row:
    """Return what a number of articles costs, in this process."""
    _whole(*_given(WARM), {})  # tables and libraries are loaded before the clock runs
    articles, attributions = _given(size)
    before = _memory()
    seconds: dict[str, float] = {}
    traced = _whole(articles, attributions, seconds)
    return {
        "articles": size,
        "words": sum(len(article.text.split()) for article in articles),
        "statements": sum(map(len, attributions.values())),
        "copies": len(traced.copies),
        "claims": len(traced.claims),
        "seconds": {name: round(spent, 2) for name, spent in seconds.items()},
        "memory_mb": round((_memory() - before) / MEGA, 1),
    }


def _whole(
    articles: Sequence[Article],
    attributions: Mapping[str, Sequence[Attribution]],
    seconds: dict[str, float],
) -> Trace:
    """Resolve, match and trace; note the seconds of each."""
    with TemporaryDirectory() as folder:
        table = Path(folder) / "outlets.toml"
        table.write_text(world(SEED).table(), "utf-8")
        resolution = _timed("resolve", seconds, lambda: resolve_all(articles, attributions, table))
    copies, claims = _timed("match", seconds, lambda: match(articles, resolution))
    return _timed("trace", seconds, lambda: trace(articles, resolution, copies, claims))


def _given(size: int) -> tuple[list[Article], Mapping[str, tuple[Attribution, ...]]]:
    found = list(islice(stream(SEED, NOISE), size))
    return [article for article, _ in found], {article.id: said for article, said in found}


def _timed(name: str, seconds: dict[str, float], work: Callable[[], T]) -> T:
    began = time.process_time()
    found = work()
    seconds[name] = time.process_time() - began
    return found


def _memory() -> int:
    """Return the most memory that this process has had, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    main()
