"""Whom a pronoun or “the newspaper” means: the antecedent, or nobody if it can't be told.

A score made of visible parts (distance, who spoke, subject, gender) ranks the
entities mentioned before; the best wins only with a margin. The weights were set
by reading: nearness counts in sentences, and a speaker goes on speaking.
"""

import re
from collections.abc import Callable

from reportedly.resolve.discourse import Discourse
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import (
    ANONYMOUS,
    BODY,
    FEMALE,
    GOVERNMENT,
    MALE,
    ORGANISATION,
    OUTLET,
    ROLE,
    STORY,
    is_plural,
)
from reportedly.resolve.names.namesakes import is_place
from reportedly.resolve.names.reading import Gender, fold, short_for
from reportedly.resolve.phrases import OTHERS, PERSONAL, PRONOUNS, Phrase
from reportedly.resolve.weighing import Asked

FAR = -3.0  # the least score for “it” and “they”: things and crowds that nobody lists come between
# What may stand between a name and its “who”: “Ada Roe (D), who”, “Ada Roe, 51, who”.
_BESIDE = re.compile(r"['’”\"]?(?:,? \([^)]{1,20}\)|, \d+)?(?:,| [–—-]+)? \(?")
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
    "journalist": "reporter correspondent editor anchor host columnist",
    "anchor": "journalist host presenter",
    "host": "anchor presenter journalist",
    "expert": "professor analyst researcher scientist economist historian hydrologist",
    "researcher": "professor scientist author",
    "scientist": "professor researcher physicist biologist",
    "academic": "professor lecturer",
    "businessman": "tycoon billionaire developer mogul",
    "source": "official diplomat insider person aide",
    "person": "source",
    "aide": "adviser advisor staffer official",
    "adviser": "advisor aide",
    # Two words for one document, for what a court is asked, for what runs on television.
    "survey": "poll polling",
    "study": "report research analysis paper",
    "report": "study analysis review audit",
    "paper": "study",
    "suit": "lawsuit complaint",
    "lawsuit": "suit complaint",
    "complaint": "lawsuit suit",
    "filing": "lawsuit complaint brief",
    "ad": "advertisement commercial spot",
    "spot": "ad advertisement commercial",
    "clip": "video footage",
    "footage": "video clip",
    "legislation": "bill measure",
    "measure": "bill legislation",
    "message": "email letter text tweet post",
    "note": "letter email memo",
    "inquiry": "investigation probe inquest",
    "investigation": "inquiry probe",
    "probe": "investigation inquiry",
    "law": "act measure bill statute",
    "document": "email memo letter report cable filing",
    "tweet": "post",
    "post": "tweet",
    "group": "organization organisation coalition",
    "organization": "group coalition",
    "organisation": "group coalition",
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
# The last words of newspapers' names.
_PAPERS = frozenset(
    "times post journal herald tribune news press chronicle gazette sentinel courier telegraph"
    " observer mercury globe star bee inquirer register dispatch mirror examiner ledger".split()
)
# What a body of which no kind was told may be called.
_ANY_BODY = frozenset(
    "group organisation organization company firm federation union pac nonprofit charity"
    " coalition association alliance".split()
)
# Words in the names of those that publish notices and are no newspaper.
_NO_PAPER = (ORGANISATION | GOVERNMENT) - OUTLET - {"company", "group", "service", "union"}
# Bodies that news names after whoever leads them: of another leader, it is another body.
_LED = frozenset("administration campaign team transition cabinet ticket".split())
BODIES = {noun: frozenset(words.split()) for noun, words in _BODIES.items()}
BODIES["organisation"] = BODIES["organization"]
WIDER = {noun: frozenset(narrower.split()) for noun, narrower in _WIDER.items()}


