"""Findings on what changed between two hands: hedges, numbers, sources.

Every rule looks at whole articles before it speaks: a headline that states
flatly what the next line attributes has lost nothing.
"""

import re
from collections.abc import Iterator

from reportedly.records import Appearance, Derivation, Finding, Quantity, Reason
from reportedly.text import fold, words
from reportedly.trace.case import Case, finding, quantities, step_of, trust
from reportedly.trace.caution import (
    copies_more,
    credited_beside,
    flat,
    named_before,
    names_another,
    reading_of,
    same_unnamed,
    same_words,
    stated_before,
    sure_name,
)
from reportedly.trace.counted import compare, equal
from reportedly.trace.drift import RESERVE, Change, changes
from reportedly.trace.sentence import plural
from reportedly.trace.stated import chains
from reportedly.trace.when import LIKELY, earlier

# The most that each rule is trusted, on top of the edge it rests on: guesses to be
# replaced by measured precision (DESIGN asks for 0.9 at the default threshold).
FLAT, CONFIRMED, FLAT_UNKNOWN, GAINED = 0.85, 0.8, 0.65, 0.7
NUMBER, COUNTED = 0.85, 0.85
DROPPED, PROMOTED, PLURAL, SWAPPED_COPY, SWAPPED = 0.8, 0.75, 0.7, 0.8, 0.65
ALIKE = 0.8  # share of the shorter's words, for two statements without an edge to be one sentence
LENGTH = 7  # telling words that the shorter of them has at least
_COMMON = frozenset(
    " a an the of in on at to by for from with and or but that which who it its is are was were be"
    " been has have had will would may might could can as not no this these their they".split(" ")
)
_ROUGH = re.compile(
    r"\b(?:(?:more|fewer|less)\s+than|at\s+(?:least|most)|up\s+to|nearly|about|some|around|over"
    r"|almost|roughly|approximately|under)\s+$",
    re.IGNORECASE,
)
_NAMED = ("person", "organisation", "government")


def hedge_lost(case: Case) -> Iterator[Finding]:
    """Yield articles that state flatly, or as confirmed, what they have from a reserved hand.

    Not where two independent origins are known: that may well be confirmation.
    Not for *confirmed* with somebody's name: it may be that one's own word.
    """
    if case.answer.independence.known > 1:
        return
    for article in case.articles():
        within = case.within(article)
        plain = all(flat(a) for a in within)
        for edge, up, down in case.into(article):
            bold = down.attribution.hedge == "confirmed" and not chains(down, case.scene)
            sure = any(a.attribution.hedge == "confirmed" for a in case.within(up.article))
            lost = (bold and not sure) or (plain and not credited_beside(case, up, down))
            if RESERVE[up.attribution.hedge] and lost:
                said = "states as confirmed" if bold else "states flatly"
                limit = CONFIRMED if bold else FLAT
                reasons = step_of(edge), reading_of(up, down), trust(limit)
                yield _hedge(case, (up, down), said, *reasons)
        if plain and article not in case.edged:
            yield from _flat_unknown(case, article)


def _flat_unknown(case: Case, article: str) -> Iterator[Finding]:
    """Yield an article that names nobody and says in its own voice what was said before."""
    dates = [case.scene.articles[id].published for id in (case.first, article)]
    pairs = [
        (up, here)
        for up in case.within(case.first)
        for here in case.within(article)
        if RESERVE[up.attribution.hedge] and flat(here)
    ]
    if pairs and earlier(*dates) >= LIKELY:
        up, here = max(pairs, key=lambda pair: alike(case, *pair))
        if alike(case, up, here) >= ALIKE and _at_length(case, up, here):
            seen = f"{alike(case, up, here):.0%} of the telling words in common"
            condition = Reason("alike", alike(case, up, here), "condition", seen)
            rule = trust(FLAT_UNKNOWN, "it names nobody and copies nobody that we have")
            yield _hedge(case, (up, here), "states flatly", condition, rule)


def _at_length(case: Case, *pair: Appearance) -> bool:
    """Tell whether both say enough for equal words to mean one sentence."""
    return all(len(_telling(case, appearance)) >= LENGTH for appearance in pair)


