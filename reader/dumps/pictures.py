"""Pictures that a dump holds: told by their first bytes, within limits, never decoded here.

PNG, JPEG, GIF, WebP and BMP are kept. SVG is not: it is a document that can name others. What a
picture's own header says of its size decides, so that one that would unpack to gigabytes never gets in.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Sequence
from hashlib import sha256
from struct import Struct
from typing import NamedTuple

from reader.dumps.limits import MEGABYTE
from reader.model import Picture

LARGEST = 16 * MEGABYTE  # bytes of a file; photographs at full size have 5 to 12
MOST_PIXELS = 50_000_000  # 200 MB once decoded; cameras make 12 to 48 million
LONGEST = 20_000  # pixels of a side

_SEGMENTS = 2000  # of a JPEG file, before its size; real ones have below 50
_PLACES = Struct(">2I"), Struct("<2H"), Struct("<2i"), Struct(">2H")
_PNG, _GIF, _BMP, _JPEG = _PLACES


class Header(NamedTuple):
    """What a picture's first bytes say."""

    type: str
    width: int
    height: int


def read_header(content: bytes) -> Header | None:
    """The media type and size of a picture; None for anything else, and for what is cut or out of all measure."""
    for kind, magic, size in _KINDS:
        if content.startswith(magic):
            found = size(content)
            return Header(kind, *found) if found is not None and _is_sound(*found) else None
    return None


def picture(content: bytes, addresses: Sequence[str], scope: str = "") -> Picture | None:
    """The picture that `content` is; None where it is none that is kept."""
    header = read_header(content) if addresses and len(content) <= LARGEST else None
    return Picture(scope, tuple(addresses), *header, content) if header else None


def _is_sound(width: int, height: int) -> bool:
    return 0 < width <= LONGEST and 0 < height <= LONGEST and width * height <= MOST_PIXELS


def _png(content: bytes) -> tuple[int, int] | None:
    """https://www.w3.org/TR/png-3/#11IHDR: the first chunk."""
    return _PNG.unpack_from(content, 16) if content[12:16] == b"IHDR" and len(content) >= 33 else None


def _gif(content: bytes) -> tuple[int, int] | None:
    return _GIF.unpack_from(content, 6) if len(content) >= 14 else None


def _bmp(content: bytes) -> tuple[int, int] | None:
    """A height below zero says that the first line is the top one."""
    if len(content) < 54 or content[14] < 40:
        return None
    width, height = _BMP.unpack_from(content, 18)
    return width, abs(height)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """The first frame's header (SOF), after segments that state their length: ITU-T T.81, B.1."""
    here = 2
    for _ in range(_SEGMENTS):
        while content[here : here + 1] == b"\xff" and content[here + 1 : here + 2] == b"\xff":
            here += 1  # fill bytes
        if content[here : here + 1] != b"\xff" or len(content) < here + 9:
            return None
        marker = content[here + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = _JPEG.unpack_from(content, here + 5)
            return width, height
        here += 2 if marker in (0x01, *range(0xD0, 0xD9)) else 2 + int.from_bytes(content[here + 2 : here + 4], "big")
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    """https://developers.google.com/speed/webp/docs/riff_container: lossy, lossless and extended."""
    kind = content[8:16]
    if kind == b"WEBPVP8 " and len(content) >= 30:
        width, height = _GIF.unpack_from(content, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"WEBPVP8L" and len(content) >= 25:
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"WEBPVP8X" and len(content) >= 30:
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return None


_KINDS: tuple[tuple[str, bytes, Callable[[bytes], tuple[int, int] | None]], ...] = (
    ("image/png", b"\x89PNG\r\n\x1a\n", _png),
    ("image/jpeg", b"\xff\xd8\xff", _jpeg),
    ("image/gif", b"GIF87a", _gif),
    ("image/gif", b"GIF89a", _gif),
    ("image/webp", b"RIFF", _webp),
    ("image/bmp", b"BM", _bmp),
)

# Short ones are blank stand-ins for pictures that a script was to load.
_INLINE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,([A-Za-z0-9+/=%\s]{100,}+)(?=[\"')>])", re.I)
MOST_INLINE = 500  # in one page


def take_inline(markup: str) -> tuple[str, list[Picture]]:
    """The pictures that stand in a page's own attributes, and the page with their hashes instead."""
    taken: dict[str, Picture] = {}

    def named(match: re.Match[str]) -> str:
        if len(taken) >= MOST_INLINE or len(match[1]) > LARGEST * 4 // 3:
            return match[0]
        try:
            content = b64decode(match[1].replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
        except (binascii.Error, ValueError):
            return match[0]
        address = f"data:{sha256(content).hexdigest()}"
        if (found := picture(content, (address,))) is None:
            return match[0]
        taken[address] = found
        return address

    return (_INLINE.sub(named, markup), list(taken.values())) if "base64," in markup else (markup, [])
