"""HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.exports.exporter import Exporter
from reader.model import Dossier
from reader.rendering import LIGHT, article_html


class WebPage(Exporter):
    name = "HTML"
    suffixes = (".html", ".htm")

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        for dossier in dossiers:
            yield article_html(dossier, LIGHT)
