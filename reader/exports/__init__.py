"""Articles to files. To add an exporter: one file with a small class, one line in EXPORTERS."""

from __future__ import annotations

from reader.errors import ExportError
from reader.exports.exporter import Exporter
from reader.exports.jsonlines import JsonLines
from reader.exports.markdown import Markdown
from reader.exports.plaintext import PlainText
from reader.exports.quotes import Quotations
from reader.exports.references import BibTex, Ris
from reader.exports.table import Table
from reader.exports.webpage import WebPage

EXPORTERS: tuple[Exporter, ...] = (
    Markdown(),
    WebPage(),
    PlainText(),
    Table(),
    Quotations(),
    JsonLines(),
    Ris(),
    BibTex(),
)

__all__ = ["EXPORTERS", "Exporter", "exporter_for"]


def exporter_for(path_or_name: str) -> Exporter:
    """The exporter of that name or ending, else of that file's ending; ExportError where there is none."""
    wanted = path_or_name.lower()
    for exporter in EXPORTERS:
        if wanted == exporter.name.lower() or ("." not in wanted and f".{wanted}" in exporter.suffixes):
            return exporter
    endings = ((suffix, exporter) for exporter in EXPORTERS for suffix in exporter.suffixes)
    for suffix, exporter in sorted(endings, key=lambda pair: -len(pair[0])):  # ".quotes.csv" before ".csv"
        if wanted.endswith(suffix):
            return exporter
    known = ", ".join(exporter.suffixes[0] for exporter in EXPORTERS)
    raise ExportError(f"{path_or_name} names no format that Cuttings writes; end it in one of {known}.")
