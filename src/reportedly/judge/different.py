"""One source that people say is two: its names, statements and mentions shared out.

The program takes "Reed" in one article and "Tom Reed" in another for one man. Who
says that they are two points at a place where each is named. A mention goes with
the one whose words it has; where both are called alike, with the one to whose
article it belongs. What tells nothing ("he") goes with the last that did, and an
article that names neither stays with the second: it keeps the id.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.judge.found import Finder
from reportedly.judge.sources import new_id
from reportedly.judgement import Hand, Judgement
from reportedly.records import Appearance, Article, Resolution, Source, Span, Spans
from reportedly.text import fold

Sides = Mapping[str, Sequence[tuple[int, bool]]]  # article -> (start, whether it is the first)


def divided(
    judgements: Iterable[Judgement], articles: Sequence[Article], resolution: Resolution
) -> Resolution:
    """Return the resolution with those sources as two of which somebody said so.

    Where nothing tells the two apart they stay one; who looks for them finds one id for both.
    """
    finder = Finder(articles, resolution)
    for judgement in sorted(judgements, key=lambda j: j.order, reverse=True):
        if judgement.kind != "different":
            continue
        first, second = judgement.hands
        ids = finder.hands(first)
        if len(ids) != 1 or ids != finder.hands(second):
            continue
        sides = _sides(ids[0], (first, second), finder)
        told = {side for spots in sides.values() for _, side in spots}
        if told == {True, False}:
            new = new_id(first)
            if new in finder.resolution.sources:
                new = f"{new}#{judgement.id[:8]}"
            found = _shared_out(finder.resolution, (ids[0], new), sides)
            finder = Finder(articles, _renamed(found, (ids[0], new), (first, second), finder))
    return finder.resolution


def _sides(id: str, hands: tuple[Hand, Hand], finder: Finder) -> Sides:
    """Return which mentions of a source mean the first of two, by their starts."""
    anchors = [finder.named_at(hand.place) if hand.place else {} for hand in hands]
    words = [_words(hand, anchor, finder) for hand, anchor in zip(hands, anchors, strict=True)]
    found: dict[str, list[tuple[int, bool]]] = {}
    for article, spots in finder.mentions.items():
        text = finder.texts[article]
        own = [span for span, other in spots if other == id]
        told: list[bool | None] = []
        for span in own:
            at = [article in anchor and anchor[article][0] == span for anchor in anchors]
            told.append(at[0] if any(at) else _which(_telling(span.of(text)), words))
        last = next((side for side in told if side is not None), False)
        for span, side in zip(own, told, strict=True):
            last = last if side is None else side
            found.setdefault(article, []).append((span.start, last))
    return found


def _words(hand: Hand, anchor: Mapping[str, tuple[Span, str]], finder: Finder) -> frozenset[str]:
    """Return the words by which one is called where it was pointed at, else by its name."""
    called = next((span.of(finder.texts[article]) for article, (span, _) in anchor.items()), "")
    return _telling(called or hand.name)


def _telling(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


def _which(name: frozenset[str], words: Sequence[frozenset[str]]) -> bool | None:
    """Tell whether a name is the first of two rather than the second; None if that is open.

    >>> reed, tom = frozenset(["reed"]), frozenset(["tom", "reed"])
    >>> [_which(_telling(name), (reed, tom)) for name in ("Mr Reed", "Tom Reed", "he")]
    [True, False, None]
    """
    first, second = (len(one) if one and one <= name else 0 for one in words)
    return None if first == second else first > second


def _shared_out(resolution: Resolution, ids: tuple[str, str], sides: Sides) -> Resolution:
    """Return the resolution with what is the first's under the new id."""
    old, new = ids

    def at(article: str, start: int) -> bool:
        spots = sides.get(article, ())
        before = bisect_right(spots, (start, True))
        return spots[max(0, before - 1)][1] if spots else False

    def named(appearance: Appearance, found: tuple[str, ...], spans: Spans) -> tuple[str, ...]:
        if old not in found:
            return found
        own = spans if len(spans) == len(found) else ()
        start = (spans or appearance.attribution.content)[0].start
        return tuple(
            new if id == old and at(appearance.article, own[i].start if own else start) else id
            for i, id in enumerate(found)
        )

    return replace(
        resolution,
        appearances=tuple(
            replace(
                a,
                sources=named(a, a.sources, a.attribution.source),
                addressees=named(a, a.addressees, a.attribution.addressee),
                relays=named(a, a.relays, ()),
            )
            if old in (*a.sources, *a.addressees, *a.relays)
            else a
            for a in resolution.appearances
        ),
        mentions={
            (article, span): new if id == old and at(article, span.start) else id
            for (article, span), id in resolution.mentions.items()
        },
    )


def _renamed(
    resolution: Resolution, ids: tuple[str, str], hands: tuple[Hand, Hand], before: Finder
) -> Resolution:
    """Return the resolution with both sources, each with the names that it has."""
    old, new = ids
    source = resolution.sources[old]
    after = Finder([], resolution)
    mine: dict[str, set[str]] = {old: set(), new: set()}
    for article, spots in after.mentions.items():
        for span, id in spots:
            if id in mine:
                mine[id].add(fold(span.of(before.texts[article])))
    first = tuple(name for name in source.names if fold(name) in mine[new])
    gone = mine[new] - mine[old]
    left = tuple(name for name in source.names if fold(name) not in gone)
    name = hands[1].name if fold(source.name) in gone else source.name
    sources = dict(resolution.sources)
    sources[old] = replace(source, name=name, names=tuple(dict.fromkeys((name, *left))))
    sources[new] = Source(
        id=new,
        name=hands[0].name,
        kind=source.kind,
        names=tuple(dict.fromkeys((hands[0].name, *first))),
        affiliation=source.affiliation,
        group=None if source.kind == "outlet" else source.group,
        heard_by=source.heard_by,
        specificity=source.specificity,
    )
    return replace(resolution, sources=sources)
