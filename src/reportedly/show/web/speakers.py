"""What people can decide about a source: who it is, and who it is not."""

from collections.abc import Sequence

from reportedly.judge.make import Maker
from reportedly.judgement import RELIABILITY, Hand, Judgement
from reportedly.records import Span
from reportedly.show.phrases import shorten, when
from reportedly.show.safe import one_line
from reportedly.show.web.links import source_link
from reportedly.show.web.render import Gone
from reportedly.show.web.subject import Choice, Subject, choices, grading
from reportedly.show.web.traced import Traced
from reportedly.text import fold

Spot = tuple[str, Span]  # article, where it names somebody
SHORT = 60  # characters of a name in the list of those that a source has
MOST = 200  # names of one source that are offered
_PRONOUNS = frozenset("he she it they him her them we i you who his their one this that".split())


def source_subject(traced: Traced, id: str) -> Subject:
    """Return what can be decided about a source.

    Raises:
        Gone: it is not there (any more).
    """
    if id not in traced.looks:
        raise Gone("source")
    found = [
        Choice("note", "Keep the note", lambda maker, _: maker.remark(hands=[maker.hand(id)])),
        Choice(
            "alias",
            "They are one",
            lambda maker, given: maker.alias(maker.hand(id), _other(traced, maker, id, given)),
            "It is the same as: name",
        ),
        Choice(
            "different",
            "They are two",
            lambda maker, given: maker.different(maker.hand(id), _known(traced, maker, id, given)),
            "It is not the same as: name",
        ),
    ]
    found.append(
        grading(
            "How reliable it is, for you (Admiralty scale; no count changes)",
            RELIABILITY,
            lambda maker, given: maker.grade(given, hand=maker.hand(id)),
        )
    )
    spots = named(traced, id)
    if len(spots) > 1:
        found.append(
            Choice(
                "divide",
                "Divide them",
                lambda maker, given: _divided(traced, maker, spots, given),
                "Two are taken for one: somebody else is",
                tuple((_value(spot), _told(traced, spot)) for spot in spots),
            )
        )
    return Subject(traced.page.source(id), "", source_link(id), choices(*found))


def named(traced: Traced, id: str) -> list[Spot]:
    """Return where a source is named, once for each of its names in each article."""
    return [
        spot
        for spot in Maker(traced.trace, "").names(id)
        if spot[0] in traced.articles and fold(_words(traced, spot)) not in _PRONOUNS
    ][:MOST]


def _divided(traced: Traced, maker: Maker, spots: Sequence[Spot], given: str) -> Judgement:
    """Say that who is named at one place is not who is named at the others."""
    chosen = next((spot for spot in spots if _value(spot) == given), None)
    if chosen is None:
        raise Gone("name")
    words = fold(_words(traced, chosen))
    others = [spot for spot in spots if fold(_words(traced, spot)) != words]
    elsewhere = [spot for spot in spots if spot[0] != chosen[0]]
    rest = (others or elsewhere)[0]
    return maker.different(maker.named(*chosen), maker.named(*rest))


def _value(spot: Spot) -> str:
    return f"{spot[1].start}-{spot[1].end} {spot[0]}"


def _told(traced: Traced, spot: Spot) -> str:
    article = traced.articles[spot[0]]
    words = shorten(one_line(_words(traced, spot)), SHORT)
    day = f", {when(article.published)}" if article.published else ""
    return f"“{words}” in {one_line(traced.page.outlet(article.id))}{day}"


def _words(traced: Traced, spot: Spot) -> str:
    return spot[1].of(traced.articles[spot[0]].text)


def _other(traced: Traced, maker: Maker, id: str, name: str) -> Hand:
    """Return another source by its name, be it one that no article names."""
    found = hand(traced, maker, name)
    if found.id == id:
        raise Gone("other source: that is this one")
    return found


def _known(traced: Traced, maker: Maker, id: str, name: str) -> Hand:
    """Return another source that is there, by its name."""
    found = _other(traced, maker, id, name)
    if not found.id:
        raise Gone("source")
    return found


def hand(traced: Traced, maker: Maker, name: str) -> Hand:
    """Return who is meant by a name: the one source that is called so, else one by that name."""
    called = one_line(name)
    found = [id for id in traced.looks if traced.page.source(id).casefold() == called.casefold()]
    return maker.hand(found[0]) if len(found) == 1 else Hand(name=called)
