"""Whom a text describes first and names only then: “Retired general: …”, “A Quay woman said …”.

News opens with what somebody is and says below it who. A description that stands where the
story opens is taken for somebody named later if the text calls him so, or if nobody else can be
meant; of sources that want no name nobody is.
"""

from collections.abc import Iterable, Mapping

from reportedly.records import Span
from reportedly.resolve.about import PARTIES, party
from reportedly.resolve.antecedents import WIDER, describes
from reportedly.resolve.cast import Cast
from reportedly.resolve.entity import Entity
from reportedly.resolve.epithets import NOBODY
from reportedly.resolve.kinds import FEMALE, MALE, ROLE, SPOKEN, singular
from reportedly.resolve.names.namesakes import whole
from reportedly.resolve.names.reading import Gender, surname
from reportedly.text import fold

_SOON = 900  # characters below which somebody new is brought in as somebody else


def named_later(cast: Cast, mentions: Mapping[Span, Entity], lede: int) -> None:
    """Note in `cast.became` who only described is named later; `lede` is where the opening ends.

    `mentions` are those of sources.
    """
    first: dict[Entity, int] = {}
    speaking = set[Entity]()  # where first named
    for event in sorted(cast.events, key=lambda event: event.start):
        if event.entity not in first and event.source:
            speaking.add(event.entity)
        first.setdefault(event.entity, event.start)
    for span, entity in sorted(mentions.items(), key=lambda item: item[0]):
        if entity in cast.became or entity.plural:
            continue
        for_somebody = not entity.proper and entity.heads & SPOKEN
        if span.start >= lede and not for_somebody:
            continue
        named = {e: at for e, at in first.items() if at > span.start}
        later = _for_the_same(entity, named)
        if not later and span.start < lede:
            later = _called_so(entity, named) or _body(entity, named)
            later = later or _brought_in(entity, span, named, speaking)
        if later:
            cast.became[entity] = later


def _called_so(entity: Entity, named: Iterable[Entity]) -> Entity | None:
    """Return who is called the same where he is named.

    Of the unnamed (an official, a source) nobody is taken to be a person named later.
    """
    last = entity.name.rsplit(" ", 1)[-1].lower()  # “Retired General” of a headline is no name
    wanted = {last} if entity.proper else entity.heads
    wanted = (wanted & ROLE) - NOBODY - set(PARTIES)
    if not wanted:
        return None
    wider = wanted.union(*(WIDER.get(head, frozenset()) for head in wanted))
    side = party(entity.words)
    fit = [
        e for e in named
        if e.kind == "person" and e.proper and not e.plural and wider & e.heads
        and not (side and party(e.words) not in ("", side))
    ]  # fmt: skip
    return fit[0] if len(fit) == 1 else None


def _for_the_same(entity: Entity, named: Iterable[Entity]) -> Entity | None:
    """Return the one spokeswoman of somebody who is named below “a spokeswoman for Roe”."""
    whose = entity.affiliation or entity.backing
    if entity.proper or not entity.heads & SPOKEN or not whose:
        return None
    sex = _sex(entity.heads)
    fit = [
        e for e in named
        if e.kind == "person" and e.proper and e.heads & SPOKEN
        and e.gender in ("", sex or e.gender)
        and (surname(e.affiliation or e.backing or "-") == surname(whose)
             or surname(whose) in {surname(w) for w in e.words if len(w) > 2})
    ]  # fmt: skip
    return fit[0] if len(fit) == 1 else None


def _brought_in(
    entity: Entity, span: Span, named: Mapping[Entity, int], speaking: set[Entity]
) -> Entity | None:
    """Return who is brought in by full name soon after “a Quay woman said”, and speaks.

    It must be the first who speaks where he is named, of the same sex, and have no role that
    makes him somebody else.
    """
    if entity.proper or entity.names[0].lower().startswith(("the ", "this ", "that ")):
        return None
    if not (entity.heads & ROLE) - NOBODY - SPOKEN - set(PARTIES):
        return None
    people = [e for e in speaking if e in named and e.kind == "person" and whole(e.name)]
    found = min(people, key=lambda e: named[e], default=None)
    if not found or named[found] > span.end + _SOON:
        return None
    sex = _sex(entity.heads)
    return found if not found.heads and sex in ("", found.gender) else None


def _body(entity: Entity, named: Mapping[Entity, int]) -> Entity | None:
    """Return the body that “a union representing ferrymen” turns out to be: the first like it.

    It must share a word with the description: “Ferrymen's United Union”.
    """
    if entity.proper or entity.kind != "organisation":
        return None
    own = {singular(w) for w in fold(entity.names[0]).replace("'", " ").split() if len(w) > 4}
    fit = [
        e for e in named
        if e.proper and e.kind in ("organisation", None)
        and any(describes(head, e) for head in entity.heads)
        and (own - entity.heads) & {singular(w) for w in fold(e.name).split()}
    ]  # fmt: skip
    return fit[0] if len(fit) == 1 else None


def _sex(heads: set[str]) -> Gender:
    return "f" if heads & FEMALE else "m" if heads & MALE else ""
