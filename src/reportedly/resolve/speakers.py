"""One mention of a source to the entities that it means; what nobody can tell stays apart."""

import re
from dataclasses import replace

from reportedly.records import Article, Kind, Span
from reportedly.resolve.antecedents import Discourse, of_description, of_pronoun, of_relative
from reportedly.resolve.cast import Cast, Entity
from reportedly.resolve.kinds import (
    ACCOUNT,
    ANONYMOUS,
    DOCUMENT,
    GOVERNMENT,
    ORGANISATION,
    OUTLET,
    SPOKEN,
    STATE_WORDS,
    STORY,
    described,
    personal,
    singular,
)
from reportedly.resolve.names import scan
from reportedly.resolve.phrases import (
    FIRST,
    OTHERS,
    PERSONAL,
    RELATIVE,
    Phrase,
    acronym_in,
    parse,
    role_in,
)
from reportedly.text import fold

_AND = re.compile(r",? and (?:the )?|, (?=[A-Z])")
_UNNAMED = frozenset("unnamed anonymous unidentified undisclosed unspecified".split())
_MAKER = re.compile(r"^(?:by|from|of|in|at|on|commissioned by|published (?:by|in)|with) (?:the )?")
_NAMED_BODY = re.compile(r" (?:(?:of|at|for|from|with|in|on|by) )?(?:the |an? )?((?:[a-z]+ )?[A-Z].*)$")
_RANKS = frozenset("retired former senior chief deputy interim acting longtime then-president".split())
_MINISTER = re.compile(r"\b(?:(Prime) )?((?:[A-Z]\w+ )*)[Mm]inister\b")


