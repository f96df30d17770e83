"""Spans by where they stand; and what it is for: long articles cost no more a word."""

import cProfile
import pstats

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.pipeline import resolve_all
from reportedly.records import Attribution, Span
from reportedly.resolve.pieces import Pieces
from tests.factories import article

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 3000), st.integers(1, 900)
)


@given(st.lists(SPANS), SPANS)
def test_all_that_overlaps_is_near(spans: list[Span], one: Span) -> None:
    """Nothing that overlaps a span is left out; what is given is in order, each once."""
    near = Pieces((span, n) for n, span in enumerate(spans)).near(one)
    assert set(near) >= {n for n, span in enumerate(spans) if span.overlaps(one)}
    assert near == sorted(set(near))


# A line, its source and its cue; what is said is “rained”.
LINES = {
    "people": ("It rained, Ada Roe{n} of Quay said.", "Ada Roe{n} of Quay", "said"),
    "pronouns": ("He said that it rained {n} times.", "He", "said"),
    "unnamed": (
        "It rained, an official{n}, who declined to be named, said.",
        "an official{n}, who declined to be named",
        "said",
    ),
    "dates": ("It rained on 2 March 2026 and {n} days later, he said.", "he", "said"),
    "cited": (
        "It rained, the Quay Herald reported, citing a source {n}.",
        "the Quay Herald",
        "reported",
    ),
}


def calls(parts: tuple[str, str, str], times: int) -> int:
    """Return how many functions are called to resolve one line, said again and again."""
    lines = [[part.format(n=n) for part in parts] for n in range(times)]
    text = "\n".join(line for line, _, _ in lines)
    one = article(text)
    said: list[Attribution] = []
    start = 0
    for line, source, cue in lines:
        spans = [(_at(text, words, start),) for words in (source, cue, "rained")]
        said.append(Attribution(article=one.id, source=spans[0], cue=spans[1], content=spans[2]))
        start += len(line) + 1
    profile = cProfile.Profile()
    profile.enable()
    resolve_all([one], {one.id: tuple(said)})
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def _at(text: str, words: str, start: int) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


@pytest.mark.parametrize("parts", LINES.values(), ids=list(LINES))
def test_four_times_as_long_costs_four_times(parts: tuple[str, str, str]) -> None:
    """Of an article with four times as many attributions resolving does about as much more."""
    calls(parts, 10)  # tables are loaded
    assert calls(parts, 400) / calls(parts, 100) < 5
