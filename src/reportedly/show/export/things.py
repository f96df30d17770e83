"""What the formats have in common: ids, addresses, quotations, and XML's alphabet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from urllib.parse import quote

from reportedly.records import (
    Appearance,
    Article,
    ClaimTrace,
    Moment,
    Source,
    Span,
    Trace,
    words_of,
)
from reportedly.show.naming import outlet_of
from reportedly.show.safe import href, printable

AROUND = 32  # characters before and behind a quotation, by which it is found again
_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Things:
    """A trace, and the ways to its articles and sources."""

    trace: Trace

    @cached_property
    def articles(self) -> dict[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.trace.articles}

    @cached_property
    def appearances(self) -> dict[tuple[str, int], Appearance]:
        """All statements, those in an article's own voice too, by key."""
        return {one.key: one for one in self.trace.resolution.appearances}

    @cached_property
    def said(self) -> tuple[Appearance, ...]:
        """The statements that are laid at somebody's door, by article and index."""
        return tuple(one for _, one in sorted(self.appearances.items()) if not own(one))

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources that an export names, by id: who says something, hands, and outlets."""
        found = {id for one in self.appearances.values() for id in (*one.sources, *one.relays)}
        found |= {id for one in self.appearances.values() for id in one.addressees}
        found |= {outlet_of(id, self.trace.resolution) for id in self.articles}
        for claim in self.trace.claims:
            found |= {edge.source for edge in claim.derivations}
            found |= {edge.through for edge in claim.derivations if edge.through}
            found |= {origin.source for origin in claim.origins}
        known = self.trace.resolution.sources
        groups = {known[id].group for id in found if id in known}
        found |= {id for id in groups if id}
        return {id: self.source(id) for id in sorted(found)}

    def source(self, id: str) -> Source:
        """Return a source; the outlet of an article that has none is named after it."""
        found = self.trace.resolution.sources.get(id)
        if found is not None:
            return found
        article = self.articles.get(id.removeprefix("article:"))
        name = (article.outlet or article.title or article.id) if article else id
        return Source(id=id, name=name, kind="outlet" if article else "none", names=(name,))

    def outlet(self, article: str) -> str:
        """Return the id of the hand that published an article."""
        return outlet_of(article, self.trace.resolution)

    def text(self, appearance: Appearance) -> str:
        """Return the words of a content, parts joined by an ellipsis."""
        return words_of(appearance.attribution.content, self.articles[appearance.article].text)

    def quoted(self, article: str, span: Span) -> tuple[str, str, str]:
        """Return what stands before some characters, they themselves, and what stands behind."""
        text = self.articles[article].text
        return (
            text[max(0, span.start - AROUND) : span.start],
            span.of(text),
            text[span.end : span.end + AROUND],
        )

    def claims(self) -> Iterator[ClaimTrace]:
        """Yield the claims; every appearance of theirs stands in an article that is there."""
        yield from self.trace.claims


def own(appearance: Appearance) -> bool:
    """Tell whether a statement is the article's own."""
    return appearance.attribution.own_voice


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
    """Return an article's web address, or a URN where it has none that is sound."""
    return href(article.url) or urn("article", article.id)


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


def plain(text: str) -> str:
    r"""Return text that any XML document may hold, without controls.

    >>> plain("a\x00b\ufffe c")
    'ab c'
    """
    return _XML.sub("", printable(text))


def joined(names: Sequence[str]) -> str:
    """Return several names in one cell."""
    return " | ".join(names)


def spelt(spans: Sequence[Span]) -> str:
    """Return spans as text: "12-20 25-30"."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)