def of_pronoun(phrase: Phrase, discourse: Discourse, host: Entity | None) -> Entity | None:
    """Return whom he, she, it or they means; `host` speaks the sentence that it stands in."""
    word, place = phrase.pronoun, phrase.span.start
    if word in PERSONAL:
        sex: Gender = "m" if PERSONAL[word] == "m" else "f"
        ahead = discourse.ahead(place)
        if ahead and _somebody(ahead, sex) and ahead.proper:
            ahead.gender = ahead.gender or sex
            return ahead
        asked = Asked(place, host, sex)
        found = discourse.best(asked, lambda e: _somebody(e, sex) or _perhaps(e))
        if found and found.kind is None:
            if not discourse.aged(place, found):
                return None
            found.kind = "person"
        if found and (discourse.content or not discourse.rivals(place, found, sex)):
            found.gender = found.gender or sex
        return found
    if word in ("it", "its", "itself"):
        asked = Asked(place, host, least=FAR)
        found = discourse.best(asked, lambda e: _something(e) or (e.kind is None and e.proper))
        if found is None and discourse.reads:
            return discourse.document(place)
        return found if found and found.kind else None
    found = discourse.best(Asked(place, host, least=FAR), _several)
    several = found and (found.plural or is_plural(found.name.lower()))  # “the Rovers”
    if found and not several and not discourse.acts(place, found):
        return None  # one body is “they” only where it acts
    return found


