"""One statement of an article, with the chain of the claim that it is part of."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.records import Appearance, words_of
from reportedly.show.claim_view import AppearanceView, ClaimView
from reportedly.show.explanation import Step
from reportedly.show.phrases import HEDGES, STANCES, inner, percent, shorten
from reportedly.show.safe import one_line
from reportedly.show.web.links import article_link, claim_link, decide_link
from reportedly.show.web.rows import Row
from reportedly.show.web.traced import Traced

FORMS = {"direct": "word for word", "indirect": "in the article’s words", "mixed": "partly quoted"}
SHORT = 120  # characters of a statement in the list of an article's statements
LONG = 1200  # and where it stands alone; the whole is in the text


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement in the list beside an article."""

    index: int
    who: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, who says it, and where the claim comes from."""

    article: str
    index: int
    place: int  # among the statements of its article, from 1
    of: int
    words: str
    sources: tuple[Markup, ...]
    relays: tuple[Markup, ...]
    nobody: str  # what stands where nobody is named
    hedge: str
    stance: str
    form: str
    sure: str
    claim: Row | None
    claim_href: str
    picture: Markup
    path: Markup
    steps: tuple[Step, ...]
    view: ClaimView | None
    decide: Markup  # what leads to people's decision on it


def listed(traced: Traced, article: str) -> tuple[Listed, ...]:
    """Return the statements of an article in their order."""
    return tuple(
        Listed(
            appearance.index,
            _who(traced, appearance),
            shorten(_words(traced, appearance), SHORT),
            article_link(article, appearance.index),
        )
        for appearance in _shown(traced, article)
    )


def statement(traced: Traced, article: str, index: int) -> Statement | None:
    """Return one statement of an article, None if there is none of that index."""
    shown = _shown(traced, article)
    places = {appearance.index: i for i, appearance in enumerate(shown)}
    if index not in places:
        return None
    appearance = shown[places[index]]
    attr = appearance.attribution
    number = traced.claim_of.get(appearance.key)
    view, seen = _of_claim(traced, appearance, number)
    return Statement(
        article=article,
        index=index,
        place=places[index] + 1,
        of=len(shown),
        words=shorten(_words(traced, appearance), LONG),
        sources=tuple(traced.page.chip(id) for id in appearance.sources),
        relays=tuple(traced.page.chip(id) for id in appearance.relays),
        nobody="the article itself" if attr.own_voice else "nobody is named",
        hedge=HEDGES[attr.hedge],
        stance=STANCES[appearance.stance],
        form="" if attr.own_voice else FORMS[attr.form],
        sure=f"{percent(attr.confidence)} sure",
        claim=traced.rows[number - 1] if number else None,
        claim_href=claim_link(traced.places.claims[number - 1]) if number else "",
        picture=traced.mini(number) if number else Markup(""),
        path=seen.path if seen else Markup(""),
        steps=seen.steps if seen else (),
        view=view,
        decide=decide_link("statement", article=article, s=index),
    )


def _shown(traced: Traced, article: str) -> Sequence[Appearance]:
    """Return what is marked in the text: statements at a door, and own ones that are claims."""
    return [
        appearance
        for appearance in traced.said_in.get(article, [])
        if not appearance.attribution.own_voice or appearance.key in traced.claim_of
    ]


def _of_claim(
    traced: Traced, appearance: Appearance, number: int | None
) -> tuple[ClaimView | None, AppearanceView | None]:
    if number is None:
        return None, None
    view = traced.view(number)
    keys = [each.key for each in traced.claim(number).claim.appearances]
    return view, view.appearances[keys.index(appearance.key)]


def _who(traced: Traced, appearance: Appearance) -> str:
    if appearance.attribution.own_voice:
        return "the article itself"
    return ", ".join(traced.page.source(id) for id in appearance.sources) or "nobody named"


def _words(traced: Traced, appearance: Appearance) -> str:
    text = traced.articles[appearance.article].text
    return inner(one_line(words_of(appearance.attribution.content, text)))
