"""A document of Nexis, in any of its layouts: a head, labels, a body, labels again.

The layouts are read from downloads of LexisNexis Academic (source, date, headline, labels in capitals) and of
Nexis Uni (headline, source, date, labels, `Body`, `Classification`). Labels come in the language of the interface.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.page import language_code
from reader.dumps.wire_copy import without_by
from reader.model import UNDATED, Precision, PublishedDate

_FIELDS = {
    "byline": "BYLINE AUTHOR AUTOR AUTEUR VON AUTORE AUTOR: NAAM DOOR",
    "section": "SECTION RUBRIK RESSORT RUBRIQUE SECCIÓN SECCION SEZIONE ABSCHNITT SECTIE",
    "length": "LENGTH LÄNGE LAENGE LONGUEUR LONGITUD LUNGHEZZA LENGTE",
    "dateline": "DATELINE",
    "highlight": "HIGHLIGHT ENCART SUMMARY ABSTRACT",
    "language": "LANGUAGE SPRACHE LANGUE IDIOMA LINGUA TAAL",
    "load date": "LOAD-DATE UPDATE DATE-CHARGEMENT DATUM-DES-LADENS FECHA-CARGA",
    "publication type": "PUBLICATION-TYPE TYPE-PUBLICATION PUBLIKATIONSTYP TIPO-PUBLICACIÓN TYPE DOCUMENT-TYPE",
    "graphic": "GRAPHIC GRAFIK GRAPHIQUE GRÁFICO NOTES",
    "correction": "CORRECTION KORREKTUR",
    "correction date": "CORRECTION-DATE",
    "url": "URL",
    "series": "SERIES SERIE",
    "journal code": "JOURNAL-CODE",
    "subject": "SUBJECT SUJET THEMA",
    "copyright": "COPYRIGHT",
    "issn": "ISSN",
    "column": "COLUMN",
    "distribution": "DISTRIBUTION",
    "acc no": "ACC-NO",
}
LABELS: Mapping[str, str] = {label: name for name, labels in _FIELDS.items() for label in labels.split()}
_HEAD = ("byline", "section", "length", "dateline", "highlight", "url", "series", "column", "distribution")
LANGUAGES = {
    "english": "en", "englisch": "en", "anglais": "en", "inglés": "en", "german": "de", "deutsch": "de",
    "allemand": "de", "french": "fr", "français": "fr", "französisch": "fr", "spanish": "es", "español": "es",
    "spanisch": "es", "dutch": "nl", "nederlands": "nl", "niederländisch": "nl", "italian": "it", "italiano": "it",
    "italienisch": "it", "portuguese": "pt", "português": "pt", "russian": "ru", "polish": "pl", "danish": "da",
    "swedish": "sv", "arabic": "ar", "chinese": "zh", "japanese": "ja", "norwegian": "no", "finnish": "fi",
    "czech": "cs",
}  # fmt: skip

_LABEL = re.compile(r"([A-ZÄÖÜÉÈÓÁÍ][A-ZÄÖÜÉÈÓÁÍ-]{2,24}|[A-Z][A-Za-zäöüéó]+(?:[- ][A-Z][a-z]+)?):(?:\s+|$)(.*)", re.S)
_COPYRIGHT = re.compile(
    r"(?:Copyright|©|\(c\))\s.{0,40}\d{4}|^Alle Rechte vorbehalten|^All Rights Reserved|^Tous droits r", re.I
)
_EDITION = re.compile(
    r"(?:\d+ ?\w* star |\w+ ){0,3}edition\b.*|(?:final|late|early|city|national|main|home)\b.{0,20}$|.*ausgabe$", re.I
)
_CORRECTED = re.compile(r"^Correction Appended\b", re.I)
_BODY = ("body", "textkörper", "corps", "text")
_CLASSIFICATION = ("classification", "klassifizierung", "graphic", "grafik", "notes", "load-date")


@dataclass(slots=True)
class NexisDocument:
    """What one document states; `body` has a paragraph a line."""

    title: str | None = None
    source: str | None = None
    published: PublishedDate = UNDATED
    labels: dict[str, str] = field(default_factory=dict)
    body: str = ""
    unknown: dict[str, str] = field(default_factory=dict)

    @property
    def author(self) -> str | None:
        return without_by(self.labels.get("byline"))

    @property
    def language(self) -> str | None:
        name = re.split(r"[;,\s]", self.labels.get("language", "").lower())[0]
        return LANGUAGES.get(name) or language_code(name)

    def stated(self) -> dict[str, Any]:
        """What it states, by the names of `Record`'s fields."""
        return {
            "title": self.title,
            "source": self.source,
            "author": self.author,
            "published": self.published,
            "url": self.labels.get("url"),
            "language": self.language,
            "section": self.labels.get("section"),
            "fields": self.fields(),
        }

    def fields(self) -> Mapping[str, str]:
        kept = {
            name: text for name, text in self.labels.items() if name not in ("byline", "section", "language", "url")
        }
        return {name: text for name, text in {**kept, **self.unknown}.items() if text}


