"""From which article another has its words, and which way they went.

The way is told by stated credit first, then by time, then by containment. If
none of them tells, an edge is drawn all the same, since one of the two has it
from the other, but with a confidence below `graph.CERTAIN`, and one way only.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.records import Appearance, Article, Copy, Span, Spans
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
        return (left if given[0] > given[1] else right), max(given)
    for first, second in ((a, b), (b, a)):
        sure = earlier(first.published, second.published)
        if sure:  # an update may have brought the words in later
            late = earlier(second.published, first.modified)
            return second.id, min(sure, 0.6) if late else sure
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


def taken(
    appearance: Appearance, others: Mapping[str, Sequence[Appearance]], scene: Scene
) -> Taken | None:
    """Return the article from which an appearance was copied, if from any.

    Of several, the one that is credited is taken, then the earliest: a wire's
    clients copy the wire and not each other.

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
            t.appearance is None,
            by_time(scene.articles[t.article]),
        ),
        default=None,
    )


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
