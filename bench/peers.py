"""Simple ways to find who says what, for bench/quality_speed.py: quotation marks, textacy.

They give attributions as the scorer takes them. They run in an environment of their
own (bench/peers.txt), so nothing here imports reportedly.
"""

import importlib
import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Span

Row = dict[str, list[list[int]]]  # role -> [start, end) characters

QUOTATION = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|``[^\n]*?(?:''|$)", re.M)
LEAST = 3  # words of a quotation; fewer are a title or a word held with tongs
_CUE = r"(?P<cue>said|says|told|added|wrote|tweeted)"
_NAME = r"(?:[A-Z][\w.’'-]+\s?)+"
_BEHIND = (
    re.compile(rf"[\s,]*{_CUE}\s+(?P<name>{_NAME})"),
    re.compile(rf"[\s,]*(?P<name>he|she|they|{_NAME})\s*\b{_CUE}"),
)


def by_marks(text: str) -> list[Row]:
    """Return what stands in quotation marks, with a speaker if a plain verb of saying follows.

    >>> [row] = by_marks("“It was late,” Ilse Brandt said.")
    >>> row
    {'source': [[15, 26]], 'cue': [[27, 31]], 'content': [[0, 14]]}
    """
    rows = []
    for match in QUOTATION.finditer(text):
        if len(match.group().split()) < LEAST:
            continue
        row: Row = {"source": [], "cue": [], "content": [list(match.span())]}
        for behind in _BEHIND:
            if said := behind.match(text, match.end()):
                end = said.start("name") + len(said["name"].rstrip(" ."))
                row |= {"source": [[said.start("name"), end]], "cue": [list(said.span("cue"))]}
                break
        rows.append(row)
    return rows


def by_textacy(doc: Doc) -> list[Row]:
    """Return what textacy's `direct_quotations` finds.

    It refuses a text with an odd number of quotation marks. Such a text is given to it
    line by line, which gets more out of it.
    """
    extract: Any = importlib.import_module("textacy.extract")
    try:
        return [_row(found, 0) for found in extract.direct_quotations(doc)]
    except ValueError:
        rows = []
        for line in lines(doc):
            try:
                found = list(extract.direct_quotations(line.as_doc()))
            except ValueError:
                continue
            rows += [_row(item, line.start_char) for item in found]
        return rows


def _row(found: Any, offset: int) -> Row:
    def places(tokens: Any) -> list[list[int]]:
        return [[t.idx + offset, t.idx + offset + len(t)] for t in tokens]

    start, end = found.content.start_char + offset, found.content.end_char + offset
    return {"source": places(found.speaker), "cue": places(found.cue), "content": [[start, end]]}


def lines(doc: Doc) -> Iterator[Span]:
    """Yield the lines of a text that are not blank."""
    start = 0
    for token in doc:
        if "\n" in token.text:
            if token.i > start:
                yield doc[start : token.i]
            start = token.i + 1
    if start < len(doc):
        yield doc[start : len(doc)]
