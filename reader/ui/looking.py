"""Looking into a dump, in a thread of its own: the parsers are loaded there, and a big head takes a moment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library import Reader

if TYPE_CHECKING:
    from reader.dumps import Survey


@dataclass(frozen=True, slots=True)
class Known:
    """The first look at a dump, and what the library knows of it."""

    survey: Survey
    formats: tuple[str, ...]  # all, those that may read it first
    articles: int  # that an earlier import made of it

    @staticmethod
    def first(reader: Reader, path: Path) -> Known:
        """What a dump is taken for by itself; DumpError where there is none."""
        from reader.dumps import FORMATS

        seen = look_into(reader, path)
        others = sorted((fmt.name for fmt in FORMATS if fmt.name not in seen.ranked), key=str.casefold)
        entries = [entry for entry in reader.dumps() if entry.path == str(path.absolute())]
        return Known(seen, (*seen.ranked, *others), sum(entry.articles for entry in entries))


def look_into(reader: Reader, path: Path, form: str = "", separator: str = "") -> Survey:
    """A look at a dump, its tables as the user said of tables like them; DumpError."""
    from reader.dumps import Options, survey

    remembered = [(frozenset(known.columns), known.mapping) for known in reader.table_columns()]
    return survey(path, format=form or None, options=Options(separator=separator, remembered=remembered))