class Speakers:
    """Resolves the mentions of one article, in the order in which they stand."""

    def __init__(self, article: Article, cast: Cast, discourse: Discourse) -> None:
        self.article, self.cast, self.discourse = article, cast, discourse
        self.mentions: dict[Span, Entity] = {}

    def resolve(self, span: Span, host: tuple[Entity, ...] = ()) -> tuple[Entity, ...]:
        """Return whom the words at `span` mean; `host` speaks the content they stand in."""
        phrases = self._parts(span)
        found: list[Entity] = []
        for phrase in phrases:
            for entity in self._one(phrase, host):
                if entity not in found:
                    found.append(entity)
        for entity, phrase in zip(found, phrases, strict=False):
            self.discourse.add(phrase.span, entity)
            self.mentions[span if len(phrases) == 1 else phrase.span] = entity
        return tuple(found)

    def _parts(self, span: Span) -> list[Phrase]:
        """Split “Burgess and BehneMar” in two; “US and German officials” stays one."""
        words = span.of(self.article.text)
        whole = parse(words, span.start)
        if " and " not in words or whole.pronoun:
            return [whole]
        core = words[: len(words) - len(whole.apposition)] if whole.apposition else words
        parts, at = [], 0
        for match in [*_AND.finditer(core), None]:
            piece = core[at : match.start() if match else len(core)]
            if piece.strip(" ,"):
                parts.append(parse(piece, span.start + at))
            at = match.end() if match else at
        separate = len(parts) > 1 and all(self._stands_alone(part) for part in parts)
        return parts if separate else [whole]

    def _stands_alone(self, phrase: Phrase) -> bool:
        if not phrase.name or phrase.within or phrase.plural:
            return False
        if phrase.title and not personal(phrase.head) and not phrase.title.endswith("."):
            return False
        words, table = phrase.name.words, self.cast.table
        if table.named(words) or self.cast.countries.meant(words) or phrase.title:
            return True
        if fold(words) in self.cast.countries.adjectives:
            return False
        entity = self.cast.named(words)
        return bool(entity) and (" " in words or self.discourse.counts.get(entity.number, 0) > 1
                                 or entity.kind in ("person", "organisation"))  # fmt: skip

    def _one(self, phrase: Phrase, host: tuple[Entity, ...]) -> tuple[Entity, ...]:
        if phrase.pronoun:
            return self._pronoun(phrase, host)
        phrase = self._apposed_name(phrase)
        if phrase.name:
            named = self._named(phrase)
            if named:
                return (named,)
        return (self._described(phrase),)

    def _pronoun(self, phrase: Phrase, host: tuple[Entity, ...]) -> tuple[Entity, ...]:
        word = phrase.pronoun
        if word in FIRST and host:
            return host
        speaker = host[0] if host else None
        found: Entity | None = None
        if word in RELATIVE:
            found = of_relative(phrase, self.discourse)
        elif word not in FIRST and word not in OTHERS:
            found = of_pronoun(phrase, self.discourse, speaker)
        if found:
            return (found,)
        kind: Kind = "none"
        if word in PERSONAL or word in ("i", "me", "my", "mine", "who", "whom"):
            kind = "person"
        elif word in FIRST or word in ("they", "them", "their", "both", "some", "many", "few"):
            kind = "collective"
        entity = self.cast.new(kind, phrase.words)
        entity.plural = kind == "collective"
        return (entity,)

    def _apposed_name(self, phrase: Phrase) -> Phrase:
        """Take the name from “the director, Dr Hanne Oswick”."""
        if phrase.name or not phrase.apposition or not personal(phrase.head):
            return phrase
        at = self.article.text.find(phrase.apposition, phrase.span.start)
        names = list(scan(phrase.apposition))
        if at < 0 or not names or names[0].span.start > len(names[0].title) + 1:
            return phrase
        name = names[0]
        placed = replace(name, span=Span(at + name.span.start, at + name.span.end))
        core = self.article.text[phrase.span.start : at].strip(" ,")
        rest = phrase.apposition[name.span.end :].strip(" ,")
        return replace(phrase, name=placed, title=f"{core} {name.title}".strip(), apposition=rest)

    def _named(self, phrase: Phrase) -> Entity | None:
        assert phrase.name
        entity = self.cast.named(phrase.name.words, phrase.title)
        if entity is None:
            return None
        if entity.kind is None:
            entity.kind = self._kind_by(phrase)
        if phrase.head in OUTLET and not personal(phrase.head) and entity.kind != "outlet":
            entity.kind = "outlet"
        self._learn(entity, phrase)
        return entity

    def _kind_by(self, phrase: Phrase) -> Kind:
        """Return the kind of a name of which nothing else tells it."""
        role, _ = role_in(phrase.apposition)
        for noun in (phrase.head, role):
            if noun and not personal(noun):
                kind = described(noun, definite=True, plural=False)
                if kind not in ("none", "collective"):
                    return kind
        words = phrase.name.words if phrase.name else phrase.words
        if phrase.determiner == "the" and not phrase.title:
            return "organisation"
        return "person" if not words.isupper() or len(words) > 5 else "organisation"

    def _learn(self, entity: Entity, phrase: Phrase) -> None:
        """Keep what a mention says about its entity: role, affiliation, government."""
        role, complement = role_in(phrase.apposition)
        if role:
            self.cast.describe(entity, phrase.apposition.split(",")[0])
            entity.heads.add(role)
        short = acronym_in(phrase.apposition)
        if short and entity.kind != "person":
            self.cast.alias(entity, short)
        if entity.kind != "person":
            return
        stated = _affiliation(phrase.title) or complement or phrase.within
        if stated and not entity.affiliation:
            entity.affiliation = _body(stated)
        said = f"{phrase.title} {phrase.owner} {phrase.apposition if role else ''}"
        self._side(entity, said, complement)

    def _side(self, entity: Entity, said: str, complement: str) -> None:
        """Set whose government or body a person or an official speaks for, where words say so."""
        words = {w.strip(".,’'\"").lower() for w in re.split(r"[\s-]", said.replace("’s", ""))}
        if "former" in words or "ex" in words:
            return
        if words & STATE_WORDS and not entity.country:
            entity.country = self.cast.countries.in_words(said)
            if not entity.country:
                offices = [self.cast.countries.office(n.words) for n in scan(said)]
                entity.country = next(filter(None, offices), None)
        if words & SPOKEN and complement and not entity.backing:
            entity.backing = _body(complement)
        elif words & SPOKEN and entity.affiliation and not entity.backing:
            entity.backing = entity.affiliation

    def _described(self, phrase: Phrase) -> Entity:
        own = self._of_outlet(phrase)
        if own:
            return own
        government = self._government(phrase)
        if government:
            return government
        plain = not phrase.determiner and not phrase.plural and not phrase.owner
        if (phrase.definite and not phrase.owner) or (plain and self._headline(phrase) is False):
            found = of_description(phrase, self.discourse)
            if found:
                return found
        name = phrase.words if len(phrase.words) < 160 else phrase.words[:160].rsplit(" ", 1)[0]
        bare = f"{phrase.determiner} {' '.join(phrase.modifiers)} {phrase.head}".lower()
        same = self._said_before(phrase, bare)
        if same:
            return same
        known = phrase.definite or phrase.determiner in ("his", "her", "its", "their", "our", "my")
        kind = described(phrase.head, definite=known, plural=phrase.plural)
        if phrase.head in ANONYMOUS and phrase.determiner in ("his", "her", "their") and kind == "none":
            kind = "anonymous"
        entity = self.cast.new(kind, name)
        entity.plural = phrase.plural or phrase.head in ("poll", "police") and phrase.plural
        entity.heads.add(phrase.head)
        entity.words.update(m.lower() for m in phrase.modifiers if m.lower() not in _UNNAMED)
        self._belongs(entity, phrase)
        return entity

    def _said_before(self, phrase: Phrase, bare: str) -> Entity | None:
        """Return the group that was called the same before: “experts”, “US officials”."""
        if not phrase.plural or phrase.determiner in ("other", "another", "some", "several"):
            return None
        for entity in self.cast.entities:
            if entity.plural and not entity.proper and entity.names[0].lower() == phrase.words.lower():
                return entity
        return None

    def _headline(self, phrase: Phrase) -> bool:
        """Tell whether a mention stands in the headline or the first line."""
        end = self.article.headline.end if self.article.headline else self.article.text.find("\n")
        return phrase.span.start < end

    def _of_outlet(self, phrase: Phrase) -> Entity | None:
        """Return the outlet in “a Reuters report”, “reports in the Straits Times”."""
        if phrase.head not in STORY or phrase.plural and not phrase.within:
            return None
        after = _MAKER.sub("", phrase.within) if phrase.within else ""
        for words in (" ".join(phrase.modifiers), phrase.owner, after):
            names = list(scan(words)) if words else []
            for name in names[:1] if words == after else names[-1:]:
                if self.cast.table.named(name.words):
                    entity = self.cast.named(name.words)
                    if entity and entity.kind == "outlet":
                        return entity
        return None

    def _government(self, phrase: Phrase) -> Entity | None:
        """Return the government in “Halmere's government”, “the Russian government”."""
        if phrase.head not in ("government", "regime", "administration") or phrase.plural:
            return None
        said = f"{phrase.owner} {' '.join(phrase.modifiers)} {phrase.within}"
        country = self.cast.countries.in_words(said)
        return self.cast.government(country, phrase.words) if country else None

    def _belongs(self, entity: Entity, phrase: Phrase) -> None:
        """Note maker, government or principal of somebody only described."""
        said = f"{phrase.owner} {' '.join(phrase.modifiers)} {phrase.within}"
        if phrase.head in DOCUMENT or phrase.head in ACCOUNT:
            after = _MAKER.sub("", phrase.within)
            names = [n for w in (phrase.owner, " ".join(phrase.modifiers), after) for n in scan(w)]
            maker = next((n.words for n in names if fold(n.words) not in self.cast.countries.adjectives), "")
            entity.affiliation = maker or None
            made = self.cast.table.find(maker) if maker else None
            entity.backing = made.group if made else maker or None
            return
        state = phrase.head in STATE_WORDS | GOVERNMENT or {m.lower() for m in phrase.modifiers} & STATE_WORDS
        if state or phrase.head in SPOKEN or singular(phrase.head) in ("official", "diplomat"):
            self._side(entity, f"{said} {phrase.head}", "")
        if phrase.head in SPOKEN or personal(phrase.head):
            principal = _body(phrase.within)
            if principal:
                entity.affiliation = principal
                if phrase.head in SPOKEN or phrase.head in ("lawyer", "attorney"):
                    entity.backing = principal
            elif phrase.owner:
                entity.affiliation = phrase.owner
                entity.backing = phrase.owner if phrase.head in SPOKEN else None