def read_document(paragraphs: Sequence[str], centred: frozenset[str] = frozenset()) -> NexisDocument:
    """A document from its paragraphs, of either layout; `centred` lines are no headline."""
    lines = [" ".join(line.split()) for line in paragraphs]
    lines = [line for line in lines if line]
    found = NexisDocument()
    place = _head(lines, found, centred)
    while place < len(lines) and (label := _labelled(lines[place])) and label[0] in _HEAD:
        found.labels.setdefault(*label)
        place += 1
    if place < len(lines) and lines[place].lower() in _BODY:
        place += 1
    end = _tail(lines, place, found)
    found.body = "\n".join(lines[place:end])
    return found


def _head(lines: Sequence[str], found: NexisDocument, centred: frozenset[str]) -> int:
    """Source, date and headline, whichever comes first; gives the place of the first label or of the body."""
    limit = next(
        (at for at, line in enumerate(lines[:40]) if _labelled(line) or line.lower() in _BODY), min(len(lines), 8)
    )
    head = [line for line in lines[:limit] if not _COPYRIGHT.search(line) and not _CORRECTED.match(line)]
    dated = next((at for at, line in enumerate(head) if is_dateline(line)), None)
    if dated is None:
        found.source, found.title = next(iter(head), None), " ".join(head[1:]) or None
        return limit
    found.published = read_date(head[dated])
    before, after = head[:dated], head[dated + 1 :]
    while after and (after[0] in centred or (len(after) > 1 and len(after[0]) < 60 and _EDITION.match(after[0]))):
        found.labels["edition"] = f"{found.labels.get('edition', '')} {after.pop(0)}".strip()
    if len(before) >= 2 and (not after or _COPYRIGHT.search(" ".join(lines[dated : limit + 1]))):
        found.title, found.source = " ".join(before[:-1]), before[-1]  # Nexis Uni: headline, source, date
    else:
        found.source, found.title = next(iter(before[-1:]), None), " ".join(after) or None
    return limit


def is_dateline(line: str) -> bool:
    """Whether a line states a day, as the line under the source does."""
    return len(line) < 120 and read_date(line).precision not in (None, Precision.YEAR)


def _tail(lines: Sequence[str], start: int, found: NexisDocument) -> int:
    """Where the body ends; the labels and the copyright behind it are read."""
    end = len(lines)
    for place in range(start, len(lines)):
        label = _labelled(lines[place])
        if (label and label[0] not in _HEAD) or lines[place].lower() in _CLASSIFICATION or _ends(lines, place):
            end = place
            break
    last = ""
    for line in lines[end:]:
        label = _labelled(line) or _any_label(line)
        if label:
            last = label[0]
            target = found.labels if label[0] in _FIELDS else found.unknown
            target.setdefault(last, label[1])
        elif _COPYRIGHT.search(line):
            last = "copyright"
            found.labels.setdefault(last, line)
        elif last and line.lower() not in _CLASSIFICATION and not line.startswith("End of Document"):
            target = found.labels if last in _FIELDS else found.unknown
            target[last] = f"{target.get(last, '')}\n{line}".strip()
    return end


def _ends(lines: Sequence[str], place: int) -> bool:
    """Whether the copyright line behind the body, or the document's end mark, stands here."""
    line = lines[place]
    return line == "End of Document" or (bool(_COPYRIGHT.match(line)) and len(lines) - place <= 12 and len(line) < 200)


def _labelled(line: str) -> tuple[str, str] | None:
    match = _LABEL.match(line)
    name = LABELS.get(match.group(1).upper().replace(" ", "-")) if match else None
    return (name, match.group(2).strip()) if match and name else None


def _any_label(line: str) -> tuple[str, str] | None:
    """A label that is not in the table, such as `GEOGRAPHIC:` or `COMPANY:`, behind the body."""
    match = re.match(r"([A-ZÄÖÜ][A-ZÄÖÜ /-]{2,24}|[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?):\s+(.*)", line)
    return (match.group(1).lower(), match.group(2)) if match else None
