"""Where a text says that a source is not named, and why: its own words, never a guess.

"…, said an official who was not authorised to speak publicly."
"…, an aide said on condition of anonymity because the talks were private."
"Fearing reprisals, the shopkeeper asked not to be named."
"Both officials spoke on condition of anonymity."          a sentence of its own
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.records import Span

_SPEAK = (
    r"(?:speak|talk|comment|discuss|disclose|brief|release|share|reveal|give|be quoted|address)"
)
_FORBIDDEN = (
    rf"(?:not|n['’]t|never|un)[ -]?(?:been )?authori[sz]ed to {_SPEAK}\b"
    rf"|(?:not|n['’]t|never)[ -]?(?:been )?(?:allowed|permitted|cleared) to {_SPEAK}"
    r" (?:about|publicly|openly|on|to (?:the )?(?:media|press|reporters|journalists))\b"
    rf"|(?:lack(?:s|ed)?|without|has no|have no|had no) (?:the )?authori[sz]ation to {_SPEAK}\b"
    rf"|(?:forbidden|barred|prohibited) (?:to {_SPEAK}|from {_SPEAK}ing)\b"
)
_NAMED = r"(?:named|identified|quoted|attributed)(?: by name| publicly)?"
_UNNAMED = (
    r"(?:on|under|requested|granted|requesting|asked for|asking for|demanded|sought|insisted on"
    r"|given|promised) (?:the )?(?:condition (?:of )?|strict |customary |guarantee of )*anonymity\b"
    r"|(?:spoke|speaking|speak|talked|briefed reporters) (?:\w+ ){0,3}?anonymously\b"
    rf"|(?:not|n['’]t)(?: want| wish)? to be {_NAMED}\b"
    rf"|(?:declin|refus)(?:ed|ing|es) to be {_NAMED}\b"
    rf"|(?:declin|refus)(?:ed|ing|es) to (?:give|provide|use|disclose) (?:his|her|their)"
    r" (?:full |real |last )?names?\b"
    rf"|on (?:the )?condition (?:that )?(?:\w+ ){{1,3}}?not be {_NAMED}\b"
    r"|whose (?:name|identity) (?:is|was|has been|are|were) (?:being )?withheld\b"
    r"|(?:spoke|speaking|talked) (?:only )?(?:off the record|on background)\b"
)
_GRANT = re.compile(rf"\b(?:{_UNNAMED})|\b\w*?(?:{_FORBIDDEN})", re.IGNORECASE)
_TO = (
    r"to (?:discuss|speak|describe|talk|share|reveal|avoid|protect|detail|offer|provide|disclose"
    r"|preserve|comment|be (?:candid|frank|able)|explain|relay|recount|outline|characteri[sz]e"
    r"|maintain|safeguard|address|assess)\b"
)
_WHY = re.compile(
    rf"[,\s]*(?:(?:either |both )?(?:because|as (?=he|she|they|it|the|no|this|an?\b)|since|citing"
    rf"|for fear|fearing|out of|over (?=fear|concern|worr)|due to|owing to|given|lest|in order to"
    rf"|so as (?:not )?to|so that|for security|for (?:\w+ )?(?:reasons|safety)|{_TO}))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"[\"“(\s]*((?:because|fearing|citing|for fear of|out of fear|due to|given|owing to"
    r"|afraid|wary)\b[^,;“”\"]{4,140}),",
    re.IGNORECASE,
)
_NOT_OUT_OF = re.compile(r"out of (?!fear|concern|respect|worr|caution)", re.IGNORECASE)
# A reason runs to the end of its clause: to a stop, a quotation mark, or who says it.
_END = re.compile(
    r"[;:“”\"]|\s[–—-]{1,2}\s|—|(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)\.(?=\s|$|[”\"])"
    r"|\)|,(?! (?:and|or|nor|which|where)\b)|,? (?:said|says|told|tells|added|adds|confirmed)\b"
)
LONGEST = 200  # characters; what runs on longer is no reason any more but the rest of the text


@dataclass(frozen=True, slots=True)
class Grant:
    """Words by which a text leaves a source unnamed, and those that say why."""

    span: Span
    reason: Span | None = None

    @property
    def whole(self) -> Span:
        """From the first to the last character of both."""
        both = [self.span, *([self.reason] if self.reason else [])]
        return Span(min(s.start for s in both), max(s.end for s in both))


def grants(text: str, sentence: Span) -> Iterator[Grant]:
    """Yield the places in one sentence where a source is left unnamed.

    >>> text = "She spoke on condition of anonymity because the talks were private, he said."
    >>> [grant.reason.of(text) for grant in grants(text, Span(0, len(text)))]
    ['because the talks were private']
    >>> list(grants("He was authorised to speak.", Span(0, 27)))
    []
    """
    end = sentence.start
    for match in _GRANT.finditer(text, sentence.start, sentence.end):
        if match.start() < end:  # “not authorised to …” as the reason of the one before
            continue
        reason = _reason(text, match, sentence)
        end = max(match.end(), reason.end if reason else 0)
        yield Grant(Span(match.start(), match.end()), reason)


def _reason(text: str, match: re.Match[str], sentence: Span) -> Span | None:
    """Return the words that say why, behind the grant, in it, or at the sentence's beginning."""
    if re.search(_FORBIDDEN, match.group(), re.IGNORECASE):
        return Span(match.start(), _end(text, match.end(), sentence))
    why = _WHY.search(text, match.end(), sentence.end)
    between = text[match.end() : why.start()] if why else ""
    close = why and len(between) < 40 and not re.search(r"[.;:“”\"]|, (?!and\b)| said\b", between)
    if why and close and not _NOT_OUT_OF.match(why.group().strip(" ,") + text[why.end() :]):
        start = why.end() - len(why.group().lstrip(" ,"))
        return Span(start, _end(text, why.end(), sentence))
    before = _BEFORE.match(text[sentence.start : match.start()])
    if before:
        return Span(sentence.start + before.start(1), sentence.start + before.end(1))
    return None


