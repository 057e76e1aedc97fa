"""The terminal: what is said, how far long work is, and Ctrl+C."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from reader.model import Step

DONE, DAMAGED, FAILED, CANCELLED, UNREAD = 0, 1, 2, 130, 141

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818
    """The user pressed Ctrl+C, and the work ended at a whole step; the message says what that means."""


def say(text: str) -> None:
    """A sentence for the user, on standard error, so that output stays output."""
    print(f"cuttings: {text}", file=sys.stderr, flush=True)


def speak_utf8() -> None:
    """UTF-8 on both streams wherever we run: articles do not fit into a Windows code page."""
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def stop_writing() -> None:
    """After a broken pipe: what is still buffered goes nowhere, and the interpreter ends without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def carry_out(steps: Generator[Step, None, T], cancelled: str) -> T:
    """Run a task to its end with a progress bar; Ctrl+C ends it at a whole step and raises `Cancelled`.

    `cancelled` says what a cancel leaves behind. A second Ctrl+C does not wait for the step.
    """
    bar = Bar()
    with _interrupts() as asked:
        try:
            while not asked.is_set():
                bar.show(next(steps))
        except StopIteration as end:
            result: T = end.value
            return result
        finally:
            bar.clear()
            steps.close()
    raise Cancelled(cancelled)


@contextmanager
def _interrupts() -> Iterator[threading.Event]:
    """An event that Ctrl+C (and a polite kill) sets; the second one goes through as usual."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Bar:
    """A progress bar on a terminal; on a pipe, nothing."""

    def __init__(self) -> None:
        self._shown = False
        self._on = sys.stderr.isatty()

    def show(self, step: Step) -> None:
        if self._on:
            print(f"\r\x1b[K{bar_line(step, shutil.get_terminal_size().columns)}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False


def bar_line(step: Step, columns: int) -> str:
    """`[#######-------]  50 % news.zip`, or only the note while the total is unknown."""
    note = "".join(character if character.isprintable() else " " for character in step.note)
    if step.total <= 0:
        return f"... {note}"[: columns - 1]
    part = min(step.done / step.total, 1)
    width = max(10, min(40, columns // 3))
    full = round(part * width)
    return f"[{'#' * full}{'-' * (width - full)}] {part:4.0%} {note}"[: columns - 1]
