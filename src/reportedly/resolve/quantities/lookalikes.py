"""Numbers that are no quantities: dates, ages, times, scores, addresses, parts of names."""

import re

from reportedly.resolve.quantities.bounds import bound
from reportedly.resolve.quantities.figures import NEAR, Figure
from reportedly.resolve.quantities.things import person, plural_follows
from reportedly.resolve.quantities.units import unit_after

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_AFTER = re.compile(
    rf"^(?:st|nd|rd|th)\b|^(?: of)? {_MONTHS}\b|^ ?(?:am|pm|a\.m|p\.m|GMT|UTC|o['’]clock|hrs?)\b"
    r"|^(?: |-)?(?:year|month|week|day)s?[- ]olds?|^-year-old|^s\b|^['’]s\b|^-(?:and|over|in|way)-"
)
_MONTH = re.compile(rf"\b{_MONTHS}\.? $")
_ADDRESS = re.compile(
    r"^(?: [A-Z][\w’'-]+){1,3} (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Place"
    r"|Terrace|Quay)\b"
)
_AGED = re.compile(
    r"\b(?:aged?|ages)(?: of)?(?: (?:between|from|under|over|about|just|only))?"
    r"(?: \d+ (?:and|to))? ?$",
    re.I,
)
_UNDER = re.compile(r"\b(?:under|over)-? ?$", re.I)
# Before a number these make a name: “Flight 370”, “the Group of Seven”, “Apollo 11”.
_NAMED = re.compile(
    r"\b(?:(?i:page|pp?\.|articles?|sections?|chapters?|nos?\.|numbers?|highways?|channels?|covid"
    r"|versions?|platform|resolutions?|magnitude|clause|paragraph|formula)"
    r"|(?:Rooms?|Routes?|Flights?|Phase|Part|Stage|Group|Level|Type|Class|Units?|Bill|Proposition"
    r"|Top"
    r"|Gate|Area|Box|Models?|Mark|Radio|Studio|Grade|Form|Apartment|Floor|Line|Bus|Pier|Exit|Rule"
    r"|Act|File|Case|Lot|Interstate|Junction|(?:Group|Council|Committee) of|Big|Apollo))[ -]$"
)
# These may also stand before a count: “a part 40 people play”, but not “part 4 of the book”.
_IN_ORDER = re.compile(
    r"\b(?:week|day|year|round|game|season|episode|lap|age|rooms?|routes?|flights?|phase|part|stage"
    r"|group|level|type|class|units?|bill|proposition|top|gate|area|box|models?|grade|form"
    r"|apartment"
    r"|floor|line|pier|exit|rule|case|lot|junction) $",
    re.I,
)
_PHONE = re.compile(r"(?<![\w.,])(?:\+\d{1,3}|0\d{2,4}|\(\d+\))(?:[ -]\d{2,4}){1,4}(?!\w)")
_SCORE = re.compile(r"(?<![\w$€£,.-])\d{1,3}[-–]\d{1,3}(?![\w%-]| [a-z]*(?:s|men|people)\b)")
_RATIO = re.compile(
    r"(?<![\w.,$€£])\d{1,3}(?: to |-to-)\d{1,3}(?=[ -](?:margin|ratio|odds|decision|vote|lead"
    r"|favou?rite)\b)"
)
_GAME = re.compile(
    r"\b(?:beat|won|win|wins|lost|lose|loses|drew|draw|lead|led|defeat\w*|victory|score\w*|final"
    r"|match|game|set|vote|voted|ruled|ruling|goals?)\b",
    re.I,
)
_STARTS = re.compile(r"(?:^|[.!?:;\n–—]|[“\"‘'(]) ?$")
_RATE = re.compile(r"\bper $")
_ALONE = re.compile(r" ?(?:[,.;:]|$)| (?:more|were|have|had|are|without|in)\b")
# Capitals before a number that are no name of which it is part: “About 40”, “In 40 towns”.
_PLAIN = frozenset(
    "about some nearly almost around over under another only all the these those another at least"
    " up more fewer less than in of on to for by with and but or than a an its their his her our"
    " from between just roughly approximately exactly well close as no every other both when while"
    " if after before since until that perhaps maybe what how there are is was were has have had"
    " police officials".split()
)


