"""Opens dumps: files and folders of news, told by their content, read record by record.

    open_dump(path) -> Dump          DumpError in one sentence where there is nothing to read
    Dump.records() -> Record | Skipped | Problem, in a fixed order, every byte accounted for

To add a format: one file with a small class (see `format.py`), one line in FORMATS, one sample in
`seeds/`. Containers (gzip, zip, folders) are opened in `containers.py`, in one place, with limits.
"""

from __future__ import annotations

from pathlib import Path

from reader.dumps.dump import Dump, read_dump
from reader.dumps.format import Census, Format, Found
from reader.dumps.limits import Limits
from reader.dumps.member import Member
from reader.dumps.newsml_g2 import NewsMLG2
from reader.dumps.nitf import Nitf
from reader.dumps.plain_text import PlainText
from reader.dumps.reuters import Reuters
from reader.dumps.trec import Trec

FORMATS: tuple[Format, ...] = (
    PlainText(),
    Reuters(),
    Trec(),
    Nitf(),
    NewsMLG2(),
)

LIMITS = Limits()

__all__ = ["FORMATS", "Census", "Dump", "Format", "Found", "Limits", "Member", "open_dump"]


def open_dump(path: Path, *, format: str | None = None, limits: Limits = LIMITS) -> Dump:  # noqa: A002
    """Open a file or folder. `format` names one of FORMATS where the user knows better than detection."""
    return read_dump(Path(path), FORMATS, format, limits)
