"""The same unnamed source in two articles, told by what it is quoted as saying.

An article that rewrites an agency's report and drops the agency looks as if
it had heard "a local source" itself. The quotation gives it away: eight words
in a row that an unnamed source says in both articles are one source's words,
and all else that this source says there came the same way.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.records import Appearance, Reason, Span, probability
from reportedly.text import words
from reportedly.trace.copying import direction
from reportedly.trace.scene import Scene, Way
from reportedly.trace.stated import chains
from reportedly.trace.when import by_time

RUN = 8  # words in a row; seven and fewer are shared by chance in stock phrases
SAME_WORDS = 0.75  # that the one article has it from the other, if the order is known
_SAME = Reason(
    "same-words", SAME_WORDS, "at most", f"{RUN} words in a row that an unnamed source says in both"
)
FEW = 4  # articles that share a run are compared with the earliest few only: never all pairs


@dataclass(frozen=True, slots=True)
class Quoted:
    """An unnamed source of this article is quoted, in the same words, in an earlier one."""

    article: str  # upstream
    source: str  # its id there
    evidence: Span  # the words, downstream
    reasons: tuple[Reason, ...]

    @property
    def confidence(self) -> float:
        """How surely it comes from there, 0 to 1."""
        return probability(self.reasons)


def same_unnamed(scene: Scene) -> Mapping[tuple[str, str], Quoted]:
    """Return for (article, unnamed source heard directly) where its words stood before."""
    runs: dict[tuple[str, ...], list[tuple[str, str, Span]]] = defaultdict(list)
    for appearance in scene.resolution.appearances:
        if appearance.article not in scene.articles:
            continue
        for source in appearance.sources:
            if scene.source(source).kind == "anonymous":
                for run, span in _runs(appearance, scene):
                    runs[run].append((appearance.article, source, span))
    found: dict[tuple[str, str], Quoted] = {}
    direct = _heard_directly(scene)
    ways: dict[tuple[str, str], Way] = {}
    for places in runs.values():
        ordered = sorted(places, key=lambda p: (by_time(scene.articles[p[0]]), p[1:]))
        first = list({place[0]: place for place in reversed(ordered)}.values())[::-1][:FEW]
        for here in ordered:
            for there in first:
                if here[0] == there[0] or (here[0], here[1]) not in direct:
                    continue
                pair = here[0], there[0]
                way = ways[pair] = ways.get(pair) or direction(*pair, (0.0, 0.0), scene)
                if way.down == here[0]:
                    _keep(found, here, there, (*way.reasons, _SAME))
    return found


def _heard_directly(scene: Scene) -> set[tuple[str, str]]:
    """Return (article, unnamed source) where the article names no hand in between."""
    direct = set()
    for appearance in scene.resolution.appearances:
        if appearance.article in scene.articles:
            direct |= {(appearance.article, c[0]) for c in chains(appearance, scene) if len(c) == 1}
    return direct


def _keep(
    found: dict[tuple[str, str], Quoted],
    here: tuple[str, str, Span],
    there: tuple[str, str, Span],
    reasons: tuple[Reason, ...],
) -> None:
    """Keep the surest upstream article, the earliest of equals as they come."""
    article, source, span = here
    before = found.get((article, source))
    if before is None or probability(reasons) > before.confidence:
        found[article, source] = Quoted(there[0], there[1], span, reasons)
    elif before.article == there[0] and before.evidence.overlaps(span):  # the run goes on
        whole = Span(min(before.evidence.start, span.start), max(before.evidence.end, span.end))
        found[article, source] = Quoted(there[0], before.source, whole, before.reasons)


def _runs(appearance: Appearance, scene: Scene) -> Iterator[tuple[tuple[str, ...], Span]]:
    text = scene.articles[appearance.article].text
    for part in appearance.attribution.content:
        found = [
            Span(word.start + part.start, word.end + part.start) for word in words(part.of(text))
        ]
        for i in range(len(found) - RUN + 1):
            run = found[i : i + RUN]
            yield tuple(w.of(text).casefold() for w in run), Span(run[0].start, run[-1].end)
