"""brat stand-off: an article's text, and beside it what was found in it.

    T1  Source 0 7        Ada Roe           who, cue, what, to whom; pieces as "0 4;9 12"
    E1  Says:T2 Source:T1 Content:T3        one attribution, held by its cue
    A1  Hedge E1 reported                   form, hedge and stance
    R1  Inside Arg1:E2 Arg2:E1              an attribution in another's content
    #1  AnnotatorNotes T1 person: Ada Roe   whom the words mean

Offsets are code points. brat shows no annotation that runs over a line's end, so a piece is cut
there, and a tab in the words is written as a space. An attribution without a cue is held by its
content.

Source: https://brat.nlplab.org/standoff.html
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.records import Appearance, Span, Trace
from reportedly.show.export.things import short
from reportedly.show.safe import one_line
from reportedly.tables import Things

CONFIGURATION = """[entities]
Source
Cue
Content
Addressee

[relations]
Inside\tArg1:<EVENT>, Arg2:<EVENT>

[events]
Says\tSource*:Source, Content*:Content, Addressee*:Addressee

[attributes]
Form\tArg:<EVENT>, Value:direct|indirect|mixed
Hedge\tArg:<EVENT>, Value:none|reported|alleged|confirmed
Stance\tArg:<EVENT>, Value:supports|denies|doubts
"""


@dataclass(slots=True)
class _Sheet:
    """The lines of one article's annotations, and the numbers given so far."""

    text: str
    lines: list[str] = field(default_factory=list)
    given: dict[str, int] = field(default_factory=dict)

    def number(self, letter: str) -> str:
        """Return the next name of a kind: T1, T2, …"""
        self.given[letter] = self.given.get(letter, 0) + 1
        return f"{letter}{self.given[letter]}"

    def mark(self, label: str, spans: Sequence[Span]) -> str | None:
        """Add a marked stretch, return its name; None if nothing is left of it."""
        pieces = [piece for span in spans for piece in _in_lines(span, self.text)]
        if not pieces:
            return None
        name = self.number("T")
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(piece.of(self.text) for piece in pieces).replace("\t", " ")
        self.lines.append(f"{name}\t{label} {places}\t{words}")
        return name


def brat_files(trace: Trace) -> Iterator[tuple[str, str]]:
    """Yield the files of a folder for brat: names, and texts."""
    yield "annotation.conf", CONFIGURATION
    things = Things(trace)
    by_article: dict[str, list[Appearance]] = {}
    for one in things.said:
        by_article.setdefault(one.article, []).append(one)
    for article in trace.articles:
        name = short("article", article.id)
        sheet = _Sheet(article.text)
        _annotate(sheet, by_article.get(article.id, []), things)
        yield f"{name}.txt", article.text
        yield f"{name}.ann", "".join(f"{line}\n" for line in sheet.lines)


def _annotate(sheet: _Sheet, said: Sequence[Appearance], things: Things) -> None:
    events: dict[int, str] = {}
    for one in said:
        attr = one.attribution
        content = sheet.mark("Content", attr.content)
        trigger = sheet.mark("Cue", attr.cue) or content
        if trigger is None:
            continue
        parts = [("Source", sheet.mark("Source", attr.source)), ("Content", content)]
        parts.append(("Addressee", sheet.mark("Addressee", attr.addressee)))
        event = events[one.index] = sheet.number("E")
        roles = "".join(f" {role}:{name}" for role, name in parts if name)
        sheet.lines.append(f"{event}\tSays:{trigger}{roles}")
        marks = (("Form", attr.form), ("Hedge", attr.hedge), ("Stance", one.stance))
        for label, value in marks:
            sheet.lines.append(f"{sheet.number('A')}\t{label} {event} {value}")
        if one.sources and parts[0][1]:
            meant = "; ".join(_called(id, things) for id in one.sources)
            sheet.lines.append(f"{sheet.number('#')}\tAnnotatorNotes {parts[0][1]}\t{meant}")
    for one in said:
        outer = events.get(one.attribution.parent if one.attribution.parent is not None else -1)
        if outer and one.index in events:
            inner = events[one.index]
            sheet.lines.append(f"{sheet.number('R')}\tInside Arg1:{inner} Arg2:{outer}")


def _called(id: str, things: Things) -> str:
    source = things.source(id)
    return one_line(f"{source.kind}: {source.name}")


def _in_lines(span: Span, text: str) -> Iterator[Span]:
    """Yield the pieces of a span between line ends, none of them blank.

    What else ends a line for a program that reads stand-off ends one here.
    """
    start = span.start
    for piece in span.of(text).splitlines(keepends=True):
        bare = piece.strip()
        if bare:
            at = start + piece.index(bare)
            yield Span(at, at + len(bare))
        start += len(piece)
