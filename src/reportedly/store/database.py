"""SQLite through apsw: the one place that knows it.

Every error of SQLite's comes out as one of `errors.CollectionError`. Each thread
has a connection of its own, so that readers never wait for each other.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

import apsw

from reportedly.errors import (
    CollectionDamaged,
    CollectionError,
    CollectionFull,
    CollectionLocked,
    CollectionReadOnly,
    NotACollection,
)
from reportedly.store.codec import Misshapen

PATIENCE: Final = 10.0  # seconds that a writer waits for another; a write takes milliseconds
CACHE: Final = 16 * 1024  # KiB of pages in memory, at most, for each connection
LOG: Final = 64 * 2**20  # bytes to which the log is cut once it is folded into the file

Row = tuple[Any, ...]


class Database:
    """One SQLite file, with a connection for each thread that asks."""

    def __init__(self, file: Path, *, readonly: bool, patience: float = PATIENCE) -> None:
        self.file, self.readonly, self.patience = file, readonly, patience
        self.name = str(file.parent)  # what errors call it
        self._local = threading.local()
        self._all: list[tuple[threading.Thread, apsw.Connection]] = []
        self._guard = threading.Lock()

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self.translated():
            return self._connection().execute(sql, values).fetchall()

    def each(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[Row]:
        """Yield the rows of a query as they come."""
        with self.translated():
            yield from self._connection().execute(sql, values)

    def row(self, sql: str, values: tuple[object, ...] = ()) -> Row | None:
        """Return the first row of a query, None if there is none."""
        try:  # as `translated` does, and quicker: a search asks hundreds of times
            return self._connection().execute(sql, values).fetchone()
        except apsw.Error as error:
            _raise(self.name, error)

    def number(self, sql: str, values: tuple[object, ...] = ()) -> int:
        """Return the one number that a query asks for; 0 for NULL and for no row."""
        found = self.row(sql, values)
        return int(found[0] or 0) if found else 0

    def script(self, sql: str) -> None:
        """Run several statements."""
        with self.translated():
            for _ in self._connection().execute(sql):
                pass

    def many(self, sql: str, values: list[tuple[object, ...]]) -> None:
        """Run a statement once for each tuple of values."""
        with self.translated():
            self._connection().executemany(sql, values)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the collection throughout, whatever others write meanwhile."""
        with self.translated():
            connection = self._connection()
            if _busy(connection):
                yield
                return
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # begins to look
            try:
                yield
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write all of what is done inside, or nothing of it."""
        if self.readonly:
            raise CollectionReadOnly(self.name, "it was opened for reading only")
        with self.translated():
            connection = self._connection()
            if _busy(connection):
                raise RuntimeError("inside a snapshot nothing can be written")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if _busy(connection):  # a full disk has ended it already
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close all connections; the last one of all processes folds the log into the file."""
        with self._guard, self.translated():
            while self._all:
                self._all.pop()[1].close()
            self._local = threading.local()

    def _connection(self) -> apsw.Connection:
        found: apsw.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._connect()
            self._local.connection = found
            with self._guard:
                for thread, connection in self._all:
                    if not thread.is_alive():
                        connection.close()
                self._all = [pair for pair in self._all if pair[0].is_alive()]
                self._all.append((threading.current_thread(), found))
        return found

    def _connect(self) -> apsw.Connection:
        if self.readonly:
            connection = self._connect_readonly()
        else:
            flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
            connection = apsw.Connection(str(self.file), flags=flags)
        connection.set_busy_timeout(round(self.patience * 1000))
        # A collection may come by mail: nothing in its file may act by itself.
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0)
        for pragma in ("foreign_keys = ON", "cell_size_check = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        if not self.readonly:
            # Every commit survives the end of the process; the power's, up to the last sync.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA journal_size_limit = {LOG}")
        return connection

    def _connect_readonly(self) -> apsw.Connection:
        log = self.file.with_name(f"{self.file.name}-wal")
        uri = self.file.absolute().as_uri() + "?mode=ro"
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        try:
            connection = apsw.Connection(uri, flags=flags)
            connection.set_busy_timeout(round(self.patience * 1000))
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except (apsw.CantOpenError, apsw.ReadOnlyError):
            # In a folder that permits no writing, SQLite cannot tell others that it reads;
            # without a log, nobody writes there either.
            if log.exists() and log.stat().st_size:
                raise
            connection = apsw.Connection(uri + "&immutable=1", flags=flags)
        return connection

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn SQLite's errors, and records that are none, into our errors."""
        try:
            yield
        except Misshapen as error:
            raise damaged(self.name, str(error)) from error
        except apsw.Error as error:
            _raise(self.name, error)
        except OSError as error:
            raise CollectionError(self.name, str(error.strerror or error)) from error


def _busy(connection: apsw.Connection) -> bool:
    """Tell whether a transaction goes on: asked anew each time, as it changes in between."""
    return connection.in_transaction


def _raise(name: str, error: apsw.Error) -> NoReturn:
    words = str(error)
    match error:
        case apsw.BusyError() | apsw.LockedError():
            raise CollectionLocked(
                name,
                "another program is writing to it",
                "wait until that is done, or end it, and run this again",
            ) from error
        case apsw.FullError():
            raise CollectionFull(
                name,
                "the disk is full; what was stored before is safe",
                "make room, and run this again: it goes on where it stopped",
            ) from error
        case apsw.ReadOnlyError() | apsw.PermissionsError() | apsw.AuthError():
            raise CollectionReadOnly(
                name,
                "it may not be written to",
                "change the folder's permissions, or copy it to where you may write",
            ) from error
        case apsw.NotADBError():
            raise NotACollection(
                name, "its database is no file of this program's", "check the path"
            ) from error
        case apsw.CantOpenError():
            raise CollectionReadOnly(
                name,
                "its database cannot be opened here",
                "check that you may read and write the folder, or copy it",
            ) from error
        case apsw.CorruptError() | apsw.SQLError() | apsw.SchemaChangeError():
            raise damaged(name, words) from error
        case apsw.IOError():
            raise CollectionError(
                name,
                f"the disk reports an error ({words}); what was stored before is safe",
                "check the disk and its free room, and run this again",
            ) from error
        case _:
            raise CollectionError(name, f"the database reports: {words}") from error


def damaged(name: str, what: str) -> CollectionDamaged:
    """Return the error for a collection of which parts are missing or broken."""
    return CollectionDamaged(
        name,
        f"files of it are missing, cut short or overwritten ({what})",
        "copy it back from a backup, or add its articles to a new collection",
    )
