"""A page at an address, as an article; and who is asking."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from reportedly.errors import InputError
from reportedly.read.fetch.client import Answer, Client
from reportedly.read.fetch.polite import Guest
from reportedly.records import Article, Moment

Reader = Callable[[bytes, str], Sequence[Article | InputError]]  # bytes and their name
LOOPBACK: Final = "REPORTEDLY_ALLOW_LOOPBACK"  # set to 1 it lets this machine's addresses pass


def agent(contact: str = "") -> str:
    """Return how we introduce ourselves: what we are, and whom to ask."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("reportedly")
    except PackageNotFoundError:
        number = "0"
    whom = f"; {contact}" if contact else ""
    return f"reportedly/{number} (traces claims in the news for one person; heeds robots.txt{whom})"


def guest(contact: str = "", *, loopback: bool = False) -> Guest:
    """Return one who fetches politely."""
    allowed = loopback or os.environ.get(LOOPBACK) == "1"
    return Guest(Client(agent(contact), loopback=allowed), apart=0.0 if allowed else 2.0)


@cache
def _ours() -> Guest:
    return guest()


def fetched(url: str, read: Reader) -> Iterator[Article | InputError]:
    """Yield the article at an address, or why there is none; `read` makes articles of bytes."""
    try:
        answer = _ours().get(url)
    except InputError as error:
        yield error
        return
    yield from articles(answer, read)


def articles(
    answer: Answer, read: Reader, published: Moment | None = None
) -> Iterator[Article | InputError]:
    """Yield what an answer holds as articles; the date of a feed serves where a page has none."""
    for item in read(answer.data, answer.url):
        if not isinstance(item, Article):
            yield item
            continue
        url = item.url or answer.url
        named = item.id == item.path
        yield replace(
            item, url=url, id=url if named else item.id, path=answer.url,
            published=item.published or published,
        )  # fmt: skip
