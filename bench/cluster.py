"""What a cluster would take, reckoned on paper: python -m bench.cluster

From bench/scale.json (CPU seconds of each stage, of gathering) and from the bytes that go
from step to step, measured here on simulated articles: what gathering reads of each article
(id, date, hashed names), and the row that the worker who traces it fetches. For articles of
700 words:

    time = (read + trace) / workers  +  gathering  +  bytes to the one who gathers / its link
           + bytes to the tracers / their links  +  tasks, given out one after the other

Reading and tracing share nothing but files, so they divide by the workers; gathering is one
process and does not, nor is the giving out of tasks. No cluster was run.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from bench.scale import OUT, WORDS, given
from reportedly.batch import parts
from reportedly.batch.gathering import BUNCH
from reportedly.batch.reading import PART, row_of

LINK = 125e6  # bytes a second of each worker's share of a network: a gigabit
TASK = 0.005  # seconds in which a scheduler gives out one task
SIZES = (10**6, 10**8)
WORKERS = (1, 2, 8, 64, 256, 1000)
GATHERED = ("id", "published", "digest", "said", "weights")


def volumes(count: int = 1000) -> tuple[float, float, float]:
    """Return bytes an article: what gathering reads, the whole row; and words an article."""
    rows, words = [], 0
    for article, said in given(count):
        rows.append(row_of(article, said))
        words += len(article.text.split())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "part.parquet"
        parts.write(rows, parts.READ, path)
        told = pq.ParquetFile(path).metadata
        columns = [
            told.row_group(group).column(column)
            for group in range(told.num_row_groups)
            for column in range(told.num_columns)
        ]
    size = {True: 0, False: 0}
    for column in columns:
        size[column.path_in_schema.split(".")[0] in GATHERED] += column.total_compressed_size
    return size[True] / count, (size[True] + size[False]) / count, words / count


def main() -> None:
    """Print the volumes and the table."""
    measured = json.loads(OUT.read_text("utf-8"))
    small, row, length = volumes()
    stages = measured["stages"]
    a_word = {name: value / stages["words"] for name, value in stages["seconds"].items()}
    alike = measured["growth"][-1]
    gather = alike["gather"] / alike["articles"]
    read = WORDS * (a_word["read"] + a_word["attribute"])
    trace = WORDS * sum(a_word[name] for name in ("resolve", "match", "trace", "store"))
    small, row = (size * WORDS / length for size in (small, row))
    print(f"CPU seconds an article of {WORDS} words: read {read:.3f}, trace {trace:.3f}")
    print(f"gathering, by one process: {1e6 * gather:.0f} microseconds an article")
    print(f"bytes an article: {small:,.0f} to the one who gathers, {row:,.0f} to a tracer\n")
    print(f"{'workers':>8}" + "".join(f"{size:>16,} {'of ideal':>9}" for size in SIZES))
    for workers in WORKERS:
        cells = ""
        for size in SIZES:
            spent = taken(size, workers, (read, trace, gather), (small, row))
            ideal = taken(size, 1, (read, trace, gather), (small, row)) / workers
            cells += f"{spent / 3600:14.1f} h {100 * ideal / spent:7.0f} %"
        print(f"{workers:8,}{cells}")


def taken(
    size: int,
    workers: int,
    seconds: tuple[float, float, float],
    volume: tuple[float, float],
) -> float:
    """Return the seconds by the clock that some workers would take for some articles."""
    read, trace, gather = seconds
    small, row = volume
    tasks = size / PART + size / BUNCH
    shared = size * (read + trace + row / LINK) / workers
    return shared + size * (gather + small / LINK) + tasks * TASK


if __name__ == "__main__":
    main()
