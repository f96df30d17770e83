"""Hands: through whom an article has what a source said, as its words show."""

import re
from collections.abc import Sequence

from reportedly.records import Article, Attribution, Span
from reportedly.resolve.names.reading import scan
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.pieces import Pieces

_TOLD = re.compile(r"^(?:has |have |had )?(?:told|tells|tell|informed)$|^(?:has|have|had) told$")
_TO = re.compile(
    r"^,? (?:exclusively )?(?:to|with"
    r"|in an? (?:\w+ )?(?:interview|statement|email|call|briefing) (?:to|with|for))"
    r" (?=[A-Z]|the [A-Z])"
)
_AFTER_TOLD = re.compile(
    r"^ (?:the )?(?:\w+ (?:news agency|newspaper|broadcaster|outlet) )?(?=[A-Z])"
)
_CITING = re.compile(
    r"\b(?:citing|quoting|which (?:cited|quoted)|attributing (?:it|this|that) to|referring to)\s+"
)
_STOP = re.compile(
    r"(?<![A-Z])[.;!?](?=\s|$)|, (?:reports?|reported|said|says|wrote|added|according)\b"
    r"| as saying\b| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[”\"\n]"
)
_CITED = re.compile(r"(?i)(?:citing|quoting)\b")
_STOPS = re.compile(r"(?<![A-Z])[.!?](?=\s)|\n")
FAR = 120  # characters from “reported” to “citing”
_CITES = re.compile(r"\b(?:cit(?:ed|es|ing)|quot(?:ed|es|ing))$")
_AS_SAYING = re.compile(
    r"([^.;“\"]{3,80}?),? as (?:saying|claiming|telling|reporting|confirming)\b"
)


def told(attribution: Attribution, article: Article, table: OutletTable) -> Span | None:
    """Return the outlet that the words after the cue name as hearer, if nobody marked it.

    A tagger may miss the addressee of “a source told Quay Wire”; the outlet's
    name right after the cue is evidence enough.
    """
    if not attribution.cue or attribution.addressee:
        return None
    end = attribution.cue[-1].end
    cue = attribution.cue[-1].of(article.text)
    rest = article.text[end : end + 90].split("\n")[0]
    opening = _AFTER_TOLD.match(rest) if _TOLD.match(cue.lower().strip()) else _TO.match(rest)
    if not opening:
        return None
    for name in scan(rest[opening.end() :]):
        if name.span.start > len("the ") or name.title:
            return None
        start = end + opening.end()
        span = Span(start + name.span.start, start + name.span.end)
        first = attribution.content[0]
        opens = _TOLD.match(cue.lower().strip()) and first.start in range(end, span.end)
        inside = any(span.overlaps(part) for part in attribution.content) and not opens
        return span if table.named(name.words) and not inside else None
    return None


def citing(
    attribution: Attribution, article: Article, sentence: Span, taken: Sequence[Span]
) -> Span | None:
    """Return whom an outlet cites in the same sentence: “…, Quay Wire reported, citing a source”.

    `taken` are the sources of other attributions: where one stands there, that
    attribution already says it.
    """
    text = article.text
    for match in _CITING.finditer(text, sentence.start, sentence.end):
        stop = _STOP.search(text, match.end(), sentence.end)
        end = stop.start() if stop else sentence.end
        if end <= match.end():
            continue
        span = Span(match.end(), end)
        comma = text[: match.start()].rstrip().endswith(",")
        # a tagger may let the content run on over “, citing …”: indirect speech never has it
        parts = attribution.cue if comma and attribution.form != "direct" else attribution.content
        parts += attribution.cue
        around = Span(match.start(), end)
        if any(around.overlaps(part) for part in parts) or any(span.overlaps(s) for s in taken):
            continue
        return span
    return None


def cited_by(article: Article, attributions: Sequence[Attribution]) -> dict[int, int]:
    """Return which attributions are what another one's speaker cites, by their index.

    “P, Quay Wire reported, citing a source”: one content with two who say it, of whom the
    first has it from the second.
    """
    found = {}
    said = [n for n, a in enumerate(attributions) if a.cue and a.source]
    cues = Pieces((attributions[n].cue[0], n) for n in said)
    for inner, attribution in enumerate(attributions):
        if not attribution.cue or not _CITED.match(attribution.cue[0].of(article.text)):
            continue
        at = attribution.cue[0].start
        for outer in cues.near(Span(max(0, at - FAR - 1), at + 1)):
            other = attributions[outer]
            between = article.text[other.cue[0].end : at]
            if outer == inner or not 0 < at - other.cue[0].end <= FAR or _STOPS.search(between):
                continue
            if any(a.overlaps(b) for a in attribution.content for b in other.content):
                found[inner] = outer
    return found


def as_saying(attribution: Attribution, article: Article) -> Span | None:
    """Return whom an outlet cites inside its content: “Quay Wire cited | a source as saying …”.

    For taggers that give the outer attribution alone.
    """
    cue = attribution.cue[-1].of(article.text).lower() if attribution.cue else ""
    if not _CITES.search(cue):
        return None
    first = attribution.content[0]
    found = _AS_SAYING.match(first.of(article.text))
    return Span(first.start, first.start + found.end(1)) if found else None
