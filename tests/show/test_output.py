"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from reportedly.show.output import CannotWrite, check, write


def test_a_file_is_replaced_whole(tmp_path):
    """An older file is replaced, keeps its mode, and nothing else is left in the folder."""
    file = tmp_path / "report.html"
    file.write_text("old", "utf-8")
    file.chmod(0o640)
    write("new “words”", file)
    assert file.read_text("utf-8") == "new “words”"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_the_usual_mode(tmp_path):
    """The temporary file's strict mode does not stay."""
    before = os.umask(0o022)
    try:
        write("x", tmp_path / "a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_a_link_stays_a_link(tmp_path):
    """Writing through a symbolic link changes what it leads to."""
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write("new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    """If the move fails, the old file is whole and the temporary one is gone."""
    file = tmp_path / "report.html"
    file.write_text("old", "utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write("new", file)
    assert file.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("name", "reason"), [("missing/report.html", "no folder"), (".", "a folder")]
)
def test_what_cannot_be_written_says_why(tmp_path, name, reason):
    """A missing folder and a folder are refused before and at writing, with the reason."""
    for act in (check, lambda file: write("x", file)):
        with pytest.raises(CannotWrite, match=reason):
            act(tmp_path / name)
