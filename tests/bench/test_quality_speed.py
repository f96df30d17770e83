"""The bench of quality and speed: its contenders answer, its picture and table are its figures."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from bench.contenders import OURS, PEERS, WARM
from docs import figures

ROOT = Path(__file__).parents[2]
RESULT = json.loads(figures.RESULT.read_text("utf-8"))


@pytest.mark.parametrize("name", ["reportedly", "windows of 128 pieces", "cues from 0.4"])
def test_a_contender_answers_each_line(name):
    """A process gives, for each line, the seconds, the memory, and attributions by article."""
    lines = json.dumps([{"id": "a", "text": WARM}, {"id": "b", "text": "The river rose."}]) + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "bench.contenders", name],
        input=lines, capture_output=True, text=True, check=True, cwd=ROOT, timeout=300,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    first, second = answer["found"]
    assert answer["seconds"] > 0
    assert answer["memory"] > 1
    assert [WARM[a:b] for row in first for a, b in row["cue"]] == ["told", "according to"]
    assert second == []


def test_the_figures_are_of_the_contenders():
    """The kept result has a figure for each contender, and none of another."""
    assert [f["name"] for f in RESULT["figures"]] == [*OURS, *PEERS]


def test_picture_and_table_are_what_the_bench_found():
    """The documentation's picture and table are made from the kept result."""
    again = "run: python -m docs.figures"
    assert figures.PICTURE.read_text("utf-8") == figures.picture(RESULT), again
    assert figures.table(RESULT) in figures.PAGE.read_text("utf-8"), again


def test_the_picture_keeps_to_its_size():
    """Nothing is drawn outside, and every contender is named in the description."""
    root = etree.fromstring(figures.picture(RESULT))
    for element in root.iter():
        for name, most in (("x", figures.WIDTH), ("cx", figures.WIDTH), ("x2", figures.WIDTH)):
            assert 0 <= float(element.get(name, 0)) <= most
        for name in ("y", "cy", "y2"):
            assert 0 <= float(element.get(name, 0)) <= figures.HEIGHT
    told = root.find("{http://www.w3.org/2000/svg}desc").text
    assert all(re.search(re.escape(f["name"]) + ":", told) for f in RESULT["figures"])


@pytest.mark.parametrize(
    ("speed", "told"), [(4567, 4600), (123, 120), (9, 9), (1_840_000, 1_800_000)]
)
def test_speeds_are_told_to_two_digits(speed, told):
    """More digits than runs agree on are not shown."""
    assert figures.rounded(speed) == told
