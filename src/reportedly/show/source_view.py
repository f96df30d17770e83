"""The card of each source: who it is, all it said, who passes it on, whence its name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.records import Appearance, Article, Form, Resolution, Source, Span, words_of
from reportedly.show.claim_view import ClaimView
from reportedly.show.looks import Look
from reportedly.show.marks import Mark
from reportedly.show.naming import says_unnamed
from reportedly.show.ownership import Ownership
from reportedly.show.page import HERE, Page, Places, Words
from reportedly.show.phrases import (
    HEDGES,
    KINDS,
    SPECIFICITY,
    STANCES,
    count,
    inner,
    percent,
    shorten,
    when,
)
from reportedly.show.quoted import Diversity, Quoted
from reportedly.show.safe import href, one_line
from reportedly.text import fold

MOST_WORDS = 420  # characters of one statement; the whole stands in the article


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said."""

    outlet: str
    when: str
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, with every article that carries it in these words."""

    words: str
    places: tuple[Place, ...]
    called: tuple[str, ...]  # how the source is called there, where not by its name
    notes: tuple[str, ...]  # "denies", "attributed, with doubt", …
    claims: tuple[tuple[int, str], ...]  # number, and where it stands


@dataclass(frozen=True, slots=True)
class OwnerView:
    """What the table of outlets says of an outlet."""

    facts: tuple[tuple[str, str], ...]  # "Owner", "Owned in turn by", "State", …
    table: str  # which table it is
    href: str | None  # where the facts stand
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class UnnamedView:
    """What is told of a source without a name."""

    tells: str  # how much its description says; "" if that is not known
    reason: str  # why it is not named, in a text's words; "" if no text says so
    places: tuple[Words, ...]  # where texts say that, or why, it is not named


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source's card."""

    id: str
    classes: str
    name: str
    what: tuple[str, ...]  # kind, affiliation
    names: tuple[str, ...]  # others by which it was called
    figures: str  # how much it says; "" if nothing
    unnamed: UnnamedView | None  # of anonymous sources only
    heard_by: Markup
    through: tuple[tuple[Markup, int], ...]  # who passes on what it says, how often
    passes: tuple[tuple[Markup, int], ...]  # whose words it passes on
    group: str  # owner or government, where no row of the table tells
    owner: OwnerView | None
    published: tuple[Place, ...]  # its own articles here
    named_in: Words | None  # the passage that names it most fully
    named_by: str  # or why the page of an article is taken for its
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What the cards are made from."""

    counted: Diversity
    looks: Mapping[str, Look]
    owners: Ownership
    places: Places = HERE


def source_views(
    articles: Sequence[Article],
    resolution: Resolution,
    claims: Sequence[ClaimView],
    story: Story,
) -> tuple[SourceView, ...]:
    """Return the cards in their order: who says most first, who says nothing last."""
    cards = SourceCards(articles, resolution, story)
    cards.numbers = {key: number for claim in claims for key, number in claim.keys.items()}
    return tuple(cards.card_of(id) for id in story.looks)


class SourceCards(Page):
    """Makes the cards of sources; `numbers` names the claim of an appearance."""

    def __init__(self, articles: Sequence[Article], resolution: Resolution, story: Story) -> None:
        super().__init__(articles, resolution, story.looks, story.places)
        self.owners = story.owners
        self.numbers: Mapping[tuple[str, int], int] = {}
        self.quoted = {quoted.source.id: quoted for quoted in story.counted.sources}
        self.mentioned: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        for place, id in resolution.mentions.items():
            if place[0] in self.articles:
                self.mentioned[id].append(place)
        self.through: dict[str, Counter[str]] = defaultdict(Counter)
        self.passes: dict[str, Counter[str]] = defaultdict(Counter)
        self.carriers: dict[tuple[str, Span], int] = {}
        for appearance in resolution.appearances:
            for span in appearance.attribution.source:
                self.carriers.setdefault((appearance.article, span), appearance.index)
            for relay in appearance.relays:
                for id in appearance.sources:
                    self.through[id][relay] += 1
                    self.passes[relay][id] += 1

    def card_of(self, id: str) -> SourceView:
        """Return one source's card."""
        source = self.resolution.sources[id]
        look = self.looks[id]
        quoted = self.quoted.get(id)
        owner = self.owner(source)
        own = [art for art in self.by_time(self.articles) if self.resolution.outlets.get(art) == id]
        named_in = self.named_in(source)
        group = "" if owner or source.group in (None, source.name) else one_line(source.group or "")
        return SourceView(
            id=look.id,
            classes=look.classes,
            name=one_line(source.name),
            what=_what(source),
            names=tuple(one_line(name) for name in source.names if name != source.name),
            figures=_figures(quoted) if quoted else "",
            unnamed=self.unnamed(source) if source.kind == "anonymous" else None,
            heard_by=self.chip(source.heard_by) if source.heard_by else Markup(""),
            through=self.counted(self.through[id]),
            passes=self.counted(self.passes[id]),
            group=group,
            owner=owner,
            published=tuple(self.place(art) for art in own),
            named_in=named_in,
            named_by="" if named_in else self.named_by(own),
            said=self.said(quoted) if quoted else (),
        )

    def counted(self, ids: Counter[str]) -> tuple[tuple[Markup, int], ...]:
        """Return names with how often, the most frequent first."""
        order = sorted(ids, key=lambda id: (-ids[id], fold(self.source(id)), id))
        return tuple((self.chip(id), ids[id]) for id in order)

    def by_time(self, ids: Iterable[str]) -> list[str]:
        """Return articles by time, undated last."""

        def key(id: str) -> tuple[str, str]:
            moment = self.articles[id].published
            return moment.value if moment else "~", id

        return sorted(ids, key=key)

    def place(self, article: str, index: int | None = None) -> Place:
        """Return where in the page something stands, and when that came out."""
        told = when(self.articles[article].published)
        return Place(self.outlet(article), told, self.anchor(article, index))

    def owner(self, source: Source) -> OwnerView | None:
        """Return what the table of outlets says of a source."""
        row = self.owners.row(source)
        if row is None:
            return None
        facts = (
            ("Owner", row.owner),
            ("Its owner", row.owner_owner),
            ("State control", row.state),
            ("Outlet", ", ".join(part for part in (row.kind, row.country) if part)),
        )
        told = [(label, one_line(value)) for label, value in facts if value]
        if not (row.owner or row.state):
            told.insert(0, ("Owner", "not known"))
        return OwnerView(
            facts=tuple(told),
            table=one_line(self.owners.place(row)),
            href=href(row.source),
            source=one_line(row.source),
            checked=one_line(row.checked),
        )

    def unnamed(self, source: Source) -> UnnamedView:
        """Return what is told of a source without a name, each wording of its passage once."""
        places: dict[str, Words] = {}
        for article, span in source.anonymity:
            if article in self.articles:
                art = self.articles[article]
                sentence = self.around(art, span)
                words = self.words(article, sentence, [Mark(span, "mark")], None)
                places.setdefault(fold(sentence.of(art.text)), words)
        return UnnamedView(
            tells=SPECIFICITY[source.specificity] if source.specificity else "",
            reason=one_line(source.anonymity_reason or ""),
            places=tuple(places.values()),
        )

    def named_in(self, source: Source) -> Words | None:
        """Return the earliest passage that names a source as fully as any does."""
        name = fold(source.name)
        order = {id: i for i, id in enumerate(self.by_time(self.articles))}

        def key(place: tuple[str, Span]) -> tuple[bool, int, int]:
            words = fold(place[1].of(self.articles[place[0]].text))
            return name not in words, order[place[0]], place[1].start

        places = self.mentioned[source.id]
        if not places:
            return None
        article, span = min(places, key=key)
        if key((article, span))[0]:  # nowhere in full: the longest mention
            article, span = max(places, key=lambda p: (p[1].end - p[1].start, -key(p)[1]))
        art = self.articles[article]
        marks = [Mark(span, "mark")]
        return self.words(
            article, self.around(art, span), marks, self.carriers.get((article, span))
        )

    def named_by(self, own: Sequence[str]) -> str:
        """Return why an article is taken for an outlet's, where no text names the outlet."""
        for article in own:
            told = dict(self.articles[article].notes).get("outlet")
            if told:
                return one_line(told)
        return ""

    def said(self, quoted: Quoted) -> tuple[Said, ...]:
        """Return all that a source said, by time, each wording once."""
        order = {id: i for i, id in enumerate(self.by_time(self.articles))}
        found = sorted(quoted.appearances, key=lambda a: (order[a.article], a.index))
        same: dict[str, list[Appearance]] = defaultdict(list)
        for appearance in found:
            same[fold(self.content(appearance))].append(appearance)
        return tuple(self.one(quoted.source, alike) for alike in same.values())

    def content(self, appearance: Appearance) -> str:
        """Return the words of a statement."""
        return one_line(
            words_of(appearance.attribution.content, self.articles[appearance.article].text)
        )

    def one(self, source: Source, alike: Sequence[Appearance]) -> Said:
        """Return one statement with all its places."""
        known = fold(source.name)
        called = dict.fromkeys(
            one_line(words_of(a.attribution.source, self.articles[a.article].text)) for a in alike
        )
        notes = dict.fromkeys(
            note
            for a in alike
            for note in (
                STANCES[a.stance],
                HEDGES[a.attribution.hedge] if a.attribution.hedge != "reported" else "",
            )
            if note
        )
        return Said(
            words=shorten(inner(self.content(alike[0])).rstrip(","), MOST_WORDS),
            places=tuple(self.place(a.article, a.index) for a in alike),
            called=tuple(words for words in called if words and known not in fold(words)),
            notes=tuple(notes),
            claims=tuple(
                (number, self.places.claim(number))
                for number in sorted({self.numbers[a.key] for a in alike if a.key in self.numbers})
            ),
        )


def _what(source: Source) -> tuple[str, ...]:
    kind = "unclear who" if source.kind == "none" else KINDS[source.kind]
    told = () if says_unnamed(source) else (kind,)
    return (*told, one_line(source.affiliation)) if source.affiliation else told


def _figures(quoted: Quoted) -> str:
    forms: tuple[Form, ...] = ("direct", "indirect", "mixed")
    told = [f"{quoted.of_form(form)} {form}" for form in forms if quoted.of_form(form)]
    return (
        f"{count(quoted.attributions, 'statement')} ({', '.join(told)}) in "
        f"{count(len(quoted.articles), 'article')}, {count(quoted.words, 'word')}, "
        f"{percent(quoted.share)} of all"
    )
