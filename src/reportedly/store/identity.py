"""Which article of a collection one is that comes in: the same, a version of it, or a new one.

An address says it best. An id that the caller gave says it too; one that is
made of a file's name only where it is the same file: every folder has its
index.html. Taking two articles for one would hide one behind the other, so
what is unsure becomes an article of its own.
"""

import hashlib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from reportedly.records import Article
from reportedly.store import codec
from reportedly.store.database import Database

Key = str | bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that comes in, with what it is recognised by."""

    article: Article
    address: Key | None
    file: bytes | None
    words: bytes
    by_file: bool  # whether its id is made of the file's name ...
    by_line: bool  # ... and of a line in it, which another article may have tomorrow

    @classmethod
    def of(cls, article: Article, address: str | None) -> "Arrival":
        """Return what an article is recognised by."""
        name = re.escape(PurePath(article.path).name) if article.path else None
        named = re.fullmatch(rf"{name}(:\d+)?(#\d+)?", article.id) if name else None
        return cls(
            article, key(address) if address else None, _file(article.path), digest(article.text),
            bool(named), bool(named and named[1]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """The page to which an arrival belongs, and its version that says the same, if there is one."""

    page: int
    same: int | None


def key(text: str) -> Key:
    """Return a string as SQLite can hold it: what is no Unicode text (file names) as bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def unkey(stored: Key) -> str:
    """Return the string that `key` stored."""
    return stored if isinstance(stored, str) else stored.decode("utf-8", "surrogatepass")


def digest(text: str) -> bytes:
    """Return 16 bytes that tell a text from all others."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _file(path: str | None) -> bytes | None:
    """Return a digest of a file's full path; the path itself would tell of its owner's folders."""
    try:
        if path is None or not Path(path).is_file():
            return None
        whole = os.path.abspath(path)  # noqa: PTH100 - links stay links
    except (OSError, ValueError):  # no path at all, such as a name with a null byte
        return None
    return digest(whole)


def find(db: Database, arrival: Arrival) -> Match | None:
    """Return the page of an arrival, or None if it is new."""
    page = _page(db, arrival)
    return None if page is None else Match(page, _same(db, page, arrival))


def _page(db: Database, arrival: Arrival) -> int | None:
    if arrival.address is not None:
        found = db.row("SELECT min(page) FROM version WHERE address = ?", (arrival.address,))
        if found and found[0] is not None:
            return int(found[0])
    if arrival.by_file:
        return _page_of_file(db, arrival)
    given = key(arrival.article.id)
    found = db.row("SELECT number FROM page WHERE id = ?", (given,)) or db.row(
        "SELECT page FROM version WHERE given = ? ORDER BY number LIMIT 1", (given,)
    )
    return int(found[0]) if found else None


def _page_of_file(db: Database, arrival: Arrival) -> int | None:
    """Return the page of an arrival that only its file names."""
    rows = db.rows(
        "SELECT page, given, address, file, number FROM version WHERE words = ? ORDER BY number",
        (arrival.words,),
    )
    for page, given, address, file, number in rows:
        if address is not None and arrival.address is not None:
            continue  # the same text at another address is a copy
        if arrival.file is not None and file == arrival.file:
            return int(page)
        other = article_of(db, number, "")
        named = unkey(given).split("#")[0] == arrival.article.id.split("#")[0]
        alike = other.outlet == arrival.article.outlet
        if alike and other.published == arrival.article.published and (named or other.outlet):
            return int(page)  # elsewhere, or by somebody else, it would be a copy
    if arrival.by_line or arrival.file is None:
        return None
    found = db.rows(
        "SELECT DISTINCT page, address FROM version WHERE file = ? ORDER BY page", (arrival.file,)
    )
    pages = {int(page) for page, address in found if address is None or arrival.address is None}
    return pages.pop() if len(pages) == 1 else None  # a file of many articles names none of them


def _same(db: Database, page: int, arrival: Arrival) -> int | None:
    """Return the version of a page that says the same: what it was read from does not count."""
    rows = db.rows(
        "SELECT number FROM version WHERE page = ? AND words = ? ORDER BY number",
        (page, arrival.words),
    )
    mine = bare(arrival.article)
    return next((int(n) for (n,) in rows if bare(article_of(db, n, "")) == mine), None)


def bare(article: Article) -> Article:
    """Return an article without what says how it came here."""
    return replace(article, id="", path=None, notes=())


def article_of(db: Database, version: int, id: str) -> Article:
    """Return a stored version under the id by which it was asked for."""
    found = db.row("SELECT article FROM content WHERE version = ?", (version,))
    if found is None:
        raise codec.Misshapen(f"version {version} has no content")
    return replace(codec.loads(Article, found[0]), id=id)


def free_id(db: Database, wanted: str) -> str:
    """Return the id under which a new page is kept: the wanted one, or with "#2" behind it."""
    id, number = wanted, 1
    while db.row("SELECT 1 FROM page WHERE id = ?", (key(id),)):
        number += 1
        id = f"{wanted}#{number}"
    return id
