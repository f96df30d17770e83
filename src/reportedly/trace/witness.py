"""Articles that tell, in their own voice, what their publisher knows itself.

An article that names nobody says nothing of where it has a claim, with two
exceptions. A body that gives notice of its own affairs (a museum of what it
misses, an observatory of what it recorded) and a writer who says "I saw" or
"we counted" are where the claim begins. So they are origins, whether or not
anybody names them. What stands in words taken from another article, or in a
sentence that names somebody else, is not told first-hand: a copy of "I saw"
has seen nothing.
"""

import re
from bisect import bisect_left

from reportedly.records import Appearance, Claim, Source
from reportedly.text import fold
from reportedly.trace.copying import sides, way_of
from reportedly.trace.finder import finder
from reportedly.trace.graph import Lineage, backing
from reportedly.trace.scene import INSTITUTIONS, Scene, extent, paragraph

# Of a publisher's name: what no newspaper is, unless another of its words says that it is one.
_BODIES = frozenset(
    "council committee ministry department government parliament assembly court police constabulary"
    " gendarmerie coastguard brigade hospital clinic infirmary trust inspectorate inspector office"
    " agency authority commission commissioner institute university college school academy faculty"
    " laboratory lab observatory museum gallery library archive archives embassy consulate navy"
    " army union association federation society league club company corporation inc ltd plc gmbh"
    " railway railways airline airlines airways airport harbour port bank church diocese abbey"
    " monastery foundation fund charity party campaign board bureau directorate regulator ombudsman"
    " mine mines combine works factory brewery dairy farm cooperative zoo theatre".split()
)
_PRESS = frozenset(
    "news newspaper post times herald tribune gazette journal courier mail star sun mirror echo"
    " press daily weekly monthly magazine review radio tv television broadcasting broadcast channel"
    " wire newswire media voice standard guardian chronicle bulletin today reporter correspondent"
    " blog online digest record dispatch messenger telegraph argus examiner inquirer globe post"
    " newsletter fm podcast".split()
)
_QUOTED = re.compile(r"[“\"][^“”\"]*(?:[”\"]|$)|‘[^‘]*?’(?=[\s.,;!?]|$)")
_LABEL = re.compile(r"[A-Z][A-Z .’'-]{1,30}:")  # in a transcript: whoever speaks isn't the writer
_NEAR = 1500  # characters of a paragraph on either side of a statement that are looked at
_WE = r"\b(?:I|[Ww]e|[Tt]his (?:reporter|correspondent)|[Oo]ur (?:reporter|correspondent)s?)\b"
_SENSED = (
    r"(?:saw|seen|see right|watched|counted|measured|weighed|examined|inspected|photographed"
    r"|filmed|recorded|witnessed|stood (?:on|at|in|by|beside)"
    r"|(?:was|were) (?:there|on board|aboard|one of the|on (?:that|the)"
    r"|in the (?:room|hall|crowd)))"
)
# What one saw in the paper one has from the paper.
_READ = (
    r"(?!(?: [\w’'-]+){0,4} (?:reports?|articles?|posts?|stor(?:y|ies)|claims?|paper|papers|news"
    r"|rumou?rs?|letter|tweets?|footage|video|headlines?|statement|documents?|memo)\b)"
)
_SAW = re.compile(rf"{_WE}(?:,? (?!not\b|never\b)[\w’']+){{0,2}}? {_SENSED}\b{_READ}")
# Words of a statement that show it to be another's, although it was not read as attributed.
_TOLD = re.compile(
    r"\b(?:said|says|say|told|tells|reports|reported|according to|estimates?|estimated|announced"
    r"|claims?|claimed|claiming|stated|states|suggested by|found by|puts? (?:it|them|the) )\b"
    r"|\b(?:stud(?:y|ies)|survey|poll|memo|leaflet|analysis|newspapers?|media|rumou?rs?)\b"
    r"|\b[A-Z][\w’'-]+[’']s (?:own )?(?:figures?|counts?|numbers?|estimates?|account|version|\d)"
)
_NEXT = re.compile(r"\W{0,4}(?:This|That|It|So)\b[^.!?\n]{0,200}")  # "This is suggested by …"
_SOMEBODY = INSTITUTIONS | {"person"}
_EYES = re.compile(r"\b(?:with my own eyes|I swear)\b")


