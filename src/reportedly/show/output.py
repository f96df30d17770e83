"""Writing what was made: whole files or none, and standard output."""

import os
import sys
import tempfile
from pathlib import Path

from reportedly.errors import InputError


class CannotWrite(InputError):
    """A file that was asked for cannot be written."""


def write(content: str | bytes, path: Path) -> None:
    """Write a file so that there is never half of one.

    It is made beside its place under another name and then moved there.

    Raises:
        CannotWrite: the folder is missing or may not be written to, or is full.
    """
    temporary: Path | None = None
    data = content if isinstance(content, bytes) else encoded(content)
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        if path.exists() and not path.is_file():  # a pipe or /dev/stdout, say
            if path.is_dir():
                raise IsADirectoryError
            path.write_bytes(data)
            return
        target = path.resolve()  # a link stays a link
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(mode)
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise CannotWrite(str(path), _reason(path, error), "give another place") from error


def check(path: Path) -> None:
    """Raise `CannotWrite` if the file can plainly not be written, before the long work."""
    folder = path.parent
    if path.is_dir():
        raise CannotWrite(str(path), "that is a folder", "give the name of a file in it")
    if not folder.is_dir():
        raise CannotWrite(str(path), f"there is no folder {folder}", "make it, or give another")
    writable = os.access(path if path.exists() and not path.is_file() else folder, os.W_OK)
    if not writable:
        raise CannotWrite(str(path), f"no permission to write in {folder}", "give another place")


def check_folder(folder: Path) -> None:
    """Raise `CannotWrite` if a folder of files can plainly not stand there."""
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(str(folder), "that is a file", "give the name of a folder")


def encoded(text: str) -> bytes:
    """Return UTF-8; halves of surrogate pairs, which it cannot hold, as their escapes."""
    return text.encode("utf-8", "backslashreplace")


def to_stdout(text: str) -> None:
    """Write to standard output as UTF-8; to a terminal without what could steer it."""
    if sys.stdout.isatty():
        steering = dict.fromkeys(
            [*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
        )
        text = text.translate({code: f"\\u{code:04x}" for code in steering})
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        buffer.write(encoded(text))
        buffer.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError) and not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    if isinstance(error, IsADirectoryError):
        return "that is a folder"
    if isinstance(error, PermissionError):
        return "no permission to write there"
    return f"it cannot be written ({error.strerror or error})"
