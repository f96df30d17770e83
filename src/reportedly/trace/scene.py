"""What is known of the articles and their hands before any claim is looked at.

Every article has a hand: the outlet that published it. Where no outlet is
known, the article is a hand of its own, so that no question has two answers.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.records import (
    Appearance,
    Article,
    Copy,
    Reason,
    Resolution,
    Source,
    Span,
    probability,
    words_of,
)
from reportedly.text import fold, words
from reportedly.trace.addresses import canonical, domain, same_outlet
from reportedly.trace.when import by_time

SHORTEST_NAME = 3  # characters: "AP" stands in too many other words' company to look for
FEW = 20  # places where a person is named that are looked at for whom he speaks
SHORTEST_HEAD = 6  # letters of the word that stands for a longer name ("the Inspectorate")
SHORTEST_INITIALS = 3  # letters
_WORDS = re.compile(r"\w+")
# What a content may be that repeats the sentence before it and adds nothing.
_POINTERS = frozenset(("so", "this", "that", "it", "as much", "the same"))
BODIES = frozenset({"organisation", "government", "outlet"})
INSTITUTIONS = frozenset({"organisation", "government", "outlet", "document", "collective"})


@dataclass(frozen=True, slots=True)
class Way:
    """Which of two articles with text in common is downstream, and what tells it."""

    down: str
    reasons: tuple[Reason, ...]

    @property
    def confidence(self) -> float:
        """How surely it is that one, 0 to 1."""
        return probability(self.reasons)


@dataclass(frozen=True, slots=True)
class Scene:
    """The articles, who published them, what they share, and whom they name."""

    articles: Mapping[str, Article]
    resolution: Resolution  # with a source for every article's outlet
    copies: Mapping[str, tuple[Copy, ...]]  # by either article
    names: Mapping[str, str]  # folded name of an institution -> source id
    heads: Mapping[str, str]  # a word that opens or ends one body's name only -> source id
    pages: Mapping[str, tuple[str, ...]]  # hand -> its articles, by time
    addresses: Mapping[str, tuple[str, ...]]  # canonical address -> articles
    homes: Mapping[str, str]  # domain -> outlet
    spots: Mapping[str, tuple[tuple[Span, str], ...]]  # article -> where it names whom, in order
    pairs: Mapping[tuple[str, str], Copy]  # by both articles, in order
    told_of: Mapping[str, tuple[tuple[str, Span], ...]]  # source -> where it is named, a few
    pointers: Mapping[str, tuple[Appearance, ...]] = field(  # article -> "So says the council"
        default_factory=dict
    )
    different: frozenset[tuple[str, str]] = frozenset()  # sources that people say are two
    # Statements and hands from which, as people say, they were not copied.
    not_copied: frozenset[tuple[tuple[str, int], str]] = frozenset()
    holders: dict[str, set[str]] = field(  # word of a body's or a paper's name -> articles
        default_factory=dict, repr=False, compare=False
    )
    confirming: dict[str, tuple[tuple[Span, bool], ...]] = field(  # article -> see `findings`
        default_factory=dict, repr=False, compare=False
    )
    ways: dict[tuple[str, str], Way] = field(  # which way each pair's words went, once known
        default_factory=dict, repr=False, compare=False
    )

    def holding(self, name: str) -> set[str]:
        """Return the articles that may name a body or a paper: those with all its words.

        Asked for each pair of origins, so that no text is read for each of them.
        """
        if not self.holders:
            kinds = BODIES | INSTITUTIONS
            wanted = {
                word
                for source in self.resolution.sources.values()
                if source.kind in kinds
                for form in (source.name, source.name.upper())
                for word in _WORDS.findall(form.casefold())
            }
            self.holders[""] = set()
            for id, article in self.articles.items():
                for word in wanted & set(_WORDS.findall(article.text.casefold())):
                    self.holders.setdefault(word, set()).add(id)
        bare = re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)
        found: set[str] = set()
        for form in (bare, bare.upper()):
            words = _WORDS.findall(form.casefold())
            found |= set.intersection(*(self.holders.get(w, set()) for w in words or [""]))
        return found

    def told_apart(self, one: str, other: str) -> bool:
        """Tell whether somebody said that two sources are not one."""
        return bool(self.different) and (min(one, other), max(one, other)) in self.different

    def refused(self, statement: tuple[str, int], hand: str) -> bool:
        """Tell whether somebody said that a statement was not copied from a hand."""
        return (statement, hand) in self.not_copied

    def hand(self, article: str) -> str:
        """Return the source id of the outlet that published an article."""
        return self.resolution.outlets[article]

    def source(self, id: str) -> Source:
        """Return a source; one that was never resolved is nobody."""
        return self.resolution.sources.get(id) or Source(id=id, name=id, kind="none")

    def group(self, id: str, heard_by: str | None = None) -> str:
        """Return whom a source belongs to: owner or government, else itself.

        An unnamed source belongs to whoever heard it, since nobody else can
        vouch that it is another one. Somebody who speaks for an institution
        that we know belongs to that institution.
        """
        source = self.source(id)
        if source.group:
            return source.group
        hearer = heard_by or source.heard_by
        if source.kind == "anonymous" and hearer and hearer != id:
            return self.group(hearer)
        home = self.names.get(fold(source.affiliation or ""))
        if home is None or home == id:
            return id
        return self.source(home).group or home

    def words(self, appearance: Appearance) -> frozenset[str]:
        """Return the folded words of an appearance's content."""
        text = self.articles[appearance.article].text
        parts = (part.of(text) for part in appearance.attribution.content)
        return frozenset(fold(word.of(part)) for part in parts for word in words(part))

    def mentions(self, article: str, id: str) -> bool:
        """Tell whether an article names a source anywhere: text, title, byline or links."""
        page, source = self.articles[article], self.source(id)
        if any(same_outlet(link.url, source.domain) for link in page.links):
            return True
        whole = "\n".join((page.text, page.title or "", page.byline or ""))
        return any(named(name, whole) for name in {source.name, *source.names})


