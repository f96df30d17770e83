"""Which claims somebody asks for, and the stories of a collection that tell them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.judgement import Judgement
from reportedly.records import Article, Attribution, ClaimTrace, Trace, words_of
from reportedly.text import fold

if TYPE_CHECKING:
    from reportedly.store.collection import Collection

HITS = 50  # articles with the words in a statement, the best first, whose stories are looked for
TELLING = 40  # words of an article by which others of its story are looked for
_ID = re.compile(r"[0-9a-f]{8,32}|\d{1,9}")  # of a claim, or its number


@dataclass(frozen=True, slots=True)
class Told:
    """Some articles of a collection, with what is known of them."""

    articles: Sequence[Article]
    attributions: Mapping[str, tuple[Attribution, ...]]
    judgements: Sequence[Judgement]  # about these articles, or about none in particular


def by_words(claim: str) -> bool:
    """Tell whether a claim is asked for by its words, and not by its id or number.

    >>> by_words("cracks in the dam"), by_words("12"), by_words("a3f09b21")
    (True, False, False)
    """
    return not _ID.fullmatch(claim.strip())


def asked(found: Trace, claim: str) -> tuple[ClaimTrace, ...]:
    """Return the claims with an id, else the one of a number, else those with the words."""
    named = tuple(traced for traced in found.claims if traced.claim.id == claim.strip())
    if named:
        return named
    if claim.strip().isdecimal() and len(claim) < 10:
        return found.claims[int(claim) - 1 : int(claim)] if int(claim) else ()
    wanted = fold(claim).split()
    texts = {article.id: article.text for article in found.articles}
    return tuple(
        traced
        for traced in found.claims
        if wanted
        and any(
            all(f" {word}" in said for word in wanted)
            for said in (
                " " + fold(words_of(a.attribution.content, texts[a.article]))
                for a in traced.claim.appearances
            )
        )
    )


def stories_with(collection: "Collection", words: str) -> Told:
    """Return the stories in which a statement has some words.

    The articles with such statements are looked up, HITS at the most, then those that share
    rare words with them; and of the stories that all these make, those with such a statement
    are returned.
    """
    from reportedly.match.stories import in_time, said, stories, telling

    with collection.snapshot():
        wanted = set(collection.saying(words, most=HITS))
        near = [
            id
            for article in collection.readings(ids=sorted(wanted))
            for id in collection.alike(telling(article.text, TELLING))
        ]
        articles = collection.readings(ids=sorted(wanted.union(near)))
        order = sorted(
            articles, key=lambda a: in_time(a.published.value if a.published else "", a.id)
        )
        home = stories([said(article.text) for article in order]).tolist()
        told = {n for n, article in zip(home, order, strict=True) if article.id in wanted}
        kept = [article for n, article in zip(home, order, strict=True) if n in told]
        attributions = collection.attributions([article.id for article in kept])
        return Told(
            kept,
            attributions,
            [
                one
                for one in collection.judgements()
                if all(place.article in attributions for place in (*one.places, *one.others))
            ],
        )
