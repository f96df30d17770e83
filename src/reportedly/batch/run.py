"""A corpus run from its inputs to its tables: the order of the steps, and what is kept of it."""

import fcntl
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from reportedly.batch import parts, tasks
from reportedly.batch.engine import Engine, run
from reportedly.batch.gathering import bunches, corpus, stories
from reportedly.batch.tracing import LEFT_OUT
from reportedly.batch.units import Unit, units
from reportedly.errors import BatchError, InputError

SCHEMA = "reportedly/batch/1"
Step = Callable[[str, int, int, int], None]  # step, tasks done, tasks in all, articles done


@dataclass(frozen=True, slots=True)
class Options:
    """How a corpus is run."""

    engine: Engine = field(default_factory=Engine)
    outlets: Path | None = None  # a table of the user's that goes before the shipped one
    on_step: Step | None = None  # called as tasks are done
    on_error: Callable[[InputError], None] | None = None  # for inputs that cannot be found


@dataclass(slots=True)
class Summary:
    """What came of a run; counts are of the whole corpus, `fresh` of this run alone."""

    articles: int = 0
    fresh: int = 0
    again: int = 0  # articles that stood in the corpus twice
    words: int = 0
    left_out: int = 0
    stories: int = 0
    claims: int = 0
    seconds: dict[str, float] = field(default_factory=dict)  # by step, by the clock


def batch(inputs: Sequence[str | Path], out: Path, options: Options | None = None) -> Summary:
    """Read a corpus, trace its stories, write tables; go on where an earlier run ended.

    Args:
        inputs: web archives, JSON lines, Parquet, files, folders, patterns.
        out: a folder; made if it is not there.
        options: where it runs and who is told; what is wrong inside the inputs is in the
            table `left_out`.

    Raises:
        BatchError: another run is at work there, it holds another corpus, the disk is full.
    """
    chosen, summary = options or Options(), Summary()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BatchError(str(out), f"no folder ({error.strerror})", "give another --out") from error
    with _alone(out):
        given: list[Unit] = []
        for item in units(inputs):
            if isinstance(item, Unit):
                given.append(item)
                continue
            summary.left_out += 1
            if chosen.on_error:
                chosen.on_error(item)
        if not given:
            raise BatchError("batch", "no input could be found", "see above, or --help")
        _same_corpus(out, given, chosen.outlets)
        _read(given, out, chosen, summary)
        _trace(out, chosen, summary)
        _conclude(out, summary)
    return summary


def _read(given: Sequence[Unit], out: Path, options: Options, summary: Summary) -> None:
    began = time.monotonic()
    todo = [tasks.reading(unit, out) for unit in given]
    for done, told in enumerate(_answers(todo, options.engine), 1):
        summary.articles += told["articles"]
        summary.left_out += told["left_out"]
        summary.words += told["words"]
        summary.fresh += told["fresh"]
        if options.on_step:
            options.on_step("reading who says what", done, len(given), summary.articles)
    summary.seconds["read"] = time.monotonic() - began


def _trace(out: Path, options: Options, summary: Summary) -> None:
    began = time.monotonic()
    whole = corpus(sorted((out / "parts").glob("*.parquet")))
    summary.again = whole.again
    given = list(bunches(whole, stories(whole)))
    summary.seconds["gather"] = time.monotonic() - began
    began = time.monotonic()
    _drop_beyond(out, len(given))
    todo = [tasks.tracing(bunch, out, options.outlets) for bunch in given]
    for done, told in enumerate(_answers(todo, options.engine), 1):
        summary.stories += told["stories"]
        summary.claims += told["claims"]
        summary.left_out += told["left_out"]
        if options.on_step:
            options.on_step("tracing stories", done, len(given), summary.articles)
    summary.seconds["trace"] = time.monotonic() - began


def _answers(given: Sequence[dict[str, Any]], engine: Engine) -> Iterator[dict[str, Any]]:
    """Yield what came of each task.

    Raises:
        BatchError: a task could not be done.
    """
    for told in run(given, engine):
        if "error" in told:
            raise BatchError(*told["error"])
        yield told


def _drop_beyond(out: Path, count: int) -> None:
    """Delete table files of bunches that are no longer there: the corpus gave more before."""
    for folder in out.iterdir():
        if folder.is_dir() and folder.name != "parts":
            for path in folder.glob(f"{folder.name}-*.parquet"):
                number = path.stem.rpartition("-")[2]
                if number.isdecimal() and int(number) >= count:
                    path.unlink()


def _same_corpus(out: Path, given: Sequence[Unit], outlets: Path | None) -> None:
    """Write down what the run is of, or see that it is the same as before."""
    digest = blake2b(json.dumps([unit.key for unit in given]).encode(), digest_size=16).hexdigest()
    table = outlets.read_bytes() if outlets else b""
    now = {
        "schema": SCHEMA, "inputs": digest, "units": len(given),
        "outlets": blake2b(table, digest_size=16).hexdigest(),
    }  # fmt: skip
    path = out / "batch.json"
    try:
        before = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        _write_json(path, now)
        return
    except (OSError, ValueError) as error:
        raise BatchError(str(path), "it is damaged", "give another --out") from error
    if before != now:
        raise BatchError(
            str(out), "it holds a run over other inputs, or with another table of outlets",
            "give the same inputs to go on, or another --out",
        )  # fmt: skip


def _conclude(out: Path, summary: Summary) -> None:
    """Write what was left out as one table, and the summary."""
    rows: list[dict[str, Any]] = []
    for path in sorted((out / "parts").glob("*.parquet")):
        table = parts.read(path, ("id", "name", "reason", "remedy"))
        rows += [
            {key: row[key] for key in LEFT_OUT.names} for row in table.to_pylist() if not row["id"]
        ]
    parts.write(rows, LEFT_OUT, out / "left_out" / "left_out-read.parquet")
    _write_json(out / "summary.json", asdict(summary))


def _write_json(path: Path, thing: dict[str, Any]) -> None:
    temporary = path.with_name(f".{path.name}")
    temporary.write_text(json.dumps(thing, indent=1) + "\n", "utf-8")
    temporary.replace(path)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the folder, so that no other run writes into it meanwhile.

    Raises:
        BatchError: another one does.
    """
    with (out / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BatchError(
                str(out), "another run is writing there", "wait for it, or give another --out"
            ) from error
        yield
