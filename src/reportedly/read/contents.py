"""What some bytes hold: a page, a PDF, Article JSON, a web archive or plain text."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import BinaryIO, Final

from reportedly.errors import InputError, Malformed, TooLarge
from reportedly.read.article_json import read_json, read_lines
from reportedly.read.kinds import Format, kind_of
from reportedly.read.limits import Limits
from reportedly.records import Article

Item = Article | InputError
DEFAULT: Final = Limits()
_DAMAGED = "save it again, or give its text as .txt"


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT) -> list[Item]:
    """Return what some bytes hold: one article, several for JSON, or the error.

    Args:
        data: a page, a PDF, Article JSON, JSON lines or plain text; the bytes decide which.
        name: names the input in messages; its ending is a hint.
        limits: what it may ask for.

    >>> str(read_bytes(b"", "empty.html")[0])
    'empty.html: it is empty; save the article again, or leave it out'
    """
    try:
        kind = kind_of(data, name)
        if len(data) > limits.bytes and kind not in ("json-lines", "warc"):
            return [beyond(name, limits)]
        return _READERS[kind](data, name, limits)
    except InputError as error:
        return [error]
    except Exception as error:  # a library's fault with one file must not stop the rest
        words = f"it cannot be read ({type(error).__name__}: {str(error)[:100]})"
        return [Malformed(name, words, _DAMAGED)]


def _html(data: bytes, name: str, limits: Limits) -> list[Item]:
    from reportedly.read.html import read_html

    return [read_html(data, name, limits)]


def _pdf(data: bytes, name: str, limits: Limits) -> list[Item]:
    from reportedly.read.pdf import read_pdf

    return [read_pdf(data, name, limits)]


def _text(data: bytes, name: str, limits: Limits) -> list[Item]:
    from reportedly.read.plaintext import read_plaintext

    return [read_plaintext(data, name, limits)]


def _lines(data: bytes, name: str, limits: Limits) -> list[Item]:
    return list(read_lines(enumerate(data.split(b"\n"), 1), name, limits))


def _archive(data: bytes, name: str, limits: Limits) -> list[Item]:
    return list(archived(BytesIO(data), name, limits, partial(read_bytes, limits=limits)))


def archived(
    stream: BinaryIO, name: str, limits: Limits, read: Callable[[bytes, str], Sequence[Item]]
) -> Iterator[Item]:
    """Yield the articles of a web archive, each with the address of its record."""
    from reportedly.read.warc import addressed, named, pages

    for page in pages(stream, name, limits):
        if isinstance(page.found, InputError):
            yield page.found
            continue
        for item in read(page.found, named(page, name)):
            yield addressed(item, page, name) if isinstance(item, Article) else item


_READERS: Final[dict[Format, Callable[[bytes, str, Limits], list[Item]]]] = {
    "html": _html, "pdf": _pdf, "text": _text, "json": read_json, "json-lines": _lines,
    "warc": _archive,
}  # fmt: skip


def beyond(name: str, limits: Limits) -> TooLarge:
    """Return the error of an input that has more bytes than are read."""
    most = f"{limits.bytes / 2**20:.0f} MiB" if limits.bytes >= 2**20 else f"{limits.bytes:,} bytes"
    return TooLarge(name, f"it is larger than {most}",
                    "give its articles one by one, or as JSON lines")  # fmt: skip
