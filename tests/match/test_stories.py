"""Stories: what shares words that few others use, whatever else is told in the same manner."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.match import stories as module
from reportedly.match.stories import Said, said, stories

MATTERS = [
    "Mallow Roe Weirside Tolland Ashby Penn Quay 1,250",
    "Ostwick Birch Merle Istra Sellow Kelsby Ruan 17,500",
    "Bellford Ines Corrand Varnica Halmere Dusiv Ewan 340",
]
PEOPLE = "Roe Birch Penn Ines Ewan Ashby Quill Torne Lask Orrin Pell Varga"


def numbers(*texts: str) -> list[int]:
    """Return the stories of some texts, in this order."""
    return stories([said(text) for text in texts]).tolist()


def test_two_matters() -> None:
    """Pages that tell one thing in other words are together, others and empty ones are not."""
    found = numbers(
        "The weir at Mallow broke on Sunday, the miller Roe said.",
        "Tea in Ostwick is dearer than ever, traders such as Birch complain.",
        "…",
        "A miller named Roe saw the water: “The weir is gone.” Mallow is cut off.",
        "Birch: why Ostwick pays more for its tea",
        "",
    )
    assert found == [0, 1, 2, 0, 1, 3]


@pytest.mark.parametrize(
    ("like", "joined"),
    [
        ([], None),
        ([0.04], None),  # too little
        ([0.06], 0),
        ([0.1, 0.2, 0.2], 1),  # of two as like it the older
        ([0.2, 0.2, 0.2, 0.2, 0.21], None),  # hundreds of matters in much the same words
        ([0.1, 0.1, 0.1, 0.1, 0.21], 4),
    ],
)
def test_which_story_is_joined(like: list[float], joined: int | None) -> None:
    """The story that is most like an article, if it stands out from those after it."""
    size = np.array([2] * len(like), np.int64)
    assert module._joined(np.array(like) * 2, size) == joined


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_each_article_is_in_one_story(seed: int) -> None:
    """Stories are numbered by their first article, without a gap, and every time the same."""
    lots = random.Random(seed)
    told = [said(f"It was said that {' and '.join(lots.sample(lots.choice(MATTERS).split(), 4))}.")
            for _ in range(20)]  # fmt: skip
    found = stories(told).tolist()
    first = list(dict.fromkeys(found))
    assert len(found) == len(told)
    assert first == list(range(len(first)))
    assert stories(told).tolist() == found


def test_no_story_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A matter of very many articles is cut into several stories."""
    monkeypatch.setattr(module, "MOST", 5)
    found = numbers(*(["The weir at Mallow broke, said Roe."] * 12))
    assert max(found.count(story) for story in found) == 5


def test_a_word_that_very_many_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that hold a word only the latest are looked at, and stories still hang together."""
    monkeypatch.setattr(module, "HELD", 6)
    found = numbers(*(f"The weir at Mallow broke, said {name}." for name in PEOPLE.split()))
    assert set(found) == {0}


def test_no_article() -> None:
    """No article makes no story, and one without a word one."""
    assert stories([]).tolist() == []
    assert stories([Said(np.empty(0, np.uint32), np.empty(0, np.float32))]).tolist() == [0]


def test_the_end_of_a_long_article_is_not_looked_at() -> None:
    """An article costs as much as its beginning, however long it is."""
    text = "The weir at Mallow broke. " * 100
    assert said(text + "Ostwick drinks tea.").words.tolist() == said(text).words.tolist()
