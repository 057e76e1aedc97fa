"""How long things lie in the library's rows: compressed JSON, and texts with their blocks.

zlib's format, so that any Python reads it. Where `isal` is installed (Intel's ISA-L, the same format) texts
are packed by it: 18 us for an article of 4.2 kB against 53 us by zlib's fastest level, and 4 % smaller.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

import msgspec

from reader.model import (
    Block,
    Cut,
    CutReason,
    Entity,
    EntityType,
    Marks,
    Quote,
    QuoteKind,
    Role,
    SpeakerClass,
    Stretch,
)

try:
    from isal import isal_zlib as fast

    _compress = partial(fast.compress, level=2)
    _decompress = fast.decompress
except ImportError:
    _compress = partial(zlib.compress, level=1)
    _decompress = zlib.decompress

BadPacking = (zlib.error, ValueError, TypeError, IndexError)  # what unpacking spoilt bytes may raise

# The same JSON as the standard library's, at a fifth of its cost.
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode

_SMALL = 200  # bytes of JSON that are not worth compressing


def pack(value: Any) -> bytes:
    """JSON, compressed where that pays: a zlib stream begins with x, JSON with a bracket."""
    try:
        raw = _encode(value)
    except (UnicodeEncodeError, OverflowError):  # lone surrogates, numbers of more than 64 bits
        raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return raw if len(raw) < _SMALL else _compress(raw)


def unpack(packed: bytes) -> Any:
    """What `pack` was given; tuples are lists."""
    raw = _decompress(packed) if packed[:1] == b"x" else packed
    try:
        return _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(raw.decode("utf-8", "surrogatepass"))


def fingerprint(text: str) -> int:
    """A signed 64-bit hash of a text: candidates for an exact copy share it."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def pack_text(text: str, blocks: Sequence[Block]) -> bytes:
    """A text, a NUL, and its blocks; plain paragraphs, one a line, need no list."""
    raw = text.encode("utf-8", "surrogatepass")
    if not _plain(text, blocks):
        listed = [[block.start, block.end, block.role.value] for block in blocks]
        raw += b"\0" + json.dumps(listed, separators=(",", ":")).encode()
    else:
        raw += b"\0"
    return _compress(raw)


def unpack_text(packed: bytes) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks that `pack_text` was given."""
    raw, _, listed = _decompress(packed).rpartition(b"\0")
    text = raw.decode("utf-8", "surrogatepass")
    if not listed:
        return text, tuple(_paragraphs(text))
    return text, tuple(Block(start, end, Role(role)) for start, end, role in json.loads(listed))


def unpack_words(packed: bytes) -> str:
    """The text alone."""
    return _decompress(packed).rpartition(b"\0")[0].decode("utf-8", "surrogatepass")


def _paragraphs(text: str) -> list[Block]:
    blocks, here = [], 0
    for line in text.split("\n") if text else ():
        blocks.append(Block(here, here + len(line)))
        here += len(line) + 1
    return blocks


def _plain(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the blocks are the text's lines, all of them paragraphs."""
    if text.count("\n") != max(len(blocks) - 1, 0):
        return False
    paragraph, here = Role.PARAGRAPH, 0
    for block in blocks:
        if block.role is not paragraph or block.start != here or (here and text[here - 1 : here] != "\n"):
            return False
        here = block.end + 1
    return here == (len(text) + 1 if text else 0)


def pack_cuts(cuts: Sequence[Cut]) -> list[list[Any]]:
    """Cuts as JSON lists, for `pack`."""
    return [[cut.at, cut.text, cut.reason.value, cut.instead] for cut in cuts]


def unpack_cuts(listed: Sequence[Sequence[Any]]) -> tuple[Cut, ...]:
    """What `pack_cuts` made."""
    return tuple(Cut(at, text, CutReason(reason), instead) for at, text, reason, instead in listed)


def pack_stretches(stretches: Sequence[Stretch]) -> bytes | None:
    """None where there is nothing to keep."""
    return pack([[part.start, part.end, part.text] for part in stretches]) if stretches else None


def unpack_stretches(packed: bytes | None) -> tuple[Stretch, ...]:
    """What `pack_stretches` made."""
    return tuple(Stretch(*part) for part in unpack(packed)) if packed else ()


def pack_marks(marks: Marks) -> bytes:
    """Marked strings are not stored: they are `text[start:end]`."""
    value: dict[str, Any] = {
        "e": [_entity(entity) for entity in marks.entities],
        "t": [_entity(entity) for entity in marks.title_entities],
        "q": [_quote(quote) for quote in marks.quotes],
    }
    return pack(value | {"x": marks.error} if marks.error else value)


def _entity(entity: Entity) -> list[Any]:
    return [entity.start, entity.end, entity.type.value, entity.name]


def _quote(quote: Quote) -> list[Any]:
    return [
        quote.start,
        quote.end,
        quote.kind.value,
        quote.speaker,
        quote.speaker_as_written,
        quote.speaker_class.value if quote.speaker_class else None,
        quote.speaker_start,
        quote.speaker_end,
        quote.cue,
        quote.told,
        quote.rule,
        quote.confidence,
        quote.group,
    ]


def unpack_marks(packed: bytes, title: str, text: str, analysed: Mapping[str, str]) -> Marks:
    """What `pack_marks` made, with the strings that its offsets mark in headline and text."""
    value = unpack(packed)
    return Marks(
        tuple(_read_entity(entity, text) for entity in value["e"]),
        tuple(_read_entity(entity, title) for entity in value["t"]),
        tuple(_read_quote(quote, text) for quote in value["q"]),
        dict(analysed),
        value.get("x"),
    )


def unpack_quotes(packed: bytes, text: str) -> tuple[Quote, ...]:
    """The quotations alone."""
    return tuple(_read_quote(quote, text) for quote in unpack(packed)["q"])


def _read_entity(listed: Sequence[Any], text: str) -> Entity:
    start, end, kind, name = listed
    return Entity(start, end, text[start:end], EntityType(kind), name)


def _read_quote(listed: Sequence[Any], text: str) -> Quote:
    start, end, kind, speaker, written, speaker_class, *rest = listed
    kept = SpeakerClass(speaker_class) if speaker_class else None
    return Quote(start, end, text[start:end], QuoteKind(kind), speaker, written, kept, *rest)
