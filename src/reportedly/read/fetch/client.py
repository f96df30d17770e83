"""One polite request after another: bounded in size and time, no cookies, no proxies.

The one module that knows urllib3. The connection goes to the address that was checked;
the certificate must be the name's all the same.
"""

import socket
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from reportedly.errors import CannotFetch, NotAllowed
from reportedly.read.fetch.addresses import Resolver, Target, look_up, target

REDIRECTS: Final = 5
STEP: Final = 64 * 1024  # bytes taken at once
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_AGAIN = "try again later, or save the page and give the file"
_HEADERS: Final = {
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/rss+xml,"
    "application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may take."""

    seconds: float = 60.0  # from its beginning to its end, redirects and all
    wait: float = 15.0  # without a sign of life
    bytes: int = 32 * 2**20  # as sent, and again unpacked
    ratio: int = 200  # unpacked for each byte sent: more is a bomb


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: of a page that has not changed, no data."""

    url: str  # where it was at last
    status: int
    data: bytes
    kind: str  # as the server says
    marks: Mapping[str, str]  # what to send next time: If-None-Match, If-Modified-Since
    wait: float = 0.0  # seconds that the server asks for


@dataclass(slots=True)
class Client:
    """Asks for pages and feeds."""

    agent: str
    loopback: bool = False  # let this machine's own addresses pass: for tests
    bounds: Bounds = field(default_factory=Bounds)
    resolver: Resolver = look_up
    authorities: str | None = None  # a file of certificates; None for the usual ones

    def get(
        self,
        url: str,
        marks: Mapping[str, str] | None = None,
        onward: Callable[[str], None] = lambda _: None,
    ) -> Answer:
        """Return what stands at an address.

        Args:
            url: where to ask.
            marks: of an earlier answer, so that what is unchanged is not sent again.
            onward: called with each address that it leads to, before that is asked; may raise.

        Raises:
            NotAllowed: the address, or one that it leads to, may not be asked.
            CannotFetch: there is no answer that can be used.
        """
        end = time.monotonic() + self.bounds.seconds
        seen: list[str] = []
        while True:
            aim = target(url, loopback=self.loopback, resolver=self.resolver)
            answer, leads = self._once(aim, marks or {}, end)
            if answer is not None:
                return answer
            seen.append(url)
            following = urljoin(url, leads)
            if len(seen) > REDIRECTS or following in seen:
                raise CannotFetch(seen[0], "it leads from address to address without end", _AGAIN)
            if urlsplit(url).scheme == "https" and urlsplit(following).scheme == "http":
                reason = "it leads from a secure address to one that is not"
                raise NotAllowed(seen[0], reason, "save the page and give the file")
            onward(following)
            url = following

    def _once(self, aim: Target, marks: Mapping[str, str], end: float) -> tuple[Answer | None, str]:
        """Return the answer to one request, or where it sends us."""
        import urllib3

        pool = self._pool(aim)
        headers = {**_HEADERS, "User-Agent": self.agent, "Host": aim.named, **marks}
        watch = _Watch(pool, end)
        try:
            with watch:
                response = pool.urlopen(
                    "GET", aim.path, headers=headers, redirect=False, retries=False,
                    preload_content=False, decode_content=False,
                )  # fmt: skip
                with response:
                    if response.status in _MOVED and response.headers.get("Location"):
                        return None, _location(response.headers["Location"])
                    data = b"" if response.status == 304 else self._body(response, aim, end)
            if watch.rang:  # a cut connection looks like one that has ended
                raise _too_long(aim, self.bounds)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            if watch.rang or time.monotonic() >= end:
                raise _too_long(aim, self.bounds) from error
            if aim.others and isinstance(error, _dead()):
                return self._once(replace(aim, ip=aim.others[0], others=aim.others[1:]), marks, end)
            raise CannotFetch(aim.url, _why(error), _AGAIN) from error
        finally:
            pool.close()
        told = response.headers
        return (
            Answer(
                aim.url, response.status, data, told.get("Content-Type", ""), _marks(told),
                _seconds(told.get("Retry-After", "")),
            ),
            "",
        )  # fmt: skip

    def _pool(self, aim: Target) -> Any:
        import certifi
        import urllib3

        timeout = urllib3.Timeout(connect=self.bounds.wait, read=self.bounds.wait)
        if not aim.secure:
            return urllib3.HTTPConnectionPool(aim.ip, aim.port, timeout=timeout, retries=False)
        return urllib3.HTTPSConnectionPool(
            aim.ip, aim.port, timeout=timeout, retries=False, cert_reqs="CERT_REQUIRED",
            ca_certs=self.authorities or certifi.where(), server_hostname=aim.host,
            assert_hostname=aim.host,
        )  # fmt: skip

    def _body(self, response: Any, aim: Target, end: float) -> bytes:
        """Return a body, as it is when unpacked, within its bounds."""
        most, parts, size = self.bounds.bytes, list[bytes](), 0
        said = response.headers.get("Content-Length", "")
        if said.isdecimal() and int(said) > most:
            raise _too_large(aim, most)
        while piece := response.read1(STEP, decode_content=False):
            size += len(piece)
            if size > most:
                raise _too_large(aim, most)
            if time.monotonic() > end:
                raise _too_long(aim, self.bounds)
            parts.append(piece)
        data = b"".join(parts)
        if said.isdecimal() and not response.headers.get("Transfer-Encoding") and size < int(said):
            raise CannotFetch(aim.url, f"only {size:,} of {int(said):,} bytes came", _AGAIN)
        return self._unpacked(data, response.headers.get("Content-Encoding", ""), aim)

    def _unpacked(self, data: bytes, coding: str, aim: Target) -> bytes:
        coding = coding.strip().lower()
        if coding in ("", "identity"):
            return data
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise CannotFetch(
                aim.url, f"it is packed in a way not asked for ({coding[:20]})", _AGAIN
            )
        most = min(self.bounds.bytes, self.bounds.ratio * max(len(data), 4096))
        for bits in (47, -15):  # gzip or zlib by its head, or neither
            try:
                found, whole = _members(data, bits, most)
            except zlib.error:
                continue
            if len(found) > most:
                raise _too_large(aim, most)
            if not whole:
                raise CannotFetch(aim.url, "what is packed in it is cut off", _AGAIN)
            return found
        return data  # it says that it is packed, and is not


class _Watch:
    """Ends a connection when time is up, whatever it waits for: headers that drip, say."""

    def __init__(self, pool: Any, end: float) -> None:
        self._pool, self.rang = pool, False
        self._timer = threading.Timer(max(0.0, end - time.monotonic()), self._ring)
        self._timer.daemon = True
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> "_Watch":
        made = self._pool.ConnectionCls
        sockets = self._sockets

        class Watched(made):  # type: ignore[misc, valid-type]
            """A connection whose socket is known to the watch."""

            def _new_conn(self) -> socket.socket:
                found: socket.socket = super()._new_conn()
                sockets.append(found.dup())  # TLS takes the first one over
                return found

        self._pool.ConnectionCls = Watched
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for one in self._sockets:
            one.close()

    def _ring(self) -> None:
        self.rang = True
        for one in self._sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


def _members(data: bytes, bits: int, most: int) -> tuple[bytes, bool]:
    """Return what is packed, a little more than `most` of it at the most, and if it is whole.

    Raises:
        zlib.error: it is not packed in this way.
    """
    found = b""
    while True:
        unpacking = zlib.decompressobj(bits)
        found += unpacking.decompress(data, most + 1 - len(found))
        if len(found) > most or not unpacking.eof:
            return found, unpacking.eof
        data = unpacking.unused_data
        if not data.startswith(b"\x1f\x8b"):  # gzip may have parts; anything else is padding
            return found, True


def _dead() -> tuple[type[Exception], ...]:
    import urllib3

    return urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError


def _marks(told: Mapping[str, str]) -> dict[str, str]:
    found = {"If-None-Match": told.get("ETag"), "If-Modified-Since": told.get("Last-Modified")}
    return {name: value[:1000] for name, value in found.items() if value}


def _location(value: str) -> str:
    """Return a redirect's address; bytes beyond ASCII, which are not allowed there, as UTF-8."""
    from urllib.parse import quote

    try:
        value = value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        value = value.encode("latin-1", "replace").decode("latin-1")
    return quote(value.strip(), safe="%/:=&?~#+!$,;'@()*[]")


def _seconds(value: str) -> float:
    """Return how long a server asks to wait: seconds, or a date; 0 if it does not."""
    from email.utils import parsedate_to_datetime

    if value.strip().isdecimal():
        return min(float(value), 86_400.0)
    try:
        return min(86_400.0, max(0.0, parsedate_to_datetime(value).timestamp() - time.time()))
    except (TypeError, ValueError):
        return 0.0


def _too_large(aim: Target, most: int) -> CannotFetch:
    return CannotFetch(aim.url, f"it is larger than {most:,} bytes", "save what you need of it")


def _too_long(aim: Target, bounds: Bounds) -> CannotFetch:
    return CannotFetch(aim.url, f"it took longer than {bounds.seconds:g} seconds", _AGAIN)


def _why(error: Exception) -> str:
    words = " ".join(str(error).split())
    kind = type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in words or kind == "SSLError":
        return "its certificate cannot be trusted"
    if "timed out" in words.lower():
        return "it does not answer"
    return f"it cannot be reached ({kind}: {words[-100:]})"
