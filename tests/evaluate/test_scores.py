"""Figures of labelled stories: by hand, and against the scorer of the four real ones."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bench.stories import STORIES
from reportedly.evaluate.answers import answers
from reportedly.evaluate.figures import evaluation
from reportedly.evaluate.labels import LabelledClaim, Page, Relay, Story, aliases, folders, story
from reportedly.evaluate.names import Names
from reportedly.evaluate.scores import score
from tests.evaluate.traces import right, spoilt

DATA = Path(os.environ.get("DATA", Path(__file__).parents[2].parent / "shared"))
SCORER = DATA / "bench/score_stories.py"
TEXT = "It rained, a miller said.\nThe mill stood still."


def rain(*numbers: int, uncertain: bool = False) -> Story:
    """Return a story in which two pages have each claim."""
    pages = {id: Page(id, TEXT, id.title(), "en") for id in ("post", "sun")}
    relays = tuple(Relay(id, ("a miller",), "reported", "supports", "It rained") for id in pages)
    claims = tuple(
        LabelledClaim(f"c{n}", relays, "a miller", number, uncertain)
        for n, number in enumerate(numbers)
    )
    return Story("01-rain", None, pages, claims, ())


def figures(labels: Story, trace: object) -> dict:
    scored = score(labels, answers(trace, labels.pages, labels.name), Names({}))
    return evaluation({labels.name: scored})


def test_what_is_right_in_everything() -> None:
    """A trace that says what the labels say has all figures at their best."""
    found = figures(rain(2), right(rain(2)))
    assert found["claim"] == found["hedge"] == found["stance"] == found["origin_name"] == 100
    assert found["upstream"] == {"p": 100, "r": 100, "f1": 100}
    assert found["origins"] == {"exact": 100, "mae": 0, "of_one": 0, "of_several": 100}
    assert found["baselines"]["count outlets"]["exact"] == 100
    assert found["baselines"]["near-copies only"]["exact"] == 0


def test_nothing_found_is_wrong_in_everything() -> None:
    """Without a trace every labelled claim counts as missed, and nothing divides by zero."""
    found = figures(rain(1), {"claims": []})
    assert (found["claim"], found["relays_hit"], found["hedge"]) == (0, 0, 0)
    assert found["origins"]["exact"] == 0
    assert found["origins"]["mae"] == found["claims"] == 1


def test_the_wrong_paragraph_is_no_hit() -> None:
    """An appearance in another line of the page, or in another page, is not the labelled one."""
    trace = right(rain(1))
    (claim,) = trace["claims"]
    claim["appearances"][0]["content"] = [[TEXT.index("The mill"), len(TEXT)]]
    found = figures(rain(1), trace)
    assert (found["relays_hit"], found["claim"]) == (1, 50)
    assert found["upstream"] == {"p": 100, "r": 50, "f1": 66.7}


def test_each_labelled_claim_has_a_claim_of_its_own() -> None:
    """One claim of the trace cannot stand for two."""
    trace = right(rain(1, 1))
    trace["claims"].pop()
    assert figures(rain(1, 1), trace)["claim"] == 50


def test_uncertain_numbers_are_left_out() -> None:
    """A claim whose origins the pages leave open counts for all but its number."""
    found = figures(rain(2, uncertain=True), right(rain(2), known=9))
    assert found["origins"] == {"exact": 0, "mae": 0, "of_one": 0, "of_several": 0}
    assert found["claim"] == 100


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer is not here: set DATA")
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("stories", [STORIES, DATA / "bench/stories"], ids=["ours", "real"])
def test_to_the_digit(stories: Path, seed: int, tmp_path: Path) -> None:
    """On traces with errors of all kinds every figure is that of the scorer beside the corpora."""
    lots, scored, names = random.Random(seed), {}, Names(aliases(stories))
    for folder in folders(stories):
        labels = story(folder)
        if seed and lots.random() < 0.1:  # a missing trace counts as empty
            trace: dict = {"claims": []}
        else:
            trace = spoilt(labels, lots) if seed else right(labels)
            (tmp_path / f"{folder.name}.json").write_text(json.dumps(trace), "utf-8")
        scored[folder.name] = score(labels, answers(trace, labels.pages, folder.name), names)
    ours = evaluation(scored)
    command = [sys.executable, SCORER, stories, tmp_path, "--json"]
    theirs = json.loads(subprocess.check_output(command))
    for name, value in theirs.items():
        mine = ours[name]
        mine = {k: mine[k] for k in value} if isinstance(value, dict) else mine
        assert mine == value, name