def named(name: str, text: str) -> bool:
    """Tell whether a name stands in a text, as it is written or in capitals.

    >>> named("The Agency A", "(AGENCY A)"), named("Agency A", "the agency are")
    (True, False)
    """
    bare = re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)
    if len(bare) < SHORTEST_NAME:
        return False
    return any(_stands(form, text) for form in {bare, bare.upper()})


def _stands(form: str, text: str) -> bool:
    """Tell whether words stand in a text, not as a part of others."""
    at = text.find(form)
    while at >= 0:  # a regular expression for each of ten thousand names costs ten times as much
        around = text[max(0, at - 1) : at] + text[at + len(form) : at + len(form) + 1]
        if not any(c.isalnum() or c == "_" for c in around):
            return True
        at = text.find(form, at + 1)
    return False


def scene(articles: Sequence[Article], resolution: Resolution, copies: Sequence[Copy]) -> Scene:
    """Gather what the articles, the resolution and the copies tell."""
    known = {article.id: article for article in sorted(articles, key=lambda a: (a.id, a.text))}
    complete = _with_outlets(known, resolution)
    by_article: dict[str, list[Copy]] = defaultdict(list)
    for copy in sorted(copies, key=lambda c: (c.left, c.right)):
        if copy.left in known and copy.right in known and copy.left != copy.right:
            by_article[copy.left].append(copy)
            by_article[copy.right].append(copy)
    pages: dict[str, list[str]] = defaultdict(list)
    addresses: dict[str, list[str]] = defaultdict(list)
    for article in sorted(known.values(), key=by_time):
        pages[complete.outlets[article.id]].append(article.id)
        if article.url:
            addresses[canonical(article.url)].append(article.id)
    spots: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for (article_id, span), meant in complete.mentions.items():
        spots[article_id].append((span, meant))
    names = {
        fold(name): id
        for id, source in sorted(complete.sources.items(), reverse=True)
        if source.kind in INSTITUTIONS
        for name in (*source.names, source.name)
    }
    names = _initials(complete) | names
    return Scene(
        known,
        complete,
        {id: tuple(found) for id, found in by_article.items()},
        names,
        _heads(names, complete),
        {id: tuple(found) for id, found in pages.items()},
        {url: tuple(found) for url, found in addresses.items()},
        _homes(complete),
        {id: tuple(sorted(found)) for id, found in spots.items()},
        {(copy.left, copy.right): copy for found in by_article.values() for copy in found},
        _told_of(complete, known),
        _pointers(complete, known),
    )


