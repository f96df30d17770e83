"""Feeds of each kind, and bytes that are none."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError, Malformed
from reportedly.read.fetch.feeds import MOST, read_feed

URL = "https://quay.example/feeds/news.xml"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Post</title>
<item><title>Rain &amp; wind</title><link>/rain</link>
<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate></item>
<item><title>Rain</title><link>https://quay.example/rain</link></item>
<item><title>No link</title></item>
<item><title>Odd</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Post</title><entry>
<title>Rain</title><link href="https://quay.example/rain"/>
<published>2026-03-02T10:00:00+01:00</published></entry></feed>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Quay Post",
    "items": [
        {"id": "1", "url": "../rain", "title": "Rain",
         "date_published": "2026-03-02T10:00:00+01:00"},
        {"id": "2"}, "x",
    ],
}).encode()  # fmt: skip
NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://quay.example/rain</loc>
<news:news><news:publication_date>2026-03-02T10:00:00+01:00</news:publication_date>
<news:title>Rain</news:title></news:news></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
<loc>https://quay.example/news-1.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize("data", [RSS, ATOM, JSON, NEWS], ids=["rss", "atom", "json", "sitemap"])
def test_each_kind(data):
    """Each kind gives address, title and date; an address once, and only of the web."""
    found = read_feed(data, URL).entries
    assert [entry.url for entry in found] == ["https://quay.example/rain"]
    assert found[0].title.startswith("Rain")
    assert found[0].published is not None
    assert found[0].published.value.startswith("2026-03-02T10:00")


def test_what_is_damaged_costs_itself_alone():
    """A broken tag or a broken address costs no other entry; found by damaging feeds."""
    broken = INDEX.replace(b"<sitemap>", b"<x:sitemap>").replace(b"</sitemap>", b"</x:sitemap>")
    for data in (broken, INDEX.replace(b"sitemap>", b"http://x}sitemap>")):
        with contextlib.suppress(InputError):
            read_feed(data, URL)
    odd = RSS.replace(b"<link>/rain</link>", b"<link>http://[::1</link>")
    assert [entry.url for entry in read_feed(odd, URL).entries] == ["https://quay.example/rain"]


def test_a_sitemap_of_sitemaps():
    """What an index lists are sitemaps, to be looked at in their turn."""
    (entry,) = read_feed(INDEX, URL).entries
    assert entry.feed


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<html><body>No feed</body></html>", b"{}", b"[1, 2]", b'{"version": "2"}',
        b"\x00\xff\xfe",
        b"{" * 10_000, b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b"x" * (17 * 2**20),
    ],
)  # fmt: skip
def test_no_feed(data):
    """What is no feed is an error that says what to give."""
    with pytest.raises(Malformed):
        read_feed(data, URL)


def test_entities_are_not_resolved(tmp_path):
    """A file that an entity names is not read, and entities in entities do not grow."""
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/", "utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'.encode()
    laugh = (
        b"<!DOCTYPE x [<!ENTITY a 'ha'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
        + b"]>"
    )
    for head, name in ((outside, b"&s;"), (laugh, b"&m;")):
        for body in (
            b"<urlset><url><loc>https://a.example/%s</loc></url></urlset>" % name,
            b"<rss version='2.0'><channel><item><link>https://a.example/%s</link></item></channel></rss>"
            % name,
        ):
            try:
                found = read_feed(head + body, URL).entries
            except InputError:
                continue
            assert not any("secret" in entry.url or len(entry.url) > 5000 for entry in found)


def test_a_feed_without_end_is_cut():
    """Of a feed that lists very much a bounded number is taken."""
    items = [{"url": f"https://a.example/{n}"} for n in range(MOST + 50)]
    data = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()
    assert len(read_feed(data, URL).entries) == MOST


@settings(max_examples=150, deadline=None)
@given(
    base=st.sampled_from([RSS, ATOM, JSON, NEWS, INDEX]), at=st.integers(0, 600),
    noise=st.binary(max_size=30), cut=st.integers(0, 300),
)  # fmt: skip
def test_any_damage_ends(base, at, noise, cut):
    """Whatever is overwritten or cut off, entries or a typed error come out."""
    data = (base[:at] + noise + base[at + len(noise) :])[: max(0, len(base) - cut)]
    try:
        found = read_feed(data, URL)
    except InputError:
        return
    assert all(entry.url.startswith("http") for entry in found.entries)
