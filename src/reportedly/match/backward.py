"""Statements that only point back: “the story”, “this claim is false”, “it”.

“The story was first published in the Kelsby Herald”, “the council denied the report”,
“the bridge claim is untrue”: what is carried, denied or judged there was told before.
Such a statement says nothing of its own and is never scored. It belongs to the claim of
the statement that it points to: the nearest before it in its article that says
something, what is laid at somebody's door first. Where its article tells nothing before
it, the words beside the pointing one (*bridge*), or else the headline's, say which claim
is meant. Where the words around it neither carry nor judge a report (“she thinks about
it”), it means anything, and points nowhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.match.cluster import Cluster
from reportedly.match.pair import Run
from reportedly.match.stance import headline_denies
from reportedly.match.statement import TELLING, Statement
from reportedly.match.wording import tokens
from reportedly.records import Appearance, Article, Reason, words_of
from reportedly.text import POINTER, points_back

REACH = 1200  # characters back from what points; further off, another report may be meant
NEAR = 300  # ... within which what is laid at somebody's door goes before the article's own words
ABOUT = 2  # telling words at least that say which claim is meant
HELD = 0.6  # of their weight, that a statement of that claim holds

# Of a cue: what is done to a report as a whole. Other verbs (“discuss”, “regret”) take whatever.
_TAKES = re.compile(
    r"\b(?:confirm|corroborat|verif|repeat|den(?:y|i)|reject|dismiss|disput|refut|rebut|doubt|debunk"
    r"|contradict|disprov|carr(?:y|i)|pick|took|tak|publish|print|air|broke|shar|post|repost|republish"
    r"|reprint|circulat|featur|relay|spread|uncover|reveal|broadcast|brought|show|prov|promot|push"
    r"|amplif|appear|originat|emerg|surfac|beg[au]n|start|c[ao]me|stem|deriv|aros|viral|went"
    r"|go(?:es)? back|dates|trac|track|sourc|attribut|credit|based|lift|copi|drawn|translat|adapt"
    r"|spot|invent|float|ran|runs|of|from|by|to|in|on)",
    re.IGNORECASE,
)
_UNTRUE = (
    r"(?:false|untrue|not true|incorrect|inaccurate|baseless|unfounded|groundless|fake|fabricated"
    r"|invented|made up|misleading|nonsense|satire|a hoax|a fabrication|an invention|a lie|a myth"
    r"|fiction|wrong|without foundation)"
)
_VERDICT = re.compile(
    rf"\W*(?:{POINTER}|[Ii]t|[Tt]his|[Tt]hat|[Aa]ll of (?:it|this|that)|[Bb]oth)"
    rf" (?:is|was|are|were|has been|have been|turned out to be|proved(?: to be)?)"
    rf"(?: \w+ly| simply| all| pure)* {_UNTRUE}\b[^\n]{{0,120}}"
)
_SEEN = 60  # characters of the words that point back, in a reason
_REPORTS = frozenset(
    "story tale rumour rumor news account hoax narrative figure true false".split()
)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a statement that points back means."""

    place: int | None  # of the statement that it points to
    about: frozenset[str]  # telling words of what is meant, where no statement is before it
    reason: Reason
    denied: bool  # its article's headline says that something is not so


Pointing = Mapping[int, Meant]  # by the place of what points


def pointing(found: Sequence[Statement], articles: Mapping[str, Article]) -> Pointing:
    """Return what the statements mean that only point back, by place.

    A statement that points back and means nothing known is left out, and stays by itself.
    """
    told: dict[str, list[tuple[int, int, Appearance, int]]] = defaultdict(list)
    back = []
    for place, statement in enumerate(found):
        if any(_points(m, articles[m.article].text) for m in statement.members):
            back.append(place)
        elif len(statement.bag) >= TELLING:
            for member in statement.members:
                start = member.attribution.content[0].start
                told[member.article].append((start, member.index, member, place))
    for row in told.values():
        row.sort(key=lambda entry: entry[:2])
    return {place: meant for place in back for meant in _meant(found[place], told, articles)}


