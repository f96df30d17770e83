"""From the statements of a run to its claims: the one door of this stage."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from math import log

from reportedly.judgement import Bond
from reportedly.match.alignment import copied_pairs
from reportedly.match.backward import Pointing, attached, pointing
from reportedly.match.bonds import Judged, judged
from reportedly.match.candidates import candidates
from reportedly.match.cluster import Cluster, cluster
from reportedly.match.copies import find_copies
from reportedly.match.divided import divided
from reportedly.match.pair import Run
from reportedly.match.score import Score, score
from reportedly.match.stance import with_stances
from reportedly.match.statement import Key, Statement, in_headline, statements
from reportedly.records import (
    Appearance,
    Article,
    Claim,
    Copy,
    Moment,
    Reason,
    Resolution,
    Tie,
    words_of,
)

MAIN = 0.7  # of a content's characters in one piece: the rest is a stray word of the tagger's
_EQUAL = Reason("equal-words", 1.0, "times", "the same words")
UNDATED = datetime.max.replace(tzinfo=UTC)


def match(
    articles: Sequence[Article], resolution: Resolution, bonds: Sequence[Bond] = ()
) -> tuple[tuple[Copy, ...], tuple[Claim, ...]]:
    """Return the copies among the articles, and the claims that they make.

    A cluster of statements is a claim if somebody is said to have said it, or
    if two articles state it in words of their own. Claims of most articles
    come first; those that stand in one article only come last. The order in
    which articles are given makes no difference. What people joined or parted
    (`bonds`) goes before all scores.
    """
    by_id = {article.id: article for article in articles}
    copies = find_copies([article for _, article in sorted(by_id.items())])
    said = [a for a in resolution.appearances if a.article in by_id]
    people = judged(lambda tags: statements(by_id, said, tags, resolution.outlets), bonds)
    found = people.found
    run = run_of(found, copies)

    def judge(i: int, j: int) -> Score:
        return score(found[i], found[j], run)

    bare = frozenset(i for i, statement in enumerate(found) if statement.bare)
    back = pointing(found, by_id)
    pairs = ((i, j) for i, j in candidates(found, run) if i not in back and j not in back)
    gathered = attached(cluster(len(found), pairs, judge, bare), back, found, run)
    groups = divided(gathered, people.bound, judge)
    claims = [
        _claim(group, people, by_id, run, back)
        for group in groups
        if people.joined(group.places) or _is_claim([found[i] for i in group.places], run)
    ]
    return copies, _named(sorted(claims, key=_worth))


def run_of(found: Sequence[Statement], copies: Iterable[Copy]) -> Run:
    """Return what pairs of these statements are judged against."""
    return Run(_weights(found), copied_pairs(copies, found), _nested_pairs(found))


def _weights(found: Iterable[Statement]) -> dict[str, float]:
    """Return each stem's weight: 1 if every statement holds it, more the rarer it is."""
    distinct = {statement.words: statement.bag for statement in found}
    held = Counter(stem for bag in distinct.values() for stem in bag)
    return {stem: 1.0 + log((1 + len(distinct)) / (1 + n)) for stem, n in held.items()}


def _nested_pairs(found: Iterable[Statement]) -> frozenset[tuple[Key, Key]]:
    """Return outer and inner statements of nested attributions, both ways."""
    home = {appearance.key: one.key for one in found for appearance in one.members}
    pairs = {
        (home[key], home[(appearance.article, appearance.attribution.parent)])
        for one in found
        for appearance in one.members
        for key in [appearance.key]
        if appearance.attribution.parent is not None
        and (appearance.article, appearance.attribution.parent) in home
    }
    return frozenset(pairs | {(b, a) for a, b in pairs})


def _is_claim(group: Sequence[Statement], run: Run) -> bool:
    """Tell whether somebody said it, or two articles state it in words of their own.

    What holds no word (a quotation of dots) claims nothing, whoever says it.
    """
    if not any(any(c.isalnum() for word in s.words for c in word) for s in group):
        return False
    if any(statement.attributed for statement in group):
        return True
    return any(
        {m.article for m in a.members} - {m.article for m in b.members}
        and {m.article for m in b.members} - {m.article for m in a.members}
        and (a.key, b.key) not in run.copied
        for i, a in enumerate(group)
        for b in group[i + 1 :]
    )


def _claim(
    group: Cluster, people: Judged, articles: Mapping[str, Article], run: Run, back: Pointing
) -> Claim:
    appearances = sorted(
        _stances(group, people.found, run, articles, back),
        key=lambda a: (_when(articles[a.article]), a.key),
    )
    first = _first(appearances, articles)
    alone = max(a.attribution.confidence for a in appearances)
    return Claim(
        id=_digest(first),
        text=_text(first, articles[first.article].text),
        appearances=tuple(appearances),
        confidence=group.weakest if len(appearances) > 1 else alone,
        ties=tuple(_ties(group, people, run, back)),
    )


