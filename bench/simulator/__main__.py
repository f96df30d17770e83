"""Write simulated stories: python -m bench.simulator --seed 1 --stories 20 --noise 1 --out DIR

A folder a story, with one Article JSON file an article and a gold.json in the scheme of the
labelled stories. With --lines, two files for all: articles.jsonl and gold.jsonl.
"""

import argparse
from pathlib import Path

from bench.simulator.generate import LEVELS, write, write_lines


def main() -> None:
    """Write and count."""
    parser = argparse.ArgumentParser(prog="python -m bench.simulator", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--noise", type=int, choices=LEVELS, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lines", action="store_true", help="two files instead of folders")
    options = parser.parse_args()
    make = write_lines if options.lines else write
    total = make(options.out, options.seed, options.stories, options.noise)
    print(f"{options.stories} stories of noise {options.noise}, {total} articles in {options.out}")


if __name__ == "__main__":
    main()
