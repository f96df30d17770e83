"""Who gets an answer: this machine's own browser pages, and nobody else's.

A page of another site can send requests to a server on this machine; a name
that somebody points at 127.0.0.1 makes such a page look like ours (DNS
rebinding). So each request is looked at before anything else sees it:

- the host that it asks for is this machine, by number or as localhost, or the
  address that was asked for with --host;
- it does not come from a page of another site (Sec-Fetch-Site, Origin);
- one that changes something carries the secret that our own pages hold;
- one from another machine carries the token that was printed at the start;
- its body is not beyond bounds.
"""

import hmac
import ipaddress
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.show.web.trouble import trouble

MOST_BYTES = 128 * 2**20  # of one request: some thousand saved pages
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # None for other sites; with "no-referrer" browsers would not even tell us our own origin.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
COOKIE = "reportedly"
KEY_HEADER = "x-reportedly-key"
TOO_LARGE = "this is more than one request may bring"
NO_KEY = f"load the page anew; a program sends the key of /api/session as {KEY_HEADER}"
READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Rules:
    """By what a request is judged."""

    host: str = "127.0.0.1"  # that was asked for
    token: str | None = None  # that other machines need; None: nobody does
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))  # of our own pages
    most_bytes: int = MOST_BYTES

    def known_host(self, name: str) -> bool:
        """Tell whether a Host header names this machine."""
        try:
            host = (urlsplit(f"//{name}").hostname or "").rstrip(".").lower()
        except ValueError:
            return False
        if host in ("localhost", self.host.lower()):
            return True
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return address.is_loopback or self.token is not None

    def same(self, given: str | None, wanted: str | None) -> bool:
        """Compare two secrets in a time that tells nothing."""
        if given is None or wanted is None:
            return False
        return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


class Refused(Exception):
    """A request that gets no answer but why."""

    def __init__(self, status: int, why: str, remedy: str = "", again: str = "") -> None:
        super().__init__(why)
        self.status, self.why, self.remedy, self.again = status, why, remedy, again


class Guard:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # no page of ours opens a websocket
            return
        try:
            answer = self.judged(scope)
        except Refused as error:
            answer = _refusal(scope, error)
        safely = _with_headers(send)
        if answer is not None:
            await answer(scope, receive, safely)
            return
        await self.app(scope, self._bounded(receive), safely)

    def judged(self, scope: Scope) -> Response | None:
        """Return None for a request that may go on, else its answer; raise `Refused`."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.rules.known_host(hosts[0]):
            raise Refused(421, "this name is not one of this server’s", "open it as 127.0.0.1")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            leads = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
            raise Refused(403, "another site led here", again=_address(scope) if leads else "")
        origin = headers.get("origin")
        if origin is not None and not _own(origin, hosts[0]):
            raise Refused(403, "another site asks", "use this server’s own pages")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.rules.most_bytes:
            raise Refused(413, TOO_LARGE, "add it in parts")
        query = parse_qs(scope["query_string"].decode("latin-1"))
        answer = self._admitted(scope, headers, query)
        if answer is None and scope["method"] not in READING:
            given = headers.get(KEY_HEADER) or query.get("key", [""])[0]
            if not self.rules.same(given, self.rules.secret):
                raise Refused(403, "this request does not come from a page of ours", NO_KEY)
        return answer

    def _admitted(
        self, scope: Scope, headers: Headers, query: Mapping[str, list[str]]
    ) -> Response | None:
        """Ask for the token where one is needed; a link that brings it gets a cookie for it."""
        token = self.rules.token
        if token is None:
            return None
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if self.rules.same(_cookie(headers.getlist("cookie")), token) or self.rules.same(
            bearer, token
        ):
            return None
        if scope["method"] == "GET" and self.rules.same(query.get("token", [""])[0], token):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
            return answer
        raise Refused(401, "the token is missing", "open the address that was printed at the start")

    def _bounded(self, receive: Receive) -> Receive:
        left = self.rules.most_bytes

        async def bounded() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, TOO_LARGE)
            return message

        return bounded


def _refusal(scope: Scope, error: Refused) -> Response:
    """Return why there is no answer, as the kind of answer that was asked for."""
    if scope["path"].startswith("/api/"):
        detail = f"{error.why}; {error.remedy}" if error.remedy else error.why
        return JSONResponse({"detail": detail}, error.status)
    return trouble(error.status, "No answer", error.why, error.remedy, error.again)


def _address(scope: Scope) -> str:
    """Return the path and query that were asked for, as one address on this server."""
    query = scope["query_string"].decode("latin-1")
    path = quote("/" + scope["path"].lstrip("/"))
    return path + (f"?{query}" if query else "")


def _own(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _cookie(lines: Iterable[str]) -> str | None:
    return next((found for line in lines if (found := cookie_parser(line).get(COOKIE))), None)


def _with_headers(send: Send) -> Send:
    async def safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return safely
