"""Trace simulated stories, of which the whole truth is known, and print how right the traces are.

python -m bench.simulated [--seed 1] [--stories 25] [--noise 0 1 2 3] [--data DIR] [--svg FILE]

DIR gets, or has, a folder noise-N for each level, as `python -m bench.simulator` writes them.
With --direct the attributions are the simulator's own: what is wrong then is not the model's.
The traces lie beside the stories, so that the scorer of the labelled stories can be run on both.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path

import reportedly
from bench.simulated_picture import picture
from bench.simulated_scores import Scores, Tally, add_story, rows
from bench.simulator.direct import article, attributions
from bench.simulator.generate import LEVELS, stories, write
from reportedly.pipeline import trace_attributions
from reportedly.records import FINDING_KINDS
from reportedly.show.export_json import trace_json

OUT = Path("build/bench/simulator")


def main() -> None:
    """Generate, trace, score, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=25, help="of each level")
    parser.add_argument("--noise", type=int, nargs="+", choices=LEVELS, default=LEVELS)
    parser.add_argument("--data", type=Path, default=OUT)
    parser.add_argument("--direct", action="store_true", help="without the model")
    parser.add_argument("--errors", action="store_true", help="list the classes of errors")
    parser.add_argument("--svg", type=Path, help="draw the figures")
    options = parser.parse_args()
    by_level: dict[int, Scores] = {}
    for noise in options.noise:
        folder = options.data / f"noise-{noise}"
        write(folder, options.seed, options.stories, noise)
        began = time.process_time()
        traced = direct if options.direct else whole
        by_level[noise] = traced(folder, options.seed, options.stories, noise)
        spent = time.process_time() - began
        done = f"{by_level[noise].articles} articles of {options.stories} stories"
        print(f"noise {noise}: {done}, {spent:.0f} CPU s", flush=True)
    report(by_level, errors=options.errors)
    if options.svg:
        options.svg.write_text(picture(by_level), "utf-8")


def whole(folder: Path, seed: int, count: int, noise: int) -> Scores:
    """Read, attribute and trace each story from its files, as a user would."""
    scores = Scores()
    for one in stories(seed, count, noise):
        pages = sorted(p for p in (folder / one.name).glob("*.json") if p.name != "gold.json")
        traced = reportedly.trace(reportedly.read(*pages), outlets=folder / "outlets.toml")
        (folder / f"{one.name}.json").write_text(trace_json(traced), "utf-8")
        labels = json.loads((folder / one.name / "gold.json").read_text("utf-8"))
        add_story(scores, labels, traced)
    return scores


def direct(folder: Path, seed: int, count: int, noise: int) -> Scores:
    """Trace each story from attributions that are known to be right."""
    scores = Scores()
    for one in stories(seed, count, noise):
        articles = [article(written) for written in one.articles]
        known = {w.telling.id: attributions(w) for w in one.articles}
        traced = trace_attributions(articles, known, outlets=folder / "outlets.toml")
        add_story(scores, one.gold, traced)
    return scores


def report(by_level: dict[int, Scores], *, errors: bool) -> None:
    """Print the figures by noise level."""
    print("\n                              " + "".join(f"{f'noise {n}':>10s}" for n in by_level))
    found = by_level.values()
    _row("edges, as the texts say   F1", [s.stated.f1 for s in found])
    _row("    precision", [s.stated.precision for s in found])
    _row("    recall", [s.stated.recall for s in found])
    _row("edges, as is true         F1", [s.true.f1 for s in found])
    _row("    precision", [s.true.precision for s in found])
    _row("    recall", [s.true.recall for s in found])
    _row("origins                   F1", [s.origins.f1 for s in found])
    _row("independent count      exact", [s.exact() for s in found])
    _row("    mean error", [s.mean_error() for s in found], 2)
    _row("    within its bounds", [s.bounded() for s in found])
    _row("    exact, of those named", [_baseline(s.by_name) for s in found])
    _row("    exact, by counting pages", [_baseline(s.naive) for s in found])
    _row("    exact, always one", [_baseline([(t, 1) for t, _ in s.naive]) for s in found])
    _findings(by_level)
    if errors:
        _errors(by_level)


def _row(name: str, values: list[float], places: int = 1) -> None:
    print(f"{name:30s}" + "".join(f"{value:10.{places}f}" for value in values))


def _baseline(pairs: list[tuple[int, int]]) -> float:
    return 100 * sum(t == k for t, k in pairs) / len(pairs) if pairs else float("nan")


def _findings(by_level: dict[int, Scores]) -> None:
    """Print for each kind precision and recall, by level and in all."""
    print("\nfindings: precision (shown) / recall (true ones; of those that the texts show)")
    for kind in FINDING_KINDS:
        cells, right, wrong, wanted, hit, visible, seen = [], 0, 0, 0, 0, 0, 0
        for scores in by_level.values():
            ((_, one),) = rows(scores, [kind])
            cells.append(f"{one.precision:6.0f} ({one.right + one.wrong:3d})")
            right, wrong = right + one.right, wrong + one.wrong
            wanted, hit = wanted + one.wanted, hit + one.found
            visible, seen = visible + one.visible, seen + one.visible_found
        whole = Tally(right, right + wrong, wanted)
        line = f"{kind:24s}" + "".join(f"{cell:>13s}" for cell in cells)
        line += f"   all P {whole.precision:5.1f} ({right + wrong})"
        line += f"  R {Tally(hit, 0, wanted).recall:5.1f} ({wanted})"
        print(line + f"; {Tally(seen, 0, visible).recall:5.1f} ({visible})")


def _errors(by_level: dict[int, Scores]) -> None:
    for title in ("errors", "edge_errors", "count_errors"):
        counted = Counter[str]()
        for scores in by_level.values():
            counted += getattr(scores, title)
        print(f"\n{title.replace('_', ' ')}, by class")
        for words, count in counted.most_common():
            print(f"{count:5d}  {words}")
    print("\ncounts that are wrong: true, given, how often")
    pairs = [(t, k) for s in by_level.values() for t, k, _, _ in s.counts if t != k]
    for pair in sorted(set(pairs)):
        print(f"{pair[0]:5d}{pair[1]:5d}{pairs.count(pair):5d}")
    print("stories whose claim was not found:", sum(s.missed for s in by_level.values()))


if __name__ == "__main__":
    main()
