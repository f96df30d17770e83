"""schema.org Claim and ClaimReview, as a skeleton for a fact-checker: no verdict in it.

What is known of a claim is filled in: its words, where it appears, where first, and from whom.
`reviewRating`, `author`, `url` and `datePublished` of the review are the checker's to write,
and stand nowhere here.

Source: https://schema.org/ClaimReview, https://schema.org/Claim
"""

from collections.abc import Iterable
from typing import Any

from reportedly.records import Article, ClaimTrace, Kind, Trace
from reportedly.show.export.things import address, urn
from reportedly.show.safe import href
from reportedly.tables import Things

_TYPES: dict[Kind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "government": "GovernmentOrganization",
    "outlet": "NewsMediaOrganization",
}

Json = dict[str, Any]


def claim_reviews(trace: Trace) -> Json:
    """Return the skeletons as one JSON-LD document."""
    things = Things(trace)
    return {
        "@context": "https://schema.org",
        "@graph": [_review(one, things) for one in things.claims()],
    }


def _review(one: ClaimTrace, things: Things) -> Json:
    ids = dict.fromkeys(appearance.article for appearance in one.claim.appearances)
    found = [_article(things.articles[id], things) for id in ids]
    first = things.articles.get(one.first)
    claim: Json = {
        "@type": "Claim",
        "@id": urn("claim", one.claim.id),
        "text": one.claim.text,
        "appearance": found,
    }
    if first is not None:
        claim["firstAppearance"] = _article(first, things)
    speakers = list(_speakers((origin.source for origin in one.origins), things))
    if speakers:
        claim["author"] = speakers
    return {
        "@type": "ClaimReview",
        "@id": urn("review", one.claim.id),
        "claimReviewed": one.claim.text,
        "itemReviewed": claim,
    }


def _speakers(ids: Iterable[str], things: Things) -> Iterable[Json]:
    """Yield the origins that are somebody; who is not named is nobody that schema.org knows."""
    for id in ids:
        source = things.source(id)
        if source.kind in _TYPES:
            yield {"@type": _TYPES[source.kind], "@id": urn("source", id), "name": source.name}


def _article(article: Article, things: Things) -> Json:
    outlet = things.source(things.outlet(article.id))
    found: Json = {
        "@type": "NewsArticle",
        "@id": address(article),
        "publisher": {"@type": "Organization", "name": outlet.name},
    }
    if article.title:
        found["headline"] = article.title
    if article.published:
        found["datePublished"] = article.published.value
    if href(article.url):
        found["url"] = address(article)
    return found
