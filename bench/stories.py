"""Trace the labelled stories and score the traces: python -m bench.stories --data DIR

DIR holds bench/stories. Each story's pages are traced in one run; pages in languages
that the model does not know are left out by the pipeline. The traces are kept in
build/bench/stories. Scored with `reportedly.evaluate`, as `reportedly evaluate` does.
"""

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import reportedly
from reportedly.errors import InputError
from reportedly.evaluate.answers import answers
from reportedly.evaluate.figures import evaluation
from reportedly.evaluate.labels import aliases, folders, story
from reportedly.evaluate.names import Names
from reportedly.evaluate.scores import score
from reportedly.show.export_json import trace_json

OUT = Path("build/bench/stories")
STORIES = Path(__file__).with_name("stories")  # ours, of invented content

Json = dict[str, Any]


def main() -> None:
    """Trace, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    stories = parser.parse_args().data / "bench/stories"
    write_traces(stories, OUT)
    found = scores(stories, OUT)
    up = found["upstream"]
    print(
        f"\nclaim {found['claim']}   upstream P {up['p']} R {up['r']} F1 {up['f1']}"
        f"   hedge {found['hedge']} stance {found['stance']}"
        f" (over {found['relays_hit']} relays hit)"
    )
    print(
        f"origins exact {found['origins']['exact']} mae {found['origins']['mae']}   against"
        f" counting pages: exact {found['outlets']['exact']} mae {found['outlets']['mae']},"
        f" always one: {found['one']}   origin name {found['origin_name']}"
        f"   ({found['claims']} claims)"
    )


def scores(stories: Path, traces: Path) -> Json:
    """Return the figures of traces that were written."""
    names = Names(aliases(stories))
    scored = {}
    for folder in folders(stories):
        labels = story(folder)
        trace = json.loads((traces / f"{folder.name}.json").read_text("utf-8"))
        scored[folder.name] = score(labels, answers(trace, labels.pages, folder.name), names)
    return evaluation(scored)


def load(folder: Path) -> tuple[Json, Mapping[str, Json]]:
    """Return a story's labels and its pages as they stand in the files."""
    pages = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"))}
    return pages.pop("gold"), pages


def chosen(part: str = "all", stories: Path = STORIES) -> list[Path]:
    """Return the folders of a part of our stories: train, dev, held, check or all."""
    return [f for f in folders(stories) if part in (load(f)[0]["part"], "all")]


def write_traces(stories: Path, out: Path) -> None:
    """Trace each story's pages in one run, and write OUT/NN-slug.json."""
    out.mkdir(parents=True, exist_ok=True)
    for folder in folders(stories):
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