def _pointers(
    resolution: Resolution, articles: Mapping[str, Article]
) -> dict[str, tuple[Appearance, ...]]:
    """Return the attributions whose content is but a word that points back, by their place."""
    found: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in resolution.appearances:
        if appearance.article in articles and appearance.sources:
            parts = words_of(appearance.attribution.content, articles[appearance.article].text)
            if fold(parts) in _POINTERS:
                found[appearance.article].append(appearance)
    by_place = {id: sorted(each, key=lambda a: extent(a).start) for id, each in found.items()}
    return {id: tuple(pointers) for id, pointers in by_place.items()}


def _told_of(
    resolution: Resolution, articles: Mapping[str, Article]
) -> dict[str, tuple[tuple[str, Span], ...]]:
    """Return the first places where each person is named, at most FEW."""
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for (article, span), id in sorted(resolution.mentions.items()):
        person = article in articles and resolution.sources[id].kind == "person"
        if person and len(found[id]) < FEW:
            found[id].append((article, span))
    return {id: tuple(places) for id, places in found.items()}


def _initials(resolution: Resolution) -> dict[str, str]:
    """Return the body that three or more initials mean, and no other's: "otlr"."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, source in resolution.sources.items():
        if source.kind in BODIES:
            found["".join(w[0] for w in source.name.split() if w[0].isupper()).lower()].add(id)
    return {
        short: next(iter(ids))
        for short, ids in sorted(found.items())
        if len(ids) == 1 and len(short) >= SHORTEST_INITIALS
    }


def _heads(names: Mapping[str, str], resolution: Resolution) -> dict[str, str]:
    """Return the body that a word means which opens or ends its name, and no other's."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, id in names.items():
        whole = name.removeprefix("the ").split()
        if len(whole) > 1 and resolution.sources[id].kind in BODIES:
            found[whole[0]].add(id)
            found[whole[-1]].add(id)
    return {
        word: next(iter(ids))
        for word, ids in found.items()
        if len(ids) == 1 and len(word) >= SHORTEST_HEAD
    }


def _homes(resolution: Resolution) -> dict[str, str]:
    """Return the outlet at each domain; of two, the one with the first id."""
    return {
        source.domain: id
        for id, source in sorted(resolution.sources.items(), reverse=True)
        if source.domain and source.kind == "outlet"
    }


def _with_outlets(articles: Mapping[str, Article], resolution: Resolution) -> Resolution:
    """Give each article without an outlet the one at its address, or itself."""
    sources, outlets = dict(resolution.sources), dict(resolution.outlets)
    homes = _homes(resolution)
    for article in articles.values():
        if article.id in outlets:
            continue
        host = domain(article.url) if article.url else ""
        id = homes.get(host) or f"article:{article.id}"
        if id not in sources:
            name = article.outlet or host or article.title or article.id
            sources[id] = Source(
                id=id, name=name, kind="outlet", names=(name,), domain=host or None
            )
        outlets[article.id] = id
    return replace(resolution, sources=sources, outlets=outlets)


def extent(appearance: Appearance) -> Span:
    """Return from the first to the last character of an appearance's parts."""
    attr = appearance.attribution
    spans = attr.source + attr.cue + attr.content + attr.addressee
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def passage(appearance: Appearance) -> tuple[str, Span]:
    """Return what to show a reader of an appearance."""
    return appearance.article, extent(appearance)


def paragraph(text: str, span: Span) -> Span:
    """Return the line or lines in which a span stands."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)
