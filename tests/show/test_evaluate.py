"""`reportedly evaluate`: figures in the terminal and as JSON, and what it says of broken files."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly.evaluate.labels import story
from reportedly.show.cli import app
from tests.evaluate.traces import right

RELAY = {
    "page": "post", "says_from": ["a miller"], "hedge": "reported", "evidence": "It rained",
}  # fmt: skip
CLAIM = {"id": "c1", "relays": [RELAY], "origin": {"name": "a miller"}, "independent_origins": 1}


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Return a folder with one story of one page, and its right trace beside it."""
    folder = tmp_path / "stories/01-[bold]rain"
    folder.mkdir(parents=True)
    (folder / "gold.json").write_text(json.dumps({"part": "dev", "claims": [CLAIM]}), "utf-8")
    page = {"id": "post", "text": "It rained, a miller said.", "language": "en"}
    (folder / "post.json").write_text(json.dumps(page), "utf-8")
    (tmp_path / "traces").mkdir()
    trace = json.dumps(right(story(folder)))
    (tmp_path / f"traces/{folder.name}.json").write_text(trace, "utf-8")
    return folder.parent


def run(stories: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", str(stories), *words])


def test_given_traces_are_scored(stories: Path) -> None:
    """The table has a row for each story as it is called, and the baselines below."""
    found = run(stories, "--traces", str(stories.parent / "traces"))
    assert found.exit_code == 0, found.stderr
    assert "01-[bold]rain" in found.stdout
    for name in ("the traces", "count outlets", "always one", "group by owner", "near-copies"):
        assert name in found.stdout


def test_json_alone_on_standard_output(stories: Path) -> None:
    """With `--json -` there is JSON and nothing else: all stories, and each."""
    found = run(stories, "--traces", str(stories.parent / "traces"), "--json", "-")
    figures = json.loads(found.stdout)
    assert figures["schema"] == "reportedly/evaluation/1"
    assert figures["origins"]["exact"] == figures["stories"]["01-[bold]rain"]["claim"] == 100


def test_stories_are_traced_where_no_traces_are_given(stories: Path) -> None:
    """Without `--traces` the pages go the whole way."""
    found = run(stories, "--json", "-")
    assert json.loads(found.stdout)["relays_hit"] == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--part", "held"], 'no story is of the part "held"'),
        (["--traces", "nowhere"], "no folder of traces"),
        (["--json", "nowhere/figures.json"], "there is no folder nowhere"),
    ],
)
def test_what_cannot_be_is_told(stories: Path, words: list[str], told: str) -> None:
    """A wrong option ends with one line and status 2."""
    found = run(stories, *words)
    assert found.exit_code == 2
    assert told in found.stderr


def test_broken_files_are_told(stories: Path) -> None:
    """A trace or a label that is broken ends with its name, not with a traceback."""
    trace = next((stories.parent / "traces").iterdir())
    trace.write_text("{", "utf-8")
    found = run(stories, "--traces", str(trace.parent))
    assert (found.exit_code, "no JSON" in found.stderr) == (2, True)
    next(stories.glob("*/gold.json")).write_text('{"claims": [7]}', "utf-8")
    found = run(stories)
    assert (found.exit_code, "claims[0]: no object" in found.stderr) == (2, True)
