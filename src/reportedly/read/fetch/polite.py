"""Asking as a guest does: what robots.txt allows, one host at a time, and not too often."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from reportedly.errors import CannotFetch, NotAllowed, NotThere
from reportedly.read.fetch.client import Answer, Client

APART: Final = 2.0  # seconds between two requests to a host, unless it asks for more
LONGEST: Final = 60.0  # seconds that a crawl delay is heeded for; beyond, the host is left alone
_ROBOTS = 512 * 1024  # bytes of a robots.txt that are looked at


@dataclass(slots=True)
class Guest:
    """Fetches pages and feeds; `sleep` and `now` are the clock's."""

    client: Client
    apart: float = APART
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)  # by host: when it may be asked again

    def get(self, url: str, marks: Mapping[str, str] | None = None) -> Answer:
        """Return what stands at an address, once it is its host's turn.

        Raises:
            NotAllowed: robots.txt or the rules of addresses forbid it, or where it leads to.
            NotThere: its host says that there is nothing.
            CannotFetch: no answer that can be used; a host that asks for time gets it.
        """
        self._ask(url)
        answer = self.client.get(url, marks, self._ask)
        if answer.status in (429, 503):
            host = _host(answer.url)
            self._next[host] = max(self._next.get(host, 0), self.now() + max(answer.wait, 60.0))
            raise CannotFetch(url, f"it asks for time ({answer.status})", "it is asked again later")
        if answer.status in (404, 410):
            raise NotThere(url, f"it answers {answer.status}", "check the address")
        if answer.status not in (200, 304):
            raise CannotFetch(url, f"it answers {answer.status}", "check the address")
        return answer

    def _ask(self, url: str) -> None:
        """Wait until an address may be asked, and count that it is."""
        host = _host(url)
        rules = self._allowed(host)
        if not rules.can_fetch(self.client.agent, url):
            raise NotAllowed(url, "its robots.txt forbids it", "leave it out")
        delay = max(self.apart, float(rules.crawl_delay(self.client.agent) or 0))
        if delay > LONGEST:
            raise NotAllowed(url, f"its robots.txt asks for {delay:g} seconds each", "leave it out")
        self._turn(host)
        self._next[host] = self.now() + delay

    def _turn(self, host: str) -> None:
        wait = self._next.get(host, 0.0) - self.now()
        if wait > LONGEST:
            raise CannotFetch(host, "it has asked for time", "it is asked again later")
        if wait > 0:
            self.sleep(wait)

    def _allowed(self, host: str) -> RobotFileParser:
        """Return a host's rules: all is allowed where there are none, nothing where it fails."""
        known = self._rules.get(host)
        if known is not None:
            return known
        rules = RobotFileParser()
        try:
            answer = self.client.get(f"{host}/robots.txt")
            if answer.status >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
            elif answer.status == 200:
                rules.parse(answer.data[:_ROBOTS].decode("utf-8", "replace").splitlines())
            else:
                rules.parse([])
        except NotAllowed:
            raise
        except CannotFetch:
            rules.parse(["User-agent: *", "Disallow: /"])
            return rules  # not kept: it may answer the next time
        self._rules[host] = rules
        return rules


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
