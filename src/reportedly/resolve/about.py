"""What the words around a name tell of who bears it: role, party, state.

“Republican presidential nominee Ada Roe”, “Ada Roe, the daily's owner,”,
“Rep. Ada Roe (D-Vt.)”. Whoever is called so may be meant by “the nominee” later on.
"""

import re
from functools import cache

from reportedly.records import Kind
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import ORGANISATION, OUTLET, described, personal, singular
from reportedly.resolve.names.namesakes import KIN
from reportedly.resolve.names.reading import Name, gender, is_acronym, is_body
from reportedly.resolve.phrases import Phrase, role_in

_BEFORE = re.compile(r"((?:[\w’'-]+ ){1,4})$")
_AFTER = re.compile(
    r"(?: \([^()]{1,20}\))?,? ?(?:\d\d, )?, (?P<role>(?:an?|the|his|her|its|their|who is)"
    r" [^,.;:()“”\"\n]{3,90})(?=[,.;)\n])"
)
# “Ada Roe, chairman of the board,”: without an article, so the post must go on.
_POST = re.compile(
    r"(?: \([^()]{1,20}\))?, (?P<role>(?:former |acting |deputy |senior |executive |[Vv]ice )*"
    r"[A-Za-z-]+ (?:of|at|for|and) [^;:()“”\"\n]{3,90}?)(?=[,.;)\n]| (?:said|told|says)\b)"
)
_IS = re.compile(
    r" (?:is|was|became|has been) (?P<role>(?:an?|the|his|her|its) [^,.;:()“”\"\n]{3,60})"
)
_BODY_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?) (?:[\w-]+ ){0,3}(?P<noun>[A-Za-z]{3,}), (?:the )?$")
_RELATED = re.compile(
    rf"(?:\b(?:his|her|their)|['’]s) (?:[\w-]+ )?(?P<kin>{'|'.join(sorted(KIN))}),?"
    r" (?:(?:the |former |late )*(?:[A-Z][\w.]* ){0,3})?$"
)
_SEAT = re.compile(
    r"(?: \(|, )(?P<party>[RDI])(?:-(?P<state>[A-Z][A-Za-z. ]*))?(?:\)|(?<=[A-Za-z.]),)"
    r"|, (?P<member>Republican|Democrat|Independent) of (?P<home>[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
_FROM = re.compile(r" of (?P<home>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
_SITE = re.compile(r"\w\.(?:com|org|net|tv|info|news)$", re.IGNORECASE)
_PARTY = {"R": "republican", "D": "democrat", "I": "independent"}
PARTIES = {
    "republican": "republican", "republicans": "republican", "gop": "republican",
    "democrat": "democrat", "democratic": "democrat", "democrats": "democrat",
    "libertarian": "libertarian", "independent": "independent", "conservative": "conservative",
    "labour": "labour", "green": "green",
}  # fmt: skip
_MODIFIERS = frozenset("presidential vice-presidential vice former senior deputy campaign".split())
_STATES = (
    "alabama:ala,al alaska:ak arizona:ariz,az arkansas:ark,ar california:calif,ca"
    " colorado:colo,co connecticut:conn,ct delaware:del,de florida:fla,fl georgia:ga hawaii:hi"
    " idaho:id illinois:ill,il indiana:ind,in iowa:ia kansas:kan,ks kentucky:ky louisiana:la"
    " maine:me maryland:md massachusetts:mass,ma michigan:mich,mi minnesota:minn,mn"
    " mississippi:miss,ms missouri:mo montana:mont,mt nebraska:neb,ne nevada:nev,nv"
    " new_hampshire:nh new_jersey:nj new_mexico:nm new_york:ny north_carolina:nc"
    " north_dakota:nd ohio:oh oklahoma:okla,ok oregon:ore,or pennsylvania:pa,penn"
    " rhode_island:ri south_carolina:sc south_dakota:sd tennessee:tenn,tn texas:tex,tx"
    " utah:ut vermont:vt virginia:va washington:wash,wa west_virginia:wva,wv"
    " wisconsin:wis,wi wyoming:wyo,wy"
)


@cache
def states() -> dict[str, str]:
    """Return the names of US states by abbreviation (lower case, without stops) and by name."""
    out: dict[str, str] = {}
    for entry in _STATES.split():
        name, _, short = entry.partition(":")
        name = name.replace("_", " ")
        out |= dict.fromkeys([name, *short.split(",")], name)
    return out


_TOWNS = frozenset("port fort upper lower north south east west mount new".split())


def learn(entity: Entity, name: Name, text: str) -> None:
    """Let an entity have what the words before and behind its name say of it."""
    body = entity.kind not in ("person", None)
    seat = _SEAT.match(text, name.span.end)
    if seat and not body:
        entity.kind = "person"
        entity.words.add(seat["member"].lower() if seat["member"] else _PARTY[seat["party"]])
        short = (seat["state"] or "").lower().replace(".", "").replace(" ", "")
        state = states().get(short) or states().get((seat["home"] or seat["state"] or "").lower())
        entity.words.update((state or "").split())
    home = _FROM.match(text, name.span.end)
    if home and name.title and not body and home["home"].lower() in states():
        entity.words.update(home["home"].lower().split())  # “Sen. Ada Roe of Vermont”
    after = _AFTER.match(text, name.span.end) or _POST.match(text, name.span.end)
    after = after or (_IS.match(text, name.span.end) if not body else None)
    if after:
        role, _ = role_in(after["role"])
        if role and personal(role) is not body:
            entity.heads.add(role)
            if not body:
                _somebody(entity, name)
                words = after["role"].split()
                _called(entity, words[words[0] in ("a", "an", "the", "his", "her", "its") : 8])
    line = text.rfind("\n", 0, name.span.start) + 1
    before = _BODY_BEFORE.search(text, max(line, name.span.start - 60), name.span.start)
    if before and text[name.span.end : name.span.end + 2] == ", " and entity.kind != "person":
        noun = before["noun"].lower()
        if noun in ORGANISATION | OUTLET | {"pac"}:  # “the union, Quay Ferrymen, said”
            entity.heads.add(noun)
            entity.kind = entity.kind or ("outlet" if noun in OUTLET else "organisation")
            return
    if body:
        return
    front = text[max(0, name.span.start - 60) : name.span.start].rsplit("\n", maxsplit=1)[-1]
    related = _RELATED.search(front)
    if related and " " in name.words:
        entity.heads |= {related["kin"], f"their {related['kin']}"}
    elif not name.title:
        _before(entity, name, front)


def _before(entity: Entity, name: Name, words: str) -> None:
    """Learn from “presidential nominee ” right before a name."""
    found = _BEFORE.search(words)
    if not found:
        return
    parts = found[1].split()
    if not parts[-1].islower() or not personal(parts[-1]):
        return
    _somebody(entity, name)
    vice = parts[-2:] == ["vice", "president"]
    entity.heads.add("vice-president" if vice else parts[-1])
    kept = [parts[-1]]
    for part in reversed(parts[:-1]):
        if part not in _MODIFIERS and not part[:1].isupper():
            break
        kept.append(part)
    _called(entity, kept)


def _somebody(entity: Entity, name: Name) -> None:
    """Let a name of two words that says what somebody is be a person's: “the rower Qell Vann”."""
    if entity.kind is None and " " in name.words and not is_body(name.words):
        entity.kind = "person"


def _called(entity: Entity, words: list[str]) -> None:
    low = [w.strip(".,’'").lower() for w in words]
    entity.words.update(w for w in low if len(w) > 3 or w in PARTIES)
    entity.heads.update(singular(w) for w in low if w in ("nominee", "candidate", "governor"))
    entity.gender = entity.gender or gender("", " ".join(low))


def party(words: set[str] | frozenset[str]) -> str:
    """Return the party that words tell of, "" if none or several."""
    found = {PARTIES[w] for w in words if w in PARTIES}
    return found.pop() if len(found) == 1 else ""


def kind_by(phrase: Phrase) -> Kind:
    """Return the kind of a name of which nothing else tells it."""
    role, _ = role_in(phrase.apposition)
    for noun in (phrase.head, role):
        if noun and not personal(noun):
            kind = described(noun, definite=True, plural=False)
            if kind not in ("none", "collective"):
                return kind
    words = phrase.name.words if phrase.name else phrase.words
    if _SITE.search(words):
        return "outlet"
    if words.split()[0].lower() in _TOWNS:  # “Port Anselm says”: its authorities
        return "government"
    if phrase.determiner == "the" and not phrase.title:
        return "organisation"
    return "organisation" if is_acronym(words) else "person"
