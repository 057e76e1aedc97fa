"""Quotations as CSV: one quotation a row, with who answers for it and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reader.exports.exporter import Exporter
from reader.exports.table import Cell, row
from reader.model import Dossier, Quote

COLUMNS: tuple[tuple[str, Callable[[Dossier, Quote], Cell]], ...] = (
    ("quote", lambda _, q: q.text),
    ("speaker", lambda _, q: q.speaker),
    ("speaker_as_written", lambda _, q: q.speaker_as_written),
    ("speaker_class", lambda _, q: q.speaker_class),
    ("kind", lambda _, q: q.kind),
    ("cue", lambda _, q: q.cue),
    ("told", lambda _, q: q.told),
    ("rule", lambda _, q: q.rule),
    ("confidence", lambda _, q: str(q.confidence)),
    ("group", lambda _, q: q.group),
    ("start", lambda _, q: q.start),
    ("end", lambda _, q: q.end),
    ("id", lambda d, _: d.article.id),
    ("title", lambda d, _: d.article.title),
    ("source", lambda d, _: d.article.source),
    ("published", lambda d, _: d.article.published.moment),
    ("published_how", lambda d, _: d.article.published.how),
    ("url", lambda d, _: d.article.url),
    ("dump", lambda d, _: d.article.provenance.dump),
    ("member", lambda d, _: d.article.provenance.member),
)


class Quotations(Exporter):
    """For counting who speaks. An article without quotations has no row."""

    name = "quotations as CSV"
    suffixes = (".quotes.csv",)

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        yield "\ufeff" + row(name for name, _ in COLUMNS)
        for dossier in dossiers:
            yield "".join(row(cell(dossier, quote) for _, cell in COLUMNS) for quote in dossier.marks.quotes)
