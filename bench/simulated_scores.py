"""Comparing traces of simulated stories with what is true of them: edges, origins, findings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.simulated_findings import judged, pages_of
from reportedly.records import ClaimTrace, Span, Trace
from reportedly.trace.graph import CERTAIN

Gold = Mapping[str, Any]
_EMPTY = frozenset("a an the of in on at to by for with and".split())


@dataclass(slots=True)
class Tally:
    """Right, given and wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, given: set[Any], wanted: set[Any]) -> None:
        """Count what two sets have in common."""
        self.right += len(given & wanted)
        self.given += len(given)
        self.wanted += len(wanted)

    @property
    def precision(self) -> float:
        """Right of given, in per cent; nan if nothing was given."""
        return 100 * self.right / self.given if self.given else float("nan")

    @property
    def recall(self) -> float:
        """Right of wanted, in per cent; nan if nothing was wanted."""
        return 100 * self.right / self.wanted if self.wanted else float("nan")

    @property
    def f1(self) -> float:
        """The harmonic mean of both, in per cent."""
        both = self.given + self.wanted
        return 200 * self.right / both if both else float("nan")


@dataclass(slots=True)
class KindTally:
    """A kind of finding: what was shown, and what should have been."""

    right: int = 0
    wrong: int = 0
    wanted: int = 0
    found: int = 0
    visible: int = 0  # of those wanted: whose lineage the texts show
    visible_found: int = 0

    @property
    def precision(self) -> float:
        """Right of shown, in per cent; nan if none was shown."""
        shown = self.right + self.wrong
        return 100 * self.right / shown if shown else float("nan")


@dataclass(slots=True)
class Scores:
    """The sums over some stories."""

    stories: int = 0
    articles: int = 0
    stated: Tally = field(default_factory=Tally)  # edges, against what the texts say
    true: Tally = field(default_factory=Tally)  # edges, against what is true
    origins: Tally = field(default_factory=Tally)
    counts: list[tuple[int, int, int, int]] = field(default_factory=list)  # true, known, low, high
    naive: list[tuple[int, int]] = field(default_factory=list)  # true, supporting pages
    by_name: list[tuple[int, int]] = field(default_factory=list)  # of those told apart, known
    missed: int = 0  # stories whose claim was not found
    kinds: dict[str, KindTally] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    count_errors: Counter[str] = field(default_factory=Counter)
    edge_errors: Counter[str] = field(default_factory=Counter)

    def exact(self) -> float:
        """Stories whose count of independent origins is right, in per cent."""
        return 100 * sum(t == k for t, k, _, _ in self.counts) / max(1, len(self.counts))

    def mean_error(self) -> float:
        """The mean distance of the count from the truth."""
        return sum(abs(t - k) for t, k, _, _ in self.counts) / max(1, len(self.counts))

    def bounded(self) -> float:
        """Stories whose true count lies within the bounds, in per cent."""
        inside = sum(low <= t <= high for t, _, low, high in self.counts)
        return 100 * inside / max(1, len(self.counts))


def fold(name: str) -> str:
    """Return a name's words, lower, without accents and empty words.

    >>> fold("A source at the Tarnholt town council")
    'source tarnholt town council'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’]s\b", "", plain)
    return " ".join(word for word in re.findall(r"\w+", plain) if word not in _EMPTY)


class Names:
    """Which hand or source of a story a name means."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self.whole = {fold(n): key for key, names in known.items() for n in (key, *names)}
        self.words = {name: frozenset(name.split()) for name in self.whole if name}

    def key(self, name: str) -> str:
        """Return the label's name for it, or the name itself folded.

        >>> names = Names({"Ana Kor": ["Ana Kor, head of the union"], "Vel Wire": []})
        >>> names.key("union head Ana Kor"), names.key("the Vel Wire"), names.key("Nobody")
        ('Ana Kor', 'Vel Wire', 'nobody')
        """
        folded = fold(name)
        if folded in self.whole:
            return self.whole[folded]
        mine = frozenset(folded.split())
        best, share = folded, 0.5
        for other, words in self.words.items():
            both = len(mine & words) / max(1, len(mine | words))
            if both > share:
                best, share = self.whole[other], both
        return best


