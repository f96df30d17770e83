"""Two addresses of one page, told to be one."""

from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that tell where a reader came from, not what is read (the common trackers' own names).
TRACKING = frozenset(
    "fbclid gclid dclid msclkid yclid igshid mc_cid mc_eid cmpid ocid ref ref_src".split()
)


def canonical(url: str) -> str:
    """Return an address without what does not choose the page.

    >>> canonical("https://www.Example.org/News/1/?utm_source=x&id=7#top")
    'example.org/News/1?id=7'
    >>> canonical("http://m.example.org/a/amp/") == canonical("https://example.org/a")
    True
    """
    try:
        parts = urlsplit(url.strip() if "//" in url else "//" + url.strip())
        host = domain(url)
    except ValueError:  # "http://[": not an address, and so only equal to itself
        return url.strip()
    path = parts.path.rstrip("/").removesuffix("/amp").rstrip("/")
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.startswith("utm_") and name not in TRACKING and name != "amp"
    ]
    return host + path + (f"?{urlencode(sorted(kept))}" if kept else "")


def domain(url: str) -> str:
    """Return the host that names the outlet; "" if there is none.

    >>> domain("https://amp.example.org:443/a"), domain("mailto:a@example.org")
    ('example.org', '')
    """
    try:
        host = urlsplit(url.strip() if "//" in url else "//" + url.strip()).hostname or ""
    except ValueError:
        return ""
    if url.strip().startswith(("mailto:", "tel:", "javascript:")):
        return ""
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host


def same_outlet(link: str, home: str | None) -> bool:
    """Tell whether an address lies on an outlet's domain or below it.

    >>> [same_outlet(url, "example.org") for url in ("https://news.example.org/a", "bexample.org")]
    [True, False]
    """
    host, home = domain(link), domain(home) if home else ""
    return bool(home) and (host == home or host.endswith("." + home))
