"""RIS and BibTeX: references for Zotero, EndNote, JabRef and LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.exports.exporter import Exporter
from reader.exports.words import place_words
from reader.model import Article, DateOrigin, Dossier

# A crawl date is never shown as publication: such an article goes without a date.
_KEPT = frozenset({DateOrigin.CRAWL, DateOrigin.SAVED, DateOrigin.FILE})
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# https://mirror.ctan.org/info/bibtex/tamethebeast: what TeX would take for a command.
_TEX = {each: f"\\{each}" for each in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


class Ris(Exporter):
    """RIS, https://en.wikipedia.org/wiki/RIS_(file_format): one tag a line, type NEWS."""

    name = "RIS"
    suffixes = (".ris",)

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        for dossier in dossiers:
            yield "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in _ris(dossier)) + "ER  - \r\n\r\n"


def _ris(dossier: Dossier) -> Iterator[tuple[str, str]]:
    article = dossier.article
    year, month, day = _date(article)
    stated = [("TI", article.title), ("AU", article.author), ("T2", article.source), ("SE", article.section)]
    stated += [("PY", year), ("DA", f"{year}/{month}/{day}/" if year else ""), ("UR", article.url)]
    stated += [("LA", article.language), ("ID", article.id), ("AV", place_words(article))]
    yield "TY", "NEWS"
    yield from ((tag, value) for tag, value in stated if value)
    yield from (("KW", tag) for tag in dossier.state.tags)
    yield from (("N1", note.text) for note in dossier.state.notes)


class BibTex(Exporter):
    """BibTeX in UTF-8, type `misc`, which every style knows."""

    name = "BibTeX"
    suffixes = (".bib",)

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        for dossier in dossiers:
            fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex(dossier))
            yield f"@misc{{cuttings{dossier.article.id},\n{fields}}}\n\n"


def _bibtex(dossier: Dossier) -> Iterator[tuple[str, str]]:
    article = dossier.article
    year, month, _ = _date(article)
    yield "title", f"{{{_tex(article.title)}}}"  # a second pair keeps capitals
    stated = [("author", article.author), ("howpublished", article.source), ("language", article.language)]
    stated += [("year", year), ("month", month.lstrip("0")), ("note", place_words(article))]
    stated += [("keywords", ", ".join(dossier.state.tags))]
    yield from ((name, f"{{{_tex(value)}}}" if name == "author" else _tex(value)) for name, value in stated if value)
    if article.url:
        yield "url", article.url.replace("{", "%7B").replace("}", "%7D")


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _date(article: Article) -> tuple[str, str, str]:
    """Year, month and day of publication as digits; "" where unknown or only the date of a copy."""
    published = article.published
    match = _DATE.match(published.moment or "") if published.how not in _KEPT else None
    return (match[1], match[2] or "", match[3] or "") if match else ("", "", "")
