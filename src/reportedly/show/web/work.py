"""Work that takes long, in a thread of its own, and how far it is.

One thing is done at a time, in the order in which it was asked for. Whatever
goes wrong becomes a line that the page shows; the server goes on.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from reportedly.errors import ReportedlyError
from reportedly.show.safe import one_line

State = Literal["idle", "waiting", "working", "done", "failed"]
MOST_LINES = 200  # of what is said of one piece of work; more would be read by nobody
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: what the page shows of it."""

    number: int = 0  # 1 for the first piece of work since the start
    state: State = "idle"
    doing: str = ""
    done: int = 0  # of `total`; both 0 where that is not known
    total: int = 0
    lines: tuple[str, ...] = ()  # what was left out, and why
    counted: tuple[tuple[str, int], ...] = ()  # "added", "same", "new version", how many

    @property
    def busy(self) -> bool:
        """Whether it goes on."""
        return self.state in ("waiting", "working")

    @property
    def share(self) -> int:
        """How much is done, in percent."""
        return 100 * self.done // self.total if self.total else 0


Task = Callable[["Report"], None]


@dataclass
class Report:
    """What a task tells of itself; it may be called from any thread."""

    worker: "Worker"
    lines: list[str] = field(default_factory=list)

    def doing(self, what: str) -> None:
        """Say what begins."""
        self.worker.tell(doing=what, done=0, total=0)

    def step(self, done: int, total: int) -> None:
        """Say how far that is."""
        self.worker.tell(done=done, total=total)

    def note(self, line: str) -> None:
        """Say what was left out, or is to be known."""
        if len(self.lines) < MOST_LINES:
            self.lines.append(one_line(line))
            self.worker.tell(lines=tuple(self.lines))

    def count(self, counted: dict[str, int]) -> None:
        """Say what became of the articles."""
        self.worker.tell(counted=tuple(counted.items()))


class Worker:
    """Does one piece of work after the other."""

    def __init__(self) -> None:
        self._progress = Progress()
        self._waiting: deque[Task] = deque()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._numbers = 0
        self._stopping = False

    @property
    def progress(self) -> Progress:
        """How far the work is that goes on, or how the last one ended."""
        with self._lock:
            return self._progress

    def begin(self, task: Task) -> None:
        """Do a piece of work as soon as what was asked for before is done."""
        with self._lock:
            self._waiting.append(task)
            if self._thread is None or not self._thread.is_alive():
                self._progress = Progress(self._numbers + 1, "waiting")
                self._thread = threading.Thread(target=self._go, name="work", daemon=True)
                self._thread.start()

    def stop(self, seconds: float) -> None:
        """Begin nothing more, and give what goes on some seconds; it may be cut off then."""
        with self._lock:
            self._stopping = True
            self._waiting.clear()
        self.wait(seconds)

    def tell(self, **changed: object) -> None:
        """Change what is known of the work that goes on."""
        with self._lock:
            self._progress = replace(self._progress, **changed)  # type: ignore[arg-type]

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to do; tell whether that is so."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return not self.progress.busy

    def _go(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                task = self._waiting.popleft()
                self._numbers += 1
                self._progress = Progress(self._numbers, "working")
            self._do(task)

    def _do(self, task: Task) -> None:
        report = Report(self)
        try:
            task(report)
        except ReportedlyError as error:
            report.note(str(error))
            self.tell(state="failed")
        except Exception:
            if not self._stopping:  # else it was cut off, and will be done when asked for again
                _LOG.exception("this should not have happened")
            report.note("something went wrong that should not have; the terminal says what")
            self.tell(state="failed")
        else:
            self.tell(state="done", doing="")
