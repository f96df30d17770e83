"""How a page is filled: what every page shows, and what the templates may call."""

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar
from urllib.parse import unquote

from fastapi import Depends, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from reportedly.show.safe import one_line
from reportedly.show.templating import environment
from reportedly.show.web.assets import asset
from reportedly.show.web.desk import Desk
from reportedly.show.web.links import paged
from reportedly.show.web.safety import Rules
from reportedly.show.web.traced import Traced

NAME = "reportedly-name"  # the cookie that keeps who somebody is


class NotYet(Exception):
    """There is no analysis to be shown yet."""


class Gone(Exception):
    """What the address asks for is not there (any more)."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def desk_of(request: Request) -> Desk:
    """Return the desk that the server works on."""
    found: Desk = request.app.state.desk
    return found


def traced_of(request: Request) -> Traced:
    """Return the last analysis; raise `NotYet` if there is none."""
    traced = desk_of(request).traced()
    if traced is None:
        raise NotYet
    return traced


def key_of(request: Request) -> str:
    """Return the key that every request which changes something carries."""
    rules: Rules = request.app.state.rules
    return rules.secret


def name_of(request: Request) -> str:
    """Return who somebody said to be, the last time that they decided something."""
    return one_line(unquote(request.cookies.get(NAME, ""))[:200])


OnDesk = Annotated[Desk, Depends(desk_of)]
OnTrace = Annotated[Traced, Depends(traced_of)]


def fragment(template: str, values: Mapping[str, object]) -> Markup:
    """Return a piece of a page."""
    return Markup(environment().get_template(template).render(values))  # noqa: S704 - escaped there


def page(
    request: Request, template: str, values: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    """Return a page; `values` are what its template needs beyond what every page has."""
    desk, key = desk_of(request), key_of(request)
    strip = fragment(
        "progress.html.j2", {"it": desk.worker.progress, "small": True, "polled": False}
    )
    judged = request.query_params.get("judged", "")
    every = {
        "asset": asset,
        "key": key,
        "made": desk.made,
        "here": "",
        "words": "",
        "who": name_of(request),
        "whose": {},
        "progress_strip": strip,
        "judged": judged if judged.isdecimal() and len(judged) < 10 else "",
    }
    html = fragment(template, {**every, **values})
    return HTMLResponse(html, status)


def part(template: str, values: Mapping[str, object]) -> HTMLResponse:
    """Return a piece of a page as an answer of its own."""
    return HTMLResponse(fragment(template, values))


def pager(path: str, query: Mapping[str, str | int | None], at: int, pages: int) -> Markup:
    """Return the links to the page before and after."""
    values = {
        "page": at,
        "pages": pages,
        "before": paged(query, path, at - 1) if at > 1 else "",
        "after": paged(query, path, at + 1) if at < pages else "",
    }
    return fragment("pager.html.j2", values)


T = TypeVar("T")


def cut(items: Sequence[T], at: int, size: int) -> tuple[Sequence[T], int, int]:
    """Return one page of a list, which page that is, and how many there are.

    >>> cut("abcde", 2, 2), cut("abcde", 9, 2), cut("", 1, 2)
    (('cd', 2, 3), ('e', 3, 3), ('', 1, 1))
    """
    pages = max(1, -(-len(items) // size))
    at = min(max(1, at), pages)
    return items[(at - 1) * size : at * size], at, pages
