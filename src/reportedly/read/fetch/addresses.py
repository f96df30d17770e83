"""Which addresses may be asked: public ones, by http and https, at the usual ports.

A page can redirect to a router's settings, and a name can mean this machine at the second
look. So each name is looked up once, every address that it has must be public, and the
connection goes to the very address that was looked at.
"""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from reportedly.errors import CannotFetch, NotAllowed

PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443})
LONGEST = 4096  # characters of an address
LOOK_UP = 15.0  # seconds that finding a host's address may take
MOST = 4  # addresses of one host that are tried
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CLOUDS = tuple(  # a cloud's own data at a public address, and what older Pythons call public
    ipaddress.ip_network(one)
    for one in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10")
)
_COMPATIBLE = ipaddress.ip_network("::/96")
_REMEDY = "give the page's address as a browser shows it"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Resolver(Protocol):
    """Looks a name up."""

    def __call__(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host, in words."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked, and where the connection goes."""

    url: str
    secure: bool
    host: str
    port: int
    ip: str
    others: tuple[str, ...] = ()  # addresses of the same host, tried if that one is dead

    @property
    def path(self) -> str:
        """What is asked of the host."""
        parts = urlsplit(self.url)
        return urlunsplit(("", "", parts.path or "/", parts.query, ""))

    @property
    def named(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as this machine knows them.

    Raises:
        OSError: there are none.
    """
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(info[4][0]) for info in known))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)  # the system's own wait can be minutes
    asking.start()
    asking.join(LOOK_UP)
    if failed:
        raise failed[0]
    if asking.is_alive():
        raise OSError(f"no answer within {LOOK_UP:g} seconds")
    return found


def target(url: str, *, loopback: bool = False, resolver: Resolver = look_up) -> Target:
    """Return where a request for an address goes.

    Args:
        url: of a page or a feed.
        loopback: let this machine's own addresses pass, at any port: for tests.
        resolver: how names are looked up.

    Raises:
        NotAllowed: it is none that may be asked; the reason says why.
        CannotFetch: its host has no address, or none can be found now.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise NotAllowed(url[:200], "this is no address", _REMEDY) from error
    secure = parts.scheme == "https"
    if len(url) > LONGEST or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise NotAllowed(url[:200], "the address is too long, or has spaces or controls", _REMEDY)
    if parts.scheme not in ("http", "https") or not host:
        raise NotAllowed(url, "only http and https are asked", _REMEDY)
    if parts.username is not None or parts.password is not None:
        raise NotAllowed(host, "the address holds a name or a password", "leave them out")
    port = port or (443 if secure else 80)
    if port not in PORTS and not loopback:
        raise NotAllowed(url, f"port {port} is none at which news is served", _REMEDY)
    try:
        found = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise CannotFetch(url, f"there is no host {host}", "check the address") from error
    if not found:
        raise CannotFetch(url, f"there is no host {host}", "check the address")
    for words in found:
        if not allowed(words, loopback=loopback):
            reason = f"{host} is {words}, which is not on the public network"
            raise NotAllowed(url, reason, "save the page and give the file")
    return Target(url, secure, host, port, found[0], tuple(found[1:MOST]))


def allowed(words: str, *, loopback: bool = False) -> bool:
    """Tell whether an IP address is on the public network, and so is every one inside it.

    >>> allowed("93.184.216.34"), allowed("10.0.0.1"), allowed("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(words.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if loopback and ip.is_loopback:
        return True
    return all(_public(one) for one in (ip, *_inside(ip)))


def _public(ip: Address) -> bool:
    return ip.is_global and not (
        any(ip in one for one in _CLOUDS)
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
        or ip.is_loopback
        or ip.is_link_local
    )


def _inside(ip: Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the older addresses that a newer one stands for: mapped, tunnelled, translated."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
    if ip.sixtofour:
        yield ip.sixtofour
    if ip.teredo:
        yield from ip.teredo
    isatap = int(ip) >> 32 & 0xFDFFFFFF == 0x5EFE
    if isatap or ip in _NAT64 or ip in _COMPATIBLE:
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
