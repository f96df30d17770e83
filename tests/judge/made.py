"""Stories that people judged, made by hypothesis or by hand, through the real stages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from reportedly.judge.decide import decide
from reportedly.judge.make import Maker
from reportedly.judgement import Hand, Judgement
from reportedly.match.claims import match
from reportedly.records import Article, Resolution, Trace
from reportedly.trace.story import trace
from tests.trace.stories import story

DAM = "The dam in the upper valley has had 40 wide cracks since the spring"
MAYOR = "The mayor of Kelsby will resign on Friday over the burnt ferry"
SHORT = "Engineers found 40 wide cracks in the dam in the upper valley this spring"

PAGES: dict[str, Any] = {
    "a": {"outlet": "A", "published": "2024-09-17", "says": [{"content": DAM, "by": "p"}]},
    "b": {"outlet": "B", "published": "2024-09-18", "says": [{"content": DAM, "by": "A"}]},
    "c": {"outlet": "C", "published": "2024-09-19", "says": [{"content": SHORT, "by": "q"}]},
    "d": {
        "outlet": "D",
        "published": "2024-09-19",
        "says": [{"content": MAYOR, "by": "q"}, {"content": DAM, "by": "m"}],
    },
}
CASE: dict[str, Any] = {
    "sources": {
        "p": {"name": "Ada Birch"},
        "q": {"name": "Tom Reed"},
        "m": {"kind": "government", "name": "Transport Ministry"},
        "x": {"kind": "anonymous", "name": "a source"},
    },
    "outlets": {outlet: {"name": f"{outlet}ville Courier"} for outlet in "ABCDZ"},
    "articles": PAGES,
}


def told(case: dict[str, Any] = CASE) -> tuple[list[Article], Resolution]:
    """Return a story's articles and who says what in them."""
    articles, resolution, _, _ = story(case)
    return articles, resolution


def analysed(
    articles: Sequence[Article], resolution: Resolution, judgements: Iterable[Judgement] = ()
) -> Trace:
    """Return the trace as the pipeline makes it of resolved articles."""
    people = decide(articles, resolution, judgements)
    copies, claims = match(articles, people.resolution, people.bonds)
    found = trace(articles, people.resolution, copies, claims, people.decisions)
    return replace(found, judged=people.standings)


def dated(judgement: Judgement, second: int, who: str = "") -> Judgement:
    """Return a judgement as stored in that second."""
    when = f"2026-03-01T10:{second // 60:02d}:{second % 60:02d}.000000Z"
    return replace(judgement, when=when, who=who or judgement.who)


def grouped(traced: Trace) -> set[frozenset[tuple[str, int]]]:
    """Return which statements are one claim."""
    return {frozenset(a.key for a in c.claim.appearances) for c in traced.claims}


def together(traced: Trace, left: tuple[str, int], right: tuple[str, int]) -> bool:
    """Tell whether two statements are of one claim."""
    return any({left, right} <= group for group in grouped(traced))


@st.composite
def judgements(draw: Any, traced: Trace, most: int = 4) -> list[Judgement]:
    """Draw judgements of all kinds about a trace, each in a second of its own."""
    maker = Maker(traced, draw(st.sampled_from(["Ann", "Ben"])))
    keys = st.sampled_from(sorted(a.key for a in traced.resolution.appearances))
    edges = [edge for c in traced.claims for edge in c.derivations]
    findings = [finding for c in traced.claims for finding in c.findings]
    ids = st.sampled_from(sorted(traced.resolution.sources))
    verdicts = st.sampled_from(["confirm", "reject"])

    def one() -> Judgement:
        kind = draw(
            st.sampled_from(
                ["same", "apart", "attr", "who", "alias", "other", "step", "find", "add"]
            )
        )
        if kind == "same":
            return maker.same(draw(st.lists(keys, min_size=2, max_size=3)))
        if kind == "apart":
            return maker.apart([draw(keys)], [draw(keys)])
        if kind == "attr":
            return maker.attribution(draw(keys), draw(verdicts))
        if kind == "who":
            new = Hand(name="Eda Vane", kind="person")
            hand = draw(st.one_of(st.just(new), ids.map(maker.hand)))
            return maker.speaker(draw(keys), [hand])
        if kind == "alias":
            return maker.alias(maker.hand(draw(ids)), maker.hand(draw(ids)))
        if kind == "other":
            return maker.different(maker.hand(draw(ids)), maker.hand(draw(ids)))
        if kind == "step" and edges:
            return maker.step(draw(st.sampled_from(edges)), draw(verdicts))
        if kind == "find" and findings:
            return maker.finding(draw(st.sampled_from(findings)), draw(verdicts))
        return maker.edge([draw(keys)], maker.hand(draw(ids)), draw(verdicts))

    found = [one() for _ in range(draw(st.integers(1, most)))]
    return [dated(judgement, second) for second, judgement in enumerate(found)]
