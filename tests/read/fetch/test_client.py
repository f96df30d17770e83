"""Requests to a server that misbehaves: each ends in time, in words, with nothing taken amiss."""

import gzip
import ssl
import time
import zlib

import pytest
import trustme

from reportedly.errors import CannotFetch, NotAllowed
from reportedly.read.fetch.client import Bounds, Client
from tests.read.fetch.serving import served

SMALL = Bounds(seconds=3.0, wait=1.5, bytes=200_000)


@pytest.fixture
def server():
    """A server that answers as it is told."""
    with served() as made:
        yield made


def client(**more):
    """Return a client that may ask this machine."""
    return Client("reportedly/test", loopback=True, bounds=SMALL, **more)


def test_a_page(server):
    """A page comes with where it was, its kind and its marks; we say who we are, and no cookie."""
    server.say("/a", b"It rained.", ETag='"1"', Set_Cookie="id=1", Last_Modified="Mon, 02 Mar 2026")
    found = client().get(f"{server.base}/a")
    assert (found.data, found.status, found.kind) == (b"It rained.", 200, "text/html")
    assert found.marks == {"If-None-Match": '"1"', "If-Modified-Since": "Mon, 02 Mar 2026"}
    client().get(f"{server.base}/a", found.marks)
    assert "User-Agent: reportedly/test" in server.heads[1]
    assert 'If-None-Match: "1"' in server.heads[1]
    assert "cookie" not in server.heads[1].lower()


