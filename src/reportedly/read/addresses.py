"""Web addresses: one canonical form, archives' wrapping undone, the domain."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that say through which channel a reader came, and nothing about the page.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ocid|cmpid|ncid|smid|smtyp|ref_?src"
    r"|__twitter_impression|s_cid|xtor|at_\w+",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|md|li|vn|fo))/(?:\d{4,14}[a-z_]*/)?"
    r"(?=https?:/)",
    re.IGNORECASE,
)
_PREFIXES: Final = ("www.", "m.", "amp.", "mobile.")


def unarchived(url: str) -> str:
    """Return the address that a web archive's address wraps.

    >>> unarchived("https://web.archive.org/web/20220721144434/https://a.example/x")
    'https://a.example/x'
    """
    return _ARCHIVED.sub("", url)


def clean_address(url: str, base: str = "") -> str | None:
    """Return a full http(s) address without fragment and tracking, or None for anything else.

    >>> clean_address("/b?id=3&utm_source=x#top", "https://a.example/c")
    'https://a.example/b?id=3'
    >>> clean_address("javascript:void(0)", "https://a.example")
    """
    try:
        parts = urlsplit(unarchived(urljoin(base, url.strip())))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        if "." not in parts.hostname or re.search(r"[\s<>\"]", parts.netloc):
            return None
        asked = parse_qsl(parts.query, keep_blank_values=True)
        kept = [(key, value) for key, value in asked if not _TRACKING.fullmatch(key)]
        query = parts.query if len(kept) == len(asked) else urlencode(kept)
        return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    except ValueError:  # "http://[" and its like
        return None


def article_address(candidates: Iterable[str]) -> str | None:
    """Return the first full address that leads to more than a site's front page."""
    cleaned = [url for url in map(clean_address, candidates) if url]
    return next((url for url in cleaned if len(urlsplit(url).path) > 1 or "?" in url), None)


def domain_of(url: str) -> str:
    """Return the host of an address without "www." and its like.

    >>> domain_of("https://www.lantern.example/a")
    'lantern.example'
    """
    host = (urlsplit(url).hostname or "").lower()
    for prefix in _PREFIXES:
        host = host.removeprefix(prefix)
    return host
