"""Search by meaning: the vectors' signs are compared first, the vectors of the nearest then.

A vector has 384 numbers; their signs fit into 48 bytes. Of 2 million statements the
signs are compared in 17 ms by one core, as fast as
faiss does, so that no index has to be built, kept or mended: the signs lie in the
collection, and a process reads them once.
"""

import threading
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reportedly.records import Attribution
from reportedly.store.database import Database

WIDTH: Final = 384  # numbers of a vector
WORDS: Final = WIDTH // 64  # of 64 signs each
NEAREST: Final = 400  # statements whose vectors are compared in full
BLOCK: Final = 1 << 14  # statements that are compared at a time, so that they stay in the cache
STALE: Final = 0.1  # of the versions that were read: so many may be gone before all are read again
LEAST: Final = 0.45  # cosine below which two statements have little in common

Signs = NDArray[np.uint64]


def signs_of(attributions: Sequence[Attribution]) -> bytes:
    """Return the signs of the vectors, 48 bytes each; nought for what has no vector."""
    out = np.zeros((len(attributions), WIDTH), np.bool_)
    for row, attr in enumerate(attributions):
        if len(attr.vector) == WIDTH:
            out[row] = np.frombuffer(attr.vector, np.int8) > 0
    return np.packbits(out, axis=1).tobytes()


class Index:
    """The signs of all statements of one collection, in this process's memory.

    What has a number stays as it is, or goes when it is read anew, under another number.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._columns: Signs = np.zeros((WORDS, 0), np.uint64)
        self._starts = np.zeros(0, np.int64)  # of each version's statements among the columns
        self._versions = np.zeros(0, np.int64)
        self._count = 0  # statements
        self._last = 0  # version

    def nearest(self, db: Database, vector: bytes, most: int) -> list[tuple[int, int, float]]:
        """Return (version, statement's index in it, cosine) of the nearest, the nearest first.

        Args:
            db: inside a transaction that reads.
            vector: 384 int8.
            most: how many at most.
        """
        with self._lock:
            self._read(db)
            columns, starts, versions = self._columns, self._starts, self._versions
            count = self._count
        # Others may have read further by now.
        last = db.number("SELECT max(number) FROM version")
        seen = int(np.searchsorted(versions, last, "right"))
        numbers = candidates(columns[:, : count if seen == len(starts) else starts[seen]], vector)
        if not len(numbers):
            return []
        at = np.searchsorted(starts, numbers, "right") - 1
        places = [
            (int(version), int(index))
            for version, index in zip(versions[at], numbers - starts[at], strict=True)
        ]
        cosines = _cosines(db, places, vector)
        order = np.argsort(-cosines, kind="stable")[:most]
        return [(*places[i], float(cosines[i])) for i in order if cosines[i] >= LEAST]

    def _read(self, db: Database) -> None:
        """Read what was added since."""
        rows = db.rows(
            "SELECT v.number, v.first, v.statements, m.signs FROM version v"
            " JOIN meaning m ON m.version = v.number"
            " WHERE v.number > ? AND v.statements > 0 ORDER BY v.number",
            (self._last,),
        )
        if not rows:
            return
        if self._stale(db):
            self._forget()
            self._read(db)
            return
        flat = np.frombuffer(b"".join(row[3] for row in rows), np.uint64)
        fresh = flat.reshape(-1, WORDS).T
        end = self._count + fresh.shape[1]
        if end > self._columns.shape[1]:
            grown = np.zeros((WORDS, max(end, self._columns.shape[1] * 3 // 2)), np.uint64)
            grown[:, : self._count] = self._columns[:, : self._count]
            self._columns = grown
        self._columns[:, self._count : end] = fresh
        sizes = np.array([row[2] for row in rows], np.int64)
        self._starts = np.append(self._starts, self._count + np.cumsum(sizes) - sizes)
        self._versions = np.append(self._versions, np.array([row[0] for row in rows], np.int64))
        self._count, self._last = end, int(rows[-1][0])

    def _stale(self, db: Database) -> bool:
        """Tell whether much of what was read is there no longer: it was read anew."""
        there = db.number(
            "SELECT count(*) FROM version WHERE number <= ? AND statements > 0", (self._last,)
        )
        return len(self._versions) - there > STALE * len(self._versions)

    def _forget(self) -> None:
        self._columns = np.zeros((WORDS, 0), np.uint64)
        self._starts = self._versions = np.zeros(0, np.int64)
        self._count = self._last = 0


def candidates(columns: Signs, vector: bytes) -> NDArray[np.int64]:
    """Return the places (from 0) of the statements whose signs are most like the vector's."""
    asked = np.packbits(np.frombuffer(vector, np.int8) > 0).view(np.uint64)
    count = columns.shape[1]
    apart = np.zeros(count, np.uint16)
    for low in range(0, count, BLOCK):
        part = apart[low : low + BLOCK]
        for column, word in zip(columns, asked, strict=True):
            part += np.bitwise_count(column[low : low + BLOCK] ^ word)
    # How many are how far apart says up to where the nearest go, without sorting them.
    many = np.bincount(apart, minlength=WIDTH + 1).cumsum()
    far = int(np.searchsorted(many, min(NEAREST, count)))
    near = np.flatnonzero(apart < far)
    as_far = np.flatnonzero(apart == far)[: NEAREST - len(near)]
    return np.sort(np.concatenate([near, as_far]))


def _cosines(db: Database, places: list[tuple[int, int]], vector: bytes) -> NDArray[np.float32]:
    """Return the cosine of the vector with each statement's; 0 for what has none."""
    sql = "SELECT substr(vectors, ?, ?) FROM vector WHERE version = ?"
    parts = []
    for version, index in places:
        found = db.row(sql, (index * WIDTH + 1, WIDTH, version))
        whole = found is not None and found[0] is not None and len(found[0]) == WIDTH
        parts.append(found[0] if found is not None and whole else bytes(WIDTH))
    rows = np.frombuffer(b"".join(parts), np.int8).reshape(-1, WIDTH).astype(np.float32)
    asked = np.frombuffer(vector, np.int8).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(asked) + 1e-9
    cosines: NDArray[np.float32] = (rows @ asked / lengths).astype(np.float32)
    return cosines


_INDEXES: dict[tuple[int, int], Index] = {}
_GUARD = threading.Lock()


def index_of(db: Database) -> Index:
    """Return the index of a collection, one for the whole process."""
    status = db.file.stat()  # a copy is another file, and has other statements before long
    with _GUARD:
        return _INDEXES.setdefault((status.st_dev, status.st_ino), Index())