def add_story(scores: Scores, gold: Gold, trace: Trace) -> None:
    """Add one story to the sums."""
    truth, names = gold["truth"], Names(gold["truth"]["names"])
    scores.stories += 1
    scores.articles += len(trace.articles)
    main = next(claim for claim in gold["claims"] if claim["id"] == "c1")
    found = paired("c1", gold, trace)
    edges = _edges(found, trace, names) if found else set()
    scores.stated.add(edges, {tuple(edge) for edge in truth["stated_edges"]})
    scores.true.add(edges, {tuple(edge) for edge in truth["edges"]})
    _edge_errors(scores, edges, truth)
    ends = {names.key(_name(o.source, trace)) for o in found.origins} if found else set()
    scores.origins.add(ends, set(truth["origins"]))
    answer = found.independence if found else None
    known, low, high = (answer.known, answer.low, answer.high) if answer else (0, 0, 0)
    scores.missed += found is None
    scores.counts.append((truth["independent"], known, low, high))
    pages = [r for r in main["relays"] if r.get("stance", "supports") == "supports"]
    scores.naive.append((truth["independent"], len(pages)))
    if known != truth["independent"]:
        scores.count_errors[_why_counted(known, truth)] += 1
    scores.by_name.append((truth["told_apart"], known))
    _add_findings(scores, gold, trace)


def paired(name: str, gold: Gold, trace: Trace) -> ClaimTrace | None:
    """Return the claim of the trace that holds most of a labelled statement's places."""
    wanted = gold["truth"]["statements"]
    best, most = None, 0.0
    pages = {page for page, places in wanted.items() if any(p[2] == name for p in places)}
    for claim in trace.claims:
        hit = {
            a.article
            for a in claim.claim.appearances
            for start, end, what in wanted.get(a.article, ())
            if what == name
            and any(part.overlaps(Span(start, end)) for part in a.attribution.content)
        }
        here = {a.article for a in claim.claim.appearances}
        share = len(hit) / len(pages | here) if hit else 0.0
        if share > most:
            best, most = claim, share
    return best


def _name(id: str, trace: Trace) -> str:
    sources = trace.resolution.sources
    return sources[id].name if id in sources else id


def _edges(claim: ClaimTrace, trace: Trace, names: Names) -> set[tuple[str, str]]:
    """Return who has the claim from whom as the trace says it, by the labels' names."""
    out = set()
    denials = {a.key for a in claim.claim.appearances if a.stance == "denies"}
    for edge in claim.derivations:
        if edge.confidence < CERTAIN or edge.downstream in denials:
            continue
        hand = edge.through or trace.resolution.outlets[edge.downstream[0]]
        pair = names.key(_name(hand, trace)), names.key(_name(edge.source, trace))
        if pair[0] != pair[1]:
            out.add(pair)
    return out


def _why_counted(known: int, truth: Gold) -> str:
    """Return the class of a wrong count: too many or too few, and what in the story explains it."""
    changed = {what for page in truth["pages"].values() for what in page["changed"]}
    if known > truth["independent"]:
        false = changed & {"swapped", "promoted"}
        return "too many, " + ("a page states a false source" if false else "no page states one")
    if known == truth["told_apart"]:
        return "too few, the others are unnamed or papers, which are never told apart"
    return "too few, of sources with names"


def _edge_errors(scores: Scores, edges: set[tuple[str, str]], truth: Gold) -> None:
    """Count wrong and missing edges by what the page does and whom the edge leads to."""
    stated = {tuple(edge) for edge in truth["stated_edges"]}
    right = stated | {tuple(edge) for edge in truth["edges"]}
    pages = {page["outlet"]: page for page in truth["pages"].values()}

    def target(name: str) -> str:
        if name in pages:
            return "an outlet"
        return "a source of the story" if name in truth["names"] else "a name that is none"

    for sort, wrong in (("missing", stated - edges), ("too many", edges - right)):
        for hand, source in wrong:
            page = pages.get(hand)
            did = "a hand that wrote nothing" if page is None else page["credit"]
            if page is not None and page["action"] in ("copy", "part"):
                did = f"{did}, copied"
            scores.edge_errors[f"{sort}: from {did} to {target(source)}"] += 1


def _add_findings(scores: Scores, gold: Gold, trace: Trace) -> None:
    wanted = gold["truth"]["findings"]
    shown: dict[str, set[str]] = {}
    for finding in (one for claim in trace.claims for one in claim.findings):
        kind = scores.kinds.setdefault(finding.kind, KindTally())
        verdict = judged(finding, gold)
        if verdict == "right":
            kind.right += 1
            shown.setdefault(finding.kind, set()).update(pages_of(finding))
        elif verdict != "neutral":
            kind.wrong += 1
            scores.errors[f"{finding.kind}: {verdict}"] += 1
    for want in wanted:
        if want["weight"] != "wanted":
            continue
        kind = scores.kinds.setdefault(want["kind"], KindTally())
        hit = bool(shown.get(want["kind"], set()) & set(want["pages"]))
        kind.wanted += 1
        kind.found += hit
        kind.visible += want["visible"]
        kind.visible_found += hit and want["visible"]


def rows(scores: Scores, kinds: Iterable[str]) -> Iterator[tuple[str, KindTally]]:
    """Yield each kind with its sums, those that never occur as well."""
    for kind in kinds:
        yield kind, scores.kinds.get(kind, KindTally())
