"""Descriptions of whom the text names: “the Vermont senator”, “the Roe campaign”.

News calls a speaker by name and then, for the sake of style, by what he is. Where
the text told that he is it, that settles it; where it did not, whoever spoke or
was the subject just before is meant, if nobody else can be.
"""

import re
from collections.abc import Callable
from functools import cache
from math import log1p

from reportedly.records import Article, Span
from reportedly.resolve.about import PARTIES, party, states
from reportedly.resolve.antecedents import WIDER
from reportedly.resolve.cast import Cast
from reportedly.resolve.countries import Countries
from reportedly.resolve.discourse import REACH, Discourse
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import ANONYMOUS, FEMALE, MALE, ROLE, SPOKEN, personal
from reportedly.resolve.names.namesakes import KIN
from reportedly.resolve.names.reading import Gender, Name, fold, is_body, scan, surname
from reportedly.resolve.phrases import Phrase, whole_person
from reportedly.resolve.weighing import Asked

CAMPAIGN = frozenset(("campaign", "team"))
_LANDS = frozenset("city state town village county commonwealth republic island".split())
# What speaks for a body is not the body, and an official is nobody in particular.
NOBODY = (ANONYMOUS | SPOKEN) - {"lawmaker", "doctor", "veteran", "executive", "economist"}
# Whoever lends a voice or asks: only if the text told who that is.
_VOICES = frozenset("narrator announcer moderator voter student guest survivor victim".split())
# Nobody yet, or nobody in particular.
# What news calls politicians and others by, once it has named them.
_CALLED = frozenset(
    "lady socialist populist nationalist libertarian centrist moderate progressive firebrand"
    " maverick outsider newcomer novice texan floridian californian virginian vermonter"
    " frontman showman impostor sceptic skeptic hawk standard-bearer insurgent".split()
)
_TO_COME = frozenset("next future average typical potential would-be eventual".split())
# “The secretary of state”: part of the post, which says no more than “the secretary”.
_POST = re.compile(r"(?i)of (?:state|staff|defen[cs]e|the treasury|the interior|operations)")
_POSTS = frozenset(
    "president senator governor mayor congressman congresswoman representative secretary minister"
    " premier chancellor ambassador judge justice".split()
)
# Posts in some body, by which nobody is called who was not said to hold them.
_HELD = frozenset(
    "chairman chairwoman chairperson chair director ceo head chief coach editor owner manager"
    " commissioner sheriff prosecutor principal superintendent treasurer clerk warden"
    " pope king queen prince princess emir sultan ayatollah imam".split()
)
_OTHER = _POSTS | {"nominee", "candidate", "businessman", "gov", "sen", "rep"}
_RUNNING = frozenset("nominee candidate frontrunner front-runner contender hopeful".split())
# Of whom these are told, others run.
_HELPS = SPOKEN | frozenset(
    "chairman strategist adviser advisor aide manager pollster host anchor reporter journalist"
    " professor father mother husband wife son daughter director analyst editor columnist".split()
)
_TWO = re.compile(r" and (?:the|an?|its|his|her|their) ")
_OWNER_END = re.compile(r"['’]s?$")
_SOME = re.compile(r"(?i)(?:some|many|most|several|other|few|more|all|no|two|three|\d)\b")
_WEIGHT = 0.4  # of how often a politician is named in all: “the candidate” is the article's subject
_GOVERNS = 4.0  # more than the parts by which a subject leads
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


