"""JSON that somebody gives: each field is looked at before it is believed.

A `Given` is one object with its place in the file, so that what does not fit
is a typed error that says where it stands, and never a traceback.
"""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.errors import InputError, Malformed, TooLarge, Unreadable

MOST_BYTES = 256 * 2**20  # ten thousand articles of one story make some 60 MB
MOST = 1e6  # of any number that is shown
_AGAIN = "write it again: reportedly trace … --json FILE"


class Given:
    """One JSON object and where it stands."""

    def __init__(self, value: object, place: str, file: str) -> None:
        self.place, self.file = place, file
        if not isinstance(value, dict):
            raise self.wrong(place, "is no object")
        self.value: Mapping[str, Any] = value

    def wrong(self, place: str, why: str) -> Malformed:
        """Return the error for a place that does not fit."""
        return Malformed(self.file, f"not what reportedly trace writes: {place} {why}", _AGAIN)

    def at(self, key: str) -> str:
        """Return the name of a field's place."""
        return f"{self.place}.{key}" if self.place else key

    def get(self, key: str) -> object:
        """Return a field, whatever it is."""
        if key not in self.value:
            raise self.wrong(self.at(key), "is missing")
        return self.value[key]

    def text(self, key: str) -> str:
        """Return a string."""
        value = self.get(key)
        if not isinstance(value, str):
            raise self.wrong(self.at(key), "is no string")
        return value

    def text_or(self, key: str, other: str = "") -> str:
        """Return a string; `other` for null."""
        return other if self.get(key) is None else self.text(key)

    def number(self, key: str, low: float = -MOST, high: float = MOST) -> float:
        """Return a number between two bounds."""
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(self.at(key), "is no number")
        if not low <= value <= high:
            raise self.wrong(self.at(key), f"is not between {low:g} and {high:g}")
        return float(value)

    def share(self, key: str) -> float:
        """Return a probability."""
        return self.number(key, 0.0, 1.0)

    def whole(self, key: str, below: float = MOST) -> int:
        """Return a count or an index, 0 or more and below a bound."""
        return self._index(self.get(key), self.at(key), below)

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.get(key)
        if not isinstance(value, bool):
            raise self.wrong(self.at(key), "is neither true nor false")
        return value

    def items(self, key: str) -> list[Any]:
        """Return a list."""
        value = self.get(key)
        if not isinstance(value, list):
            raise self.wrong(self.at(key), "is no list")
        return value

    def rows(self, key: str) -> Iterator["Given"]:
        """Yield the objects of a list."""
        for i, item in enumerate(self.items(key)):
            yield Given(item, f"{self.at(key)}[{i}]", self.file)

    def row(self, key: str) -> "Given":
        """Return an object."""
        return Given(self.get(key), self.at(key), self.file)

    def row_or_none(self, key: str) -> "Given | None":
        """Return an object; None for null."""
        return None if self.get(key) is None else self.row(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings."""
        return self._strings(self.get(key), self.at(key))

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of strings."""
        found = enumerate(self.items(key))
        return tuple(self._strings(item, f"{self.at(key)}[{i}]") for i, item in found)

    def indexes(self, key: str, below: int) -> tuple[int, ...]:
        """Return a list of indexes."""
        found = enumerate(self.items(key))
        return tuple(self._index(item, f"{self.at(key)}[{i}]", below) for i, item in found)

    def marks(self, key: str, length: int) -> tuple[tuple[int, int], ...]:
        """Return spans of a text of some length, in order and apart."""
        found: list[tuple[int, int]] = []
        for i, item in enumerate(self.items(key)):
            place = f"{self.at(key)}[{i}]"
            if not isinstance(item, list) or len(item) != 2:
                raise self.wrong(place, "is no [start, end]")
            start, end = (self._index(each, place, length + 1) for each in item)
            if start < end and start >= (found[-1][1] if found else 0):
                found.append((start, end))
        return tuple(found)

    def _strings(self, value: object, place: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(place, "is no list of strings")
        return tuple(value)

    def _index(self, value: object, place: str, below: float) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < below:
            raise self.wrong(place, f"is no whole number from 0 to {math.ceil(below) - 1}")
        return value


def load(name: str, stdin: BinaryIO | None = None) -> Given:
    """Return the object that a file, or standard input for "-", holds.

    Raises:
        InputError: it cannot be opened, is too large, or is no JSON object.
    """
    file = "standard input" if name == "-" else name
    data = _bytes(name, file, stdin)
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        lines = sum(line.strip().startswith(b"{") for line in data[:4096].splitlines())
        more = ", but JSON lines" if lines > 1 and b'\n{"' in data[:4096] else ""
        raise Malformed(file, f"no JSON{more} ({_short(error)})", _AGAIN) from error
    return Given(value, "", file) if isinstance(value, dict) else _foreign(file, value)


def _foreign(file: str, value: object) -> Given:
    kind = "a list" if isinstance(value, list) else "a single value"
    raise Malformed(file, f"not what reportedly trace writes: {kind}", _AGAIN)


def _bytes(name: str, file: str, stdin: BinaryIO | None) -> bytes:
    try:
        if name == "-":
            data = stdin.read(MOST_BYTES + 1) if stdin else b""
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = "there is no such file" if isinstance(error, FileNotFoundError) else _short(error)
        raise Unreadable(file, why, "check the path") from error
    if len(data) > MOST_BYTES:
        raise TooLarge(file, f"larger than {MOST_BYTES // 2**20} MiB", "trace fewer articles")
    if not data.strip():
        raise InputError(file, "it is empty", _AGAIN)
    return data


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def _short(error: BaseException) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
