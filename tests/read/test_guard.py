"""Bounds on one item: time and memory are another process's to lose."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reportedly.errors import TooLarge
from reportedly.read import guard as guarding
from reportedly.read.guard import Guard
from reportedly.read.inputs import read_inputs
from reportedly.read.limits import Limits
from reportedly.records import Article

PAGE = b"<html><body><article><p>" + b"It rained in Quay, Ada Roe said. " * 20 + b"</p></article>"


def test_what_is_sound_is_read() -> None:
    """Articles and errors come out as `read_bytes` gives them, one after the other."""
    with Guard() as guard:
        (one,) = guard.read(PAGE, "a.html", Limits())
        (two,) = guard.read(b"", "b.html", Limits())
    assert isinstance(one, Article)
    assert not isinstance(two, Article)
    assert two.name == "b.html"


def test_what_takes_too_long_ends() -> None:
    """An item beyond its time is named, and the next one is read by a fresh process."""
    with Guard() as guard:
        (one,) = guard.read(PAGE * 50, "slow.html", Limits(seconds=0.0))
        assert isinstance(one, TooLarge)
        assert "longer than" in one.reason
        (two,) = guard.read(PAGE, "next.html", Limits())
    assert isinstance(two, Article)


def test_what_takes_too_much_memory_ends() -> None:
    """An item that asks for more memory than there is for it is named, and the next one read."""
    with Guard(memory=700 * 2**20) as guard:
        data = b"<p>" + b"x" * (400 * 2**20)
        (one,) = guard.read(data, "large.html", Limits(bytes=2**31))
        assert isinstance(one, TooLarge)
        (two,) = guard.read(PAGE, "next.html", Limits())
    assert isinstance(two, Article)


HANGS = """
import time
from reportedly.read import contents, guard
html = contents._READERS["html"]
def slow(*given):
    return time.sleep(99) if b"slow" in given[0] else html(*given)
contents._READERS["html"] = slow
guard.serve({}, {})
"""


def test_the_rest_of_a_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a folder the page that hangs its parser is the error, and the others are read."""
    monkeypatch.setattr(guarding, "_SERVE", HANGS)
    for name, page in (("a", PAGE), ("b", PAGE + b"<p>slow</p>"), ("c", PAGE)):
        tmp_path.joinpath(f"{name}.html").write_bytes(page)
    guarding._shared().end()  # another test's, which hangs on nothing
    found = list(read_inputs([tmp_path], limits=Limits(seconds=4.0)))
    guarding._shared().end()
    kinds = [type(item).__name__ for item in found]
    assert kinds == ["Article", "TooLarge", "Article"]
    assert "b.html" in str(found[1])


def test_a_reader_that_cannot_start_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the process does not come up, the item is read here."""
    monkeypatch.setattr(guarding, "_SERVE", "raise SystemExit(3)  # {} {}")
    with Guard() as guard:
        (one,) = guard.read(PAGE, "a.html", Limits())
    assert isinstance(one, Article)


def test_a_plain_script_reads_once(tmp_path: Path) -> None:
    """A script without a main guard is not run again by the process that reads."""
    tmp_path.joinpath("a.html").write_bytes(PAGE)
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            """
            import reportedly
            print("ran")
            print(len(reportedly.read("a.html")))
            """
        )
    )
    tmp_path.joinpath("json.py").write_text("raise SystemExit('hostile module')")
    done = subprocess.run(
        [sys.executable, "-P", str(script)],
        cwd=tmp_path, capture_output=True, text=True, check=True, env=os.environ,
    )  # fmt: skip
    assert done.stdout.split() == ["ran", "1"]
    assert done.stderr == ""


def test_a_bound_is_set() -> None:
    """Nothing may take longer than some minutes, whatever a release thinks of speed."""
    assert 0 < Limits().seconds <= 300
    assert guarding.MEMORY <= 8 * 2**30
