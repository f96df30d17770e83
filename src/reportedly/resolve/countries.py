"""Countries as texts name them: by name, people, capital, office (data/countries.csv)."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from reportedly.resolve.names.reading import fold

_SPLIT = re.compile(r"\s+")  # “African-American” and “US-backed” name no government


class Countries:
    """Look-up of a country by a word for it; words are compared folded."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        """Take the shipped table and `more` names of countries (a user's table may have some)."""
        self.adjectives: dict[str, str] = {}  # "russian" -> "Russia"
        self.names: dict[str, str] = {}  # "russia", "moscow" -> "Russia"
        self.offices: dict[str, str] = {}  # "kremlin" -> "Russia"
        for names, demonyms, capitals, offices in _rows():
            country = names[0]
            for words, to in (
                (demonyms, self.adjectives),
                ((*names, *capitals), self.names),
                (offices, self.offices),
            ):
                for word in words:
                    to.setdefault(fold(word), country)
        for name in more:
            if fold(name) not in self.names:
                self.names[fold(name)] = name
                stem = fold(name).rstrip("aeiou")
                for ending in ("i", "an", "ian", "ese", "ish"):  # “Halmeri”, “Corrandian”
                    self.adjectives.setdefault(stem + ending, name)

    def meant(self, name: str) -> str | None:
        """Return the country whose government `name` stands for: “Moscow” is Russia's."""
        return self.names.get(fold(name))

    def office(self, name: str) -> str | None:
        """Return the country of which `name` is an office: “the Kremlin” is Russia's."""
        return self.offices.get(fold(name))

    def in_words(self, words: str) -> str | None:
        """Return the one country that a description names, None if none or several.

        >>> Countries().in_words("Russian Foreign Minister")
        'Russia'
        >>> Countries().in_words("US and German officials") is None
        True
        """
        parts = _SPLIT.split(words.replace("’", "'"))
        parts = [re.sub(r"'s?$", "", part.strip(',;:()“”"')) for part in parts]
        found: dict[str, None] = {}
        at = 0
        while at < len(parts):
            for size in (3, 2, 1):
                key = fold(" ".join(parts[at : at + size]))
                capital = parts[at][:1].isupper()
                country = self.adjectives.get(key) or self.names.get(key)
                if country and capital and at + size <= len(parts):
                    found[country] = None
                    at += size - 1
                    break
            at += 1
        return next(iter(found)) if len(found) == 1 else None


@cache
def _rows() -> tuple[tuple[tuple[str, ...], ...], ...]:
    raw = resources.files("reportedly.data").joinpath("countries.csv").read_text("utf-8")
    return tuple(
        tuple(tuple(filter(None, cell.split("|"))) for cell in row)
        for row in list(csv.reader(raw.splitlines()))[1:]
    )
