"""The real files of the shared corpus, held against what is known of them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from reader.dumps import open_dump
from reader.errors import DumpError
from reader.model import Record

CORPUS = Path(os.environ.get("CUTTINGS_SHARED", Path(__file__).parents[3] / "shared")) / "corpus"
EXTRAS = {"parquet": "pyarrow"}  # formats that an optional package reads
HEADLINE_BY_CLEANING = ("plain-text",)  # source or headline stand in the text alone


def _facts() -> list[dict[str, Any]]:
    path = CORPUS / "facts.json"
    listed: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["files"] if path.exists() else []
    return listed


@pytest.mark.parametrize("fact", _facts(), ids=lambda fact: str(fact["path"]))
def test_corpus(fact: dict[str, Any]) -> None:
    if package := EXTRAS.get(fact["format"]):
        pytest.importorskip(package)
    records = _records(CORPUS / fact["path"])
    fewest, _, most = str(fact["articles"]).partition("-")
    assert int(fewest) <= len(records) <= int(most or fewest)
    if records and fact["format"] not in HEADLINE_BY_CLEANING:
        first, known = records[0], fact["first"]
        assert known["title"] in (None, first.title)
        assert known["source"] in (None, first.source)
        assert (known["date"] or "")[:16].rstrip("Z") in (first.published.moment or "")


def _records(path: Path) -> list[Record]:
    try:
        dump = open_dump(path)
        return [found for found in dump.records() if isinstance(found, Record)]
    except DumpError:
        return []
