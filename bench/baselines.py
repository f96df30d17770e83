"""Score baselines and the pipeline on our labelled stories: python -m bench.baselines --data DIR

The stories are bench/stories; its DATASHEET.md says how they were made. DIR holds
bench/score_stories.py, which scores all alike. The baselines answer only how many
independent origins a claim has. They are given the labelled claims and the pages
that support each, which the pipeline must find for itself: that favours them.
The part `held` is for reporting: nobody tunes on it, nor reads its errors.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import reportedly
from reportedly.show.export_json import trace_object
from reportedly.text import fold, words

STORIES = Path(__file__).with_name("stories")
PARTS = ("dev", "held")
SHINGLE = 5  # words, the usual width for near-copies
COPIED = 0.5  # of the shorter text's shingles that stand in the other: half of it is the same

Json = dict[str, Any]
Pages = Mapping[str, Json]  # by id
Scored = Mapping[str, Any]  # what the scorer prints with --json


def load(folder: Path) -> tuple[Json, Pages]:
    """Return a story's labels and its pages."""
    pages = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"))}
    return pages.pop("gold"), pages


def chosen(part: str = "all", stories: Path = STORIES) -> list[Path]:
    """Return the folders of a part: dev, held or all."""
    folders = sorted(path.parent for path in stories.glob("*/gold.json"))
    return [folder for folder in folders if part in (load(folder)[0]["part"], "all")]


def supporting(claim: Json) -> list[str]:
    """Return the pages that carry a claim and neither deny nor doubt it."""
    relays = claim["relays"]
    return [r["page"] for r in relays if r.get("stance", "supports") == "supports"]


def outlets(ids: Sequence[str], pages: Pages, _: Json) -> int:
    """Count outlets."""
    return len({pages[id]["outlet"] for id in ids})


def always_one(_ids: Sequence[str], _pages: Pages, _gold: Json) -> int:
    """Answer 1."""
    return 1


def owners(ids: Sequence[str], pages: Pages, gold: Json) -> int:
    """Count owners: outlets that the labels' `same_owner` names together are one."""
    owner = {name: group[0] for group in gold["same_owner"] for name in group}
    return len({owner.get(pages[id]["outlet"], pages[id]["outlet"]) for id in ids})


def near_copies(ids: Sequence[str], pages: Pages, _: Json) -> int:
    """Count texts, near-copies as one."""
    shingles = {id: _shingles(pages[id]["text"]) for id in ids}
    group = {id: id for id in ids}
    for a, b in combinations(ids, 2):
        fewer = min(len(shingles[a]), len(shingles[b]))
        if fewer and len(shingles[a] & shingles[b]) >= COPIED * fewer:
            old, new = group[b], group[a]
            group = {id: new if head == old else head for id, head in group.items()}
    return len(set(group.values()))


def _shingles(text: str) -> set[tuple[str, ...]]:
    folded = [fold(span.of(text)) for span in words(text)]
    return {tuple(folded[i : i + SHINGLE]) for i in range(len(folded) - SHINGLE + 1)}


BASELINES: dict[str, Callable[[Sequence[str], Pages, Json], int]] = {
    "count outlets": outlets,
    "always one": always_one,
    "group by owner": owners,
    "near-copies only": near_copies,
}


def answered(folder: Path, count: Callable[[Sequence[str], Pages, Json], int]) -> Json:
    """Return a trace with the labelled claims and a baseline's number for each."""
    gold, pages = load(folder)
    claims = []
    for claim in gold["claims"]:
        appearances = []
        for relay in claim["relays"]:
            start = pages[relay["page"]]["text"].index(relay["evidence"])
            content = [[start, start + len(relay["evidence"])]]
            appearances.append({"article": relay["page"], "content": content})
        known = count(supporting(claim), pages, gold)
        claims.append({"appearances": appearances, "independent_origins": {"known": known}})
    return {"claims": claims}


def traced(folder: Path) -> Json:
    """Return the pipeline's trace of a story's pages, the table of owners laid over ours."""
    pages = sorted(path for path in folder.glob("*.json") if path.name != "gold.json")
    table = folder.parent / "outlets.toml"
    return trace_object(reportedly.trace(reportedly.read(*pages), outlets=table))


def scored(
    scorer: Path, folders: Sequence[Path], traces: Mapping[str, Json], keep: range | None = None
) -> Scored:
    """Run the scorer on some stories.

    With `keep`, only claims with so many origins are in the figures for origins.
    """
    with TemporaryDirectory() as name:
        root, out = Path(name) / "stories", Path(name) / "traces"
        out.mkdir()
        for folder in folders:
            gold, pages = load(folder)
            for claim in gold["claims"]:
                if keep is not None and claim["independent_origins"] not in keep:
                    claim["uncertain"] = True
            (root / folder.name).mkdir(parents=True)
            for id, page in {**pages, "gold": gold}.items():
                (root / folder.name / f"{id}.json").write_text(json.dumps(page), "utf-8")
            trace = json.dumps(traces[folder.name])
            (out / f"{folder.name}.json").write_text(trace, "utf-8")
        aliases = folders[0].parent / "aliases.json"
        (root / "aliases.json").write_bytes(aliases.read_bytes())
        command: list[str | Path] = [sys.executable, scorer, root, out, "--json"]
        result: Scored = json.loads(subprocess.check_output(command))
    return result


def report(scorer: Path, folders: Sequence[Path]) -> None:
    """Print a line for each baseline and for the pipeline, and the pipeline's other figures."""
    print(
        f"{'independent origins':20s}{'exact':>8s}{'error':>8s}{'of one':>10s}{'of several':>12s}"
    )
    ours: Scored = {}
    for name, count in {**BASELINES, "reportedly": None}.items():
        traces = {f.name: answered(f, count) if count else traced(f) for f in folders}
        ours = scored(scorer, folders, traces)
        one, several = (scored(scorer, folders, traces, k) for k in (range(1, 2), range(2, 99)))
        print(
            f"{name:20s}{ours['origins']['exact']:8.1f}{ours['origins']['mae']:8.2f}"
            f"{one['origins']['exact']:10.1f}{several['origins']['exact']:12.1f}"
        )
    up = ours["upstream"]
    print(
        f"reportedly on {len(folders)} stories, {ours['claims']} claims: claim {ours['claim']}"
        f"  upstream P {up['p']} R {up['r']} F1 {up['f1']}  hedge {ours['hedge']}"
        f"  stance {ours['stance']} (over {ours['relays_hit']} relays hit)"
        f"  origin name {ours['origin_name']}"
    )


def main() -> None:
    """Print one table for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    options = parser.parse_args()
    for part in PARTS if options.part == "all" else (options.part,):
        print(f"\n== {part}")
        report(options.data / "bench/score_stories.py", chosen(part))


if __name__ == "__main__":
    main()
