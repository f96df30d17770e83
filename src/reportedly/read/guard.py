"""Reading in a process of its own, which may take so long and so much memory and no more.

A page that keeps a parser busy for ever, or lets it take all memory, ends that process and is
named; the next is read in a fresh one. Where no such process can be started (on Windows, in
a frozen program), items are read here, within the bounds on their size alone.
"""

import atexit
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import cache
from multiprocessing.connection import Connection

from reportedly.errors import InputError, TooLarge
from reportedly.read.contents import read_bytes
from reportedly.read.limits import Limits
from reportedly.records import Article

MEMORY = 4 * 2**30  # bytes of address space
START = 60.0  # seconds that the process may take to be there
_LEFT = "leave it out, or save its text alone"
_SERVE = "from reportedly.read.guard import serve; serve({}, {})"


class Guard:
    """Reads bytes within bounds, one item at a time; use it as a context."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._owner = 0  # a process forked from this one must not talk into its pipe

    def __enter__(self) -> "Guard":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def read(self, data: bytes, name: str, limits: Limits) -> Sequence[Article | InputError]:
        """Return what some bytes hold, as `read_bytes` does, or that they ask for too much."""
        with self._lock:
            pipe = self._started()
            if pipe is None:
                return read_bytes(data, name, limits=limits)
            found: Sequence[Article | InputError] | None = None
            try:
                pipe.send((data, name, limits))
                if pipe.poll(limits.seconds):
                    found = pipe.recv()
                    return found
            except (EOFError, OSError):
                words = "reading it took too much memory, or ended the reader"
                return [TooLarge(name, words, _LEFT)]
            finally:
                if found is None:  # also where somebody interrupts: the answer may still come
                    self.end()
            words = f"reading it took longer than {limits.seconds:g} seconds"
            return [TooLarge(name, words, _LEFT)]

    def end(self) -> None:
        """Stop the process, if there is one; the next item starts another."""
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _started(self) -> Connection | None:
        if self._owner != os.getpid():
            self._process = self._pipe = None
            self._owner = os.getpid()
        if self._pipe is None and _can_start():
            self._pipe, theirs = multiprocessing.Pipe()
            # -P: nothing is imported from the folder that one works in
            words = [sys.executable, "-P", "-c", _SERVE.format(theirs.fileno(), self._memory)]
            self._process = subprocess.Popen(  # noqa: S603 - our own words
                words,
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,  # Ctrl-C is for the program, which ends this one
            )
            theirs.close()
            if not _answers(self._pipe):
                self.end()
        return self._pipe


def apart(data: bytes, name: str, limits: Limits) -> Sequence[Article | InputError]:
    """Return what some bytes hold, read by the guard that all of this program shares."""
    return _shared().read(data, name, limits)


@cache
def _shared() -> Guard:
    guard = Guard()
    atexit.register(guard.end)
    return guard


def _can_start() -> bool:
    return os.name == "posix" and bool(sys.executable) and not getattr(sys, "frozen", False)


def _answers(pipe: Connection) -> bool:
    try:
        return pipe.poll(START) and bool(pipe.recv())
    except (EOFError, OSError):
        return False


def serve(descriptor: int, memory: int) -> None:
    """Read what comes through a pipe, until nothing more does; the main of the process."""
    import logging
    import resource
    import warnings

    pipe = Connection(descriptor)
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    pipe.send(True)
    while True:
        try:
            data, name, limits = pipe.recv()
        except EOFError:
            return
        try:
            found = read_bytes(data, name, limits=limits)
        except MemoryError:
            found = [TooLarge(name, "reading it took too much memory", _LEFT)]
        pipe.send(found)
