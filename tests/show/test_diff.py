"""What differs between two passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.show.diff import alike, changes

WORDS = st.lists(st.sampled_from("about 250 men drones came went they said".split()), max_size=9)


@pytest.mark.parametrize(
    ("left", "right", "gone", "come"),
    [
        ("about 250 men came", "more than 300 men came", ["about 250"], ["more than 300"]),
        ("It rained.", "it rained", [], []),
        ("a source told Vesper Wire", "a source said", ["told Vesper Wire"], ["said"]),
        ("1,200 men", "1.2 million men", ["1,200"], ["1.2 million"]),
        ("", "new words", [], ["new words"]),
    ],
)
def test_changed_words(left, right, gone, come):
    """Changed words are found; case and punctuation are no change."""
    ours, theirs = changes(left, right)
    assert [span.of(left) for span in ours] == gone
    assert [span.of(right) for span in theirs] == come


@given(WORDS, WORDS)
def test_words_outside_the_changes_are_the_same(left, right):
    """What is left of both sides, changes taken out, is the same words."""
    a, b = " ".join(left), " ".join(right)
    kept = []
    for text, spans in zip((a, b), changes(a, b), strict=True):
        for span in reversed(spans):
            text = text[: span.start] + text[span.end :]
        kept.append(text.split())
    assert kept[0] == kept[1]
    assert 0 <= alike(a, b) <= 1
