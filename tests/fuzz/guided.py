"""Fuzzing that is guided by coverage: `make fuzz`, or `python -m tests.fuzz.guided --help`.

Each target gets so many seconds in a process of its own, in which our packages and the
libraries that read are instrumented (atheris, libFuzzer). What widens the coverage is kept in
`build/fuzz/TARGET/corpus`, where the next run goes on; an input that ends in anything but a
typed error, or takes too long, is kept in `findings` beside it, the shortest of each kind.
"""

import argparse
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOME = ROOT / "build/fuzz"
INSTRUMENTED = [
    "reportedly", "trafilatura", "htmldate", "courlan", "justext", "feedparser", "ftfy",
    "charset_normalizer", "py3langid", "tomllib", "json", "csv", "urllib", "dateutil",
]  # fmt: skip
LONGEST = 60_000  # bytes of an input
HANG = 60  # seconds of the clock, after which libFuzzer ends the process
MEMORY = 6_000  # MB of a process


def main() -> None:
    """Fuzz each target in its turn, or make a finding smaller."""
    if sys.argv[1:2] == ["--inside"]:  # nothing that is to be instrumented is imported yet
        inside(sys.argv[2], int(sys.argv[3]))
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; all without any")
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--smaller", type=Path, metavar="FILE", help="a finding of one target")
    given = parser.parse_args()
    unknown = sorted(set(given.targets) - TARGETS.keys())
    if unknown:
        parser.error(f"no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    if given.smaller:
        if len(given.targets) != 1:
            parser.error("say which target")
        sys.stdout.buffer.write(smaller(TARGETS[given.targets[0]], given.smaller.read_bytes()))
    else:
        sys.exit(all_of(given.targets or list(TARGETS), given.seconds))


def all_of(targets: list[str], seconds: int) -> int:
    """Fuzz some targets, print a row of each, and return 1 if any has findings, else 0."""
    print(f"{'target':12} {'inputs':>10} {'of all runs':>12} {'edges':>7} {'kept':>6} {'found':>6}")
    found = 0
    for target in targets:
        tried, edges = _outside(target, seconds)
        home = HOME / target
        told = home / "inputs"
        ever = tried + (int(told.read_text()) if told.exists() else 0)
        told.write_text(str(ever))
        kept = sum(1 for _ in (home / "corpus").iterdir())
        here = sum(1 for path in (home / "findings").iterdir() if path.suffix != ".txt")
        found += here
        print(f"{target:12} {tried:10,} {ever:12,} {edges:7,} {kept:6,} {here:6}", flush=True)
    if found:
        print(f"what was found: {HOME}/TARGET/findings; each has its traceback beside it")
    return bool(found)


def _outside(target: str, seconds: int) -> tuple[int, int]:
    """Fuzz a target in processes of their own, a fresh one after each that ended too soon."""
    for name in ("corpus", "findings"):
        (HOME / target / name).mkdir(parents=True, exist_ok=True)
    ends, tried, edges = time.monotonic() + seconds, 0, 0
    with (HOME / target / "log").open("ab") as log:
        while (left := round(ends - time.monotonic())) > 5 or not tried:
            begin = log.tell()
            subprocess.run(
                [sys.executable, "-m", __spec__.name, "--inside", target, str(left)],
                cwd=ROOT, stdout=log, stderr=log, check=False,
            )  # fmt: skip
            said = Path(log.name).read_bytes()[begin:].decode("utf-8", "replace")
            rows = re.findall(r"^#(\d+)\t.* cov: (\d+)", said, re.M)
            done = re.findall(r"stat::number_of_executed_units: (\d+)", said)
            tried += int(done[-1]) if done else int(rows[-1][0]) if rows else 0
            edges = max([edges, *(int(row[1]) for row in rows)])
            if not rows:
                raise SystemExit(f"{target} did not begin; {log.name} says why")
    return tried, edges


def inside(target: str, seconds: int) -> None:
    """Fuzz a target in this process until the time is over; does not return."""
    import atheris

    home = HOME / target
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz import targets

        run = targets.TARGETS[target]
        for number, data in enumerate(targets.seeds_of(target)):
            (home / "corpus" / f"seed-{number}").write_bytes(data)
            _tell(run, data)  # what it imports late is imported here

    def one(data: bytes) -> None:
        told = _tell(run, data)
        if told:
            _keep(home / "findings", data, *told)

    words = HOME / "words"
    words.write_text("".join(_dictionary()))
    atheris.Setup(
        [
            target, f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={HANG}",
            f"-rss_limit_mb={MEMORY}", f"-dict={words}", "-print_final_stats=1", "-verbosity=1",
            f"-artifact_prefix={home}/findings/", str(home / "corpus"),
        ],
        one,
    )  # fmt: skip
    atheris.Fuzz()


def _tell(run: Callable[[bytes], None], data: bytes) -> tuple[str, str] | None:
    """Return what names the fault of an input, and how it looks; None if it has none."""
    from tests.fuzz.targets import EXPECTED, SECONDS

    began = time.process_time()
    try:
        run(data)
    except EXPECTED:
        pass
    except Exception as error:  # every other one is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
        return where, traceback.format_exc()
    took = time.process_time() - began
    return (f"slow-{took:.0f}s", f"{took:.1f} CPU s") if took > SECONDS else None


def _keep(folder: Path, data: bytes, name: str, words: str) -> None:
    """Keep an input that has a fault, if it is the shortest that has it."""
    path = folder / re.sub(r"[^\w-]", "_", name)
    if not path.exists() or path.stat().st_size > len(data):
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(words, errors="backslashreplace")


def _dictionary() -> Iterator[str]:
    """Yield the tokens that grammars care about, as libFuzzer reads them."""
    from tests.fuzz.damage import TOKENS

    for token in TOKENS:
        if 0 < len(token) <= 64:
            yield '"' + "".join(f"\\x{byte:02x}" for byte in token) + '"\n'


def smaller(run: Callable[[bytes], None], data: bytes) -> bytes:
    """Return a part of an input that has the same fault, from which nothing can be cut."""
    wanted = _tell(run, data)
    if wanted is None:
        raise SystemExit("this input has no fault")
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data):
            less = data[:at] + data[at + size :]
            told = _tell(run, less)
            if told and told[0] == wanted[0]:
                data = less
            else:
                at += size
        size //= 2
    return data


if __name__ == "__main__":
    main()
