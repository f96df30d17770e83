"""Which articles tell of one matter, in a collection that grows by one article at a time.

Two articles are of one story if they share enough of the names and figures that they hold,
and a story is what hangs together by that. Names that very many articles hold tell nothing.
A story depends on which articles there are and never on their order, so what is matched and
traced story by story comes out the same whether articles came one by one or all at once:
after each, only the stories that `add` names have to be traced anew. It is not what matching
the whole collection at once makes: claims are not joined across stories, words weigh as much
as they do in the story, and a page that names nobody is a story of its own.

    >>> stories = Stories()
    >>> flood = "On Sunday the weir at Mallow broke, the miller Roe of Ostwick said."
    >>> for id, text in (("a", flood), ("b", flood + " Cows swam."), ("c", "So is tea.")):
    ...     touched = stories.add(id, text)
    >>> stories.story("a").articles, stories.story("c").articles
    (('a', 'b'), ('c',))
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from sys import intern

import numpy as np

from reportedly.match.wording import tokens

HELD = 100  # articles that hold a name, beyond which it is no sign of one story
SHARE = 0.25  # of the names of the one with fewer
LEAST = 2  # names in common
MOST = 32  # articles of a story; of a larger one those that hang together most closely
FIGURE = 3  # characters from which a figure is like a name: 250, 17,500


@dataclass(frozen=True, slots=True)
class Gathered:
    """A story: its articles by id, and whether that is all of them."""

    articles: tuple[str, ...]
    whole: bool = True


class Stories:
    """An index of articles by the names and figures in them."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._names: list[tuple[str, ...]] = []
        self._telling = array("I")  # how many names of each article still tell something
        self._holders: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, text: str) -> frozenset[str]:
        """Take an article in; return articles, of which one stands in each story that changed.

        The article itself is one. Where one of its names has become too common, all that
        hold it are others. An article that is there already changes nothing.
        """
        if id in self._places:
            return frozenset()
        place = self._places[id] = len(self._ids)
        self._ids.append(id)
        self._names.append(tuple(sorted(set(names_of(text)))))
        self._telling.append(0)
        touched = {place}
        for name in self._names[place]:
            holders = self._holders.setdefault(name, array("I"))
            if len(holders) > HELD:
                continue
            holders.append(place)
            self._telling[place] += 1
            if len(holders) > HELD:
                for other in holders:
                    self._telling[other] -= 1
                touched.update(holders)
        return frozenset(self._ids[other] for other in touched)

    def near(self, id: str) -> tuple[str, ...]:
        """Return the other articles that tell of the same matter, those most like it first."""
        return tuple(self._ids[place] for _, _, place in self._near(self._places[id]))

    def story(self, id: str) -> Gathered:
        """Return the story of an article, at most MOST articles of it."""
        found: set[int] = set()
        waiting = [(0.0, id, self._places[id])]
        while waiting and len(found) < MOST:
            _, _, place = heappop(waiting)
            if place not in found:
                found.add(place)
                for near in self._near(place):
                    heappush(waiting, near)
        whole = all(place in found for _, _, place in waiting)
        return Gathered(tuple(sorted(self._ids[place] for place in found)), whole)

    def _near(self, place: int) -> list[tuple[float, str, int]]:
        """Return (less what they share, id, place) of the others, in order."""
        held = [self._holders[name] for name in self._names[place]]
        held = [holders for holders in held if len(holders) <= HELD]
        if not held:
            return []
        rows = np.concatenate([np.frombuffer(holders, np.uint32) for holders in held])
        others, common = np.unique(rows, return_counts=True)
        fewer = np.minimum(np.frombuffer(self._telling, np.uint32)[others], self._telling[place])
        kept = (common >= LEAST) & (common >= SHARE * fewer) & (others != place)
        shares = (common / fewer)[kept].tolist()
        pairs = zip(others[kept].tolist(), shares, strict=True)
        return sorted((-share, self._ids[other], other) for other, share in pairs)


def names_of(text: str) -> Iterator[str]:
    """Yield the stems of words with a capital inside a sentence, and of longer figures."""
    for token in tokens(text):
        figure = token.form[0].isdigit() and len(token.form) >= FIGURE
        if token.stem and (figure or (token.form[0].isupper() and not token.opens)):
            yield intern(token.stem)
