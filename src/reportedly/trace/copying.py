"""From which article another has its words, and which way they went.

The way is told by stated credit first, then by time, then by containment. If
none of them tells, an edge is drawn all the same, since one of the two has it
from the other, but with a confidence below `graph.CERTAIN`, and one way only.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.records import Appearance, Article, Copy, Source, Span, Spans
from reportedly.text import fold
from reportedly.trace.addresses import canonical
from reportedly.trace.scene import Scene, extent, named
from reportedly.trace.when import by_time, earlier

COVERED = 0.6  # share of a content's characters in copied passages; less is a common phrase
WHOLLY = 0.9  # the same, for contents shorter than a run
RUN = 10  # words of the longest passage: shorter ones come of the same names and the same event
CREDITED = 0.95  # "(Agency A)", a byline or "Source: Agency A"
MENTIONED = 0.85  # one names the other somewhere, and is not named in return
CONTAINED = 0.5  # the part is taken from the whole: often so, but agencies are also added to
LESS_SHARE = 0.3  # by how much the shares must differ for that
UNDECIDED = 0.3
MOSTLY = 0.5  # share of an article's words from which it is a copy, whomever it names
FROM_WIRE = 0.6  # one of them shows an agency's credit line, and the dates say nothing
_WIRE_LINE = re.compile(r"\(([A-Z][\w .-]{1,40})\)\s*[-–—]")
_WIRE_END = re.compile(r"\(([A-Z][\w .-]{1,40})\)\s*$")
_AGENCY_NAME = re.compile(r"\b(?:news|press|telegraph) agency\b|\bnewswire\b|\bwire service\b")
# The outlets of the shipped table that are called agencies and whose names don't say so.
_AGENCIES = frozenset(
    fold(name)
    for name in (
        "Associated Press|AP|Reuters|Agence France-Presse|AFP|Deutsche Presse-Agentur|dpa|EFE|ANSA"
        "|Xinhua|China News Service|TASS|RIA Novosti|Interfax|Interfax-Ukraine|Ukrinform|Anadolu"
        "|Anadolu Agency|Kyodo News|Jiji Press|Yonhap|Press Trust of India|PTI"
        "|Asian News International|ANI|KCNA|IRNA|PA Media|UPI|Bloomberg News|Canadian Press|Bernama"
    ).split("|")
)
_CREDIT = r"(?:[\(\[]\s*{0}\s*[\)\]]|[–—-]\s*{0}\s*$|^\s*{0}\s*[–—-]|(?:source|via|from):?\s+{0})"


@dataclass(frozen=True, slots=True)
class Taken:
    """An appearance has its words from another article: where this can be seen, how surely."""

    article: str  # upstream
    appearance: tuple[str, int] | None  # of the same claim there
    evidence: Span  # downstream
    confidence: float
    share: float  # of all the article's words that stand there too, 0 to 1
    declared: bool = False  # the article says from whom it has the words


def direction(
    left: str, right: str, shares: tuple[float, float], scene: Scene
) -> tuple[str, float]:
    """Return which of two articles with text in common is downstream, and how surely.

    Args:
        left: an article's id.
        right: the other's.
        shares: of left's words that stand in right, and of right's in left.
        scene: what is known of both.
    """
    a, b = scene.articles[left], scene.articles[right]
    given = credit(a, scene.hand(right), scene), credit(b, scene.hand(left), scene)
    if given[0] != given[1]:
        down, up = (a, b) if given[0] > given[1] else (b, a)
        if max(given) == CREDITED or not earlier(down.published, up.published):
            return down.id, max(given)
    wired = wire(a, scene), wire(b, scene)
    for first, second, ahead in ((a, b, wired[0]), (b, a, wired[1])):
        sure = earlier(first.published, second.published)
        if sure and any(wired) and not (ahead and wired[0] != wired[1]):
            return second.id, UNDECIDED  # clients of one wire, whose hours tell nothing
        if sure:  # an update may have brought the words in later
            late = earlier(second.published, first.modified)
            return second.id, min(sure, 0.6) if late else sure
    if bool(wired[0]) != bool(wired[1]):
        return (right if wired[0] else left), FROM_WIRE
    if abs(shares[0] - shares[1]) >= LESS_SHARE:
        return (left if shares[0] > shares[1] else right), CONTAINED
    return max((a, b), key=by_time).id, UNDECIDED


def credit(article: Article, hand: str, scene: Scene) -> float:
    """Return how plainly an article credits a hand: CREDITED, MENTIONED or 0."""
    if scene.hand(article.id) == hand:
        return 0.0
    source = scene.source(hand)
    for name in sorted({source.name, *source.names}):
        form = _CREDIT.format(re.escape(name))
        ends = "\n".join((article.title or "", article.text[:300], article.text[-300:]))
        if named(name, article.byline or "") or (
            named(name, ends) and re.search(form, ends, re.IGNORECASE | re.MULTILINE)
        ):
            return CREDITED
    return MENTIONED if scene.mentions(article.id, hand) else 0.0


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
        if fold(spot) in _AGENCIES or (found and agency(scene.source(found))):
            return fold(scene.source(found).name) if found else fold(spot)
    return ""


def agency(source: Source) -> bool:
    """Tell whether an outlet is one whose text others print.

    >>> [agency(Source(id="o", name=name, kind="outlet")) for name in ("Reuters", "Kelsby Herald")]
    [True, False]
    """
    names = {fold(name) for name in (source.name, *source.names)}
    return source.kind in ("outlet", "organisation") and (
        bool(names & _AGENCIES) or any(_AGENCY_NAME.search(name) for name in names)
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
        spot = covered(appearance, [near for near, _ in pairs], scene.articles[here].text)
        if spot is None:
            continue
        down, sure = direction(copy.left, copy.right, (copy.shared_left, copy.shared_right), scene)
        if down != here:
            continue
        target = counterpart(appearance, pairs, others.get(there, ()))
        share = copy.shared_left if copy.left == here else copy.shared_right
        found.append(Taken(there, target, spot, sure, share, sure == CREDITED))
    return min(
        found,
        key=lambda t: (
            not t.declared,
            t.confidence <= CONTAINED,
            t.confidence <= UNDECIDED,
            t.share < MOSTLY,
            t.appearance is None,
            any(_has_from(t.article, other.article, scene) for other in found),
            by_time(scene.articles[t.article]),
        ),
        default=None,
    )


def _has_from(here: str, there: str, scene: Scene) -> bool:
    """Tell whether an article has text from another, the direction being known."""
    for copy in scene.copies.get(here, ()):
        if there in (copy.left, copy.right):
            shares = copy.shared_left, copy.shared_right
            down, sure = direction(copy.left, copy.right, shares, scene)
            if down == here and sure > UNDECIDED:
                return True
    return False


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


def covered(appearance: Appearance, passages: Sequence[Span], text: str) -> Span | None:
    """Return the passage that holds most of a content, if passages hold enough of it.

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
    return best if long or held >= WHOLLY else None


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
