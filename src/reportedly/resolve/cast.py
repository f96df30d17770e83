"""The cast of one article: every name in it, gathered into who and what is meant.

Names come first, wherever they stand, because the antecedent of a source is
often no source itself. Two names are one entity when they are spelt alike, one
is the surname or the acronym of the other, or the text says so (“formerly …”).
"""

import re
from collections.abc import Sequence

from reportedly.records import Article, Kind
from reportedly.resolve.about import states
from reportedly.resolve.countries import Countries
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.kinds import BODY, OUTLET, PLACES, ROLE, SPOKEN, TITLES, personal, singular
from reportedly.resolve.names.namesakes import (
    KIN,
    elder,
    first_names,
    likeliest,
    one_of,
    two_generations,
    whole,
)
from reportedly.resolve.names.reading import (
    fold,
    gender,
    given,
    is_acronym,
    is_body,
    short_for,
    spelling,
    surname,
)
from reportedly.resolve.outlets.table import Outlet, OutletTable

ITS_CAMPAIGN = re.compile(r"([A-Z].*?)(?:['’]s?)? [Cc]ampaign")
_REPUBLIC = re.compile(
    r"(?:Islamic |Federal |Arab )?(?:Republic|Kingdom|Sultanate|Commonwealth) of (?:the )?(.+)"
)
_OWNING = re.compile(rf"['’]s? (?:[\w-]+ ){{0,2}}?(?:{'|'.join(sorted(KIN))})\b")
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
# What news calls bodies whose initials do not tell what they are.
_KNOWN_AS = {
    "fbi": "bureau agency", "cia": "agency", "nsa": "agency", "epa": "agency", "irs": "agency",
    "fda": "agency", "cdc": "agency", "dhs": "department agency", "doj": "department",
    "dnc": "committee", "rnc": "committee", "nra": "group",
    "naacp": "group organization", "aclu": "group organization", "nato": "alliance",
    "eu": "bloc", "imf": "fund", "un": "organization", "who": "agency organization",
    "fec": "commission agency", "fcc": "commission agency", "sec": "commission agency",
}  # fmt: skip
_PARTISANS = frozenset(
    "republican democrat conservative liberal tory libertarian progressive moderate independent"
    " hispanic latino millennial evangelical christian muslim jew catholic protestant".split()
)


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
        self.speaks = False  # whether the name at hand stands for a source
        self.place = 0  # where the name at hand stands: namesakes are told apart by it
        self._count = 0
        self.became: dict[Entity, Entity] = {}  # a description, and whom it turned out to mean
        self.home = self._home()  # the one country of whose government the article speaks

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
            entity.heads |= {"government", "country"}
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
        republic = _REPUBLIC.fullmatch(words)
        if republic and self.countries.meant(republic[1]):
            words = republic[1]
        backed = self._backed(words)
        if backed:
            return backed
        nearer = self._ending(words) if source else None
        if nearer:
            return nearer
        noun = singular(title.lower().rsplit(" ", 1)[-1])
        outlet = self._outlet(words, loose=source and (not title or noun in OUTLET))
        if outlet:
            return self.outlet_entity(outlet, words)
        country = self.countries.meant(words)
        if country and not title and not self._last.get(surname(words)):
            return self.government(country, words)
        if fold(words) in self.countries.adjectives:
            return None
        called_so = (fold(words) in _COMMON and self._borne(words)) or self._initials(words)
        if self.table.named(words) and source and not called_so:  # several are “the Times”
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
            singular(w)
            for w in _posts(words)
            if personal(singular(w)) or w in OUTLET or w in TITLES
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
        ends = [e for e in self.entities if e.kind == "outlet"]
        ends = [e for e in ends if any(fold(n).endswith(ending) for n in e.names)]
        others = [e for e in ends if e is not self.own]
        return (others or ends)[0] if len(others or ends) == 1 else None

    def _backed(self, words: str) -> Entity | None:
        """Return the campaign in “Ada Roe Campaign” where Ada Roe is known."""
        named = ITS_CAMPAIGN.fullmatch(words)
        who = self._known(named[1], "") if named else None
        return self.campaign(who, words) if who and who.kind in ("person", None) else None

    def _borne(self, word: str) -> bool:
        """Tell whether somebody in the text bears a name that is an outlet's too.

        “Sun Wei … Sun said”: where “the Sun” stands as well, the word alone tells nothing.
        """
        people = self._last.get(surname(word), []) + self._first.get(spelling(word), [])
        people = [
            p for p in people
            if p.kind == "person" or (p.kind is None and whole(p.name) and not self._placed(p.name))
        ]  # fmt: skip
        return bool(people) and not re.search(rf"\b[Tt]he {re.escape(word)}\b", self.article.text)

    def _initials(self, words: str) -> bool:
        """Tell whether initials stand in brackets behind a body's name, as an outlet's may too."""
        if not is_acronym(words) or f"({words})" not in self.article.text:
            return False
        return any(
            short_for(words, e.name) and e.outlet is None and len(e.name.split()) >= len(words)
            for e in self.entities
        )

    def _placed(self, words: str) -> bool:
        return is_body(words) or any(part in PLACES for part in words.lower().split())

    def _owning(self, event: Event) -> bool:
        """Tell whether a name stands only to say whose daughter somebody is."""
        return bool(_OWNING.match(self.article.text, event.end))

    def _outlet(self, words: str, *, loose: bool) -> Outlet | None:
        found = self.table.named(words)
        if not found or not words[0].isupper():
            return None
        if not loose and fold(words) in _COMMON:
            return None
        if (fold(words) in _COMMON and self._borne(words)) or self._initials(words):
            return None
        if len(found) > 1:
            known = [o for o in found if spelling(o.name) in self._keys]
            found = tuple(known[:1]) if len(known) == 1 else found
        if len(found) == 1:
            return found[0]
        exact = [o for o in found if fold(o.name) == fold(words)]
        return exact[0] if len(exact) == 1 else None

    def bearer(self, name: str) -> Entity | None:
        """Return the entity that a name means so far, as it is spelt."""
        return self._keys.get(spelling(name))

    def outlet_entity(self, outlet: Outlet, words: str) -> Entity:
        """Return the entity that is an outlet of the table, called `words` here."""
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
        if not people and title.endswith("."):  # “Ms. Vela” for “Ana Vela Soto”
            people = [p for p in self.entities if p.kind == "person" and _middle(p.name, words)]
        people = [p for p in people if not wanted or p.gender in ("", wanted)]
        people = elder([p for p in people if not two_generations(words, p.name)])
        if len(people) > 1:
            some = set(people)
            told = [
                e
                for e in self.events
                if e.entity in some and (e.start == self.place or not self._owning(e))
            ]
            return likeliest(people, title, told, self.place, speaks=self.speaks)
        return people[0] if people else found

    def _same_person(self, words: str) -> Entity | None:
        people = [p for p in self._last.get(surname(words), []) if whole(p.name)]
        people = [p for p in people if not two_generations(words, p.name)]
        same = [p for p in people if one_of(first_names(words), first_names(p.name))]
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
        if fold(words) in states().values():  # “the state”: in American news one of theirs
            entity.heads.add("state")
        entity.heads.update(_KNOWN_AS.get(fold(words).replace(".", ""), "").split())
        if country:
            entity.country = country
            if is_body(words):  # “the department” is the State Department
                own = [w for w in fold(words).split() if w in BODY]
                entity.heads.update([*own, *(["agency"] if own else [])])
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


def _middle(name: str, words: str) -> bool:
    """Tell whether a surname is the first of the two that a full name ends with."""
    parts = name.split()
    return len(parts) == 3 and surname(parts[1]) == surname(words) and parts[0] in given()


def _posts(words: Sequence[str]) -> list[str]:
    """Return the words of a title with “vice president” as one, who is no president."""
    return re.sub(r"\bvice president\b", "vice-president", " ".join(words)).split()
