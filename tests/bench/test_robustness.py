"""Changes of form: the labels are carried exactly, and nothing but the form is changed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.robustness import (
    CHANGES,
    Change,
    apostrophes,
    edited,
    halves,
    long_text,
    paragraphs,
    predict,
    requoted,
    small,
    whole,
)
from reportedly.text import words

TEXTS = st.lists(
    st.sampled_from(
        ["“", "”", '"', "„", "«", "»", "``", "''", "’", "'", "‘", "\n", "\n\n", " ", ". ", ", "]
    )
    | st.sampled_from(["Rain", "fell", "Ash’s", "don't", "ß", "İ", "N", "", "the '90s", "\0", "😀"])
    | st.text(max_size=5),
    max_size=25,
).map("".join)
STYLES = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("``", "''"), ("", "")]


def letters(text: str) -> str:
    """Return the letters and digits alone, in small ones where that is one character."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text if c.isalnum())


@pytest.mark.parametrize("item", CHANGES, ids=lambda item: item.name)
@given(text=TEXTS, data=st.data())
def test_labels_are_carried(item: Change, text: str, data: st.DataObject) -> None:
    """Every span covers the same letters as before, and offsets never fall."""
    changed = item.change(text)
    assert len(changed.at) == len(text) + 1
    assert (changed.at[0], changed.at[-1]) == (0, len(changed.text))
    assert all(left <= right for left, right in pairwise(changed.at))
    ends = st.integers(0, len(text))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    carried = "".join(changed.text[a:b] for a, b in changed.carry([[start, end]]))
    assert folded(carried) == folded(text[start:end])


def folded(text: str) -> str:
    """Return the letters, those that look alike in capitals as one."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in letters(text))


@given(TEXTS, st.sampled_from(STYLES))
def test_only_quotation_marks_are_touched(text: str, style: tuple[str, str]) -> None:
    """Without any marks, the text is what it was without any."""
    marks = r"[\"“”„«»‘’'`]"
    assert re.sub(marks, "", requoted(text, *style).text) == re.sub(marks, "", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“No,” she said. "Never."', "«No,» she said. «Never.»"),
        ('("No," she said.)', "(«No,» she said.)"),
        ('"No," she said—"never."', "«No,» she said—«never.»"),
        ("„No,” and ``never'' and “no.", "«No,» and «never» and «no."),
        ("It’s Ash's ‘word’.", "It’s Ash's ‘word’."),
        ("A \"'word' within.\"", "A «'word' within.»"),
    ],
)
def test_requoted(text: str, expected: str) -> None:
    """A straight mark opens behind white space or an opening mark, else it closes."""
    assert requoted(text, "«", "»").text == expected


def test_apostrophes() -> None:
    """Those inside words are changed; quotation marks and plural possessives stay."""
    assert apostrophes("Ash's ‘word’, the dogs' tails", "’").text == "Ash’s ‘word’, the dogs' tails"
    assert apostrophes("Ash’s ‘word’ of the ’90s", "'").text == "Ash's ‘word’ of the '90s"


def test_a_span_of_marks_alone_is_gone() -> None:
    """A label of nothing but quotation marks has no place in a text without them."""
    changed = requoted("“No,” she said.", "", "")
    labels = [{"source": [[6, 9]], "cue": [[10, 14]], "content": [[0, 5]]}]
    (carried,) = changed.carry_all(labels)
    assert [changed.text[a:b] for a, b in carried["content"]] == ["No,"]
    assert [changed.text[a:b] for a, b in carried["source"]] == ["she"]
    assert changed.carry([[0, 1]]) == []


def test_edits_of_other_lengths() -> None:
    """Inside a replacement that is shorter, offsets stop at its end."""
    assert edited("abc\n\n\nd", [(3, 6, "; ")]).at == (0, 1, 2, 3, 4, 5, 5, 6)


def test_letters_of_two_small_ones_stay() -> None:
    """A capital that would become two characters keeps every offset in its place."""
    assert small("İN").text == "İn"


@pytest.mark.parametrize("cut", [paragraphs, halves, whole])
@given(text=TEXTS)
def test_pieces_hold_every_letter_once(cut: object, text: str) -> None:
    """Pieces are in order, do not overlap, and leave out white space alone."""
    assert callable(cut)
    pieces = cut(text)
    assert all(left[1] <= right[0] for left, right in pairwise(pieces))
    assert letters("".join(text[a:b] for a, b in pieces)) == letters(text)


def test_halves_are_cut_between_paragraphs() -> None:
    """The cut is at the break that is nearest to the middle."""
    text = "One two three four.\n\nFive.\n\nSix."
    assert [text[a:b] for a, b in halves(text)] == ["One two three four.\n\n", "Five.\n\nSix."]
    assert halves("One.") == [(0, 4)]


def test_pieces_are_led_back_to_the_whole_text() -> None:
    """What is found in a piece stands where it is in the whole text."""
    text = "Nora Pell said her barn was gone.\n\nJosef Lunt said the well was dry."
    (found,) = predict([text], paragraphs)
    said = [text[a:b] for label in found for a, b in label["source"]]
    assert said == ["Nora Pell", "Josef Lunt"]


def test_the_long_text_is_long_enough() -> None:
    """It has at least as many words as asked for, in paragraphs, and is always the same."""
    text = long_text(300)
    assert 300 <= sum(1 for _ in words(text)) < 500
    assert "\n\n" in text
    assert text == long_text(300)
