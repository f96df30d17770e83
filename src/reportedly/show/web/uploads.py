"""Files that come with a request, laid in a passing folder under names that do no harm."""

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile
from starlette.requests import Request

from reportedly.errors import InputError
from reportedly.show.safe import one_line

MOST_FILES = 5000  # of one request
MOST_NAME = 120  # characters; file systems permit 255 bytes
_ODD = re.compile(r"[^\w.,+@() \-]")


class NoFiles(Exception):
    """A request to add files that brings none."""


async def received(request: Request) -> Path:
    """Return a new folder with the files of a request; whoever gets it removes it.

    Raises:
        NoFiles: there is none. InputError: they cannot be laid aside.
    """
    async with request.form(max_files=MOST_FILES, max_fields=8) as form:
        files = [it for it in form.getlist("files") if isinstance(it, UploadFile) and it.filename]
        if not files:
            raise NoFiles
        folder = Path(tempfile.mkdtemp(prefix="reportedly-files-"))
        try:
            for number, file in enumerate(files):
                _lay(folder, file, number)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            why = f"they cannot be laid aside here ({error.strerror})"
            raise InputError(
                "the files", why, "make room on the disk, and add them again"
            ) from error
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return folder


def _lay(folder: Path, file: UploadFile, number: int) -> None:
    place = folder / harmless(file.filename or "")
    if place.exists():
        place = folder / str(number) / place.name
        place.parent.mkdir()
    with place.open("xb") as out:
        shutil.copyfileobj(file.file, out)


def harmless(name: str) -> str:
    r"""Return a file's name without folders, signs of patterns, controls and leading dots.

    >>> harmless("../../etc/passwd"), harmless("a*b[1].html"), harmless("\x00.."), harmless("a b")
    ('passwd', 'a_b_1_.html', 'file', 'a b')
    """
    last = PurePosixPath(one_line(name).replace("\\", "/")).name
    plain = _ODD.sub("_", unicodedata.normalize("NFC", last)).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    short = f"{stem[: MOST_NAME - 12]}{dot}{ending[:10]}" if dot else plain[:MOST_NAME]
    return short or "file"
