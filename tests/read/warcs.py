"""Web archives made for tests: records, and files of them gzipped one by one."""

import gzip
from collections.abc import Iterable


def record(url: str, body: bytes, *, kind: str = "response", head: bytes = b"") -> bytes:
    """Return one record as it stands in a file that is not compressed."""
    http = head or b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    block = http + body if kind == "response" else body
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-11-01T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def archive(records: Iterable[bytes]) -> bytes:
    """Return a file as Common Crawl keeps them: each record gzipped by itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
