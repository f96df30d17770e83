import pytest

from reportedly.errors import EmptyText, UnknownFormat
from reportedly.read.kinds import kind_of


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><p>Rain", "a", "html"),
        (b"<!-- saved --><html><p>Rain", "a.txt", "html"),
        (b"\xef\xbb\xbf <html><p>Rain", "a", "html"),
        ("<html><p>Rain".encode("utf-16"), "a", "html"),
        (b"Rain <b>fell</b>", "a.html", "html"),
        (b"Rain fell", "a.html", "text"),
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"\n\n%PDF-1.4", "a", "pdf"),
        (b'{"text": "Rain"}', "a", "json"),
        (b'[{"text": "Rain"}]', "a.txt", "json"),
        (b'{"text": "Rain"}', "a.jsonl", "json-lines"),
        (b"[Updated] Rain fell.", "a", "text"),
        (b"Rain fell, < 3 mm.", "a", "text"),
    ],
)
def test_the_bytes_decide(data, name, kind):
    """The kind is told from the bytes; the name's ending only settles doubt."""
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04" + bytes(40), "unpack"),
        (b"\x89PNG\r\n" + bytes(40), "article's page"),
        (bytes(range(256)) * 4, "save it as"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "save the page as HTML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n", "HTML only"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data, word):
    """A file of another kind is refused with its name and a way out."""
    with pytest.raises(UnknownFormat, match=word) as caught:
        kind_of(data, "story/x.bin")
    assert caught.value.name == "story/x.bin"


def test_white_space_is_empty():
    """A file of blank lines is as empty as one of none."""
    with pytest.raises(EmptyText):
        kind_of(b" \n\n\t", "a.txt")
