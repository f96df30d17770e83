"""Pages for what went wrong: what it is, and the way out. They tell nothing of the data."""

from starlette.responses import HTMLResponse

from reportedly.show.templating import environment
from reportedly.show.web.assets import asset


def trouble(status: int, title: str, why: str, remedy: str = "", again: str = "") -> HTMLResponse:
    """Return a page that says what went wrong; `again` is an address to try all the same."""
    page = environment().get_template("plain.html.j2")
    html = page.render(asset=asset, title=title, why=why, remedy=remedy, again=again)
    return HTMLResponse(html, status)
