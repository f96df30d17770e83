"""The cast of one article: every name in it, gathered into who and what is meant.

Names come first, wherever they stand, because the antecedent of a source is
often no source itself. Two names are one entity when they are spelt alike, one
is the surname or the acronym of the other, or the text says so (“formerly …”).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.records import Article, Kind, Span
from reportedly.resolve.about import learn
from reportedly.resolve.countries import Countries
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.kinds import BODY, OUTLET, PLACES, ROLE, SPOKEN, TITLES, personal, singular
from reportedly.resolve.names.namesakes import first_names, likeliest, shorter, whole
from reportedly.resolve.names.reading import (
    Name,
    fold,
    gender,
    given,
    is_acronym,
    is_body,
    scan,
    short_for,
    spelling,
    surname,
)
from reportedly.resolve.outlets.table import Outlet, OutletTable

_BRACKET = re.compile(r"['’\"”]? \((?:the |or )?[\"“]?([A-Z][A-Za-z.&-]{1,9})[\"”]?\)")
_ALSO = re.compile(
    r"[\s,()]*(?:formerly|previously|also|better|now|once) (?:known as|called|named"
    r"|dubbed) (?:the )?"
    r"(?:[^,.;()]{1,30}?['’]s )?$"
)
_PAPERS = (
    r"(newspaper|daily|weekly|magazine|broadcaster|website|outlet|publication|channel|tabloid"
    r"|news agency)"
)
_IS_OUTLET = re.compile(
    rf", (?:an?|the) (?:[\w-]+ ){{0,4}}?{_PAPERS}(?=[,.;)]| (?:of|in|that|which|based|owned)\b)"
)
_OUTLET_BEFORE = re.compile(rf"\b{_PAPERS}(?: called)? $")
_CAMPAIGN = re.compile(r"(?:['’]s?)? (?:presidential |election |re-?election )?campaign\b")
_NUMBER = re.compile(r" \d{1,3}\b")
_GOVERNMENT = re.compile(
    r"\bgovernment of ((?:the )?[A-Z]\w+(?: [A-Z]\w+)?)"
    r"|\b(?!The\b)([A-Z]\w+(?: [A-Z]\w+)?)(?:['’]s)? government\b"
)
# Names of outlets that are words or other names as well: in running text they need “the” or a noun.
_COMMON = frozenset(
    "time focus sun nature science reason sky vice metro slate insider wired variety deadline"
    " fortune stern independent observer guardian spectator mirror express standard times post"
    " journal nation national hill wire punch sabah dawn verge intercept economist atlantic"
    " inquirer tribune quartz chronicle herald globe star mail age salon mena vogue forbes"
    " spiegel bild welt mehr fars spa aa dr vg dn sz ena nan ina aps merkur wam rai mti courier"
    " gazette sentinel monitor telegraph".split()
)
_PARTISANS = frozenset("republican democrat conservative liberal tory libertarian".split())


class Cast:
    """All entities of an article and where its names mention them."""

    def __init__(self, article: Article, table: OutletTable, countries: Countries) -> None:
        self.article, self.table, self.countries = article, table, countries
        self.entities: list[Entity] = []
        self.events: list[Event] = []
        self._keys: dict[str, Entity] = {}
        self._last: dict[str, list[Entity]] = {}  # by surname
        self._first: dict[str, list[Entity]] = {}  # by given name
        self.own: Entity | None = None
        self.place = 0  # where the name at hand stands: namesakes are told apart by it
        self._count = 0
        self.became: dict[Entity, Entity] = {}  # a description, and whom it turned out to mean
        self.home = self._home()  # the one country of whose government the article speaks

    def populate(self, own: Outlet, speaking: Sequence[Span]) -> None:
        """Read all names of the text; `speaking` are the spans of sources and addressees."""
        self.own = self._outlet_entity(own, own.name)
        skip = self._shouting()
        names = [self._numbered(n) for n in scan(self.article.text) if n.span.start >= skip]
        for full in (True, False):  # “Mr. Roe” may stand before “Ada Roe”
            for name in names:
                if whole(name.words) if full else name.title and not whole(name.words):
                    self._meet(name)
        starts = sorted(span.start for span in speaking)
        ends = {span.start: span.end for span in speaking}
        for name in names:
            entity = self._meet(name)
            if entity:
                self._presented(entity, name)
                learn(entity, name, self.article.text)
                self.events.append(self._event(name, entity, starts, ends))
                self._its_campaign(name, entity)
        self._link(names)
        for body, short in shorter(self.entities):
            self.alias(body, short)

    def _shouting(self) -> int:
        """Return where the text begins that writes names alone in capitals.

        In a Headline Written Like This a capital tells nothing.
        """
        end = self.article.headline.end if self.article.headline else self.article.text.find("\n")
        words = [
            w for w in self.article.text[: max(0, end)].split() if len(w) > 3 and w[0].isalpha()
        ]
        capital = sum(w[0].isupper() for w in words)
        return end if len(words) > 3 and capital > 0.7 * len(words) else 0

    def new(self, kind: Kind | None, name: str) -> Entity:
        """Add an entity."""
        entity = Entity(self._count, [name], kind)
        self._count += 1
        self.entities.append(entity)
        return entity

    def government(self, country: str, name: str) -> Entity:
        """Return the entity that is a country's government."""
        entity = self._keys.get(f"government of {country}")
        if entity is None:
            entity = self.new("government", name)
            entity.country, entity.proper = country, True
            entity.heads |= {"government", "country", "state"}
            self._keys[f"government of {country}"] = entity
        if name not in entity.names:
            entity.names.append(name)
        return entity

    def voice(self, single: bool) -> Entity:
        """Return whoever says “I” in the article's own voice, or “we”."""
        key = "voice: I" if single else "voice: we"
        entity = self._keys.get(key)
        if entity is None:
            entity = self._keys[key] = self.new("person" if single else "collective", key[7:])
            entity.plural = not single
        return entity

    def campaign(self, who: Entity, name: str) -> Entity:
        """Return the entity that is somebody's campaign."""
        key = f"campaign of {who.number}"
        entity = self._keys.get(key)
        if entity is None:
            entity = self._keys[key] = self.new("organisation", name)
            entity.heads |= {"campaign", "team"}
            entity.backing = name
            entity.proper = True
        return entity

    def named(self, words: str, title: str = "", *, source: bool = True) -> Entity | None:
        """Return whom a name means, adding it if it is new; None for a mere adjective."""
        words = re.sub(r"['’]s?$", "", words)
        words = self._without_people(words)
        nearer = self._ending(words) if source else None
        if nearer:
            return nearer
        outlet = self._outlet(words, loose=source)
        if outlet:
            return self._outlet_entity(outlet, words)
        country = self.countries.meant(words)
        if country and not title and not self._last.get(surname(words)):
            return self.government(country, words)
        if fold(words) in self.countries.adjectives:
            return None
        if self.table.named(words) and source:  # several go by it: “the Times”
            several = self._known(words, title) or self._add(words, title)
            several.kind = "outlet"
            return several
        found = self._known(words, title)
        if found is None:
            found = self._add(words, title)
        elif words not in found.names:
            found.names.append(words)
        if title:
            self.describe(found, title)
        return found

    def describe(self, entity: Entity, title: str) -> None:
        """Let an entity have the words of a title or an apposition."""
        words = [w.strip(".,’'").lower() for w in title.replace("’s", "").split()]
        entity.words.update(words)
        entity.heads.update(
            singular(w) for w in words if personal(singular(w)) or w in OUTLET or w in TITLES
        )
        if any(personal(singular(w)) for w in words[-1:]) and entity.kind in (None, "organisation"):
            entity.kind = "person" if not is_body(entity.name) else entity.kind
        entity.gender = entity.gender or gender("", " ".join(words))

    def alias(self, entity: Entity, name: str) -> None:
        """Let `name` mean `entity` from now on; an entity it meant before is taken in."""
        key = spelling(name)
        other = self._keys.get(key)
        if other is not None and other is not entity:
            entity.names += [n for n in other.names if n not in entity.names]
            entity.heads |= other.heads
            entity.words |= other.words
            self.events = [
                Event(e.start, e.end, entity, e.source) if e.entity is other else e
                for e in self.events
            ]
            self._keys = {k: entity if e is other else e for k, e in self._keys.items()}
            self.entities = [e for e in self.entities if e is not other]
            self.became[other] = entity
        elif name not in entity.names:
            entity.names.append(name)
        self._keys[key] = entity

    def known(self, words: str) -> Entity | None:
        """Return the entity that bears this name already, None if there is none."""
        found = self._keys.get(spelling(words))
        if found is None:
            outlet = self._outlet(words, loose=True)
            found = self._keys.get(spelling(outlet.name)) if outlet else None
        return found

    def _home(self) -> str | None:
        found = {
            self.countries.in_words(match[1] or match[2])
            for match in _GOVERNMENT.finditer(self.article.text)
        } - {None}
        return found.pop() if len(found) == 1 else None

    def _without_people(self, words: str) -> str:
        """Return “Straits Times” for “Singaporean Straits Times”."""
        first, _, rest = words.partition(" ")
        adjective = rest and fold(first) in self.countries.adjectives
        return (
            rest if adjective and self.table.named(rest) and not self.table.named(words) else words
        )

    def _ending(self, words: str) -> Entity | None:
        """Return the outlet already named whose name ends so: “the Times” after “Quay Times”."""
        if " " in words or fold(words) not in _COMMON:
            return None
        ending = f" {fold(words)}"
        ends = [e for e in self.entities if e.kind == "outlet" and e is not self.own]
        ends = [e for e in ends if any(fold(n).endswith(ending) for n in e.names)]
        return ends[0] if len(ends) == 1 else None

    def _numbered(self, name: Name) -> Name:
        """Return “Lantern 24” for “Lantern” where the table knows it."""
        more = _NUMBER.match(self.article.text, name.span.end)
        if not more or not self.table.named(name.words + more.group()):
            return name
        return Name(Span(name.span.start, more.end()), name.words + more.group(), name.title)

    def _presented(self, entity: Entity, name: Name) -> None:
        """Learn that a name is an outlet's from the words around it: “X, a website”."""
        text = self.article.text
        after = _IS_OUTLET.match(text, name.span.end)
        before = _OUTLET_BEFORE.search(text, max(0, name.span.start - 40), name.span.start)
        if (after or before) and entity.kind in (None, "organisation"):
            entity.kind = "outlet"
            noun = (after or before)[1]  # type: ignore[index]
            entity.heads.add(noun)

    def _its_campaign(self, name: Name, entity: Entity) -> None:
        """Note “Ada Roe's campaign” where it stands, which is not Ada Roe."""
        found = _CAMPAIGN.match(self.article.text, name.span.end)
        if found and entity.kind in ("person", None):
            words = self.article.text[name.span.start : found.end()]
            self.events.append(
                Event(name.span.start, found.end(), self.campaign(entity, words), False)
            )

    def _event(self, name: Name, entity: Entity, starts: list[int], ends: dict[int, int]) -> Event:
        at = bisect_right(starts, name.span.start) - 1
        speaks = at >= 0 and name.span.start < ends[starts[at]]
        return Event(name.span.start, name.span.end, entity, speaks)

    def _meet(self, name: Name) -> Entity | None:
        self.place = name.span.start
        return self.named(name.words, name.title, source=False)

    def _outlet(self, words: str, *, loose: bool) -> Outlet | None:
        found = self.table.named(words)
        if not found or not words[0].isupper():
            return None
        if not loose and fold(words) in _COMMON:
            return None
        if len(found) > 1:
            known = [o for o in found if spelling(o.name) in self._keys]
            found = tuple(known[:1]) if len(known) == 1 else found
        if len(found) == 1:
            return found[0]
        exact = [o for o in found if fold(o.name) == fold(words)]
        return exact[0] if len(exact) == 1 else None

    def _outlet_entity(self, outlet: Outlet, words: str) -> Entity:
        key = spelling(outlet.name)
        entity = self._keys.get(key)
        if entity is None or entity.kind != "outlet":
            entity = self.new("outlet", outlet.name)
            entity.outlet, entity.proper = outlet, True
            self._keys[key] = entity
        if words not in entity.names:
            entity.names.append(words)
        return entity

    def _known(self, words: str, title: str) -> Entity | None:
        found = self._keys.get(spelling(words))
        if found is not None and found.kind != "person":
            return found
        if found is None and words.isupper() and len(words) > 3:  # “ROE:” in a transcript
            people = self._last.get(surname(words), [])
            found = people[0] if len(people) == 1 else None
        if whole(words.replace("J. ", "")) or is_acronym(words):
            if found is None and not is_body(words):  # “Donald J. Trump”, “Hillary Rodham Clinton”
                found = self._same_person(words)
            return found
        wanted = gender("", title)
        people = self._last.get(surname(words), []) or self._first.get(spelling(words), [])
        people = [p for p in people if not wanted or p.gender in ("", wanted)]
        if len(people) > 1:
            return likeliest(people, title, self.events, self.place)
        return people[0] if people else found

    def _same_person(self, words: str) -> Entity | None:
        people = [p for p in self._last.get(surname(words), []) if whole(p.name)]
        same = [p for p in people if first_names(words) & first_names(p.name)]
        return same[0] if len(same) == 1 else None

    def _add(self, words: str, title: str) -> Entity:
        entity = self.new(self._kind(words, title), words)
        entity.proper = True
        entity.gender = gender(words, title)
        self._keys[spelling(words)] = entity
        if entity.kind in ("person", None) and not is_acronym(words):
            self._last.setdefault(surname(words), []).append(entity)
            if whole(words):
                self._first.setdefault(spelling(words.split(maxsplit=1)[0]), []).append(entity)
        country = self.countries.office(words)
        if country:
            entity.country = country
        elif entity.kind in ("organisation", "government") and is_body(words):
            self._public_body(entity, words)
        return entity

    def _public_body(self, entity: Entity, words: str) -> None:
        last = words.lower().split()
        entity.heads.update(w for w in last if w in BODY)
        if "ministry" in last or "embassy" in last or "department" in last[-1:]:
            entity.kind = "government"
            entity.country = self.countries.in_words(words) or self.home

    def _kind(self, words: str, title: str) -> Kind | None:
        parts = words.split()
        head = singular(title.lower().split()[-1].strip(".")) if title else ""
        if self.countries.office(words):
            return "government"
        if len(parts) == 1 and self._collective(words):
            return "collective"
        if is_body(words):
            return "organisation"
        if head and (personal(head) or head in ROLE or head in SPOKEN or title.endswith(".")):
            return "person"
        if is_acronym(words) and len(words) <= 5:
            return "organisation"
        if len(parts) > 1 and parts[0] in given():
            return "person"
        if " & " in words or re.search(
            r"[a-z][A-Z]", re.sub(r"\b(?:Mc|Mac|De|Di|Du|La|Le|O['’])", "", words)
        ):
            return "organisation"
        if any(part.lower() in PLACES for part in parts):
            return None
        return None

    def _collective(self, words: str) -> bool:
        one = singular(words.lower())
        return one != words.lower() and (one in _PARTISANS or one in self.countries.adjectives)

    def _link(self, names: Sequence[Name]) -> None:
        """Join what the text says is one: acronyms in brackets, former names."""
        text = self.article.text
        for index, name in enumerate(names):
            bracket = _BRACKET.match(text, name.span.end)
            if bracket:
                full = self._keys.get(spelling(name.words))
                if full and (is_acronym(bracket[1]) or short_for(bracket[1], name.words)):
                    self.alias(full, bracket[1])
            if index == 0:
                continue
            for back in (1, 2, 3):
                before = names[index - back] if index >= back else None
                gap = text[before.span.end : name.span.start] if before else ""
                if before and len(gap) < 80 and _ALSO.match(gap):
                    subject = self._keys.get(spelling(before.words))
                    if subject:
                        self.alias(subject, name.words)
                    break
