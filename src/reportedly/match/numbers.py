"""Numbers of a content: how much, and of what.

The quantities that `resolve` read are taken as they are. Numbers that it left
(years, days, bare figures) are read here, only far enough to tell equal from
different.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.match.wording import stem, tokens
from reportedly.records import Quantity, Span

TELLING_FROM = 13  # dozens and below are of all kinds of things
SLACK = 0.02  # relative; "about 250" and 252 are told apart only by a reader who counts
_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_WORDS |= {"ninety": 90, "dozen": 12, "both": 2}
del _WORDS["one"]  # "one of them", "no one": hardly ever a count
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALE |= {"m": 1e6, "bn": 1e9, "k": 1e3}
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[$€£])?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<ordinal>st|nd|rd|th)?(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|m|k)\b)?"
    r"|\b(?P<word>" + "|".join(_WORDS) + r")\b(?:\s(?P<times>hundred|thousand|million|billion)\b)?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[\s-]?(%|per ?cent\b|percent\b|percentage points?\b|dollars?\b|euros?\b|pounds?\b|crowns?\b|"
    r"km\b|"
    r"kilomet(?:er|re)s?\b|miles?\b|tons?\b|tonnes?\b|kg\b|grams?\b|g\b|years?\b|months?\b|weeks?\b|"
    r"days?\b|hours?\b|minutes?\b|degrees?\b|cents?\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?", re.IGNORECASE
)
_SAME = {"percent": "%", "per cent": "%", "g": "gram", "km": "kilometr", "kilometer": "kilometr"}
_SAME |= {"kilometre": "kilometr", "tonne": "ton", "$": "USD", "dollar": "USD", "€": "EUR"}
_SAME |= {"euro": "EUR", "£": "GBP", "pound": "GBP"}

_DIMENSION = dict.fromkeys(("USD", "EUR", "GBP", "crown", "pound", "cent"), "money")
_DIMENSION |= dict.fromkeys(("minute", "hour", "day", "week", "month", "year"), "time")
_DIMENSION |= dict.fromkeys(("kilometr", "mile"), "length")
_DIMENSION |= dict.fromkeys(("gram", "kg", "ton"), "weight")


@dataclass(frozen=True, slots=True)
class Number:
    """A value or a range, its unit, and the stems of what it counts."""

    value: float
    high: float
    unit: str  # "" for plain counts; "in year" and "date" for dates
    of: frozenset[str]

    @property
    def telling(self) -> bool:
        """Whether it is neither a date nor a small count, which many sentences hold."""
        dated = self.unit in ("date", "in year")
        return not dated and (self.value >= TELLING_FROM or self.value % 1 != 0)

    def equals(self, other: "Number") -> bool:
        """Tell whether the two values agree, ranges if they meet."""
        slack = SLACK * max(abs(self.value), abs(other.value))
        return self.value <= other.high + slack and other.value <= self.high + slack

    def comparable(self, other: "Number") -> bool:
        """Tell whether both are of one unit and, as far as stated, count one thing."""
        return self.unit == other.unit and (not self.of or not other.of or bool(self.of & other.of))

    def measures_alike(self, other: "Number") -> bool:
        """Tell whether both count one thing by name, or are money, lengths, spans of time."""
        if self.unit or other.unit:
            return _DIMENSION.get(self.unit, self.unit) == _DIMENSION.get(other.unit, other.unit)
        return bool(self.of & other.of)

    def counts_else(self, other: "Number") -> bool:
        """Tell whether both say what they count, and that differs."""
        return self.unit != other.unit or (
            bool(self.of) and bool(other.of) and not self.of & other.of
        )


def numbers(text: str, known: Sequence[Quantity], start: int = 0) -> tuple[Number, ...]:
    """Return the numbers of `text`, whose first character stands at `start` in its article.

    >>> numbers("about 250 military experts in the hills", ())[0].value
    250.0
    >>> sorted(numbers("about 250 military experts in the hills", ())[0].of)
    ['expert', 'military']
    """
    taken = [Span(q.span.start - start, q.span.end - start) for q in known if q.span.start >= start]
    taken = [span for span in taken if span.start < len(text)]
    found = [_of_quantity(q) for q in known]
    found.extend(
        _of_match(match, text)
        for match in _NUMBER.finditer(text)
        if not any(span.start < match.end() and match.start() < span.end for span in taken)
    )
    return tuple(dict.fromkeys(found))


def _of_quantity(quantity: Quantity) -> Number:
    unit = (quantity.unit or "").strip()
    unit = _SAME.get(unit.lower(), _SAME.get(unit.lower().removesuffix("s"), unit))
    counted = frozenset(t.stem for t in tokens(quantity.of or "") if t.stem)
    high = quantity.value if quantity.high is None else quantity.high
    return Number(quantity.value, max(quantity.value, high), unit, counted)


def _of_match(match: re.Match[str], text: str) -> Number:
    if match["word"]:
        value, scale = float(_WORDS[match["word"].lower()]), match["times"]
    else:
        value, scale = float(match["digits"].replace(",", "")), match["scale"]
    value *= _SCALE.get((scale or "").lower(), 1.0)
    after, before = text[match.end() : match.end() + 80], text[: match.start()].rstrip()
    unit, counted = "", frozenset[str]()
    measure = _UNIT.match(after)
    if match["sign"]:
        unit = _SAME[match["sign"]]
    elif _MONTH.match(after.strip()) or _MONTH.fullmatch(before.rsplit(" ", 1)[-1] or "-"):
        unit = "date"
    elif not scale and not match["word"] and re.fullmatch(r"(?:19|20)\d\d", match["digits"]):
        unit = "in year"
    elif measure:
        name = measure[1].lower()
        unit = _SAME.get(name, _SAME.get(name.removesuffix("s"), name.removesuffix("s")))
    else:
        counted = _counted(after) or _leading(before)
    return Number(value, value, unit, counted)


def _leading(before: str) -> frozenset[str]:
    """Return the stems just before a number that counts nothing named: *the age to* 69."""
    return frozenset(word for word in map(stem, before.split()[-3:]) if word)


def _counted(after: str) -> frozenset[str]:
    """Return the stems of the noun phrase behind a number, its first four words at most."""
    found: list[str] = []
    for piece in re.split(r"[.,;:!?()\"“”]", after, maxsplit=1)[0].split()[:4]:
        word = stem(piece)
        if not word:
            if found:
                break
            continue
        found.append(word)
    return frozenset(found)
