"""What the formats have in common: ids, addresses, instants, and XML's alphabet."""

import re
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import quote

from reportedly.records import Article, Moment
from reportedly.show.safe import href, printable

_URI = "!#$%&'()*+,/:;=?@[]~"  # what else than letters, digits and -._ stands in an address
_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def short(kind: str, *parts: object) -> str:
    """Return a name that is the same for the same thing, of letters and digits alone.

    >>> short("article", "a"), short("article", "a") == short("article", "b")
    ('article-...', False)
    """
    key = "\n".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return f"{kind}-{blake2b(key, digest_size=8).hexdigest()}"


def urn(kind: str, id: str) -> str:
    """Return a URN for a thing of a trace, whatever its id is made of.

    >>> urn("source", "person:ada roe")
    'urn:reportedly:source:person%3Aada%20roe'
    """
    return f"urn:reportedly:{kind}:{quote(id.encode('utf-8', 'surrogatepass'), safe='')}"


def address(article: Article) -> str:
    """Return an article's web address as a URI, or a URN where it has none that is sound.

    >>> address(Article(id="a", text="", url="HTTPS://quay.example/Übung?q=<b>"))
    'https://quay.example/%C3%9Cbung?q=%3Cb%3E'
    """
    url = href(article.url)
    if url is None:
        return urn("article", article.id)
    scheme, _, rest = url.partition(":")
    return f"{scheme.lower()}:{quote(rest.encode('utf-8', 'surrogatepass'), safe=_URI)}"


def instant(moment: Moment | None) -> str | None:
    """Return a date as an instant of RFC 3339, None if it is not known to the minute and zone.

    >>> instant(Moment("2024-09-17T09:40+03:00", "minute")), instant(Moment("2024-09", "month"))
    ('2024-09-17T09:40:00+03:00', None)
    """
    if moment is None or moment.precision != "minute":
        return None
    match = re.fullmatch(
        r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)", moment.value
    )
    return f"{match[1]}{match[2] or ':00'}{match[3]}" if match else None


def universal(instant: str | None) -> datetime | None:
    """Return an instant in UTC, None where the calendar has no such."""
    try:
        return datetime.fromisoformat(instant).astimezone(UTC) if instant else None
    except (ValueError, OverflowError):
        return None


def plain(text: str) -> str:
    r"""Return text that any XML document may hold, without controls.

    >>> plain("a\x00b\ufffe c")
    'ab c'
    """
    return _XML.sub("", printable(text))
