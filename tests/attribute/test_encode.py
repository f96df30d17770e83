"""Windows: every word once, offsets true, sizes kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.encode import MAX_PIECES, N_MARKS, quoted, windows

TEXTS = st.text(
    st.sampled_from("abcé ÉZ.,!?“”\"'’‘«»\n\t-–0 9漢😀\u00ad\u200b\u0130ß")
    | st.characters(codec="utf-8"),
    max_size=400,
)


@given(TEXTS, st.integers(8, 40))
def test_words_come_once_in_order_with_true_offsets(text: str, most: int) -> None:
    """Words do not overlap, lie in the text, and no window is larger than asked."""
    last = 0
    for window in windows(text, most):
        assert window.marks.min() >= 0
        assert window.marks.max() < N_MARKS
        assert len(window.pieces) <= most or len(window.starts) == 1
        for start, end in zip(window.starts, window.ends, strict=True):
            assert last <= start < end <= len(text)
            assert text[start:end].strip()
            last = end


def test_windows_end_between_lines() -> None:
    """A long text is cut where a line begins."""
    text = "\n\n".join("The minister said nothing of it on Monday." for _ in range(100))
    found = list(windows(text))
    assert len(found) > 3
    assert all(text[w.starts[0] - 1] == "\n" for w in found[1:])
    assert all(len(w.pieces) <= MAX_PIECES for w in found)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “no” twice.", "“no”"),
        ('He said "no" twice.', '"no"'),
        ("He said ''no'' twice.", "''no''"),
        ("He said «no» twice.", "«no»"),
        ("She didn’t say ‘no’ at the town’s hall.", "‘no’"),
        ("“One paragraph goes on", "“One paragraph goes on"),
    ],
)
def test_quoted(text: str, inside: str) -> None:
    """Characters inside quotation marks of any style are known, apostrophes are not taken."""
    mask = quoted(text)
    assert "".join(c for c, q in zip(text, mask, strict=True) if q) == inside