def surnamed(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return whose surname a lone word is that is a noun as well: “Baker” after “Ada Baker”."""
    if phrase.words != phrase.core or " " in phrase.words or not phrase.words[:1].isupper():
        return None
    found = [
        e for e in cast.entities
        if e.kind == "person" and e.proper and e.name.endswith(f" {phrase.words}")
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


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
    if _TO_COME & set(phrase.modifiers):
        return False
    if _TWO.search(phrase.core):  # “the mill and its founder”
        return False
    return (
        phrase.head in ROLE
        or phrase.head in _CALLED
        or phrase.head.endswith("year-old")
        or any(m.endswith("year-old") for m in phrase.modifiers)
    ) and phrase.head not in NOBODY | _VOICES


def person(phrase: Phrase, discourse: Discourse) -> tuple[Entity | None, bool]:
    """Return whom an epithet means, and whether somebody could be meant if nobody is returned."""
    words = {m.lower().strip(".,") for m in phrase.modifiers} | {phrase.head}
    words.update(w.lower() for w in phrase.within.split() if w[:1].isupper())
    words.discard("state")
    sex: Gender = "f" if words & (FEMALE - {"madam"}) else "m" if words & MALE else ""
    side = party(words)
    abroad = _abroad(phrase)
    home = {fold(m) for m in phrase.modifiers if m[:1].isupper()} & _states()
    home = home if phrase.head in _POSTS else set()
    young = phrase.head.endswith("year-old") or "year-old" in " ".join(phrase.modifiers)

    def fits(entity: Entity) -> bool:
        if entity.plural or entity.kind != "person" or not entity.proper:
            return False
        if sex and entity.gender not in ("", sex):
            return False
        if abroad and not abroad & entity.words:
            return False
        if home and phrase.head not in entity.heads and not home & entity.words:
            return False  # “the Vermont governor” is none of whom that was not told
        if phrase.head == "president" and "vice-president" in entity.heads:
            return False
        theirs = party(entity.words)
        return not (side and theirs and side != theirs)

    def evidence(entity: Entity) -> float:
        return _evidence(phrase, words, entity) + _running(phrase.head, entity, discourse)

    coming = _coming(phrase, discourse, fits)
    if coming:
        return coming, False
    within = "" if _POST.fullmatch(phrase.within) else phrase.within
    inside = [w for w in within.split() if w[:1].isupper()]
    if inside or (within and not young):  # “the director of the dam”: told, or new

        def certain(entity: Entity) -> bool:
            return fits(entity) and evidence(entity) >= 2.5

        return discourse.latest(phrase.span.start, certain), False
    near = {e.entity for e in discourse.before(phrase.span.start) if fits(e.entity)}
    told = {e: evidence(e) for e in near}
    plain = near and max(told.values()) <= 0
    if plain and (phrase.head in _HELD or _brought_in(phrase, discourse)):
        return None, phrase.head in _HELD
    often = _WEIGHT * _seeks(phrase.head)
    governs = _governing(phrase.span.start, discourse)
    weight = {
        e.number: told[e]
        + often * log1p(discourse.counts.get(e.number, 0))
        - _GOVERNS * (e in governs)
        for e in near
    }
    found = discourse.best(Asked(phrase.span.start, None, sex, weight), fits)
    return found, bool(near)


def _evidence(phrase: Phrase, words: set[str], entity: Entity) -> float:
    """Return how much of what a phrase says was told of somebody before."""
    known = phrase.head in entity.heads or entity.heads & WIDER.get(phrase.head, frozenset())
    told = {PARTIES.get(w, w) for w in words - {phrase.head}}
    shared = told & {PARTIES.get(w, w) for w in entity.words}
    capital = {fold(m) for m in phrase.modifiers if m[:1].isupper()}
    score = 0.75 * len(shared) + 0.5 * bool(capital & entity.words)
    if known:  # “the Halmeri president” is not the president of another country
        foreign = capital - set(PARTIES) and not capital & entity.words and bool(entity.words)
        return score - 1.5 if foreign else score + 2.0
    # A governor is hardly who has only been called a nominee.
    return score - 1.0 * (phrase.head in _POSTS and bool(entity.heads & _OTHER))


def _governing(place: int, discourse: Discourse) -> set[Entity]:
    """Return the subject of the sentence in which a description stands further on.

    In “Roe rose when the senator spoke” the senator is somebody else.
    """
    here = discourse.sentence(place)
    return {
        event.entity
        for event in discourse.before(place)
        if discourse.sentence(event.start) == here
        and discourse.subject(event)
        and not discourse.clause(event)
        and not discourse.quoted(event.start)
    }


def _running(head: str, entity: Entity, discourse: Discourse) -> float:
    """Return how much “the nominee” is who runs, by what is told of the campaigns in a text."""
    if head not in _RUNNING:
        return 0.0
    runs = bool({entity.name.rsplit(" ", 1)[-1], entity.name} & discourse.running)
    return 1.0 * runs - 1.5 * (not runs and bool(entity.heads & _HELPS))


def _seeks(head: str) -> bool:
    """Tell whether a noun is one that news calls the politicians by whom it writes about."""
    return head in _POSTS or head in ("nominee", "candidate") or head in PARTIES


def _abroad(phrase: Phrase) -> set[str]:
    """Return the words for a country in “the Halmeri president”, who is no other's."""
    words = {fold(m) for m in phrase.modifiers if m[:1].isupper()}
    return words & _peoples() if phrase.head in _POSTS else set()


@cache
def _peoples() -> frozenset[str]:
    ours = Countries().adjectives.items()  # American news calls its own so
    return frozenset(word for word, country in ours if country != "United States")


@cache
def _states() -> frozenset[str]:
    return frozenset(word for state in states().values() for word in state.split())


def _brought_in(phrase: Phrase, discourse: Discourse) -> bool:
    """Tell whether somebody without a name was brought in as what the phrase says: “a grocer”."""
    if _seeks(phrase.head):
        return False
    start = discourse.sentences[max(0, discourse.sentence(phrase.span.start) - REACH)]
    before = discourse.text[start : phrase.span.start]
    return bool(
        re.search(
            rf"(?<!,) (?<!as )[Aa]n? (?:[\w-]+ ){{0,3}}?{re.escape(phrase.head)}\b(?! [A-Z])",
            before,
        )
    )


def _coming(phrase: Phrase, discourse: Discourse, fits: Callable[[Entity], bool]) -> Entity | None:
    """Return who is introduced by name right after he was described, if nobody before is that."""
    before, after = set[Entity](), set[Entity]()
    capital = {fold(m) for m in phrase.modifiers if m[:1].isupper()} - set(PARTIES)
    for event in discourse.events:
        entity = event.entity
        if not fits(entity) or phrase.head not in entity.heads:
            continue
        # “The Quay senator” is no senator of Tarn.
        elsewhere = bool(entity.words & _states()) or phrase.head in _POSTS
        if capital and elsewhere and not capital & entity.words:
            continue
        if event.start < phrase.span.start:
            before.add(entity)
        elif event.start < phrase.span.end + _SOON:
            after.add(entity)
    return after.pop() if not before and len(after) == 1 else None


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
    line = article.headline.end if article.headline else article.text.find("\n")
    if phrase.span.start < line and not whole_person(name.words):  # “Retired General Tells All”
        return None
    at = phrase.span.end
    return Name(Span(at + name.span.start, at + name.span.end), name.words, name.title)


def group(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return the group that was called the same before: “US officials”, “Roe's office”.

    “Experts” alone goes back to “experts on rivers”, not to “some experts”.
    """
    if phrase.owner and not phrase.plural:
        return _relative(phrase, cast) if phrase.head in KIN else _owned(phrase, cast)
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


def _owned(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return who or what of somebody's was called so before: “Ada Roe's office”, “Roe's office”.

    Of aides and the like somebody may have several: they stay apart.
    """
    if phrase.head in ANONYMOUS or phrase.head in SPOKEN or phrase.within:
        return None

    def key(owner: str, what: str) -> tuple[str, str]:
        return surname(_OWNER_END.sub("", owner.strip())), what.lower()

    wanted = key(phrase.owner, " ".join((*phrase.modifiers, phrase.head)))
    for entity in cast.entities:
        owner, mark, what = entity.names[0].replace("’", "'").partition("'s ")
        if not entity.proper and not entity.plural and mark and key(owner, what) == wanted:
            return entity
    return None


def _relative(phrase: Phrase, cast: Cast) -> Entity | None:
    """Return the one of somebody's family who was named before: “Viktor Roe's daughter”."""
    names = list(scan(phrase.owner))
    who = cast.named(names[-1].words, source=False) if names else None
    if not who or who.kind != "person":
        return None
    sex: Gender = "f" if phrase.head in FEMALE else "m"
    before = {e.entity for e in cast.events if e.start < phrase.span.start}
    family = [
        e for e in cast.entities
        if e in before and e is not who and e.kind == "person" and e.proper and e.gender == sex
        and " " in e.name and surname(e.name) == surname(who.name)
    ]  # fmt: skip
    told = [e for e in family if phrase.head in e.heads] or family
    return told[0] if len(told) == 1 else None


def apposed(phrase: Phrase) -> bool:
    """Tell whether a name in the apposition can be the one described: “his friend, Ada Roe”."""
    owned = bool(phrase.owner) or phrase.determiner in ("his", "her", "their", "my", "our")
    return personal(phrase.head) or (owned and not is_body(phrase.apposition or "x"))
