"""What kind of input some bytes are. The bytes decide; a name's ending is only a hint."""

import re
from pathlib import PurePath
from typing import Final, Literal

from reportedly.errors import EmptyText, UnknownFormat
from reportedly.read.encoding import decode
from reportedly.read.warc import is_warc

Format = Literal["html", "pdf", "json", "json-lines", "text", "warc"]

ENDINGS: Final[dict[str, Format]] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".pdf": "pdf", ".txt": "text", ".text": "text",
    ".json": "json", ".jsonl": "json-lines", ".ndjson": "json-lines", ".warc": "warc",
    ".gz": "warc",
}  # fmt: skip
HEAD: Final = 8192  # bytes looked at; a <!doctype> behind licence comments still shows
_SAVE = "save it as HTML, PDF or plain text and try again"
_BINARY: Final[tuple[tuple[bytes, str, str], ...]] = (  # first bytes, what it is, what to do
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or " + _SAVE),
    (b"\xd0\xcf\x11\xe0", "an old office document", _SAVE),
    (b"{\\rtf", "a rich text document", _SAVE),
    (b"\x1f\x8b", "compressed with gzip", "unpack it with gunzip"),
    (b"BZh", "compressed with bzip2", "unpack it with bunzip2"),
    (b"\xfd7zXZ", "compressed with xz", "unpack it with unxz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it with unzstd"),
    (b"bplist00", "a web archive of Safari", _SAVE),
    (b"\x89PNG", "an image", "give the article's page or its text"),
    (b"\xff\xd8\xff", "an image", "give the article's page or its text"),
    (b"GIF8", "an image", "give the article's page or its text"),
    (b"SQLite format 3", "a database", "give articles, not a database"),
)
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|meta|title|h1|p|table|span)\b",
    re.IGNORECASE,
)
_OPENS_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}|$)|\[\s*(?:[\[{\"\]]|$))")
_MHTML = re.compile(r"(?:from:|mime-version:|snapshot-content-location:)", re.IGNORECASE)


def kind_of(data: bytes, name: str) -> Format:
    """Return what the opening bytes of an input are.

    Raises:
        EmptyText: there is nothing but white space.
        UnknownFormat: a kind that cannot be read; the message says what to do.
    """
    head = data[:HEAD]
    if not head.strip():
        raise EmptyText(name, "it is empty", "save the article again, or leave it out")
    if is_warc(head):
        return "warc"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for start, what, remedy in _BINARY:
        if head.startswith(start):
            raise UnknownFormat(name, f"this is {what}, not a page, text, PDF or JSON", remedy)
    text, _ = decode(head)
    text = text.lstrip("\ufeff")
    if _is_binary(text):
        raise UnknownFormat(name, "this is a binary file, not a page, text, PDF or JSON", _SAVE)
    return _kind_of_text(text, name)


def _kind_of_text(text: str, name: str) -> Format:
    hint = ENDINGS.get(PurePath(name).suffix.lower())
    if hint in ("json", "json-lines") or _OPENS_JSON.match(text):
        return "json-lines" if hint == "json-lines" else "json"
    start = text.lstrip()
    if _MHTML.match(start) and "multipart/related" in text:
        raise UnknownFormat(name, "this is a page saved as MHTML", "save it as “HTML only”")
    if hint == "html" and "<" in text:
        return "html"
    if start.startswith("<") and _TAG.search(text):
        return "html"
    if start.startswith("<?xml") or re.match(r"<(?:rss|feed|svg|urlset|xml)\b", start):
        raise UnknownFormat(name, "this is XML, not an article's page", "save the page as HTML")
    return "text"


def _is_binary(text: str) -> bool:
    """Tell by control characters and undecodable bytes: none stand in text, but for some damage."""
    control = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v\x1b")
    return control > 0.01 * len(text) or text.count("�") > 0.1 * len(text)
