"""What a reader should look at: one rule a kind, each with its passages.

A finding is what stands in the texts, side by side, and no verdict. A rule
that is in doubt says nothing: its confidence falls below `THRESHOLD` and the
finding is left out.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.records import Appearance, Finding, FindingKind, Reason, Span, probability
from reportedly.text import fold, sentences
from reportedly.trace.addresses import canonical
from reportedly.trace.altered import (
    alike,
    counts_something_else,
    hedge_gained,
    hedge_lost,
    number_drift,
    source_dropped,
    source_promoted,
    source_swapped,
)
from reportedly.trace.case import Case, finding, step_of, trust
from reportedly.trace.caution import copies_more
from reportedly.trace.graph import circles, reach
from reportedly.trace.nameless import hearer
from reportedly.trace.scene import extent, named, paragraph, passage
from reportedly.trace.sentence import described, listed, plural
from reportedly.trace.when import by_time, hours_between

THRESHOLD = 0.6  # below it a finding is not shown: a wrong accusation costs more than a missed one
SAME_MATTER = 0.4  # share of words that a denial and what it denies have in common
TIME_TO_SEE = 3.0  # hours after a denial until it is held against an article not to carry it
SINGLE, CIRCLE, CIRCLE_WITH_EXIT = 0.9, 0.85, 0.55
OPEN_END = 0.7  # of a single unnamed source, where more origins might have been heard
SAME_AGAIN, SAME_OWNER, WEAK_WORD = 0.95, 0.9, 0.75
NOT_CARRIED, EDITED, TAKEN_OUT = 0.8, 0.8, 0.65

_STRONG = re.compile(
    r"\b(?:corroborat\w+|independently\s+(?:confirm|report|verif)\w*"
    r"|separately\s+(?:confirm|report)\w*|confirmed\s+by|backed\s+up\s+by"
    r"|second\s+(?:source|outlet|agency|newspaper|broadcaster|report))\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    # "confirmed to Agency A" names who was told, not who confirms
    r"\b(?:confirm(?:s|ed)?(?!\s+(?:to|in|on)\b)|also\s+report(?:s|ed))\b",
    re.IGNORECASE,
)
# "Also reported that ..." confirms only what follows, which may be another matter.
_ALSO = re.compile(r"\balso\s+report(?:s|ed)\b(?!\s+(?:it|this|the\s+same)\b)", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|nobody|cannot|unable|without|failed|yet\s+to)\b|n[’']t\b)"
    r"[\w\s,]{0,40}$",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|dismiss\w*|reject\w*|refut\w*|rebut\w*|debunk\w*|disput\w*"
    r"|contradict\w*|untrue|false|baseless|unfounded|fabricat\w+|hoax|no\s+truth|not\s+true)\b",
    re.IGNORECASE,
)
# "To dismiss 600 workers" and "rejected the budget" deny nothing.
_OTHER_THAN_DENIAL = re.compile(
    r"\b(?:dismiss|reject)\w*+(?!\s+(?:(?:the|a|an|all|any|these|those|such|this|that|as|it|its|his|her"
    r"|their|[\w’'-]+)\s+){0,3}"
    r"(?:claims?|reports?|allegations?|accusations?|suggestions?|rumou?rs?|account|accounts|story"
    r"|stories|idea|charges?|false|untrue|nonsense|baseless|speculation|propaganda|notion)\b)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:correct(?:ion|ed)|clarif\w+|updated?|amended|earlier\s+version|editor[’']s\s+note)\b",
    re.IGNORECASE,
)

Rule = Callable[[Case], Iterator[Finding]]


def single_anonymous_source(case: Case) -> Iterator[Finding]:
    """Yield a claim all of whose known paths end at one unnamed person.

    Not where a description means several ("officials"), and not where more
    unnamed sources might have been heard.
    """
    ends = case.answer.lineage.ends
    if len(ends) != 1 or case.answer.independence.known != 1:
        return
    source = case.scene.source(ends[0])
    edges = [edge for edge in case.edges if edge.source == source.id]
    if source.kind != "anonymous" or plural(source) or not edges:
        return
    hand = min(hearer(edge, case.scene) for edge in edges)
    best = min(edges, key=lambda e: (case.scene.hand(e.downstream[0]) != hand, -e.confidence))
    open_end = case.answer.independence.high > 1
    reasons = [trust(SINGLE), step_of(best)]
    if open_end:
        reasons.append(Reason("open-end", OPEN_END, "times", "there may be more origins"))
    text = (
        f"All that is known of where this comes from is {described(case.scene, source.id, hand)}."
    )
    yield finding("single-anonymous-source", (case.at(best.downstream),), text, *reasons)


def circular_reporting(case: Case) -> Iterator[Finding]:
    """Yield hands that name each other as the source.

    With a way out of the circle, to somebody whom one of them heard, it may
    be no more than follow-up reporting.
    """
    for circle in case.answer.lineage.circles:
        told = [
            edge
            for edge in case.edges
            if edge.relation != "copied"
            and edge.source in circle
            and hearer(edge, case.scene) in circle
        ]
        graph: dict[str, set[str]] = {hand: set() for hand in circle}
        for edge in told:
            graph[hearer(edge, case.scene)].add(edge.source)
        if not circles({hand: frozenset(nexts) for hand, nexts in graph.items()}):
            continue  # copying alone closes it, and its direction may be wrong
        seen: dict[str, Appearance] = {}
        for edge in sorted(told, key=lambda e: (-e.confidence, e.downstream)):
            if edge.through is None:
                seen.setdefault(hearer(edge, case.scene), case.at(edge.downstream))
        leaves = any(case.answer.lineage.upstream[hand] - circle for hand in circle)
        way_out = "one of them names somebody outside the circle" if leaves else ""
        rule = trust(CIRCLE_WITH_EXIT if leaves else CIRCLE, way_out)
        weakest = step_of(min(told, key=lambda e: e.confidence))
        names = listed(sorted(case.scene.source(hand).name for hand in circle))
        if len(seen) > 1:
            shown = [seen[hand] for hand in sorted(seen)][:2]
            text = f"{names} name each other as the source."
            yield finding("circular-reporting", shown, text, weakest, rule)


def false_corroboration(case: Case) -> Iterator[Finding]:
    """Yield articles that call a hand a confirmation of another on whose source it rests."""
    ends = set(case.answer.lineage.ends)
    graphs = {strong: _sure_graph(case, copies=strong) for strong in (False, True)}
    for article in case.articles():
        for sentence, strong, near in _corroborations(case, article):
            graph, saying = graphs[strong], _hands_in(case, article, sentence)
            first = _had_from(case, article, named=not strong)
            for second, other in sorted((s, o) for s in saying for o in first if s != o):
                if {second, other} <= saying & first and second in reach(graph, [other]):
                    continue  # the other way round, the later hand confirms the earlier
                mine, others = (reach(graph, [hand]) & ends for hand in (second, other))
                again = bool(mine) and (mine == others or other in reach(graph, [second]))
                owned = case.scene.group(second) == case.scene.group(other)
                if not again and not (owned and strong):
                    continue
                if not strong and (other in saying or not _outlets(case, second, other)):
                    continue  # "B, citing X, also reported"; a ministry that confirms may know
                reasons = [trust(SAME_AGAIN) if again else trust(SAME_OWNER, "one owner")]
                if not strong:
                    seen = "“confirm” or “also report” may mean less than a second source"
                    reasons.append(Reason("weak-word", WEAK_WORD, "at most", seen))
                yield _corroboration(case, (near, sentence), (second, other), reasons, owned=owned)


def _sure_graph(case: Case, *, copies: bool) -> dict[str, frozenset[str]]:
    """Return who has the claim from whom, without what one like sentence alone shows.

    Without copies, only what the articles state or link to.
    """
    found: dict[str, set[str]] = {hand: set() for hand in case.answer.lineage.upstream}
    for edge in case.edges:
        hand = hearer(edge, case.scene)
        known = edge.source in case.answer.lineage.upstream.get(hand, ())
        if known and (copies_more(edge) if copies else edge.relation != "copied"):
            found[hand].add(edge.source)
    return {hand: frozenset(nexts) for hand, nexts in found.items()}


def _outlets(case: Case, *hands: str) -> bool:
    """Tell whether all of some hands are outlets."""
    return all(case.scene.source(hand).kind == "outlet" for hand in hands)


def _had_from(case: Case, article: str, *, named: bool) -> set[str]:
    """Return the hands from which an article has what it supports, or only those it names."""
    keys = {a.key for a in case.within(article)}
    edges = case.out_of(article)
    return {
        e.source
        for e in edges
        if e.downstream in keys and e.through is None and (e.relation == "attributed" or not named)
    }


def _corroborations(case: Case, article: str) -> Iterator[tuple[Span, bool, Appearance]]:
    """Yield sentences near the claim with a word of confirmation: sentence, strong?, appearance."""
    text = case.scene.articles[article].text
    here = case.within(article)
    confirming = case.scene.confirming  # asked anew for each claim of an article
    if article not in confirming:
        confirming[article] = tuple(_confirming(text))
    for sentence, strong in confirming[article]:
        around = paragraph(text, sentence)
        near = [a for a in here if extent(a).overlaps(around)]
        if near:
            best = min(near, key=lambda a: (not extent(a).overlaps(sentence), a.index))
            if strong or not _ALSO.search(sentence.of(text)) or extent(best).overlaps(sentence):
                yield sentence, strong, best


def _confirming(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield the sentences with a word of confirmation, and whether it is a strong one."""
    for sentence in sentences(text):
        words = sentence.of(text)
        strong = _STRONG.search(words)
        match = strong or _WEAK.search(words)
        if match and not _NEGATED.search(words[: match.start()]):
            yield sentence, strong is not None


