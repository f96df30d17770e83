"""How dates stand in texts: one named pattern for each way, and where each is no date."""

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:Jan(?:uary\b|\b\.?)|Feb(?:ruary\b|\b\.?)|Mar(?:ch\b|\b\.?)|Apr(?:il\b|\b\.?)|May\b"
    r"|June\b|Jun\b\.?"
    r"|July\b|Jul\b\.?|Aug(?:ust\b|\b\.?)|Sept?(?:ember\b|\b\.?)|Oct(?:ober\b|\b\.?)"
    r"|Nov(?:ember\b|\b\.?)"
    r"|Dec(?:ember\b|\b\.?))"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_SAID = rf"(?:,? (?P<year>{_YEAR})\b(?!,\d)|,? (?P<said>last year|this year|next year))?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:day|week|month|year|fortnight|decade)"
_NUMBER = (
    r"(?:(?<![\d.,])\d{1,3}|an?|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_FEW = r"(?:some|several|a few|many|a number of|a couple of|just)"
_FUZZY = (
    r"(?:[Ee]arly|[Ll]ate|[Mm]id-?|[Tt]he (?:end|start|beginning|middle|close) of"
    r"|[Ll]ater in|[Ee]arlier in)"
)
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_ORDINAL = r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
HOLIDAYS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24),
    "christmas day": (12, 25), "boxing day": (12, 26), "valentine's day": (2, 14),
    "may day": (5, 1), "halloween": (10, 31),
}  # fmt: skip

