"""How much the description of an unnamed source tells a reader.

Four steps, each of which tells more than the one before: nothing ("a source"), one thing
("an official"), the body ("a defence ministry official"), the body and how high or how
near to the matter ("a senior defence ministry official briefed on the plan").
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import get_args

from reportedly.records import Specificity
from reportedly.resolve.countries import Countries
from reportedly.resolve.kinds import BODY, GOVERNMENT, ORGANISATION, STATE, singular
from reportedly.resolve.names.reading import fold, scan
from reportedly.resolve.phrases import Phrase, parse

STEPS: tuple[Specificity, ...] = get_args(Specificity)
# Nouns that say only that somebody speaks.
_BARE = frozenset("source person individual insider informant contact one someone somebody".split())
# Modifiers that praise a source or hide it, and tell nothing of it.
_EMPTY = frozenset(
    "unnamed anonymous unidentified undisclosed unspecified reliable credible informed"
    " well-informed knowledgeable trusted confidential other another same separate single second"
    " third additional multiple several various different first".split()
)
_RANK = frozenset("senior top high-ranking high-level ranking top-ranking leading chief".split())
_KNOWING = re.compile(
    r"\b(?:familiar|acquainted) with|\b(?:direct(?:ly)?|first-?hand|detailed|close|inside)?\s?"
    r"knowledge of|\bbriefed (?:on|about)|\bclose to|\binvolved (?:in|with)|\bprivy to"
    r"|\b(?:present|who was) (?:at|in)|\bwho (?:attended|saw|witnessed|read|took part)"
    r"|\b(?:attended|seen|read) (?:the|a|by)|\bwork(?:s|ed|ing) (?:on|with|for)|\boversee(?:s|ing)"
    r"|\bat the (?:meeting|talks|scene)|\bwith access to|\baware of"
)
# Nouns of bodies that stand before "source" or "official" in lower case.
_OFFICES = frozenset(
    "white-house foreign-ministry law-enforcement intelligence security military defence defense"
    " administration government diplomatic opposition rebel union industry palace royal judicial"
    " presidential congressional parliamentary aviation customs border state federal".split()
)
# Of these a country says whose they are; a "Syrian villager" is nobody's.
_SERVES = frozenset(
    "source official diplomat officer aide minister lawmaker adviser advisor envoy negotiator"
    " commander soldier operative person insider spy agent ambassador secretary".split()
)
_REGIONS = frozenset(
    "western eastern northern southern european african asian arab gulf latin-american"
    " middle-eastern scandinavian baltic balkan central-asian".split()
)
_GRANT = re.compile(
    r"\b(?:who|and|that|speaking|but) (?:[\w’'-]+ ){0,4}?"
    r"(?:anonym\w+|named|identified|name|authori[sz]ed)\b.*"
    r"|\b(?:(?:who|and) (?:spoke|speaks|talked) |speaking )?(?:on|under) (?:the )?condition\b.*"
)
_PLACE = re.compile(r"^(?:in|from|near|around|on|outside|inside|within) ")


def specificity(
    descriptions: Iterable[str], countries: Countries, outlet: Callable[[str], object] = str.isdigit
) -> Specificity:
    """Return how much the descriptions of one source tell, taken together: the most of any.

    `outlet` tells whether a name is an outlet's: "Telcora's source" is whom Telcora heard.

    >>> words = ("a source", "an official", "a defence ministry official",
    ...          "a senior defence ministry official briefed on the plan")
    >>> [specificity([w], Countries()) for w in words]
    ['nameless', 'role', 'institution', 'rank']
    """
    steps = [_step(_own(parse(w, 0), outlet), countries) for w in descriptions if w.strip()]
    return STEPS[max(steps, default=0)]


def _own(phrase: Phrase, outlet: Callable[[str], object]) -> Phrase:
    """Leave out the outlet that heard a source: it says nothing of who that is."""
    if phrase.head not in _BARE:
        return phrase
    owner = "" if outlet(phrase.owner) else phrase.owner
    modifiers = () if outlet(" ".join(phrase.modifiers)) else phrase.modifiers
    return replace(phrase, owner=owner, modifiers=modifiers)


def _step(phrase: Phrase, countries: Countries) -> int:
    if phrase.pronoun:
        return 0
    modifiers = [m.strip(",’'\"“”") for m in phrase.modifiers]
    telling = [m for m in modifiers if m.lower() not in _EMPTY]
    rest = _without_grant(f"{phrase.within}, {phrase.apposition}")
    near = bool(_KNOWING.search(rest)) or any(m.lower() in _RANK for m in telling)
    if _body(phrase, telling, rest, countries):
        return 3 if near else 2
    tells = phrase.head not in _BARE or telling or near or re.search(r"\w", rest)
    return 1 if tells else 0


def _without_grant(words: str) -> str:
    """Leave out that the source is not to be named: it tells nothing of who it is."""
    return _GRANT.sub("", words).strip(" ,")


def _body(phrase: Phrase, telling: list[str], rest: str, countries: Countries) -> bool:
    """Tell whether a description names the body, country or office, if only by its kind."""
    if phrase.owner and phrase.owner[:1].isupper():
        return True
    words = [m.lower() for m in telling]
    bodies = BODY | GOVERNMENT | ORGANISATION | STATE | _OFFICES
    if any(singular(w) in bodies for w in words) or any(
        f"{a}-{b}" in _OFFICES for a, b in pairwise(words)
    ):
        return True
    for name in (n.words for n in scan(" ".join(telling))):
        if fold(name).replace(" ", "-") in _REGIONS:
            continue
        if fold(name) not in countries.adjectives or phrase.head in _SERVES:
            return True
    if countries.in_words(" ".join(telling)) and phrase.head in _SERVES:
        return True
    own = rest.split(",", maxsplit=1)[0]
    lower = {singular(w) for w in re.findall(r"[\w-]+", own.lower())}
    if _KNOWING.search(own):  # “familiar with the ministry's plan” need not be of the ministry
        return False
    if lower & (bodies - {"state"}):
        return True
    return bool(list(scan(own))) and not _PLACE.match(own)