def _stances(
    group: Cluster,
    found: Sequence[Statement],
    run: Run,
    articles: Mapping[str, Article],
    back: Pointing,
) -> Iterable[Appearance]:
    """Yield the appearances with their stances: what points back has that of what it points to."""
    plain = list(with_stances([found[i] for i in group.places if i not in back], run, articles))
    yield from plain
    stance = {a.key: a.stance for a in plain}
    for place in group.places:
        if place not in back:
            continue
        meant = back[place]
        members = found[meant.place].members if meant.place is not None else ()
        untrue = meant.denied or (meant.place is not None and found[meant.place].untrue)
        for one in found[place].members:
            near = [stance[a.key] for a in members if a.article == one.article and a.key in stance]
            told = "denies" if untrue or found[place].untrue else (near or [one.stance])[0]
            yield replace(one, stance=told) if one.stance == "supports" else one


def _ties(group: Cluster, people: Judged, run: Run, back: Pointing) -> Iterable[Tie]:
    """Yield why its appearances are one claim: people, the scores that joined it, equal words."""
    found = people.found
    for left, right in group.links:
        keys = found[left].key, found[right].key
        if (left, right) in people.why:
            reasons: tuple[Reason, ...] = (people.why[left, right],)
            yield Tie(left=keys[0], right=keys[1], reasons=reasons, confidence=1.0)
            continue
        pointed = next((back[i].reason for i in (left, right) if i in back), None)
        if pointed:
            yield Tie(left=keys[0], right=keys[1], reasons=(pointed,), confidence=pointed.value)
            continue
        scored = score(found[left], found[right], run)
        reasons = tuple(Reason(r.name, r.points, "log-odds", r.seen) for r in scored.reasons)
        yield Tie(left=keys[0], right=keys[1], reasons=reasons, confidence=scored.value)
    for statement in (found[i] for i in group.places):
        for other in statement.members[1:]:
            yield Tie(left=statement.key, right=other.key, reasons=(_EQUAL,), confidence=1.0)


def _first(appearances: Sequence[Appearance], articles: Mapping[str, Article]) -> Appearance:
    """Return the appearance that gives the claim its words.

    Of the earliest article that supports it, the one laid at somebody's door,
    in a sentence rather than the headline, said rather than handed on; then
    the first.
    """
    supporting = [a for a in appearances if a.stance == "supports"] or appearances
    earliest = [a for a in supporting if a.article == supporting[0].article]

    def preference(appearance: Appearance) -> tuple[bool, bool, bool, int]:
        attr, article = appearance.attribution, articles[appearance.article]
        short = sum(len(s.of(article.text).split()) for s in attr.content) < 5
        headed = in_headline(attr.content, article)
        return headed, short, attr.own_voice, appearance.index

    return min(earliest, key=preference)


def _text(appearance: Appearance, text: str) -> str:
    """Return the content's words; of one in pieces the main piece, if it is most of it."""
    spans = appearance.attribution.content
    longest = max(spans, key=lambda s: s.end - s.start)
    if longest.end - longest.start >= MAIN * sum(s.end - s.start for s in spans):
        spans = (longest,)
    words = words_of(spans, text).strip(' ,;:\n"“”')
    return words.removeprefix("that ").strip()


def _when(article: Article) -> datetime:
    return latest(article.published)


def latest(moment: Moment | None) -> datetime:
    """Return the last instant that the date allows; what is not known comes late.

    An article known by its day only is not put before one known by the minute.

    >>> latest(Moment("2024-09-17", "day")) > latest(Moment("2024-09-17T23:40Z", "minute"))
    True
    """
    if moment is None:
        return UNDATED
    try:
        if moment.precision == "year":
            at = datetime(int(moment.value[:4]) + 1, 1, 1)
        elif moment.precision == "month":
            year, month = int(moment.value[:4]), int(moment.value[5:7])
            at = datetime(year + month // 12, month % 12 + 1, 1)
        elif moment.precision == "day":
            at = datetime.fromisoformat(moment.value[:10]) + timedelta(days=1)
        else:
            at = datetime.fromisoformat(moment.value)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return UNDATED


def _worth(claim: Claim) -> tuple[object, ...]:
    """Order claims: in several articles, then by how many say who said it, and how many in all."""
    n = len({a.article for a in claim.appearances})
    said = len({a.article for a in claim.appearances if not a.attribution.own_voice})
    return n < 2, not said, -said, -n, -len(claim.appearances), claim.appearances[0].key


def _digest(first: Appearance, size: int = 8) -> str:
    span = first.attribution.content[0]
    place = f"{first.article}\n{first.index}\n{span.start}\n{span.end}"
    return blake2b(place.encode(), digest_size=16).hexdigest()[:size]


def _named(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims with ids of their own, lengthened where two begin alike."""
    taken = Counter(claim.id for claim in claims)
    return tuple(
        replace(claim, id=f"{claim.id}-{claim.appearances[0].index}")
        if taken[claim.id] > 1
        else claim
        for claim in claims
    )