def of_relative(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """Return whom “who” or “which” goes back to: the name just before it, if one is near."""
    place = phrase.span.start
    for event in discourse.before(place):
        if discourse.sentence(event.start) != discourse.sentence(place):
            return None  # “Who cares?” asks
        between = discourse.text[event.end : place]
        near = bool(_BESIDE.fullmatch(between)) and not discourse.quoted(event.start)
        person = phrase.pronoun in ("who", "whom")
        fits = (event.entity.kind in ("person", "collective", "anonymous", None)) is person
        return event.entity if near and fits else None
    return None


def of_description(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """Return whom “the newspaper” or “the official” means, the latest that it can describe."""
    place, head = phrase.span.start, phrase.head
    proper = {m.lower() for m in phrase.modifiers if m[:1].isupper()}

    inside = {w.lower() for w in phrase.within.split() if w[:1].isupper()}

    def fits(entity: Entity) -> bool:
        if inside and not inside & (entity.words | set((entity.affiliation or "").lower().split())):
            return False  # “the government in Port Anselm” is not just any government
        if entity.plural != phrase.plural and entity.kind != "outlet":
            return False
        if entity.kind == "document" and proper:
            return describes(head, entity) and _made_by(proper, entity)
        if proper and entity.words and not proper & entity.words and entity.kind != "outlet":
            return False
        return describes(head, entity) and not _led_by_another(head, proper, entity)

    found = _called_the_same(phrase, discourse, fits) or discourse.latest(place, fits)
    return found or (None if phrase.plural else _otherwise(head, place, discourse))


def _called_the_same(
    phrase: Phrase, discourse: Discourse, fits: Callable[[Entity], bool]
) -> Entity | None:
    """Return who was called so before, and goes before others whom it may describe.

    “The official” is no minister if an official was there; “the local source” was local.
    """
    place, head = phrase.span.start, phrase.head
    if head in ANONYMOUS and not phrase.plural:
        found = discourse.latest(
            place, lambda e: e.kind == "anonymous" and head in e.heads and fits(e)
        )
        if found:
            return found
    wanted = {m.lower() for m in phrase.modifiers}
    return discourse.latest(place, lambda e: fits(e) and wanted <= e.words) if wanted else None


def _otherwise(head: str, place: int, discourse: Discourse) -> Entity | None:
    """Return whom a description means that fits nobody by its noun alone."""
    if head.endswith("year-old") or head in ("man", "woman", "boy", "girl"):
        sex: Gender = "f" if head in FEMALE else "m" if head in MALE else ""
        return discourse.best(Asked(place, None, sex), lambda e: _somebody(e, sex))
    if head in STORY:  # “The report said”: the outlet whose report it is
        return discourse.best(Asked(place), lambda e: e.kind == "outlet" and not e.plural)
    if head in _ANY_BODY:
        counts = discourse.counts
        return discourse.best(
            Asked(place), lambda e: _body(e, head) or (_firm(e, head) and counts[e.number] > 1)
        )
    return None


def _led_by_another(head: str, proper: set[str], entity: Entity) -> bool:
    """Tell whether “the Roe administration” is not this one: the Vela-Ash Administration."""
    if head not in _LED or not proper or not entity.proper:
        return False
    words = {word for name in entity.names for word in fold(name).split()}
    return not proper & (words | {half for word in words for half in word.split("-")})


def _firm(entity: Entity, head: str) -> bool:
    """Tell whether a name of which nothing is known can be “the company”."""
    unknown = entity.kind is None and entity.proper and len(entity.names) == 1
    return unknown and head in ("company", "firm") and not is_place(entity.name)


def _body(entity: Entity, head: str) -> bool:
    """Tell whether a body can be “the group”: it has no name that says that it is another kind."""
    if entity.kind != "organisation" or entity.plural:
        return False
    own = entity.heads & (BODY if entity.proper else BODY | ORGANISATION)
    return not own or bool(own & (BODIES.get(head, frozenset()) | {head}))


def describes(head: str, entity: Entity) -> bool:
    """Tell whether a noun can mean an entity, by what it was called before."""
    if entity.kind == "outlet":
        if head in ("service", "organization", "organisation", "group"):  # “the news service”
            return False
        kind = entity.outlet.kind if entity.outlet else ""
        if head in _ANY_OUTLET or head in entity.heads:
            return True
        if kind in ("", "site") and _NO_PAPER & set(fold(entity.name).split()):
            return False  # a ministry that publishes is no newspaper
        return head in _MADE.get(kind, set()) or (not entity.heads and not kind and head in OUTLET)
    if head == "government" and entity.country and "country" in entity.heads:
        return any("government" in name.lower() for name in entity.names)
    if head in entity.heads or entity.heads & WIDER.get(head, frozenset()):
        return head not in ("person",) or entity.kind == "anonymous"
    last = fold(entity.name).rsplit(" ", 1)[-1]
    if head in ("newspaper", "paper") and entity.kind in ("organisation", None) and entity.proper:
        return " " in entity.name and last in _PAPERS
    body = entity.kind in ("organisation", "government") and head not in ROLE  # no “Republican”
    if body and entity.proper and not entity.country:
        own = set(fold(entity.name).split())
        return head in own or bool(own & BODIES.get(head, frozenset()))
    if entity.kind is None and entity.proper:  # “the amendment”: “the Quay Dam Amendment”
        return " " in entity.name and last == head
    return False


def _made_by(proper: set[str], document: Entity) -> bool:
    """Tell whether “the Quay poll” can be a poll of which more or less is known: its maker's."""
    maker = document.affiliation or document.backing or ""
    if not maker:
        return not document.words & proper or proper <= document.words
    own = set(fold(maker).split())
    return bool(own & proper) or any(short_for(word.upper(), maker) for word in proper)


def _somebody(entity: Entity, sex: Gender) -> bool:
    if entity.plural or (sex and entity.gender not in ("", sex)):
        return False
    if entity.kind == "anonymous":
        return bool(entity.heads & (ROLE | ANONYMOUS))
    named = entity.proper or entity.names[0].lower() not in PRONOUNS - set(PERSONAL)
    return entity.kind == "person" and named


def _perhaps(entity: Entity) -> bool:
    """Tell whether a name of which nothing is known can be a person's: it has two words."""
    two = entity.kind is None and entity.proper and " " in entity.name
    return two and not is_place(entity.name)


def _something(entity: Entity) -> bool:
    if entity.plural:
        return False
    if entity.kind == "anonymous":
        return "source" in entity.heads
    return entity.kind in ("organisation", "government", "outlet", "document", "account")


def _several(entity: Entity) -> bool:
    if not entity.proper and entity.names[0].lower() in OTHERS:  # “many”: a part of some group
        return False
    return entity.plural or entity.kind in ("collective", "organisation")
