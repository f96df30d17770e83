"""Which files are meant by what a caller gives: files, folders, patterns."""

import glob
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportedly.errors import InputError, Unreadable
from reportedly.read.kinds import ENDINGS

# Endings under which sites serve pages too; in a folder such a file is read if it holds HTML.
PAGES: Final = frozenset(["", ".php", ".asp", ".aspx", ".jsp", ".cms", ".cfm"])
_NO_ARTICLES = re.compile(
    r"(?:readme|licen[sc]e|copying|notice|changelog|contributing|authors|requirements|robots"
    r"|makefile|dockerfile|package|package-lock|tsconfig|composer|manifest)(?:[._-]\w*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. One found in a folder may turn out to be no article, without complaint."""

    path: Path
    named: bool  # by the caller, or by a pattern of the caller's


def find_files(given: str | Path) -> Iterator[Found | InputError]:
    """Yield the files that one input means, in a stable order, or why there are none."""
    path, words = Path(given), str(given)
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif os.path.lexists(path):
            yield Found(path, named=True)
        elif re.search(r"[*?\[]", words):
            yield from _by_pattern(words)
        else:
            yield Unreadable(words, "there is no such file", "check the path")
    except (OSError, ValueError, re.error) as error:  # a name too long, or with a NUL
        yield Unreadable(words, reason(error), "check the path")


def reason(error: Exception) -> str:
    """Return in plain words why a file cannot be opened."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"it cannot be opened ({words.lower()})"


def _by_pattern(pattern: str) -> Iterator[Found | InputError]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  (Path.glob takes no absolute one)
    if not matches:
        yield Unreadable(pattern, "no file matches this pattern", "check the folder and the ending")
    for match in matches:
        path = Path(match)
        if not path.is_dir():
            yield Found(path, named=True)
        elif not pattern.endswith("**"):  # its files match "**" themselves
            yield from _in_folder(path)


def _in_folder(folder: Path) -> Iterator[Found | InputError]:
    """Yield the files below a folder that may be articles, sorted by path.

    Hidden ones, and the "…_files" folder that browsers put beside a saved page (it holds the
    frames of advertisements), are none.
    """
    seen = 0
    closed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=closed.append):
        pages = {Path(name).stem for name in files}
        folders[:] = sorted(
            name for name in folders
            if not name.startswith(".") and name != "node_modules"
            and not (re.search(r"_files$|_archivos$|-Dateien$|_fichiers$", name)
                     and re.sub(r"[_-][A-Za-z]+$", "", name) in pages)
        )  # fmt: skip
        for name in sorted(files):
            path = Path(at, name)
            if may_be_article(path):
                seen += 1
                yield Found(path, named=False)
    for error in closed:
        yield Unreadable(str(error.filename or folder), reason(error), "check its permissions")
    if not seen and not closed:
        yield Unreadable(str(folder), "there is no article in this folder",
                         "give a folder with saved pages, PDFs, texts or Article JSON")  # fmt: skip


def may_be_article(path: Path) -> bool:
    """Tell by its name whether a file in a folder may be an article.

    >>> [name for name in ("a.html", "a.css", "README.txt", "gold.json", ".b.txt", "page")
    ...  if may_be_article(Path(name))]
    ['a.html', 'gold.json', 'page']
    """
    ending = path.suffix.lower()
    if path.name.startswith(".") or _NO_ARTICLES.fullmatch(path.stem):
        return False
    return ending in ENDINGS or ending in PAGES


def is_regular(path: Path) -> bool:
    """Tell whether reading the file ends by itself: no device, pipe or socket."""
    return stat.S_ISREG(path.stat().st_mode)
