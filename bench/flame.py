"""Where the time of a corpus run goes: python -m bench.flame [--pages 300] [--py-spy PATH]

The stages of `bench.scale`, from a web archive to tables, in one process on one core,
sampled by py-spy (of bench/peers.txt) a hundred times a second; drawn by it as
docs/images/flame.svg, and summed by module of ours and by what they call, printed.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

SVG = Path(__file__).parents[1] / "docs/images/flame.svg"
TITLE = "A corpus run on one core, from web archive to tables"
_STAGES = ("read", "attribute", "resolve", "match", "trace", "store", "tables", "batch")
# What is under a stage's functions, by words of its frames: the first that stands in a stack.
_UNDER = {
    "onnxruntime": "the network (ONNX Runtime)",
    "encode_batch": "tokens (tokenizers)",
    "tokenizers": "tokens (tokenizers)",
    "trafilatura": "text of a page (trafilatura)",
    "lxml": "parsing of a page (lxml)",
    "json/": "JSON",
    "pyarrow": "tables (Arrow)",
    "numpy": "NumPy",
    "(re/": "regular expressions",
}


def main() -> None:
    """Sample a run, draw it, print shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--py-spy", default="build/peers/bin/py-spy")
    options = parser.parse_args()
    run = f"from bench.scale import stages; stages({options.pages})"
    with TemporaryDirectory() as folder:
        raw = Path(folder) / "stacks"
        for form, out in (("raw", raw), ("flamegraph", SVG)):
            command = [
                options.py_spy, "record", "--rate", "100", "--format", form, "--output", str(out),
                "--", sys.executable, "-c", run,
            ]  # fmt: skip
            subprocess.run(command, check=True, capture_output=True)
        shares(raw.read_text("utf-8"))
    words = SVG.read_text("utf-8")  # what py-spy notes of this machine says nothing
    words = re.sub(r"[^ ;(>]*/(?=(?:reportedly|bench|onnxruntime|trafilatura)/)", "", words)
    words = re.sub(r'(<text id="title"[^>]*>)[^<]*', rf"\g<1>{TITLE}", words)
    SVG.write_text(words, "utf-8")


def shares(stacks: str) -> None:
    """Print which share of the samples each stage takes, and of which what is under it."""
    stages: Counter[str] = Counter()
    under: Counter[tuple[str, str]] = Counter()
    for line in stacks.splitlines():
        frames, _, count = line.rpartition(" ")
        found = re.findall(r"reportedly/(\w+)[/.]", frames)
        stage = next((name for name in reversed(found) if name in _STAGES), None)
        if stage is None:
            continue
        what = next((told for word, told in _UNDER.items() if word in frames), "Python of ours")
        stages[stage] += int(count)
        under[stage, what] += int(count)
    whole = sum(stages.values())
    for stage, number in stages.most_common():
        print(f"{stage:12} {100 * number / whole:5.1f} %")
        for (other, what), part in under.most_common():
            if other == stage and part / whole >= 0.005:
                print(f"    {what:34} {100 * part / whole:5.1f} %")


if __name__ == "__main__":
    main()
