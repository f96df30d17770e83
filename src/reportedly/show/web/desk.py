"""What the server works on: a collection, its last analysis, and work that goes on."""

import shutil
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportedly import pipeline
from reportedly.errors import InputError, ModelError
from reportedly.records import Article
from reportedly.show.ownership import Ownership
from reportedly.show.web.traced import Traced
from reportedly.show.web.work import Report, Worker
from reportedly.store.collection import Collection

CLOSING = 1.5  # seconds for work that goes on when the server stops
TOLD = {"added": "added", "new version": "new versions", "same": "already there"}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How articles are analysed."""

    outlets: Path | None = None  # a table of the user's


@dataclass
class Desk:
    """One collection on the desk of the people who look at the pages."""

    collection: Collection
    settings: Settings = Settings()
    passing: bool = False  # whether the collection's parent folder goes when the server stops
    worker: Worker = field(default_factory=Worker)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._traced: tuple[int, Traced] | None = None
        self._outdated: tuple[int, int] | None = None  # revision, how many
        self._failed: int | None = None  # the revision that could not be analysed
        self._owners = Ownership.of(self.settings.outlets)

    def start(self) -> None:
        """Bring the analysis up to date, in the background."""
        self.worker.begin(self._analyse)

    def traced(self) -> Traced | None:
        """Return the last analysis; None if there was none yet.

        Where the collection was changed by another program, a new one is begun, and
        the one before is shown until that is done.
        """
        with self._lock:
            found = self._traced
            failed = self._failed
        now = self.collection.revision
        stale = now != failed and (found is None or found[0] != now)
        if stale and not self.worker.progress.busy:
            self.start()
        return found[1] if found else None

    @property
    def made(self) -> int:
        """The revision of the collection that the last analysis is of; 0 before the first."""
        with self._lock:
            return self._traced[0] if self._traced else 0

    def add(self, folder: Path) -> None:
        """Add the files of a folder, in the background; the folder is removed afterwards."""

        def task(report: Report) -> None:
            try:
                self._add(sorted(file for file in folder.rglob("*") if file.is_file()), report)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            self._analyse(report)

        self.worker.begin(task)

    @property
    def outdated(self) -> int:
        """How many articles another version of the program read; worked out once a revision."""
        now = self.collection.revision
        with self._lock:
            known = self._outdated
        if known is None or known[0] != now:
            try:
                known = now, pipeline.outdated(self.collection)
            except ModelError:  # there is none by which anything could be read anew
                known = now, 0
            with self._lock:
                self._outdated = known
        return known[1]

    def renew(self) -> None:
        """Read anew, in the background, what another version of the program read."""

        def task(report: Report) -> None:
            report.doing("reading anew who says what")
            done = pipeline.renew(
                self.collection,
                on_error=lambda error: report.note(f"left as it was: {_named(error)}"),
                progress=report.step,
            )
            report.count({"read anew": done})
            self._analyse(report)

        self.worker.begin(task)

    def changed(self) -> None:
        """Analyse anew, in the background, because somebody decided something."""
        self.worker.begin(self._analyse)

    def close(self) -> None:
        """Close the collection; one that was made for this run alone is removed."""
        self.worker.stop(CLOSING)
        self.collection.close()
        if self.passing:
            shutil.rmtree(self.collection.folder.parent, ignore_errors=True)

    def _add(self, files: Sequence[Path], report: Report) -> None:
        report.doing("reading the files")
        articles = pipeline.read(
            *files,
            on_error=lambda error: report.note(f"left out: {_named(error)}"),
            on_copy=lambda article, first: report.note(f"{article.id}: the same as {first}"),
        )
        report.doing("reading who says what")
        report.step(0, len(articles))
        stored = 0

        def on_stored(article: Article, outcome: str) -> None:  # noqa: ARG001
            nonlocal stored
            stored += 1
            report.step(stored, len(articles))

        counts = pipeline.add(
            self.collection,
            [replace(art, path=Path(art.path).name if art.path else None) for art in articles],
            on_error=lambda error: report.note(f"left out: {_named(error)}"),
            on_stored=on_stored,
        )
        report.count({TOLD[outcome]: n for outcome, n in counts.items() if n})

    def _analyse(self, report: Report) -> None:
        revision = self.collection.revision
        with self._lock:
            if self._traced is not None and self._traced[0] == revision:
                return
        report.doing("following the claims")
        try:
            trace = pipeline.trace_collection(self.collection, outlets=self.settings.outlets)
            traced = Traced(trace, self._owners, self.collection.judgements())
            _ = traced.rows, traced.looks  # made here, so that nobody waits for them
        except Exception:
            with self._lock:
                self._failed = revision  # it is not tried again and again
            raise
        with self._lock:
            self._traced = (revision, traced)


def passing_desk(settings: Settings) -> Desk:
    """Return a desk with an empty collection that goes when the server stops."""
    folder = Path(tempfile.mkdtemp(prefix="reportedly-")) / "collection"
    return Desk(Collection.create(folder), settings, passing=True)


def _named(error: InputError) -> str:
    """Return an error with the file's own name, not that of its passing copy here."""
    return str(error).replace(str(error.name), Path(error.name).name or error.name, 1)