def test_proxies_of_the_environment_are_not_asked(server, monkeypatch):
    """A proxy in the environment is passed by: it could go where we may not."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server.say("/a", b"x")
    assert client().get(f"{server.base}/a").data == b"x"


@pytest.mark.parametrize(
    "to",
    [
        "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/",
        "file:///etc/passwd", "gopher://127.0.0.1/", "//10.0.0.1/x", "http://user@10.0.0.1/",
    ],
)  # fmt: skip
def test_redirects_are_looked_at_anew(server, to):
    """An address that leads to a private one, or to another protocol, is refused on the way."""
    server.say("/a", status="302 Found", Location=to)
    with pytest.raises(NotAllowed):
        client().get(f"{server.base}/a")


def test_redirects_end(server):
    """Redirects are followed, to relative addresses too, and not for ever."""
    server.say("/a", status="301 Moved", Location="b?x=é".encode().decode("latin-1"))
    server.say("/b?x=%C3%A9", b"here")
    assert client().get(f"{server.base}/a").data == b"here"
    for n in range(9):
        server.say(f"/r{n}", status="302 Found", Location=f"/r{n + 1}")
    server.say("/loop", status="302 Found", Location="/loop")
    for path in ("/r0", "/loop"):
        with pytest.raises(CannotFetch, match="without end"):
            client().get(f"{server.base}{path}")


def test_a_name_that_means_another_address_the_second_time(server):
    """A name is looked up once for a request: what it means a moment later is not asked."""
    server.say("/a", b"x")
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    asked = Client("t", loopback=True, bounds=SMALL, resolver=lambda *_: answers.pop(0))
    port = server.base.rpartition(":")[2]
    assert asked.get(f"http://rebind.example:{port}/a").data == b"x"
    assert len(answers) == 1
    with pytest.raises(NotAllowed):
        asked.get(f"http://rebind.example:{port}/a")


def dripping(pieces, pause):
    """Return an answer that comes piece by piece."""

    def answer(connection, _):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        dripping([HEAD + b"\r\n", *([b"x"] * 1000)], 0.2),
        dripping([HEAD, *([b"X-A: b\r\n"] * 1000)], 0.2),
        dripping([b"H", *([b"T"] * 1000)], 0.2),
        lambda connection, _: time.sleep(20),
    ],
    ids=["body", "headers", "status", "silence"],
)
def test_slow_drips_end(server, answer):
    """A body, headers or a status line that drip, and silence, end when time is up."""
    server.routes["/a"] = answer
    began = time.monotonic()
    with pytest.raises(CannotFetch):
        client().get(f"{server.base}/a")
    assert time.monotonic() - began < SMALL.seconds + 2


@pytest.mark.parametrize(
    "answer",
    [
        dripping([HEAD + b"\r\n", *([b"x" * 60_000] * 1000)], 0),
        dripping([HEAD + b"Content-Length: 999999999\r\n\r\n"], 0),
        dripping([HEAD + b"Content-Length: 100\r\n\r\nshort"], 0),
        dripping([HEAD + b"Content-Length: -5\r\n\r\n", b"x" * 300_000], 0),
        dripping([HEAD, b"X: " + b"y" * 200_000 + b"\r\n\r\n"], 0),
        dripping([HEAD, *([b"X: y\r\n"] * 5000), b"\r\n"], 0),
        dripping([b"\x00\xff nonsense \r\n\r\n"], 0),
        dripping([HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"], 0),
        dripping([b""], 0),
    ],
    ids=["endless", "huge", "short", "negative", "header", "headers", "noise", "chunks", "nothing"],
)
def test_wrong_answers_end(server, answer):
    """Endless bodies, wrong lengths, huge headers and noise are errors in words."""
    server.routes["/a"] = answer
    with pytest.raises(CannotFetch):
        client().get(f"{server.base}/a")


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(b"\0" * 50_000_000)),
        ("deflate", zlib.compress(b"\0" * 50_000_000)),
        ("gzip", gzip.compress(gzip.compress(b"\0" * 10_000_000) * 3000)),
    ],
)
def test_bombs_are_not_unpacked(server, coding, data):
    """What unpacks to more than there is room for is an error, and takes no memory."""
    server.say("/a", data, Content_Encoding=coding)
    with pytest.raises(CannotFetch):
        client().get(f"{server.base}/a")


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(b"It rained.")),
        ("deflate", zlib.compress(b"It rained.")),
        ("gzip", b"It rained."),
    ],
)
def test_what_is_packed_is_unpacked(server, coding, data):
    """Packed bodies are unpacked; one that only says that it is packed is taken as it is."""
    server.say("/a", data, Content_Encoding=coding)
    assert client().get(f"{server.base}/a").data == b"It rained."


def test_parts_that_are_packed_apart(server):
    """Gzip in parts is one body; one that is cut off is an error, not half of an article."""
    whole = gzip.compress(b"It ") + gzip.compress(b"rained.")
    server.say("/a", whole, Content_Encoding="gzip")
    assert client().get(f"{server.base}/a").data == b"It rained."
    server.say("/a", whole[:-9], Content_Encoding="gzip")
    with pytest.raises(CannotFetch, match="cut off"):
        client().get(f"{server.base}/a")


def test_another_address_of_the_host(server):
    """Where one address of a host is dead, the next is tried."""
    server.say("/a", b"x")
    port = server.base.rpartition(":")[2]
    asked = client(resolver=lambda *_: ["127.0.0.2", "127.0.0.1"])
    assert asked.get(f"http://quay.example:{port}/a").data == b"x"


def test_a_packing_that_was_not_asked_for(server):
    """A packing that we did not ask for is an error."""
    server.say("/a", b"x", Content_Encoding="br")
    with pytest.raises(CannotFetch, match="packed"):
        client().get(f"{server.base}/a")


@pytest.fixture(scope="module")
def authority():
    """An authority of our own that signs certificates."""
    return trustme.CA()


def secure(authority, name):
    """Return the settings of a server with a certificate for a name."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_certificates(authority, tmp_path):
    """A certificate must be signed by whom we trust, and be the name's that we ask."""
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    names = {"quay.example": ["127.0.0.1"]}
    for name, known, works in (
        ("quay.example", str(file), True),
        ("quay.example", None, False),
        ("tarn.example", str(file), False),
    ):
        with served(secure(authority, name)) as server:
            server.say("/a", b"x")
            port = server.base.rpartition(":")[2]
            asked = client(authorities=known, resolver=lambda host, _: names[host])
            if works:
                assert asked.get(f"https://quay.example:{port}/a").data == b"x"
            else:
                with pytest.raises(CannotFetch, match="certificate"):
                    asked.get(f"https://quay.example:{port}/a")


def test_slow_drips_end_where_it_is_secure(authority, tmp_path):
    """Headers that drip end when time is up behind TLS too."""
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    with served(secure(authority, "127.0.0.1")) as server:
        server.routes["/a"] = dripping([HEAD, *([b"X-A: b\r\n"] * 60)], 0.2)
        began = time.monotonic()
        with pytest.raises(CannotFetch, match="longer"):
            client(authorities=str(file)).get(f"{server.base}/a")
        assert time.monotonic() - began < SMALL.seconds + 2


def test_no_way_down(authority, tmp_path, server):
    """A secure address that leads to one that is not is refused."""
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    server.say("/b", b"x")
    with served(secure(authority, "127.0.0.1")) as safe:
        safe.say("/a", status="302 Found", Location=f"{server.base}/b")
        with pytest.raises(NotAllowed, match="not"):
            client(authorities=str(file)).get(f"{safe.base}/a")
