"""Bounds on one item: time and memory are another process's to lose."""

import pytest

from reportedly.batch import guard as guarding
from reportedly.batch.guard import Guard
from reportedly.errors import TooLarge
from reportedly.read.limits import Limits
from reportedly.records import Article

PAGE = b"<html><body><article><p>" + b"It rained in Quay, Ada Roe said. " * 20 + b"</p></article>"


def test_what_is_sound_is_read():
    """Articles and errors come out as `read_bytes` gives them, one after the other."""
    with Guard(Limits()) as guard:
        (one,) = guard.read(PAGE, "a.html")
        (two,) = guard.read(b"", "b.html")
    assert isinstance(one, Article)
    assert two.name == "b.html"


def test_what_takes_too_long_ends():
    """An item beyond its time is named, and the next one is read by a fresh process."""
    with Guard(Limits(), seconds=0.0) as guard:
        (one,) = guard.read(PAGE * 50, "slow.html")
        assert isinstance(one, TooLarge)
        assert "longer than" in one.reason
        guard._seconds = 60.0
        (two,) = guard.read(PAGE, "next.html")
    assert isinstance(two, Article)


def test_what_takes_too_much_memory_ends():
    """An item that asks for more memory than there is for it is named, and the next one read."""
    with Guard(Limits(bytes=2**31), memory=700 * 2**20) as guard:
        (one,) = guard.read(b"<p>" + b"x" * (400 * 2**20), "large.html")
        assert isinstance(one, TooLarge)
        (two,) = guard.read(PAGE, "next.html")
    assert isinstance(two, Article)


@pytest.mark.parametrize("seconds", [guarding.SECONDS])
def test_a_bound_is_set(seconds):
    """Nothing may take longer than some minutes, whatever a release thinks of speed."""
    assert 0 < seconds <= 300
    assert guarding.MEMORY <= 8 * 2**30
