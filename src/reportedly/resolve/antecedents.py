"""Whom a pronoun or “the newspaper” means: the antecedent, or nobody if it can't be told.

A score made of visible parts (distance, who spoke, subject, gender) ranks the
entities mentioned before; the best wins only with a margin. The weights were set
by reading: nearness counts in sentences, and a speaker goes on speaking.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from reportedly.records import Span
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.kinds import ANONYMOUS, FEMALE, MALE, ORGANISATION, OUTLET, ROLE, STORY
from reportedly.resolve.names.reading import Gender, fold
from reportedly.resolve.phrases import PERSONAL, PRONOUNS, Phrase

REACH = 8  # sentences back; beyond, a pronoun's antecedent is guesswork
MARGIN = 1.05  # by which the best must lead: under it both readings are sound
SPEAKER, SUBJECT, QUOTED, GENDER, SALIENT, HOST = 1.5, 1.0, -2.0, 0.5, 0.5, 1.5
OWNER, OPENS = -1.5, 1.0  # “Roe’s daughter … she”; whoever said one thing opens the next
GOES_ON = 1.5  # the last to speak goes on; twice that where the cue says so (“added”)

_MADE = {
    "agency": {"agency", "wire", "newswire"},
    "newspaper": {"newspaper", "paper", "daily", "tabloid", "broadsheet", "weekly"},
    "broadcaster": {"broadcaster", "channel", "network", "station"},
    "magazine": {"magazine", "weekly", "journal"},
    "site": {"site", "website", "portal", "blog", "newspaper", "paper"},
}
_ANY_OUTLET = frozenset(("outlet", "publication", "newsroom"))
_WIDER = {
    "official": "minister secretary spokesman spokeswoman spokesperson ambassador envoy director"
    " commissioner deputy governor mayor adviser aide chief",
    "lawmaker": "senator congressman congresswoman representative mp rep sen sens",
    "senator": "sen sens",
    "congressman": "rep representative",
    "congresswoman": "rep representative",
    "governor": "gov",
    "general": "gen",
    "professor": "prof",
    "doctor": "dr physician surgeon",
    "politician": "senator minister president sen rep gov governor congressman mp nominee"
    " candidate",
    "candidate": "nominee",
    "nominee": "candidate",
    "spokesperson": "spokesman spokeswoman",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "lawyer": "attorney",
    "attorney": "lawyer",
    "leader": "president premier chancellor chairman",
    "chief": "director head ceo commissioner",
    "reporter": "journalist correspondent",
    "journalist": "reporter correspondent editor",
    "expert": "professor analyst researcher scientist economist historian hydrologist",
    "researcher": "professor scientist author",
    "scientist": "professor researcher physicist biologist",
    "academic": "professor lecturer",
    "businessman": "tycoon billionaire developer mogul",
    "source": "official diplomat insider person aide",
    "person": "source",
}
# Words in a body's name by which a noun can mean it.
_BODIES = {
    "agency": "agency department bureau service services administration commission authority"
    " investigations office board",
    "department": "department ministry",
    "union": "union workers teamsters brotherhood attendants teachers employees steelworkers guild",
    "company": "inc corp company co group energy motors airlines bank systems industries holdings"
    " technologies partners media",
    "firm": "inc corp company co group llp partners consulting",
    "group": "group coalition association council alliance league federation committee society"
    " foundation project institute citizens center union fund network action",
    "organization": "organization association council alliance league federation society"
    " foundation project institute citizens center committee union",
    "commission": "commission",
    "institute": "institute institution",
    "court": "court",
    "university": "university college",
}
BODIES = {noun: frozenset(words.split()) for noun, words in _BODIES.items()}
BODIES["organisation"] = BODIES["organization"]
WIDER = {noun: frozenset(narrower.split()) for noun, narrower in _WIDER.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a mention at hand."""

    place: int
    host: Entity | None = None  # speaks the sentence that it stands in
    sex: Gender = ""
    evidence: Mapping[int, float] = field(default_factory=dict)  # by number: what else fits


