"""Numbers in a content: value or range, unit, what is counted, whether only about.

Own rules: the libraries made for it read "$1.2 billion" as one dollar. Dates,
years, ages, times of day, ordinals and numbers inside names are no quantities.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.records import Quantity, Span

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "crore": 1e7, "lakh": 1e5,
    "dozen": 12.0,
}  # fmt: skip
# "dozens", "hundreds": a number nobody counted; the least that the word allows.
_VAGUE = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2000.0, "millions": 2e6,
          "billions": 2e9}  # fmt: skip
_MONEY = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB",
          "a$": "AUD", "c$": "CAD", "hk$": "HKD", "₴": "UAH", "₺": "TRY"}  # fmt: skip
_AFTER = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "percentage points": "pp",
    "percentage point": "pp",
    "dollars": "USD", "dollar": "USD", "us dollars": "USD", "euros": "EUR", "euro": "EUR",
    "pounds": "GBP", "yen": "JPY", "rubles": "RUB", "roubles": "RUB", "rupees": "INR",
    "yuan": "CNY", "cents": "cent", "usd": "USD", "eur": "EUR",
    "km": "km", "kilometres": "km", "kilometers": "km", "miles": "mi", "mile": "mi",
    "metres": "m", "meters": "m", "feet": "ft", "foot": "ft", "inches": "in", "cm": "cm",
    "mm": "mm", "kg": "kg", "kilograms": "kg", "kilos": "kg", "grams": "g", "gram": "g", "g": "g",
    "tonnes": "t", "tons": "t", "tonne": "t", "ton": "t", "ounces": "oz",
    "litres": "l", "liters": "l", "barrels": "bbl", "hectares": "ha", "acres": "acre",
    "hours": "h", "hour": "h", "minutes": "min", "minute": "min", "seconds": "s", "days": "day",
    "day": "day", "weeks": "week", "week": "week", "months": "month", "month": "month",
    "years": "year", "year": "year", "decades": "decade", "degrees": "degree",
    "megawatts": "MW", "mw": "MW", "gigawatts": "GW", "mph": "mph", "km/h": "km/h",
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS = "|".join(
    sorted([*_SMALL, "hundred", "thousand", "million", "billion"], key=len, reverse=True)
)
_SPELLED = (
    rf"(?:half an? |an? )?(?:{_WORDS}|dozen)"
    rf"(?:(?:[ -]|,? and )(?:{_WORDS}|dozen))*"
)
_MAGNITUDE = r"(?:[ -]?(?:thousand|million|billion|trillion|bn|mn|tn|crore|lakh|dozen)\b|[kmb]\b)"
_SIGN = r"(?:US\$|HK\$|A\$|C\$|[$€£¥₹₽₴₺])"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN} ?)?(?<![\w.:-])(?P<digits>{_DIGITS})(?P<mag>{_MAGNITUDE})?(?![\d:/]|-\d\d-)"
    rf"|(?<![\w-])(?P<spelled>{_SPELLED})(?![\w])"
    r"|(?<![\w-])(?P<vague>dozens|scores|hundreds|thousands|millions"
    r"|billions)(?: of (?P<of>thousands|millions))?(?= of\b)",
    re.I,
)
_SIGNED = re.compile(_SIGN + r" ?$")
_RANGE = re.compile(r"^(?: ?[–—-] ?| to | and )$")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|over|above"
    r"|under|below"
    r"|(?:more|fewer|less|greater|higher|lower) than|up to|at least|at most|as many as"
    r"|as much as|as few as"
    r"|close to|an estimated|estimated|upwards of|in excess of|well over|just over|just under|or so"
    r"|no (?:more|fewer|less) than|reached about|north of|a minimum of|a maximum of|between|~)"
    r"(?: (?:an?|the|to))?(?: \$)? ?$",
    re.I,
)
_OR_SO = re.compile(r" or (?:so|more)\b")
_NOT = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? "
    r"|\b(?:aged?|page|article|section|chapter|no\.|number|route|highway|room|flight|channel"
    r"|phase|part"
    r"|stage|group|level|type|class|unit|bill|proposition|week|day|year|round|game|covid|version"
    r"|top) )$",
    re.I,
)
_DATE_AFTER = re.compile(
    r"^(?:st|nd|rd|th)\b|^(?: of)? (?:January|February|March|April|May|June|July|August"
    r"|September|October"
    r"|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b|^ ?(?:am|pm|a\.m|p\.m|GMT|UTC"
    r"|o['’]clock)\b"
    r"|^(?: |-)?years?[- ]old|^-year-old|^s\b|^['’]s\b|^-(?:and|over|in)-"
)
_NOUN_STOP = frozenset(
    "and or but of in on at to for from by with who whom which that were was is are had has have"
    " been will would could should may might can did do does as than when while where after"
    " before during into over under about against between among through per a an the its their"
    " his her this these those not said says told it they he she we if because since until also"
    " yet so then now there here being be more less last next ago later earlier each every him"
    " them us including such killed died injured wounded arrived came went got left made took"
    " saw gave".split()
)
_BEFORE_NOUN = re.compile(
    r"^(?: of (?:the |its |their |his |her |these |those )?| more| other| or so| additional)+"
)
_ONE = frozenset(("one", "zero"))
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


@dataclass(frozen=True, slots=True)
class _Found:
    value: float
    span: Span
    sign: str
    vague: bool
    spelled: bool
    high: float | None = None


def quantities(content: Sequence[Span], text: str) -> tuple[Quantity, ...]:
    """Return the quantities in the spans of a content, in order.

    >>> text = "Nearly 400 foreign engineers cost $1.2 billion, 15 to 20 % more than in 2019."
    >>> [(q.value, q.high, q.unit, q.of, q.approximate) for q in quantities([Span(0, 77)], text)]
    [(400.0, None, None, 'foreign engineers', True), (1200000000.0, None, 'USD', None, False), \
(15.0, 20.0, '%', None, False)]
    """
    return tuple(quantity for span in content for quantity in _in_span(span, text))


def _in_span(span: Span, text: str) -> Iterator[Quantity]:
    words = span.of(text)
    found = list(_numbers(words))
    joined = False
    for number, other in zip(found, [*found[1:], None], strict=False):
        if joined:
            joined = False
            continue
        if other and _ranges(words, number, other):
            joined = True
            ends = Span(number.span.start, other.span.end)
            number = replace(number, high=other.value, span=ends, sign=number.sign or other.sign)
        if joined or _counts(number, words):
            yield _quantity(number, words, span.start)


def _ranges(words: str, low: _Found, high: _Found) -> bool:
    """Tell whether two numbers are the ends of a range: “15 to 20”, “between 15 and 20”."""
    gap = words[low.span.end : high.span.start]
    if not _RANGE.match(gap) or high.value <= low.value or low.vague or high.vague:
        return False
    return gap.strip() != "and" or words[: low.span.start].lower().endswith("between ")


def _numbers(words: str) -> Iterator[_Found]:
    for match in _NUMBER.finditer(words):
        span = Span(match.start(), match.end())
        if match["vague"]:
            scale = {"thousands": 1e3, "millions": 1e6}.get((match["of"] or "").lower(), 1.0)
            base = _VAGUE[match["vague"].lower()]
            yield _Found(base * scale, span, "", True, True)
        elif match["spelled"]:
            value = _spelled(match["spelled"].lower())
            if value is not None:
                yield _Found(value, span, "", False, True)
        else:
            value = float(match["digits"].replace(",", ""))
            magnitude = (match["mag"] or "").strip(" -").lower()
            sign = (match["sign"] or "").strip().lower()
            if magnitude in ("m", "b", "k") and not sign and magnitude != "k":
                bare = match.end() - len(match["mag"])  # “5m” of rope: metres, not millions
                yield _Found(value, Span(match.start(), bare), sign, False, False)
                continue
            yield _Found(value * _SCALE.get(magnitude, 1.0), span, sign, False, False)


def _spelled(words: str) -> float | None:
    """Return the value of a spelled-out number: “two hundred and fifty”."""
    total, part = 0.0, 0.0
    half = words.startswith("half a ")
    for word in re.split(r"[ -]|, ", words.removeprefix("half ")):
        if word in ("and", "a", ""):
            part = 1.0 if word == "a" and not part else part
        elif word in ("hundred", "dozen"):
            part = (part or 1.0) * _SCALE[word]
        elif word in _SCALE:
            total, part = total + (part or 1.0) * _SCALE[word], 0.0
        elif word in _SMALL:
            part += _SMALL[word]
        else:
            return None
    return (total + part) * (0.5 if half else 1.0)


def _counts(number: _Found, words: str) -> bool:
    """Tell whether a number is a quantity: no date, year, age, time, name or mere “one”."""
    before, after = words[: number.span.start], words[number.span.end :]
    if _NOT.search(before) or _DATE_AFTER.match(after):
        return False
    if number.sign:
        return True
    piece = words[number.span.start : number.span.end].lower()
    if re.fullmatch(r"(?:19|20)\d\d", piece) and not re.match(r" [a-z]+s\b", after):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", piece) and re.search(
        r"\b(?:in|since|of|by|from|until|the) $", before
    ):
        return False
    if piece in _ONE or (number.spelled and piece == "two" and not re.match(r" \w", after)):
        return False
    if re.search(r"[-–][A-Za-z]*$", before) and not re.search(r"\d[-–]$", before):
        return False  # “F-16”
    aged = re.match(r"^,", after) and re.search(r"[A-Z]\w+, $", before)
    return not aged and not re.match(r"^[-–][A-Z]", after)


def _quantity(number: _Found, words: str, start: int) -> Quantity:
    before, end = words[: number.span.start], number.span.end
    unit, after = _unit(words, end)
    last = end if number.sign or not unit else after
    if number.sign:
        unit = _MONEY.get(number.sign, "USD")
    vague = number.vague or bool(_ABOUT.search(before)) or bool(_OR_SO.match(words[end:]))
    between = number.high is not None and before.lower().endswith("between ")
    return Quantity(
        value=number.value,
        high=number.high,
        unit=unit,
        of=_counted(words, last, share=unit == "%") if unit in (None, "%") else None,
        approximate=vague and not between,
        span=Span(start + number.span.start, start + last),
    )


def _unit(words: str, end: int) -> tuple[str | None, int]:
    """Return the unit after a number and where it ends."""
    rest = words[end : end + 20].lower()
    lead = len(rest) - len(rest.lstrip(" -"))
    for size in (2, 1):
        match = re.match(r"[a-z/%]+" + r" [a-z]+" * (size - 1), rest[lead:])
        if match and match.group() in _AFTER:
            return _AFTER[match.group()], end + lead + match.end()
    return None, end


def _counted(words: str, end: int, *, share: bool = False) -> str | None:
    """Return the noun phrase after a number: what is counted.

    Stops at a verb or function word that the list knows, at punctuation, and at
    four words, which in the labelled cases no counted thing exceeded.
    """
    rest = _BEFORE_NOUN.sub(" ", words[end:])
    if share and not words[end:].startswith(" of "):
        return None
    kept: list[str] = []
    at = 0
    for match in _WORD.finditer(rest):
        gap, word = rest[at : match.start()], match.group()
        if (
            gap.strip(" ‘’“\"'" if not kept else " ")
            or word.lower() in _NOUN_STOP
            or len(kept) == 4
        ):
            break
        if kept and word.lower().endswith(("ed", "ing")) and kept[-1].lower().endswith("s"):
            break
        kept.append(word.rstrip(".-’'"))
        at = match.end()
        if word.endswith(".") or (kept and _complete(kept, rest, at)):
            break
    return " ".join(kept) or None


def _complete(kept: list[str], rest: str, at: int) -> bool:
    """Tell whether the phrase ends here: a plural noun followed by a word that is no noun."""
    following = re.match(r" ([a-z]+)", rest[at:])
    plural = (
        kept[-1].endswith("s") and not kept[-1].endswith(("ss", "us", "ous")) and kept[-1].islower()
    )
    people = kept[-1].lower() in ("people", "men", "women", "children", "police", "troops")
    return (plural or people) and not (
        following and following[1].endswith("s") and len(following[1]) > 4
    )
