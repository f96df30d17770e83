"""What the words around a name tell of who bears it: role, party, state.

“Republican presidential nominee Ada Roe”, “Ada Roe, the daily's owner,”,
“Rep. Ada Roe (D-Vt.)”. Whoever is called so may be meant by “the nominee” later on.
"""

import re
from functools import cache

from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import personal, singular
from reportedly.resolve.names.reading import Name, gender
from reportedly.resolve.phrases import role_in

_BEFORE = re.compile(r"((?:[\w’'-]+ ){1,4})$")
_AFTER = re.compile(
    r"(?: \([^()]{1,20}\))?,? ?(?:\d\d, )?, (?P<role>(?:an?|the|his|her|its|their|who is)"
    r" [^,.;:()“”\"\n]{3,90})(?=[,.;)\n])"
)
_SEAT = re.compile(r" \((?P<party>[RDI])(?:-(?P<state>[A-Z][A-Za-z. ]*))?\)")
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


def learn(entity: Entity, name: Name, text: str) -> None:
    """Let an entity have what the words before and behind its name say of it."""
    body = entity.kind not in ("person", None)
    seat = _SEAT.match(text, name.span.end)
    if seat and not body:
        entity.kind = "person"
        entity.words.add(_PARTY[seat["party"]])
        state = states().get((seat["state"] or "").lower().replace(".", "").replace(" ", ""))
        entity.words.update((state or "").split())
    after = _AFTER.match(text, name.span.end)
    if after:
        role, _ = role_in(after["role"])
        if role and personal(role) is not body:
            entity.heads.add(role)
            if not body:
                _called(entity, after["role"].split()[1:8])
    if not body and not name.title:
        _before(
            entity,
            text[max(0, name.span.start - 60) : name.span.start].rsplit("\n", maxsplit=1)[-1],
        )


def _before(entity: Entity, words: str) -> None:
    """Learn from “presidential nominee ” right before a name."""
    found = _BEFORE.search(words)
    if not found:
        return
    parts = found[1].split()
    if not parts[-1].islower() or not personal(parts[-1]):
        return
    entity.heads.add(parts[-1])
    kept = [parts[-1]]
    for part in reversed(parts[:-1]):
        if part not in _MODIFIERS and not part[:1].isupper():
            break
        kept.append(part)
    _called(entity, kept)


def _called(entity: Entity, words: list[str]) -> None:
    low = [w.strip(".,’'").lower() for w in words]
    entity.words.update(w for w in low if len(w) > 3 or w in PARTIES)
    entity.heads.update(singular(w) for w in low if w in ("nominee", "candidate", "governor"))
    entity.gender = entity.gender or gender("", " ".join(low))


def party(words: set[str] | frozenset[str]) -> str:
    """Return the party that words tell of, "" if none or several."""
    found = {PARTIES[w] for w in words if w in PARTIES}
    return found.pop() if len(found) == 1 else ""
