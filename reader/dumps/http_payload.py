"""An HTTP response as a crawler stored it: status, headers, and the body unpacked."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

LARGEST = 64 << 20  # bytes of an unpacked body


@dataclass(frozen=True, slots=True)
class Response:
    """Header names are lower case; `declared` is the charset of Content-Type."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def declared(self) -> str | None:
        return charset_in(self.headers.get("content-type", ""))


def charset_in(content_type: str) -> str | None:
    """The charset parameter of a Content-Type."""
    _, found, value = content_type.lower().partition("charset=")
    return value.partition(";")[0].strip(" \"'") or None if found else None


def read_response(block: bytes) -> Response | None:
    """The response in a block, or None if it is none. The body is unpacked as far as it can be."""
    if not block.startswith(b"HTTP/"):
        return None
    head, gap, body = block.partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = block.partition(b"\n\n")
    lines = head.decode("latin-1").splitlines()
    parts = lines[0].split(None, 2) if lines else []
    status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    return Response(status, headers, _unpacked(body, headers.get("content-encoding", "").lower()))


def _joined(body: bytes) -> bytes:
    """The chunks put together; the body as it is where a tool has done that already."""
    parts: list[bytes] = []
    here = 0
    while True:
        end = body.find(b"\r\n", here)
        try:
            size = int(body[here:end].partition(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        here = end + 2 + size + 2


def _unpacked(body: bytes, encoding: str) -> bytes:
    try:
        if encoding in ("gzip", "x-gzip") or body.startswith(b"\x1f\x8b"):
            return _inflated(body, 31) if body.startswith(b"\x1f\x8b") else body
        if encoding == "deflate":
            return _inflated(body, 15 if body[:1] == b"\x78" else -15)
        if encoding == "br":
            return _brotli(body)
        if encoding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
            import zstandard

            return bytes(zstandard.ZstdDecompressor().decompressobj().decompress(body[:LARGEST]))
    except (OSError, EOFError, zlib.error, ValueError, gzip.BadGzipFile):
        pass
    return body


def _inflated(body: bytes, window: int) -> bytes:
    inflater = zlib.decompressobj(window)
    try:
        return inflater.decompress(body, LARGEST)
    except zlib.error:
        whole = b""  # spoilt: piece by piece, to keep what comes before
        inflater = zlib.decompressobj(window)
        try:
            for place in range(0, len(body), 512):
                whole += inflater.decompress(body[place : place + 512], LARGEST)
        except zlib.error:
            pass
        return whole or body


def _brotli(body: bytes) -> bytes:
    import brotli  # type: ignore[import-untyped]

    try:
        return bytes(brotli.decompress(body))[:LARGEST]
    except brotli.error:
        return body  # some tools keep the header and unpack the body
