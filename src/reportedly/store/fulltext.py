"""Search by words: what FTS5 is given to index, and how it is asked."""

import re
from collections.abc import Sequence
from typing import Final

from reportedly.records import Article, Attribution, words_of
from reportedly.store.database import Database

# Of what matches, those added last are ranked ...
RANKED: Final = 1000
# ... unless so much matches that the words tell little apart: to weigh them would take longest.
EVERYWHERE: Final = 5000
COMMON: Final = 1000  # articles that hold a word, beyond which it finds nothing alike
MOST: Final = 32  # words of a question; more would be a text
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_ASKED = re.compile(r'"([^"]*)"?|([^\s"]+)')

_WEIGHTS: Final = {"statement_words": "1.0, 0.5", "article_words": "4.0, 1.0, 1.0, 1.0"}


def index(
    db: Database, version: int, first: int, article: Article, attributions: Sequence[Attribution]
) -> None:
    """Make a version findable; inside the transaction that stores it."""
    db.row(
        "INSERT INTO article_words(rowid, title, outlet, byline, text) VALUES (?, ?, ?, ?, ?)",
        (version, *_fields(article)),
    )
    rows = _statements(first, article, attributions)
    db.many("INSERT INTO statement_words(rowid, content, source) VALUES (?, ?, ?)", rows)


def forget(
    db: Database, version: int, first: int, article: Article, attributions: Sequence[Attribution]
) -> None:
    """Take a version out of the index, given what `index` was given for it."""
    db.row(
        "INSERT INTO article_words(article_words, rowid, title, outlet, byline, text)"
        " VALUES ('delete', ?, ?, ?, ?, ?)",
        (version, *_fields(article)),
    )
    db.many(
        "INSERT INTO statement_words(statement_words, rowid, content, source)"
        " VALUES ('delete', ?, ?, ?)",
        _statements(first, article, attributions),
    )


def _fields(article: Article) -> list[str]:
    fields = article.title, article.outlet, article.byline, article.text
    return [_storable(field or "") for field in fields]


def _statements(
    first: int, article: Article, attributions: Sequence[Attribution]
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for number, attr in enumerate(attributions, first):
        parts = words_of(attr.content, article.text), words_of(attr.source, article.text)
        rows.append((number, *map(_storable, parts)))
    return rows


def _storable(text: str) -> str:
    return _UNSTORABLE.sub(" ", text)


def asked(question: str) -> list[str]:
    """Return what must stand there: words, and phrases in quotation marks.

    >>> asked('dam "north gate" cracks*')
    ['dam', 'north gate', 'cracks*']
    """
    found = (phrase or word for phrase, word in _ASKED.findall(_storable(question)))
    return [part for part in found if re.search(r"\w", part)][:MOST]


def expression(parts: Sequence[str]) -> str:
    """Return the question as FTS5 puts it: nothing in it is taken for an operator.

    >>> expression(["north gate", "NOT", "crack*"])
    '"north gate" "NOT" "crack" *'
    """
    return " ".join(f'"{part[:-1]}" *' if part.endswith("*") else f'"{part}"' for part in parts)


def statements(db: Database, parts: Sequence[str]) -> list[int]:
    """Return the numbers of the statements with all parts, in content or source, best first."""
    return _ranked(db, "statement_words", expression(parts))


def said_by(db: Database, parts: Sequence[str]) -> list[int]:
    """Return the numbers of the statements whose source has all parts, the best first."""
    return _ranked(db, "statement_words", f"source : ({expression(parts)})")


def articles(db: Database, parts: Sequence[str]) -> list[int]:
    """Return the numbers of the versions with all parts, the best first."""
    return _ranked(db, "article_words", expression(parts))


def alike(db: Database, words: Sequence[str], most: int) -> list[int]:
    """Return the numbers of the versions that hold most of some words, rare ones weighing more.

    What very many hold tells nothing and is passed over, so the cost does not grow with what
    is stored.
    """
    weight: dict[int, float] = {}
    for wanted in filter(None, map(asked, words)):
        rows = db.rows(
            "SELECT rowid FROM article_words WHERE article_words MATCH ? LIMIT ?",
            (expression(wanted), COMMON + 1),
        )
        if len(rows) <= COMMON:
            for (number,) in rows:
                weight[number] = weight.get(number, 0.0) + 1 / (1 + len(rows)) ** 0.5
    return sorted(weight, key=lambda number: (-weight[number], number))[:most]


def _ranked(db: Database, table: str, wanted: str) -> list[int]:
    matching = f"FROM {table} WHERE {table} MATCH ?"
    few = f"SELECT count(*) FROM (SELECT 1 {matching} LIMIT ?)"  # noqa: S608 - names of our own
    if db.number(few, (wanted, EVERYWHERE)) >= EVERYWHERE:
        newest = f"SELECT rowid {matching} ORDER BY rowid DESC LIMIT ?"
        return [number for (number,) in db.rows(newest, (wanted, RANKED))]
    weighed = f"SELECT rowid, bm25({table}, {_WEIGHTS[table]}) {matching}"
    found = db.rows(f"{weighed} ORDER BY rowid DESC LIMIT ?", (wanted, RANKED))
    return [number for number, _ in sorted(found, key=lambda row: (row[1], -row[0]))]
