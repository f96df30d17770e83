"""Adding files, and how far that is."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from reportedly.show.web.render import OnDesk, page, part
from reportedly.show.web.uploads import NoFiles, received

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/add")
def form(request: Request, desk: OnDesk) -> HTMLResponse:
    """Show the form, and the work that goes on."""
    return page(request, "add.html.j2", _values(desk))


@router.post("/add")
async def add(request: Request, desk: OnDesk) -> Response:
    """Take files in; they are read in the background."""
    try:
        folder = await received(request)
    except NoFiles:
        said = {"trouble": "No file was chosen."}
        return page(request, "add.html.j2", {**_values(desk), **said}, 422)
    desk.add(folder)
    return RedirectResponse("/add", 303)


@router.post("/add/renew")
def renew(desk: OnDesk) -> Response:
    """Read anew what another version of the program read, in the background."""
    desk.renew()
    return RedirectResponse("/add", 303)


@router.get("/add/progress")
def progress(desk: OnDesk, small: bool = False) -> HTMLResponse:
    """Return how far the work is: the page asks again and again."""
    return part("progress.html.j2", {"it": desk.worker.progress, "small": small, "polled": True})


def _values(desk: OnDesk) -> dict[str, object]:
    return {
        "here": "add",
        "it": desk.worker.progress,
        "small": False,
        "polled": False,
        "progress_strip": "",
        "passing": desk.passing,
        "place": str(desk.collection.folder),
        "readonly": desk.collection.readonly,
        "trouble": "",
        "outdated": desk.outdated,
    }
