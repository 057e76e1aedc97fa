"""Other programs that index the same articles: sqlite-utils with its triggers, Recoll's indexer."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from . import news
from .table import cpu_seconds

RECOLL_FILES = 1000  # it takes some 150 articles a second; its rate does not depend on their number


@dataclass(frozen=True, slots=True)
class Outcome:
    """Articles per processor second, and bytes an article."""

    rate: float
    size: float


def sqlite_utils(path: Path, rows: Iterable[Mapping[str, object]], count: int) -> Outcome:
    """`insert_all` into a table whose full-text index is kept by triggers, as its documentation has it."""
    db = Database(path, execute_plugins=False)
    first = {"key": str, "title": str, "text": str, "source": str, "published": str}
    db["article"].create(first, pk="key")  # type: ignore[union-attr]
    db["article"].enable_fts(["title", "text"], create_triggers=True)  # type: ignore[union-attr]
    seconds = cpu_seconds(lambda: db["article"].insert_all(rows))  # type: ignore[union-attr]
    db.close()
    return Outcome(count / seconds, path.stat().st_size / count)


def recoll(place: Path, count: int = RECOLL_FILES) -> Outcome | None:
    """`recollindex` over a folder of text files, in a configuration of its own; None where it is not installed."""
    if shutil.which("recollindex") is None:
        print("recollindex: skipped, it is not installed (Debian package recoll)", file=sys.stderr)
        return None
    files, settings = news.folder(place / "recoll files", count), place / "recoll"
    settings.mkdir()
    (settings / "recoll.conf").write_text(f'topdirs = "{files}"\n', encoding="utf-8")
    before = _children()
    subprocess.run(["recollindex", "-c", str(settings)], check=True, capture_output=True)
    index = sum(file.stat().st_size for file in (settings / "xapiandb").rglob("*"))
    return Outcome(count / (_children() - before), index / count)


def _children() -> float:
    """Processor seconds of all processes that this one has started, and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
