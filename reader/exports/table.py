"""CSV: one article a row, for spreadsheets and statistics programs.

Cells hold the text exactly as it is. A headline that begins with `=` or `+` is a formula to some
spreadsheets: open such a file by *importing* it with all columns as text. Changing the words here
would falsify the evidence, and a program that reads the file could not tell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from reader.exports.exporter import Exporter
from reader.exports.words import names, note_words, quote_words
from reader.model import Dossier

Cell = str | int | None


def _flag(on: bool) -> str:
    return "yes" if on else "no"


def _people(dossier: Dossier) -> str:
    marks = dossier.marks
    mentions = [(str(each.type), each.name) for each in (*marks.title_entities, *marks.entities)]
    return "; ".join(names(mentions, "person"))


COLUMNS: tuple[tuple[str, Callable[[Dossier], Cell]], ...] = (
    ("id", lambda d: d.article.id),
    ("title", lambda d: d.article.title),
    ("source", lambda d: d.article.source),
    ("author", lambda d: d.article.author),
    ("published", lambda d: d.article.published.moment),
    ("published_precision", lambda d: d.article.published.precision),
    ("published_how", lambda d: d.article.published.how),
    ("published_as_written", lambda d: d.article.published.as_written),
    ("url", lambda d: d.article.url),
    ("language", lambda d: d.article.language),
    ("section", lambda d: d.article.section),
    ("text", lambda d: d.article.text),
    ("tags", lambda d: "; ".join(d.state.tags)),
    ("starred", lambda d: _flag(d.state.starred)),
    ("read", lambda d: _flag(d.state.read)),
    ("notes", lambda d: "\n".join(note_words(note, d.article.text) for note in d.state.notes)),
    ("people", _people),
    ("quotes", lambda d: "\n".join(quote_words(quote) for quote in d.marks.quotes)),
    ("dump", lambda d: d.article.provenance.dump),
    ("dump_sha256", lambda d: d.article.provenance.dump_sha256),
    ("member", lambda d: d.article.provenance.member),
    ("offset", lambda d: d.article.provenance.offset),
    ("length", lambda d: d.article.provenance.length),
    ("record_sha256", lambda d: d.article.provenance.record_sha256),
    ("format", lambda d: d.article.provenance.format),
    ("leftover", lambda d: "\n".join(stretch.text for stretch in d.leftover or ())),
)


class Table(Exporter):
    """RFC 4180 with a byte order mark, without which Excel takes UTF-8 for a Windows code page."""

    name = "CSV"
    suffixes = (".csv",)

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        yield "\ufeff" + row(name for name, _ in COLUMNS)
        for dossier in dossiers:
            yield row(cell(dossier) for _, cell in COLUMNS)


def row(cells: Iterable[Cell]) -> str:
    """One row with CR LF at its end; None is an empty cell."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow(["" if cell is None else str(cell) for cell in cells])
    return out.getvalue()
