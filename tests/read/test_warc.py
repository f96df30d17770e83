"""Web archives: their pages in order, damaged records named, whatever stands in them."""

import gzip
import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError, Malformed, TooLarge
from reportedly.read.inputs import read_bytes, read_inputs
from reportedly.read.limits import Limits
from reportedly.read.warc import is_warc, pages
from reportedly.records import Article
from tests.read.warcs import archive, record

HTML = (
    "<html><head><title>Rain in {0}</title></head><body><article><p>{1}</p></article></body></html>"
)
SAID = (
    "It rained in {0} all night and the river rose by a metre, Ada Roe of the water board said. "
    * 4
)
PAGES = [
    HTML.format(name, SAID.format(name)).encode() for name in ("Quay", "Tarn", "Orle", "Mallow")
]
RECORDS = [record(f"https://p{n}.example/rain", page) for n, page in enumerate(PAGES)]


def found(data: bytes, **limits):
    """Return the pages of an archive, as (address, body or error)."""
    stream = io.BytesIO(data)
    return [(p.url, p.found) for p in pages(stream, "a.warc.gz", Limits(**limits))]


@pytest.mark.parametrize("data", [archive(RECORDS), b"".join(RECORDS)], ids=["gzipped", "plain"])
def test_the_pages_of_an_archive(data):
    """Each response is a page with its address, gzipped by record or not at all."""
    assert is_warc(data[:4096])
    assert found(data) == [(f"https://p{n}.example/rain", p) for n, p in enumerate(PAGES)]


def test_what_is_no_page_is_passed_over():
    """Requests, redirects and pictures are no pages, and no errors either."""
    moved = b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    data = archive([
        record("https://a.example/", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("https://a.example/", b"", head=moved),
        record("https://a.example/x.png", b"\x89PNG", head=image),
        RECORDS[0],
    ])  # fmt: skip
    assert [url for url, _ in found(data)] == ["https://p0.example/rain"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Content-Encoding: gzip\r\n", gzip.compress(PAGES[0])),
        (b"Content-Encoding: deflate\r\n", zlib.compress(PAGES[0])),
        (b"Content-Encoding: gzip\r\n", PAGES[0]),  # says so, and is not
        (b"Transfer-Encoding: chunked\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGES[0]), PAGES[0])),
        (b"Transfer-Encoding: chunked\r\n", PAGES[0]),
    ],
)
def test_how_a_response_was_sent(head, body):
    """Packed and chunked bodies are unpacked; one that only says so is taken as it is."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n"
    assert found(archive([record("https://a.example/", body, head=http)]))[0][1] == PAGES[0]


def test_a_bomb_is_not_unpacked():
    """A small response that unpacks to more than the limit is an error in its place."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    bomb = record("https://a.example/", gzip.compress(b"x" * 10**6), head=http)
    one, two = found(archive([bomb, RECORDS[0]]), bytes=50_000)
    assert isinstance(one[1], TooLarge)
    assert two[1] == PAGES[0]


@pytest.mark.parametrize("at", range(3))
def test_a_damaged_record_costs_itself_alone(at):
    """Where a record's bytes are overwritten the others are read, and the error says where."""
    parts = [archive([one]) for one in RECORDS]
    parts[at] = parts[at][:200] + b"\0" * 60 + parts[at][260:]
    all_of = found(b"".join(parts))
    wrong = [what for _, what in all_of if isinstance(what, InputError)]
    assert [type(error) for error in wrong] == [Malformed]
    assert [what for _, what in all_of if isinstance(what, bytes)] == [
        page for n, page in enumerate(PAGES) if n != at
    ]


def test_an_archive_that_ends_too_soon():
    """The last record is named as cut short, and is no page."""
    *rest, last = found(archive(RECORDS)[:-100])
    assert [what for _, what in rest] == PAGES[:-1]
    assert isinstance(last[1], Malformed)


def test_going_on_behind_a_record():
    """Reading begins again behind the record that was the last, and misses none."""
    stream = io.BytesIO(archive(RECORDS))
    places = [page.start for page in pages(stream, "a", Limits())]
    for n, place in enumerate(places):
        again = pages(stream, "a", Limits(), after=place)
        assert [page.start for page in again] == places[n + 1 :]


@pytest.mark.parametrize("name", ["news.warc.gz", "news.warc"])
def test_articles_of_an_archive(tmp_path, name):
    """An archive is an input like any other: its articles have the addresses of their records."""
    path = tmp_path / name
    path.write_bytes(archive(RECORDS) if name.endswith("gz") else b"".join(RECORDS))
    articles = list(read_inputs([path]))
    assert [a.url for a in articles if isinstance(a, Article)] == [
        f"https://p{n}.example/rain" for n in range(4)
    ]
    assert [a.id for a in articles if isinstance(a, Article)] == [
        f"https://p{n}.example/rain" for n in range(4)
    ]
    assert [type(a) for a in read_bytes(path.read_bytes(), name)] == [Article] * 4


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 2000), noise=st.binary(min_size=1, max_size=40), cut=st.integers(0, 600))
def test_any_damage_ends(at, noise, cut):
    """Whatever bytes are overwritten or cut off, reading ends, with pages or typed errors."""
    data = archive(RECORDS)
    at %= len(data)
    data = (data[:at] + noise + data[at + len(noise) :])[: len(data) - cut]
    for _, what in found(data):
        assert isinstance(what, bytes | InputError)
