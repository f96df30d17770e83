"""Second step: which articles tell of one matter, by the words that they share.

Of all articles only ids and hashed words are held: some two kilobytes each. Which story an article
joins, `match.stories` decides. The order is by date, then id, so the same corpus gives the same
stories however it was read.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from reportedly.batch import parts
from reportedly.match import stories as matching
from reportedly.match.stories import Said

BUNCH = 200  # articles that are traced as one task, unless a story alone has more


@dataclass(slots=True)
class Corpus:
    """Where each article stands, its date, and its words; one row each, in order."""

    files: list[str] = field(default_factory=list)
    file: "array[int]" = field(default_factory=lambda: array("I"))  # place in `files`
    row: "array[int]" = field(default_factory=lambda: array("I"))
    ids: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    again: int = 0  # articles that came a second time


@dataclass(frozen=True, slots=True)
class Bunch:
    """Stories that are traced as one task: for each of its articles the file, row and story."""

    number: int
    places: tuple[tuple[str, int, int], ...]


def corpus(files: Sequence[Path]) -> Corpus:
    """Read ids, dates and words of all parts; an article that came before is left out.

    Raises:
        BatchError: a part is damaged.
    """
    found, known = Corpus(), set[bytes]()
    taken: set[str] = set()
    for path in files:
        table = parts.read(path, ("id", "published", "digest", "said", "weights"))
        found.files.append(path.name)
        columns = (table[name].to_pylist() for name in ("id", "published", "digest"))
        words, weights = (table[name].combine_chunks() for name in ("said", "weights"))
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
            found.said.append(
                Said(
                    np.asarray(words[row].values, np.uint32),
                    np.asarray(weights[row].values, np.float32),
                )
            )
    return found


def stories(given: Corpus) -> list[list[int]]:
    """Return the stories: rows of `given`, each in one, by their first article in time."""
    places = range(len(given.ids))
    order = sorted(places, key=lambda n: matching.in_time(given.published[n], given.ids[n]))
    found: list[list[int]] = []
    for article, story in zip(order, matching.stories([given.said[n] for n in order]), strict=True):
        if story == len(found):
            found.append([])
        found[story].append(article)
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
