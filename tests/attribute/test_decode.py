"""From tags to characters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute import decode
from reportedly.attribute.encode import windows
from reportedly.records import Span


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("He said “no, never” and left.", "no, never", "“no, never”"),
        ("He said “no”, then “yes” again.", "“no", "“no”"),
        ('It is "over", he said.', '"over', '"over"'),
        ("He left, he said.", "He left,", "He left"),
        ("He left. She said so.", "He left.", "He left."),
        ("(It rained, she said)", "she said)", "she said"),
        ("He left (on Monday), she said.", "He left (on Monday)", "He left (on Monday)"),
    ],
)
def test_content_edges(text: str, piece: str, expected: str) -> None:
    """Stray commas and brackets go; a quotation mark whose partner is inside comes along."""
    start = text.index(piece)
    found = decode.trimmed(Span(start, start + len(piece)), text, quotes=True)
    assert found is not None
    assert found.of(text) == expected


@pytest.mark.parametrize("piece", ["2017", "The", "—"])
def test_nobody_is_called_so(piece: str) -> None:
    """A year, an article or a dash is no source; a year can be what is said."""
    text = "The plan was announced in 2017 — twice."
    start = text.index(piece)
    span = Span(start, start + len(piece))
    assert decode.trimmed(span, text, quotes=False) is None
    assert bool(decode.trimmed(span, text, quotes=True)) == (piece != "—")


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        ("“It rained,” said Ms. Roe, 74.", "Ms.", "Ms. Roe"),
        ("Qell and Sen. Ash said so.", "Qell and Sen", "Qell and Sen. Ash"),
        ("Ada Roe (D), she said.", "Ada Roe (D", "Ada Roe (D)"),
        ("Roe (and, in time, all of the many friends whom she had) said", "Roe (and", "Roe "),
        ("the teams of Roe said", "the teams", "the teams"),
    ],
)  # fmt: skip
def test_names_are_whole(text: str, piece: str, expected: str) -> None:
    """A source goes on to the name behind a title and to the end of a bracket that is near."""
    start = text.index(piece)
    assert decode.whole_name(Span(start, start + len(piece)), text).of(text) == expected


def test_parts_of_a_content_stay_apart_where_words_stand_between() -> None:
    """“A,” he said, “B” is one content in two parts; a comma alone does not part it."""
    text = "It rained, she said, and it snowed."
    (window,) = windows(text)
    words = [text[a:b] for a, b in zip(window.starts, window.ends, strict=True)]
    tags = np.array([0 if w in ("she", "said", ",", ".") else 5 for w in words])
    assert [s.of(text) for s in decode.spans(tags, "content", window, text)] == [
        "It rained",
        "and it snowed",
    ]


@given(st.lists(st.integers(0, 7), min_size=12, max_size=12))
def test_any_path_gives_spans_inside_the_text(path: list[int]) -> None:
    """Whatever the tags, spans are in order, do not overlap and hold words."""
    text = "“It rained,” she said, and – (by the way) — it snowed."
    (window,) = windows(text)
    tags = np.resize(np.array(path), len(window.starts))
    for role in decode.FIRST_TAG:
        last = 0
        for span in decode.spans(tags, role, window, text):
            assert last <= span.start < span.end <= len(text)
            assert any(c.isalnum() for c in span.of(text))
            last = span.end


def test_cues_begin_where_probable_and_run_while_inside() -> None:
    """Neighbouring beginnings make one cue."""
    scores = np.full((6, 3), -5.0, np.float32)
    scores[:, 0] = 0
    scores[1] = (0, 5, 0)
    scores[2] = (0, 0, 5)
    scores[4] = (0, 1, 0)
    found = decode.cues(scores, 6, 0.5)
    assert [(c.first, c.last) for c in found] == [(1, 3), (4, 5)]
    assert decode.cues(scores, 6, 0.9)[0].probability > 0.9
