"""HTML: one self-contained page, nothing fetched, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from reader.exports.exporter import Exporter
from reader.model import Dossier, Stretch
from reader.rendering import document_html
from reader.rendering.html import escaped


class WebPage(Exporter):
    """All articles on one page, with a table of contents where there are several."""

    name = "HTML"
    suffixes = (".html", ".htm")
    pictures = True

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        rest = iter(dossiers)
        first = list(islice(rest, 2))
        passing = _Passing(chain(first, rest))
        for piece in document_html(passing, contents=len(first) > 1):
            yield piece
            if piece.startswith("<article") and passing.last and passing.last.leftover:
                yield _leftover(passing.last.leftover)


class _Passing:
    """Dossiers on their way through; `last` is the one that was taken last."""

    def __init__(self, dossiers: Iterator[Dossier]) -> None:
        self._dossiers = dossiers
        self.last: Dossier | None = None

    def __iter__(self) -> Iterator[Dossier]:
        for dossier in self._dossiers:
            self.last = dossier
            yield dossier


def _leftover(stretches: Sequence[Stretch]) -> str:
    parts = "".join(f"<pre>{escaped(stretch.text.strip())}</pre>\n" for stretch in stretches if stretch.text.strip())
    return f"<details>\n<summary>Left over from this record</summary>\n{parts}</details>\n" if parts else ""
