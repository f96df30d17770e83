"""What a story is about: one statement with a number, in several wordings, and its details."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bench.simulator.names import country, place

LANGUAGE = Path(__file__).with_name("language")
_EITHER = re.compile(r"\[([^][]*)\]")
WORDINGS = 36  # 4 claims, and at most 9 ways through each
_SLOT = re.compile(r"\{([^{}]+)\}")


@cache
def language(name: str) -> Mapping[str, Any]:
    """Return one of the tables of words: "matters", "phrases" or "paragraphs"."""
    return tomllib.loads((LANGUAGE / f"{name}.toml").read_text("utf-8"))


def filled(template: str, slots: Mapping[str, str]) -> str:
    """Return the template with its slots filled; those without a word stay.

    >>> filled("{N} {C} in {place}", {"N": "20", "place": "Tarnholt"})
    '20 {C} in Tarnholt'
    """
    return _SLOT.sub(lambda match: slots.get(match[1], match[0]), template)


def chosen(template: str, number: int) -> str:
    """Return one way through a template's [a|b]: the number says which, in mixed radix.

    >>> [chosen("[go|went] [home|out]", number) for number in range(4)]
    ['go home', 'went home', 'go out', 'went out']
    """
    while match := _EITHER.search(template):
        words = match[1].split("|")
        template = template[: match.start()] + words[number % len(words)] + template[match.end() :]
        number //= len(words)
    return template


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as somebody gives it: "more than 300", and what is counted."""

    value: float
    bound: str = ""
    scale: str = ""
    other: str = ""  # what is counted instead, if it is not what the topic counts

    def words(self) -> str:
        """Return the number with what it is preceded and followed by.

        >>> Amount(value=1200, bound="nearly").words(), Amount(value=4.5, scale="million").words()
        ('nearly 1,200', '4.5 million')
        """
        parts = (self.bound, f"{self.value:,g}" if self.value < 100 else f"{self.value:,.0f}")
        return " ".join(part for part in (*parts, self.scale) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A matter with its places filled in. `claims` and `headlines` keep {N} and {C}."""

    matter: str
    place: str
    names: tuple[str, ...]  # places and countries, which a translation desk respells
    counted: tuple[str, ...]
    other: tuple[str, ...]
    claims: tuple[str, ...]
    headlines: tuple[str, ...]
    details: tuple[tuple[str, ...], ...]
    quotes: tuple[str, ...]
    denials: tuple[str, ...]
    background: tuple[str, ...]
    true: Amount

    def statement(self, wording: int, counted: int, amount: Amount) -> str:
        """Return the statement in one of its wordings, as a clause."""
        clause = chosen(self.claims[wording % len(self.claims)], wording // len(self.claims))
        return self._with(clause, counted, amount)

    def title(self, wording: int, counted: int, amount: Amount) -> str:
        """Return a headline's statement."""
        return self._with(self.headlines[wording % len(self.headlines)], counted, amount)

    def what(self, counted: int, amount: Amount) -> str:
        """Return what is counted, in one of its names."""
        return amount.other or self.counted[counted % len(self.counted)]

    def _with(self, template: str, counted: int, amount: Amount) -> str:
        return filled(template, {"N": amount.words(), "C": self.what(counted, amount)})


def topic(rng: Random) -> Topic:
    """Return a matter, drawn and filled."""
    matter = rng.choice(language("matters")["matter"])
    slots = {"place": place(rng), "place2": place(rng), "country": country(rng)}
    slots["group"] = filled(rng.choice(matter["group"]), slots)

    def all_of(key: str) -> tuple[str, ...]:
        return tuple(filled(text, slots) for text in matter[key])

    return Topic(
        matter=matter["id"], place=slots["place"],
        names=(slots["place"], slots["place2"], slots["country"]),
        counted=all_of("counted"), other=all_of("other"), claims=all_of("claims"),
        headlines=all_of("headlines"), quotes=all_of("quotes"), denials=all_of("denials"),
        background=all_of("background"),
        details=tuple(tuple(filled(t, slots) for t in pair) for pair in matter["details"]),
        true=_amount(rng, matter),
    )  # fmt: skip


def _amount(rng: Random, matter: Mapping[str, Any]) -> Amount:
    value = float(rng.randint(matter["low"], matter["high"]))
    scale = matter.get("scale", "")
    if not scale and value > 1000:
        value = round(value, -2)
    if rng.random() < 0.4 and value >= 40 and not scale:
        return Amount(value=round(value, -1), bound=rng.choice(("about", "some", "around")))
    if scale:
        value += rng.randint(0, 9) / 10
    return Amount(value=value, scale=scale, bound=rng.choice(("", "", "at least")))


def exaggerated(rng: Random, amount: Amount) -> Amount:
    """Return another number for the same: rounder and mostly larger, at least a fifth apart."""
    factor = rng.choice((1.3, 1.5, 1.8, 2.0, 2.0, 3.0, 0.5, 0.7))
    value = amount.value * factor
    if not amount.scale:
        step = -1 if value >= 40 else 0
        value = round(value, -2 if value >= 1000 else step)
        if abs(value / amount.value - 1) < 0.2:
            value = amount.value + 10
    bound = rng.choice(("", "more than", "nearly", "about", "at least"))
    return Amount(value=round(value, 1), bound=bound, scale=amount.scale)
