"""The one place that knows Daft: tasks to processes, on this machine or on a Ray cluster.

Tasks and answers are JSON; what a task makes it writes itself, in a folder that every
process can reach.
"""

import json
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reportedly.errors import BatchError

Name = Literal["native", "ray"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Engine:
    """Where the tasks run."""

    name: Name = "native"
    workers: int = 0  # processes; 0 for as many as there are cores
    address: str | None = None  # of a Ray cluster; None for one on this machine

    @property
    def processes(self) -> int:
        """How many tasks run at once."""
        return self.workers or len(os.sched_getaffinity(0))


def run(tasks: Sequence[Json], engine: Engine) -> Iterator[Json]:
    """Yield the answer of each task as it comes; the order is not that of the tasks.

    Raises:
        BatchError: a process died, or the engine cannot be had.
    """
    if not tasks:
        return
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")  # nothing is told to anybody
    os.environ.setdefault("DO_NOT_TRACK", "true")
    try:
        import daft
    except ImportError as error:
        raise BatchError(
            "batch", "a package is missing", "pip install 'reportedly[batch]'"
        ) from error
    _begin(daft, engine)

    @daft.cls(use_process=True, max_concurrency=engine.processes)
    class Worker:
        @daft.method(return_dtype=daft.DataType.string())
        def __call__(self, task: str) -> str:
            from reportedly.batch.tasks import answer

            return json.dumps(answer(json.loads(task)))

    worker: Any = Worker()
    lines = [json.dumps(task) for task in tasks]
    frame = daft.from_pydict({"task": lines}).into_batches(1)
    _at_work.append(engine.name)
    try:
        for row in frame.select(worker(frame["task"]).alias("answer")).iter_rows():
            yield json.loads(row["answer"])
        _at_work.remove(engine.name)
    except Exception as error:  # the engine has no one base class for what it raises
        raise BatchError(
            "batch", f"a worker failed ({_short(error)})",
            "run the same command again: it goes on from there",
        ) from error  # fmt: skip


_at_work: list[Name] = []  # engines of runs that have not come to their end


def at_work() -> bool:
    """Tell whether a run was left before its end, so that threads of the engine are at work.

    Such a thread that asks for Python while it shuts down ends the process with a signal:
    whoever ends this process then does so at once.
    """
    return bool(_at_work)


_begun: list[Name] = []  # the engine of this process: Daft takes one for good


def _begin(daft: Any, engine: Engine) -> None:
    if _begun:
        if _begun[0] != engine.name:
            raise BatchError("batch", f"this process runs on {_begun[0]}", "begin another one")
        return
    if engine.name == "native":
        daft.set_runner_native()
        _begun.append(engine.name)
        return
    try:
        import ray
    except ImportError as error:
        raise BatchError(
            "--engine ray", "Ray is not installed", "pip install 'reportedly[cluster]'"
        ) from error
    if not ray.is_initialized():
        try:
            ray.init(
                address=engine.address,
                num_cpus=None if engine.address else engine.processes,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
                runtime_env={"env_vars": {"PYTHONPATH": str(Path(__file__).parents[2])}}
                if engine.address is None
                else None,
            )
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise BatchError(
                "--engine ray", f"no cluster there ({_short(error)})", "check --address"
            ) from error
    daft.set_runner_ray(noop_if_initialized=True)
    _begun.append(engine.name)


def _short(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__)[:200]