def _affiliation(title: str) -> str:
    """Return the body that a title names: “Russian Foreign Minister” is of a ministry.

    >>> _affiliation("Halmeri Water Minister"), _affiliation("Quay campaign spokeswoman")
    ('Halmeri Water Ministry', 'Quay campaign')
    >>> _affiliation("President"), _affiliation("Mr.")
    ('', '')
    """
    title = title.replace("’", "'")
    match = _MINISTER.search(title)
    if match and match[1] is None and match[2]:
        start = 0 if not re.match(r"(?:former|ex-)", title) else len(title.split()[0]) + 1
        return re.sub(r"[Mm]inister.*", "Ministry", title[start:]).replace("'s ", " ")
    words = title.split()
    while words and (personal(singular(words[-1].lower().strip("."))) or words[-1].endswith(".")):
        words.pop()
    while words and words[-1].islower() and words[-1] not in ORGANISATION | GOVERNMENT | OUTLET:
        words.pop()
    while words and words[0].lower() in _RANKS:
        words.pop(0)
    shorter = 0 < len(words) < len(title.split())
    return " ".join(words) if shorter and words[0][0].isupper() else ""


def _body(words: str) -> str | None:
    """Return the body that a complement names, None if it names none.

    >>> _body("of water law at the University of Tarn who left in 2019")
    'University of Tarn'
    >>> _body("for the family") is None
    True
    """
    words = re.split(r" (?:who|which|that|whose|and an?|and former)\b|[,;(]", words)[0]
    found = _NAMED_BODY.search(f" {words}")
    return found[1].strip() if found else None
