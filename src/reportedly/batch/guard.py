"""Reading in a process of its own, which may take so long and so much memory and no more.

A page that keeps a parser busy for ever, or lets it take all memory, ends that process and is
named; the next is read in a fresh one.
"""

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from reportedly.errors import InputError, TooLarge
from reportedly.read.limits import Limits
from reportedly.records import Article

SECONDS = 60.0  # for one item
MEMORY = 4 * 2**30  # bytes of address space
_LEFT = "leave it out, or save its text alone"


class Guard:
    """Reads bytes within bounds; use it as a context."""

    def __init__(self, limits: Limits, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._limits, self._seconds, self._memory = limits, seconds, memory
        self._process: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> "Guard":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, data: bytes, name: str) -> Sequence[Article | InputError]:
        """Return what some bytes hold, as `read_bytes` does, or that they ask for too much."""
        pipe = self._started()
        try:
            pipe.send((data, name))
            if pipe.poll(self._seconds):
                found: Sequence[Article | InputError] = pipe.recv()
                return found
        except (EOFError, OSError):
            self._end()
            return [TooLarge(name, "reading it took too much memory, or ended the reader", _LEFT)]
        self._end()
        return [TooLarge(name, f"reading it took longer than {self._seconds:g} seconds", _LEFT)]

    def _started(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(
                target=_serve, args=(theirs, self._limits, self._memory), daemon=True
            )
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _serve(pipe: Connection, limits: Limits, memory: int) -> None:
    """Read what comes, until nothing more does."""
    import logging
    import resource
    import warnings

    from reportedly.read.inputs import read_bytes

    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while True:
        try:
            data, name = pipe.recv()
        except EOFError:
            return
        try:
            found = read_bytes(data, name, limits=limits)
        except MemoryError:
            found = [TooLarge(name, "reading it took too much memory", _LEFT)]
        pipe.send(found)
