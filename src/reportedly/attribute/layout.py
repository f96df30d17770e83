"""Attributions that the layout makes: signed quotations, and the turns of a transcript.

A line that is a quotation, a dash and a name, or one that begins with NAME and a
colon among others like it, says by its form alone who speaks. Rules read these
better than a network that sees a window at a time.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.records import Span

_FIRST_LINES = 3  # at most before a dateline: headline, standfirst, byline
_PLACE = 5  # letters at least of its place
MOST_LINES = 8  # of one turn: beyond, the text has left the transcript without saying so
_MOST = 4000  # characters of a line that is looked at
_NAME = (
    r"[A-ZÀ-Þ][\w’'.-]*(?: (?:[A-ZÀ-Þ][\w’'.-]*|de|da|del|della|di|du|la|van|von|der|al|bin|el|y))"
    r"{0,5}"
)
_SIGNED = re.compile(
    rf"\s*(?P<content>[“”\"«„].*[”“\"»])\s*(?P<cue>[―—–]|(?<=\s)--?(?=\s))"
    rf"\s*(?P<source>{_NAME})(?:, [^\n]{{2,60}})?[\s.]*"
)
_TURN = re.compile(
    r"[ \t\"“]*(?P<source>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{1,40}?|[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)"
    r"(?:[ \t]+\([^()\n]{1,40}\))?(?P<cue>:)[ \t]+(?=\S)"
)
_IN_CAPITALS = re.compile(
    r"^[ \t\"“]*[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{1,40}(?:[ \t]+\([^()\n]{1,40}\))?:", re.MULTILINE
)
_SENTENCE = re.compile(r".*[.?!…]['’\"”]?\s*")
_QUESTION = re.compile(r"[ \t]*(?P<source>[QA])(?P<cue>[.:])[ \t]+(?=\S)")
# What fact-checks, tables and pages repeat before a colon, and nobody's name.
_LABELS = frozenset(
    "ASSESSMENT|FACT CHECK|FACT-CHECK|BREAKING|"
    "CLAIM|FACT|FACTS|THE FACTS|THE CLAIM|THE TRUTH|RATING|OUR RATING|VERDICT|NOTE|UPDATE|SOURCE|"
    "SOURCES|PHOTO|PHOTOS|VIDEO|IMAGE|CREDIT|READ|READ MORE|MORE|RELATED|SEE ALSO|SUMMARY|TIME|"
    "DATE|PLACE|ANSWER|QUESTION|WHAT|WHO|WHEN|WHERE|WHY|HOW|PROS|CONS|STEP|TIP|CONTEXT|"
    "BACKGROUND|ANALYSIS|CONCLUSION|CORRECTION|STAMP|HEADLINE|TITLE|MYTH|REALITY|TRUE|FALSE".split(
        "|"
    )
)
_WORD = re.compile(r"[^\W\d_]{2}")
_OPENING = "\"“'‘«"


@dataclass(frozen=True, slots=True)
class Turn:
    """Who says what, and the mark between them."""

    source: Span
    cue: Span
    content: Span


def by_layout(text: str) -> list[Turn]:
    """Return what the layout of `text` says about who speaks, in the order of the text."""
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    found = [*_signed(lines, text), *_turns(lines, text), *_answers(lines, text)]
    return sorted(found, key=lambda turn: turn.cue)


def heading(source: Span, cue: Span, text: str) -> bool:
    """Tell whether a word before a colon heads its line, and is nobody who speaks.

    A label that pages repeat (“Claim: he bought two”), or the place that opens a report
    below its headline (“SONAPUR: The number of …”). What is short or heads the headline is an
    agency's name (“AP: Two ships …”); where people speak in capitals, there are several.

    >>> [heading(Span(0, 5), Span(5, 6), w) for w in ("Claim: he bought two", "Putin: no troops")]
    [True, False]
    """
    words = source.of(text)
    start = text.rfind("\n", 0, source.start) + 1
    if cue.of(text) != ":" or cue.start != source.end or text[start : source.start].strip():
        return False
    if words.upper() in _LABELS:
        return True
    end = text.find("\n", cue.end)
    line = text[cue.end : end if end >= 0 else None]
    if not words.isupper() or line.isupper() or line.strip()[:1] in _OPENING:
        return False
    lines = text.count("\n", 0, start)
    report = lines <= _FIRST_LINES and (lines > 0 or re.search(r"[.!?] [A-ZÀ-Þ]", line))
    return len(words) >= _PLACE and bool(report) and len(_IN_CAPITALS.findall(text)) == 1


def _signed(lines: list[Span], text: str) -> Iterator[Turn]:
    for line in lines:
        match = _SIGNED.fullmatch(text, line.start, min(line.end, line.start + _MOST))
        if match:
            yield Turn(*(Span(*match.span(name)) for name in ("source", "cue", "content")))


def _turns(lines: list[Span], text: str) -> Iterator[Turn]:
    """Yield the turns of speakers who are named again: headings such as WHERE: stand once.

    Where every line is a turn, and a sentence, each may speak once.
    """
    starts = [_TURN.match(text, line.start, line.end) for line in lines]
    names = Counter(match.group("source") for match in starts if match)
    least = 1 if all(starts) and all(_SENTENCE.fullmatch(s.of(text)) for s in lines) else 2
    often = {n for n, times in names.items() if times >= least and n.upper() not in _LABELS}
    if len(names) > 1:
        turns = [match if match and match.group("source") in often else None for match in starts]
        yield from _cut(lines, turns, text)


def _answers(lines: list[Span], text: str) -> Iterator[Turn]:
    """Yield questions and answers: Q and A in turn."""
    starts = [_QUESTION.match(text, line.start, line.end) for line in lines]
    letters = [match.group("source") for match in starts if match]
    if letters[:2] == ["Q", "A"]:
        yield from _cut(lines, starts, text)


def _cut(lines: list[Span], starts: list[re.Match[str] | None], text: str) -> Iterator[Turn]:
    """Yield one turn for each start: its line, and those up to the next turn."""
    heads = [(k, match) for k, match in enumerate(starts) if match]
    for at, (k, match) in enumerate(heads):
        if at + 1 < len(heads):
            last = heads[at + 1][0] - 1
        else:  # the last one goes on only where a mark opens its paragraphs
            last = k
            while last + 1 < len(lines) and text[lines[last + 1].start] in _OPENING:
                last += 1
        end = lines[last if last - k < MOST_LINES else k].end
        while text[end - 1] in " \t.":
            end -= 1
        if _WORD.search(text, match.end(), end):  # a table of numbers has none
            source, cue = Span(*match.span("source")), Span(*match.span("cue"))
            yield Turn(source, cue, Span(match.end(), end))
