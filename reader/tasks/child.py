"""What runs inside a worker process: calls one function again and again, over its standard streams.

A frame is its length in four bytes, big-endian, and a pickle of that length. The parent sends
an argument, the child answers with `("done", result)` or `("failed", kind, message)`. The child
ends as soon as its input does: a parent that was killed leaves no orphan, even while the child is
busy, because a thread of its own watches the input.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import queue
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import Any, BinaryIO

HEADER = struct.Struct(">I")
LOWEST_USEFUL_PRIORITY = 10  # "nice": whatever the user does goes first


# A read-only view of a mapping does not pickle; for whoever gets it a dict is as good.
copyreg.pickle(MappingProxyType, lambda view: (dict, (dict(view),)))  # type: ignore[arg-type, return-value]


def packed(value: Any) -> bytes:
    """A value as it travels."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def write_frame(out: BinaryIO, data: bytes) -> None:
    """One packed value onto a pipe; OSError where the other end is gone."""
    out.write(HEADER.pack(len(data)))
    out.write(data)
    out.flush()


def read_frame(stream: BinaryIO) -> Any:
    """The next value from a pipe; EOFError at its end. Only ever between Cuttings and its own child."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        raise EOFError
    (size,) = HEADER.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301


def main(target: str, each: bool = False) -> None:
    """Serve the function `target` ("package.module:name") until the input ends.

    With `each` an argument is a list, and the function is called with every item of it; the answer is a
    list of answers, so that an item on which it raises costs no other.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which closes us
    if hasattr(os, "nice"):
        os.nice(LOWEST_USEFUL_PRIORITY)
    out = _private_stdout()
    work: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, work), daemon=True).start()
    while True:
        answer = _answer(target, work.get(), each)
        try:
            write_frame(out, answer)
        except OSError:  # the parent is gone
            os._exit(0)


def _private_stdout() -> BinaryIO:
    """The answers' pipe, kept from anything that prints: file descriptor 1 becomes standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _listen(stream: BinaryIO, work: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            work.put(read_frame(stream))
    except (EOFError, OSError):
        os._exit(0)  # at once: nobody waits for what is being done


def _answer(target: str, argument: Any, each: bool) -> bytes:
    try:
        module, name = target.split(":")
        function = getattr(import_module(module), name)
        answer = [_called(function, item) for item in argument] if each else function(argument)
        return packed(("done", answer))
    except Exception as error:
        return packed(_failure(error))


def _called(function: Callable[[Any], Any], argument: Any) -> tuple[Any, ...]:
    try:
        return ("done", function(argument))
    except Exception as error:
        return _failure(error)


def _failure(error: Exception) -> tuple[str, str, str]:
    traceback.print_exc()
    return ("failed", type(error).__name__, str(error))
