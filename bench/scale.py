"""What a corpus run costs: python -m bench.scale [--sizes 1000 10000] [--pages 600]

1. Stages: simulated articles as pages in a web archive, read to tables by the steps of
   `reportedly batch`, each stage timed by the CPU on one core; and what that makes a day
   on two cores for articles of 700 words, which is a reckoning and no run of a day.
2. Workers: the same archive through the whole command with one process and with two, by
   the clock. What else the machine does at the time is in it.
3. Growth: gathering and tracing of more and more articles, whose attributions are given
   by the simulator, for the model would take days. Each size runs in a process of its own.

Written to bench/scale.json as each is done, and drawn as docs/images/scale.svg.
"""

import argparse
import html
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from bench.growth import _power
from bench.scale_picture import picture
from bench.simulator.direct import stream
from bench.simulator.world import world
from reportedly.records import Article, Attribution

OUT = Path(__file__).with_suffix(".json")
SVG = Path(__file__).parents[1] / "docs/images/scale.svg"
SEED, NOISE = 1, 1
WORDS = 700  # of an article of the news, for the reckoning of a day
STAGES = ("read", "attribute", "resolve", "match", "trace", "store")
T = TypeVar("T")
Row = dict[str, Any]


def main() -> None:
    """Measure, write, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 3_000, 10_000])
    parser.add_argument("--one", type=int, help="measure one size of growth here, print it")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--svg", type=Path, default=SVG)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(growth(options.one)))
        return
    found: Row = {"machine": f"{platform.machine()}, Python {platform.python_version()}"}
    found["stages"] = stages(options.pages)
    found["workers"] = [workers(options.pages, count) for count in (1, 2)]
    _keep(found, options)
    found["growth"] = []
    for size in sorted(options.sizes):
        command = [sys.executable, "-m", "bench.scale", "--one", str(size)]
        found["growth"].append(json.loads(subprocess.check_output(command)))
        print(found["growth"][-1], flush=True)
        _keep(found, options)


def _keep(found: Row, options: argparse.Namespace) -> None:
    rows = found.get("growth", [])
    if len(rows) > 1:
        sizes = [row["articles"] for row in rows]
        found["exponents"] = {
            name: _power(sizes, [row[name] for row in rows]) for name in ("gather", "trace")
        }
    options.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    options.svg.write_text(picture(found), "utf-8")


def given(count: int) -> Iterator[tuple[Article, Sequence[Attribution]]]:
    """Yield simulated articles with their attributions."""
    yield from islice(stream(SEED, NOISE), count)


def archive(count: int, path: Path) -> None:
    """Write simulated articles as pages into a web archive, gzipped by record."""
    import gzip

    with path.open("wb") as file:
        for article, _ in given(count):
            told = {
                "title": article.title or "", "outlet": article.outlet or "",
                "date": article.published.value if article.published else "",
            }  # fmt: skip
            told = {name: html.escape(value, quote=True) for name, value in told.items()}
            body = "".join(
                f"<p>{html.escape(line)}</p>" for line in article.text.split("\n") if line
            )
            page = (
                f'<html lang="en"><head><title>{told["title"]}</title>'
                f'<meta property="og:site_name" content="{told["outlet"]}">'
                f'<meta property="article:published_time" content="{told["date"]}"></head>'
                f"<body><nav><a href=/>Home</a></nav><article>{body}</article></body></html>"
            )
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
            url = article.url or f"https://{article.id}.example/"
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0))


def stages(count: int) -> Row:
    """Return CPU seconds of each stage on one core, from archive to tables."""
    from reportedly import pipeline
    from reportedly.batch.gathering import Corpus, stories
    from reportedly.match.stories import said as said_words
    from reportedly.read.contents import read_bytes

    if hasattr(os, "sched_setaffinity"):
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(before)})
    spent = dict.fromkeys(STAGES, 0.0)
    with TemporaryDirectory() as folder:
        path, table = Path(folder) / "news.warc.gz", Path(folder) / "outlets.toml"
        archive(count, path)
        table.write_text(world(SEED).table(), "utf-8")
        read_bytes(path.read_bytes(), path.name)
        pipeline.attribute([next(given(1))[0]])  # tables and model are loaded
        # here, and not in the process of `read.guard`, whose time this one's clock does not see
        items = _timed("read", spent, lambda: read_bytes(path.read_bytes(), path.name))
        articles = [item for item in items if isinstance(item, Article)]
        said = _timed(
            "attribute", spent, lambda: pipeline.attribute(articles, on_error=lambda _: None)
        )
        made = Corpus()
        for number, article in enumerate(a for a in articles if a.id in said):
            made.ids.append(article.id)
            made.published.append(article.published.value if article.published else "")
            made.said.append(said_words(article.text))
            made.file.append(0)
            made.row.append(number)
        known = {article.id: article for article in articles}
        for number, story in enumerate(stories(made)):
            these = [known[made.ids[n]] for n in story]
            _story(these, {a.id: said[a.id] for a in these}, (table, number), spent)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, before)
    words = sum(len(article.text.split()) for article in articles)
    whole = sum(spent.values())
    row = {
        "articles": len(articles), "words": words,
        "seconds": {name: round(value, 2) for name, value in spent.items()},
        "words_per_second": {n: round(words / v) for n, v in spent.items() if v},
        "whole_words_per_second": round(words / whole),
        "articles_a_day_on_two_cores": round(2 * 86_400 * words / whole / WORDS),
    }  # fmt: skip
    print(json.dumps(row), flush=True)
    return row


def _story(
    articles: Sequence[Article],
    said: Mapping[str, Sequence[Attribution]],
    where: tuple[Path, int],
    spent: dict[str, float],
) -> None:
    """Resolve, match, trace and store one story; note the seconds of each."""
    from reportedly import pipeline
    from reportedly.batch.tracing import write_tables
    from reportedly.match.claims import match
    from reportedly.tables import TABLES, Things, rows
    from reportedly.trace.story import trace

    table, number = where
    resolution = _timed("resolve", spent, lambda: pipeline.resolve_all(articles, said, table))
    copies, claims = _timed("match", spent, lambda: match(articles, resolution))
    traced = _timed("trace", spent, lambda: trace(articles, resolution, copies, claims))

    def store() -> None:
        things = Things(traced)
        found = {one.name: list(rows(one.name, things)) for one in TABLES}
        write_tables(found, table.parent, number)

    _timed("store", spent, store)


def workers(count: int, processes: int) -> Row:
    """Return the seconds by the clock of the whole command with some processes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news"
        path.mkdir()
        for part in range(4):  # files are what is shared out
            archive(count // 4, path / f"{part}.warc.gz") if part == 0 else None
            (path / f"{part}.warc.gz").write_bytes((path / "0.warc.gz").read_bytes())
        program = "from reportedly.show.cli import main; main()"
        command = [
            sys.executable, "-c", program, "batch", str(path), "--out", str(Path(folder) / "out"),
            "--workers", str(processes),
        ]  # fmt: skip
        began = time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        row = {"workers": processes, "seconds": round(time.monotonic() - began, 1)}
        told = json.loads((Path(folder) / "out/summary.json").read_text("utf-8"))
        row |= {name: round(value, 1) for name, value in told["seconds"].items()}
    print(row, flush=True)
    return row


def growth(size: int) -> Row:
    """Return what gathering and tracing so many articles costs, in this process."""
    from reportedly.batch import parts
    from reportedly.batch.gathering import bunches, corpus, stories
    from reportedly.batch.reading import row_of
    from reportedly.batch.tracing import trace_bunch

    with TemporaryDirectory() as folder:
        out = Path(folder)
        table = out / "outlets.toml"
        table.write_text(world(SEED).table(), "utf-8")
        rows: list[Mapping[str, Any]] = []
        for number, (article, said) in enumerate(given(size), 1):
            rows.append(row_of(article, said))
            if number % 1000 == 0 or number == size:
                parts.write(rows, parts.READ, out / "parts" / f"u{number:07d}-00000.parquet")
                rows = []
        began = time.process_time()
        whole = corpus(sorted((out / "parts").glob("*.parquet")))
        found = stories(whole)
        gathered = time.process_time() - began
        began, claims = time.process_time(), 0
        for bunch in bunches(whole, found):
            claims += trace_bunch(bunch, out, table).claims
        traced = time.process_time() - began
    return {
        "articles": size, "stories": len(found), "largest": max(map(len, found)),
        "claims": claims, "gather": round(gathered, 2), "trace": round(traced, 2),
        "ms_an_article": round(1000 * (gathered + traced) / size, 2),
        "peak_mb": round(_memory() / 2**20),
    }  # fmt: skip


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _timed(name: str, spent: dict[str, float], work: Callable[[], T]) -> T:
    began = time.process_time()
    found = work()
    spent[name] += time.process_time() - began
    return found


if __name__ == "__main__":
    main()
