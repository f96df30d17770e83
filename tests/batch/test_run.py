"""Corpus runs from the command line: killed, cut short, doubled, on either engine."""

import fcntl
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.batch.corpora import articles, as_archive, as_lines, as_table

TABLES = ("articles", "attributions", "sources", "claims", "appearances", "derivations", "findings")


def command(*words: object) -> list[str]:
    """Return the command line of a corpus run."""
    program = "from reportedly.show.cli import main; main()"
    return [sys.executable, "-c", program, "batch", *map(str, words)]


def run(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        command(*words), capture_output=True, text=True, timeout=240, check=False, **options
    )  # type: ignore[call-overload]


def rows(out: Path) -> dict[str, list[dict]]:
    """Return the rows of every table."""
    return {
        name: [
            row
            for path in sorted((out / name).glob("*.parquet"))
            for row in pyarrow.parquet.read_table(path).to_pylist()
        ]
        for name in (*TABLES, "left_out")
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """A folder with articles of six stories as lines, as Parquet and in an archive."""
    folder = tmp_path_factory.mktemp("corpus")
    given = articles()
    as_lines(given[:8], folder / "a.jsonl")
    as_table(given[8:12], folder / "b.parquet")
    as_archive(given[12:], folder / "c.warc.gz")
    return folder


@pytest.fixture(scope="module")
def inputs(corpus) -> list[Path]:
    """The files of the corpus."""
    return [corpus / "a.jsonl", corpus / "b.parquet", corpus / "c.warc.gz"]


@pytest.fixture(scope="module")
def whole(inputs, tmp_path_factory) -> Path:
    """The output of a run that nothing disturbed."""
    out = tmp_path_factory.mktemp("whole") / "out"
    done = run(*inputs, "--out", out, "--workers", 2)
    assert done.returncode == 0, done.stderr
    assert "18 articles" in done.stdout
    return out


def test_the_tables(whole):
    """Every story is traced by itself, and ids lead from table to table."""
    found = rows(whole)
    assert len(found["articles"]) == 18
    assert len({row["story"] for row in found["articles"]}) == 6
    said = {(row["article"], row["number"]) for row in found["attributions"]}
    assert {(row["article"], row["number"]) for row in found["appearances"]} <= said
    assert all(
        row["article"] in {a["id"] for a in found["articles"]} for row in found["derivations"]
    )
    shared = [claim for claim in found["claims"] if claim["articles"] == 3]
    assert len(shared) >= 5
    assert not found["left_out"]


def test_again_nothing_is_done_twice(whole, inputs):
    """The same command reads nothing anew and changes no table."""
    before = {path: path.stat().st_mtime_ns for path in whole.rglob("*-0*.parquet")}
    done = run(*inputs, "--out", whole)
    assert "0 of the articles read now" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in whole.rglob("*-0*.parquet")} == before


def test_on_ray(whole, inputs, tmp_path):
    """Two workers of a local Ray write the same rows as the processes of this machine."""
    out = tmp_path / "out"
    done = run(*inputs, "--out", out, "--engine", "ray", "--workers", 2)
    assert done.returncode == 0, done.stderr
    assert rows(out) == rows(whole)


@pytest.mark.parametrize("wait", [1.5, 3.5])
def test_killed_and_run_again(whole, inputs, tmp_path, wait):
    """Killed with all its workers at any moment, the run goes on: nothing lost, nothing doubled."""
    out = tmp_path / "out"
    words = command(*inputs, "--out", out, "--workers", 2)
    started = subprocess.Popen(words, start_new_session=True, stdout=-3, stderr=-3)
    time.sleep(wait)
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    done = run(*inputs, "--out", out, "--workers", 2)
    assert done.returncode == 0, done.stderr
    assert rows(out) == rows(whole)


@pytest.mark.parametrize("name", ["parts/u000000-00000.parquet", "claims/claims-000000.parquet"])
def test_a_file_cut_short(whole, inputs, tmp_path, name):
    """A file that was cut short is made anew, and the others are taken as they are."""
    out = tmp_path / "out"
    shutil.copytree(whole, out)
    path = out / name
    path.write_bytes(path.read_bytes()[:-100])
    assert run(*inputs, "--out", out).returncode == 0
    assert rows(out) == rows(whole)


def test_two_at_once(whole, inputs):
    """While one run writes, another one into the same folder is refused, and harms nothing."""
    before = rows(whole)
    with (whole / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(*inputs, "--out", whole)
    assert done.returncode == 2
    assert "another run is writing there" in done.stderr
    assert rows(whole) == before


def test_another_corpus(whole, inputs):
    """Other inputs into the same folder are refused with what to do."""
    done = run(inputs[0], "--out", whole)
    assert done.returncode == 2
    assert "another --out" in done.stderr


def small() -> None:
    """Let no file of this process grow over 3,000 bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))


def test_a_full_disk(whole, inputs, tmp_path):
    """Where no file can grow the run ends in words; with room again it goes on."""
    out = tmp_path / "out"
    done = run(*inputs, "--out", out, preexec_fn=small)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not list(out.rglob(".*.parquet.*"))
    assert run(*inputs, "--out", out).returncode == 0
    assert rows(out) == rows(whole)


def test_a_run_that_fails_ends_at_once(inputs, tmp_path):
    """Its engine's threads are at work still; beside them a shut-down ends in a signal at times.

    What shuts down hears of it: the run must end before that.
    """
    program = (
        "import atexit; atexit.register(print, 'shut down');"
        "from reportedly.show.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "batch", *map(str, inputs), "--out", tmp_path / "out"],
        capture_output=True, text=True, timeout=240, check=False, preexec_fn=small,
    )  # fmt: skip
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "shut down" not in done.stdout


def test_what_is_left_out(corpus, tmp_path):
    """Broken lines, damaged records and missing files are listed, and the status tells."""
    lines = tmp_path / "bad.jsonl"
    lines.write_text((corpus / "a.jsonl").read_text("utf-8") + "{broken\n", "utf-8")
    data = bytearray((corpus / "c.warc.gz").read_bytes())
    data[120:180] = bytes(60)
    (tmp_path / "bad.warc.gz").write_bytes(data)
    out = tmp_path / "out"
    done = run(lines, tmp_path / "bad.warc.gz", tmp_path / "nowhere", "--out", out)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    left = {row["name"] for row in rows(out)["left_out"]}
    assert any("bad.jsonl line 9" in name for name in left)
    assert any("bad.warc.gz" in name for name in left)
    assert len(rows(out)["articles"]) >= 8 + 5 - 1
    assert json.loads((out / "summary.json").read_text())["left_out"] == 3
