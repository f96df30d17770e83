"""Articles, their versions and attributions in the tables; all inside the caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from reportedly.errors import NoSuchArticle
from reportedly.records import Article, Attribution
from reportedly.store import codec, fulltext, identity
from reportedly.store.changes import Version, changed_fields, edits, in_order
from reportedly.store.database import Database
from reportedly.store.identity import Arrival, article_of, key, unkey
from reportedly.store.meaning import signs_of

OLDER: Final = "@"  # "id@1" is the first version of an article that has a later one


def store(
    db: Database, arrival: Arrival, page: int | None, attributions: Sequence[Attribution],
    maker: str,
) -> None:  # fmt: skip
    """Write an arrival as a new page, or as a version of the page that it is."""
    if page is None:
        page = db.number("SELECT max(number) FROM page") + 1
        id = identity.free_id(db, arrival.article.id)
        db.row("INSERT INTO page VALUES (?, ?, 0)", (page, key(id)))
    _write(db, page, arrival, attributions, maker)
    rows = db.rows("SELECT number FROM version WHERE page = ? ORDER BY nth", (page,))
    latest = in_order([(n, article_of(db, n, "")) for (n,) in rows])[-1]
    db.row("UPDATE page SET latest = ? WHERE number = ?", (latest, page))


def _write(
    db: Database, page: int, arrival: Arrival, attributions: Sequence[Attribution], maker: str
) -> None:
    article = arrival.article
    published = article.published or article.modified
    nth = db.number("SELECT max(nth) FROM version WHERE page = ?", (page,)) + 1
    row = (
        page, nth, datetime.now(UTC).isoformat(timespec="seconds"), key(article.id),
        arrival.address, arrival.file, arrival.words, key(published.value) if published else None,
    )  # fmt: skip
    _insert(db, row, codec.dumps(Article, article), (article, attributions), maker)


def renew(db: Database, old: int, attributions: Sequence[Attribution], maker: str) -> bool:
    """Put other attributions in the place of a version's; tell whether it was there.

    It gets a new number, so that whoever holds the old one, or what was indexed by it,
    notices that it is gone.
    """
    row = db.row(
        "SELECT page, nth, added, given, address, file, words, published, first FROM version"
        " WHERE number = ?",
        (old,),
    )
    if row is None:
        return False
    article, before = article_of(db, old, ""), attributions_of(db, old, "")
    if codec.pack(attributions) == codec.pack(before):
        db.row("UPDATE version SET maker = ? WHERE number = ?", (maker, old))
        return True
    fulltext.forget(db, old, row[-1], article, before)
    record = db.row("SELECT article FROM content WHERE version = ?", (old,))
    number = _insert(
        db, (row[0], -old, *row[2:-1]), record[0] if record else "", (article, attributions), maker
    )
    for table in ("content", "vector", "meaning"):
        db.row(f"DELETE FROM {table} WHERE version = ?", (old,))  # noqa: S608 - of our own
    db.row("DELETE FROM version WHERE number = ?", (old,))
    db.row("UPDATE version SET nth = ? WHERE number = ?", (row[1], number))
    db.row("UPDATE page SET latest = ? WHERE latest = ?", (number, old))
    return True


def _insert(
    db: Database, row: tuple[object, ...], record: str,
    read: tuple[Article, Sequence[Attribution]], maker: str,
) -> int:  # fmt: skip
    """Write a version of a page with all that hangs on it; return its number.

    Numbers of versions and of statements only ever go up: none comes twice.
    """
    article, attributions = read
    version = db.number("SELECT max(number) FROM version") + 1
    first = db.number("SELECT first + statements - 1 FROM version ORDER BY number DESC LIMIT 1") + 1
    db.row(
        "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (version, *row, maker, first, len(attributions)),
    )
    rows, vectors = codec.pack(attributions)
    db.row("INSERT INTO content VALUES (?, ?, ?)", (version, record, rows))
    db.row("INSERT INTO vector VALUES (?, ?)", (version, vectors))
    db.row("INSERT INTO meaning VALUES (?, ?)", (version, signs_of(attributions)))
    fulltext.index(db, version, first, article, attributions)
    return version


def id_of(db: Database, page: int) -> str:
    """Return the id under which a page is kept."""
    found = db.row("SELECT id FROM page WHERE number = ?", (page,))
    if found is None:
        raise codec.Misshapen(f"page {page} is missing")
    return unkey(found[0])


def ids_of(db: Database, numbers: Iterable[int]) -> list[str]:
    """Return the ids of the articles whose latest versions have some numbers, in their order."""
    sql = (
        "SELECT p.id FROM version v JOIN page p ON p.number = v.page AND p.latest = v.number"
        " WHERE v.number = ?"
    )
    found = (db.row(sql, (number,)) for number in numbers)
    return [unkey(row[0]) for row in found if row]


def find(db: Database, id: str) -> int:
    """Return the number of the version that an id means: the latest, or for "id@1" the first.

    Raises:
        NoSuchArticle: there is none.
    """
    found = db.row("SELECT latest FROM page WHERE id = ?", (key(id),))
    if found is None:
        stem, _, nth = id.rpartition(OLDER)
        if stem and nth.isascii() and nth.isdigit() and len(nth) < 10:
            found = db.row(
                "SELECT v.number FROM version v JOIN page p ON p.number = v.page"
                " WHERE p.id = ? AND v.nth = ?",
                (key(stem), int(nth)),
            )
    if found is None:
        raise NoSuchArticle(id, f"no such article in {db.name}", "look for it by search")
    return int(found[0])


def latest(db: Database, since: str | None) -> list[tuple[str, int]]:
    """Return (id, number) of the latest versions, by id, of what was published since."""
    rows = db.rows(
        "SELECT p.id, p.latest FROM page p JOIN version v ON v.number = p.latest"
        " WHERE ?1 IS NULL"
        # Of a month it is not known whether it was before a day in it.
        " OR coalesce(v.published, v.added) >= substr(?1, 1, length(coalesce(v.published, ?1)))",
        (since,),
    )
    return sorted((unkey(id), number) for id, number in rows)


def earlier(db: Database, id: str, number: int, newest: Article) -> Iterator[Article]:
    """Yield the other versions of a page with an address, as "id@1", where the words differ."""
    if not newest.url:
        return
    rows = db.rows(
        "SELECT number, nth FROM version"
        " WHERE page = (SELECT page FROM version WHERE number = ?1) AND number != ?1",
        (number,),
    )
    seen = [newest.text.split()]
    for other, nth in rows:
        name = f"{id}{OLDER}{nth}"
        article = article_of(db, other, name)
        taken = db.row("SELECT 1 FROM page WHERE id = ?", (key(name),))
        if article.url and not taken and article.text.split() not in seen:
            seen.append(article.text.split())
            yield article


def attributions_of(db: Database, number: int, id: str) -> tuple[Attribution, ...]:
    """Return a version's attributions, under the id by which it was asked for."""
    found = db.row(
        "SELECT c.attributions, v.vectors FROM content c JOIN vector v"
        " ON v.version = c.version WHERE c.version = ?",
        (number,),
    )
    if found is None:
        raise codec.Misshapen(f"version {number} has no content")
    return codec.unpack(id, *found)


def versions(db: Database, id: str) -> tuple[Version, ...]:
    """Return an article's versions, oldest first, with what changed from each to the next.

    Raises:
        NoSuchArticle: there is none of that id.
    """
    page = db.number("SELECT page FROM version WHERE number = ?", (find(db, id),))
    id = id_of(db, page)
    rows = db.rows("SELECT number, nth, added FROM version WHERE page = ? ORDER BY nth", (page,))
    read = {number: article_of(db, number, id) for number, _, _ in rows}
    about = {number: (nth, added) for number, nth, added in rows}
    out: list[Version] = []
    for number in in_order(list(read.items())):
        article, old = read[number], out[-1].article if out else None
        out.append(
            Version(
                number=about[number][0], added=about[number][1], article=article,
                changed=changed_fields(old, article) if old else (),
                edits=edits(old.text, article.text) if old else (),
            )
        )  # fmt: skip
    return tuple(out)
