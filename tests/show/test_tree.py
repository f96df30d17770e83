"""The chain as lines of text."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from reportedly.show.chain import chain
from reportedly.show.tree import ASCII, UNICODE, denials, nameless, tree
from tests.show.story import trace


def cracks():
    story = trace()
    return chain(story.claims[0], story.resolution, story.articles)


@pytest.mark.parametrize("strokes", [UNICODE, ASCII])
@pytest.mark.parametrize("width", [30, 50, 66, 90, 200])
def test_lines_fit_and_hold_every_hand_once(width, strokes):
    """At any width no line is too long and each hand stands once, however it is drawn."""
    lines = [line.plain for line in tree(cracks(), width, strokes)]
    assert all(cell_len(line) <= width for line in lines)
    if width >= 50:
        for name in (
            "Vesper Wire",
            "Evening Tide",
            "Pine Post",
            "The Hornet",
            "The Daily Bulletin",
        ):
            heads = [line for line in lines if name in line.split("(also")[0]]
            assert len(heads) == 1, name


def test_branches_stand_beside_their_hand_where_there_is_room():
    """On a wide terminal a reader stands right of the hand it has it from."""
    lines = [line.plain for line in tree(cracks(), 86, UNICODE)]
    assert any("Ridgeway Magazine ─┬→ Pine Post (copy)" in line for line in lines)


def test_ascii_needs_no_other_characters():
    """Without Unicode the strokes are plain."""
    strokes = "".join(line.plain for line in tree(cracks(), 60, ASCII))
    assert not set(strokes) & set("─┬├└│→…")


def test_denials_and_silence_stand_apart():
    """Who denies and who names nobody is not in the chain, but told."""
    drawn = cracks()
    lines = "\n".join(line.plain for line in tree(drawn, 100, UNICODE))
    assert "Kestrel" not in lines
    assert "Skimline" not in lines
    assert [text.plain for text in denials(drawn)] == ["Ines Kestrel, in Public Service News"]
    assert [node.name for node in nameless(drawn)] == ["Skimline"]


def test_second_parents_are_told():
    """A hand with two sources is drawn under one and names the other."""
    lines = "\n".join(line.plain for line in tree(cracks(), 100, UNICODE))
    assert "Lowland Herald (also from Vesper Wire)" in lines


def test_a_source_that_does_not_count_is_told_so():
    """What is named beside the counted origins stands in the tree, with the word for it."""
    drawn = cracks()
    engineer = drawn.node("engineer")
    nodes = tuple(replace(engineer, beside=True) if n is engineer else n for n in drawn.nodes)
    lines = "\n".join(line.plain for line in tree(replace(drawn, nodes=nodes), 100, UNICODE))
    assert f"{engineer.name} (not named, not counted)" in lines
    assert "not counted" not in "\n".join(line.plain for line in tree(drawn, 100, UNICODE))
