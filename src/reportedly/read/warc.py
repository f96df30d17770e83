"""Web archives: the pages in WARC files, as Common Crawl keeps its news (gzip by record).

Each response with a page is read as that page saved as a file is. A record that is damaged
is an error in its place; the next one is looked for behind it.

Source: https://iipc.github.io/warc-specifications/
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final

from reportedly.errors import InputError, Malformed, NoArticle, TooLarge
from reportedly.read.limits import Limits
from reportedly.records import Article

PAGE: Final = re.compile(r"text/html|application/xhtml\+xml|application/pdf|text/plain", re.I)
_GZIP: Final = b"\x1f\x8b\x08"
_OPENS: Final = b"WARC/"
_CHUNK: Final = 2**20
_DAMAGED = "fetch the archive again; its other records are read"
_INSTALL = "pip install 'reportedly[batch]'"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an archive, or what is wrong with its record."""

    start: int  # where its record begins in the file
    url: str
    found: bytes | InputError


def is_warc(head: bytes) -> bool:
    r"""Tell by its opening whether a file is a web archive, gzipped or not.

    >>> is_warc(b"WARC/1.0\r\n"), is_warc(b"<html>")
    (True, False)
    """
    return head.startswith(_OPENS) or (head.startswith(_GZIP) and _inflated(head) == _OPENS)


def pages(stream: BinaryIO, name: str, limits: Limits, after: int | None = None) -> Iterator[Page]:
    """Yield the pages of an archive, those behind the one that starts at `after` if it is given.

    Args:
        stream: the file; it must be seekable.
        name: of the file, for errors.
        limits: a page larger than these is an error in its place.
        after: where a record begins that was read before.

    Raises:
        InputError: the package that reads archives is not installed.
    """
    start = after or 0
    lost: Page | None = None  # what is damaged, until it is known where that begins
    while True:
        last = start
        try:
            for record in _records(stream, name, start):
                if lost:
                    yield lost
                    lost = None
                last = record.stream_pos
                page = _page(record, name, limits) if last != after else None
                if page is not None:
                    yield page
            return
        except OSError as error:
            following = _next_record(stream, last + 1)
            reason = f"a record is damaged ({str(error)[:80].lower()})"
            lost = Page(last, "", Malformed(f"{name} behind byte {last}", reason, _DAMAGED))
            if following is None:
                yield lost
                return
            start = following


def _records(stream: BinaryIO, name: str, start: int) -> Iterator[Any]:
    """Yield the response records from `start` on."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise InputError(name, "web archives need one more package", _INSTALL) from error
    stream.seek(start)
    yield from ArchiveIterator(
        stream, record_types=WarcRecordType.response, parse_http=False, max_header_len=2**16
    )


def _page(record: Any, name: str, limits: Limits) -> Page | None:
    """Return the page of a record; None if it holds none that can be an article."""
    start = record.stream_pos
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    where = f"{name} byte {start}"

    def wrong(kind: type[InputError], reason: str, remedy: str) -> Page:
        return Page(start, url, kind(where, reason, remedy))

    if record.content_length > limits.bytes:
        return wrong(TooLarge, f"{url}: {record.content_length:,} bytes", "leave it out")
    block = record.reader.read(limits.bytes + 1)
    if len(block) < record.content_length:
        return wrong(Malformed, f"{url}: the record is cut short", _DAMAGED)
    status, kind, body = _response(block, limits.bytes)
    if status != 200:
        return None
    if body is None:
        return wrong(TooLarge, f"{url}: too large when unpacked", "leave it out")
    if kind and not PAGE.match(kind):
        return None
    if not body.strip():
        return wrong(NoArticle, f"{url}: the response is empty", "leave it out")
    return Page(start, url, body)


def _response(block: bytes, most: int) -> tuple[int, str, bytes | None]:
    r"""Return status, media type and body of an HTTP response; no body if it is larger than `most`.

    >>> _response(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nHi", 9)
    (200, 'text/html', b'Hi')
    """
    head, _, body = block.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split()
    status = int(words[1]) if len(words) > 1 and words[1].isdecimal() else 0
    parted = (line.partition(":") for line in lines[1:])
    fields = {name.strip().lower(): value.strip() for name, _, value in parted}
    if fields.get("transfer-encoding", "").lower() == "chunked":
        body = _unchunked(body)
    coding = fields.get("content-encoding", "").lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        unpacked = _unpacked(body, most)
        return status, fields.get("content-type", ""), unpacked
    return status, fields.get("content-type", ""), body


def _unchunked(body: bytes) -> bytes:
    """Return a chunked body as one; as it is, where it is not chunked although it says so."""
    out: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        size = body[at:end].split(b";")[0].strip() if 0 <= end < at + 64 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return b"".join(out) if out else body
        length = int(size, 16)
        if not length:
            return b"".join(out)
        out.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2


def _unpacked(body: bytes, most: int) -> bytes | None:
    """Return what a compressed body holds, None if that is too much; as it is if it is not."""
    for bits in (47, -15):  # gzip or zlib by its head, or neither
        inflater = zlib.decompressobj(bits)
        try:
            found = inflater.decompress(body, most + 1)
        except zlib.error:
            continue
        return found if len(found) <= most else None
    return body


def _next_record(stream: BinaryIO, at: int) -> int | None:
    """Return where the next record begins, from some place on; None if there is none."""
    keep = len(_GZIP) + 4
    stream.seek(at)
    base, data = at, b""
    while True:
        more = stream.read(_CHUNK)
        data += more
        for mark in re.finditer(rb"\x1f\x8b\x08|\r\n\r\nWARC/1\.", data):
            place = mark.start()
            if mark[0] != _GZIP:
                return base + place + 4
            if _inflated(data[place : place + 8192]) == _OPENS:
                return base + place
        if not more:
            return None
        base += max(0, len(data) - 8192)
        data = data[-8192:] if len(data) > keep else data


def _inflated(data: bytes) -> bytes:
    """Return the first bytes that a gzipped piece holds, b"" if it is none."""
    try:
        return zlib.decompressobj(31).decompress(data, len(_OPENS))
    except zlib.error:
        return b""


def named(page: Page, file: str) -> str:
    """Return how a page is called in messages, and where it has no id of its own."""
    return page.url or f"{file} byte {page.start}"


def addressed(article: Article, page: Page, file: str) -> Article:
    """Return an article with its page's address, where the page itself names none."""
    url = article.url or page.url or None
    named = article.id == article.path  # after nothing of its own
    return replace(article, url=url, id=url if named and url else article.id, path=file)
