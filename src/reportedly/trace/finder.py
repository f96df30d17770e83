"""Who counted, found or announced it, where a statement's own words say that.

"The Coastguard counted forty boats", "The Coastguard's count of forty" and "forty
boats sank, the Coastguard has announced" are sometimes read as the article's own
statement, or as whoever passes it on. The one who counted is where it comes from,
if it is a body that the articles know by that name.
"""

import re

from reportedly.records import Appearance
from reportedly.text import fold
from reportedly.trace.scene import Scene

_VERB = (
    r"(?:(?:has|have|had) )?(?:counted|measured|estimated|estimates|recorded|calculated"
    r"|found(?! out)|puts (?:it|them|the)|put (?:it|them|the)|spoke of|spoken of)\b"
)
_NAME = r"(?P<the>[Tt]he )?(?P<name>[A-Z][\w’'&-]*(?: (?:of|for|the|and|&|[A-Z][\w’'&-]*))*?)"
_BEGINS = re.compile(rf"(?:^|[:;–—] )[\W_]*(?:{_NAME}|(?P<the2>[Tt]he )(?P<name2>[a-z]+)) {_VERB}")
_OWNED = re.compile(
    rf"^[\W_]*{_NAME}[’']s? (?:own )?(?:(?:figure|number|count|estimate|total) of )?"
    r"(?:(?:about|some|only|nearly|over) )?\d"
)
# A date, a place or a way may follow: "has announced on Tuesday", "estimates in a note".
_CLOSES = re.compile(
    rf", (?:as )?{_NAME}(?: [a-z]+){{0,2}}? (?:(?:has|have|had) (?:now |since |also )?)?"
    r"(?:said|says?|stated|states?|announced|announces?|reported|reports?|estimated|estimates?"
    r"|confirmed|confirms?|wrote|writes?|found|finds?|claimed|claims?)"
    r"(?: (?:on|in|at|from|by|last|this) [^,.;:“”\"]{1,60})?[.!]?\W*$"
)
# "Trams must be regreased by October (Quay Post).": who is credited at a sentence's end.
# "QUAY (Merrin Wire) - " opens one.
_CREDIT = re.compile(
    rf"[^.!?\n]{{0,40}}\((?:[Ss]ources?: |via |per |from )?{_NAME}\)"
    r"[.!?]?[”\"’]?(?:\s*$|\s*\n| (?=[A-Z▸•]))"
)


def finder(appearance: Appearance, scene: Scene) -> str | None:
    """Return the body of which a statement's words say that it found or announced it.

    A name counts in full, or as its one telling word behind *the*, where no
    other body in the articles bears that word ("the Inspectorate"). A name in
    brackets at the statement's end counts too.
    """
    text = scene.articles[appearance.article].text
    for part in appearance.attribution.content:
        words = part.of(text)
        for pattern in (_BEGINS, _OWNED, _CLOSES):
            match = pattern.search(words)
            id = _known(match, scene) if match else None
            if id is not None:
                return id
    return _credit(appearance, scene)


def _credit(appearance: Appearance, scene: Scene) -> str | None:
    """Return the body in brackets behind what an article states in its own voice."""
    attr, text = appearance.attribution, scene.articles[appearance.article].text
    if not attr.own_voice or not attr.content:
        return None
    last = attr.content[-1]
    match = _CREDIT.search(last.of(text)) or _CREDIT.match(text, max(0, last.end - 1))
    id = _known(match, scene) if match else None
    return id if id != scene.hand(appearance.article) else None


def _known(match: re.Match[str], scene: Scene) -> str | None:
    """Return the body that a match names; None if the articles know none by that name."""
    found = match.groupdict()
    name = fold(found["name"] or found.get("name2") or "")
    id = scene.names.get(name) or scene.names.get(f"the {name}")
    if id is None and (found["the"] or found.get("the2")):
        id = scene.heads.get(name)
    return id
