"""Which articles are one story: whatever the order, each in one, and none too large."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.batch.gathering import BUNCH, Corpus, bunches, stories
from reportedly.match import stories as matching
from reportedly.match.stories import Said


def corpus(rows: list[tuple[str, list[int]]]) -> Corpus:
    """Return a corpus of articles given as (id, words)."""
    made = Corpus()
    for n, (id, words) in enumerate(rows):
        made.ids.append(id)
        made.published.append(f"2026-01-{1 + int(id[1:]) % 28:02d}")
        held = np.array(sorted(set(words)), np.uint32)
        made.said.append(Said(held, np.ones(len(held), np.float32)))
        made.file.append(0)
        made.row.append(n)
    made.files.append("u000000-00000.parquet")
    return made


def as_ids(made: Corpus) -> list[list[str]]:
    """Return the stories as ids."""
    return [[made.ids[n] for n in story] for story in stories(made)]


def test_two_matters():
    """Articles that share words are together, in order of time; one that shares none is alone."""
    made = corpus(
        [("a3", [1, 2, 3]), ("a1", [2, 3, 4]), ("a2", [7, 8, 9]), ("a5", [7, 8]), ("a9", [])]
    )
    assert as_ids(made) == [["a1", "a3"], ["a2", "a5"], ["a9"]]


ROWS = st.lists(st.lists(st.integers(0, 12), max_size=6), min_size=1, max_size=25)


@settings(deadline=None)
@given(words=ROWS, turn=st.randoms(use_true_random=False))
def test_any_order_gives_the_same_stories(words, turn):
    """Each article is in one story, and the order in which they were read makes no difference."""
    rows = [(f"a{n}", list(held)) for n, held in enumerate(words)]
    first = as_ids(corpus(rows))
    assert sorted(id for story in first for id in story) == sorted(id for id, _ in rows)
    turn.shuffle(rows)
    assert as_ids(corpus(rows)) == first


def test_no_story_is_too_large(monkeypatch):
    """A matter of very many articles is cut."""
    monkeypatch.setattr(matching, "MOST", 10)
    made = corpus([(f"a{n}", [n // 5, n // 5 + 1, n // 5 + 2]) for n in range(60)])
    found = stories(made)
    assert max(map(len, found)) <= 10


def test_bunches_hold_whole_stories():
    """Stories are bunched whole and in order, about as many articles in each bunch."""
    made = corpus([(f"a{n}", [n // 3 * 2, n // 3 * 2 + 1]) for n in range(3 * BUNCH)])
    found = list(bunches(made, stories(made)))
    assert [bunch.number for bunch in found] == list(range(len(found)))
    assert max(len(bunch.places) for bunch in found) <= BUNCH
    of = [{story for _, _, story in bunch.places} for bunch in found]
    assert not any(a & b for n, a in enumerate(of) for b in of[n + 1 :])


def test_an_empty_corpus():
    """No article makes no story and no task."""
    made = Corpus()
    assert stories(made) == []
    assert list(bunches(made, [])) == []


@pytest.mark.parametrize("count", [1, 2])
def test_few_articles(count):
    """One article alone, or two with nothing in common, are stories of their own."""
    made = corpus([(f"a{n}", [n]) for n in range(count)])
    assert len(stories(made)) == count
