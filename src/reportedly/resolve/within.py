"""One article: who speaks in each attribution, to whom, and through which hands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.records import Article, Attribution, Span, Spans
from reportedly.resolve import foretold, pronouns
from reportedly.resolve.antecedents import of_pronoun
from reportedly.resolve.belonging import obtained_by
from reportedly.resolve.cast import Cast
from reportedly.resolve.casting import populate
from reportedly.resolve.countries import Countries
from reportedly.resolve.discourse import Discourse
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.kinds import personal
from reportedly.resolve.names.reading import scan
from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.resolve.phrases import FIRST, Phrase, parse
from reportedly.resolve.pieces import Pieces, joined
from reportedly.resolve.relays import as_saying, cited_by, citing, told
from reportedly.resolve.speakers import Speakers
from reportedly.text import sentences

_LEDE = 2  # sentences beside the first in which news describes whom it names later
_TELLS = re.compile(r"(?:told|tells|tell|asked|asks|informed|assured|reminded|warned)$", re.I)
_TO = re.compile(r" (?:the |an? )?(?:[\w.’'-]+ ){0,5}")
_BEHIND = 60  # characters between “told” and the name of who is told
_READS = ("reads", "read", "states", "stated")
_GOES_ON = ("added", "adds", "adding", "continued", "continues", "went on", "goes on")


@dataclass(slots=True)
class Told:
    """One attribution in terms of the article's entities."""

    sources: tuple[Entity, ...] = ()
    addressees: tuple[Entity, ...] = ()
    hands: tuple[Entity, ...] = ()  # between the article and `sources`, nearest first


@dataclass(slots=True)
class Within:
    """An article resolved on its own."""

    article: Article
    own: Entity
    told: list[Told]
    mentions: dict[Span, Entity]
    sentences: list[Span]
    names: list[Event]  # where names stand, whoever speaks
    followed: list[Event]  # pronouns that are no sources


def within(
    article: Article,
    attributions: Sequence[Attribution],
    outlet: Outlet,
    table: OutletTable,
    countries: Countries,
) -> Within:
    """Resolve one article; `table` knows the outlets of all articles of the run."""
    reader = _Reader(article, attributions, outlet, table, countries)
    return reader.read()


