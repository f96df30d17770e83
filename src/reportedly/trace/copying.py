"""From which article another has its words, and which way they went.

The way is told by stated credit first, then by time, then by containment. If
none of them tells, an edge is drawn all the same, since one of the two has it
from the other, but with a confidence below `graph.CERTAIN`, and one way only.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.records import (
    Appearance,
    Article,
    Copy,
    Reason,
    Source,
    Span,
    Spans,
    probability,
)
from reportedly.text import fold
from reportedly.trace.addresses import canonical
from reportedly.trace.scene import Scene, Way, extent, named
from reportedly.trace.when import by_time, earlier

COVERED = 0.6  # share of a content's characters in copied passages; less is a common phrase
WHOLLY = 0.9  # the same, for contents shorter than a run
RUN = 10  # words of the longest passage: shorter ones come of the same names and the same event
CREDITED = 0.95  # "(Agency A)", a byline or "Source: Agency A"
MENTIONED = 0.85  # one names the other somewhere, and is not named in return
CONTAINED = 0.5  # the part is taken from the whole: often so, but agencies are also added to
LESS_SHARE = 0.3  # by how much the shares must differ for that
UNDECIDED = 0.3
EQUALS = 8  # of the articles that may equally be the one, so many are looked at, by time
MOSTLY = 0.5  # share of an article's words from which it is a copy, whomever it names
UPDATED = 0.6  # the upstream one was changed after the downstream one came out
FROM_WIRE = 0.6  # one of them shows an agency's credit line, and the dates say nothing
_WIRE_LINE = re.compile(r"\(([A-Z][\w .-]{1,40})\)\s*[-–—]")
_WIRE_END = re.compile(r"\(([A-Z][\w .-]{1,40})\)\s*$")
_AGENCY_NAME = re.compile(r"\b(?:news|press|telegraph) agency\b|\bnewswire\b|\bwire service\b")
_NO_CREDIT = Reason("no-credit", 0.0, "times")
_CREDIT = r"(?:[\(\[]\s*{0}\s*[\)\]]|[–—-]\s*{0}\s*$|^\s*{0}\s*[–—-]|(?:source|via|from):?\s+{0})"


@dataclass(frozen=True, slots=True)
class Taken:
    """An appearance has its words from another article: where this can be seen, how surely."""

    article: str  # upstream
    appearance: tuple[str, int] | None  # of the same claim there
    evidence: Span  # downstream
    reasons: tuple[Reason, ...]
    share: float  # of all the article's words that stand there too, 0 to 1
    declared: bool = False  # the article says from whom it has the words

    @property
    def confidence(self) -> float:
        """How surely it was taken from there, 0 to 1."""
        return probability(self.reasons)


def direction(left: str, right: str, shares: tuple[float, float], scene: Scene) -> Way:
    """Return which of two articles with text in common is downstream, and why.

    Args:
        left: an article's id.
        right: the other's.
        shares: of left's words that stand in right, and of right's in left.
        scene: what is known of both.
    """
    a, b = scene.articles[left], scene.articles[right]
    given = credit(a, scene.hand(right), scene), credit(b, scene.hand(left), scene)
    if given[0].value != given[1].value:
        down, up = (a, b) if given[0].value > given[1].value else (b, a)
        best = max(given, key=lambda reason: reason.value)
        if best.name == "credited" or not earlier(down.published, up.published):
            return Way(down.id, (best,))
    wired = wire(a, scene), wire(b, scene)
    told = _by_hours(a, b, wired) or _by_hours(b, a, wired[::-1])
    if told:
        return told
    if bool(wired[0]) != bool(wired[1]):
        return Way((right if wired[0] else left), _one("from-wire", FROM_WIRE, max(wired)))
    if abs(shares[0] - shares[1]) >= LESS_SHARE:
        few, many = sorted(shares)
        seen = f"{many:.0%} of its words stand there, {few:.0%} of that one's words here"
        down_id = left if shares[0] > shares[1] else right
        return Way(down_id, _one("part-of-whole", CONTAINED, seen))
    seen = "neither credit nor hours nor the shares of the words tell which came first"
    return Way(max((a, b), key=by_time).id, _one("undecided", UNDECIDED, seen))


def _by_hours(first: Article, second: Article, wired: tuple[str, str]) -> Way | None:
    """Return the way if the first is known to have come out before the second."""
    sure = earlier(first.published, second.published)
    if not sure or first.published is None or second.published is None:
        return None
    seen = f"{first.published.value} is before {second.published.value}"
    if any(wired) and not (wired[0] and wired[0] != wired[1]):
        # clients of one wire, whose hours tell nothing
        return Way(second.id, _one("clients-of-a-wire", UNDECIDED, f"{max(wired)}; {seen}"))
    reasons = _one("earlier", sure, seen)
    if first.modified and earlier(second.published, first.modified):
        seen = f"it was changed at {first.modified.value}, and may have the words from then"
        reasons += (Reason("changed-later", UPDATED, "at most", seen),)
    return Way(second.id, reasons)


def _one(name: str, value: float, seen: str) -> tuple[Reason, ...]:
    return (Reason(name, value, "times", seen),)


def credit(article: Article, hand: str, scene: Scene) -> Reason:
    """Return how plainly an article credits a hand: CREDITED, MENTIONED or 0."""
    if scene.hand(article.id) == hand:
        return _NO_CREDIT
    source = scene.source(hand)
    for name in sorted({source.name, *source.names}):
        form = _CREDIT.format(re.escape(name))
        ends = "\n".join((article.title or "", article.text[:300], article.text[-300:]))
        if named(name, article.byline or "") or (
            named(name, ends) and re.search(form, ends, re.IGNORECASE | re.MULTILINE)
        ):
            return Reason("credited", CREDITED, "times", name)
    if scene.mentions(article.id, hand):
        return Reason("mentioned", MENTIONED, "times", source.name)
    return _NO_CREDIT


def wire(article: Article, scene: Scene) -> str:
    """Return the agency whose text an article says it prints, folded; "" if it says none.

    An agency's own article is its own. "KYIV (Reuters) -" opens the text, or
    "(AP)" ends it or stands behind the outlet's name.
    """
    source = scene.source(scene.hand(article.id))
    if agency(source):
        return fold(source.name)
    spots = [match[1] for match in _WIRE_LINE.finditer(article.text[:300])]
    spots += [match[1] for match in _WIRE_END.finditer("\n".join((article.text, source.name)))]
    for spot in spots:
        found = scene.names.get(fold(spot))
        if found and agency(scene.source(found)):
            return fold(scene.source(found).name)
        known = scene.resolution.agencies.get(fold(spot))
        if known:
            return fold(known)
    return ""


def agency(source: Source) -> bool:
    """Tell whether an outlet is one whose text others print: by the table, else by its name.

    >>> names = "Orle Newswire", "Kelsby Herald"
    >>> [agency(Source(id="o", name=name, kind="outlet")) for name in names]
    [True, False]
    >>> agency(Source(id="o", name="Tarn Dispatches", kind="outlet", agency=True))
    True
    """
    names = {fold(name) for name in (source.name, *source.names)}
    return source.agency or (
        source.kind in ("outlet", "organisation")
        and any(_AGENCY_NAME.search(name) for name in names)
    )


def taken(
    appearance: Appearance, others: Mapping[str, Sequence[Appearance]], scene: Scene
) -> Taken | None:
    """Return the article from which an appearance was copied, if from any.

    Of several, the one that is credited is taken, then one with most of its
    text, then one that has its words from none of the others, then the
    earliest: a wire's clients copy the wire and not each other.

    Args:
        appearance: the downstream one.
        others: the claim's appearances, by article.
        scene: what is known of the articles.
    """
    found = []
    for copy in scene.copies.get(appearance.article, ()):
        here, there, pairs = sides(copy, appearance.article)
        if scene.hand(here) == scene.hand(there) and _same_address(here, there, scene):
            continue  # two versions of one page
        if scene.refused(appearance.key, scene.hand(there)):
            continue
        spot = covered(appearance, [near for near, _ in pairs], scene.articles[here].text)
        if spot is None:
            continue
        way = way_of(copy, scene)
        if way.down != here:
            continue
        target = counterpart(appearance, pairs, others.get(there, ()))
        share = copy.shared_left if copy.left == here else copy.shared_right
        seen = f"{share:.0%} of its words stand there too"
        reasons = (spot[1], Reason("share", share, "condition", seen), *way.reasons)
        declared = way.reasons[0].name == "credited"
        found.append(Taken(there, target, spot[0], reasons, share, declared))
    return _likeliest(found, scene)


def _likeliest(found: Sequence[Taken], scene: Scene) -> Taken | None:
    """Return the best of several, without comparing each with each."""

    def rank(t: Taken) -> tuple[bool, bool, bool, bool, bool]:
        sure = t.confidence
        few = t.share < MOSTLY
        return not t.declared, sure <= CONTAINED, sure <= UNDECIDED, few, t.appearance is None

    best = min(map(rank, found), default=None)
    equal = sorted(
        (t for t in found if rank(t) == best), key=lambda t: by_time(scene.articles[t.article])
    )
    for t in equal[:EQUALS]:
        if not any(_has_from(t.article, other.article, scene) for other in found):
            return t
    return equal[0] if equal else None


def way_of(copy: Copy, scene: Scene) -> Way:
    """Return which way a copy's words went; worked out once a pair."""
    key = copy.left, copy.right
    if key not in scene.ways:
        shares = copy.shared_left, copy.shared_right
        scene.ways[key] = direction(copy.left, copy.right, shares, scene)
    return scene.ways[key]


