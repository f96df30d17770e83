"""Descriptions of whom the text names: “the Vermont senator”, “the Roe campaign”.

News calls a speaker by name and then, for the sake of style, by what he is. Where
the text told that he is it, that settles it; where it did not, whoever spoke or
was the subject just before is meant, if nobody else can be.
"""

import re
from collections.abc import Callable, Iterable

from reportedly.records import Article, Span
from reportedly.resolve.about import PARTIES, party
from reportedly.resolve.antecedents import WIDER, Asked, Discourse
from reportedly.resolve.cast import Cast
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import ANONYMOUS, FEMALE, MALE, ROLE, SPOKEN, personal
from reportedly.resolve.names.reading import Gender, Name, fold, is_body, scan
from reportedly.resolve.phrases import Phrase

CAMPAIGN = frozenset(("campaign", "team"))
_LANDS = frozenset("city state town village county commonwealth republic island".split())
# What speaks for a body is not the body, and an official is nobody in particular.
_NOBODY = (ANONYMOUS | SPOKEN) - {"lawmaker", "doctor", "veteran", "executive", "economist"}
_SOME = re.compile(r"(?i)(?:some|many|most|several|other|few|more|all|no|two|three|\d)\b")
_SOON = 600  # characters: two paragraphs of news


def campaign(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return the campaign in “Ada Roe's presidential campaign”, “the Roe campaign”."""
    if phrase.head not in CAMPAIGN or phrase.plural:
        return None
    names = list(scan(phrase.owner or " ".join(phrase.modifiers)))
    if not names:
        return None
    who = cast.named(names[-1].words, source=False)
    return cast.campaign(who, phrase.words) if who and who.kind in ("person", None) else None


def land(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return the place in “the city of Quay”, which has more heads from now on."""
    if phrase.head not in _LANDS or phrase.plural or not phrase.within:
        return None
    where = phrase.within.removeprefix("of ").strip(" ,.")
    names = list(scan(where))
    if len(names) != 1 or names[0].words != where:
        return None
    found = cast.named(names[0].words, source=False)
    if found:
        found.kind = found.kind or "government"
        found.heads.add(phrase.head)
    return found


def can_mean_person(phrase: Phrase) -> bool:
    """Tell whether a phrase is an epithet: definite, of one person, of nobody else's."""
    if phrase.determiner != "the" or phrase.plural or phrase.owner:
        return False
    return (
        phrase.head in ROLE
        or phrase.head.endswith("year-old")
        or any(m.endswith("year-old") for m in phrase.modifiers)
    ) and phrase.head not in _NOBODY


def person(phrase: Phrase, discourse: Discourse) -> tuple[Entity | None, bool]:
    """Return whom an epithet means, and whether somebody could be meant if nobody is returned."""
    words = {m.lower().strip(".,") for m in phrase.modifiers} | {phrase.head}
    words.update(w.lower() for w in phrase.within.split() if w[:1].isupper())
    sex: Gender = "f" if words & (FEMALE - {"madam"}) else "m" if words & MALE else ""
    side = party(words)
    young = phrase.head.endswith("year-old") or "year-old" in " ".join(phrase.modifiers)

    def fits(entity: Entity) -> bool:
        if entity.plural or entity.kind != "person" or not entity.proper:
            return False
        if sex and entity.gender not in ("", sex):
            return False
        theirs = party(entity.words)
        return not (side and theirs and side != theirs)

    def evidence(entity: Entity) -> float:
        known = phrase.head in entity.heads or entity.heads & WIDER.get(phrase.head, frozenset())
        told = {PARTIES.get(w, w) for w in words - {phrase.head}}
        shared = told & {PARTIES.get(w, w) for w in entity.words}
        capital = {fold(m) for m in phrase.modifiers if m[:1].isupper()}
        return 2.0 * bool(known) + 0.75 * len(shared) + 0.5 * bool(capital & entity.words)

    coming = _coming(phrase, discourse, fits)
    if coming:
        return coming, False
    inside = [w for w in phrase.within.split() if w[:1].isupper()]
    if inside or (phrase.within and not young):  # “the director of the dam”: told, or new

        def certain(entity: Entity) -> bool:
            return fits(entity) and evidence(entity) >= 2.5

        return discourse.latest(phrase.span.start, certain), False
    told = {e.entity.number: evidence(e.entity) for e in discourse.before(phrase.span.start)}
    found = discourse.best(Asked(phrase.span.start, None, sex, told), fits)
    return found, any(fits(event.entity) for event in discourse.before(phrase.span.start))


def _coming(phrase: Phrase, discourse: Discourse, fits: Callable[[Entity], bool]) -> Entity | None:
    """Return who is introduced by name right after he was described, if nobody before is that."""
    before, after = set[Entity](), set[Entity]()
    for event in discourse.events:
        entity = event.entity
        if not fits(entity) or phrase.head not in entity.heads:
            continue
        if event.start < phrase.span.start:
            before.add(entity)
        elif event.start < phrase.span.end + _SOON:
            after.add(entity)
    return after.pop() if not before and len(after) == 1 else None


def foretold(entity: Entity, named: Iterable[Entity]) -> Entity | None:
    """Return who was only described in the first lines and is named below them.

    Of the unnamed (an official, a source) nobody is taken to be a person named later.
    """
    last = entity.name.rsplit(" ", 1)[-1].lower()  # “Retired General” of a headline is no name
    wanted = {last} if entity.proper else entity.heads
    wanted = (wanted & ROLE) - _NOBODY
    if not wanted or entity.plural or " " not in entity.name:
        return None
    wider = wanted.union(*(WIDER.get(head, frozenset()) for head in wanted))
    side = party(entity.words)
    fit = [
        e for e in named
        if e.kind == "person" and e.proper and not e.plural and wider & e.heads
        and not (side and party(e.words) not in ("", side))
    ]  # fmt: skip
    return fit[0] if len(fit) == 1 else None


def followed(phrase: Phrase, article: Article) -> Name | None:
    """Return the name that stands right behind a description: “the team's coach, | Ada Roe,”.

    Taggers and corpora cut there. With a comma in between another one must close it.
    """
    if phrase.plural or not (personal(phrase.head) or phrase.owner) or phrase.within:
        return None
    rest = article.text[phrase.span.end : phrase.span.end + 60].split("\n")[0]
    opening = re.match(r"(,?) (?=[A-Z])", rest)
    name = next(scan(rest), None)
    if not opening or not name or is_body(name.words):
        return None
    if name.span.start - len(name.title) - bool(name.title) != opening.end():
        return None
    if opening[1] and rest[name.span.end : name.span.end + 1] not in (",", ")"):
        return None
    if not opening[1] and not personal(phrase.head):
        return None
    at = phrase.span.end
    return Name(Span(at + name.span.start, at + name.span.end), name.words, name.title)


def group(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return the group that was called the same before: “US officials”.

    “Experts” alone goes back to “experts on rivers”, not to “some experts”.
    """
    if not phrase.plural or phrase.determiner in ("other", "another", "some", "several"):
        return None
    words = phrase.words.lower()
    groups = [e for e in cast.entities if e.plural and not e.proper]
    for entity in groups:
        if entity.names[0].lower() == words:
            return entity
    if " " in words:
        return None
    bare = re.escape(words)
    fuller = re.compile(rf"[\w-]+(?: [\w-]+)? {bare}\b|{bare} ")
    same = [e for e in groups if fuller.match(e.names[0].lower()) and not _SOME.match(e.names[0])]
    return same[-1] if same else None


def apposed(phrase: Phrase) -> bool:
    """Tell whether a name in the apposition can be the one described: “his friend, Ada Roe”."""
    owned = bool(phrase.owner) or phrase.determiner in ("his", "her", "their", "my", "our")
    return personal(phrase.head) or (owned and not is_body(phrase.apposition or "x"))
