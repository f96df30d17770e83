"""Quality against speed, ours and others', on one core: python -m bench.quality_speed --data DIR

DIR holds corpora/polnear/dev.jsonl and bench/score_attributions.py. Each contender is
a process of its own; they take turns, a part of the articles at a time, so that a busy
machine slows all of them alike. Only the CPU seconds of finding count: no start, no
loading. The result is written to bench/quality_speed.json; `python -m docs.figures`
makes the picture and the table in the documentation from it.

--peers names the Python in whose environment bench/peers.txt is installed.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.contenders import OURS, PEERS
from reportedly.text import words

OUT = Path("bench/quality_speed.json")
FOUND = Path("build/bench/quality_speed")
PARTS = 4
# Threads beyond the one core would only take turns on it.
ONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Figure:
    """One contender's point in the picture."""

    name: str
    ours: bool
    content: float  # content-half, F1 in per cent
    triple: float  # and the right source
    speed: int  # words per CPU second
    slowest: int  # of the parts
    fastest: int
    memory: float  # MiB, the most it held


class Contender:
    """A running process that finds attributions."""

    def __init__(self, name: str, python: str) -> None:
        self.name = name
        self.found: list[tuple[str, Any]] = []  # article id, its attributions
        self.seconds: list[float] = []  # of each part
        self.memory = 0.0  # MiB
        self._process = subprocess.Popen(
            [python, "-m", "bench.contenders", name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE},
        )  # fmt: skip

    def take(self, texts: Sequence[dict[str, str]]) -> None:
        """Let it work on the texts."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"{self.name}: the process ended; what it says stands above")
        answer = json.loads(line)
        self.found += zip((text["id"] for text in texts), answer["found"], strict=True)
        self.seconds.append(answer["seconds"])
        self.memory = answer["memory"]

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peers", default="build/peers/bin/python")
    parser.add_argument("--limit", type=int, help="articles; the result is then not written")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    gold = options.data / "corpora/polnear/dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()][: options.limit]
    contenders = [Contender(name, sys.executable) for name in OURS]
    contenders += [Contender(name, options.peers) for name in PEERS]
    parts = [[{"id": r["id"], "text": r["text"]} for r in rows[i::PARTS]] for i in range(PARTS)]
    counts = [sum(1 for text in part for _ in words(text["text"])) for part in parts]
    for number, part in enumerate(parts):
        for contender in contenders:
            contender.take(part)
        print(f"part {number + 1} of {PARTS} done", flush=True)
    for contender in contenders:
        contender.close()
    figures = [figure(contender, rows, counts, options.data) for contender in contenders]
    show(figures)
    if options.limit is None:
        told = result(figures, gold, rows, sum(counts))
        OUT.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


def figure(
    contender: Contender, rows: Sequence[dict[str, Any]], counts: Sequence[int], data: Path
) -> Figure:
    """Return what was measured of a contender."""
    FOUND.mkdir(parents=True, exist_ok=True)
    gold = FOUND / "gold.jsonl"
    out = FOUND / (re.sub(r"\W+", "-", contender.name) + ".jsonl")
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    out.write_text(
        "".join(json.dumps({"id": i, "attributions": a}) + "\n" for i, a in contender.found),
        "utf-8",
    )
    scorer = data / "bench/score_attributions.py"
    scored = json.loads(subprocess.check_output([sys.executable, scorer, gold, out, "--json"]))
    rates = [n / max(s, 1e-6) for n, s in zip(counts, contender.seconds, strict=True)]
    return Figure(
        name=contender.name,
        ours=contender.name in OURS,
        content=scored["content-half"]["f1"],
        triple=scored["triple-half"]["f1"],
        speed=round(sum(counts) / max(sum(contender.seconds), 1e-6)),
        slowest=round(min(rates)),
        fastest=round(max(rates)),
        memory=round(contender.memory),
    )


def show(figures: Sequence[Figure]) -> None:
    """Print a table."""
    print(f"{'':38s}content  triple  words per CPU second (parts)          MiB")
    for f in figures:
        speed = f"{f.speed:12,.0f}  {f'({f.slowest:,.0f} to {f.fastest:,.0f})':26s}"
        print(f"{f.name:38s}{f.content:7.1f}{f.triple:8.1f}{speed}{f.memory:5.0f}")


def result(
    figures: Sequence[Figure], gold: Path, rows: Sequence[dict[str, Any]], n_words: int
) -> dict[str, Any]:
    """Return what is written: the figures, and under what they were measured."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": processor(),
        "python": platform.python_version(),
        "onnxruntime": version("onnxruntime"),
        "data": sha256(gold.read_bytes()).hexdigest()[:16],
        "articles": len(rows),
        "words": n_words,
        "figures": [asdict(f) for f in figures],
    }


def processor() -> str:
    """Return the processor's name as the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.is_file() and (found := re.search(r"model name\s*: (.+)", info.read_text())):
        return found[1].replace("(R)", "")
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