def _points(one: Appearance, text: str) -> bool:
    """Tell whether all that an appearance says points back."""
    words = words_of(one.attribution.content, text)
    if one.attribution.own_voice:
        return bool(_VERDICT.fullmatch(words))
    taken = _TAKES.search(words_of(one.attribution.cue, text)) or "source" in words
    return bool(taken) and points_back(words)


def _meant(
    statement: Statement,
    told: Mapping[str, Sequence[tuple[int, int, Appearance, int]]],
    articles: Mapping[str, Article],
) -> Iterator[Meant]:
    """Yield what a statement points to; nothing, if nothing shows it."""
    for member in statement.members:
        article, whole = articles[member.article], member.attribution
        at, words = whole.content[0].start, words_of(whole.content, article.text)
        spans = (*whole.source, *whole.cue, *whole.content)
        before = [
            (start, one, place)
            for start, _, one, place in told.get(member.article, ())
            if at - REACH <= start < at
            and not any(s.overlaps(c) for s in spans for c in one.attribution.content)
        ]
        reason = Reason("points-back", 1.0, "times", words[:_SEEN])
        denied = headline_denies(article.title or "")
        if before:
            near = [b for b in before if at - b[0] <= NEAR and not b[1].attribution.own_voice]
            yield Meant((near or before)[-1][2], frozenset(), reason, denied)
            return
        about = _telling(_pointer(words))
        if len(about) < ABOUT:
            about = _telling(article.title or "")
        if len(about) >= ABOUT:
            yield Meant(None, about, reason, denied)
            return


def _pointer(words: str) -> str:
    found = re.match(rf"\W*({POINTER})", words)
    return found[1] if found else ""


def _telling(words: str) -> frozenset[str]:
    return frozenset(t.stem for t in tokens(words) if t.stem) - _REPORTS


def attached(
    clusters: Sequence[Cluster], meant: Pointing, found: Sequence[Statement], run: Run
) -> list[Cluster]:
    """Return the clusters, by first place, with what points back beside what it points to.

    Args:
        clusters: in which each place that points back is alone.
        meant: no place that points back is pointed to.
        found: the statements.
        run: it has the weights of their words.
    """
    home = {place: k for k, cluster in enumerate(clusters) for place in cluster.places}
    more: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, one in sorted(meant.items()):
        target = (
            one.place if one.place is not None else _told_of(one.about, clusters, meant, found, run)
        )
        if target is not None:
            more[home[target]].append((min(target, place), max(target, place)))
    moved = {place for pairs in more.values() for pair in pairs for place in pair if place in meant}
    kept = []
    for k, cluster in enumerate(clusters):
        if cluster.places[0] in moved:
            continue
        places = {*cluster.places, *(place for pair in more[k] for place in pair)}
        links = (*cluster.links, *more[k])
        kept.append(Cluster(tuple(sorted(places)), cluster.weakest, links))
    return sorted(kept, key=lambda cluster: cluster.places)


def _told_of(
    about: frozenset[str],
    clusters: Sequence[Cluster],
    meant: Pointing,
    found: Sequence[Statement],
    run: Run,
) -> int | None:
    """Return the statement that holds most of some words, of the claim that most articles tell."""
    whole = run.weight(about)
    best: tuple[float, int, int] | None = None
    for cluster in clusters:
        if cluster.places[0] in meant:
            continue
        articles = {m.article for place in cluster.places for m in found[place].members}
        for place in cluster.places:
            shared = about & found[place].bag
            share = run.weight(shared) / whole if whole else 0.0
            if len(shared) >= ABOUT and share >= HELD:
                best = max(best or (0.0, 0, 0), (round(share, 6), len(articles), -place))
    return -best[2] if best else None