# In order of who is asked first; what one took, no later one may touch.
PATTERNS = {
    name: re.compile(pattern)
    for name, pattern in {
        "iso": r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>\d\d:\d\d))?"
        r"(?![\d-])",
        "slashed": rf"(?<![\d./])(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<y>{_YEAR})"
        r"(?![\d./]\d)",
        "days": rf"(?<![\d.,-])(?P<d>{_DAY})(?: ?[-–—] ?| to | and | or "
        rf"| until )(?P<d2>{_DAY})(?: of)? "
        rf"(?P<month>{_MONTH}){_SAID}",
        "days_us": rf"\b(?P<month>{_MONTH}) (?P<d>{_DAY})(?: ?[-–—] ?| to | and "
        rf"| until )(?P<d2>{_DAY})\b"
        rf"(?! {_MONTH}){_SAID}",
        "day_month": rf"(?:(?P<wd>{_WEEKDAY}),? )?(?:\b[Tt]he )?(?<![\d.,:-])(?P<d>{_DAY})(?: of)? "
        rf"(?P<month>{_MONTH}){_SAID}(?!-)",
        "month_day": rf"(?:(?P<wd>{_WEEKDAY}),? )?\b(?P<month>{_MONTH}) (?P<d>{_DAY})\b"
        rf"(?![:\d%]|,\d| ?[ap]\.?m){_SAID}",
        "holiday": r"\b(?P<holiday>New Year[’']s (?:Eve|Day)|Christmas (?:Eve|Day)|Boxing Day"
        rf"|Valentine[’']s Day|May Day|Halloween)\b{_SAID}",
        "nth": r"\b[Tt]he (?P<d>\d{1,2})(?:st|nd|rd|th) of (?P<which>this|last|next) month\b",
        "quarter": rf"\b(?:Q(?P<q>[1-4])|(?:[Tt]he )?(?P<nth>{_ORDINAL}) quarter)(?: of)?{_SAID}"
        rf"(?! of|-|s)",
        "half": r"\b[Tt]he (?P<nth>first|second) half of (?:(?P<year>(?:19|20)\d\d)"
        r"|(?P<said>last year|this year|next year|the year))\b",
        "season": rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<season>{_SEASON})"
        rf"|(?:[Tt]he )?(?:(?:early|late|mid-?) ?)?(?P<season2>(?i:{_SEASON}))(?: of|,)? "
        rf"(?P<year>{_YEAR})(?:[-–/](?P<y2>\d\d(?:\d\d)?))?)\b",
        "decade": r"\b[Tt]he (?:(?:early|late|mid-?) ?)?(?:(?P<decade>1[5-9]\d|20\d)0s"
        r"|[’'](?P<short>[2-9])0s)\b",
        "years": rf"(?<![\w.,$€£-])(?P<y>{_YEAR})(?:[-–/]| to | until | through )(?P<y2>{_YEAR}"
        rf"|\d\d)"
        r"(?![\w,-]|\.\d)",
        "month_year": rf"(?:\b(?P<fuzzy>{_FUZZY}) ?)?\b(?P<month>{_MONTH}),?(?: of)? "
        rf"(?:(?P<year>{_YEAR})\b(?!,\d)|(?P<said>last year|this year|next year))",
        "before_last": r"\b[Tt]he day (?P<side>before|after) (?P<which>yesterday|tomorrow)\b",
        "today": r"\b(?:(?P<word>[Yy]esterday|[Tt]omorrow|(?:(?:[Ee]arlier|[Ll]ater) )?[Tt]oday"
        r"|[Tt]onight)(?P<part> (?:early |late )?(?:morning|afternoon|evening|night))?"
        r"|(?P<this>[Tt]his (?:morning|afternoon|evening)|[Ll]ast night"
        r"|[Ee]arlier this (?:morning|evening"
        r"|afternoon)))\b",
        "weekday": rf"\b(?:(?:[Ee]arly|[Ll]ate) )?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past"
        rf"|[Tt]he following|[Tt]he previous) )?(?P<wd>{_WEEKDAY}){_PART}\b(?P<ago> last week"
        rf"| last| next week)?",
        "past": rf"\b[Tt]he (?:past|last|previous) (?:(?P<n>{_NUMBER}) (?P<unit>{_UNIT})s?"
        rf"|(?P<one>{_UNIT}))\b",
        "calendar": r"\b(?P<how>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate"
        r"|[Mm]id-?)? ?(?P<which>[Tt]his past|[Tt]his|[Ll]ast"
        r"|[Nn]ext|[Tt]he coming) (?P<unit>week|month|year|weekend|decade)\b(?!-)",
        "edge": r"\b[Tt]he (?:end|start|beginning|middle) of (?:the|this) (?P<unit>week|month"
        r"|year)\b"
        r"(?! of)",
        "coming_weekend": r"\b(?:[Aa]t|[Oo]ver|[Oo]n|[Dd]uring) (?P<unit>the weekend)\b",
        "ago": rf"\b(?P<few>[Aa]bout |[Ss]ome |[Nn]early |[Mm]ore than |[Oo]ver "
        rf"|[Jj]ust )?(?P<n>(?i:{_NUMBER})) "
        rf"(?P<unit>{_UNIT})s? ago\b",
        "anchored": rf"\b(?P<n>(?i:{_NUMBER})) (?P<unit>{_UNIT})s? (?P<side>earlier|later"
        rf"|before(?:hand)?"
        r"|after(?:wards)?)\b",
        "vague": rf"\b(?:(?i:{_FEW}) )?(?i:days|weeks|months|years|decades) (?:ago|earlier|later"
        rf"|before|after"
        r"(?:wards)?|prior)\b|\b[Rr]ecently\b|\b(?P<in>recent (?:days|weeks|months|years))\b"
        r"|\b[Tt]he other day\b|\b[Tt]he coming (?:days|weeks|months|years)\b|\b(?i:a (?:few"
        r"|couple of) (?:days|weeks|months|years)) (?:ago|earlier|later)\b",
        "adjacent": r"\b(?P<which>[Tt]he (?:next|following|previous|same)|[Tt]hat(?: same)?"
        r"|[Nn]ext) "
        r"(?P<unit>day|week|month|year)\b(?!-)|\b[Tt]he day (?P<side>before|after)\b",
        "in_time": rf"\b[Ii]n (?P<n>{_NUMBER}) (?P<unit>{_UNIT})s?(?:[’'] time)?\b",
        "month": rf"(?:\b(?P<lead>[Ii]n|[Ll]ast|[Ss]ince|[Dd]uring|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom"
        rf"|[Nn]ext"
        rf"|[Tt]his|[Ff]or|[Tt]o|[Aa]nd|[Bb]etween|[Tt]hrough|[Oo]f|[Bb]efore|[Aa]fter) "
        rf"|\b(?={_FUZZY}))"
        rf"(?P<core>(?:(?P<fuzzy>{_FUZZY}) ?)?(?P<month>{_MONTH}))(?! \d|-| [A-Z])",
        "month_led": rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts"
        rf"|[Tt]heir) (?P<core>(?P<month>{_MONTH}))"
        r"(?= [a-z])",
        "fuzzy_year": rf"\b(?P<core>{_FUZZY} ?(?P<year>{_YEAR}))\b(?![,-]\d)",
        "year": rf"(?:\b(?P<lead>[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Dd]uring"
        rf"|[Bb]efore|[Aa]fter"
        rf"|[Oo]f|[Tt]hrough|[Bb]etween|[Tt]o|[Aa]nd|[Ff]or|[Tt]he|[Yy]ear|[Aa]|[Hh]is|[Hh]er"
        rf"|[Tt]heir|[Ii]ts) |(?<=[’']s ))(?P<core>{_YEAR})"
        r"(?![\w%]|[,.:/-]\d| ?(?:km|kg|metres|people|men|women))",
    }.items()
}
# What a line must hold for a pattern to match in it: looking for it is cheap, and most lack it.
_HINTS = {
    name: re.compile(pattern)
    for name, pattern in {
        "month": _MONTH,
        "year": r"\d{4}",
        "decade": r"0s",
        "unit": r"(?i:day|week|month|year|decade|fortnight)",
        "recent": r"(?i:day|week|month|year|decade|recent)",
        "season": rf"(?i:{_SEASON})",
        "holiday": r"Eve|Day|Halloween",
        "today": r"[Yy]ester|[Tt]o(?:day|morrow|night)|morning|afternoon|evening|night",
        "quarter": r"quarter|Q[1-4]",
        "half": r"half",
    }.items()
}
_NEEDS = dict.fromkeys(("iso", "slashed", "years", "fuzzy_year", "year"), "year")
_NEEDS |= dict.fromkeys(
    ("days", "days_us", "day_month", "month_day", "month_year", "month", "month_led"), "month"
)
_NEEDS |= {"vague": "recent"} | {
    name: name for name in ("decade", "season", "holiday", "today", "quarter", "half")
}
_EVENTS = re.compile(
    r" (?:terror\w*|conspiracy|victims|families|memorial|attacks?|bombings?|massacre|movement"
    r"|uprising|coup|protests?|revolution|hijackings)\b"
)
_MONUMENTS = re.compile(
    r" (?:Bridge|Square|Street|Palace|Park|Stadium|Avenue|Movement|University|Airport|Hospital"
    r"|Barracks|Brigade|Club|Martyrs)\b"
)
_PAPERS = re.compile(
    r" (?:Times|Mail|Telegraph|Mirror|Express|Herald|Post|People|Star|Observer|Independent|World"
    r"|Tribune|Business|Journal|Gazette|Review|Night Live|Standard|Prayers|League|School)\b"
)
_NAMED_DAYS = re.compile(
    r"\b(?:Black|Bloody|Good|Super|Ash|Easter|Palm|Cyber|Holy|Shrove|Giving|Maundy|Whit|Fat|every"
    r"|each|any|Ruby|Orange)[ ]$|\bEvery $"
)
_NEAR = 80  # characters on either side of a date that are looked at
_COUNTED = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A date as it stands in a text: which pattern matched, and the characters that are it."""

    kind: str
    match: re.Match[str]
    start: int
    end: int


def find_dates(text: str) -> list[Place]:
    """Return the dates that stand in a text, in order, without overlap.

    >>> text = "May said in May that the Sunday Times had it last week."
    >>> [text[place.start : place.end] for place in find_dates(text)]
    ['May', 'last week']
    """
    found: list[Place] = []
    taken = bytearray(len(text))  # 1 where a date stands
    lines = {name: _lines_with(hint, text) for name, hint in _HINTS.items()}
    for kind, pattern in PATTERNS.items():
        for low, high in lines[_NEEDS.get(kind, "unit")]:
            for match in pattern.finditer(text, low, high):
                start, end = _core(match)
                if not any(taken[start:end]) and not _is_name(kind, match, start, end):
                    found.append(Place(kind, match, start, end))
                    taken[start:end] = b"\1" * (end - start)
    return sorted(found, key=lambda place: place.start)


def _lines_with(hint: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the lines that hold a hint, their ends included: no date stands in two."""
    found = []
    match = hint.search(text)
    while match:
        low = text.rfind("\n", 0, match.start()) + 1
        high = text.find("\n", match.end()) + 1 or len(text)
        found.append((low, high))
        match = hint.search(text, high)
    return found


