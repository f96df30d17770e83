"""The command line: what goes where, and how it ends."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import reportedly
from reportedly.show.cli import app
from tests.show import standin

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(monkeypatch):
    """Return a function that runs the command line with the stand-in pipeline."""
    module = standin.pipeline()
    monkeypatch.setitem(sys.modules, "reportedly.pipeline", module)
    monkeypatch.setattr(reportedly, "pipeline", module, raising=False)
    runner = CliRunner()
    return lambda *words, **options: runner.invoke(app, list(words), **options)


def started(*words, code="from tests.show.standin import install; install()", **options):
    """Start the command line as a process of its own."""
    program = f"{code}\nfrom reportedly.show.cli import main\nmain()"
    source = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        env={**os.environ, "PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_trace_prints_claims_and_ends_well(run):
    """With everything read, the claims are printed and the status is 0."""
    done = run("trace", "story")
    assert done.exit_code == 0
    assert "1 known origin" in done.stdout
    assert done.stderr == ""
    assert "kettle" not in done.stdout
    assert "kettle" in run("trace", "story", "--all").stdout


def test_what_is_left_out_is_told_and_the_rest_shown(run):
    """One line on standard error names file, reason and remedy; the status is 2."""
    done = run("trace", "story", "missing.html")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "reportedly: left out: missing.html: there is no such file; check the name"
    ]
    assert "1 known origin" in done.stdout
    done = run("sources", "story", "missing.html")
    assert done.exit_code == 2
    assert "left out: missing.html" in done.stderr
    assert "Most quoted" in done.stdout


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["trace", "none"], 2, "no article could be read"),
        (["trace", "missing"], 2, "no article could be read"),
        (["trace", "-"], 2, "standard input: it is empty"),
        (["trace"], 2, "standard input: it is empty"),
        (["trace", "broken-model"], 3, "the model cannot be used"),
        (["attribute", "broken-model"], 3, "the model cannot be used"),
        (["sources", "broken-model"], 3, "the model cannot be used"),
        (["sources", "none"], 2, "no article could be read"),
        (["sources", "a", "--csv", "-", "--json", "-"], 2, "give one a file"),
        (["sources", "a", "--svg", "/nowhere/at/all.svg"], 2, "there is no folder /nowhere/at"),
        (["sources", "a", "--outlets", "mine.csv"], 2, "mine.csv: there is no such file"),
        (["trace", "stop"], 130, "stopped"),
        (
            ["trace", "a", "--outlets", "mine.toml"],
            2,
            "mine.toml: there is no such file",
        ),
        (["trace", "a", "--html", "/nowhere/at/all.html"], 2, "there is no folder /nowhere/at"),
        (["attribute", "a", "--json", "/"], 2, "that is a folder"),
        (["trace", "a", "--htm", "x"], 2, "--html"),
        (["trase", "a"], 2, "trace"),
    ],
)
def test_errors_suggest_and_never_show_a_traceback(run, words, status, message):
    """Whatever goes wrong is told in a line with the way out, and the status says of what kind."""
    done = run(*words, input="")
    assert done.exit_code == status
    assert message in done.stderr
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_files_are_written(run, tmp_path):
    """--html and --json write their files beside what is printed."""
    html, data = tmp_path / "r.html", tmp_path / "r.json"
    done = run("trace", "story", "--html", str(html), "--json", str(data))
    assert done.exit_code == 0
    assert html.read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(data.read_text("utf-8"))["schema"] == "reportedly/trace/1"
    assert "1 known origin" in done.stdout


def test_json_on_standard_output_is_alone_there(run):
    """With --json - nothing but JSON is printed, so that another program can read it."""
    assert len(json.loads(run("trace", "story", "--json", "-").stdout)["claims"]) == 3
    for command in ("attribute", "read"):
        lines = run(command, "story", "--json", "-").stdout.splitlines()
        assert len([json.loads(line) for line in lines]) == 13


def test_attribute_and_read_print(run, tmp_path):
    """Both print; attribute writes its page, too."""
    html = tmp_path / "a.html"
    done = run("attribute", "story", "--html", str(html))
    assert done.exit_code == 0
    assert "an engineer who asked not to be named" in done.stdout
    assert "Who" not in html.read_text("utf-8")[:15]
    assert "Lock your doors and learn to swim." in run("read", "story").stdout


def test_sources_writes_what_is_asked_for(run, tmp_path):
    """The table is printed; CSV, JSON lines, a page and a picture are written beside it."""
    files = {kind: tmp_path / f"s.{kind}" for kind in ("csv", "json", "html", "svg")}
    words = [word for kind, file in files.items() for word in (f"--{kind}", str(file))]
    done = run("sources", "story", *words)
    assert done.exit_code == 0
    assert "Most quoted: an engineer who asked not to be named" in done.stdout
    assert files["csv"].read_text("utf-8").startswith('"name","kind","naming"')
    assert json.loads(files["json"].read_text("utf-8").splitlines()[0])["articles"]
    assert files["html"].read_text("utf-8").startswith("<!doctype html>")
    assert files["svg"].read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_sources_on_standard_output_are_alone_there(run, kind):
    """With - nothing but the table is printed."""
    out = run("sources", "story", f"--{kind}", "-").stdout
    assert "Most quoted" not in out
    assert len(out.splitlines()) == (9 if kind == "csv" else 8)


def test_messages_cannot_steer_the_terminal(run):
    """A file's name is somebody's text, too."""
    assert "\x1b" not in run("trace", "story", "missing\x1b]0;owned\x07").output
    assert "\x1b" not in run("trace", "hostile").output


@pytest.mark.parametrize(
    "words",
    [["--help"], ["trace", "--help"], ["attribute", "-h"], ["sources", "-h"], ["read", "-h"]],
)
def test_help_has_examples(run, words):
    """Every help text shows how a command is called."""
    done = run(*words)
    assert done.exit_code == 0
    assert re.search(r"Examples:\n +reportedly ", done.stdout)


def test_version(run):
    """--version names the program and its version."""
    assert re.fullmatch(r"reportedly \d+\.\d+\.\d+\S*\n", run("--version").stdout)


def test_help_is_quick():
    """--help takes under 0.3 s of CPU: nothing heavy is imported for it."""
    best = 9.0
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert started("--help", code="").wait() == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert best < 0.3


def test_a_closed_pipe_is_quiet():
    """`reportedly … | head -1` ends without a word."""
    process = started("read", *(["story"] * 1), stdin=subprocess.DEVNULL)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() in (0, 141)


def test_interrupt_is_clean():
    """Ctrl-C in the midst of the work ends with one line and status 130."""
    slow = (
        "from tests.show.standin import install; import time, sys; module = install()\n"
        "def wait(*a, **k): print('working', file=sys.stderr, flush=True); time.sleep(30)\n"
        "module.trace = wait"
    )
    process = started("trace", "story", code=slow, stdin=subprocess.DEVNULL)
    assert process.stderr.readline() == b"working\n"
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert err.startswith(b"reportedly: stopped")
    assert b"Traceback" not in err
    assert out == b""
