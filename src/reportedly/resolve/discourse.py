"""What an article has mentioned so far, where, and who leads among whom a mention can mean."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reportedly.records import Span, Spans
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.names.reading import Gender
from reportedly.resolve.weighing import Asked, score

REACH = 8  # sentences back; beyond, a pronoun's antecedent is guesswork
MARGIN = 1.05  # by which the best must lead: under it both readings are sound
_OPENING = re.compile(r"\s*(?:When|While|After|As|Although|Though|Before|Since|Because)\b")
_AFTER_CLAUSE = re.compile(
    _OPENING.pattern + r"[^,“”\"]+, (?:M[rs]s?\. |Dr\. |[Tt]he |Sen\. |Rep\. |Gov\. )?"
)
_SHORT = 30  # characters before a pronoun that opens its sentence all the same
_NEARBY = 2  # sentences within which another one could be meant
# Words by which a text tells who runs for something: “Roe’s campaign”, “Roe supporters”.
_RUNS = re.compile(
    r"\b([A-Z][\w-]+)(?:['’]s?)? (?:(?:[a-z-]+ )?(?:campaign|candidacy|bid|supporters?|backers?"
    r"|voters|rally|rallies|running mate|delegates|nomination|presidency))\b"
)
# A clause or phrase before the subject: “As she left, Roe …”, “In her speech on Monday, Roe …”.
_FRONTED = re.compile(
    r"\s*(?:As|While|When|Though|Although|After|Before|Since|Because|If|Once|In|At|On|During|With"
    r"|By|For|Despite|From|Throughout)\b"
)
_TITLED = re.compile(r", (?:(?:M[rs]s?|Dr|Sen|Rep|Gov)\. |President |Senator |Governor )?")
_CLAUSE = 120  # characters from a pronoun to the end of its clause
_AGE = re.compile(r", (?:aged )?\d{1,3}, | \(\d{2}\)")


@dataclass(slots=True)
class Discourse:
    """What has been mentioned in an article so far, in order."""

    events: list[Event]
    sentences: list[int]  # starts, sorted
    quotes: list[Span]  # contents in direct speech, sorted
    starts: list[int] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    last: Entity | None = None  # who spoke last
    reads: bool = False  # whether the cue at hand is one by which documents speak: “it reads”
    adds: bool = False  # whether the cue at hand says that somebody goes on: “added”
    content: Spans = ()  # what the source at hand says; whoever is named in it does not say it
    hearers: frozenset[Entity] = frozenset()  # to whom the source at hand says it
    text: str = ""
    running: frozenset[str] = frozenset()  # names whose campaign or supporters are told of

    def __post_init__(self) -> None:
        self.events.sort(key=lambda event: event.start)
        self.starts = [event.start for event in self.events]
        self.running = frozenset(match[1] for match in _RUNS.finditer(self.text))
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
        """Tell whether a mention is the first of its sentence, near its start.

        Of “When Ash spoke, Roe left” it is either: Ash of the clause, Roe of the sentence.
        """
        start = self.sentences[self.sentence(event.start)]
        at = bisect_left(self.starts, start)
        if event.start - start < 60 and self.events[at].start == event.start:
            return True
        return bool(_AFTER_CLAUSE.fullmatch(self.text, start, event.start))

    def clause(self, event: Event) -> bool:
        """Tell whether a mention stands in the clause that opens its sentence: “When Ash …”."""
        start = self.sentences[self.sentence(event.start)]
        return bool(_OPENING.match(self.text, start)) and not _AFTER_CLAUSE.fullmatch(
            self.text, start, event.start
        )

    def told(self) -> set[Entity]:
        """Return who hears the source at hand, and who is named in the quotation that it says.

        Of those only people and countries.
        Where news tells in its own words it may put the speaker's name there, and bodies
        speak of themselves by name: “The Council will act,” they said.
        """
        found = set(self.hearers)
        for span in self.content:
            for at in range(bisect_left(self.starts, span.start), len(self.starts)):
                if self.starts[at] >= span.end:
                    break
                entity = self.events[at].entity
                if entity.kind in ("person", "government") and self.quoted(self.starts[at]):
                    found.add(entity)
        return found

    def rivals(self, place: int, found: Entity, sex: Gender) -> bool:
        """Tell whether another one of this sex is mentioned nearby: whom a pronoun may mean."""
        here = self.sentence(place)
        for event in self.before(place):
            if here - self.sentence(event.start) > _NEARBY:
                break
            if event.entity is not found and event.entity.gender == sex:
                return True
        return False

    def tag(self, place: int) -> bool:
        """Tell whether the source at `place` stands behind what it says: “It rained,” she said."""
        return bool(self.content) and self.content[0].start < place

    def tagged(self, event: Event, place: int) -> bool:
        """Tell whether another one says the sentence of a mention: “Ash was late, Roe said”."""
        after = self.sentence(event.start) + 1
        end = min(place, self.sentences[after]) if after < len(self.sentences) else place
        low, high = bisect_right(self.starts, event.start), bisect_left(self.starts, end)
        others = (e for e in self.events[low:high] if e.entity is not event.entity)
        return not event.source and any(e.source for e in others)

    def follows(self, place: int, event: Event) -> bool:
        """Tell whether a sentence opens at `place` and one opens with a source just before it."""
        here = self.sentence(place)
        first = next(
            iter(self.starts[bisect_left(self.starts, self.sentences[here]) :]), place
        )  # “On Monday, he”
        opens = place - self.sentences[here] < 2 or (
            place - self.sentences[here] < _SHORT and first >= place and not self.tag(place)
        )
        back = here - self.sentence(event.start)
        if not opens or back != 1 or not self.subject(event) or self.quoted(event.start):
            return False
        return not self.tagged(event, place)

    def acts(self, place: int, entity: Entity) -> bool:
        """Tell whether an entity spoke or was a subject in the sentences before `place`."""
        here = self.sentence(place)
        for event in self.before(place):
            if here - self.sentence(event.start) > _NEARBY:
                break
            if event.entity is entity and (event.source or self.subject(event)):
                return True
        return False

    def lead(self, place: int) -> int:
        """Return the sentence before the quotation whose speaker stands at `place`; -1 if none."""
        if (
            not self.content
            or self.content[0].start > place
            or not self.quoted(self.content[0].start)
        ):
            return -1
        at = self.sentence(self.content[0].start) - 1
        while at > 0 and self.quoted(self.sentences[at] + 1):
            at -= 1
        return at

    def ahead(self, place: int) -> Entity | None:
        """Return the subject named right behind the clause that opens a sentence and holds `place`.

        “As she left, Roe smiled”. Of “In her speech Roe …” no comma tells where the clause ends.
        """
        here = self.sentence(place)
        opening = self.sentences[here]
        end = self.sentences[here + 1] if here + 1 < len(self.sentences) else len(self.text)
        if self.quoted(place) or not _FRONTED.match(self.text, opening, place):
            return None
        comma = self.text.find(",", place, min(end, place + _CLAUSE))
        named = bisect_left(self.starts, place) - bisect_left(self.starts, opening)
        if comma < 0 or named:
            return None
        at = bisect_left(self.starts, comma)
        if at == len(self.starts) or self.starts[at] >= end:
            return None
        event = self.events[at]
        between = self.text[comma : event.start]
        return event.entity if _TITLED.fullmatch(between) else None

    def document(self, place: int) -> Entity | None:
        """Return the one document told of before `place`; None if there are several."""
        before = self.events[: bisect_left(self.starts, place)]
        found = {event.entity for event in before if event.entity.kind == "document"}
        return found.pop() if len(found) == 1 else None

    def aged(self, place: int, entity: Entity) -> bool:
        """Tell whether an age stands behind a name, which is a person's then: “Ash Roe, 51,”."""
        return any(
            event.entity is entity and _AGE.match(self.text, event.end)
            for event in self.before(place)
        )

    def best(self, asked: Asked, fits: Callable[[Entity], bool]) -> Entity | None:
        """Return the entity that leads among those that fit; None if none leads by `MARGIN`."""
        events: dict[Entity, list[Event]] = {}
        told = self.told()
        for event in self.before(asked.place):
            if fits(event.entity) and event.entity not in told:
                events.setdefault(event.entity, []).append(event)
        scores = {e: max(score(self, asked, event) for event in own) for e, own in events.items()}
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0].number))
        if (
            not ranked
            or ranked[0][1] < asked.least
            or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN)
        ):
            return None
        return ranked[0][0]

    def latest(self, place: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """Return the entity that fits and was mentioned last anywhere before `place`."""
        for at in range(bisect_left(self.starts, place) - 1, -1, -1):
            event = self.events[at]
            if event.end <= place and fits(event.entity):
                return event.entity
        return None
