"""The workbench as a web application: what it is made of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from reportedly import __version__
from reportedly.errors import CollectionError, ModelError, ReportedlyError
from reportedly.show.safe import one_line
from reportedly.show.web import adding, api, judging, pages, searching
from reportedly.show.web.assets import served
from reportedly.show.web.desk import Desk
from reportedly.show.web.render import Gone, NotYet, page
from reportedly.show.web.safety import Guard, Rules
from reportedly.show.web.trouble import trouble

API = "/api/"


def create_app(desk: Desk, rules: Rules | None = None) -> ASGIApp:
    """Return the application, with the guard around it.

    Args:
        desk: the collection that it shows; closed when the application ends.
        rules: who gets an answer; browsers on this machine if None.
    """
    rules = rules or Rules()
    app = FastAPI(
        title="reportedly",
        version=__version__,
        description="What the workbench shows, as data. A request that changes something carries "
        "the key of /api/session in the header x-reportedly-key.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        lifespan=_living,
    )
    app.state.desk, app.state.rules = desk, rules
    for part in (pages, searching, adding, judging, api):
        app.include_router(part.router)
    app.add_api_route("/static/{name}", static, include_in_schema=False)
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)
    return Guard(app, rules)


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    desk.start()
    yield
    desk.close()


def static(name: str) -> Response:
    """Return a style sheet, a script or the icon."""
    found = served(name)
    if found is None:
        raise HTTPException(404)
    return found


def _answer(request: Request, status: int, title: str, why: str, remedy: str = "") -> Response:
    """Return what went wrong as the kind of answer that was asked for."""
    if request.url.path.startswith(API):
        return JSONResponse({"detail": f"{why}; {remedy}" if remedy else why}, status)
    return trouble(status, title, why, remedy)


def _not_yet(request: Request, error: Exception) -> Response:  # noqa: ARG001
    if request.url.path.startswith(API):
        return JSONResponse({"detail": "the collection is being analysed; ask again"}, 503,
                            {"Retry-After": "2"})  # fmt: skip
    progress = request.app.state.desk.worker.progress
    values = {"progress_strip": "", "it": progress, "small": False, "polled": False}
    answer = page(request, "working.html.j2", values, 503)
    answer.headers["Retry-After"] = "2"
    return answer


def _gone(request: Request, error: Exception) -> Response:
    what = error.what if isinstance(error, Gone) else "page"
    return _answer(
        request, 404, f"This {what} is not here", f"the collection has no such {what} any more",
        "it may have changed with what was added or decided since; look for it by search",
    )  # fmt: skip


def _refused(request: Request, error: Exception) -> Response:
    status = 503 if isinstance(error, CollectionError | ModelError) else 422
    return _answer(request, status, "This cannot be done", one_line(str(error)))


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = {
        404: ("Not here", "there is nothing at this address"),
        405: ("No answer", "this address takes no such request"),
        413: ("Too much", "this is more than one request may bring; add it in parts"),
    }
    detail = error.detail if isinstance(error, HTTPException) else ""
    title, why = told.get(status, ("No answer", one_line(str(detail))))
    return _answer(request, status, title, why)


def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    places = [".".join(str(part) for part in one["loc"][1:]) + ": " + one["msg"] for one in found]
    why = "the address says something that cannot be understood"
    return _answer(request, 422, "Not understood", why, one_line("; ".join(places))[:400])


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 - it is logged
    why = "something went wrong that should not have"
    return _answer(request, 500, "This failed", why, "the terminal says what; please report it")


_HANDLERS = {
    Exception: _broken,
    NotYet: _not_yet,
    Gone: _gone,
    ReportedlyError: _refused,
    HTTPException: _http,
    RequestValidationError: _invalid,
}
