"""ProQuest in the languages of its interface."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dumps.conftest import SEEDS, read

ENGLISH = ("Author", "Abstract", "Full text", "Title", "Publication title", "Publication date", "ProQuest document ID",
           "Document URL", "Language of publication")  # fmt: skip
LABELS = {
    "es": "Autor|Resumen|Texto completo|Título|Título de publicación|Fecha de publicación|ID del documento de ProQuest"
    "|URL del documento|Idioma de la publicación",
    "pt": "Autor|Resumo|Texto completo|Título|Título da publicação|Data de publicação|ID do documento ProQuest"
    "|URL do documento|Idioma da publicação",
    "fr": "Auteur |Résumé |Texte intégral |Titre |Titre de la publication |Date de publication "
    "|ID du document ProQuest |URL du document |Langue de publication ",
    "de": "Autor|Zusammenfassung|Volltext|Titel|Titel der Publikation|Publikationsdatum|ProQuest-Dokument-ID"
    "|Dokument-URL|Sprache der Publikation",
    "it": "Autore|Abstract|Testo completo|Titolo|Titolo della pubblicazione|Data di pubblicazione|ID documento ProQuest"
    "|URL del documento|Lingua della pubblicazione",
}
DATES = {
    "es": "2 de mayo de 2019",
    "pt": "2 de maio de 2019",
    "fr": "2 mai 2019",
    "de": "2. Mai 2019",
    "it": "2 maggio 2019",
}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("sample", ["proquest.txt", "proquest.html"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_labels_of_other_languages(
    language: str, sample: str, charset: str, write: Callable[[str, bytes], Path]
) -> None:
    text = (SEEDS / sample).read_text("utf-8").replace("Report Information from ProQuest", "ProQuest")
    text = text.replace("May 2, 2019", DATES[language]).replace("utf-8", charset).replace("UTF-8", charset)
    for english, label in zip(ENGLISH, LABELS[language].split("|"), strict=True):
        text = text.replace(f"{english}:", f"{label}:").replace(f"{english} :", f"{label}:")
        text = text.replace(f"<strong>{english}", f"<strong>{label}").replace(f"<b>{english}", f"<b>{label}")
    ours = read(write(sample, text.encode(charset, "xmlcharrefreplace" if "html" in sample else "replace")))
    theirs = read(SEEDS / sample)
    assert ours.dump.format == theirs.dump.format
    assert ours.dump.found == theirs.dump.found
    for mine, other in zip(ours.records, theirs.records, strict=True):
        stated = (other.title, other.source, other.author, other.url, other.published.moment, other.language)
        assert (mine.title, mine.source, mine.author, mine.url, mine.published.moment, mine.language) == stated
        assert len(mine.content) == len(other.content)


def test_a_list_of_contents_without_a_rule(write: Callable[[str, bytes], Path]) -> None:
    raw = "Table of contents\n\n1. Ferry rests\n2. Storch bleibt\n\n"
    for number, title in ((1, "Ferry rests"), (2, "Stork stays")):
        raw += f"Document {number} of 2\n\n{title}\n\nAuthor: Firn, Ada\n\nFull text:\n\nIt stays where it is.\n\n"
        raw += "Publication title: Quay Herald\n\nPublication date: May 6, 2012\n\n" + "_" * 60 + "\n\n"
    records = read(write("a.txt", raw.encode())).records
    assert [record.title for record in records] == ["Ferry rests", "Stork stays"]
    assert {record.content.strip() for record in records} == {"It stays where it is."}