def masked(words: str) -> list[tuple[int, int]]:
    """Return the places of phone numbers, ratios and scores."""
    found = [match.span() for form in (_PHONE, _RATIO) for match in form.finditer(words)]
    return found + [
        match.span()
        for match in _SCORE.finditer(words)
        if _GAME.search(words[max(0, match.start() - 60) : match.start()])
    ]


def is_quantity(figure: Figure, words: str) -> bool:
    """Tell whether a number is a quantity: no date, year, age, time, name or mere “one”."""
    start, end = figure.span.start, figure.span.end
    before, after = words[max(0, start - NEAR) : start], words[end : end + NEAR]
    piece = figure.span.of(words)
    if _AFTER.match(after) or _RATE.search(before) or _MONTH.search(before):
        return False
    if figure.unit:
        return True
    if _AGED.search(before) or (_UNDER.search(before) and re.match(r"s\b", after)):
        return False
    if figure.kind == "vague":
        return after.startswith(" of ") or bool(_ALONE.match(after))
    if figure.kind == "spelled":
        return _spelled(piece, before, after)
    return _digits(figure, before, after, piece)


def _spelled(piece: str, before: str, after: str) -> bool:
    """Tell it of a number in words: “one person” counts, “one of”, “Group of Seven” don't."""
    plain = piece.lower()
    if plain == "zero":
        return False
    if plain == "one":
        unit, _ = unit_after(after, 0)
        single = unit not in (None, "day") or person(after)
        return single and not re.search(r"\b(?:no|the|this|that|any|every) $", before, re.I)
    if piece[0].isupper() and not _STARTS.search(before):
        return False
    if re.match(r" [A-Z]\w+ [a-z]", after) and re.search(r"\bThe $", before):
        return False
    if plain == "two" and not re.match(r" \w", after):
        return False
    return not _NAMED.search(before) and not re.search(r"-$", before)


def _digits(figure: Figure, before: str, after: str, piece: str) -> bool:
    """Tell it of a number in digits without a unit of its own."""
    if re.fullmatch(r"(?:19|20)\d\d", piece) and not _years_counted(before, after):
        return False
    if re.match(r"[A-Za-z]", after) and not unit_after(after, 0)[0]:
        return False  # “5G”
    if re.match(r"0\d|\d{12}", piece) or _ADDRESS.match(after) or re.match(r"^[-–][A-Z]", after):
        return False
    if _NAMED.search(before) or (_IN_ORDER.search(before) and not _counts(after)):
        return False
    if re.search(r"[-–][A-Za-z]*$", before) and not re.search(r"\d[-–]$", before):
        return False  # “F-16”
    if re.match(r"^[,.]", after) and re.search(r"[A-Z][\w’'-]+, $", before):
        return False  # “Ada Roe, 47,”
    if re.search(r"\b[a-z]+s?, $", before) and re.match(r"^,", after) and float(figure.value) < 100:
        return False  # “her son, 9,”
    if figure.scale != 1.0 or "," in piece:
        return True
    name = re.search(r"([A-Z][\w’'-]*) $", before)
    if name and name[1].lower() not in _PLAIN and not bound(before):
        return _counts(after)
    return True


def _counts(after: str) -> bool:
    """Tell whether a unit or a plural noun follows."""
    return unit_after(after, 0)[0] is not None or plural_follows(after)


def _years_counted(before: str, after: str) -> bool:
    """Tell whether a number like 2000 counts something rather than names a year."""
    if re.search(r"\b(?:in|since|of|by|from|until|the|to|a|during|before|after) $", before, re.I):
        return False
    return bool(re.match(r" [a-z]", after)) and plural_follows(after)
