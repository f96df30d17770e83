"""`reportedly export`: which files, and how it ends."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import reportedly
from reportedly.show.cli import app
from reportedly.show.export.formats import FORMATS
from tests.show import standin


@pytest.fixture
def run(monkeypatch):
    """Return a function that runs the command line with the stand-in pipeline."""
    module = standin.pipeline()
    monkeypatch.setitem(sys.modules, "reportedly.pipeline", module)
    monkeypatch.setattr(reportedly, "pipeline", module, raising=False)
    runner = CliRunner()
    return lambda *words: runner.invoke(app, ["export", *map(str, words)])


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written(run, name, tmp_path):
    """A file, or a folder of files, holds the trace in the format that was asked for."""
    done = run("story", "--format", name, "--out", tmp_path / "made")
    assert done.exit_code == 0, done.stderr
    made = tmp_path / "made"
    found = sorted(made.iterdir()) if FORMATS[name].files else [made]
    assert found
    assert all(path.stat().st_size for path in found if path.suffix != ".ann")


def test_standard_output(run):
    """Without --out a format of one file goes to standard output, and nothing else does."""
    done = run("story", "--format", "stix")
    assert json.loads(done.stdout)["type"] == "bundle"


def test_no_such_format(run):
    """A format that is not known is refused with those that are."""
    done = run("story", "--format", "excel")
    assert done.exit_code == 2
    assert "graphml" in done.stderr


def test_a_folder_must_be_said(run):
    """Tables are several files, so standard output is no place for them."""
    done = run("story", "--format", "csv")
    assert done.exit_code == 2
    assert "--out FOLDER" in done.stderr


def test_a_place_that_cannot_be_written(run, tmp_path):
    """Where a file stands no folder can be made: that is said at once, and nothing is lost."""
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    done = run("story", "--format", "brat", "--out", taken)
    assert done.exit_code == 2
    assert "that is a file; give the name of a folder" in " ".join(done.stderr.split())
    assert taken.read_text("utf-8") == "mine"


def test_what_is_not_installed(run, tmp_path, monkeypatch):
    """Without the extra that a format needs, the message says how to install it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("story", "--format", "parquet", "--out", tmp_path / "made")
    assert done.exit_code == 2
    assert "reportedly[tables]" in done.stderr
    assert not (tmp_path / "made").exists()


def test_a_collection_alone(run, tmp_path: Path):
    """What is for collections is refused for articles."""
    done = run("story", "--since", "2026-01-01")
    assert done.exit_code == 2
    assert "collections" in done.stderr
