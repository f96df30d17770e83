"""A server on this machine that answers as it is told, well or badly."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Answering = Callable[[socket.socket, bytes], None]


@dataclass
class Server:
    """Routes by path; each gets the socket and the request, and does with it what it likes."""

    routes: dict[str, Answering] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    base: str = ""

    def say(self, path: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> None:
        """Let a path be answered as it should be."""
        told = {"Content-Length": str(len(body)), "Content-Type": "text/html"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        whole = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body
        self.routes[path] = lambda connection, _: connection.sendall(whole)

    def unchanged(self, path: str, body: bytes, tag: str, **headers: str) -> None:
        """Let a path be answered with 304 to whoever has it already."""

        def answer(connection: socket.socket, request: bytes) -> None:
            if f"If-None-Match: {tag}".encode() in request:
                connection.sendall(
                    b"HTTP/1.1 304 Not Modified\r\nETag: " + tag.encode() + b"\r\n\r\n"
                )
                return
            kind = headers.get("kind", "text/html")
            head = f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Type: {kind}\r\n"
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

        self.routes[path] = answer


@contextmanager
def served(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server for as long as the block lasts."""
    server = Server()
    listener = socket.create_server(("127.0.0.1", 0))
    scheme = "https" if context else "http"
    server.base = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
    closing = threading.Event()

    def one(connection: socket.socket) -> None:
        try:
            with connection:
                stream = (
                    context.wrap_socket(connection, server_side=True) if context else connection
                )
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = stream.recv(65536)
                    if not piece:
                        return
                    request += piece
                path = request.split(b" ", 2)[1].decode("latin-1")
                server.asked.append(path)
                server.heads.append(request.decode("latin-1"))
                nothing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                answer = server.routes.get(path, lambda c, _: c.sendall(nothing))
                answer(stream, request)
                if context:
                    stream.close()
        except OSError:
            return

    def loop() -> None:
        while not closing.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    try:
        yield server
    finally:
        closing.set()
        listener.close()
