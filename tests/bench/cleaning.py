"""Cleaning: pages per processor second beside trafilatura, plain text beside ftfy, on the development sets."""

from __future__ import annotations

import os
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import ftfy

from reader.cleaning import clean
from reader.model import Provenance, Record, RecordKind

from .table import Row, cpu_seconds

SHARED = Path(os.environ.get("CUTTINGS_SHARED", Path(__file__).parents[3] / "shared"))
SETS = SHARED / "bench" / "cleaning"
COUNT = 300  # pages of 990, spread evenly


def rows(count: int = COUNT) -> list[Row]:
    """Up to two rows; none where the sets are absent, the first only where trafilatura is installed."""
    if not SETS.is_dir():
        print("cleaning: skipped, the development sets are not there (CUTTINGS_SHARED)", file=sys.stderr)
        return []
    return [*_pages(count), _text(count)]


def _pages(count: int) -> list[Row]:
    if find_spec("trafilatura") is None:
        print("cleaning of HTML: skipped, trafilatura is not installed (dependency group bench)", file=sys.stderr)
        return []
    import trafilatura

    pages = _members("traf-html", count)
    _clean(pages[:5], RecordKind.HTML)
    trafilatura.extract(pages[0])
    ours = cpu_seconds(lambda: _clean(pages, RecordKind.HTML))
    theirs = cpu_seconds(lambda: [trafilatura.extract(page) for page in pages])
    figure = f"cleaning {len(pages)} HTML pages"
    return [Row(figure, len(pages) / ours, "pages/s CPU", "trafilatura", len(pages) / theirs, "≥ 2.5")]


def _text(count: int) -> Row:
    """Beside ftfy, which only repairs: what any cleaning of text has to do besides."""
    texts = _members("traf-txt-lxml", count)
    size = sum(len(text.encode()) for text in texts) / 1e6
    _clean(texts[:5], RecordKind.TEXT)
    ours = cpu_seconds(lambda: _clean(texts, RecordKind.TEXT))
    theirs = cpu_seconds(lambda: [ftfy.fix_text(text) for text in texts])
    return Row(f"cleaning {len(texts)} pages of plain text", size / ours, "MB/s CPU", "ftfy alone", size / theirs)


def _clean(contents: list[str], kind: RecordKind) -> None:
    for number, content in enumerate(contents):
        clean(Record(Provenance(str(number), "0" * 64, "", 0, len(content), "0" * 64, kind), content, kind))


def _members(name: str, count: int) -> list[str]:
    with zipfile.ZipFile(SETS / f"{name}.zip") as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("in/") and not n.endswith("/"))
        return [archive.read(n).decode("utf-8", "replace") for n in names[:: max(1, len(names) // count)]]
