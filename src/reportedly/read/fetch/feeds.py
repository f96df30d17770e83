"""What a feed lists: RSS, Atom, JSON Feed, news sitemaps. Bytes in, entries out; none is fetched.

Sources: https://www.rssboard.org/rss-specification, RFC 4287, https://www.jsonfeed.org/,
https://www.sitemaps.org/, https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from reportedly.errors import InputError, Malformed
from reportedly.read.dates import parse_date
from reportedly.records import Moment

MOST: Final = 5_000  # entries of one feed; a sitemap may have 50,000
BYTES: Final = 16 * 2**20
_GIVE = "give the address of an RSS, Atom or JSON feed, or of a news sitemap"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a feed lists."""

    url: str
    title: str = ""
    published: Moment | None = None
    feed: bool = False  # another sitemap, to be looked at in its turn


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, and what it lists, in its order, each address once."""

    title: str
    entries: tuple[Entry, ...]


def read_feed(data: bytes, url: str) -> Feed:
    """Return what a feed lists.

    Args:
        data: the feed's bytes.
        url: where it stands; addresses in it may be relative to that.

    Raises:
        Malformed: it is no feed.
    """
    if len(data) > BYTES:
        raise Malformed(url, f"a feed of more than {BYTES:,} bytes", _GIVE)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    try:
        if start.startswith((b"{", b"[")):
            title, entries = _json(data, url)
        elif b"<urlset" in start or b"<sitemapindex" in start:
            title, entries = _sitemap(data, url)
        else:
            title, entries = _syndicated(data, url)
    except InputError:
        raise
    except Exception as error:  # a library's fault with one feed must not stop the others
        raise Malformed(url, f"it cannot be read ({type(error).__name__})", _GIVE) from error
    known: dict[str, Entry] = {}
    for entry in entries:
        if entry.url.startswith(("http://", "https://")) and len(known) < MOST:
            known.setdefault(entry.url, entry)
    return Feed(title[:300], tuple(known.values()))


def _json(data: bytes, url: str) -> tuple[str, Iterator[Entry]]:
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Malformed(url, "this is no JSON", _GIVE) from error
    version = loaded.get("version") if isinstance(loaded, dict) else None
    if not isinstance(version, str) or "jsonfeed.org" not in version:
        raise Malformed(url, "this is JSON, and no JSON Feed", _GIVE)
    items = loaded.get("items")
    rows = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []

    def entries() -> Iterator[Entry]:
        for row in rows:
            link = _text(row.get("url")) or _text(row.get("external_url"))
            if link:
                date = parse_date(_text(row.get("date_published")))
                yield Entry(_joined(url, link), _text(row.get("title")), date)

    return _text(loaded.get("title")), entries()


def _syndicated(data: bytes, url: str) -> tuple[str, Iterator[Entry]]:
    import feedparser

    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.version and not found.entries:
        raise Malformed(url, "this is no feed", _GIVE)

    def entries() -> Iterator[Entry]:
        for row in found.entries:
            link = _text(row.get("link"))
            if link:
                date = parse_date(_text(row.get("published") or row.get("updated")))
                yield Entry(_joined(url, link), _text(row.get("title")), date)

    return _text(found.feed.get("title")), entries()


def _sitemap(data: bytes, url: str) -> tuple[str, Iterator[Entry]]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(data, parser)
    if root is None:
        raise Malformed(url, "this is no sitemap", _GIVE)

    def of(element: Any, name: str) -> str:
        found = next(element.iter(f"{{*}}{name}"), None)
        return _text(found.text) if found is not None else ""

    def entries() -> Iterator[Entry]:
        for element in root.iterchildren("{*}url", "{*}sitemap"):
            link = of(element, "loc")
            if link:
                date = parse_date(of(element, "publication_date") or of(element, "lastmod"))
                yield Entry(
                    _joined(url, link), of(element, "title"), date,
                    feed=element.tag.rpartition("}")[2] == "sitemap",
                )  # fmt: skip

    return "", entries()


def _joined(url: str, link: str) -> str:
    """Return where a link of a feed leads; nothing if it is no address."""
    try:
        return urljoin(url, link)
    except ValueError:
        return ""


def _text(value: object) -> str:
    return " ".join(value.split())[:4096] if isinstance(value, str) else ""
