"""Invented dumps with tiny pictures in them, one of each kind."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from base64 import encodebytes

PARAGRAPHS = (
    "The harbour town of Ostby opened its new bridge on Tuesday after four years of work, and hundreds came to "
    "walk across it in the rain.",
    "“We have waited a long time for this,” said Ana Lindqvist, who runs the ferry that the bridge replaces, as she "
    "cut the ribbon.",
    "The bridge cost 41 million and is 612 metres long, the council said; a second lane for bicycles is to follow.",
    "Traffic on the old road through the village had doubled since 2015, and its residents had asked for a bypass.",
)
CAPTION = "The new bridge at dawn. Photo: Lena Brandvik"
PAGE = "https://post.example/2021/bridge"
BRIDGE = "https://post.example/img/bridge.png"
FIGURE = f'<figure><img src="/img/bridge.png" alt="A long bridge"><figcaption>{CAPTION}</figcaption></figure>'


def png(width: int = 40, height: int = 30, colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """A picture of one colour."""
    lines = (b"\0" + bytes(colour) * width) * height
    return _png(width, height, zlib.compress(lines))


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A picture that says of itself to be enormous."""
    return _png(width, height, zlib.compress(bytes(1000)))


def _png(width: int, height: int, packed: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def page(figure: str = FIGURE, *, above: str = "") -> str:
    """A page of the Harbour Post with a picture in the middle of its story."""
    first, second, third, fourth = PARAGRAPHS
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ostby opens its bridge'
        " - Harbour Post</title>"
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta property="article:published_time" content="2021-05-04T10:00:00+02:00"></head>'
        f'<body><nav><a href="/"><img src="/logo.png" alt="Harbour Post"> Home</a></nav>{above}'
        f"<article><h1>Ostby opens its bridge</h1><p>{first}</p><p>{second}</p>{figure}<p>{third}</p><p>{fourth}</p>"
        "</article><footer>© Harbour Post</footer></body></html>"
    )


def answer(url: str, kind: str, body: bytes) -> bytes:
    """A WARC record of what a server answered."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-05-05T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(picture: bytes | None = None, kind: str = "image/png") -> bytes:
    body = png() if picture is None else picture
    logo = answer("https://post.example/logo.png", "image/png", png(20, 20))
    return answer(PAGE, "text/html; charset=utf-8", page().encode()) + answer(BRIDGE, kind, body) + logo


def mhtml(source: str = "/img/bridge.png", picture: bytes | None = None, kind: str = "image/png") -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {PAGE}\r\nSubject: Ostby opens its bridge\r\n"
        "Date: Wed, 5 May 2021 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        f"--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {PAGE}\r\n\r\n"
    )
    body = page().replace("/img/bridge.png", source)
    part = attached(png() if picture is None else picture, f"{kind}\r\nContent-Location: {BRIDGE}")
    return head.encode() + body.encode() + part + b"\r\n--B--\r\n"


def attached(picture: bytes, kind: str = "image/png", name: str = "pic@ostby") -> bytes:
    """A part of a message, with the boundary before it."""
    coded = encodebytes(picture).replace(b"\n", b"\r\n")
    head = f"\r\n--B\r\nContent-Type: {kind}\r\nContent-ID: <{name}>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + coded


def mail(source: str = "cid:pic@ostby", *pictures: bytes) -> bytes:
    """A newsletter with its picture in it."""
    first, second, third, fourth = PARAGRAPHS
    head = (
        "From: Harbour Post <news@post.example>\r\nTo: a@b.example\r\nSubject: Ostby opens its bridge\r\n"
        "Date: Tue, 4 May 2021 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
        f'<html><body><p>{first}</p><p>{second}</p><img src="{source}" alt="A long bridge"><p>{third}</p>'
        f"<p>{fourth}</p></body></html>"
    )
    parts = b"".join(pictures) or attached(png())
    return head.encode() + parts + b"\r\n--B--\r\n"


def epub(picture: bytes | None = None) -> bytes:
    """A newspaper of one chapter."""
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Harbour Post [Tue, 04 May 2021]</dc:title><dc:subject>News</dc:subject>"
        "<dc:date>2021-05-04</dc:date><dc:language>en</dc:language></metadata><manifest>"
        '<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="p" href="images/bridge.png" media-type="image/png"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("OEBPS/content.opf", opf)
        archive.writestr("OEBPS/text/a.xhtml", page().replace("/img/bridge.png", "../images/bridge.png"))
        archive.writestr("OEBPS/images/bridge.png", png() if picture is None else picture)
    return out.getvalue()


DUMPS = {"crawl.warc": warc, "saved.mhtml": mhtml, "letter.eml": mail, "paper.epub": epub}
