"""The command: what it refuses, and how it says so."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

START = "from reportedly.show.cli import main; main()"


def serve(*words: object, code: str = START, **extra: str) -> subprocess.CompletedProcess:
    """Run the command until it ends by itself."""
    return subprocess.run(
        [sys.executable, "-c", code, "serve", *map(str, words)], capture_output=True, text=True,
        timeout=60, check=False, env={**os.environ, **extra},
    )  # fmt: skip


def test_port_in_use_is_said():
    """A port that another program listens at is named, with what to do; no traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = serve("--port", taken.getsockname()[1])
    assert done.returncode == 2
    assert "cannot listen there" in done.stderr
    assert "--port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_another_host_needs_to_be_meant():
    """To let other machines in needs a flag beside the address."""
    done = serve("--host", "0.0.0.0")  # noqa: S104 - that is what is refused
    assert done.returncode == 2
    assert "--open" in done.stderr


@pytest.mark.parametrize("kind", ["foreign", "broken", "file"])
def test_what_is_no_collection_is_said(tmp_path, kind):
    """Another program's folder, a broken collection and a file get a message and exit 2."""
    folder = tmp_path / "c"
    if kind == "file":
        folder.write_text("x")
    elif kind == "foreign":
        folder.mkdir()
        folder.joinpath("thing.txt").write_text("x")
    else:
        from reportedly.store.collection import Collection

        Collection.create(folder).close()
        for file in folder.iterdir():
            file.write_bytes(b"not what it was" * 100)
    before = {file: file.read_bytes() for file in folder.rglob("*")} if folder.is_dir() else {}
    done = serve(folder, "--port", "0")
    assert done.returncode == 2, done.stderr
    assert str(folder) in done.stderr
    assert "Traceback" not in done.stderr
    assert all(file.read_bytes() == data for file, data in before.items()), "nothing is changed"


def test_missing_packages_are_named():
    """Without the extra the command says what to install."""
    hide = (
        "import importlib.util as u; old = u.find_spec; "
        "u.find_spec = lambda name, *a: None if name == 'uvicorn' else old(name, *a); "
    )
    done = serve(code=hide + START)
    assert done.returncode == 2
    assert "reportedly[workbench]" in done.stderr
    assert "uvicorn" in done.stderr


def test_it_serves_until_it_is_stopped(tmp_path):
    """It says its address, answers there, and ends on Ctrl-C without noise."""
    running = subprocess.Popen(
        [sys.executable, "-c", START, "serve", tmp_path / "new", "--port", "0"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        line, until = running.stderr.readline(), running.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line).group()
        for _ in range(100):
            try:
                with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310
                    page = answer.read().decode()
                    break
            except OSError:
                time.sleep(0.2)
        assert "Nothing to read yet" in page
    finally:
        running.send_signal(signal.SIGINT)
        rest = running.communicate(timeout=30)[1]
    assert (until.strip(), rest.strip()) == ("reportedly: it runs until Ctrl-C", "")
    assert running.returncode == 0
    assert Path(tmp_path / "new").is_dir()