def _has_from(here: str, there: str, scene: Scene) -> bool:
    """Tell whether an article has text from another, the direction being known."""
    copy = scene.pairs.get((min(here, there), max(here, there)))
    if copy is None:
        return False
    way = way_of(copy, scene)
    return way.down == here and way.confidence > UNDECIDED


def in_copied_words(article: str, span: Span | None, hand: str, scene: Scene) -> bool:
    """Tell whether some characters stand in words that an article shares with one of a hand's."""
    for copy in scene.copies.get(article, ()):
        _, there, pairs = sides(copy, article)
        if scene.hand(there) == hand and span and any(near.overlaps(span) for near, _ in pairs):
            return True
    return False


def sides(copy: Copy, article: str) -> tuple[str, str, tuple[tuple[Span, Span], ...]]:
    """Return a copy as seen from one of its articles: here, there, passages (here, there)."""
    if copy.left == article:
        return copy.left, copy.right, copy.passages
    return copy.right, copy.left, tuple((near, far) for far, near in copy.passages)


def covered(
    appearance: Appearance, passages: Sequence[Span], text: str
) -> tuple[Span, Reason] | None:
    """Return the passage that holds most of a content, and how much, if it is enough.

    Enough is all of it, or most of it with a run of words that is too long for chance.
    """
    content: Spans = appearance.attribution.content
    shared = [
        (sum(_common(span, part) for part in content), span)
        for span in passages
        if any(span.overlaps(part) for part in content)
    ]
    held = sum(size for size, _ in shared) / sum(part.end - part.start for part in content)
    if held < COVERED:
        return None
    best = max(shared, key=lambda item: (item[0], -item[1].start))[1]
    long = len(best.of(text).split()) >= RUN
    seen = f"{min(held, 1.0):.0%} of the statement stands in words that both have"
    reason = Reason("covered", round(min(held, 1.0), 3), "condition", seen)
    return (best, reason) if long or held >= WHOLLY else None


def counterpart(
    appearance: Appearance,
    passages: Sequence[tuple[Span, Span]],
    others: Sequence[Appearance],
) -> tuple[str, int] | None:
    """Return the appearance at the other end of the passages, or another one in that article."""
    ends = [
        far
        for near, far in passages
        if any(near.overlaps(part) for part in appearance.attribution.content)
    ]
    at = [o for o in others if any(far.overlaps(extent(o)) for far in ends)]
    best = min(
        at or others,
        key=lambda o: (o.attribution.own_voice != appearance.attribution.own_voice, o.index),
        default=None,
    )
    return best.key if best else None


def _common(left: Span, right: Span) -> int:
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def _same_address(left: str, right: str, scene: Scene) -> bool:
    urls = scene.articles[left].url, scene.articles[right].url
    return urls[0] is not None and urls[1] is not None and canonical(urls[0]) == canonical(urls[1])
