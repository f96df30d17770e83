"""Files, folders, patterns and standard input to articles; what cannot be read is an error.

`read_inputs` never raises for one bad file: it yields the typed error in its place.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from reportedly.errors import InputError, Unreadable
from reportedly.read.article_json import looks_like_article, read_lines
from reportedly.read.contents import DEFAULT, Item, archived, beyond, read_bytes
from reportedly.read.files import PAGES, Found, find_files, is_regular, reason
from reportedly.read.guard import apart
from reportedly.read.kinds import HEAD, kind_of
from reportedly.read.limits import Limits
from reportedly.records import Article

__all__ = ["DEFAULT", "Limits", "read_bytes", "read_inputs"]

STDIN: Final = "standard input"
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)  # asked only where a user gives one
_PARSED: Final = ("html", "pdf")  # by parsers that a page may keep busy; others read straight on


def read_inputs(
    inputs: Sequence[str | Path],
    *,
    limits: Limits = DEFAULT,
    stdin: BinaryIO | None = None,
    on_copy: Callable[[Article, str], None] | None = None,
) -> Iterator[Item]:
    """Yield the articles of all inputs in a stable order, and an error for what cannot be read.

    Args:
        inputs: files, folders (with all below them), patterns such as "story/*.html", and
            "-" for standard input. Files of a folder come sorted by path; those that
            are clearly no articles (style sheets, images, settings, read-mes) are passed
            over. A file reached twice is read once.
        limits: what one input may ask for.
        stdin: where "-" reads from; the process's standard input if None.
        on_copy: called with an article that is left out because one with the same text and
            the same address (without any: the same outlet and date) came before, and with
            that one's id.

    Ids are the caller's, else the article's address, else the file's name; a second
    article of one id gets "#2" behind it.
    """
    ledger = _Ledger()
    for item in _read_all(inputs, limits, stdin):
        if isinstance(item, InputError):
            yield item
            continue
        article, first = ledger.enter(item)
        if not first:
            yield article
        elif on_copy:
            on_copy(article, first)


@dataclass(slots=True)
class _Ledger:
    """The ids and the texts of this run."""

    ids: set[str] = field(default_factory=set)
    texts: dict[bytes, str] = field(default_factory=dict)  # digest -> id

    def enter(self, article: Article) -> tuple[Article, str]:
        """Return the article under an id of its own, and the id of its first coming, or "".

        Only the same text at the same address is one article: the same text elsewhere is
        a copy, and that is news. A file without an address is known by outlet and date.
        """
        place = article.url
        if place is None and article.outlet and article.id == article.path:
            place = f"{article.outlet}\0{article.published}"
        key = f"{place}\0{article.text}".encode("utf-8", "replace")
        digest = hashlib.blake2b(key, digest_size=16).digest()
        if place and digest in self.texts:
            return article, self.texts[digest]
        name = Path(article.id).name if article.id == article.path else article.id
        id, number = name, 1
        while id in self.ids:
            number += 1
            id = f"{name}#{number}"
        self.ids.add(id)
        self.texts[digest] = id
        return (article if id == article.id else replace(article, id=id)), ""


def _read_all(
    inputs: Sequence[str | Path], limits: Limits, stdin: BinaryIO | None
) -> Iterator[Item]:
    seen: set[Path] = set()
    for given in inputs:
        if (wrong := _no_input(given)) is not None:
            yield wrong
            continue
        if str(given) == "-":
            yield from _read_stream(stdin or sys.stdin.buffer, STDIN, limits)
            continue
        if _ADDRESS.match(str(given)):
            from reportedly.read.fetch.pages import fetched

            yield from fetched(str(given), partial(apart, limits=limits))
            continue
        for found in find_files(given):
            if isinstance(found, InputError):
                yield found
                continue
            real = Path(os.path.realpath(found.path))
            if real not in seen:
                seen.add(real)
                yield from _read_file(found, limits)


def _no_input(given: object) -> InputError | None:
    """Return what is wrong with a thing that a program gave in place of a path."""
    if isinstance(given, str | os.PathLike):
        return None
    what = f"{type(given).__name__} {given!r}"[:80]
    remedy = "give paths, folders, patterns or addresses as strings"
    if isinstance(given, list | tuple | set):
        remedy = "give each path by itself: read(*paths)"
    return InputError(what, "no path stands there", remedy)


def _read_file(found: Found, limits: Limits) -> Iterator[Item]:
    name = str(found.path)
    try:
        if not found.named and not is_regular(found.path):
            return
        with found.path.open("rb") as stream:
            if not found.named and _is_no_article(found, stream.read(HEAD), limits):
                return
            if stream.seekable():
                stream.seek(0)
            yield from _read_stream(stream, name, limits)
    except OSError as error:
        yield Unreadable(name, reason(error), "check the path and its permissions")


def _is_no_article(found: Found, head: bytes, limits: Limits) -> bool:
    """Tell by its opening whether a file met in a folder is clearly something else.

    A broken file that looks like an article is not: its reader must hear of it.
    """
    ending = found.path.suffix.lower()
    if ending in PAGES:
        try:
            return kind_of(head, str(found.path)) not in ("html", "pdf")
        except InputError:
            return True
    if ending == ".json" and found.path.stat().st_size <= limits.bytes:
        try:
            return not looks_like_article(json.loads(found.path.read_bytes()))
        except (ValueError, RecursionError):
            return False
    return False


def _read_stream(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Item]:
    """Yield what a stream holds; of one that is too large little is read."""
    head = stream.read(HEAD)
    try:
        kind = kind_of(head, name)
    except InputError as error:
        too_large = len(head) == HEAD and _left(stream, limits) is None
        yield beyond(name, limits) if too_large else error
        return
    first, newline, _ = head.partition(b"\n")
    if kind == "json-lines" or (kind == "json" and newline and _is_object(first)):
        yield from read_lines(_numbered(head, stream, limits), name, limits)
    elif kind == "warc" and stream.seekable():
        yield from archived(stream, name, limits, partial(apart, limits=limits))
    elif (rest := _left(stream, limits)) is None:
        yield beyond(name, limits)
    elif kind in _PARSED:
        yield from apart(head + rest, name, limits)
    else:
        yield from read_bytes(head + rest, name, limits=limits)


def _left(stream: BinaryIO, limits: Limits) -> bytes | None:
    """Return what is left of a stream behind its head; None, mostly unread, if it is too much."""
    if stream.seekable():
        at = stream.tell()
        if stream.seek(0, os.SEEK_END) > limits.bytes:
            return None
        stream.seek(at)
    rest = stream.read(limits.bytes + 1)
    return None if len(rest) > limits.bytes else rest


def _numbered(head: bytes, stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines, one at a time, none longer than the limit and one byte."""
    parts = head.split(b"\n")
    rest = parts.pop() + stream.readline(limits.bytes + 1)
    more = iter(lambda: stream.readline(limits.bytes + 1), b"")
    for number, line in enumerate(chain(parts, [rest], more), 1):
        yield number, line
        if len(line) > limits.bytes:
            return  # where the next line begins cannot be known without reading on


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
