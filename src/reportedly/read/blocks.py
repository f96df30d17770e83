"""Blocks of running text with their links, and the one text that they make."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from reportedly.records import Link, Span

Sort = Literal["text", "heading"]
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
LONGEST = 50_000  # characters of a block; adding to it takes time by its length
# HTML reads the control characters 128 to 159 (&#151;) as Windows-1252 has them.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# A blank line in the source is white space to a browser, unless the page is styled to show it;
# then a sentence ends before it and another begins behind it.
_PARAGRAPH = re.compile(r"(?<=[.!?”\"’)])[ \t]*\r?\n[ \t]*\r?\n\s*(?=[A-Z“\"‘(])")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table row; link spans count into `text`."""

    text: str
    links: tuple[Link, ...] = ()
    sort: Sort = "text"

    @property
    def linked(self) -> float:
        """The share of its characters that are links, 0 to 1."""
        return sum(link.span.end - link.span.start for link in self.links) / len(self.text)


@dataclass(slots=True)
class BlockBuilder:
    """Gathers pieces of text in reading order into blocks.

    White space is collapsed as a browser does, so that link spans are exact in what is
    shown. Usage: `add` text, `open_link`/`close_link` around it, `flush` between blocks.
    """

    blocks: list[Block] = field(default_factory=list)
    _text: str = ""
    _links: list[Link] = field(default_factory=list)
    _link: tuple[int, str] | None = None
    _sort: Sort = "text"

    def add(self, piece: str | None) -> None:
        """Add a piece of running text."""
        if not piece:
            return
        parts = _PARAGRAPH.split(piece)
        for number, part in enumerate(parts):
            if number:
                self.flush()
            words = _SPACE.sub(" ", _INVISIBLE.sub("", part.translate(_WINDOWS)))
            if not self._text or self._text[-1] in " \n":
                words = words.lstrip(" ")
            self._text += words
            if len(self._text) > LONGEST:
                self.flush(keep_sort=True)

    def space(self) -> None:
        """Make sure that white space stands here."""
        if self._text and self._text[-1] not in " \n":
            self._text += " "

    def line_break(self) -> None:
        """Break the line; a second break in a row ends the block."""
        if self._text.endswith("\n"):
            self.flush(keep_sort=True)
        elif self._text:
            self._text = self._text.rstrip(" ") + "\n"

    def open_link(self, url: str | None) -> None:
        """Begin a link; what is added until `close_link` carries it."""
        self._link = (len(self._text), url) if url else None

    def close_link(self) -> None:
        """End the link that is open, if one is."""
        if self._link:
            start, url = self._link
            words = self._text[start:]
            start += len(words) - len(words.lstrip())
            end = len(self._text.rstrip())
            if start < end:
                self._links.append(Link(Span(start, end), url))
        self._link = None

    def start(self, sort: Sort) -> None:
        """Begin a block of a sort."""
        self.flush()
        self._sort = sort

    def flush(self, *, keep_sort: bool = False) -> None:
        """End the block; an open link goes on in the next."""
        url = self._link[1] if self._link else None
        self.close_link()
        text = self._text.rstrip()
        if text:
            self.blocks.append(Block(text, tuple(self._links), self._sort))
        self._text, self._links = "", []
        self.open_link(url)
        if not keep_sort:
            self._sort = "text"


def joined(blocks: Iterable[Block]) -> tuple[str, tuple[Link, ...]]:
    r"""Return the blocks' text, a blank line between two, and their links in it.

    >>> joined([Block("Rain"), Block("It rained.", (Link(Span(3, 9), "u"),))])
    ('Rain\n\nIt rained.', (Link(span=Span(start=9, end=15), url='u'),))
    """
    text: list[str] = []
    links: list[Link] = []
    length = 0
    for block in blocks:
        links.extend(_moved(block.links, length))
        text.append(block.text)
        length += len(block.text) + 2
    return "\n\n".join(text), tuple(links)


def _moved(links: tuple[Link, ...], by: int) -> Iterator[Link]:
    for link in links:
        yield Link(Span(link.span.start + by, link.span.end + by), link.url)