def _hands_in(case: Case, article: str, sentence: Span) -> set[str]:
    """Return the hands of the claim that a sentence names."""
    words = sentence.of(case.scene.articles[article].text)
    found = set()
    for id in case.answer.lineage.upstream.keys() - {case.scene.hand(article)}:
        source = case.scene.source(id)
        if source.kind in ("outlet", "organisation", "government") and any(
            named(name, words) for name in (source.name, *source.names)
        ):
            found.add(id)
    return found


def _corroboration(
    case: Case,
    here: tuple[Appearance, Span],
    hands: tuple[str, str],
    reasons: Sequence[Reason],
    *,
    owned: bool,
) -> Finding:
    second, other = (case.scene.source(hand).name for hand in hands)
    near, sentence = here
    own = [a for id in case.scene.pages.get(hands[0], ()) for a in case.within(id)]
    shown = [near, *own[:1]]
    why = "both rest on the same source"
    if hands[1] in case.answer.lineage.upstream.get(hands[0], ()):
        why = f"{second} has it from {other}"
    elif hands[0] in case.answer.lineage.upstream.get(hands[1], ()):
        why = f"{other} has it from {second}"
    text = f"{case.name(near.article)} gives {second} as confirmation beside {other}, but {why}"
    text += ", and they have one owner." if owned else "."
    return Finding(
        kind="false-corroboration",
        appearances=tuple(a.key for a in shown),
        passages=((near.article, sentence), *(passage(a) for a in own[:1])),
        words=text,
        confidence=round(probability(reasons), 2),
        reasons=tuple(reasons),
    )


