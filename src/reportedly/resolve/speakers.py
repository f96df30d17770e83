"""One mention of a source to the entities that it means; what nobody can tell stays apart."""

import re
from dataclasses import replace

from reportedly.records import Article, Kind, Span
from reportedly.resolve import epithets, pronouns, relatives
from reportedly.resolve.about import kind_by
from reportedly.resolve.antecedents import of_description, of_pronoun, of_relative
from reportedly.resolve.belonging import belongs, government, learn, of_outlet
from reportedly.resolve.cast import Cast
from reportedly.resolve.discourse import Discourse
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import (
    CROWD,
    DOCUMENT,
    GOVERNMENT,
    ORGANISATION,
    OUTLET,
    described,
    personal,
)
from reportedly.resolve.names.reading import fold, scan
from reportedly.resolve.phrases import (
    FIRST,
    OTHERS,
    PERSONAL,
    PLURALS,
    RELATIVE,
    Phrase,
    parse,
)
from reportedly.resolve.several import parts

_UNNAMED = frozenset("unnamed anonymous unidentified undisclosed unspecified".split())
_KNOWING = re.compile(r"familiar|with (?:\w+ )?knowledge|briefed|close to|near|involved")
_CLAUSE = re.compile(r"[“\"]?([^,\n]{2,80}), (?:who|which|whose)\b[^.]*$")
_AGENCY = re.compile(r" (?:state )?(?:news )?(?:agency|newspaper|daily|broadcaster|magazine)\b")
_SEVERAL = frozenset(
    "they them their both some many few most all several others everyone everybody those"
    " these".split()
)
_ANY = ("every", "each", "any")
_COPY = re.compile(
    r"(?:(?:a|the) )?(?:cop(?:y|ies)|extracts?|drafts?|transcripts?|parts?) of which\b"
)
_WHAT = re.compile(r"(?:^|(?<=[\s“\"]))((?:[Tt]he|[Aa]n?) [^,\n]{3,80}), $")
_NOUNS = ("PAC", "NGO", "CEO")  # initials that say what somebody is, not who
_BOTH = re.compile(
    r"(?i)the (?:two|pair|duo)(?: (?:men|women|candidates|rivals|leaders|senators))?"
    r"|both (?:men|women|candidates|rivals|leaders|senators|of them)"
)
_CLOSED = re.compile(r",[ ”\"]")
# “Quay Action, a group | set up to …”: the apposition goes on where the source was cut.
GOES_ON = ORGANISATION | OUTLET | {"pac", "nonprofit"}
_GOES_ON = re.compile(r" (?:that|which|whose|set|founded|formed|backing|led|run|based|for|of)\b")
_ARTICLE = re.compile(r"\b((?:the|an?) )$")


