"""Whether all that a collection holds is whole."""

from collections.abc import Iterator

from reportedly.errors import InputError
from reportedly.records import words_of
from reportedly.store.articles import attributions_of, id_of
from reportedly.store.codec import Misshapen
from reportedly.store.database import Database
from reportedly.store.identity import article_of, digest
from reportedly.store.meaning import signs_of


def problems(db: Database) -> tuple[str, ...]:
    """Return what is wrong, in words; inside a transaction that reads."""
    found = [str(row[0]) for row in db.rows("PRAGMA integrity_check")]
    return (*(line for line in found if line != "ok"), *_pages(db), *_versions(db))


def _pages(db: Database) -> Iterator[str]:
    rows = db.rows(
        "SELECT p.number FROM page p LEFT JOIN version v"
        " ON v.number = p.latest AND v.page = p.number WHERE v.number IS NULL"
    )
    yield from (f"article {page} has no latest version" for (page,) in rows)


def _versions(db: Database) -> Iterator[str]:
    """Yield what is wrong with each version, its statements, vectors and index."""
    following = 1
    rows = db.rows("SELECT number, page, words, first, statements FROM version ORDER BY number")
    for number, page, words, first, statements in rows:
        try:
            article = article_of(db, number, id_of(db, page))
            attributions = attributions_of(db, number, article.id)
            for attr in attributions:
                for spans in (attr.source, attr.cue, attr.content, attr.addressee):
                    words_of(spans, article.text)  # raises where a span lies beyond
        except (Misshapen, InputError) as error:
            yield f"version {number}: {error}"
            continue
        if digest(article.text) != words:
            yield f"version {number}: its text is another one"
        if first < following or statements != len(attributions):  # renewed ones leave gaps
            yield f"version {number}: its statements are numbered wrongly"
        if db.row("SELECT signs FROM meaning WHERE version = ?", (number,)) != (
            signs_of(attributions),
        ):
            yield f"version {number}: its signs are not those of its vectors"
        indexed = db.number("SELECT count(*) FROM article_words WHERE rowid = ?", (number,))
        indexed += db.number(
            "SELECT count(*) FROM statement_words WHERE rowid BETWEEN ? AND ?",
            (first, first + statements - 1),
        )
        if indexed != 1 + statements:
            yield f"version {number}: not all of it can be found"
        following = first + statements
