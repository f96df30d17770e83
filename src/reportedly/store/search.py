"""Search in a collection, by words and by meaning, over claims, sources and articles."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Final, Literal

from reportedly.records import Appearance, Attribution, Span, Spans, words_of
from reportedly.store import codec, fulltext
from reportedly.store.articles import OLDER, id_of
from reportedly.store.database import Database, Row
from reportedly.store.identity import key, unkey
from reportedly.store.meaning import WIDTH, index_of
from reportedly.text import fold, sentences

Kind = Literal["claim", "source", "article"]
By = Literal["words", "meaning"]
DAMPING: Final = 60  # of reciprocal ranks, as is usual (Cormack, Clarke and Büttcher 2009)
_VERSION: Final = (
    "SELECT v.number, v.page, p.id, p.latest = v.number, v.nth, v.first FROM version v"
    " JOIN page p ON p.number = v.page"
)
LOOKED_INTO: Final = 200_000  # characters of an article in which the passage to show is sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found.

    `id` is of the claim, the source or the article; of a claim or source it is empty as
    long as no analysis is kept that has it.
    """

    kind: Kind
    id: str
    article: str  # id; "id@1" for a version that is not the latest
    index: int | None = None  # of the statement among the article's attributions
    spans: Spans = ()  # where it stands in the article's text; empty if only the title has it
    words: str  # what stands there
    score: float  # to be compared with others of the same search only
    by: tuple[By, ...]


@dataclass(frozen=True)
class Place:
    """A version of an article in which something was found."""

    number: int
    page: int
    id: str
    latest: bool
    first: int
    db: Database = field(repr=False, compare=False)

    @cached_property
    def stored(self) -> tuple[str, str]:
        """The article and its attributions as they are stored; one question for both."""
        sql = "SELECT article, attributions FROM content WHERE version = ?"
        found = self.db.row(sql, (self.number,))
        return (str(found[0]), str(found[1])) if found else ("", "")

    @property
    def record(self) -> str:
        """The article as it is stored."""
        return self.stored[0]

    @cached_property
    def text(self) -> str:
        """Its text in this version."""
        return codec.string(self.record, "text")

    def attribution(self, index: int) -> Attribution:
        """Return one of its attributions, without vector."""
        return codec.unpack_one(self.id, self.stored[1], index)


def search(db: Database, question: str, *, limit: int, vector: bytes) -> list[Hit]:
    """Return what was found, the best first; inside a transaction that reads."""
    return _Search(db, question, limit).hits(vector)


def saying(db: Database, question: str, most: int) -> list[str]:
    """Return the ids of at most so many articles, a statement of which has all words."""
    parts = fulltext.asked(question)
    numbers = fulltext.statements(db, parts) if parts else []
    pages: dict[int, None] = {}
    for place, _ in _Search(db, question, most)._placed(numbers):
        pages[place.page] = None
        if len(pages) == most:
            break
    return [id_of(db, page) for page in pages]


Name = tuple[object, ...]  # what makes two hits one
Found = tuple[Name, Place, Callable[[], Hit]]