class Speakers:
    """Resolves the mentions of one article, in the order in which they stand."""

    def __init__(self, article: Article, cast: Cast, discourse: Discourse) -> None:
        self.article, self.cast, self.discourse = article, cast, discourse
        self.mentions: dict[Span, Entity] = {}
        self._read: dict[tuple[int, str], tuple[Entity, ...]] = {}
        self._pair: tuple[Entity, ...] = ()  # who last spoke together

    def resolve(self, span: Span, host: tuple[Entity, ...] = ()) -> tuple[Entity, ...]:
        """Return whom the words at `span` mean; `host` speaks the content they stand in."""
        phrases = parts(self._whole(span), self.article, self.cast)
        found: list[Entity] = []
        for phrase in phrases:
            for entity in self._one(phrase, host):
                if entity not in found:
                    found.append(entity)
        if len(found) > 1:
            self._pair = tuple(found)
        for entity, phrase in zip(found, phrases, strict=False):
            self.discourse.add(phrase.span, entity)
            self.mentions[span if len(phrases) == 1 else phrase.span] = entity
        return tuple(found)

    def _whole(self, span: Span) -> Span:
        """Return “the Corrandian news agency” for “Corrandian”: an adjective says nothing."""
        text = self.article.text
        more = _AGENCY.match(text, span.end)
        if not more or " " in span.of(text).strip():
            return span
        before = _ARTICLE.search(text, max(0, span.start - 4), span.start)
        return Span(before.start(1) if before else span.start, more.end())

    def _one(self, phrase: Phrase, host: tuple[Entity, ...]) -> tuple[Entity, ...]:
        if phrase.pronoun:
            return self._pronoun(phrase, host)
        place = phrase.span.start, phrase.core  # nested attributions may share one source
        if place not in self._read:
            self._read[place] = self._other(phrase)
        return self._read[place]

    def _other(self, phrase: Phrase) -> tuple[Entity, ...]:
        outlet = self._outlet(phrase)
        if phrase.head in OUTLET and not outlet:  # “Telcora, | the Corrandian news agency |,”
            outlet = self._cut(phrase)
        if outlet:
            return (outlet,)
        copied = self._copied(phrase)
        if copied:
            return copied
        phrase = self._apposed_name(phrase)
        if phrase.name and phrase.name.words in _NOUNS and phrase.determiner:
            phrase = replace(phrase, name=None, head=phrase.name.words.lower())
        if phrase.name:
            named = self._named(phrase)
            if named:
                return (named,)
        if _BOTH.fullmatch(phrase.words):
            pair = self._pair or pronouns.together(phrase.span.start, self.article, self.discourse)
            if len(pair) == 2:
                return pair
        return (self._described(phrase),)

    def _copied(self, phrase: Phrase) -> tuple[Entity, ...]:
        """Return the report in “the report, | a copy of which has been seen by … |, says”."""
        found = _COPY.match(phrase.words)
        if not found:
            return ()
        place = phrase.span.start
        text = self.article.text
        opening = self.discourse.sentences[self.discourse.sentence(place)]
        whose = _WHAT.search(text, opening, place)
        if not whose:
            return ()
        return self._one(parse(whose[1], whose.start(1)), ())

    def _outlet(self, phrase: Phrase) -> Entity | None:
        """Return the outlet whose name the words are, whole: “Quay 24”, “Ash & Elm Weekly”."""
        if phrase.words[:1].islower() and not phrase.words.startswith("the "):
            return None
        bare = re.sub(r"^[Tt]he ", "", re.split(r", | \(", phrase.words)[0])
        known = self.cast.table.named(bare) and bare[:1].isupper()
        return self.cast.named(bare) if known else None

    def _pronoun(self, phrase: Phrase, host: tuple[Entity, ...]) -> tuple[Entity, ...]:
        word, place = phrase.pronoun, phrase.span.start
        if word in FIRST:
            return self._first_person(phrase, host)
        if word in (*PLURALS, "each") and self.discourse.last in self._pair:
            return self._pair
        found: Entity | None = None
        if word in RELATIVE:
            found = self._relative(phrase)
        elif word not in OTHERS:
            found = of_pronoun(phrase, self.discourse, host[0] if host else None)
            if word not in PERSONAL:
                found = self._at(pronouns.nearest(self.article, phrase, self.discourse, found))
        if found:
            return (found,)
        if word in PLURALS:
            pair = pronouns.together(place, self.article, self.discourse)
            if pair:
                return pair
        return (self._untold(word, phrase.words),)

    def _first_person(self, phrase: Phrase, host: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Return who says “I”: the speaker of the quotation, of the line, or the author."""
        if host:
            return host
        speaker = pronouns.label(self.article, phrase.span.start, self.cast)
        if speaker:
            return (speaker,)
        place = phrase.span.start
        told_by = not pronouns.in_marks(self.article, place) and not pronouns.dialogue(self.article)
        if self.discourse.quoted(place) or not told_by:
            return (self._untold(phrase.pronoun, phrase.words),)
        return (self.cast.voice(phrase.pronoun in pronouns.SINGULAR),)

    def _relative(self, phrase: Phrase) -> Entity | None:
        found = relatives.head(self.article, phrase, self.discourse)
        if isinstance(found, Span):  # “the senators, who”: as if they were the source
            meant = parse(found.of(self.article.text), found.start)
            closed = self.article.text[found.end : phrase.span.start].strip()
            if not closed and epithets.can_mean_person(meant):
                return None  # “the senator who …” is told by that alone
        return self._at(found) or of_relative(phrase, self.discourse)

    def _at(self, found: Entity | Span | None) -> Entity | None:
        """Return what was found: an entity, or what the words at a span mean."""
        if isinstance(found, Span):
            return self._one(parse(found.of(self.article.text), found.start), ())[0]
        return found

    def _untold(self, word: str, words: str) -> Entity:
        """Return an entity for a pronoun of which it can't be told whom it means."""
        kind: Kind = "none"
        if word in PERSONAL or word in pronouns.SINGULAR or word in ("who", "whom"):
            kind = "person"
        elif word in FIRST or word in _SEVERAL:
            kind = "collective"
        entity = self.cast.new(kind, words)
        entity.plural = kind == "collective"
        entity.unsure = word not in OTHERS
        return entity

    def _apposed_name(self, phrase: Phrase) -> Phrase:
        """Take the name from “the director, Dr Hanne Oswick”."""
        if phrase.name or not phrase.apposition or not epithets.apposed(phrase):
            return phrase
        at = self.article.text.find(phrase.apposition, phrase.span.start)
        names = list(scan(phrase.apposition))
        if at < 0 or not names:
            return phrase
        name = names[0]
        before = phrase.apposition[: name.span.start].removesuffix(f"{name.title} ")
        if before not in ("", "state ", "the "):  # “state Del. Ada Roe”
            return phrase
        placed = replace(name, span=Span(at + name.span.start, at + name.span.end))
        core = self.article.text[phrase.span.start : at].strip(" ,")
        rest = phrase.apposition[name.span.end :].strip(" ,")
        core = re.sub(r"^(?:[Tt]he|[Aa]n?|[Aa]nother) ", "", core)
        title = f"{core} {name.title}".strip()
        return replace(phrase, name=placed, title=title, apposition=rest)

    def _named(self, phrase: Phrase) -> Entity | None:
        assert phrase.name
        self.cast.place = phrase.name.span.start
        entity = self.cast.named(phrase.name.words, phrase.title)
        if entity is None:
            return None
        if entity.kind is None:
            entity.kind = kind_by(phrase)
        if phrase.head in OUTLET and not personal(phrase.head) and entity.kind != "outlet":
            entity.kind = "outlet"
        learn(entity, phrase, self.cast, self.discourse)
        self._employed(entity, phrase)
        if phrase.determiner == "the" and entity.kind == "person":
            self._foreseen(entity, phrase.head)
        return entity

    def _employed(self, entity: Entity, phrase: Phrase) -> None:
        """Learn of “its director, Ada Roe” for whom she speaks."""
        if entity.kind != "person" or entity.affiliation or phrase.determiner != "its":
            return
        it = parse("it", phrase.span.start)
        found = of_pronoun(it, self.discourse, None)
        found = self._at(pronouns.nearest(self.article, it, self.discourse, found)) or found
        if found and found.kind in ("organisation", "government", "outlet") and not found.unsure:
            entity.affiliation = found.name

    def _foreseen(self, entity: Entity, head: str) -> None:
        """Let “the director of …” before have been “the director, Dr Ada Roe” now."""
        before = [
            e for e in self.cast.entities
            if e.kind == "person" and not e.proper and not e.plural and head in e.heads
            and e not in self.cast.became and e.names[0][:4].lower() == "the "
        ]  # fmt: skip
        if len(before) == 1:
            self.cast.became[before[0]] = entity
            entity.affiliation = entity.affiliation or before[0].affiliation
            entity.country = entity.country or before[0].country

    def _cut(self, phrase: Phrase) -> Entity | None:
        """Return whom a piece of a longer mention means, where a tagger cut it.

        “the news agency of Quay” right behind “Telcora,” is Telcora; words from the
        clause behind “The source, who …” are the source's.
        """
        start, text = phrase.span.start, self.article.text
        closed = bool(_CLOSED.match(text, phrase.span.end)) or (
            phrase.head in GOES_ON and bool(_GOES_ON.match(text, phrase.span.end))
        )
        closed = closed and text[max(0, start - 2) : start] == ", "  # no “…”, the agency said
        if closed and phrase.determiner in ("the", "a", "an"):
            before = next(iter(self.discourse.before(start - 1)), None)
            if before and before.end == start - 2:
                thing = not personal(phrase.head)
                return before.entity if thing is (before.entity.kind != "person") else None
        if phrase.determiner or phrase.plural or phrase.owner:
            return None
        opening = self.discourse.sentences[self.discourse.sentence(start)]
        clause = _CLAUSE.match(text, opening, start)
        if not clause or start - opening > 300:
            return None
        found = self._one(parse(clause[1], opening), ())
        return found[0] if found else None

    def _described(self, phrase: Phrase) -> Entity:
        phrase = self._found_in(phrase)
        cut = self._cut(phrase)
        if cut:
            return cut
        own = of_outlet(phrase, self.cast) or government(phrase, self.cast)
        own = own or epithets.campaign(phrase, self.cast) or epithets.land(phrase, self.cast)
        own = own or epithets.surnamed(phrase, self.cast) or self._publisher(phrase)
        if own:
            return own
        unsure = False
        behind = epithets.followed(phrase, self.article)
        if behind:
            self.cast.place = behind.span.start
            named = self.cast.named(behind.words, f"{phrase.core} {behind.title}".strip())
            if named and named.kind in ("person", None):
                named.kind = "person"
                return named
        plain = not phrase.determiner and not phrase.plural and not phrase.owner
        if (phrase.definite and not phrase.owner) or (plain and self._headline(phrase) is False):
            found = of_description(phrase, self.discourse)
            if not found and epithets.can_mean_person(phrase):
                found, unsure = epithets.person(phrase, self.discourse)
            if found:
                return found
        name = re.split(r", that ", phrase.core)[0]  # what two people say is no part of them
        name = name if len(name) < 160 else name[:160].rsplit(" ", 1)[0]
        same = epithets.group(phrase, self.cast)
        if same:
            return same
        known = phrase.definite or phrase.determiner in ("his", "her", "its", "their", "our", "my")
        kind, plural = _kind(phrase, known=known)
        entity = self.cast.new(kind, name)
        entity.plural, entity.unsure = plural, unsure
        entity.heads.add(phrase.head)
        entity.words.update(m.lower() for m in phrase.modifiers if m.lower() not in _UNNAMED)
        if kind == "organisation" and phrase.modifiers and phrase.modifiers[-1][:1].isupper():
            entity.backing = " ".join((*phrase.modifiers, phrase.head))  # “the Roe campaign”
        belongs(entity, phrase, self.cast)
        return entity

    def _publisher(self, phrase: Phrase) -> Entity | None:
        """Return the body on whose own page “the department” stands, if it has that in its name."""
        plain = phrase.determiner == "the" and not (phrase.modifiers or phrase.within)
        if phrase.plural or not plain or phrase.head not in (ORGANISATION | GOVERNMENT) - OUTLET:
            return None
        own = self.cast.own
        return own if own and phrase.head in fold(own.name).split() else None

    def _found_in(self, phrase: Phrase) -> Phrase:
        """Return the document that “the results of the poll” are found in."""
        if phrase.head not in ("result", "finding") or not phrase.within.startswith("of "):
            return phrase
        start = self.article.text.find(phrase.within, phrase.span.start) + len("of ")
        inner = parse(phrase.within[len("of ") :], start)
        return inner if inner.head in DOCUMENT else phrase

    def _headline(self, phrase: Phrase) -> bool:
        """Tell whether a mention stands in the headline or the first line."""
        end = self.article.headline.end if self.article.headline else self.article.text.find("\n")
        return phrase.span.start < end


def _kind(phrase: Phrase, *, known: bool) -> tuple[Kind, bool]:
    """Return the kind of whoever is described, and whether they are several.

    “Some of the villagers” and “half of them” are of the kind of the whole; “every banker”
    is nobody who speaks alone.
    """
    inner = parse(phrase.within[len("of ") :], 0) if phrase.within.startswith("of ") else None
    if inner and (phrase.head in CROWD or not phrase.head):
        one = phrase.determiner in ("one", "another", "one of", "one of the")
        kind = described(inner.head or "person", definite=False, plural=not one)
        return ("anonymous" if one and kind == "none" else kind), not one
    if phrase.determiner in _ANY and personal(phrase.head):
        return "collective", True
    if phrase.head == "person" and phrase.plural and _KNOWING.match(phrase.within):
        return "anonymous", True
    return described(phrase.head, definite=known, plural=phrase.plural), phrase.plural
