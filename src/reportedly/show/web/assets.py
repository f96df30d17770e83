"""Style sheets, scripts and the icon: all that the pages load, and all from here."""

import hashlib
from collections.abc import Mapping
from functools import cache

from starlette.responses import Response

from reportedly.show.templating import resource

KINDS: Mapping[str, str] = {
    "report.css": "text/css",  # of the one-file report: marks, colours and pictures are its own
    "report.js": "text/javascript",
    "workbench.css": "text/css",
    "workbench.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "mark.svg": "image/svg+xml",
}


@cache
def asset(name: str) -> str:
    """Return the address of a file, with a digest: a new version has a new address."""
    digest = hashlib.sha256(resource(name).encode()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def served(name: str) -> Response | None:
    """Return a file for the browser, None if there is none of that name."""
    kind = KINDS.get(name)
    if kind is None:
        return None
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(resource(name), media_type=kind, headers=headers)
