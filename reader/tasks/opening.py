"""Opening a dump for a library: a prepared one, or as the user said that dumps and tables like it are read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.library import Library, Reader
from reader.tasks.shards import Shard, is_shard

if TYPE_CHECKING:
    from reader.dumps import Dump


def opened(library: Library | Reader, path: Path, said: Mapping[str, Any], sha256: str | None = None) -> Dump | Shard:
    """The dump, read as the user said, and its tables as he said of tables like them."""
    if is_shard(path):
        return Shard(path)
    from reader.dumps import Options, open_dump

    remembered = [(frozenset(known.columns), known.mapping) for known in library.table_columns()]
    options = Options(said.get("mapping", {}), said.get("separator", ""), remembered)
    dump = open_dump(path, format=said.get("format"), options=options)
    if sha256 is not None:
        dump.trust(sha256)
    return dump