def _end(text: str, start: int, sentence: Span) -> int:
    limit = min(sentence.end, start + LONGEST)
    stop = _END.search(text, start, limit)
    end = stop.start() if stop else limit
    return max(start, start + len(text[start:end].rstrip(" ,.")))


_SUBJECT = re.compile(
    r"^[\"“(\s]*(?P<all>All|Both|Each|None|Most)\b(?: of)?(?: (?:the|them|whom))?"
    r"|^[\"“(\s]*(?P<one>He|She|It)\b|^[\"“(\s]*(?P<many>They)\b"
    r"|^[\"“(\s]*(?:The|This|These|That|Those) (?P<noun>(?:[\w-]+ ){0,3}?[\w-]+)"
    r"(?=,| (?:who|spoke|asked|requested|declined|refused|insisted|was|were|did|would|could|is|are"
    r"|wished|wanted|demanded|sought|has|have|had|all|both|also)\b)"
)


def subject(sentence: str) -> tuple[str, str]:
    """Return whom a sentence of its own is about: ("all", ""), ("one", ""), ("many", ""), …

    >>> subject("The two officials spoke on condition of anonymity.")
    ('noun', 'two officials')
    >>> subject("Rain fell on those who asked not to be named.")
    ('', '')
    """
    match = _SUBJECT.match(sentence)
    if not match:
        return "", ""
    kind = match.lastgroup or ""
    return kind, match["noun"] or ""


_WORDS = re.compile(
    r"anonym|named|identified|authori|allowed|permitted|cleared|name|record|background|quoted"
    r"|forbidden|barred|prohibited|attributed",
    re.IGNORECASE,
)


def sentences_with(text: str, sentences: Sequence[Span]) -> list[tuple[int, Grant]]:
    """Return every grant of a text with the number of its sentence."""
    if not _WORDS.search(text):
        return []  # most texts: nothing to look for
    return [
        (number, grant)
        for number, sentence in enumerate(sentences)
        for grant in grants(text, sentence)
    ]
