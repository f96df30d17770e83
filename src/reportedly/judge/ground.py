"""Where the statements of a judgement are looked up, and where it is noted what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.judge.found import Finder, Gone
from reportedly.judge.order import Ledger
from reportedly.judgement import Judgement, Key, Place


@dataclass(frozen=True, slots=True)
class Ground:
    """One analysis, the statements that people rejected in it, and the ledger."""

    finder: Finder
    rejected: Mapping[Key, Judgement]
    ledger: Ledger

    def placed(self, places: Iterable[Place], judgement: Judgement) -> list[tuple[Key, ...]]:
        """Return the statements at places, in every version; those that are gone are noted."""
        found = []
        for place in places:
            try:
                keys = self.finder.statements(place)
            except Gone as gone:
                self.ledger.missed(judgement, str(gone))
                continue
            left = tuple(key for key in keys if key not in self.rejected)
            if left:
                found.append(left)
            else:
                by = self.rejected[keys[0]].by
                self.ledger.missed(judgement, f"nobody says “{place.words[:60]}”, says {by}")
        return found