@dataclass(slots=True)
class Discourse:
    """What has been mentioned in an article so far, in order."""

    events: list[Event]
    sentences: list[int]  # starts, sorted
    quotes: list[Span]  # contents in direct speech, sorted
    starts: list[int] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    last: Entity | None = None  # who spoke last
    adds: bool = False  # whether the cue at hand says that somebody goes on: “added”
    text: str = ""

    def __post_init__(self) -> None:
        self.events.sort(key=lambda event: event.start)
        self.starts = [event.start for event in self.events]
        for event in self.events:
            number = event.entity.number
            self.counts[number] = self.counts.get(number, 0) + 1

    def add(self, span: Span, entity: Entity, *, source: bool = True) -> None:
        """Record that a mention, most often a source, meant `entity`."""
        at = bisect_left(self.starts, span.start)
        while at < len(self.events) and self.events[at].start == span.start:
            if self.events[at].entity is entity:
                return
            at += 1
        self.events.insert(at, Event(span.start, span.end, entity, source))
        insort(self.starts, span.start)

    def before(self, place: int) -> Iterable[Event]:
        """Yield the mentions that end before `place`, the nearest first, as far as `REACH`."""
        earliest = self.sentences[max(0, self.sentence(place) - REACH)]
        for at in range(bisect_left(self.starts, place) - 1, -1, -1):
            event = self.events[at]
            if event.start < earliest:
                return
            if event.end <= place:
                yield event

    def sentence(self, place: int) -> int:
        """Return the number of the sentence in which `place` lies."""
        return max(0, bisect_right(self.sentences, place) - 1)

    def sentence_start(self, place: int) -> bool:
        """Tell whether a sentence begins at `place`."""
        return self.sentences[self.sentence(place)] == place

    def quoted(self, place: int) -> bool:
        """Tell whether `place` lies in direct speech."""
        at = bisect_right(self.quotes, Span(place, 1 << 60)) - 1
        return at >= 0 and self.quotes[at].end > place

    def subject(self, event: Event) -> bool:
        """Tell whether a mention is the first of its sentence, near its start."""
        start = self.sentences[self.sentence(event.start)]
        at = bisect_left(self.starts, start)
        return event.start - start < 60 and self.events[at].start == event.start

    def best(self, asked: Asked, fits: Callable[[Entity], bool]) -> Entity | None:
        """Return the entity that leads among those that fit; None if none leads by `MARGIN`."""
        events: dict[Entity, list[Event]] = {}
        for event in self.before(asked.place):
            if fits(event.entity):
                events.setdefault(event.entity, []).append(event)
        scores = {e: max(self.score(asked, event) for event in own) for e, own in events.items()}
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0].number))
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN):
            return None
        return ranked[0][0]

    def score(self, asked: Asked, event: Event) -> float:
        """Return how much a mention speaks for its entity."""
        here, quoted, entity = self.sentence(asked.place), self.quoted(asked.place), event.entity
        back = here - self.sentence(event.start)
        subject = self.subject(event)
        opening = asked.place - self.sentences[here] < 2
        score = -float(back)
        score += SPEAKER * event.source
        score += SUBJECT * subject
        score += OPENS * (opening and subject and event.source and back == 1)
        score += OWNER * (self.text[event.end : event.end + 2] in ("’s", "'s"))
        score += QUOTED * (self.quoted(event.start) and not quoted)
        score += GENDER * bool(asked.sex and entity.gender == asked.sex)
        score += SALIENT * (self.counts.get(entity.number, 0) >= 3)
        score += GOES_ON * (entity is self.last) * (2 if self.adds else 1)
        score += HOST * (entity is asked.host) * (-2 if quoted else 1)
        return score + asked.evidence.get(entity.number, 0.0)

    def latest(self, place: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """Return the entity that fits and was mentioned last anywhere before `place`."""
        for at in range(bisect_left(self.starts, place) - 1, -1, -1):
            event = self.events[at]
            if event.end <= place and fits(event.entity):
                return event.entity
        return None


def of_pronoun(phrase: Phrase, discourse: Discourse, host: Entity | None) -> Entity | None:
    """Return whom he, she, it or they means; `host` speaks the sentence that it stands in."""
    word, place = phrase.pronoun, phrase.span.start
    if word in PERSONAL:
        sex: Gender = "m" if PERSONAL[word] == "m" else "f"
        asked = Asked(place, host, sex)
        found = discourse.best(asked, lambda e: _somebody(e, sex))
        if found:
            found.gender = found.gender or sex
        return found
    if word in ("it", "its", "itself"):
        return discourse.best(Asked(place, host), _something)
    return discourse.best(Asked(place, host), _several)


def of_relative(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """Return whom “who” or “which” goes back to: the name just before it, if one is near."""
    place = phrase.span.start
    for event in discourse.before(place):
        near = place - event.end <= 30 and not discourse.quoted(event.start)
        person = phrase.pronoun in ("who", "whom")
        fits = (event.entity.kind in ("person", "collective", "anonymous", None)) is person
        return event.entity if near and fits else None
    return None


def of_description(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """Return whom “the newspaper” or “the official” means, the latest that it can describe."""
    place, head = phrase.span.start, phrase.head
    wanted = {m.lower() for m in phrase.modifiers}
    proper = {m.lower() for m in phrase.modifiers if m[:1].isupper()}

    inside = {w.lower() for w in phrase.within.split() if w[:1].isupper()}

    def fits(entity: Entity) -> bool:
        if inside and not inside & (entity.words | set((entity.affiliation or "").lower().split())):
            return False  # “the government in Port Anselm” is not just any government
        if entity.plural != phrase.plural and entity.kind != "outlet":
            return False
        if proper and entity.words and not proper & entity.words and entity.kind != "outlet":
            return False
        return describes(head, entity)

    if wanted:  # “the local source”: one that was called so wins
        exact = discourse.latest(place, lambda e: fits(e) and wanted <= e.words)
        if exact:
            return exact
    found = discourse.latest(place, fits)
    if found or phrase.plural:
        return found
    if head.endswith("year-old") or head in ("man", "woman", "boy", "girl"):
        sex: Gender = "f" if head in FEMALE else "m" if head in MALE else ""
        return discourse.best(Asked(place, None, sex), lambda e: _somebody(e, sex))
    if head in STORY:  # “The report said”: the outlet whose report it is
        return discourse.best(Asked(place), lambda e: e.kind == "outlet" and not e.plural)
    if head in ORGANISATION and head in (
        "group",
        "organisation",
        "organization",
        "company",
        "firm",
    ):
        return discourse.best(Asked(place), lambda e: e.kind == "organisation" and not e.plural)
    return None


def describes(head: str, entity: Entity) -> bool:
    """Tell whether a noun can mean an entity, by what it was called before."""
    if entity.kind == "outlet":
        kind = entity.outlet.kind if entity.outlet else ""
        if head in _ANY_OUTLET or head in entity.heads:
            return True
        return head in _MADE.get(kind, set()) or (not entity.heads and not kind and head in OUTLET)
    if head == "government" and entity.country and "country" in entity.heads:
        return any("government" in name.lower() for name in entity.names)
    if head in entity.heads or entity.heads & WIDER.get(head, frozenset()):
        return head not in ("person",) or entity.kind == "anonymous"
    if entity.kind in ("organisation", "government") and entity.proper and not entity.country:
        own = set(fold(entity.name).split())
        return head in own or bool(own & BODIES.get(head, frozenset()))
    return False


def _somebody(entity: Entity, sex: Gender) -> bool:
    if entity.plural or (sex and entity.gender not in ("", sex)):
        return False
    if entity.kind == "anonymous":
        return bool(entity.heads & (ROLE | ANONYMOUS))
    named = entity.proper or entity.names[0].lower() not in PRONOUNS - set(PERSONAL)
    return entity.kind == "person" and named


def _something(entity: Entity) -> bool:
    if entity.plural:
        return False
    if entity.kind == "anonymous":
        return "source" in entity.heads
    return entity.kind in ("organisation", "government", "outlet", "document", "account")


def _several(entity: Entity) -> bool:
    return entity.plural or entity.kind in ("collective", "organisation")
