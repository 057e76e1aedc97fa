"""Parquet: columnar tables of data sets (Hugging Face), read by pyarrow where it is installed.

Rows are read in batches of a few hundred, so that a row group of gigabytes stays on disk. A row has no bytes of
its own in such a file: it stands at the number of its place, and its hash is that of its values.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from reader.dumps.format import Census, Found
from reader.dumps.member import Member
from reader.dumps.rows import Row, row_records
from reader.errors import DumpError
from reader.model import Problem

MAGIC = b"PAR1"
BATCH = 200  # rows
INSTALL = "Parquet tables are read with the extra of that name: pip install 'cuttings[parquet]', or save it as CSV"


class Parquet:
    """A table in columns."""

    name = "Parquet"
    from_end = True  # its index stands there: the begin alone says nothing

    def score(self, head: bytes, name: str) -> float:
        return 0.98 if head.startswith(MAGIC) else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        return row_records(member, self.rows(member), self.name)

    def rows(self, member: Member) -> Iterator[Row | Problem]:
        if find_spec("pyarrow") is None:
            raise DumpError(INSTALL)
        return _rows(member)


def _rows(member: Member) -> Iterator[Row | Problem]:
    arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    place = 0
    with member.seekable() as file:
        try:
            table = parquet.ParquetFile(file)
            for batch in table.iter_batches(BATCH, use_threads=False):
                for values in batch.to_pylist():
                    yield Row(place, _bytes(values), values)
                    place += 1
            if place < (stated := table.metadata.num_rows):
                yield Problem(member.where, f"The table states {stated} rows and holds {place}.", rejected=False)
        except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
            if not place:
                told = f"{member.where} is no whole Parquet table ({_short(error)}); fetch it again"
                raise DumpError(told) from error
            yield Problem(member.where, f"The table is damaged behind row {place} ({_short(error)}).")


def _bytes(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _short(error: BaseException) -> str:
    return str(error).partition("\n")[0][:120].rstrip(".")
