"""The places and hands of judgements, found again in an analysis.

A text may have changed since, statements may be cut otherwise, and sources may
have other ids. What is not surely the same is not found: a judgement that is not
applied is reported, one that is applied to other words is not noticed.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from reportedly.judgement import SHOWN, Hand, Key, Place, digest
from reportedly.records import Appearance, Article, Resolution, Span, Spans, words_of
from reportedly.text import fold

SAME_PIECE = 0.5  # of the characters of a place and of a statement that both have
_VERSION = re.compile(r"(.+)@\d+", re.DOTALL)


class Gone(Exception):
    """What a judgement is about is not there, and why it isn't."""


class Finder:
    """Finds places and hands in one analysis."""

    def __init__(self, articles: Sequence[Article], resolution: Resolution) -> None:
        self.texts = {article.id: article.text for article in articles}
        self.resolution = resolution
        self._versions: dict[str, list[str]] = defaultdict(list)
        for id in sorted(self.texts):
            self._versions[self._stem(id)].append(id)
        self._said: dict[str, list[Appearance]] = defaultdict(list)
        for appearance in resolution.appearances:
            self._said[appearance.article].append(appearance)
        self._digests: dict[str, dict[str, list[Appearance]]] = {}

    def statements(self, place: Place) -> tuple[Key, ...]:
        """Return the statement at a place, one in each version of the article that has the words.

        Raises:
            Gone: there is none in any.
        """
        versions = self._versions.get(self._stem(place.article))
        if not versions:
            raise Gone(f"there is no article {place.article} here")
        found = [self._statement(id, place) for id in versions]
        keys = tuple(appearance.key for appearance in found if appearance is not None)
        if keys:
            return keys
        if any(self._spot(id, place) for id in versions):
            raise Gone(f"“{_short(place.words)}” is no statement of {place.article} any more")
        raise Gone(f"“{_short(place.words)}” does not stand in {place.article} any more")

    def hands(self, hand: Hand) -> tuple[str, ...]:
        """Return the ids of the sources that may be meant; empty if there is none.

        The one named at the place; else the one with the id, if it is still called so;
        else all of that name and kind.
        """
        if hand.place is not None:
            there = self.named_at(hand.place)
            if there:
                return (next(iter(there.values()))[1],)
        name = fold(hand.name)
        called = self._called.get(name, ())
        if hand.id in called:
            return (hand.id,)
        sources = self.resolution.sources
        return tuple(id for id in called if hand.kind in ("none", sources[id].kind))

    def _stem(self, id: str) -> str:
        """Return the id of the article of which an id names a version."""
        match = _VERSION.fullmatch(id)
        return match[1] if match and match[1] in self.texts else id

    def _statement(self, article: str, place: Place) -> Appearance | None:
        """Return the statement of one version: at the same characters, else of the same words."""
        said, text = self._said.get(article, []), self.texts[article]
        if _stands(place.spans, place, text):
            best = _nearest_piece(said, place.spans)
            if best is not None:
                return best
        same = self._of_digest(article).get(place.digest)
        if same:
            start = place.spans[0].start
            return min(same, key=lambda a: (abs(a.attribution.content[0].start - start), a.index))
        spot = self._spot(article, place)
        return None if spot is None else _nearest_piece(said, (spot,))

    def _of_digest(self, article: str) -> Mapping[str, Sequence[Appearance]]:
        if article not in self._digests:
            found: dict[str, list[Appearance]] = defaultdict(list)
            for appearance in self._said.get(article, []):
                words = words_of(appearance.attribution.content, self.texts[article])
                found[digest(words)].append(appearance)
            self._digests[article] = found
        return self._digests[article]

    def _spot(self, article: str, place: Place) -> Span | None:
        """Return where the words stand in a version, nearest to where they stood."""
        first = place.words.split(" … ")[0].split()
        if len(place.words) >= SHOWN and " … " not in place.words:
            first = first[:-1]  # which may be cut
        if not first:
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, first)), re.IGNORECASE)
        text, start = self.texts[article], place.spans[0].start
        spots = [match.start() for match in pattern.finditer(text)]
        if not spots:
            return None
        at = min(spots, key=lambda spot: (abs(spot - start), spot))
        long = place.spans[-1].end - start
        return Span(at, min(len(text), at + max(1, long)))

    def named_at(self, place: Place) -> dict[str, tuple[Span, str]]:
        """Return where each version of an article names somebody at a place, and whom."""
        found: dict[str, tuple[Span, str]] = {}
        for article in self._versions.get(self._stem(place.article), ()):
            spots = self.mentions.get(article, [])
            text = self.texts[article]
            at = bisect_left(spots, (place.spans[0], ""))
            there = at < len(spots) and spots[at][0] == place.spans[0]
            if there and _stands(place.spans, place, text):
                found[article] = spots[at]
                continue
            start = place.spans[0].start
            alike = [spot for spot in spots if digest(spot[0].of(text)) == place.digest]
            if alike:
                found[article] = min(alike, key=lambda s: (abs(s[0].start - start), s))
        return found

    @cached_property
    def mentions(self) -> Mapping[str, list[tuple[Span, str]]]:
        """Where each article names whom, in order."""
        found: dict[str, dict[Span, str]] = defaultdict(dict)
        for appearance in self.resolution.appearances:
            spans, ids = appearance.attribution.source, appearance.sources
            if len(spans) == len(ids):
                found[appearance.article].update(zip(spans, ids, strict=True))
        for (article, span), id in self.resolution.mentions.items():
            found[article].setdefault(span, id)
        return {article: sorted(here.items()) for article, here in found.items()}

    @cached_property
    def _called(self) -> Mapping[str, tuple[str, ...]]:
        """The sources by each of their names, folded."""
        found: dict[str, set[str]] = defaultdict(set)
        for id, source in self.resolution.sources.items():
            for name in (source.name, *source.names):
                found[fold(name)].add(id)
        return {name: tuple(sorted(ids)) for name, ids in found.items()}


def _stands(spans: Spans, place: Place, text: str) -> bool:
    """Tell whether the judged words stand at the same characters as then."""
    return spans[-1].end <= len(text) and digest(words_of(spans, text)) == place.digest


def _nearest_piece(said: Iterable[Appearance], spans: Spans) -> Appearance | None:
    """Return the statement with most characters in common, if that is most of them."""
    shares = [(_share(a.attribution.content, spans), -a.index, a) for a in said]
    best = max(shares, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] >= SAME_PIECE else None


def _share(left: Spans, right: Spans) -> float:
    """Return the share of all characters of the two that both have.

    >>> _share((Span(0, 4),), (Span(2, 6),))
    0.3333333333333333
    """
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    return both / (sum(s.end - s.start for s in (*left, *right)) - both)


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