def denial_not_carried(case: Case) -> Iterator[Finding]:
    """Yield articles that came clearly after a denial and carry the claim without it.

    An article with any word of denial, or with the name of who denied it, is
    left alone, and so is one whose hour is not known.
    """
    denials = [
        a
        for a in case.claim.appearances
        if a.stance == "denies" and a.article in case.scene.articles and _denies(case, a)
    ]
    against = {a.article for a in case.claim.appearances if a.stance != "supports"}
    if not denials or len(denials) == len(case.claim.appearances):
        return
    first: dict[tuple[object, ...], Appearance] = {}  # a denial's copies tell no more than it does
    for a in sorted(denials, key=lambda a: by_time(case.scene.articles[a.article])):
        first.setdefault((case.scene.words(a), a.sources), a)
    for article in case.articles():
        page = case.scene.articles[article]
        if article in against or _DENIAL.search(page.text):
            continue
        for denial in first.values():
            before = case.scene.articles[denial.article]
            hours = hours_between(before.published, page.published)
            heard = any(_names(case, article, id) for id in denial.sources)
            said = max(case.within(article), key=lambda a: (alike(case, denial, a), -a.index))
            shown = (denial, said)
            share = alike(case, *shown)
            if hours is None or hours < TIME_TO_SEE or heard or share < SAME_MATTER:
                continue
            text = f"{case.name(article)} came out {hours:.0f} hours after {case.name(before.id)}"
            text += " carried a denial, and has no word of it."
            seen = f"{share:.0%} of the telling words in common"
            condition = Reason("alike", share, "condition", seen)
            yield finding("denial-not-carried", shown, text, condition, trust(NOT_CARRIED))
            break


