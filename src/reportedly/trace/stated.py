"""Whom an appearance names: the sources, and the hands between them and the article."""

import re

from reportedly.records import Appearance, Source, Span
from reportedly.text import fold
from reportedly.trace.finder import finder
from reportedly.trace.pointing import pointing
from reportedly.trace.scene import Scene, extent

# Names for "somebody in the press", which say that there is a source and not which.
_PRESS = frozenset(
    "reports media press news outlets accounts rumours rumors websites newspapers".split()
)
_SHORT = 3  # words: a longer name tells which press ("reports in the Kelsby papers")
_BARE = frozenset({"report", "report claims", "reportedly"})  # a headline's ": report"
# What stands for somebody and says nothing of him, where it could not be told whom it means.
_NOBODY = frozenset(
    "it he she they this that these those each both some many few all none others one another"
    " who which what no nobody anybody everybody somebody someone i we you".split()
)
# An outlet that is told apart from one named elsewhere, and is named there itself.
_ANOTHER = re.compile(
    r"(?:a |the )?(?:second|third|fourth|another|other) (?:news ?)?(?:outlets?|papers?|newspapers?"
    r"|sites?|websites?|channels?|agency|agencies|stations?|broadcasters?|portals?|magazines?)"
)
# What a publisher calls itself.
_OURSELVES = re.compile(
    r"(?:this|our) (?:own )?(?:publication|newspaper|paper|news ?site|website|site|page|magazine"
    r"|bulletin|newsletter|journal|gazette|blog|channel|station|programme|program|broadcaster"
    r"|outlet|agency|service|newsroom|desk|reporters?|correspondents?)"
)
# A transcript's label for the station's own voice. A "SPEAKER" may be anybody.
_HOUSE = frozenset(
    "host cohost co-host presenter reader newsreader anchor announcer narrator moderator"
    " interviewer correspondent reporter".split()
)


def vague(source: Source) -> bool:
    """Tell whether a source is no one in particular.

    An unnamed source is somebody, whom somebody heard; "reports" are not. Where the
    kind is not known ("the trust", "a cleaner") the words still describe somebody,
    unless they are but a pronoun's. A transcript's HOST is the station itself.

    >>> names = "Reports", "a media report", "the WWF report"
    >>> [vague(Source(id="s", name=n, kind="document")) for n in names]
    [True, True, False]
    >>> [vague(Source(id="s", name=n, kind="none")) for n in ("Each", "a cleaner")]
    [True, False]
    >>> [vague(Source(id="s", name=n, kind="anonymous")) for n in ("HOST", "a radio host")]
    [True, False]
    >>> [vague(Source(id="s", name=n, kind="outlet")) for n in ("Second outlet", "Other Voice")]
    [True, False]
    """
    words = fold(source.name).split()
    if source.name.isupper() and source.name.lower() in _HOUSE:
        return True
    if source.kind == "none":
        return not words or fold(source.name) in _NOBODY
    if source.kind == "outlet":
        return bool(_ANOTHER.fullmatch(fold(source.name)))
    if source.kind not in ("document", "collective"):
        return False
    if words[-1:] == ["report"] and _PRESS & set(words[:-1]) and len(words) <= _SHORT:
        return True
    return " ".join(words) in _BARE or (
        bool(words) and words[-1] in _PRESS and len(words) <= _SHORT
    )


def itself(source: Source) -> bool:
    """Tell whether a name is the publisher's for itself: "this newspaper", "our website"."""
    return bool(_OURSELVES.fullmatch(fold(source.name)))


def chains(appearance: Appearance, scene: Scene) -> tuple[tuple[str, ...], ...]:
    """Return one chain of hands a source, nearest first, the source last.

    "A source told Agency A" in an article of outlet B is (agency-a, source);
    in an article of Agency A itself it is (source,). What somebody says that
    another body counted or found has that body at the end. A statement behind which
    stands "So says the council" has the council. Empty where nobody
    is named, or nobody but the outlet itself.
    """
    own = scene.hand(appearance.article)
    pointed = pointing(appearance, scene)
    if pointed is not None:
        return chains(pointed, scene)
    relays = [id for id in appearance.relays if not vague(scene.source(id))]
    for id in appearance.addressees:  # heard the source, so stands next to it
        if scene.source(id).kind == "outlet" and id not in relays:
            relays.append(id)
    found: list[tuple[str, ...]] = []
    for id in appearance.sources:
        source = scene.source(id)
        if vague(source):
            continue
        hands = list(relays)
        if source.kind == "anonymous" and not hands and source.heard_by:
            hands.append(source.heard_by)
        found.append((*hands, id))
    if not found and relays:
        found.append(tuple(relays))
    counted = finder(appearance, scene)
    if counted is not None:
        found = [(*chain, counted) for chain in found] or [(counted,)]
    ours = {own} | {id for chain in found for id in chain if itself(scene.source(id))}
    cleaned = (tuple(dict.fromkeys(id for id in chain if id not in ours)) for chain in found)
    return tuple(dict.fromkeys(chain for chain in cleaned if chain))


def evidence(appearance: Appearance, id: str, scene: Scene) -> Span:
    """Return the characters of the article that name a hand or a source."""
    pointed = pointing(appearance, scene)
    if pointed is not None:
        return evidence(pointed, id, scene)
    attr = appearance.attribution
    whole = extent(appearance)
    if id in appearance.sources and attr.source:
        return attr.source[min(appearance.sources.index(id), len(attr.source) - 1)]
    if id in appearance.addressees and attr.addressee:
        return attr.addressee[0]
    near = [span for span, meant in scene.spots.get(appearance.article, ()) if meant == id]
    inside = [span for span in near if span.overlaps(whole)]
    before = [span for span in near if span.end <= whole.start]
    if inside or before:
        return inside[0] if inside else before[-1]
    return (attr.source or attr.cue or attr.content)[0]