def body(source: Source) -> bool:
    """Tell whether a publisher is a body that speaks of its own affairs, not a news outlet.

    >>> names = ("Orle Museum", "Lake Mining Company", "Orle Herald", "Museum News", "Featherblog")
    >>> [body(Source(id="o", name=name, kind="outlet")) for name in names]
    [True, True, False, False, False]
    """
    words = set(fold(source.name).split())
    return bool(words & _BODIES) and not words & _PRESS


def saw(text: str) -> bool:
    """Tell whether a writer says, outside quotation marks, what he saw or measured himself.

    >>> texts = "We counted forty.", "I saw it in the paper.", "“I saw it,” he said"
    >>> [saw(text) for text in texts]
    [True, False, False]
    """
    if _LABEL.match(text):
        return False
    own = _QUOTED.sub(" ", text)
    return bool(_SAW.search(own) or _EYES.search(own))


def first_hand(claim: Claim, scene: Scene) -> dict[str, str]:
    """Return the supporting articles that tell of a claim first-hand, with what shows it."""
    found: dict[str, str] = {}
    for appearance in backing(claim):
        why = _shown(appearance, scene) if appearance.article in scene.articles else ""
        if why:
            found.setdefault(appearance.article, why)
    return {id: found[id] for id in sorted(found)}


def _shown(appearance: Appearance, scene: Scene) -> str:
    """Return why a statement counts as first-hand; "" if it doesn't."""
    hand = scene.hand(appearance.article)
    own = appearance.attribution.own_voice or set(appearance.sources) == {hand}
    if not own or appearance.relays:
        return ""
    if saw(_around(appearance, scene)):
        why = "writes of what it saw itself"
    elif body(scene.source(hand)):
        why = "is the body itself that gives notice of it"
    else:
        return ""
    return "" if _names_another(appearance, scene) or _taken(appearance, scene) else why


def _around(appearance: Appearance, scene: Scene) -> str:
    """Return the paragraph in which a statement stands, or its middle if it is very long."""
    text, whole = scene.articles[appearance.article].text, extent(appearance)
    line = paragraph(text, whole)
    return text[max(line.start, whole.start - _NEAR) : min(line.end, whole.end + _NEAR)]


def _names_another(appearance: Appearance, scene: Scene) -> bool:
    """Tell whether a statement names somebody besides the publisher, who may have told it."""
    hand, whole = scene.hand(appearance.article), extent(appearance)
    text = scene.articles[appearance.article].text
    after = _NEXT.match(text, whole.end)
    if _TOLD.search(whole.of(text)) or (after and _TOLD.search(after[0])):
        return True
    if finder(appearance, scene) not in (None, hand):
        return True
    spots = scene.spots.get(appearance.article, ())
    at = bisect_left(spots, whole.start, key=lambda spot: spot[0].start)
    for span, id in spots[max(at - 1, 0) :]:
        if span.start >= whole.end:
            break
        if span.overlaps(whole) and id != hand and scene.source(id).kind in _SOMEBODY:
            return True
    return False


def _taken(appearance: Appearance, scene: Scene) -> bool:
    """Tell whether any words of a statement come, or may come, from another article."""
    for copy in scene.copies.get(appearance.article, ()):
        here, _, pairs = sides(copy, appearance.article)
        content = appearance.attribution.content
        shared = any(near.overlaps(part) for near, _ in pairs for part in content)
        if shared and way_of(copy, scene).down == here:
            return True
    return False


def not_for_themselves(found: Lineage, scene: Scene) -> dict[str, str]:
    """Return the outlets at the end of chains that may have it from another end, with why.

    An outlet whose own article is there and names nobody shows no source of its
    own, whoever names it. A body whose notice names a person who is an origin
    too may have it from that person, one of its own.
    """
    found_idle: dict[str, str] = {}
    people = [end for end in found.ends if scene.source(end).kind == "person"]
    for end in set(found.ends) & set(found.starts):
        if end not in found.witnesses:
            found_idle[end] = "names nobody for it in its own article, so it may be hearsay"
            continue
        named = [
            id for id in people for page in scene.pages.get(end, ()) if scene.mentions(page, id)
        ]
        if named:
            name = scene.source(named[0]).name
            found_idle[end] = f"names {name} in its own article, so it may have it from there"
    return found_idle
