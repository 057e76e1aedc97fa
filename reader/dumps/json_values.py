"""JSON values from bytes, one record at a time, with bounded depth and memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import msgspec

from reader.dumps.encodings import decode
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import CHUNK
from reader.errors import DumpError

DEEPEST = 256  # brackets in brackets; real articles have 10, hostile files 100,000
LARGEST = 64 * MEGABYTE  # of one object

_LONGEST_NUMBER = 1000  # digits; Python's own limit is 4,300

_SURROGATE = re.compile("[\ud800-\udfff]")
_decode = msgspec.json.Decoder().decode

# Everything up to the next bracket, strings as wholes; possessive, so that it never backtracks.
_PASS = re.compile(rb'(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+")*+', re.S)
_KEY = re.compile(rb'"((?:[^"\\]|\\.)*)"\s*:\s*$', re.S)


def load(raw: bytes, hint: str | None = None) -> tuple[Any, tuple[str, ...]]:
    """The value, and the repairs that were made; ValueError in a few words where it is none."""
    try:
        return _decode(raw), ()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    decoded = decode(raw, hint=hint)
    try:
        return _scrubbed(json.loads(decoded.text, strict=False, parse_int=_whole_number)), decoded.warnings
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    except json.JSONDecodeError as error:
        raise ValueError(_in_words(error)) from error


def _whole_number(digits: str) -> int | str:
    """A number; one that Python refuses to read, because that takes long, stays as it is written."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _scrubbed(value: Any) -> Any:
    """The value without lone surrogates, which `json` takes from escapes and `sqlite3` dies of."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_scrubbed(item) for item in value]
    return {_scrubbed(key): _scrubbed(item) for key, item in value.items()} if isinstance(value, dict) else value


def _in_words(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        return "it is cut off in the middle"
    return f"{error.msg[0].lower()}{error.msg[1:]} at character {error.pos + 1}"


def objects(
    stream: BinaryIO, wanted: Callable[[str, bytes], bool], *, roots: bool = False
) -> Iterator[tuple[int, bytes]]:
    """Offsets and bytes of the objects that stand in lists, or of the root objects themselves.

    `wanted` is asked once for each list, with its key and its first object. Raises DumpError for
    what is no JSON or nested too deep; what came before has been given by then.
    """
    return _Scanner(stream, wanted, roots).run()


class _Scanner:
    def __init__(self, stream: BinaryIO, wanted: Callable[[str, bytes], bool], roots: bool) -> None:
        self._stream = stream
        self._wanted = wanted
        self._roots = roots
        self._buffer = b""
        self._base = 0
        self._stack = bytearray()
        self._begun = -1  # where the open record begins, in the buffer
        self._answers: dict[str, bool] = {}
        self._keys: list[str] = []

    def run(self) -> Iterator[tuple[int, bytes]]:
        here = 0
        while True:
            match = _PASS.match(self._buffer, here)
            end = match.end() if match else here
            if end >= len(self._buffer) or self._buffer[end] == 0x22:  # an open string, or nothing more
                if not (chunk := self._stream.read(CHUNK)):
                    break
                here = self._refill(chunk, here)
                continue
            found = self._bracket(end, here)
            here = end + 1
            if found is not None:
                yield found
        if self._stack:
            raise DumpError("The file ends in the middle of a value; what came before was read")

    def _refill(self, chunk: bytes, here: int) -> int:
        keep = self._begun if self._begun >= 0 else here
        if len(self._buffer) - keep > LARGEST:
            raise DumpError(f"A value of more than {LARGEST // MEGABYTE} MB is too long for an article")
        self._buffer = self._buffer[keep:] + chunk
        self._base += keep
        self._begun = 0 if self._begun >= 0 else -1
        return here - keep

    def _bracket(self, place: int, before: int) -> tuple[int, bytes] | None:
        char = self._buffer[place]
        if char in b"{[":
            self._open(char, place, before)
            return None
        if not self._stack or self._stack[-1] != char - 2:  # "{}" and "[]" are two apart
            raise DumpError("It is no whole JSON: a bracket is closed that was not opened; what came before was read")
        self._stack.pop()
        if char == 0x5D:
            self._keys.pop()
        if self._begun < 0 or len(self._stack) != self._level:
            return None
        raw, offset = self._buffer[self._begun : place + 1], self._base + self._begun
        self._begun = -1
        return (offset, raw) if self._is_wanted(raw) else None

    def _open(self, char: int, place: int, before: int) -> None:
        if len(self._stack) >= DEEPEST:
            raise DumpError(f"It is nested more than {DEEPEST} levels deep, which no article is")
        if char == 0x5B:
            match = _KEY.search(self._buffer[max(before, place - 200) : place]) if self._begun < 0 else None
            self._keys.append(match.group(1).decode("utf-8", "replace") if match else "")
        elif self._begun < 0 and self._at_record():
            self._begun, self._level = place, len(self._stack)
        self._stack.append(char)

    _level = 0

    def _at_record(self) -> bool:
        if self._roots:
            return not self._stack
        return bool(self._stack) and self._stack[-1] == 0x5B and self._stack.count(0x5B) == 1

    def _is_wanted(self, raw: bytes) -> bool:
        key = self._keys[-1] if self._keys else ""
        if key not in self._answers:
            self._answers[key] = self._wanted(key, raw)
        return self._answers[key]