class _Search:
    """One search: the places that it met, and the ranks that they had.

    What is shown of a hit is read last, and only for those that are shown.
    """

    def __init__(self, db: Database, question: str, limit: int) -> None:
        self.db, self.limit, self.parts = db, limit, fulltext.asked(question)
        self.places: dict[int, Place] = {}
        self.found: dict[Name, tuple[float, tuple[By, ...], Place, Callable[[], Hit]]] = {}
        state = db.row("SELECT k.revision = s.revision FROM kept k, state s")
        self.analysed = bool(state and state[0])

    def hits(self, vector: bytes) -> list[Hit]:
        if self.parts:
            met = self._placed(fulltext.statements(self.db, self.parts))
            self._rank(self._claims(met), "words")
            self._rank(self._sources(fulltext.said_by(self.db, self.parts)), "words")
            self._rank(self._articles(fulltext.articles(self.db, self.parts)), "words")
        if len(vector) == WIDTH:
            near = index_of(self.db).nearest(self.db, vector, self.limit)
            close = ((self._version(version), index) for version, index, _ in near)
            self._rank(self._claims(close), "meaning")
        # Of those that are as good as each other: claims, sources, articles, each as they came.
        best = sorted(self._newest(), key=lambda entry: -entry[0])[: self.limit]
        return [replace(make(), score=score, by=by) for score, by, make in best]

    def _newest(self) -> Iterator[tuple[float, tuple[By, ...], Callable[[], Hit]]]:
        """Leave out what stands in an older version, where its page's latest was found, too."""
        latest = {
            (name[0], place.page) for name, (_, _, place, _) in self.found.items() if place.latest
        }
        for name, (score, by, place, make) in self.found.items():
            one_place = name[0] == "article" or len(name) == 3  # no claim or source of many
            if place.latest or not one_place or (name[0], place.page) not in latest:
                yield score, by, make

    def _rank(self, found: Iterable[Found], by: By) -> None:
        """Take hits in, the best first, until there are enough; one that is there gains by it."""
        seen: set[Name] = set()
        for name, place, make in found:
            if name in seen:
                continue
            seen.add(name)
            score, ways, there, first = self.found.get(name, (0.0, (), place, make))
            self.found[name] = score + 1 / (DAMPING + len(seen)), (*ways, by), there, first
            if len(seen) >= self.limit:
                return

    def _claims(self, met: Iterable[tuple[Place, int]]) -> Iterator[Found]:
        for place, index in met:
            id = self._claim(place.id, index) or ""
            yield (
                ("claim", id) if id else ("claim", place.id, index),
                place,
                partial(_claim_hit, place, index, id),
            )

    def _sources(self, numbers: list[int]) -> Iterator[Found]:
        for place, index in self._placed(numbers):
            attr = place.attribution(index)
            if not attr.source:
                continue
            name = words_of(attr.source, place.text)
            id = self._source(place.id, index) or ""
            make = partial(
                Hit, kind="source", id=id, article=place.id, index=index, spans=attr.source,
                words=name, score=0.0, by=(),
            )  # fmt: skip
            yield ("source", id or fold(name)), place, make

    def _articles(self, versions: list[int]) -> Iterator[Found]:
        for place in map(self._version, versions):
            yield ("article", place.id), place, partial(self._article_hit, place)

    def _article_hit(self, place: Place) -> Hit:
        span = passage(place.text, self.parts)
        return Hit(
            kind="article", id=place.id, article=place.id, spans=(span,) if span else (),
            words=span.of(place.text) if span else codec.string(place.record, "title"),
            score=0.0, by=(),
        )  # fmt: skip

    def _placed(self, numbers: list[int]) -> Iterator[tuple[Place, int]]:
        """Yield where statements stand, by their numbers."""
        for number in numbers:
            found = self.db.row(
                f"{_VERSION} WHERE v.first <= ?1 AND v.first + v.statements > ?1"
                " ORDER BY v.first DESC, v.statements DESC LIMIT 1",
                (number,),
            )
            if found:
                place = self._known(found)
                yield place, number - place.first

    def _version(self, number: int) -> Place:
        if number not in self.places:
            found = self.db.row(f"{_VERSION} WHERE v.number = ?", (number,))
            if found is None:
                raise codec.Misshapen(f"version {number} is missing")
            self._known(found)
        return self.places[number]

    def _known(self, row: Row) -> Place:
        """Return the place of a row of _VERSION, one for each version."""
        number, page, id, latest, nth, first = row
        if number not in self.places:
            name = unkey(id) if latest else f"{unkey(id)}{OLDER}{nth}"
            self.places[number] = Place(number, page, name, bool(latest), first, self.db)
        return self.places[number]

    def _claim(self, article: str, index: int) -> str | None:
        if not self.analysed:
            return None
        found = self.db.row(
            "SELECT c.id FROM kept_appearance a JOIN kept_claim c ON c.place = a.claim"
            " WHERE a.article = ? AND a.idx = ?",
            (key(article), index),
        )
        return unkey(found[0]) if found else None

    def _source(self, article: str, index: int) -> str | None:
        if not self.analysed:
            return None
        found = self.db.row(
            "SELECT record FROM kept_appearance WHERE article = ? AND idx = ?",
            (key(article), index),
        )
        sources = codec.loads(Appearance, found[0]).sources if found else ()
        return sources[0] if sources else None


def _claim_hit(place: Place, index: int, id: str) -> Hit:
    content = place.attribution(index).content
    return Hit(
        kind="claim", id=id, article=place.id, index=index, spans=content,
        words=words_of(content, place.text), score=0.0, by=(),
    )  # fmt: skip


def passage(text: str, parts: Iterable[str]) -> Span | None:
    """Return the first of the sentences in which most of the words stand.

    >>> passage("It rained. The old dam broke.", ["dams", "old"])
    Span(start=11, end=29)
    """
    stems = {
        fold(word)[: max(3, len(word) - 2)] for part in parts for word in re.findall(r"\w+", part)
    }
    best, most = None, 0
    for span in sentences(text[:LOOKED_INTO]):
        words = span.of(text)
        flat = words.lower() if words.isascii() else fold(words)
        count = sum(stem in flat for stem in stems if stem)
        if count > most:
            best, most = span, count
    return best
