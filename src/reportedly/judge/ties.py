"""What is one and what is not, so that nothing contradicts anything else.

From the latest judgement to the earliest, each is taken if it agrees with all that
were taken before it, with all that follows from them: A = B and B = C make A = C.
One that does not is overruled as a whole, and says by which.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from reportedly.judgement import Judgement, Key

Item = TypeVar("Item", Key, str)  # a statement, or a source's id


class Ties(Generic[Item]):
    """What was joined and parted so far."""

    def __init__(self) -> None:
        self._above: dict[Item, Item] = {}
        self._apart: dict[Item, dict[Item, Judgement]] = defaultdict(dict)  # top -> other top
        self._joined: list[tuple[Item, Judgement]] = []

    def top(self, item: Item) -> Item:
        """Return the item that stands for all that are joined with one."""
        while item in self._above:
            item = self._above[item]
        return item

    def join(self, items: Sequence[Item], judgement: Judgement) -> Judgement | None:
        """Take that items are one; return the later judgement against it, if any."""
        tops = sorted({self.top(item) for item in items})
        for top in tops:
            for other in tops:
                if other in self._apart[top]:
                    return self._apart[top][other]
        for other in items[1:]:
            a, b = sorted((self.top(items[0]), self.top(other)))
            if a != b:
                self._above[b] = a
                for far, by in self._apart.pop(b, {}).items():
                    del self._apart[far][b]
                    self._apart[far].setdefault(a, by)
                    self._apart[a].setdefault(far, by)
            if other != items[0]:
                self._joined.append((min(items[0], other), judgement))
        return None

    def part(self, pairs: Iterable[tuple[Item, Item]], judgement: Judgement) -> Judgement | None:
        """Take that the items of each pair are two; return the later judgement against it."""
        wanted = list(pairs)
        for left, right in wanted:
            if self.top(left) == self.top(right):
                return self._why_one(left)
        for left, right in wanted:
            tops = self.top(left), self.top(right)
            self._apart[tops[0]].setdefault(tops[1], judgement)
            self._apart[tops[1]].setdefault(tops[0], judgement)
        return None

    def _why_one(self, item: Item) -> Judgement:
        """Return the earliest of the later judgements that joined an item with others."""
        top = self.top(item)
        return min((by for a, by in self._joined if self.top(a) == top), key=lambda j: j.order)
