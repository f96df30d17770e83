"""Shares and multiples: one in five, half of, a third, doubled, three times as high.

A share is given in per cent, so that “one in five” and “20 %” are one number. Not
shares: a third man, the third quarter, half an hour, half-brother.
"""

import re
from collections.abc import Iterator

from reportedly.records import Span
from reportedly.resolve.quantities.figures import NEAR, SMALL, Figure

_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
          "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20,
          "hundredth": 100}  # fmt: skip
_COUNT = "|".join([*list(SMALL)[1:21], r"\d{1,3}"])
_TOTAL = "|".join([*list(SMALL)[1:], "hundred", r"\d{1,3}"])
_IN = re.compile(
    rf"(?<![\w-])(?P<a>{_COUNT}) (?:in(?: every)?|out of(?: every)?|of every) (?P<b>{_TOTAL})\b"
    r"(?![,.:/]\d| (?:days?|hours?|weeks?|months?|years?|minutes?|seconds?|decades?)\b)",
    re.I,
)
_NAMES = "|".join(_PARTS)
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<a>an?|one|two|three|four|five|six|seven|eight|nine)[ -]"
    rf"(?P<b>{_NAMES})s?|half)\b(?!-)",
    re.I,
)
# What may precede or follow a fraction that is one: "by half", "half of", "half the".
_LED = re.compile(
    r"(?:\b(?:by|about|around|nearly|almost|over|under|than|roughly|some|least|most|to|just"
    r"|only)|(?:^|[.:“\"]) ?) $|^$",
    re.I,
)
_OF = re.compile(r" (?:of|the|its|his|her|their|our|all|that|this|what)\b", re.I)
_NOT_HALF = re.compile(r" (?:an?|past|time|brother|sister|year|hour|mast|moon)\b", re.I)
_MORE = (
    r"(?: (?:as|more|higher|larger|bigger|greater|stronger|faster|longer|less|what|the|its|that)\b)"
)
_TIMES = re.compile(
    rf"(?<![\w-])(?P<n>\d+(?:\.\d+)?|{_COUNT}|a hundred|a thousand) times(?={_MORE})"
    r"|(?<![\w-])(?P<fold>two|three|four|five|six|seven|eight|nine|ten|hundred|\d+)-?fold\b"
    r"|(?<![\w-])(?P<verb>doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|trebled|quadrupl(?:ed|es|ing)"
    r"|halv(?:ed|es|ing))\b"
    r"|(?<![\w-])(?P<twice>twice|double|triple|treble)"
    r"(?= (?:the|that|what|its|their|his|her|as|this|those)\b)",
    re.I,
)
_VALUES = {"doub": 2.0, "twic": 2.0, "trip": 3.0, "treb": 3.0, "quad": 4.0, "halv": 0.5}


def shares(words: str) -> Iterator[Figure]:
    """Yield shares, in per cent, and multiples, by kind.

    >>> [(f.value, f.unit) for f in shares("One in five left, half of it burned, prices doubled.")]
    [(20.0, '%'), (50.0, '%'), (2.0, 'times')]
    """
    for match in _IN.finditer(words):
        a, b = _number(match["a"]), _number(match["b"])
        if 0 < a < b:
            yield Figure(100 * a / b, _span(match), "%", "share")
    for match in _FRACTION.finditer(words):
        if _is_fraction(match, words):
            a, b = _number(match["a"] or "one"), _PARTS[(match["b"] or "half").lower()]
            yield Figure(100 * a / b, _span(match), "%", "share")
    for match in _TIMES.finditer(words):
        if number := match["n"] or match["fold"]:
            yield Figure(_number(number), _span(match), "times", "times")
        else:
            yield Figure(_VALUES[match.group()[:4].lower()], _span(match), "times", "times")


def _is_fraction(match: re.Match[str], words: str) -> bool:
    """Tell whether “a third”, “half” is a share here and no ordinal, hour or name."""
    before = words[max(0, match.start() - NEAR) : match.start()]
    after = words[match.end() : match.end() + NEAR]
    lead, part = (match["a"] or "").lower(), (match["b"] or "half").lower()
    if re.search(r"\b(?:the|first|second|last|other|this|each) $", before, re.I):
        return bool(_OF.match(after)) and before.lower().endswith("other ")
    if part == "half":
        return not _NOT_HALF.match(after) and bool(_OF.match(after) or _LED.search(before))
    if lead in ("a", "an") or part == "quarter":
        return after.startswith(" of ") or bool(_LED.search(before) and not _noun(after))
    return not re.match(r" (?:time|place)\b", after)


def _noun(after: str) -> bool:
    """Tell whether a plain word follows, as in “a third man”."""
    follows = re.match(r" ([a-z]+)", after)
    known = ("in", "since", "from", "to", "by", "on", "at", "this", "last", "and", "or", "said")
    return bool(follows and follows[1] not in known)


def _number(word: str) -> float:
    word = word.lower().removeprefix("a ")
    if word in ("a", "an", ""):
        return 1.0
    known = {"hundred": 100.0, "thousand": 1000.0} | SMALL
    return float(known[word]) if word in known else float(word)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())
