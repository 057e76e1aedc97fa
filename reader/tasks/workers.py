"""Worker processes: one function in a child, one call at a time, restarted when it dies or hangs.

`subprocess` and pipes, not `multiprocessing`: its spawn method imports the host's main module again,
which runs a script without a `__main__` guard a second time and fails under `python -`. The child
gets the parent's `sys.path` instead, and imports the one function by name.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from reader.tasks import child
from reader.tasks.child import packed, read_frame, write_frame

CHILD = child.__file__
# On Windows: no console window, and a low priority, which elsewhere the child gives itself.
_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
ENDING = 0.5  # seconds between being asked to end and being ended
WORKER_FLAG = "--worker"  # how a frozen Cuttings is told to be a worker: it has no `-c`


class WorkerDied(Exception):  # noqa: N818
    """The child ended, or was ended for taking too long; its message says which. A new one starts by itself."""


class WorkFailed(Exception):  # noqa: N818
    """The function raised; `kind` is the exception's name. The child lives on."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class Worker:
    """One function ("package.module:name") in a child process, started at its first use.

    With `each` it is called for every item of a list, and the answer is a list of
    `("done", result)` and `("failed", kind, message)`.

    `ask`, then `poll` until it answers. Nothing here blocks longer than the patience that is handed in.
    """

    def __init__(self, target: str, *, each: bool = False) -> None:
        self._command = command(target, each=each)
        self._child: _Child | None = None
        self._deadline = 0.0
        self.answered = 0  # calls answered by the child that runs now

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        return self._child.process.pid if self._child else None

    def ask(self, argument: Any, within: float) -> None:
        """Call the function; it has `within` seconds."""
        if self._child is None:
            self._child = _Child(self._command)
            self.answered = 0
        self._deadline = time.monotonic() + within
        self._child.send(argument)

    def poll(self, patience: float) -> tuple[bool, Any]:
        """`(True, result)` once it is there, `(False, None)` after `patience` seconds without.

        Raises WorkFailed where the function raised, WorkerDied where the child is gone or too late.
        """
        if self._child is None:
            raise WorkerDied("the worker was not asked")
        try:
            answer = self._child.answers.get(timeout=patience)
        except queue.Empty:
            if time.monotonic() < self._deadline:
                return False, None
            self.close()
            raise WorkerDied("it took too long") from None
        if answer is None:
            raise WorkerDied(self._last_words())
        self.answered += 1
        if answer[0] == "failed":
            raise WorkFailed(answer[1], answer[2])
        return True, answer[1]

    def _last_words(self) -> str:
        assert self._child is not None  # noqa: S101
        status, said = self._child.end()
        self._child = None
        return f"the worker ended with status {status}" + (f": {said}" if said else "")

    def close(self) -> None:
        """End the child, within `ENDING` seconds; the next `ask` starts a new one."""
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """A running child process and the thread that reads its answers."""

    def __init__(self, command: list[str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed in `end`
        self.process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=os.environ | {"OMP_NUM_THREADS": "1"},  # one worker is one core
            creationflags=_FLAGS,
        )
        self.answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        assert self.process.stdout is not None  # noqa: S101
        assert self.process.stdin is not None  # noqa: S101
        self._input: BinaryIO = self.process.stdin  # type: ignore[assignment]
        self._output: BinaryIO = self.process.stdout  # type: ignore[assignment]
        self._listener = threading.Thread(target=_listen, args=(self._output, self.answers), daemon=True)
        self._listener.start()

    def send(self, argument: Any) -> None:
        """Hand the argument over; a child that died meanwhile is noticed when polling.

        In a thread: what a pipe cannot hold (64 kB) waits for the child to start, 2 s, and the caller must not.
        """
        threading.Thread(target=self._write, args=(argument,), daemon=True).start()

    def _write(self, argument: Any) -> None:
        try:
            write_frame(self._input, packed(argument))
        except (OSError, ValueError):  # the child died, or was ended meanwhile
            self.answers.put(None)

    def end(self) -> tuple[int | None, str]:
        """Close the pipes, end the process, collect it; its status and the last line that it said."""
        with suppress(OSError):
            self._input.close()
        try:
            self.process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._listener.join(ENDING)
        self._output.close()
        return self.process.returncode, self._said()

    def _said(self) -> str:
        with self._errors as errors:
            errors.seek(0)
            lines = errors.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _listen(stream: BinaryIO, answers: queue.SimpleQueue[Any]) -> None:
    """Answers from the pipe into the queue, None at its end."""
    try:
        while True:
            answers.put(read_frame(stream))
    except (EOFError, OSError, ValueError):
        answers.put(None)


def command(target: str, *, each: bool = False) -> list[str]:
    """The command line of a child that serves `target`, with `each` for every item of a list."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG, target, *(["each"] if each else [])]
    root = str(Path(__file__).parents[2])
    path = list(dict.fromkeys([str(Path(entry).absolute()) for entry in sys.path] + [root]))
    # By its path: importing this package would load the library too, which the child has no use for.
    code = f"import sys, runpy; sys.path[:] = {path!r}; runpy.run_path({CHILD!r})['main']({target!r}, {each})"
    return [sys.executable, "-c", code]