def _hedge(case: Case, ends: tuple[Appearance, Appearance], said: str, *reasons: Reason) -> Finding:
    up, down = ends
    vouched = "with doubt" if up.attribution.hedge == "alleged" else "as somebody's word"
    text = f"{case.name(down.article)} {said} what {case.name(up.article)} gives {vouched}."
    return finding("hedge-lost", ends, text, *reasons)


def hedge_gained(case: Case) -> Iterator[Finding]:
    """Yield articles that put in doubt what the hand they have it from states flatly."""
    for edge, up, down in case.steps():
        plain = all(flat(a) for a in case.within(up.article))
        other = {chain[-1] for chain in chains(down, case.scene)} - {case.scene.hand(up.article)}
        elsewhere = edge.relation == "copied" and bool(other)  # who is flat has not named them
        if plain and down.attribution.hedge == "alleged" and not elsewhere:
            text = f"{case.name(down.article)} doubts what {case.name(up.article)} states flatly."
            reasons = step_of(edge), reading_of(up, down), trust(GAINED)
            yield finding("hedge-gained", (up, down), text, *reasons)


def number_drift(case: Case) -> Iterator[Finding]:
    """Yield numbers that differ from those of the hand upstream, which nowhere gives this one."""
    for change in changes(case):
        if change.aspect != "value":
            continue
        up, down = case.at(change.upstream), case.at(change.downstream)
        old = next(q for q in up.quantities if q.span == change.spans[0])
        new = next(q for q in down.quantities if q.span == change.spans[1])
        given = quantities([a for _, a, _ in case.into(down.article)])
        known = quantities(case.within(up.article)) + given
        kept = quantities(case.within(down.article))
        if any(equal(q, new) for q in known) or any(equal(q, old) for q in kept):
            continue
        if _digits(case, up.article, new.value) or _digits(case, down.article, old.value):
            continue
        if stated_before(case, up, down, new) or _own_source(case, up, down):
            continue
        text = (
            f"“{_roughly(case, up, old)}” in {case.name(up.article)} is"
            f" “{_roughly(case, down, new)}” in {case.name(down.article)}."
        )
        yield finding("number-drift", (up, down), text, _compared(change), trust(NUMBER))


def _own_source(case: Case, up: Appearance, down: Appearance) -> bool:
    """Tell whether no more than one sentence is alike, and the downstream one names its source."""
    mine = {chain[-1] for chain in chains(down, case.scene)}
    theirs = {chain[-1] for a in case.within(up.article) for chain in chains(a, case.scene)}
    edges = [edge for edge, there, here in case.into(down.article) if (there, here) == (up, down)]
    return bool(mine - theirs) and bool(edges) and not any(map(copies_more, edges))


def _roughly(case: Case, appearance: Appearance, quantity: Quantity) -> str:
    """Return a number as it stands, with the words before it that say how exact it is."""
    text = case.scene.articles[appearance.article].text
    start, end = quantity.span.start, quantity.span.end
    before = _ROUGH.search(text[max(0, start - 20) : start])
    return (before.group() if before else "") + text[start:end]


def _compared(change: Change) -> Reason:
    """Return how surely the two have to do with each other."""
    seen = "the step upstream on which it rests; 50% where there is none"
    return Reason("edge", change.confidence, "at most", seen)


def counts_something_else(case: Case) -> Iterator[Finding]:
    """Yield numbers that stay while what they count becomes another thing."""
    for change in changes(case):
        if change.aspect != "counted":
            continue
        up, down = case.at(change.upstream), case.at(change.downstream)
        old = next(q for q in up.quantities if q.span == change.spans[0])
        new = next(q for q in down.quantities if q.span == change.spans[1])
        if any(compare(old, q) == "same" for q in quantities(case.within(down.article))):
            continue
        if any(compare(new, q) == "same" for q in quantities(case.within(up.article))):
            continue
        if stated_before(case, up, down, new):
            continue
        text = (
            f"{case.name(down.article)} counts {new.of or 'something else'}"
            f" where {case.name(up.article)} counts {old.of}."
        )
        yield finding("counts-something-else", (up, down), text, _compared(change), trust(COUNTED))


