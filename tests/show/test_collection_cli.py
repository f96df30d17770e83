"""The commands for collections, from the words that are typed to the way they end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly import pipeline
from reportedly.show.cli import app
from reportedly.store.collection import Collection

ROOT = Path(__file__).parents[2]
STORY = ROOT / "examples" / "story"


@pytest.fixture(scope="module")
def run():
    """Return a function that runs the command line."""
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    """A collection with a few articles of the demonstration."""
    folder = tmp_path_factory.mktemp("kept") / "c"
    done = run("add", folder, STORY / "telcora.html", STORY / "courier.html", STORY / "hpb.html")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "3 articles added; 3 in the collection\n"
    return folder


def test_what_cannot_be_read_is_listed_and_the_rest_goes_in(run, folder, tmp_path):
    """One line names file, reason and remedy; the status is 2; what is there already is told."""
    (tmp_path / "empty.html").write_text("")
    done = run("add", folder, tmp_path / "empty.html", tmp_path / "none.pdf", STORY / "hpb.html",
               STORY / "herald.json")  # fmt: skip
    assert done.exit_code == 2
    assert done.stdout == "1 article added, 1 already there; 4 in the collection\n"
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["left out", "left out"]


def test_nothing_to_read_is_told(run, folder, tmp_path):
    """Inputs of which none can be read end with a message, and the collection is as it was."""
    for place in (folder, tmp_path / "new"):
        done = run("add", place, tmp_path / "none.pdf")
        assert done.exit_code == 2
        assert "no article could be read" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_collection_is_traced(run, folder, tmp_path):
    """In the terminal and into files, whole or by claim and date, each time the same."""
    done = [run("trace", folder, "--json", tmp_path / f"{n}.json") for n in (1, 2)]
    assert [d.exit_code for d in done] == [0, 0]
    assert done[0].stdout == done[1].stdout
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()
    claims = json.loads((tmp_path / "1.json").read_text())["claims"]
    one = run("trace", folder, "--claim", claims[0]["id"], "--json", "-")
    assert json.loads(one.stdout)["claims"] == claims[:1]
    later = run("trace", folder, "--since", "2026-10-14", "--json", "-", "--all")
    assert {art["outlet"] for art in json.loads(later.stdout)["articles"]} == {
        "Halmere Public Broadcasting"
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--claim", "kettle"], "no claim in"),
        (["--since", "yesterday"], "give a date"),
        (["--since", "2030"], "no article is left"),
        (["--recall"], "--recall is for articles"),
        ([str(STORY)], "is a collection: trace it alone"),
    ],
)
def test_what_cannot_be_traced_is_told(run, folder, words, told):
    """One line says what is wrong and what to do; the status is 2."""
    done = run("trace", folder, *words)
    assert done.exit_code == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_options_for_collections_are_refused_elsewhere(run):
    """Articles that are given have no claims to choose before they are traced."""
    done = run("trace", STORY / "herald.json", "--claim", "1")
    assert done.exit_code == 2
    assert "are for collections" in done.stderr


def test_search_shows_what_and_where(run, folder):
    """Each hit is a line with what was found, and one with its outlet and date."""
    done = run("search", folder, "foreign", "engineers")
    assert done.exit_code == 0
    assert "claim" in done.stdout
    assert "Halmere Public Broadcasting, 14 Oct 2026" in done.stdout
    assert run("search", folder, "qqqq").exit_code == 2


@pytest.mark.parametrize("command", [["add"], ["trace"], ["search"]])
def test_a_broken_collection_is_told(run, tmp_path, command):
    """No traceback: one line with what to do."""
    folder = tmp_path / "c"
    Collection.create(folder).close()
    (folder / "collection.sqlite").write_bytes(b"x" * 8192)
    done = run(*command, folder, STORY / "herald.json") if command != ["trace"] else \
        run("trace", folder)  # fmt: skip
    assert done.exit_code == 2
    assert done.stderr.startswith(f"reportedly: {folder}: ")
    assert len(done.stderr.splitlines()) == 1


def test_articles_are_not_put_among_other_files(run, tmp_path):
    """A folder with something else in it is not made into a collection."""
    (tmp_path / "notes.txt").write_text("mine")
    done = run("add", tmp_path, STORY / "herald.json")
    assert done.exit_code == 2
    assert "holds other files" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_midst_the_next_run_goes_on(tmp_path, which):
    """Ctrl-C is told with what was stored; after it, or a kill, the rest is added."""
    lines = "\n".join(
        json.dumps({"id": f"a{n}", "text": f"The board said {n} cracks were seen. " * 40})
        for n in range(400)
    )
    (tmp_path / "many.jsonl").write_text(lines)
    folder = tmp_path / "c"
    words = ["add", str(folder), str(tmp_path / "many.jsonl")]
    code = "from reportedly.show.cli import main; main()"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    started = subprocess.Popen(
        [sys.executable, "-c", code, *words], env=env, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and stored(folder) < 2:
        time.sleep(0.05)
    started.send_signal(which)
    _, told = started.communicate(timeout=60)
    if which == signal.SIGINT:
        assert started.returncode == 130
        assert "the same command goes on from here" in told
    count = stored(folder)
    assert 2 <= count < 400
    with Collection.open(folder) as found:
        assert found.check() == ()
    (tmp_path / "many.jsonl").write_text("\n".join(lines.splitlines()[: count + 1]))
    done = CliRunner().invoke(app, words)
    assert done.stdout == f"1 article added, {count} already there; {count + 1} in the collection\n"


def stored(folder):
    """Return how many articles a collection has that another process fills."""
    if not (folder / "READ ME.txt").exists():
        return 0
    with Collection.open(folder, readonly=True) as found:
        return len(found)


def test_what_another_version_read_is_said_and_read_anew(run, tmp_path):
    """The trace says how many another version read; --renew reads them, once."""
    folder = tmp_path / "c"
    with Collection.create(folder) as kept:
        (art,) = pipeline.read(STORY / "herald.json")
        kept.add(art, (), maker="an older one")
    done = run("trace", folder)
    assert "1 of the articles were read by another version" in " ".join(done.output.split())
    done = run("add", folder, "--renew")
    assert (done.exit_code, done.output) == (0, "1 read anew\n")
    with Collection.open(folder) as kept:
        assert len(kept.attributions([art.id])[art.id]) > 1
    assert "another version" not in run("trace", folder).output
    assert run("add", folder, "--renew").output == "0 read anew\n"
