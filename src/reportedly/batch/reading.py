"""First step: a unit's articles and who says what in them, as parts of so many articles each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any

from reportedly import pipeline
from reportedly.batch import parts
from reportedly.batch.units import Raw, Unit, raws
from reportedly.errors import InputError
from reportedly.match.stories import said as words_said
from reportedly.read.guard import Guard
from reportedly.read.limits import Limits
from reportedly.read.warc import addressed
from reportedly.records import Article, Attribution
from reportedly.store.codec import dumps, pack

Reader = Callable[[bytes, str], Sequence[Article | InputError]]  # bytes and their name
PART = 100  # articles of a part: the most that a killed run does again


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a unit."""

    articles: int = 0
    left_out: int = 0
    words: int = 0
    fresh: int = 0  # articles that were not there from an earlier run


def part(out: Path, unit: Unit, number: int) -> Path:
    """Return where a part of a unit is kept."""
    return out / "parts" / f"u{unit.number:06d}-{number:05d}.parquet"


def read_unit(unit: Unit, out: Path, limits: Limits | None = None) -> Done:
    """Read a unit as far as it is not read yet, and write its parts.

    Raises:
        BatchError: a part cannot be written. ModelError: the model is missing.
    """
    bounds = limits or Limits()
    done, number, after, last = Done(), 0, -1, False
    places: Iterator[tuple[int, list[Raw]]] | None = None  # goes on from part to part
    with Guard() as guard:
        read = partial(guard.read, limits=bounds)
        while not last:
            path = part(out, unit, number)
            told = parts.told(path)
            if told is None or told.get("unit") != unit.key:
                places = places or _by_place(raws(unit, bounds, after))
                taken = list(islice(places, PART))
                following = next(places, None)
                places = None if following is None else chain([following], places)
                rows = _part([raw for _, these in taken for raw in these], read)
                after, last = (taken[-1][0] if taken else after), following is None
                told = {
                    "unit": unit.key, "after": str(after), "last": str(int(last)),
                    "articles": str(sum(bool(row["id"]) for row in rows)),
                    "left_out": str(sum(not row["id"] for row in rows)),
                    "words": str(sum(row["words"] for row in rows)),
                }  # fmt: skip
                parts.write(rows, parts.READ, path, told)
                done = _with(done, told, fresh=int(told["articles"]))
            else:
                after, last, places = int(told["after"]), told["last"] == "1", None
                done = _with(done, told, fresh=0)
            number += 1
    return done


def _with(done: Done, told: dict[str, str], fresh: int) -> Done:
    return Done(
        done.articles + int(told["articles"]),
        done.left_out + int(told["left_out"]),
        done.words + int(told["words"]),
        done.fresh + fresh,
    )


def _part(taken: Sequence[Raw], read: Reader) -> list[dict[str, Any]]:
    """Return the rows of a part: articles by id, behind what was left out."""
    found = [item for raw in taken for item in _items(raw, read)]
    rows = [_left_out(item) for item in found if isinstance(item, InputError)]
    unique: dict[str, Article] = {}
    for item in found:
        if isinstance(item, Article):
            unique.setdefault(item.id, item)
    wrong: list[InputError] = []
    said = pipeline.attribute(list(unique.values()), on_error=wrong.append)
    rows += [_left_out(error) for error in wrong]
    rows += [row_of(article, said[id]) for id, article in unique.items() if id in said]
    rows.sort(key=lambda row: (not row["id"], row["id"] or "", row["name"] or ""))
    return rows


def _by_place(found: Iterator[Raw]) -> Iterator[tuple[int, list[Raw]]]:
    """Yield what stands at each place together, so that a part never ends inside one."""
    place, these = -1, list[Raw]()
    for raw in found:
        if these and raw.place != place:
            yield place, these
            these = []
        place = raw.place
        these.append(raw)
    if these:
        yield place, these


def _items(raw: Raw, read: Reader) -> Sequence[Article | InputError]:
    if not isinstance(raw.found, bytes):
        return [raw.found]
    found = read(raw.found, raw.name)
    page = raw.page
    if page is None:
        return found
    return [addressed(i, page, raw.name) if isinstance(i, Article) else i for i in found]


def row_of(article: Article, said: Sequence[Attribution]) -> dict[str, Any]:
    """Return an article with who says what in it as a row of a part."""
    kept, vectors = pack(said)
    words = words_said(article.text)
    key = f"{article.url or article.id}\0{article.text}".encode("utf-8", "surrogatepass")
    return {
        "id": article.id,
        "published": article.published.value if article.published else "",
        "digest": blake2b(key, digest_size=12).digest(),
        "said": words.words, "weights": words.weights,
        "article": dumps(Article, article),
        "attributions": kept,
        "vectors": vectors,
        "words": article.text.count(" ") + 1,
        "name": None, "reason": None, "remedy": None,
    }  # fmt: skip


def _left_out(error: InputError) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(parts.READ.names)
    return empty | {
        "id": "", "words": 0, "name": error.name, "reason": error.reason, "remedy": error.remedy,
    }  # fmt: skip
