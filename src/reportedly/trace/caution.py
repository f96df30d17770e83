"""When two hands don't show enough for a finding about them: grounds to say nothing.

A wrong accusation costs more than a missed one. Each question here is asked
by rules that would else take one like sentence, or a name half read, for proof.
"""

import re

from reportedly.records import Appearance, Derivation, Quantity, Reason, Span
from reportedly.text import fold
from reportedly.trace.case import Case, quantities
from reportedly.trace.counted import compare, equal
from reportedly.trace.drift import RESERVE
from reportedly.trace.scene import extent, named, paragraph
from reportedly.trace.when import earlier

# Share of an article's words that it has from another, from which more than the one statement
# is taken: two reporters who hear two people write one like sentence, and not a third of a page.
MORE_THAN_ONE = 0.3
# "Source: Agency A", "With reporting by Agency A", "KELSBY (Agency A) -", "– Agency A" at the end.
_CREDITED = re.compile(
    r"\b(?i:source|via|from):\s+[A-Z]|\b[Ww]ith reporting by\b"
    r"|\bcontributed (?:to this|reporting)"
    r"|\([A-Z][\w .’'-]{1,40}\)\s*[-–—]|^\s*[-–—]\s*[A-Z][\w .’'-]{1,40}$",
    re.MULTILINE,
)
# "A source told Agency A": whoever is named there heard it.
_TOLD = re.compile(
    r"\b(?:told|tells|(?:claimed|said|spoke|speaking|confirmed) to) (?:the )?"
    r"([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+)"
)
_NAMED = ("person", "organisation", "government", "document")


def copies_more(edge: Derivation) -> bool:
    """Tell whether a step is stated or linked, or copies more words than one statement's.

    A long quotation in the same words, which has no share, is more than chance as well.
    """
    share = next((reason.value for reason in edge.reasons if reason.name == "share"), None)
    return edge.relation != "copied" or share is None or share >= MORE_THAN_ONE


def flat(appearance: Appearance) -> bool:
    """Tell whether a statement is the article's own, and it keeps no distance from it."""
    return appearance.attribution.own_voice and not RESERVE[appearance.attribution.hedge]


def credited_beside(case: Case, up: Appearance, down: Appearance) -> bool:
    """Tell whether the downstream paragraph names another outlet, or the upstream source.

    Then nothing was lost but the reading of it.
    """
    old, new = (case.scene.articles[a.article].text for a in (up, down))
    around = paragraph(new, extent(down))
    words = around.of(new)
    hands = {case.scene.hand(up.article), *_outlets_in(case, down.article, around)}
    hands -= {case.scene.hand(down.article)}
    forms = (
        name for id in hands for name in (case.scene.source(id).name, *case.scene.source(id).names)
    )
    if any(named(name, words) for name in forms):
        return True
    return any(fold(span.of(old)) in fold(words) for span in up.attribution.source)


def names_another(case: Case, article: str) -> bool:
    """Tell whether an article names any outlet but its own, or has a credit line.

    Its source may be given there.
    """
    own = case.scene.hand(article)
    text = case.scene.articles[article].text
    if not text or _CREDITED.search(text) or _outlets_in(case, article, Span(0, len(text))) - {own}:
        return True
    mine = {fold(name) for name in (case.scene.source(own).name, *case.scene.source(own).names)}
    if any(fold(match[1]) not in mine for match in _TOLD.finditer(text)):
        return True
    hands = case.answer.lineage.upstream.keys() - {own}
    return any(
        case.scene.source(hand).kind == "outlet" and case.scene.mentions(article, hand)
        for hand in sorted(hands)
    )


def _outlets_in(case: Case, article: str, place: Span) -> set[str]:
    """Return the outlets that are named in a part of an article."""
    return {
        meant
        for span, meant in case.scene.spots.get(article, ())
        if span.overlaps(place) and case.scene.source(meant).kind == "outlet"
    }


def sure_name(case: Case, id: str) -> bool:
    """Tell whether a source with a name was read as what it is.

    "Kordal" may be half of an outlet's name ("Kordal in English has learnt"),
    and a word alone need not be a person's name ("Claim: 300 to go").
    """
    source = case.scene.source(id)
    if source.kind not in _NAMED:
        return True
    forms = {fold(name).removeprefix("the ") for name in (source.name, *source.names)}
    if source.kind == "person" and all(len(form.split()) < 2 for form in forms):
        return False
    outlets = {id for id in case.answer.lineage.upstream if case.scene.source(id).kind == "outlet"}
    outlets |= {case.scene.hand(article) for article in case.articles()}
    known = {
        fold(name).removeprefix("the ")
        for outlet in outlets
        for name in (case.scene.source(outlet).name, *case.scene.source(outlet).names)
    }
    return not any(name != form and f" {form} " in f" {name} " for form in forms for name in known)


def stated_before(case: Case, up: Appearance, down: Appearance, number: Quantity) -> bool:
    """Tell whether another article has a number from which the downstream one may have it.

    It must not be known to be later. Where the downstream article says from whom it has the
    claim, it is another page or version of that hand's.
    """
    told = any(
        edge.relation != "copied" and (there, here) == (up, down)
        for edge, there, here in case.into(down.article)
    )
    return any(
        article not in (up.article, down.article)
        and (not told or case.scene.hand(article) == case.scene.hand(up.article))
        and _not_later(case, article, down.article)
        and any(
            equal(q, number) and compare(q, number) != "other"
            for q in quantities(case.within(article))
        )
        for article in case.articles()
    )


def named_before(case: Case, edge: Derivation, down: Appearance, source: str) -> bool:
    """Tell whether a copying article may have a source from a third that names it for the claim."""
    name = fold(case.scene.source(source).name)
    return edge.relation == "copied" and any(
        (other.source == source or fold(case.scene.source(other.source).name) == name)
        and other.downstream[0] != down.article
        and _not_later(case, other.downstream[0], down.article)
        for other in case.edges
    )


def _not_later(case: Case, article: str, than: str) -> bool:
    """Tell whether an article is not known to have come after another."""
    dates = [case.scene.articles[id].published for id in (than, article)]
    return not earlier(*dates)


def same_words(case: Case, up: Appearance, down: Appearance) -> bool:
    """Tell whether the downstream words for the source stand upstream as well: nothing changed."""
    old, new = (case.scene.articles[a.article].text for a in (up, down))
    return any(fold(span.of(new)) in fold(old) for span in down.attribution.source)


def same_unnamed(case: Case, up: Appearance, down: Appearance) -> bool:
    """Tell whether both name one unnamed source, as far as what is said of them tells."""
    mine = {edge.source for edge in case.out_of(down.article) if edge.downstream == down.key}
    theirs = {edge.source for edge in case.out_of(up.article)}
    return any(case.scene.source(id).kind == "anonymous" for id in mine & theirs)


def reading_of(*appearances: Appearance) -> Reason:
    """Return how surely both statements were read rightly: no finding is surer than that."""
    least = min(appearance.attribution.confidence for appearance in appearances)
    return Reason("reading", least, "at most", f"{least:.0%} that who says what was read rightly")
