"""Posts: the body that somebody belongs to, and the government or body they speak for."""

import re

from reportedly.resolve.cast import Cast
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import (
    GOVERNMENT,
    OFFICE,
    ORGANISATION,
    OUTLET,
    SPOKEN,
    STATE,
    personal,
    singular,
)
from reportedly.resolve.names.reading import is_body, scan

_NAMED_BODY = re.compile(r" (?:(?P<way>of|at|for|from|with|in|on|by) )?(?:the |an? )?([A-Z].*)$")
_BEYOND = re.compile(
    r" (?:who|which|that|whose|but|or|before|after|until|since|when|while|and an?|and former)\b"
    r"|[,;(]"
)
_WHERE = re.compile(r"(?<=\w) (?:in|near|outside) [A-Z][\w’'.-]*$")  # “… History Center in Tarn”
_SECRETARY = re.compile(r"^((?!Press|Home|Foreign|General|Private|Deputy)[A-Z]\w+) Secretary$")
_SIDES = frozenset(["Majority", "Minority"])  # of a chamber: it has leaders and whips
_RANKS = frozenset(
    "retired former senior chief deputy interim acting longtime then-president".split()
)
_MINISTER = re.compile(r"\b((?:[\w'-]+ )*)([Mm])inister\b")


def affiliation(title: str) -> str:
    """Return the body that a title names: “Russian Foreign Minister” is of a ministry.

    >>> affiliation("Halmeri Water Minister"), affiliation("Quay campaign spokeswoman")
    ('Halmeri Water Ministry', 'Quay campaign')
    >>> affiliation("Education Secretary"), affiliation("Senate Majority Leader")
    ('Education Department', 'Senate')
    >>> affiliation("President"), affiliation("Mr.")
    ('', '')
    """
    title = title.replace("’", "'")
    match = _MINISTER.search(title)
    if re.search(r"\b[Pp]rime [Mm]inister", title):
        return ""  # of no ministry
    if match and match[1]:
        words = match[1].split()
        while words and words[0].lower() in _RANKS:
            words.pop(0)
        return " ".join([*words, f"{match[2]}inistry"]) if words else ""
    secretary = _SECRETARY.search(title)
    if secretary:
        return f"{secretary[1]} Department"
    words = title.split()
    while words and (personal(singular(words[-1].lower().strip("."))) or words[-1].endswith(".")):
        words.pop()
    while words and words[-1].islower() and words[-1] not in ORGANISATION | GOVERNMENT | OUTLET:
        words.pop()
    while words and words[-1] in _SIDES:
        words.pop()
    while words and words[0].lower() in _RANKS:
        words.pop(0)
    shorter = 0 < len(words) < len(title.split())
    return re.sub(r"'s?$", "", " ".join(words)) if shorter and words[0][0].isupper() else ""


def body_in(words: str) -> str | None:
    """Return the body that a complement names, None if it names none.

    >>> body_in("of water law at the University of Tarn who left in 2019")
    'University of Tarn'
    >>> body_in("for the family"), body_in("from Tarnholt")  # where she is from is no body
    (None, None)
    """
    found = _NAMED_BODY.search(f" {_BEYOND.split(words)[0]}")
    if not found or (found["way"] in ("from", "in") and not is_body(found[2])):
        return None
    return _WHERE.sub("", found[2].strip())


def take_side(entity: Entity, cast: Cast, said: str, complement: str) -> None:
    """Set whose government or body a person or an official speaks for, where words say so."""
    plain = said.replace("’s", "").replace("'s", "")
    words = {singular(w.strip(".,’'\"").lower()) for w in re.split(r"[\s-]", plain)}
    if "former" in words or "ex" in words:
        return
    if not entity.country:
        entity.country = _office(cast, said, plain, words)
    if words & SPOKEN and not entity.backing:
        speak_for(entity, cast, body_in(complement) if complement else entity.affiliation)


def _office(cast: Cast, said: str, plain: str, words: set[str]) -> str | None:
    """Return the country for whose government the words of a post stand."""
    countries = cast.countries
    for name in scan(f"- {plain}"):  # “State Department official”
        office = countries.office(name.words) or countries.office(name.words.split(" ", 1)[-1])
        stated = countries.in_words(said)
        if office and (office != "United States" or stated in (None, office)):
            return office  # other countries have a Treasury and a White House too
    country = countries.in_words(said)
    if not country and words & STATE and words & {"government", "minister", "ministry"}:
        return cast.home
    if country and not words & STATE:
        others = [w for w in plain.split() if w[:1].isupper() and not countries.in_words(w)]
        posts = OFFICE | _RANKS | {"vice", "the"}
        others = [w for w in others if singular(w.lower().strip(",.")) not in posts]
        two = " ".join(others[:2])
        return country if words & OFFICE and (not others or countries.in_words(two)) else None
    return country


def speak_for(entity: Entity, cast: Cast, body: str | None) -> None:
    """Let `entity` speak for a body, by the name under which the article knows it."""
    if not body:
        return
    known = cast.known(body)
    if known and known.country:
        entity.country = entity.country or known.country
    elif known and known.outlet:
        entity.backing = known.outlet.group
    else:
        entity.backing = known.name if known and known.kind != "person" else body
