"""The colour and sign of each source."""

import random
import re
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest

from reportedly.show.looks import COLOURS, FILLED, Look, looks
from reportedly.show.quoted import diversity
from tests.show.story import trace

STYLE = files("reportedly.show").joinpath("templates", "report.css").read_text("utf-8")
LIGHT, DARK = (
    re.findall(r"\.c\d \{ --who: (#\w{6}); \}", part)
    for part in STYLE.split("/* who speaks")[1].split("@media", 1)
)


def grounds(dark):
    """Return the colours on which a source's name stands."""
    roots = re.findall(r":root \{(.*?)\}", STYLE, re.S)
    values = dict(re.findall(r"--(\w+): (#\w{6})", roots[dark]))
    return [values[name] for name in ("paper", "card", "content", "deeper", "pale", "known")]


def light_of(colour):
    """Return a colour's relative luminance, as WCAG 2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(("colours", "dark"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_every_colour_can_be_read(colours, dark):
    """Each colour has a contrast of 4.5 or more to each ground, in light and in dark."""
    assert len(set(colours)) == COLOURS
    for colour in colours:
        for ground in grounds(dark):
            low, high = sorted((light_of(colour), light_of(ground)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (colour, ground)


def test_colour_and_sign_together_come_again_late():
    """The first sources all differ, and neighbours differ in both colour and sign."""
    many = [Look(place, hollow=False) for place in range(1, COLOURS * len(FILLED) + 1)]
    assert len({look.classes for look in many}) == len(many)
    for left, right in pairwise(many):
        assert left.sign != right.sign
        assert left.classes.split()[0] != right.classes.split()[0]


def test_who_has_no_name_has_a_hollow_sign():
    """Named and unnamed sources differ without any colour."""
    story = trace()
    found = looks(diversity(story.articles, story.resolution), story.resolution)
    assert found["engineer"].hollow
    assert found["engineer"].sign in "○□◇△"
    assert found["vesper"].sign in FILLED


def test_everybody_who_has_a_part_has_a_look():
    """Speakers first, by words; then outlets that publish, pass on or hear; owners have none."""
    story = trace()
    found = looks(diversity(story.articles, story.resolution), story.resolution)
    assert found["engineer"].place == 1
    assert {"skim", "quay"} <= found.keys()
    assert "alder" not in found
    assert [look.place for look in found.values()] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("seed", range(5))
def test_looks_are_the_same_in_any_order(seed):
    """Permuting articles, appearances and sources changes nobody's look."""
    story = trace()
    shuffle = random.Random(seed).shuffle
    articles, appearances = list(story.articles), list(story.resolution.appearances)
    sources = list(story.resolution.sources.items())
    for things in (articles, appearances, sources):
        shuffle(things)
    other = replace(story.resolution, appearances=tuple(appearances), sources=dict(sources))
    assert looks(diversity(articles, other), other) == looks(
        diversity(story.articles, story.resolution), story.resolution
    )