def date_places(text: str) -> list[tuple[int, int]]:
    """Return where dates stand, for those who read numbers."""
    return [(place.start, place.end) for place in find_dates(text) if place.kind not in _LOOSE]


_LOOSE = ("in_time",)  # “in three days” may be how long something took


def _core(match: re.Match[str]) -> tuple[int, int]:
    """Return the place of the date itself, without a word that only leads to it."""
    groups = match.re.groupindex
    name = next((n for n in ("core", "in") if n in groups and match[n]), None)
    if name is None and "unit" in groups and match["unit"] == "the weekend":
        name = "unit"
    start, end = match.span(name) if name else match.span()
    text = match.string
    while text[start] == " ":
        start += 1
    return start, end


def _is_name(kind: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell whether the words are a name (the Sunday Times) or count something."""
    before, after = match.string[max(0, start - _NEAR) : start], match.string[end : end + _NEAR]
    if kind in ("day_month", "month_day", "days", "days_us"):
        led = re.search(r"\b[Tt]he $", before) or match.group()[:4].lower() == "the "
        if led and not match["year"] and _MONUMENTS.match(after):
            return True
        return bool(_EVENTS.match(after)) and not match["year"]
    if kind == "slashed":
        return bool(re.search(r"\b(?:version|release|build|v\.?) $", before, re.I))
    if kind == "weekday":
        return bool(_NAMED_DAYS.search(before) or _PAPERS.match(after))
    if kind == "today":
        word = match["word"] or ""
        inside = bool(re.search(r"[\w,’'] $", before))
        figurative = re.search(r"\b(?:an?|the|better|brighter|our|of) $", before)
        return (word[:1].isupper() and inside and " " not in word) or (
            word == "tomorrow" and bool(figurative)
        )
    if kind == "month":
        person = match["month"] in ("May", "April", "June", "Jan", "Mar")
        loose = (match["lead"] or "").lower() in ("by", "to", "of", "for", "and", "after", "before")
        return person and loose and not match["fuzzy"]
    if kind == "year":
        lead = (match["lead"] or "its").lower()
        if lead in ("the", "a", "his", "her", "their", "its"):
            return not re.match(r" [a-z]", after) or bool(_COUNTED.match(after))
        return lead not in ("in", "since", "during") and bool(_COUNTED.match(after))
    return kind == "years" and bool(re.match(r" [a-z]+s\b", after)) and " " in match.group()
