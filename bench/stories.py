"""Trace the labelled stories and score the traces: python -m bench.stories --data DIR

DIR holds bench/stories and bench/score_stories.py. Each story's pages are
traced in one run; pages in languages that the model does not know are left
out by the pipeline. The traces are kept in build/bench/stories.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

import reportedly
from reportedly.errors import InputError
from reportedly.show.export_json import trace_json

OUT = Path("build/bench/stories")


def main() -> None:
    """Trace, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    write_traces(data / "bench/stories", OUT)
    print(flush=True)
    subprocess.run(score(data, OUT), check=True)


def score(data: Path, traces: Path) -> list[str | Path]:
    """Return the command that scores the traces."""
    return [sys.executable, data / "bench/score_stories.py", data / "bench/stories", traces]


def write_traces(stories: Path, out: Path) -> None:
    """Trace each story's pages in one run, and write OUT/NN-slug.json."""
    out.mkdir(parents=True, exist_ok=True)
    for folder in sorted(path.parent for path in stories.glob("*/gold.json")):
        began = time.process_time()
        left_out: list[InputError] = []
        pages = sorted(path for path in folder.glob("*.json") if path.name != "gold.json")
        articles = reportedly.read(*pages, on_error=left_out.append)
        traced = reportedly.trace(articles, on_error=left_out.append)
        (out / f"{folder.name}.json").write_text(trace_json(traced), "utf-8")
        print(
            f"{folder.name:28s} {len(traced.articles):3d} articles, {len(left_out):2d} left out,"
            f" {len(traced.claims):3d} claims, {time.process_time() - began:5.1f} CPU s"
        )


if __name__ == "__main__":
    main()
