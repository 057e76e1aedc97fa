"""Worker processes: they answer, die and are replaced, and never outlive their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from reader.tasks.workers import Worker, WorkerDied, WorkFailed

ROOT = Path(__file__).parents[2]
LONG = 20.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Evaluates what it is asked."""
    worker = Worker("builtins:eval")
    yield worker
    worker.close()


def answer(worker: Worker, question: str, within: float = LONG) -> Any:
    worker.ask(question, within)
    ready, value = worker.poll(0.05)
    while not ready:
        ready, value = worker.poll(0.05)
    return value


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie that nobody collected has not)."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_answers_in_one_child_that_does_not_import_the_program(worker: Worker) -> None:
    assert answer(worker, "6 * 7") == 42
    pid = worker.pid
    assert answer(worker, "__import__('os').getpid()") == pid
    assert answer(worker, "[name for name in __import__('sys').modules if name.startswith('reader')]") == []
    assert worker.answered == 3


def test_views_of_mappings_travel_as_dicts(worker: Worker) -> None:
    assert answer(worker, "__import__('types').MappingProxyType({'a': 1})") == {"a": 1}
    worker.close()
    worker = Worker("builtins:dict")
    assert answer(worker, MappingProxyType({"b": 2})) == {"b": 2}  # type: ignore[arg-type]
    worker.close()


def test_an_exception_is_an_answer(worker: Worker) -> None:
    with pytest.raises(WorkFailed, match="ZeroDivisionError: division by zero") as failure:
        answer(worker, "1 / 0")
    assert failure.value.kind == "ZeroDivisionError"
    pid = worker.pid
    with pytest.raises(WorkFailed, match="pickle"):
        answer(worker, "lambda: 0")
    assert answer(worker, "1") == 1
    assert worker.pid == pid


def test_what_the_child_prints_is_no_answer(worker: Worker) -> None:
    assert answer(worker, "print('noise') or __import__('os').system('echo more') or 5") == 5


def test_a_child_that_dies_is_replaced(worker: Worker) -> None:
    with pytest.raises(WorkerDied, match="status 7"):
        answer(worker, "__import__('os')._exit(7)")
    assert worker.pid is None
    assert answer(worker, "2") == 2


def test_a_child_that_hangs_is_ended(worker: Worker) -> None:
    answer(worker, "0")
    pid = worker.pid
    assert pid
    with pytest.raises(WorkerDied, match="too long"):
        answer(worker, "__import__('time').sleep(60)", within=0.2)
    assert gone(pid)


def test_closing_does_not_wait_for_the_work(worker: Worker) -> None:
    answer(worker, "0")
    pid = worker.pid
    assert pid
    worker.ask("__import__('time').sleep(60)", LONG)
    began = time.monotonic()
    worker.close()
    assert time.monotonic() - began < 1.5
    assert gone(pid)


HOST = """
import sys, time
sys.path.insert(0, {root!r})
from reader.tasks.workers import Worker
worker = Worker("builtins:eval")
worker.ask("__import__('os').getpid()", 20)
while not (answer := worker.poll(.1))[0]: pass
worker.ask("__import__('time').sleep(60)", 100)
print(answer[1], flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_no_orphan_of_a_killed_parent_and_any_host() -> None:
    """The host is a script on standard input without a `__main__` guard; it is killed while the child works."""
    host = subprocess.Popen([sys.executable, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert host.stdin
    assert host.stdout
    with host:
        host.stdin.write(HOST.format(root=str(ROOT)).encode())
        host.stdin.close()
        child = int(host.stdout.readline())
        os.kill(host.pid, signal.SIGKILL)
    assert gone(child)


def test_a_frozen_program_is_its_own_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frozen executable knows no `-c`; here a script stands in for it."""
    executable = tmp_path / "cuttings"
    executable.write_text(
        f"#!{sys.executable}\nimport sys; sys.path.insert(0, {str(ROOT)!r}); sys.frozen = True\n"
        "from reader.cli import main; sys.exit(main())"
    )
    executable.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(executable))
    worker = Worker("builtins:eval")
    assert answer(worker, "6 * 7") == 42
    worker.close()
