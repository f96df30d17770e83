import pytest

from reportedly.show.web.desk import Desk
from reportedly.show.web.safety import POLICY, Rules
from reportedly.store.collection import Collection
from tests.show.web.serving import serving


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:{port}", "", "localhost.evil.example",
     "192.168.1.4:{port}", "[::ffff:8.8.8.8]", "[", "0x7f.1.evil"],
)  # fmt: skip
def test_other_names_get_no_answer(site, host):
    """A name that somebody points at this machine is refused: DNS rebinding gets nothing."""
    answer = site.get("/", {"Host": host.format(port=site.port)})
    assert answer.status == 421
    assert "cracks" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])
def test_own_names_get_an_answer(site, host):
    """This machine by number and as localhost is answered."""
    assert site.get("/", {"Host": host.format(port=site.port)}).status == 200


@pytest.mark.parametrize("where", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/", "/api/claims", "/static/workbench.css"])
def test_requests_of_other_sites_get_no_answer(site, where, path):
    """A page of another site, or of another port here, cannot read or load anything."""
    answer = site.get(path, {"Sec-Fetch-Site": where, "Sec-Fetch-Mode": "no-cors"})
    assert answer.status == 403
    assert "cracks" not in answer.text
    assert site.get(path, {"Origin": "https://evil.example"}).status == 403
    assert site.get(path, {"Origin": "null"}).status == 403


def test_link_from_another_site_can_be_followed_by_hand(site):
    """A deep link in another site's page tells nothing, but leads on by a click here."""
    answer = site.get("/?q=a%22b", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})
    assert answer.status == 403
    assert 'href="/?q=a%22b"' in answer.text
    assert "cracks" not in answer.text


CHANGING = ["/add", "/judge", "/judgements/undo", "/judgements/add", "/api/articles", "/api/judge",
            "/", "/nowhere"]  # fmt: skip


@pytest.mark.parametrize("path", CHANGING)
def test_changes_need_the_key(site, path):
    """Whatever is no reading is refused without the key, with a wrong one, and from elsewhere."""
    rules = site.rules
    own = {"Origin": site.base, "Sec-Fetch-Site": "same-origin"}
    assert site.ask("POST", path, own).status == 403
    assert site.ask("POST", f"{path}?key=wrong", own).status == 403
    assert site.ask("DELETE", path, own).status == 403
    evil = {"Origin": "https://evil.example"}
    assert site.ask("POST", f"{path}?key={rules.secret}", evil).status == 403
    far = {"Sec-Fetch-Site": "cross-site"}
    assert site.ask("POST", f"{path}?key={rules.secret}", far).status == 403
    assert site.ask("POST", path, {"X-Reportedly-Key": rules.secret, **own}).status != 403


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/api/claims", "/static/workbench.js", "/?page=x"]
)
def test_every_answer_is_strict(site, path):
    """Pages, data, files and errors all carry the policy, and say that a type is what it is."""
    answer = site.get(path)
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    cached = answer.headers["cache-control"]
    assert cached == "no-store" or path.startswith("/static")


def test_bodies_are_bounded(tmp_path):
    """A request that brings too much is refused, whether it says so or not."""
    rules = Rules(most_bytes=2000)
    with serving(Desk(Collection.create(tmp_path / "c")), rules) as site:
        assert site.send("/add", {"a.txt": b"x" * 4000}).status == 413
        kind = "multipart/form-data; boundary=b"
        chunked = {"Transfer-Encoding": "chunked", "Content-Type": kind}
        chunked["X-Reportedly-Key"] = rules.secret
        head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        body = head + b"x" * 4000 + b"\r\n--b--\r\n"
        pieces = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        assert _chunked(site, chunked, pieces) == 413
        assert site.get("/").status == 200, "the server goes on"


def _chunked(site, headers, pieces) -> int:
    import http.client

    connection = http.client.HTTPConnection(site.host, site.port, timeout=20)
    connection.putrequest("POST", "/add")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(pieces)
    return connection.getresponse().status


def test_other_machines_need_the_token(tmp_path):
    """With a token nothing is told without it; a link that brings it gets a cookie of this site."""
    rules = Rules(host="127.0.0.1", token="t0ken")  # noqa: S106
    with serving(Desk(Collection.create(tmp_path / "c")), rules) as site:
        assert site.get("/").status == 401
        assert site.get("/api/claims").status == 401
        assert site.get("/?token=wrong").status == 401
        assert site.get("/", {"Cookie": "reportedly=wrong"}).status == 401
        answer = site.get("/?token=t0ken")
        assert answer.status == 303
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert site.get("/", {"Cookie": cookie.split(";")[0]}).status == 200
        assert site.get("/", {"Authorization": "Bearer t0ken"}).status == 200
        assert site.get("/", {"Host": "10.1.2.3", "Authorization": "Bearer t0ken"}).status == 200
        assert (
            site.get("/", {"Host": "evil.example", "Authorization": "Bearer t0ken"}).status == 421
        )


def test_two_hosts_are_none(site):
    """A request with two Host headers is refused."""
    import socket

    with socket.create_connection((site.host, site.port), 10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n"
                     b"Connection: close\r\n\r\n")  # fmt: skip
        assert line.recv(200).split()[1] in (b"400", b"421")
