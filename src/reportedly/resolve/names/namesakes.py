"""Which names are one: people of one surname, acronyms, bodies called by a part of their name."""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache

from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.kinds import is_plural, personal
from reportedly.resolve.names.reading import fold, given, is_acronym, is_body, short_for, spelling
from reportedly.resolve.names.variants import given_names

PARTICLES = frozenset("de bin ibn van von del della al el di du la le ten der den".split())
KIN = frozenset(
    "wife husband daughter son father mother brother sister niece nephew aunt uncle widow widower"
    " grandmother grandfather".split()
)
_THEIRS = frozenset(f"their {noun}" for noun in KIN)  # brought in as somebody's: `about`
_KIN = 0.8  # by which “her husband, Viktor Roe,” is less likely to be Roe than she is
_SPOKE = 0.5  # by which who spoke last is likelier to speak again
_GENERATION = re.compile(r",? (Jr|Sr|II|III)\.?$")
_NEAR = 600  # characters over which a mention is still fresh; two paragraphs of news
# Named after people or places, who may stand beside them: “Roe” is not the Roe Foundation.
_FOUNDED = frozenset(
    "foundation campaign university college school center centre institute institution house"
    " organization organisation library hospital trust tower museum team administration party"
    " committee act church department ministry court".split()
)


# Departments that go by their field alone: “State said”. Elsewhere that is a word or a place.
_FIELDS = frozenset("state justice treasury defense defence labor commerce interior".split())
# Bodies of one name and a purpose; a party or court “of” a place is another than the national.
_GOES_ON = frozenset(
    "center centre federation association institute council coalition alliance foundation union"
    " league society board project network initiative fund".split()
)
_BEFORE_PLACE = frozenset(
    "new north south east west port fort mount lake san santa los las".split()
)
_AFTER_PLACE = frozenset(
    "city county valley island islands street avenue bridge beach springs river lake bay".split()
)
_SHORT = {"un": "united nations", "us": "united states", "eu": "european union", "uk": "british"}


def whole(words: str) -> bool:
    """Tell whether a name has more than a surname: “Ada Roe”, not “Roe” or “de Roe”.

    >>> whole("Ada Roe"), whole("De Roe"), whole("Roe")
    (True, False, False)
    """
    first, _, rest = words.partition(" ")
    return bool(rest) and (first.lower() not in PARTICLES or " " in rest.replace("der ", ""))


def is_place(words: str) -> bool:
    """Tell whether a name is a place's by its words: “New Tarn”, “Quay County”.

    >>> is_place("New Hampshire"), is_place("Kansas City"), is_place("Ada North")
    (True, True, False)
    """
    parts = words.lower().split()
    first, last = parts[0], parts[-1]
    return first in _BEFORE_PLACE or last in _AFTER_PLACE


def surnamed_alone(entity: Entity) -> bool:
    """Tell whether a text calls who bears a name of two words by the last as well, as people are.

    A plural (“Muslim Americans”, “Americans”) and a place are no one's.
    """
    last = entity.name.rsplit(" ", 1)[-1]
    alone = any(" " not in name and spelling(name) == spelling(last) for name in entity.names)
    name = entity.name
    body = is_body(name) or is_acronym(last) or is_plural(last.lower()) or is_place(name)
    return alone and whole(name) and not body


def two_generations(words: str, other: str) -> bool:
    """Tell whether two names of one surname are father's and son's: one has “Jr.”, one not.

    Where the given name is written alike. “Joseph R. Roe Jr.” is “Joe Roe” to his readers.

    >>> two_generations("Ada Roe Jr.", "Ada Q. Roe"), two_generations("Joseph Roe Jr.", "Joe Roe")
    (True, False)
    >>> two_generations("Roe Sr.", "Ada Roe Jr."), two_generations("Roe", "Ada Roe Jr.")
    (True, False)
    """
    (one, ours), (two, theirs) = (_generation(name) for name in (words, other))
    if ours and theirs:
        return ours != theirs
    if " " not in one or " " not in two:
        return "sr" in (ours, theirs) and "jr" in (ours, theirs)
    return ours != theirs and spelling(one.split()[0]) == spelling(two.split()[0])


def elder(people: Sequence[Entity]) -> list[Entity]:
    """Return people without the sons of others among them: news calls those “Roe Jr.”."""
    return [
        p for p in people
        if not (_generation(p.name)[1] == "jr" and any(two_generations(p.name, q.name)
                                                       for q in people if q is not p))
    ]  # fmt: skip


def _generation(name: str) -> tuple[str, str]:
    found = _GENERATION.search(name)
    return (name[: found.start()], found[1].lower()) if found else (name, "")