def _names(case: Case, article: str, id: str) -> bool:
    """Tell whether an article names who denied it; a country's name alone isn't its government."""
    source = case.scene.source(id)
    if source.kind != "government":
        return case.scene.mentions(article, id)
    text = case.scene.articles[article].text
    return any(named(n, text) for n in (source.name, *source.names) if len(fold(n).split()) > 1)


def _denies(case: Case, appearance: Appearance) -> bool:
    """Tell whether a denial says so in a word, and not by its drift alone."""
    text = case.scene.articles[appearance.article].text
    return _DENIAL.search(_OTHER_THAN_DENIAL.sub("", extent(appearance).of(text))) is not None


def stealth_edit(case: Case) -> Iterator[Finding]:
    """Yield statements that differ between two versions at one address, without a notice."""
    mine = {a.article for a in case.claim.appearances}
    urls = (case.scene.articles[id].url for id in sorted(mine & case.scene.articles.keys()))
    for address in dict.fromkeys(canonical(url) for url in urls if url):
        ordered = sorted(case.scene.addresses[address], key=lambda id: _version(case, id))
        for old, new in pairwise(ordered):
            later = case.scene.articles[new]
            if old not in mine or _NOTICE.search(later.text) or _same_text(case, old, new):
                continue
            before = [a for a in case.claim.appearances if a.article == old]
            after = [a for a in case.claim.appearances if a.article == new]
            yield from _edited(case, before, after)


def _edited(
    case: Case, before: Sequence[Appearance], after: Sequence[Appearance]
) -> Iterator[Finding]:
    old, new = ({_words(case, a): a for a in found} for found in (before, after))
    gone = [a for text, a in old.items() if text not in new]
    come = [a for text, a in new.items() if text not in old]
    name = case.name(before[0].article)
    if gone and come:
        text = f"Two versions of one page of {name} say this in different words, without a notice."
        yield finding("stealth-edit", (gone[0], come[0]), text, trust(EDITED))
    elif gone and not after:
        text = f"This stands in an earlier version of a page of {name} and not in a later one."
        yield finding("stealth-edit", (gone[0],), text, trust(TAKEN_OUT))


def _words(case: Case, appearance: Appearance) -> str:
    text = case.scene.articles[appearance.article].text
    return " ".join(" ".join(part.of(text) for part in appearance.attribution.content).split())


def _same_text(case: Case, left: str, right: str) -> bool:
    return case.scene.articles[left].text.split() == case.scene.articles[right].text.split()


def _version(case: Case, article: str) -> tuple[str, tuple[bool, str, str]]:
    page = case.scene.articles[article]
    return page.modified.value if page.modified else "", by_time(page)


RULES: Mapping[FindingKind, Rule] = {
    "false-corroboration": false_corroboration,
    "circular-reporting": circular_reporting,
    "single-anonymous-source": single_anonymous_source,
    "counts-something-else": counts_something_else,
    "number-drift": number_drift,
    "hedge-lost": hedge_lost,
    "hedge-gained": hedge_gained,
    "source-dropped": source_dropped,
    "source-swapped": source_swapped,
    "source-promoted": source_promoted,
    "denial-not-carried": denial_not_carried,
    "stealth-edit": stealth_edit,
}


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what the rules find above the threshold, the surest of each pair of articles."""
    best: dict[tuple[object, ...], Finding] = {}
    for rule in RULES.values():
        for found in rule(case):
            key = (found.kind, *(article for article, _ in found.passages))
            if found.confidence >= THRESHOLD and (
                key not in best or found.confidence > best[key].confidence
            ):
                best[key] = found
    order = {kind: i for i, kind in enumerate(RULES)}
    return tuple(sorted(best.values(), key=lambda f: (order[f.kind], -f.confidence, f.appearances)))
