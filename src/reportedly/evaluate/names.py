"""When a name in a trace is the one in the labels: by aliases, else by half of its words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

HALF = 0.5  # of the shorter name's words
_NO_NAME = frozenset(
    "a an the of in on for to by and its his her their unnamed title only citing via source"
    " sources".split()
)


def folded(name: str) -> str:
    """Return a name's words, without case, accents, and what stands in brackets.

    >>> folded("The Kélsby Herald (online)")
    'the kelsby herald'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", re.sub(r"\(.*?\)", " ", plain)))


class Names:
    """Tells whether two names mean one."""

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        self._meant: dict[str, set[str]] = {}
        for name, others in aliases.items():
            for alias in (name, *others):
                if folded(alias):
                    self._meant.setdefault(folded(alias), set()).add(folded(name))
        self.read = lru_cache(maxsize=65536)(self._read)

    def _read(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return whom the aliases in a name mean, and its telling words."""
        words = f" {folded(name)} "
        meant = {
            one for alias, ones in self._meant.items() if f" {alias} " in words for one in ones
        }
        telling = frozenset(words.split()) - _NO_NAME
        return frozenset(meant), telling or frozenset(words.split())

    def same(self, left: str, right: str) -> bool:
        """Tell whether both hold aliases of one name, or half of the shorter's words are common.

        Names that hold aliases of different ones are different, whatever their words.

        >>> names = Names({"Quay Wire": ["QW"], "Ash Wire": []})
        >>> names.same("QW (agency)", "the Quay Wire"), names.same("Ash Wire", "Quay Wire")
        (True, False)
        >>> names.same("a senior harbour official", "harbour officials")
        True
        """
        (ours, one), (theirs, two) = self.read(left), self.read(right)
        if ours & theirs:
            return True
        if ours and theirs:
            return False
        return len(one & two) >= HALF * max(1, min(len(one), len(two)))
