"""Numbers in a content: value or range, unit, bound, what is counted.

Own rules: bench/data/README.md has them beside the libraries made for it. Dates,
years, ages, times of day, ordinals and numbers inside names are no quantities.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.records import Quantity, Span
from reportedly.resolve.dates.words import date_places
from reportedly.resolve.quantities.bounds import bound, odd
from reportedly.resolve.quantities.figures import NEAR, Figure, figures
from reportedly.resolve.quantities.lookalikes import is_quantity, masked
from reportedly.resolve.quantities.shares import shares
from reportedly.resolve.quantities.things import counted, hyphened, of_share, of_unit
from reportedly.resolve.quantities.units import TIME, unit_after, unit_of

_GAP = re.compile(r"^ ?(?:%|per ?cent|°?C)?(?: ?[–—-] ?| to | and | or )$")
_CHANGE = re.compile(
    r"\b(?:up|down|went|go|goes|rose|rise|rises|risen|grew|fell|falls?|fallen|cut|raised?|increased?"
    r"|dropped|climbed|jumped|moved|declined|decreased|reduced|lowered|changed|shrank|slipped)\b"
    r"[^.;]{0,25}\bfrom ?$",
    re.I,
)
_MINUS = re.compile(r"(?:\bminus |(?:^|[ (])[-−])$")
_MAGNITUDE = re.compile(r"\bmagnitude(?: of|-|) ?$|\bmagnitude-$", re.I)
_DEGREES = ("degree", "°C", "°F")


def quantities(content: Sequence[Span], text: str) -> tuple[Quantity, ...]:
    """Return the quantities in the spans of a content, in order.

    >>> text = "Nearly 400 foreign engineers cost $1.2 billion, 15 to 20 % more than in 2019."
    >>> [(q.value, q.high, q.unit, q.of, q.bound) for q in quantities([Span(0, 77)], text)]
    [(400.0, None, None, 'foreign engineers', 'about'), (1200000000.0, None, 'USD', None, None), \
(15.0, 20.0, '%', None, None)]
    """
    return tuple(quantity for span in content for quantity in _in_span(span, text))


def _in_span(span: Span, text: str) -> Iterator[Quantity]:
    words = span.of(text)
    for figure in _ranged(words, _read(words)):
        if figure.kind in ("share", "times") or is_quantity(figure, words):
            yield _quantity(figure, words, span.start)


def _read(words: str) -> list[Figure]:
    """Return numbers and shares in order, those in dates, phone numbers and scores left out."""
    found = list(shares(words))
    numbers = list(figures(words))
    if not numbers:  # most contents have none
        return sorted(found, key=lambda figure: figure.span)
    places = [(f.span.start, f.span.end) for f in found] + masked(words) + date_places(words)
    taken = bytearray(len(words))  # 1 where something else than a number of its own stands
    for start, end in places:
        taken[start:end] = b"\1" * (end - start)
    found += [f for f in numbers if not any(taken[f.span.start : f.span.end])]
    return sorted(found, key=lambda figure: figure.span)


def _ranged(words: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the numbers, those that are the ends of a range joined to one."""
    at = 0
    while at < len(found):
        low = found[at]
        high = found[at + 1] if at + 1 < len(found) else None
        joined = _joined(words, low, high) if high else None
        yield joined or low
        at += 2 if joined else 1


def _joined(words: str, low: Figure, high: Figure) -> Figure | None:
    """Return the range of two numbers, if they are one: “15 to 20”, “between $2 and $3 million”."""
    gap, before = words[low.span.end : high.span.start], _before(words, low)
    if not _GAP.match(gap) or {low.kind, high.kind} & {"vague", "share", "times"}:
        return None
    if "and" in gap and not before.lower().endswith("between "):
        return None
    if "or" in gap.split() and high.value != low.value + 1:
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return None
    value = low.value
    if low.scale == 1.0 and high.scale > 1.0 and value < high.value / high.scale:
        value *= high.scale  # “$10-15 million”
    if high.value <= value or _CHANGE.search(before):
        return None
    span = Span(low.span.start, high.span.end)
    return replace(low, value=value, high=high.value, span=span, unit=low.unit or high.unit)


def _quantity(figure: Figure, words: str, start: int) -> Quantity:
    before, end = _before(words, figure), figure.span.end
    unit, last = figure.unit, end
    if not unit:
        unit, last = (unit_of if figure.kind == "vague" else unit_after)(words, end)
        if not unit and _MAGNITUDE.search(before):
            unit = "magnitude"
    value = figure.value
    first = figure.span.start
    if unit in _DEGREES and (minus := _MINUS.search(before)):
        value, first = -value, first - len(minus.group().lstrip(" ("))
    counts = _counted(figure, words, last, unit)
    said = None
    if not (figure.high is not None and before.lower().endswith("between ")):
        behind = _behind(words, last, counts)
        after = (words[end : end + NEAR], words[last : last + NEAR], behind)
        said = bound(before, *after, time=unit in TIME)
    if figure.kind == "vague":
        said = "at least"
    return Quantity(
        value=value,
        high=figure.high,
        unit=unit,
        of=counts,
        approximate=said is not None,
        bound=said,
        span=Span(start + first, start + (odd_end(words, end) if last == end else last)),
    )


def _before(words: str, figure: Figure) -> str:
    return words[max(0, figure.span.start - NEAR) : figure.span.start]


def odd_end(words: str, end: int) -> int:
    """Return where a number with “-plus”, “-odd” or “+” behind it ends."""
    return end + odd(words[end : end + NEAR]) if words[end : end + 1] in ("-", "+") else end


def _behind(words: str, last: int, counts: str | None) -> str:
    """Return what follows the counted thing, where “or so” may stand."""
    at = words.find(counts, last, last + NEAR + len(counts)) if counts else -1
    return words[at + len(counts) : at + len(counts) + NEAR] if counts and at >= 0 else ""


def _counted(figure: Figure, words: str, last: int, unit: str | None) -> str | None:
    if figure.kind == "times":
        return None
    if figure.kind == "share":
        piece = figure.span.of(words).lower()
        return of_share(words, last, each=" in " in piece or " out of " in piece)
    if unit == "magnitude":
        return None
    if unit:
        return of_unit(words, last)
    at = odd_end(words, last)
    if at == last and words[last : last + 1] == "-":
        return hyphened(words, last)
    if figure.value == 1.0:
        one = re.match(r" (?:more |other )?([a-z]+(?: [a-z]+)?)", words[last : last + NEAR])
        return one[1].split()[0] if one else None
    return counted(words, at)
