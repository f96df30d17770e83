"""Second step: which articles tell of one matter, by the names and figures that they share.

Of all articles only ids and hashed names are held: some 600 bytes each. An article joins
the story with whose articles it has most in common; what is asked is what `match.stories` asks
of two articles. The order is by date, then id, so the same corpus gives the same stories
however it was read.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.batch import parts
from reportedly.match.stories import HELD, LEAST, SHARE

MOST = 400  # articles of a story; more would take tracing too long, and are another story
BUNCH = 200  # articles that are traced as one task, unless a story alone has more


@dataclass(slots=True)
class Corpus:
    """Where each article stands, its date, and its names; one row each, in order."""

    files: list[str] = field(default_factory=list)
    file: "array[int]" = field(default_factory=lambda: array("I"))  # place in `files`
    row: "array[int]" = field(default_factory=lambda: array("I"))
    ids: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    names: list[NDArray[np.uint32]] = field(default_factory=list)
    again: int = 0  # articles that came a second time


@dataclass(frozen=True, slots=True)
class Bunch:
    """Stories that are traced as one task: for each of its articles the file, row and story."""

    number: int
    places: tuple[tuple[str, int, int], ...]


def corpus(files: Sequence[Path]) -> Corpus:
    """Read ids, dates and names of all parts; an article that came before is left out.

    Raises:
        BatchError: a part is damaged.
    """
    found, known = Corpus(), set[bytes]()
    taken: set[str] = set()
    for path in files:
        table = parts.read(path, ("id", "published", "digest", "names"))
        found.files.append(path.name)
        columns = (table[name].to_pylist() for name in ("id", "published", "digest"))
        names = table["names"].combine_chunks()
        for row, (id, published, digest) in enumerate(zip(*columns, strict=True)):
            if not id:
                continue
            if digest in known or id in taken:
                found.again += 1
                continue
            known.add(digest)
            taken.add(id)
            found.file.append(len(found.files) - 1)
            found.row.append(row)
            found.ids.append(id)
            found.published.append(published or "")
            found.names.append(np.asarray(names[row].values, np.uint32))
    return found


def stories(given: Corpus) -> list[list[int]]:
    """Return the stories: rows of `given`, each in one, by their first article in time."""
    order = sorted(range(len(given.ids)), key=lambda n: (given.published[n] or "9", given.ids[n]))
    index = _index(given, order)
    found: list[list[int]] = []
    for here, article in enumerate(order):
        best = next((s for s in _alike(here, index) if len(found[s]) < MOST), None)
        if best is None:
            best = len(found)
            found.append([])
        index.home[here] = best
        found[best].append(article)
    return found


def bunches(given: Corpus, found: Sequence[Sequence[int]]) -> Iterator[Bunch]:
    """Yield the stories in tasks of about BUNCH articles."""
    places: list[tuple[str, int, int]] = []
    number = 0
    for story, articles in enumerate(found):
        if places and len(places) + len(articles) > BUNCH:
            yield Bunch(number, tuple(places))
            number, places = number + 1, []
        places += [(given.files[given.file[n]], given.row[n], story) for n in articles]
    if places:
        yield Bunch(number, tuple(places))


@dataclass(frozen=True, slots=True)
class _Index:
    """Articles by the names that tell something: held by two or more, and not by very many."""

    telling: list[list[tuple[int, int]]]  # by rank in time: where the holders of its names lie
    holders: NDArray[np.uint32]  # ranks, name by name
    home: NDArray[np.int64]  # by rank: its story, as far as that is known


def _index(given: Corpus, order: Sequence[int]) -> _Index:
    rank = np.empty(len(order), np.int64)
    rank[np.asarray(order, np.int64)] = np.arange(len(order))
    lengths = np.fromiter((len(n) for n in given.names), np.int64, len(given.names))
    names = np.concatenate([*given.names, np.empty(0, np.uint32)])
    ranks = np.repeat(rank, lengths).astype(np.uint32)
    by_name = np.lexsort((ranks, names))
    names, ranks = names[by_name], ranks[by_name]
    first = np.flatnonzero(np.r_[True, names[1:] != names[:-1]]) if len(names) else names
    ends = np.r_[first[1:], len(names)]
    kept = (ends - first > 1) & (ends - first <= HELD)
    rows = zip(first[kept].tolist(), ends[kept].tolist(), strict=True)
    where = dict(zip(names[first[kept]].tolist(), rows, strict=True))
    telling = [[where[n] for n in given.names[a].tolist() if n in where] for a in order]
    return _Index(telling, ranks, np.full(len(order), -1, np.int64))


def _alike(here: int, index: _Index) -> list[int]:
    """Return the stories of the earlier articles that share enough, the most like first."""
    own = index.telling[here]
    if not own:
        return []
    rows = np.concatenate([index.holders[start:end] for start, end in own])
    others, common = np.unique(rows[rows < here], return_counts=True)
    counts = np.fromiter((len(index.telling[o]) for o in others.tolist()), np.int64, len(others))
    fewer = np.maximum(np.minimum(counts, len(own)), 1)
    enough = (common >= LEAST) & (common >= SHARE * fewer)
    weight: dict[int, float] = {}
    homes, shares = index.home[others[enough]].tolist(), (common / fewer)[enough].tolist()
    for story, share in zip(homes, shares, strict=True):
        weight[story] = max(weight.get(story, 0.0), share)
    return sorted(weight, key=lambda story: (-weight[story], story))
