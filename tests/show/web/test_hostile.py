"""Hostile text in every field of a trace, shown by a real browser."""

import http.server
import threading

import pytest

from reportedly.show.ownership import Ownership
from reportedly.show.web.desk import Desk
from reportedly.show.web.traced import Traced
from tests.show.hostile import hostile_trace
from tests.show.web.serving import serving, showing

WORDS = {
    "script": '<script>document.title="run"</script><img src=x onerror="document.title=\'run\'">',
    "svg": '<svg onload="document.title=\'run\'"><a href="javascript:alert(1)">x</a></svg>',
    "entities": "&lt;b&gt; &#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e; &amp;amp;",
    "attribute": '" autofocus onfocus=alert(1) x=\'" hx-get="/add" data-s="0',
    "template": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} <%= 7*7 %> {{ config }}",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "terminal": "\x1b]0;run\x07 \x1b[31mred\x1b[0m \x9b31m",
    "nulls": "a\x00b \x01\x02 c\ufffe",
    "path": "../../../etc/passwd?x=1#y&z=%00%2e%2e",
    "styles": "</style><style>body{display:none}</style><link rel=stylesheet href=//evil.example>",
}
SEEN = {
    "script": "<script>document.title=", "svg": "<svg onload=", "entities": "&#x3c;script&#x3e;",
    "attribute": "autofocus onfocus", "template": "{{ 7*7 }}", "bidi": "gnp.exe",
    "terminal": "red", "nulls": "b", "path": "etc/passwd?x=1", "styles": "</style><style>",
}  # fmt: skip
OVERRIDES = [chr(code) for code in (0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068)]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server that shows what `show` gives it."""
    desk = showing(hostile_trace(WORDS["script"]), tmp_path_factory.mktemp("hostile") / "c")
    with serving(desk) as site:
        yield site


@pytest.mark.parametrize("kind", WORDS)
def test_hostile_text_is_text(tab, hostile, kind):
    """In every view it is shown as text: nothing runs, nothing is loaded, no direction turns."""
    site, requests = hostile, []
    site.desk._traced = site.desk.made, Traced(hostile_trace(WORDS[kind]), Ownership.of(None))
    tab.on("request", lambda request: requests.append(request.url))
    api = {name: site.get(f"/api/{name}?all=1") for name in ("claims", "articles", "sources")}
    assert all(answer.status == 200 for answer in api.values())
    claim = api["claims"].json()["claims"][0]["href"]
    article = api["articles"].json()["articles"][0]["href"]
    source = api["sources"].json()[0]["href"]
    paths = ["/?all=1", claim, f"{article}&s=0", source, "/search?q=rain"]
    if kind in ("script", "attribute", "bidi"):  # the lists hold nothing that these do not hold
        paths += [article, "/sources", "/outlets", "/articles"]
    for path in paths:
        answer = tab.goto(site.base + path)
        assert answer.status == 200, path
        assert tab.title() != "run"
        text = tab.inner_text("body")
        if path.startswith(("/claim", "/article?")):
            assert SEEN[kind] in text, path
        assert not set(OVERRIDES) & set(text), path
        assert "\x1b" not in text
        assert tab.locator("main").is_visible()
    tab.goto(site.base + claim)
    tab.locator(".decide").first.click()
    tab.locator("form.judge").first.wait_for()
    assert all(url.startswith(site.base) for url in requests)
    assert [line for line in tab.said if not line.startswith("log")] == []


def test_a_line_of_ten_megabytes_does_no_harm(site, tmp_path):
    """An upload with one line of 10 MB is left out with a reason, and the server goes on."""
    from reportedly.store.collection import Collection

    with serving(Desk(Collection.create(tmp_path / "c"))) as own:
        data = (
            b"He said that " + b"rain fell " * 1_000_000 + b"\x00\x1b[31m<script>alert(1)</script>"
        )
        assert own.send("/add", {"long.txt": data}).status == 303
        assert own.desk.worker.wait(60)
        text = own.get("/add").text
        assert "long.txt" in text
        assert "left out" in text
        assert own.get("/").status == 200


def test_other_sites_get_no_answer_in_a_browser(browser, site):
    """A page of another origin can neither read, load, frame nor change anything here."""
    page_of_theirs = f"""<!doctype html><title>theirs</title><script>
    window.out = [];
    const note = (what) => (good) => window.out.push(what + ":" + good);
    fetch("{site.base}/api/claims").then(() => note("fetch")("read"), () => note("fetch")("no"));
    fetch("{site.base}/add?key=x", {{method: "POST", mode: "no-cors", body: "x"}})
      .then((a) => note("post")(a.type), () => note("post")("no"));
    const script = document.createElement("script");
    script.onload = () => note("script")("loaded"); script.onerror = () => note("script")("no");
    script.src = "{site.base}/static/workbench.js"; document.head.append(script);
    const frame = document.createElement("iframe");
    frame.onload = () => {{ try {{ note("frame")(frame.contentDocument.title); }}
      catch {{ note("frame")("no"); }} }};
    frame.src = "{site.base}/"; document.documentElement.append(frame);
    </script>""".encode()

    class Theirs(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            """Answer with the page."""
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page_of_theirs)

        def log_message(self, *args):
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Theirs)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = site.desk.worker.progress.number
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"http://127.0.0.1:{server.server_address[1]}/")
    tab.wait_for_timeout(100)
    for _ in range(50):
        if len(tab.evaluate("window.out")) == 4:
            break
        tab.wait_for_timeout(100)
    out = sorted(tab.evaluate("window.out"))
    assert [line for line in out if not line.startswith("post")] == [
        "fetch:no", "frame:no", "script:no",
    ]  # fmt: skip
    assert site.desk.worker.progress.number == before, "nothing was begun"
    assert not any("cracks" in frame.content() for frame in tab.frames[1:])
    tab.goto(f"http://evil.example:{site.port}/")
    assert "not one of this server" in tab.inner_text("main"), "DNS rebinding gets nothing"
    context.close()
    server.shutdown()
