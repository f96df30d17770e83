"""Read all names of an article before anybody speaks: who they are, and where they stand.

The antecedent of a source is often no source itself, so names come first, wherever they are.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.records import Span
from reportedly.resolve.about import learn
from reportedly.resolve.cast import ITS_CAMPAIGN, Cast
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.names.namesakes import shorter, surnamed_alone, whole
from reportedly.resolve.names.reading import Name, is_acronym, scan, short_for
from reportedly.resolve.outlets.table import Outlet

_BRACKET = re.compile(r"['’\"”]? \((?:the |or )?[\"“]?([A-Z][A-Za-z.&-]{1,9})[\"”]?\)")
_ALSO = re.compile(
    r"[\s,()]*(?:formerly|previously|also|better|now|once) (?:known as|called|named"
    r"|dubbed) (?:the )?"
    r"(?:[^,.;()]{1,30}?['’]s )?$"
)
_PAPERS = (
    r"(newspaper|daily|weekly|magazine|broadcaster|website|outlet|publication|channel|tabloid"
    r"|news agency)"
)
_IS_OUTLET = re.compile(
    rf", (?:an?|the) (?:[\w-]+ ){{0,4}}?{_PAPERS}(?=[,.;)]| (?:of|in|that|which|based|owned)\b)"
)
_OUTLET_BEFORE = re.compile(rf"\b{_PAPERS}(?: called)? $")
_CAMPAIGN = re.compile(r"(?:['’]s?)? (?:presidential |election |re-?election )?campaign\b")
# What follows on the name of one for whom another speaks: “Roe spokesman”, “Roe’s top aide”.
_WHOSE = re.compile(r"(?:['’]s?)?(?: (?!and\b|or\b|as\b)[a-z][\w-]*){1,4}(?: [A-Z]|$)")
_SAYS = re.compile(r" (?:said|says|told|wrote|added)\b")
_SAID = re.compile(r"[,”\"'’] (?:said|says|wrote|added) (?:(?:M[rs]s?|Dr|Sen|Rep|Gov)\. )?$")
_NUMBER = re.compile(r" \d{1,3}\b")


def populate(cast: Cast, own: Outlet, speaking: Sequence[Span]) -> None:
    """Read all names of the text; `speaking` are the spans of sources and addressees."""
    cast.own = cast.outlet_entity(own, own.name)
    skip = _shouting(cast)
    plain = cast.article.text.replace("\u00a0", " ")
    names = [_numbered(cast, n) for n in scan(plain) if n.span.start >= skip]
    for full in (True, False):  # “Mr. Roe” may stand before “Ada Roe”
        for name in names:
            if ITS_CAMPAIGN.fullmatch(name.words):  # whose it is comes first
                continue
            if whole(name.words) if full else name.title and not whole(name.words):
                _meet(cast, name)
    starts = sorted(span.start for span in speaking)
    ends = {span.start: span.end for span in speaking}
    for name in names:
        _mark(cast, name, starts, ends)
    line = cast.article.headline.end if cast.article.headline else cast.article.text.find("\n")
    for name in names:  # “Roe hints at her husband's post”: which Roe is told below it
        if name.span.start < line and not whole(name.words):
            cast.events = [e for e in cast.events if e.start != name.span.start]
            _mark(cast, name, starts, ends)
    for entity in cast.entities:
        if entity.kind is None and surnamed_alone(entity):
            entity.kind = "person"
    _link(cast, names)
    for body, short in shorter(cast.entities):
        cast.alias(body, short)


def _mark(cast: Cast, name: Name, starts: list[int], ends: dict[int, int]) -> None:
    """Find out whom a name means, learn what stands around it, and note where it stands."""
    cast.speaks = _speaks(name, starts, ends, cast.article.text)
    entity = _meet(cast, name)
    cast.speaks = False
    if entity:
        _presented(cast, entity, name)
        learn(entity, name, cast.article.text)
        speaks = _speaks(name, starts, ends, cast.article.text)
        cast.events.append(Event(name.span.start, name.span.end, entity, speaks))
        _its_campaign(cast, name, entity)


def _shouting(cast: Cast) -> int:
    """Return where the text begins that writes names alone in capitals.

    In a Headline Written Like This a capital tells nothing.
    """
    end = cast.article.headline.end if cast.article.headline else cast.article.text.find("\n")
    words = [w for w in cast.article.text[: max(0, end)].split() if len(w) > 3 and w[0].isalpha()]
    capital = sum(w[0].isupper() for w in words)
    return end if len(words) > 3 and capital > 0.7 * len(words) else 0


def _numbered(cast: Cast, name: Name) -> Name:
    """Return “Lantern 24” for “Lantern” where the table knows it."""
    more = _NUMBER.match(cast.article.text, name.span.end)
    if not more or not cast.table.named(name.words + more.group()):
        return name
    return Name(Span(name.span.start, more.end()), name.words + more.group(), name.title)


def _presented(cast: Cast, entity: Entity, name: Name) -> None:
    """Learn that a name is an outlet's from the words around it: “X, a website”."""
    text = cast.article.text
    after = _IS_OUTLET.match(text, name.span.end)
    before = _OUTLET_BEFORE.search(text, max(0, name.span.start - 40), name.span.start)
    if (after or before) and entity.kind in (None, "organisation"):
        entity.kind = "outlet"
        noun = (after or before)[1]  # type: ignore[index]
        entity.heads.add(noun)


def _its_campaign(cast: Cast, name: Name, entity: Entity) -> None:
    """Note “Ada Roe's campaign” where it stands, which is not Ada Roe."""
    found = _CAMPAIGN.match(cast.article.text, name.span.end)
    if found and entity.kind in ("person", None):
        words = cast.article.text[name.span.start : found.end()]
        cast.events.append(Event(name.span.start, found.end(), cast.campaign(entity, words), False))


def _speaks(name: Name, starts: list[int], ends: dict[int, int], text: str) -> bool:
    """Tell whether who is named says something there, whether it was marked or not."""
    at = bisect_right(starts, name.span.start) - 1
    if at < 0 or name.span.start >= ends[starts[at]]:
        before = text[max(0, name.span.start - 30) : name.span.start]
        return bool(_SAYS.match(text, name.span.end) or _SAID.search(before))
    return not _WHOSE.match(text, name.span.end, ends[starts[at]])  # “Roe spokesman Viktor Ash”


def _meet(cast: Cast, name: Name) -> Entity | None:
    cast.place = name.span.start
    return cast.named(name.words, name.title, source=False)


def _link(cast: Cast, names: Sequence[Name]) -> None:
    """Join what the text says is one: acronyms in brackets, former names."""
    text = cast.article.text
    for index, name in enumerate(names):
        bracket = _BRACKET.match(text, name.span.end)
        if bracket:
            full = cast.bearer(name.words)
            if full and (is_acronym(bracket[1]) or short_for(bracket[1], name.words)):
                cast.alias(full, bracket[1])
        if index == 0:
            continue
        for back in (1, 2, 3):
            before = names[index - back] if index >= back else None
            gap = text[before.span.end : name.span.start] if before else ""
            if before and len(gap) < 80 and _ALSO.match(gap):
                subject = cast.bearer(before.words)
                if subject:
                    cast.alias(subject, name.words)
                break
