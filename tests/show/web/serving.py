"""A running workbench for the tests: a real server at a real port, asked by real requests."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import shake_256
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from reportedly import pipeline
from reportedly.judgement import Judgement
from reportedly.records import Attribution, Trace, words_of
from reportedly.show.ownership import Ownership
from reportedly.show.web.app import create_app
from reportedly.show.web.desk import Desk
from reportedly.show.web.safety import Rules
from reportedly.show.web.traced import Traced
from reportedly.store.collection import Collection

BOUNDARY = "reportedly-test"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    def json(self):
        """Return the body as data."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A running server."""

    host: str
    port: int
    desk: Desk
    rules: Rules

    @property
    def base(self) -> str:
        """The address of its first page, without a slash."""
        return f"http://{self.host}:{self.port}"

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Send one request and return the answer."""
        given = {name.lower(): value for name, value in (headers or {}).items()}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        connection.putrequest(method, path, skip_host="host" in given)
        for name, value in given.items():
            connection.putheader(name, value)
        if body or method == "POST":
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        out = Answer(answer.status, found, answer.read())
        connection.close()
        return out

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: object) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path + ("?" + urlencode(query) if query else ""), headers)

    def send(self, path: str, files: Mapping[str, bytes], **headers: str) -> Answer:
        """Send files as a form does, with the key."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n".encode()
            + data
            + b"\r\n"
            for name, data in files.items()
        ]
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.ask("POST", f"{path}?key={self.rules.secret}", kind | headers, body)

    def form(self, path: str, **fields: str) -> Answer:
        """Send a form as a page of ours does, with the key."""
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.base}
        return self.ask("POST", f"{path}?key={self.rules.secret}", kind, urlencode(fields).encode())


def kept(trace: Trace, folder: Path) -> Collection:
    """Return a new collection that holds a trace made by hand: no model is needed to show it."""
    collection = Collection.create(folder)
    texts = {article.id: article.text for article in trace.articles}
    said: dict[str, tuple[Attribution, ...]] = {article.id: () for article in trace.articles}
    for appearance in trace.resolution.appearances:
        attr = appearance.attribution
        vector = shake_256(words_of(attr.content, texts[attr.article]).encode()).digest(384)
        said[appearance.article] += (replace(attr, vector=vector),)
    for article in trace.articles:
        collection.add(article, said[article.id])
    settings = pipeline._settings(None)  # what `trace_collection` will ask for
    collection.keep_trace(trace, collection.revision, settings)
    return collection


def showing(trace: Trace, folder: Path, judgements: Sequence[Judgement] = ()) -> Desk:
    """Return a desk that shows a trace which no collection would hold; its own is empty."""
    desk = Desk(Collection.create(folder))
    desk._traced = desk.collection.revision, Traced(trace, Ownership.of(None), judgements)
    return desk


@contextmanager
def serving(desk: Desk, rules: Rules | None = None) -> Iterator[Site]:
    """Run a server in a thread as long as the block lasts."""
    rules = rules or Rules()
    config = uvicorn.Config(
        create_app(desk, rules), host="127.0.0.1", port=0, log_level="error", ws="none",
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    listening = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    desk.worker.wait(60)
    try:
        yield Site("127.0.0.1", listening.getsockname()[1], desk, rules)
    finally:
        server.should_exit = True
        thread.join(10)
