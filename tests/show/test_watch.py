"""`reportedly watch`, and addresses as inputs: a server on this machine, and a real collection."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.read.fetch import pages
from reportedly.read.fetch.pages import guest
from reportedly.show.cli import app
from reportedly.show.run import Run
from reportedly.show.watching import FILE, Watcher
from reportedly.store.collection import Collection
from tests.read.fetch.serving import served

PAGE = (
    "<html lang=en><head><title>{title}</title></head>"
    "<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
)
TEXT = (
    "It rained in Quay all night and the river rose by {0} metres, Ada Roe of the board said. " * 4
)


def page(title, words):
    """Return a page on which somebody says something."""
    return PAGE.format(title=title, text=TEXT.format(words))


@pytest.fixture
def server():
    """A server with a feed of two pages, one of which its robots.txt forbids."""
    with served() as made:
        made.say("/robots.txt", b"User-agent: *\nDisallow: /private/\n", Content_Type="text/plain")
        made.unchanged("/rain", page("Rain", "two").encode(), '"r1"')
        made.say("/private/x", page("Private", "six").encode())
        items = "".join(
            f"<item><link>{path}</link><pubDate>Mon, 02 Mar 2026 10:00:00 +0000</pubDate></item>"
            for path in ("/rain", "/private/x", "/gone")
        )
        feed = f'<rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>'.encode()
        made.unchanged("/feed", feed, '"f1"', kind="application/rss+xml")
        yield made


@pytest.fixture
def kept(tmp_path):
    """An empty collection."""
    with Collection.create(tmp_path / "dam") as made:
        yield made


def watcher(kept):
    """Return a watcher that may ask this machine."""
    return Watcher(kept, guest(loopback=True), Run([], ()))


def test_a_round(server, kept):
    """What a feed lists is added with its date; what is forbidden or gone is left out."""
    told = watcher(kept).round([f"{server.base}/feed"])
    assert (told.feeds, told.listed, told.added, told.left_out) == (1, 3, 1, 2)
    article = kept.article(f"{server.base}/rain")
    assert article.published.value.startswith("2026-03-02T10:00")
    assert "/private/x" not in server.asked


def test_a_second_round_asks_for_little(server, kept):
    """An unchanged feed is not sent again, and a page that is there is not asked for."""
    watcher(kept).round([f"{server.base}/feed"])
    before = len(server.asked)
    told = watcher(kept).round([f"{server.base}/feed"])
    assert told.added == 0
    assert server.asked[before:] == ["/robots.txt", "/feed"]
    assert 'If-None-Match: "f1"' in server.heads[-1]


def test_an_edit_is_a_version(server, kept):
    """A page that changed without a word is a new version, within the days it is watched."""
    feeds = [f"{server.base}/feed"]
    first = watcher(kept)
    first.round(feeds)
    server.unchanged("/rain", page("Rain", "nine").encode(), '"r2"')
    assert watcher(kept).round(feeds, timedelta(0)).edited == 0
    rewind(kept.folder / FILE)
    assert watcher(kept).round(feeds, timedelta(days=3)).edited == 1
    assert "nine metres" in kept.article(f"{server.base}/rain").text


def rewind(file: Path) -> None:
    """Let all that was seen have been seen half a day earlier."""
    loaded = json.loads(file.read_text("utf-8"))
    for seen in loaded["pages"].values():
        for name in ("first", "last"):
            seen[name] = seen[name].replace("T", "T", 1)
            day = int(seen[name][8:10])
            seen[name] = f"{seen[name][:8]}{max(1, day - 1):02d}{seen[name][10:]}"
    file.write_text(json.dumps(loaded), "utf-8")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"feeds": 1, "pages": {}}', "\x00"])
def test_what_was_seen_is_damaged(server, kept, content):
    """Where what was seen cannot be read, all is looked at once more, and nothing added twice."""
    watcher(kept).round([f"{server.base}/feed"])
    (kept.folder / FILE).write_text(content, "utf-8")
    told = watcher(kept).round([f"{server.base}/feed"])
    assert told.added == 0
    assert len(kept) == 1


def test_a_feed_that_fails_costs_itself_alone(server, kept):
    """A feed that is none or is not there is named, and the others are followed."""
    server.say("/none", b"<html>no feed</html>")
    feeds = [f"{server.base}{path}" for path in ("/none", "/nowhere", "/feed")]
    told = watcher(kept).round(feeds)
    assert (told.feeds, told.added) == (1, 1)


def test_a_host_that_asks_for_time(server, kept):
    """A page that answers 429 is left for a later round, and is tried again then."""
    server.say("/rain", b"", status="429 Too Many Requests", Retry_After="120")
    assert watcher(kept).round([f"{server.base}/feed"]).added == 0
    server.say("/rain", page("Rain", "two").encode())
    assert watcher(kept).round([f"{server.base}/feed"]).added == 1


def test_a_feed_that_fails_is_left_alone(server, kept):
    """A feed that fails twice in a row is not asked for a while, and then is again."""
    feed = f"{server.base}/nowhere"
    for _ in range(3):
        watcher(kept).round([feed])
    assert server.asked.count("/nowhere") == 2
    file = kept.folder / FILE
    loaded = json.loads(file.read_text("utf-8"))
    loaded["feeds"][feed]["until"] = "2026-01-01T00:00:00+00:00"
    file.write_text(json.dumps(loaded), "utf-8")
    watcher(kept).round([feed])
    assert server.asked.count("/nowhere") == 3


def test_where_a_page_leads_is_asked_as_politely(server, kept):
    """What another page's robots.txt forbids is not reached by a redirect either."""
    server.say("/rain", status="302 Found", Location=f"{server.base}/private/x")
    assert watcher(kept).round([f"{server.base}/feed"]).added == 0
    assert "/private/x" not in server.asked


def test_the_command(server, tmp_path):
    """One round says what came; the exit status tells that something was left out."""
    words = ["watch", str(tmp_path / "dam"), f"{server.base}/feed", "--once", "--allow-loopback"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert "1 article added" in done.stdout
    assert "robots.txt forbids it" in done.stderr


@pytest.mark.parametrize("feed", ["feed.xml", "file:///etc/passwd", "http://10.0.0.1/feed"])
def test_what_is_no_feed(feed, tmp_path):
    """A path, another protocol or a private address is refused in words."""
    done = CliRunner().invoke(app, ["watch", str(tmp_path / "dam"), feed, "--once"])
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr


def test_an_address_as_input(server, tmp_path, monkeypatch):
    """An address is fetched where a command takes articles; without leave none of this machine."""
    refused = CliRunner().invoke(app, ["read", f"{server.base}/rain"])
    assert refused.exit_code == 2
    assert "none at which news is served" in refused.stderr
    monkeypatch.setenv(pages.LOOPBACK, "1")
    pages._ours.cache_clear()
    done = CliRunner().invoke(app, ["read", f"{server.base}/rain", "--json", "-"])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["url"] == f"{server.base}/rain"
    pages._ours.cache_clear()
