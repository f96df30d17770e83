"""Numbers as texts write them: 1,200, two hundred and fifty, $1.2bn, dozens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.records import Span

SMALL = {
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
          "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "r$": "BRL",
          "₴": "UAH", "₺": "TRY", "₦": "NGN", "₩": "KRW", "₪": "ILS", "rs": "INR",
          "rs.": "INR"}  # fmt: skip
CODES = (
    "USD EUR GBP JPY INR RUB AUD CAD HKD UAH TRY CHF CNY NGN ZAR KES SEK NOK DKK PLN BRL MXN KRW"
).split()
NEAR = 160  # characters on either side of a number that are looked at
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}|\d+(?:\.\d+)?"
_WORDS = "|".join(
    sorted([*SMALL, "hundred", "thousand", "million", "billion", "trillion"], key=len, reverse=True)
)
_SPELLED = (
    rf"half an?(?= (?:hour|day|year|mile|century|decade|tonne|ton|metre|meter|kilo|litre|acre|per))"
    rf"|(?:half an? |an? )(?:hundred|thousand|million|billion|trillion|dozen)"
    rf"(?:(?:[ -]|,? and )(?:{_WORDS}|dozen))*"
    rf"|(?:{_WORDS}|dozen)(?: and a half(?: (?:{_WORDS}))?)?"
    rf"(?:(?:[ -]|,? and )(?:{_WORDS}|dozen))*(?: and a half\b)?"
)
_MAGNITUDE = (
    r"(?:[ \u00a0-]?(?:hundred|thousand|million|billion|trillion|bn|mn|tn|crore|lakh|dozen)\b"
    r"|[kmb]\b)"
)
_SIGN = (
    r"(?:(?:US|HK|NZ|[ACSR])\$|[$€£¥₹₽₴₺₦₩₪]"
    r"|(?<![A-Za-z])(?-i:Rs\.?|" + "|".join(CODES) + r")(?= ?\d))"
)
NUMBER = re.compile(
    rf"(?P<sign>{_SIGN} ?)?(?<![\w.:/+#-])(?P<digits>{DIGITS})(?P<mag>{_MAGNITUDE})?"
    r"(?![\d:/]|,\d|-\d\d-|\.\d)"
    rf"|(?<![\w-])(?P<spelled>{_SPELLED})(?![\w])"
    r"|(?<![\w-])(?P<tens>(?:tens|hundreds) of )?(?P<vague>dozens|scores|hundreds|thousands"
    r"|millions|billions)(?: of (?P<of>thousands|millions|billions))?(?!\w)",
    re.I,
)
# A range: the first number may stand behind a dash or a sign of its own.
_JOINED = re.compile(
    rf"(?<=\d)[-–—]{_SIGN}?(?P<digits>{DIGITS})(?P<mag>{_MAGNITUDE})?(?![\d:/-])", re.I
)
# "5m" of rope is a length; before a noun, as in "5m people", it is a number.
_LENGTH = re.compile(
    r"(?! (?:of|long|high|wide|deep|tall|thick|above|below|away|from|down|apart|into|off|in|up|and"
    r"|or|to|under|below|over|behind|ahead|short|at|x|by)\b) [a-z]"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text; of a range, the low end, with the other as `high`."""

    value: float
    span: Span
    unit: str | None = None  # where the number itself says it: money before it, shares
    kind: str = "digits"  # "spelled", "vague", "share", "times"
    high: float | None = None
    scale: float = 1.0  # what "million" behind the digits multiplied them by


def figures(words: str) -> Iterator[Figure]:
    """Yield the numbers in order, dates and names among them.

    >>> [f.value for f in figures("two and a half of 1,200, dozens, $3m")]
    [2.5, 1200.0, 24.0, 3000000.0]
    """
    at = 0
    while match := NUMBER.search(words, at):
        at = match.end()
        if match["digits"]:
            yield _digits(match, words)
            while joined := _JOINED.match(words, at):
                at = joined.end()
                yield _digits(joined, words)
            continue
        span = Span(match.start(), match.end())
        if match["vague"]:
            base = _VAGUE[match["vague"].lower()]
            tens = {"tens of ": 10.0, "hundreds of ": 100.0}.get((match["tens"] or "").lower())
            scale = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}
            value = base * scale.get((match["of"] or "").lower(), 1.0) * (tens or 1.0)
            yield Figure(value, span, kind="vague")
        else:
            found = spelled(match["spelled"].lower())
            if found is not None:
                yield Figure(found, span, kind="spelled")


def _digits(match: re.Match[str], words: str) -> Figure:
    start = match.start("digits") if match.re is _JOINED else match.start()
    value = float(match["digits"].replace(",", ""))
    magnitude = (match["mag"] or "").strip(" \u00a0-").lower()
    sign = (match.groupdict().get("sign") or "").strip()
    unit = _MONEY.get(sign.lower(), sign) or None
    bare = magnitude in ("m", "b") and not sign
    if bare and (magnitude == "b" or not _LENGTH.match(words[match.end() : match.end() + NEAR])):
        return Figure(value, Span(start, match.end() - len(match["mag"])))
    scale = _SCALE.get(magnitude, 1.0)
    return Figure(value * scale, Span(start, match.end()), unit, scale=scale)


def spelled(words: str) -> float | None:
    """Return the value of a spelled-out number in small letters, or None if it is none.

    >>> spelled("two hundred and fifty"), spelled("half a million"), spelled("two and a half")
    (250.0, 500000.0, 2.5)
    """
    total = part = 0.0
    more = 0.0
    if " and a half" in words:
        words, more = words.replace(" and a half", "", 1), 0.5
    half = words.startswith("half a")
    pieces = re.split(r"[ -]|, ", words.removeprefix("half "))
    for word in pieces:
        if word in ("and", "a", "an", ""):
            part = 1.0 if word in ("a", "an") and not part else part
        elif word in ("hundred", "dozen"):
            part = ((part or 1.0) + more) * _SCALE[word]
            more = 0.0
        elif word in _SCALE:
            total, part = total + ((part or 1.0) + more) * _SCALE[word], 0.0
            more = 0.0
        elif word in SMALL:
            part += SMALL[word]
        else:
            return None
    return (total + part + more) * (0.5 if half else 1.0)