def source_dropped(case: Case) -> Iterator[Finding]:
    """Yield copies that name nobody, or that seem to have heard an unnamed source themselves."""
    for edge, up, down in case.steps():
        if edge.relation != "copied" or not chains(up, case.scene):
            continue
        hands = {case.scene.hand(up.article)}
        hands |= {id for chain in chains(up, case.scene) for id in chain[:-1]}
        if any(case.scene.mentions(down.article, hand) for hand in hands):
            continue
        silent = not any(chains(a, case.scene) for a in case.within(down.article))
        if (silent and credited_beside(case, up, down)) or names_another(case, down.article):
            continue
        heard = any(
            len(chain) == 1 and case.scene.source(chain[0]).kind == "anonymous"
            for chain in chains(down, case.scene)
        ) and (copies_more(edge) or same_unnamed(case, up, down))
        if silent or heard:
            whom = "whoever said it" if silent else case.name(up.article)
            text = f"{case.name(down.article)} has this from {case.name(up.article)}'s text"
            text += f" and does not name {whom}."
            yield finding("source-dropped", (up, down), text, step_of(edge), trust(DROPPED))


def source_promoted(case: Case) -> Iterator[Finding]:
    """Yield unnamed sources that become somebody with a name, or several, one hand later."""
    for edge, up, down, old, new in _other_sources(case):
        sources = [case.scene.source(id) for id in sorted(old)]
        after = case.scene.source(new)
        if any(source.kind != "anonymous" or plural(source) for source in sources):
            continue
        if after.kind in (*_NAMED, "document") and not case.scene.mentions(up.article, new):
            limit = PROMOTED
        elif after.kind == "anonymous" and plural(after):
            limit = PLURAL
        else:
            continue
        text = (
            f"“{sources[0].name}” in {case.name(up.article)} is"
            f" “{after.name}” in {case.name(down.article)}."
        )
        yield finding("source-promoted", (up, down), text, step_of(edge), trust(limit))


def source_swapped(case: Case) -> Iterator[Finding]:
    """Yield statements that are laid at somebody else's door one hand later."""
    scene = case.scene
    for edge, up, down, old, new in _other_sources(case):
        after = scene.source(new)
        if after.kind not in _NAMED or scene.mentions(up.article, new):
            continue
        if any(
            scene.source(id).kind != after.kind
            or scene.group(id) == scene.group(new)
            or scene.mentions(down.article, id)
            or _same_word(scene.source(id).name, after.name)
            for id in old
        ):
            continue
        before = scene.source(min(old)).name
        text = f"{case.name(up.article)} has this from {before},"
        text += f" {case.name(down.article)} from {after.name}."
        limit = SWAPPED_COPY if edge.relation == "copied" else SWAPPED
        yield finding("source-swapped", (up, down), text, step_of(edge), trust(limit))


def _other_sources(
    case: Case,
) -> Iterator[tuple[Derivation, Appearance, Appearance, set[str], str]]:
    """Yield steps whose downstream end names another source than the whole upstream article.

    Only what is said to have come by that hand is compared: an article may
    cite an agency and ask a ministry itself.
    """
    for edge, up, down in case.steps():
        old = {chain[-1] for a in case.within(up.article) for chain in chains(a, case.scene)}
        for chain in chains(down, case.scene):
            through = edge.relation == "copied" or edge.source in chain[:-1]
            new = chain[-1]
            other = new not in old | {edge.source} and sure_name(case, new)
            if not (old and through and other and copies_more(edge)):
                continue
            both = old & {c[-1] for a in case.within(down.article) for c in chains(a, case.scene)}
            if not (both or named_before(case, edge, down, new) or same_words(case, up, down)):
                yield edge, up, down, old, new


def _same_word(left: str, right: str) -> bool:
    """Tell whether two names share a word: "Parliament" and "Halmere's parliament" may be one."""
    return bool(set(fold(left).split()) & set(fold(right).split()) - {"of", "the", "and"})


def alike(case: Case, left: Appearance, right: Appearance) -> float:
    """Return the share of the shorter statement's telling words that stand in the other, 0 to 1."""
    bags = [_telling(case, appearance) for appearance in (left, right)]
    return len(bags[0] & bags[1]) / max(1, min(len(bag) for bag in bags))


def _telling(case: Case, appearance: Appearance) -> frozenset[str]:
    """Return the words of a content without the commonest."""
    return case.scene.words(appearance) - _COMMON


def _digits(case: Case, article: str, value: float) -> bool:
    """Tell whether a number stands in figures anywhere in an article."""
    forms = {f"{value:g}", f"{value:,.0f}"}
    text = case.scene.articles[article].text
    return any(word.of(text) in forms for word in words(text)) or f"{value:,.0f}" in text
