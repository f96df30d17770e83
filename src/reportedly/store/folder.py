"""The folder of a collection: made, recognised, brought up to date, or refused."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from reportedly.errors import (
    CollectionError,
    CollectionReadOnly,
    NewerCollection,
    NotACollection,
)
from reportedly.store.database import Database, damaged
from reportedly.store.schema import APPLICATION, MIGRATIONS, VERSION

FILE: Final = "collection.sqlite"
NOTE: Final = "READ ME.txt"
_WORDS: Final = """\
This folder is a collection of reportedly: articles, and who says what in them.

    reportedly add FOLDER INPUT...     puts articles in
    reportedly trace FOLDER            follows their claims upstream
    reportedly search FOLDER WORDS     looks for words in them

All of it is in collection.sqlite. To copy, mail or back it up, take the whole
folder while nothing is using it. Please change nothing in it by hand.
"""
_SAYS: Final = _WORDS.splitlines()[0].encode()
_MAKE: Final = "to make one: reportedly add FOLDER INPUT…"
_TABLES: Final = frozenset(re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", "".join(MIGRATIONS)))


def is_collection(folder: Path) -> bool:
    """Tell whether a path is the folder of a collection, whole or damaged."""
    try:
        return folder.is_dir() and ((folder / FILE).exists() or _noted(folder))
    except OSError:
        return False


def _noted(folder: Path) -> bool:
    """Tell whether our note lies in a folder; others name theirs so, too."""
    try:
        with (folder / NOTE).open("rb") as file:
            return file.read(len(_SAYS)) == _SAYS
    except OSError:
        return False


def make(folder: Path, name: str) -> Database:
    """Make a collection of that name in a new or empty folder, or open the one that is there.

    Raises:
        CollectionError: the folder holds something else, or may not be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise NotACollection(str(folder), "this is a file, not a folder", "give another place")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not is_collection(folder) and any(folder.iterdir()):
            raise NotACollection(
                str(folder), "the folder holds other files", "give a new or an empty folder"
            )
    except OSError as error:
        raise _refused(folder, error) from error
    if _noted(folder) and not (folder / FILE).exists():
        raise damaged(str(folder), f"{FILE} is not there")
    db = _checked(folder, readonly=False, made=partial(_found, name=name))
    try:
        if not _noted(folder):
            (folder / NOTE).write_text(_WORDS, "utf-8")
    except OSError:  # the note is a courtesy
        pass
    return db


def opened(folder: Path, *, readonly: bool) -> Database:
    """Open the collection in a folder.

    Raises:
        CollectionError: there is none, or it cannot be used; the kind of error says why.
    """
    try:
        if not folder.exists():
            raise NotACollection(str(folder), "there is no such folder", _MAKE)
        if not folder.is_dir():
            raise NotACollection(str(folder), "this is a file, not a folder", _MAKE)
        if not (folder / FILE).exists():
            if _noted(folder) or (folder / f"{FILE}-wal").exists():
                raise damaged(str(folder), f"{FILE} is not there")
            raise NotACollection(str(folder), "no collection is in that folder", _MAKE)
    except OSError as error:
        raise _refused(folder, error) from error
    return _checked(folder, readonly=readonly, made=None)


def _checked(folder: Path, *, readonly: bool, made: Callable[[Database], None] | None) -> Database:
    """Return the database if it is a collection of this version, or has become one."""
    db = Database(folder / FILE, readonly=readonly)
    try:
        _recognise(db, made)
    except BaseException:
        db.close()
        raise
    return db


def _recognise(db: Database, made: Callable[[Database], None] | None) -> None:
    application, version, tables = _state(db)
    if not application and not tables:  # new, or making it was cut off
        if made is None:
            raise NotACollection(db.name, "making this collection was cut off", _MAKE)
        made(db)
        application, version, tables = _state(db)
    if application != APPLICATION:
        raise NotACollection(
            db.name, "the database in it is another program's", "give another folder"
        )
    if version > VERSION:
        raise NewerCollection(
            db.name,
            f"a later version of reportedly made it (its format is {version}, this one knows"
            f" {VERSION})",
            "install the newest reportedly; nothing was changed",
        )
    if version < VERSION:
        if db.readonly:
            raise CollectionReadOnly(
                db.name,
                f"its format {version} is an older one, and it may not be written to",
                "copy it to where you may write, and run: reportedly add FOLDER",
            )
        _migrate(db)
        _, _, tables = _state(db)
    if missing := sorted(_TABLES - tables):
        raise damaged(db.name, f"without the table {missing[0]}")


def _state(db: Database) -> tuple[int, int, frozenset[str]]:
    """Return whose database it is, of which version, and its tables."""
    with db.reading():
        numbers = [db.row(f"PRAGMA {name}") for name in ("application_id", "user_version")]
        tables = frozenset(str(name) for (name,) in db.rows("SELECT name FROM sqlite_schema"))
    application, version = (int(row[0]) if row else 0 for row in numbers)
    return application, version, tables


def _found(db: Database, name: str) -> None:
    """Make a new collection in an empty database."""
    db.row("PRAGMA page_size = 8192")
    db.row("PRAGMA journal_mode = WAL")  # readers go on while one writes
    with db.writing():
        if db.row("SELECT 1 FROM sqlite_schema"):
            return  # another process was quicker
        db.row(f"PRAGMA application_id = {APPLICATION}")
        for script in MIGRATIONS:
            db.script(script)
        db.row(f"PRAGMA user_version = {VERSION}")
        db.row("INSERT INTO state VALUES (1, ?, 0)", (name,))


def _migrate(db: Database) -> None:
    """Bring an older collection up to date, all or nothing."""
    with db.writing():
        found = db.row("PRAGMA user_version")
        version = int(found[0]) if found else 0
        if version >= VERSION:
            return  # another process was quicker
        for script in MIGRATIONS[version:]:
            db.script(script)
        db.row(f"PRAGMA user_version = {VERSION}")


def _refused(folder: Path, error: OSError) -> CollectionError:
    if isinstance(error, PermissionError) or error.errno == 30:  # EROFS
        return CollectionReadOnly(
            str(folder), "it may not be written to", "check its permissions, or give another place"
        )
    return CollectionError(str(folder), f"it cannot be used ({error.strerror})", "check the path")