class _Reader:
    def __init__(
        self,
        article: Article,
        attributions: Sequence[Attribution],
        outlet: Outlet,
        table: OutletTable,
        countries: Countries,
    ) -> None:
        self.article, self.attributions, self.table = article, attributions, table
        self.addressees = [self._addressee(a) for a in attributions]
        speaking = [s for a in attributions for s in joined(a.source)]
        speaking += [s for spans in self.addressees for s in spans]
        self.cast = Cast(article, table, countries)
        populate(self.cast, outlet, speaking)
        self.sentences = list(sentences(article.text)) or [Span(0, max(1, len(article.text)))]
        quotes = sorted(s for a in attributions if a.form == "direct" for s in a.content)
        starts = [s.start for s in self.sentences]
        self.discourse = Discourse(list(self.cast.events), starts, quotes, text=article.text)
        self.speakers = Speakers(article, self.cast, self.discourse)
        self.told = [Told() for _ in attributions]
        self.cited_by = cited_by(article, attributions)
        self.starts = starts
        self.named = Pieces((Span(e.start, e.end), n) for n, e in enumerate(self.cast.events))
        self.speaking = Pieces((s, n) for n, a in enumerate(attributions) for s in a.source)
        self.contents = Pieces((s, n) for n, a in enumerate(attributions) for s in a.content)
        self.around = frozenset(a.parent for a in attributions if a.parent is not None)
        self.walked = 0
        self.followed: list[Event] = []

    def read(self) -> Within:
        """Sources in the order in which they stand, then hands, then the headline."""
        for index in sorted(range(len(self.attributions)), key=self._turn):
            self._speak(index)
        for index in range(len(self.attributions)):
            self._hands(index)
        self._walk(len(self.article.text))
        assert self.cast.own
        self._headline()
        self._settle()
        return Within(
            self.article,
            self.cast.own,
            self.told,
            self.speakers.mentions,
            self.sentences,
            self.cast.events,
            self.followed,
        )

    def _addressee(self, attribution: Attribution) -> Spans:
        if attribution.addressee:  # “the Kelsby” where the name goes on: “the Kelsby Herald”
            return tuple(Span(s.start, self._name_end(s)) for s in joined(attribution.addressee))
        missed = told(attribution, self.article, self.table)
        return (missed,) if missed else ()

    def _name_end(self, span: Span) -> int:
        """Return where the name ends that begins in `span` and may have been cut there."""
        text = self.article.text
        for name in scan(text[span.start : span.end + 40].split("\n")[0]):
            start, end = span.start + name.span.start, span.start + name.span.end
            if start < span.end < end and self.table.named(name.words):
                return end
        return span.end

    def _place(self, index: int) -> tuple[int, int]:
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return spans[0].start, index

    def _turn(self, index: int) -> tuple[bool, int, int]:
        """Return when to resolve an attribution: “I” after all others, whoever says it."""
        source = self.attributions[index].source
        own = bool(source) and source[0].of(self.article.text).strip().lower() in FIRST
        return own, *self._place(index)

    def _walk(self, place: int) -> None:
        """Follow he and she through the text up to `place`: who is talked about is meant again.

        Quotations are left out, for who speaks there may not be known yet.
        """
        for match in pronouns.PLAIN.finditer(
            self.article.text, self.walked, max(self.walked, place)
        ):
            at = match.start()
            span = Span(at, match.end())
            if self.discourse.quoted(at) or self._in_a_source(span):
                continue
            host = self._told_in(Span(at, at + 1))
            found = of_pronoun(parse(match.group(), at), self.discourse, host)
            if found:
                self.discourse.add(span, found, source=False)
                self.followed.append(Event(at, match.end(), found, False))
        self.walked = max(self.walked, place)

    def _in_a_source(self, span: Span) -> bool:
        near = self.speaking.near(span)
        return any(span.overlaps(s) for n in near for s in self.attributions[n].source)

    def _told_in(self, span: Span) -> Entity | None:
        """Return who is known to say the shortest content that a span stands in."""
        hosts = [n for n in self._holding(span) if self.told[n].sources]
        return self.told[min(hosts, key=self._length)].sources[0] if hosts else None

    def _holding(self, span: Span) -> list[int]:
        """Return, in order, the attributions a piece of whose content holds a span."""
        return [
            n for n in self.contents.near(span)
            if any(
                s.start <= span.start and span.end <= s.end for s in self.attributions[n].content
            )
        ]  # fmt: skip

    def _length(self, index: int) -> tuple[int, int]:
        return sum(s.end - s.start for s in self.attributions[index].content), index

    def _speak(self, index: int) -> None:
        attribution, record = self.attributions[index], self.told[index]
        self._walk(self._place(index)[0])
        host = self._host(index)
        found: list[Entity] = []
        self.discourse.adds = self._goes_on(attribution)
        self.discourse.reads = any(s.of(self.article.text) in _READS for s in attribution.cue)
        self.discourse.content = attribution.content
        self.discourse.hearers = self._hearers(attribution)
        spans = self._with_name(attribution)
        main = next((s for s in spans if parse(s.of(self.article.text), s.start).name), None)
        if spans:  # several pieces are one source: the piece with the name says which
            found += self.speakers.resolve(main or spans[0], host)
            for span in spans:
                self.speakers.mentions.setdefault(span, found[0])
        record.sources = tuple(found)
        if found and not host:
            self.discourse.last = found[0]
        heard: list[Entity] = []
        for span in self.addressees[index]:
            heard += [e for e in self.speakers.resolve(span, host) if e not in heard]
        record.addressees = tuple(heard)
        self.discourse.content, self.discourse.hearers = (), frozenset()

    def _hearers(self, attribution: Attribution) -> frozenset[Entity]:
        """Return who is told, where the name stands right behind the cue: “he told Roe”."""
        text, cue = self.article.text, attribution.cue[-1] if attribution.cue else None
        if not cue or not _TELLS.search(cue.of(text)):
            return frozenset()
        near = self.named.near(Span(cue.end, cue.end + _BEHIND))
        after = (e for e in map(self.cast.events.__getitem__, near) if e.start - cue.end > 0)
        return frozenset(
            e.entity
            for e in after
            if e.start - cue.end < _BEHIND and _TO.fullmatch(text, cue.end, e.start)
        )

    def _with_name(self, attribution: Attribution) -> Spans:
        """Return the source's spans; the name behind a role that was taken for the cue is theirs.

        “Ministry | spokeswoman | Ada Roe” is said by Ada Roe.
        """
        spans = joined(attribution.source)
        if len(spans) != 1 or len(attribution.cue) != 1:
            return spans
        cue, text = attribution.cue[0], self.article.text
        if not 0 < cue.start - spans[0].end + 1 < 3 or not personal(cue.of(text).strip().lower()):
            return spans
        name = next(scan(text[cue.end : cue.end + 60].split("\n")[0]), None)
        if name is None or name.span.start != 1 or name.title:
            return spans
        return (Span(spans[0].start, cue.end + name.span.end),)

    def _host(self, index: int) -> tuple[Entity, ...]:
        """Return who speaks the content in which the source of an attribution stands."""
        attribution = self.attributions[index]
        if attribution.parent is not None and 0 <= attribution.parent < len(self.told):
            return self.told[attribution.parent].sources
        if not attribution.source:
            return ()
        around = [n for n in self._holding(attribution.source[0]) if n != index]
        return self.told[min(around, key=self._length)].sources if around else ()

    def _hands(self, index: int) -> None:
        """Set the hands of an attribution and of its source: what is said first holds on."""
        attribution, record = self.attributions[index], self.told[index]
        if attribution.own_voice or not record.sources:
            return
        direct = self._direct(index)
        if not direct and self._same_breath(index):
            direct = self.told[index - 1].hands
        cited = self._cited(index) if self._outer(index) is None else None
        if cited and any(e.kind in ("outlet", "organisation") for e in record.sources):
            direct = _chain(direct, record.sources)
            record.sources = cited
        first = record.sources[0]
        if not direct and first.kind == "anonymous" and first.hands:
            direct = first.hands
        record.hands = tuple(
            h for h in direct if h is not self.cast.own and h not in record.sources
        )
        for entity in record.sources:
            if entity.kind != "anonymous" or entity.heard_by:
                continue
            entity.hands = record.hands
            entity.heard_by = record.hands[-1] if record.hands else self.cast.own

    def _direct(self, index: int) -> tuple[Entity, ...]:
        attribution, record = self.attributions[index], self.told[index]
        hands: tuple[Entity, ...] = ()
        outer = self._outer(index)
        if outer is not None:
            parent = self.told[outer]
            others = [e for e in parent.sources if e not in record.sources]
            hands = _chain(parent.hands, others[:1])  # two who say it together are no chain
        hands = _chain(hands, [e for e in record.addressees if e.kind == "outlet"])
        for span in joined(attribution.source):
            phrase = parse(span.of(self.article.text), span.start)
            hands = _chain(hands, self._through(phrase))
        return hands

    def _outer(self, index: int) -> int | None:
        """Return the attribution that tells this one: around it, or of whom it is cited."""
        parent = self.attributions[index].parent
        if parent is not None and 0 <= parent < len(self.told):
            return parent
        return self.cited_by.get(index)

    def _through(self, phrase: Phrase) -> list[Entity]:
        """Return the outlets in “…, quoted by Quay Wire”, “Quay Wire's source”, “seen by …”."""
        found = []
        for words in (phrase.through, phrase.owner, obtained_by(phrase)):
            inner = parse(words, 0) if words else None
            if not inner or not inner.name:
                continue
            entity = self.cast.named(inner.name.words)
            if entity and entity.kind == "outlet":
                found.append(entity)
        return found

    def _cited(self, index: int) -> tuple[Entity, ...] | None:
        attribution = self.attributions[index]
        if not attribution.source:
            return None
        at = max(0, bisect_right(self.starts, attribution.source[0].start) - 1)
        taken = [
            s
            for n in self.speaking.near(self.sentences[at])
            if n != index and self.cited_by.get(n) != index
            for s in self.attributions[n].source
        ]
        span = citing(attribution, self.article, self.sentences[at], taken)
        if not span and index not in self.around:
            span = as_saying(attribution, self.article)
        return self.speakers.resolve(span) if span else None

    def _same_breath(self, index: int) -> bool:
        """Tell whether the source goes on as in the attribution before: “he added”."""
        if not index or self.told[index - 1].sources != self.told[index].sources:
            return False
        return self._goes_on(self.attributions[index])

    def _goes_on(self, attribution: Attribution) -> bool:
        cue = " ".join(s.of(self.article.text).lower() for s in attribution.cue)
        return any(word in cue for word in _GOES_ON)

    def _headline(self) -> None:
        """Let “: Report” and “source says” in the headline mean what the story then says."""
        end = self.article.headline.end if self.article.headline else self.article.text.find("\n")
        body = [
            n for n in range(len(self.told)) if self._place(n)[0] > end and self.told[n].sources
        ]
        for index, record in enumerate(self.told):
            place = self._place(index)[0]
            if (
                not body
                or place >= end
                or not record.sources
                or not self.attributions[index].source
            ):
                continue
            entity = record.sources[0]
            meant = self._foretold(entity, [self.told[n] for n in body[:4]])
            if meant is None:
                continue
            if entity.kind == "document":  # “The report” below is that of the headline
                self.cast.became[entity] = meant[0][0]
            record.sources, record.hands = meant
            for span in self.attributions[index].source:
                self.speakers.mentions[span] = record.sources[0]

    def _settle(self) -> None:
        """Put whom a description turned out to mean in its place."""
        full = [s for s in self.sentences if s.of(self.article.text).count(" ") > 2]
        full = full or self.sentences  # “ABSTRACT.” is no sentence
        lede = full[min(len(full) - 1, _LEDE)].end
        foretold.named_later(self.cast, self.speakers.mentions, lede)
        meant = self._meant
        for record in self.told:
            record.sources = tuple(dict.fromkeys(meant(e) for e in record.sources))
            record.addressees = tuple(dict.fromkeys(meant(e) for e in record.addressees))
            record.hands = tuple(dict.fromkeys(meant(e) for e in record.hands))
        for span, entity in self.speakers.mentions.items():
            self.speakers.mentions[span] = meant(entity)

    def _meant(self, entity: Entity) -> Entity:
        """Return whom a description or a second name turned out to mean."""
        for _ in range(len(self.cast.became)):
            if entity not in self.cast.became:
                break
            entity = self.cast.became[entity]
        return entity

    def _foretold(
        self, entity: Entity, body: Sequence[Told]
    ) -> tuple[tuple[Entity, ...], tuple[Entity, ...]] | None:
        words = entity.names[0].lower().split()
        if entity.proper or len(words) not in (1, 2) or words[0] in ("a", "an", "the"):
            return None
        for record in body:
            if words[-1] in ("report", "reports"):
                hands = [e for e in (*record.hands, *record.sources) if e.kind == "outlet"]
                if hands:
                    return (hands[0],), ()
            elif any(entity.heads & e.heads and entity.plural == e.plural and e.kind == entity.kind
                     for e in record.sources):  # fmt: skip
                return record.sources, record.hands
        return None


def _chain(hands: Sequence[Entity], more: Sequence[Entity]) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys((*hands, *more)))
