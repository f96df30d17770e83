"""A collection on disk: a folder with one SQLite file, which can be copied as it is.

What is stored is never changed and never taken out; what can be made again (the
index, the last analysis) lies beside it in the same file, so that all of it is of
one state whatever happens.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from reportedly.errors import CollectionReadOnly
from reportedly.judgement import Judgement, following
from reportedly.records import Article, Attribution, Trace
from reportedly.store import articles, check, codec, fulltext, identity, kept, search
from reportedly.store.changes import Version
from reportedly.store.database import Database
from reportedly.store.folder import make, opened
from reportedly.store.identity import Arrival, article_of, unkey
from reportedly.store.search import Hit

Outcome = Literal["added", "same", "new version"]


class Collection:
    """Articles with their versions and attributions, judgements, and the last analysis.

    May be used from several threads and several processes at a time: each method
    sees one state of it, and so does all that is done inside `snapshot`.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.folder = db.file.parent

    @classmethod
    def create(cls, folder: Path | str) -> "Collection":
        """Make a collection, or open the one that is there.

        Raises:
            CollectionError: the folder holds something else, or may not be written to.
        """
        return cls(make(Path(folder), str(uuid.uuid4())))

    @classmethod
    def open(cls, folder: Path | str, *, readonly: bool = False) -> "Collection":
        """Open a collection.

        Raises:
            CollectionError: there is none, or it cannot be used; the kind of error says why.
        """
        return cls(opened(Path(folder), readonly=readonly))

    @classmethod
    def open_as_permitted(cls, folder: Path | str) -> "Collection":
        """Open a collection for writing where that is permitted, else for reading only.

        Raises:
            CollectionError: there is none, or it cannot be used; the kind of error says why.
        """
        try:
            return cls.open(folder)
        except CollectionReadOnly:
            return cls.open(folder, readonly=True)

    def close(self) -> None:
        """Close it. Nothing is lost without, but its folder is then a single tidy file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state throughout, whatever is added meanwhile; in this thread."""
        with self._db.reading():
            yield

    @property
    def readonly(self) -> bool:
        """Whether it was opened for reading only."""
        return self._db.readonly

    @property
    def name(self) -> str:
        """What tells this collection from all others, wherever its folder goes."""
        found = self._db.row("SELECT name FROM state")
        return str(found[0]) if found else ""

    @property
    def revision(self) -> int:
        """A number that goes up with every stored change: articles and judgements."""
        return self._db.number("SELECT revision FROM state")

    def __len__(self) -> int:
        """Return the number of articles; versions of one count once."""
        return self._db.number("SELECT count(*) FROM page")

    # Writing

    def add(
        self, article: Article, attributions: Sequence[Attribution], *,
        address: str | None = None, maker: str = "",
    ) -> Outcome:  # fmt: skip
        """Store an article with its attributions, all or nothing.

        The same article changes nothing. One that differs from what is there under its
        address or id becomes a version of it, beside the others.

        Args:
            article: as read; another article's id gets "#2" behind it.
            attributions: of its text, with vectors.
            address: its canonical address; `article.url` if None.
            maker: what found the attributions.

        Raises:
            CollectionError: it could not be stored; all that was before is safe.
        """
        arrival = Arrival.of(article, address or article.url)
        with self._db.writing():
            found = identity.find(self._db, arrival)
            if found is not None and found.same is not None:
                return "same"
            articles.store(self._db, arrival, found.page if found else None, attributions, maker)
            self._changed()
        return "new version" if found else "added"

    def has(self, article: Article, *, address: str | None = None) -> bool:
        """Tell whether adding the article would change nothing."""
        with self._db.reading():
            found = identity.find(self._db, Arrival.of(article, address or article.url))
            return found is not None and found.same is not None

    def known(self, text: str, maker: str) -> tuple[Attribution, ...] | None:
        """Return what that maker found in a text, if it was stored; None if not."""
        with self._db.reading():
            found = self._db.row(
                "SELECT number, given FROM version WHERE words = ? AND maker = ? LIMIT 1",
                (identity.digest(text), maker),
            )
            return None if found is None else self._attributed(found[0], unkey(found[1]))

    def outdated(self, maker: str) -> tuple[int, ...]:
        """Return the numbers of what another maker read: all versions of all articles.

        What came with its attributions, from no maker, is nobody's to read anew.
        """
        rows = self._db.rows(
            "SELECT number FROM version WHERE maker NOT IN ('', ?) ORDER BY number", (maker,)
        )
        return tuple(int(number) for (number,) in rows)

    def numbered(self, number: int) -> Article | None:
        """Return the article of such a number; None if it is not there any more."""
        with self._db.reading():
            found = self._db.row(
                "SELECT p.id FROM version v JOIN page p ON p.number = v.page WHERE v.number = ?",
                (number,),
            )
            return None if found is None else article_of(self._db, number, unkey(found[0]))

    def renew(self, number: int, attributions: Sequence[Attribution], maker: str) -> bool:
        """Put other attributions in the place of those of one version, all or nothing.

        Returns:
            Whether it was there: another program may have been quicker.

        Raises:
            CollectionError: it could not be stored; all that was before is safe.
        """
        with self._db.writing():
            done = articles.renew(self._db, number, attributions, maker)
            if done:
                self._changed()
        return done

    # Reading

    def article(self, id: str) -> Article:
        """Return the latest version of an article; for "id@1" its first version, and so on.

        Raises:
            NoSuchArticle: there is none of that id.
        """
        with self._db.reading():
            return article_of(self._db, articles.find(self._db, id), id)

    def articles(self, *, since: str | None = None) -> tuple[Article, ...]:
        """Return the articles in their latest versions, by id.

        Args:
            since: leave out what was published before that date (ISO 8601, or the beginning
                of it); an article without a date counts by the day on which it was added.
        """
        with self._db.reading():
            found = articles.latest(self._db, since)
            return tuple(article_of(self._db, number, id) for id, number in found)

    def readings(
        self, *, since: str | None = None, ids: Iterable[str] | None = None
    ) -> tuple[Article, ...]:
        """Return the articles as an analysis takes them: all, or those with some ids.

        These are the latest versions, and of those with an address the earlier ones too,
        as "id@1", where the words differ: what changed silently can be found then.

        Raises:
            NoSuchArticle: one of the ids is of no article.
        """
        with self._db.reading():
            out: list[Article] = []
            wanted = (
                articles.latest(self._db, since)
                if ids is None
                else [(id, articles.find(self._db, id)) for id in ids]
            )
            for id, number in wanted:
                newest = article_of(self._db, number, id)
                out += [*articles.earlier(self._db, id, number, newest), newest]
            return tuple(sorted(out, key=lambda article: article.id))

    def saying(self, words: str, *, most: int) -> list[str]:
        """Return the ids of the articles in which a statement has all words, the best first.

        In whichever version; a statement's source counts as part of it.
        """
        with self._db.reading():
            return search.saying(self._db, words, most)

    def alike(self, words: Sequence[str], *, most: int = 100) -> list[str]:
        """Return the ids of the articles that hold most of some words in their latest version."""
        with self._db.reading():
            return articles.ids_of(self._db, fulltext.alike(self._db, words, most))

    def versions(self, id: str) -> tuple[Version, ...]:
        """Return an article's versions, oldest first, with what changed from each to the next.

        Raises:
            NoSuchArticle: there is none of that id.
        """
        with self._db.reading():
            return articles.versions(self._db, id)

    def attributions(self, ids: Iterable[str] | None = None) -> dict[str, tuple[Attribution, ...]]:
        """Return the attributions by article id: of all articles, or of those asked for.

        Raises:
            NoSuchArticle: one of the ids is of no article.
        """
        with self._db.reading():
            if ids is None:
                found = articles.latest(self._db, None)
                return {id: self._attributed(number, id) for id, number in found}
            return {id: self._attributed(articles.find(self._db, id), id) for id in ids}

    def search(self, words: str, *, limit: int = 50, vector: bytes = b"") -> list[Hit]:
        """Search claims, sources and articles by words and by meaning, the best first.

        Args:
            words: all must stand there; those in "quotation marks" as they stand.
            limit: of the number of hits.
            vector: of what is meant, 384 int8; without it only words are looked for.
        """
        with self._db.reading():
            return search.search(self._db, words, limit=limit, vector=vector)

    # What people decide

    def judge(self, judgement: Judgement) -> Judgement:
        """Store a judgement behind all others and return it as stored: with number and time.

        One that says the same to the letter, as when it is read in twice, is there once.
        """
        with self._db.writing():
            if not judgement.when:
                last = self._db.row("SELECT max(json_extract(record, '$.when')) FROM judgement")
                judgement = replace(judgement, when=following(str(last[0] or "") if last else ""))
            found = self._db.row("SELECT number FROM judgement WHERE id = ?", (judgement.id,))
            if found:
                return replace(judgement, number=int(found[0]))
            number = self._db.number("SELECT max(number) FROM judgement") + 1
            judgement = replace(judgement, number=number)
            self._db.row(
                "INSERT INTO judgement VALUES (?, ?, ?)",
                (number, judgement.id, codec.dumps(Judgement, judgement)),
            )
            self._changed()
        return judgement

    def judgements(self) -> tuple[Judgement, ...]:
        """Return all judgements in the order in which they were stored."""
        rows = self._db.rows("SELECT record FROM judgement ORDER BY number")
        with self._db.translated():
            return tuple(codec.loads(Judgement, record) for (record,) in rows)

    # The last analysis

    def keep_trace(self, trace: Trace, revision: int, settings: str = "") -> None:
        """Keep an analysis, in the place of the one before.

        Args:
            trace: of the articles that `readings` gives; vectors are not kept with it.
            revision: of the collection when they were read.
            settings: what else the analysis hangs on, as `trace` will be asked.
        """
        with self._db.writing():
            kept.keep(self._db, trace, revision, settings)

    def trace(self, settings: str = "") -> Trace | None:
        """Return the last analysis; None if there is none of this revision and settings."""
        with self._db.reading():
            if not kept.current(self._db, self.revision, settings):
                return None
            return kept.whole(self._db, self.article)

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with what is stored, in words; nothing if all is well.

        Reads everything: a second for some hundred articles.
        """
        with self._db.reading():
            return check.problems(self._db)

    def _attributed(self, number: int, id: str) -> tuple[Attribution, ...]:
        return articles.attributions_of(self._db, number, id)

    def _changed(self) -> None:
        self._db.row("UPDATE state SET revision = revision + 1")
