"""Who is quoted, on a terminal."""

import pytest
from rich.cells import cell_len

from reportedly.show.quoted import diversity
from reportedly.show.roster import MOST, show_sources
from tests.factories import appearance, article, attribution
from tests.show.hostile import hostile_trace
from tests.show.story import load, trace
from tests.show.test_quoted import resolved
from tests.show.test_terminal import printed


def shown(story, **options):
    """Return what is printed of a story."""
    counted = diversity(story.articles, story.resolution)
    return printed(show_sources, counted, story.resolution, **options)


def test_a_row_says_who_and_how_much():
    """Words, share, articles, statements, forms, a bar, the name and what is known of it."""
    out = shown(trace())
    assert out.startswith("8 sources in 13 articles")
    row = next(line for line in out.splitlines() if "/" in line and "an engineer who" in line)
    assert row.split()[0] == "102"
    assert "1/7/0" in row
    assert "░░░░" in row
    assert "heard by Vesper Wire" in out
    assert "Harrow Water Authority, group: authority" in " ".join(out.split())
    assert "██ named   ░░ not named" in out


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_lines_fit_the_terminal(width):
    """No line is wider than the terminal, and none ends with spaces."""
    for line in shown(trace(), width=width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_old_encodings(encoding):
    """A terminal without Unicode gets bars of plain signs, and no error."""
    assert "::::" in shown(trace(), encoding=encoding)


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_names_cannot_steer_the_terminal(case):
    """No control of anybody else's reaches the terminal, and no markup is read."""
    out = shown(hostile_trace(case["text"]))
    assert not set(out) & set("\x00\x07\x08\x1b\x9b\r\u202e\u2066\u2069")


def test_a_long_list_is_cut_with_a_word():
    """After so many sources the rest is counted, and the files are named."""
    art = article("He said rain fell.")
    ids = {f"p{i}": "person" for i in range(MOST + 3)}
    found = resolved(
        appearance(attribution(art, "He", "said", "rain fell"), sources=tuple(ids)), **ids
    )
    out = printed(show_sources, diversity([art], found), found)
    assert "3 more sources; --csv or --json gives all" in out


def test_nobody_quoted():
    """Without sources there is a sentence and no table."""
    out = printed(show_sources, diversity([article("Rain fell.")], resolved()), resolved())
    assert out == "Nobody is quoted in this article.\n"