def first_names(words: str) -> set[str]:
    """Return the spelling keys of the names before the last, nicknames among them.

    >>> sorted(first_names('Robert C. "Bobby" Roe'))
    ['bobi', 'robert']
    """
    parts = words.replace('"', "").replace("“", "").replace("”", "").split()
    return {
        spelling(part) for part in parts[:-1] if len(part) > 2 and part.lower() not in PARTICLES
    }


def one_of(names: set[str], others: set[str]) -> bool:
    """Tell whether one given name may stand in both, in full or short: “Ken” and “Kenneth”.

    >>> one_of({"ken"}, {"keneth"}), one_of({"ken"}, {"robert"})
    (True, False)
    """
    return bool(names & others) or any(names & group and others & group for group in _groups())


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(spelling(name) for name in group) for group in given_names())


def likeliest(
    people: Sequence[Entity],
    title: str,
    events: Iterable[Event],
    place: int,
    *,
    speaks: bool = False,
) -> Entity:
    """Return which of several people of one surname is meant at `place`.

    The one whom the title fits, if it fits one; else a sum of how often and how
    lately each has been mentioned. Who is the article's subject keeps the bare surname
    though a namesake passes by; who was introduced long ago does not. Where the one at
    `place` speaks, it is rather the one who spoke last.
    """
    words = set(title.lower().replace(".", "").split()) - {"mr", "ms", "mrs", "dr", "former"}
    fit = [p for p in people if words & p.words]
    if len(fit) == 1:
        return fit[0]
    scores = {p: [0.0, 0.0] for p in people}
    last, when = None, 0  # who spoke last, and where
    full = dict.fromkeys(people, 0)
    bare = set[Entity]()  # who was called by the surname alone
    for event in events:
        if event.entity not in scores:
            continue
        if event.start == place:
            return event.entity
        if event.start < place:
            if event.source:
                last, when = event.entity, event.start
            long = event.end - event.start > len(event.entity.name.rsplit(" ", 1)[-1]) + 2
            full[event.entity] += long
            often = long and full[event.entity] > 1  # in full again: the surname is another's
            if not long:
                bare.add(event.entity)
            scores[event.entity][0] += not often
            scores[event.entity][1] = (1 if often else 2) * math.exp((event.start - place) / _NEAR)
        else:
            scores[event.entity][0] += 0.1
    less = {p: _KIN * bool(p.heads & _THEIRS and p not in bare) for p in people}
    if speaks and last and place - when < _NEAR:
        less[last] -= _SPOKE
    return max(people, key=lambda p: (math.log1p(scores[p][0]) + scores[p][1] - less[p], -p.number))


def shorter(entities: Sequence[Entity]) -> list[tuple[Entity, str]]:
    """Return bodies with the other names that they go by in a text: acronyms, parts.

    “SWB” for the State Water Board, “the Water Board”, “Quay” for Quay Energy; only where one
    body alone can be meant.
    """
    bodies = [
        e for e in entities
        if e.proper and e.kind in ("organisation", "government", None) and " " in e.names[0]
        and is_body(e.names[0])
    ]  # fmt: skip
    people = {w for e in entities if e.kind == "person" for w in e.name.split()}
    out = []
    for entity in entities:
        name = entity.names[0]
        if not entity.proper or entity.outlet or entity.country:
            continue
        full = [b for b in bodies if b is not entity and _part(entity, name, b, people)]
        spelt = {_spelt_out(body.names[0]) for body in full}
        if len(spelt) == 1:
            out.append((full[0], name))
    return out


def _spelt_out(name: str) -> str:
    """Return a body's name with “U.N.” and the like in full."""
    words = fold(name.replace(".", "")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _part(entity: Entity, name: str, body: Entity, people: set[str]) -> bool:
    full = body.names[0]
    if _spelt_out(name) == _spelt_out(full) and entity.number > body.number:
        return True
    if not all(fold(other).endswith(fold(name)) for other in entity.names):
        return False
    if is_acronym(name):
        capitals = name.replace(".", "")
        return short_for(name, full) and not short_for(capitals[:-1] + "Q", full) and (
            len(capitals) > 2 and not short_for(capitals, full.rsplit(" ", 1)[0])
        )  # fmt: skip
    if entity.kind == "person" or name in people or entity.words or name in given():
        return False
    if " " in name and name.rsplit(" ", 1)[-1].lower() in _GOES_ON:
        tail = full[len(name) :] if full.startswith(name) else ""
        if tail.startswith((" of ", " for ")):  # “the Ash Center” for “the Ash Center for Rain”
            return True
    if " " in name:
        return (
            is_body(name)
            and full.endswith(f" {name}")
            and not personal(name.split(maxsplit=1)[0].lower())
        )
    last = full.rsplit(" ", 1)[-1].lower()
    if name.lower() in _FIELDS and full in (f"{name} Department", f"Department of {name}"):
        return True
    return full.startswith(f"{name} ") and last not in _FOUNDED and entity.number > body.number
