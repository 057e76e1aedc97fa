"""Downloads of Factiva: HTML with or without field codes, and XML of its web service.

The codes (HD headline, BY byline, PD date, ET time, SN source, LP lead, TD text) are the same in every language
of the interface; without them the header is a row of lines whose order is fixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, End, elements, root_of
from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of, one_line
from reader.dumps.html_page import declared_charset
from reader.dumps.limits import MEGABYTE
from reader.dumps.markers import Markers
from reader.dumps.markup import MarkupError, Node, all_of, attribute, paragraphs, parse, said
from reader.dumps.member import Member
from reader.dumps.nexis import LANGUAGES
from reader.dumps.page import language_code
from reader.dumps.pieces import LARGEST, Piece, pieces
from reader.dumps.wire_copy import without_by
from reader.dumps.xml_text import XmlText
from reader.model import Precision, RecordKind, Skipped

_ARTICLE = rb"<div[^>]{0,200}class=[\"']article\s+\w+Article[\"']"
_OTHERWISE = re.compile(
    rb"fcpNavContainer|factivalogo|<title>\s*Factiva|\.factiva\.com/|Factiva\b.{0,200}Dow Jones", re.S
)
_CODE = re.compile(r"<b>\s*([A-Z]{2,3})\s*</b>(?:&nbsp;|\s|</p>)*</td>\s*<td[^>]*>(.*?)</td>\s*</tr>", re.S | re.I)
_PARAGRAPH = re.compile(r"<p\s[^>]*class=[\"']articleParagraph[^>]*>(.*?)</p\s*>", re.S | re.I)
_HEADLINE = re.compile(r"<(\w+)[^>]*(?:class=[\"']\w*Headline[\"']|id=[\"']hd[\"'])[^>]*>(.*?)</\1\s*>", re.S | re.I)
_AUTHOR = re.compile(r"<div[^>]*class=[\"']author[\"'][^>]*>(.*?)</div", re.S | re.I)
_NUMBER = re.compile(r"^\d{1,4}\)\s+")
_WORDS = re.compile(
    r"^[\d.,\s]{1,9}\s*(?:words|mots|w[öo]rter|palabras|parole|palavras|woorden|ord|слов\w*|字|語|词)\b", re.I
)
_TIME = re.compile(r"^\d{1,2}:\d\d(?:\s*[AP]M)?(?:\s+\w{2,4})?$", re.I)
_SHORT_CODE = re.compile(r"^[A-Z0-9]{2,10}$")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|Copyright|Alle Rechte|Tous droits)", re.I)
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door)\s", re.I)
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]+(?: (?:(?:de|van|von|der|la|del|al|bin|and) )*[A-Z][\w'’.-]*){1,3}")
_NAMES = re.compile(
    rf"{_NAME.pattern}(?:(?:, (?:avec|with|mit|con|et|and|und|y) | (?:et|and|und|y) |, ){_NAME.pattern})*"
)
_HEADLINE_WORDS = 5
_CODED_LINE = re.compile(r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|AN)\s+(.+)$")
_FOOT = re.compile(r"^Document\s+[A-Z0-9]{8,}\w*$")
_NAMED = {
    "WC": "length", "ED": "edition", "PG": "page", "CY": "copyright", "SC": "source code", "ART": "captions",
    "AN": "document", "CO": "companies", "IN": "industries", "NS": "subjects", "RE": "regions", "PUB": "publisher",
    "VOL": "volume", "CX": "correction", "CT": "contact", "RF": "reference", "CLM": "column", "CR": "credit",
    "NGC": "group", "DLN": "dateline",
}  # fmt: skip


class FactivaHtml:
    """Articles saved from Factiva as HTML."""

    name = "Factiva (HTML)"

    def score(self, head: bytes, name: str) -> float:
        if b"Article" in head and re.search(_ARTICLE, head):
            return 0.97
        known = b"activa" in head or b"fcpNav" in head  # spares most files the expression
        return 0.85 if known and _OTHERWISE.search(head) else 0.0  # its scripts may fill the head

    def census(self) -> Census | None:
        return Markers(_ARTICLE, literal=b"<div")

    def records(self, member: Member) -> Iterator[Found]:
        head = member.head()
        declared, hint = declared_charset(head), charset_of(head)
        for piece in pieces(member, re.compile(_ARTICLE), b"<div"):
            if member.done(piece.offset):
                continue
            if piece.too_long:
                yield member.problem(
                    piece.offset, f"An article of more than {LARGEST // MEGABYTE} MB; it was left out."
                )
            else:
                decoded = decode(piece.raw, declared, hint)
                yield _record(member, piece, _stated(decoded.text), decoded.warnings, self.name)


def _record(member: Member, piece: Piece, stated: dict[str, Any], warnings: tuple[str, ...], fmt: str) -> Found:
    text = stated.pop("text")
    if not text.strip():
        return Skipped(member.place(piece.offset), "articles without text")
    return member.record(fmt, piece.offset, piece.raw, text, kind=RecordKind.STATED, warnings=warnings, **stated)


def _stated(markup: str) -> dict[str, Any]:
    coded = [(code.upper(), inner) for code, inner in _CODE.findall(markup)]
    return _by_codes(coded) if any(code == "HD" for code, _ in coded) else _by_order(markup)


def _by_codes(coded: list[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, str] = {}
    for code, inner in coded:
        text = lines_of(inner).replace("\xa0", " ").strip()
        found[code] = f"{found[code]}\n{text}" if code in found else text
    return {
        "text": "\n".join(found[code] for code in ("LP", "TD") if found.get(code)),
        "title": _title(found.get("HD")),
        "source": found.get("SN"),
        "author": without_by(found.get("BY")),
        "published": read_date(f"{found.get('PD', '')} {found.get('ET', '')}"),
        "language": _language(found.get("LA")),
        "section": found.get("SE"),
        "fields": {_NAMED.get(code, code): text for code, text in found.items() if code in _NAMED and text},
    }


def _by_order(markup: str) -> dict[str, Any]:
    first = _PARAGRAPH.search(markup)
    head = markup[: first.start()] if first else markup
    body = [lines_of(inner) for inner in _PARAGRAPH.findall(markup)]
    headline, author = _HEADLINE.search(head), _AUTHOR.search(head)
    lines = [line.replace("\xa0", " ").strip() for line in lines_of(head).split("\n")]
    lines = lines[1:] if lines and ">" in lines[0][:3] else lines
    title = _title(lines_of(headline.group(2))) if headline else _title(next(iter(lines), None))
    foot = next((line for line in lines_of(markup).split("\n")[::-1] if _FOOT.match(line.strip())), "")
    return {
        **_header(lines, foot),
        "text": "\n".join(text for text in body if text.strip() and not _FOOT.match(text.strip())),
        "title": title,
        "author": without_by(one_line(lines_of(author.group(1)))) if author else None,
    }


def _header(lines: list[str], foot: str) -> dict[str, Any]:
    """What the row of lines above the text states, in its fixed order."""
    dated = next((at for at, line in enumerate(lines) if _is_day(line)), len(lines))
    behind = lines[dated + 1 :]
    time = behind.pop(0) if behind and _TIME.match(behind[0]) else ""
    codes = [line for line in behind[1:] if _SHORT_CODE.match(line)]
    fields = {
        "length": next((line for line in lines if _WORDS.match(line)), ""),
        "document": foot.strip().removeprefix("Document").strip(),
        "source code": next(iter(codes), ""),
    }
    return {
        "source": next(iter(behind), None),
        "published": read_date(f"{lines[dated]} {time}" if dated < len(lines) else None),
        "language": next((code for line in behind if (code := _language(line))), None),
        "fields": {name: text for name, text in fields.items() if text},
    }


def stated_by_lines(lines: Sequence[str]) -> dict[str, Any]:
    """An article whose paragraphs are lines (RTF): a header in its fixed order up to the copyright, then the text."""
    plain = [line.strip() for line in lines if line.strip()]
    coded = [(match.group(1), match.group(2)) for line in plain if (match := _CODED_LINE.match(line))]
    if any(code == "HD" for code, _ in coded):
        return _by_codes(coded)
    counted = next((at for at, line in enumerate(plain) if _WORDS.match(line)), None)
    dated = next((at for at, line in enumerate(plain) if _is_day(line)), None)
    foot = plain.pop() if plain and _FOOT.match(plain[-1]) else ""
    if dated is None:
        return {"text": "\n".join(plain[1:]), "title": _title(plain[0] if plain else None)}
    end = next((at + 1 for at in range(dated, min(dated + 12, len(plain))) if _COPYRIGHT.match(plain[at])), dated + 1)
    above = plain[: counted if counted is not None and counted < dated else dated]
    above, section = (above[1:], above[0]) if _is_headed(above) else (above, None)
    named = len(above) > 1 and len(above[-1]) < 80 and bool(_BYLINE.match(above[-1]) or _is_name(above))
    return {
        **_header(plain[:end], foot),
        "text": "\n".join(plain[end:]),
        "title": _title(" ".join(above[: len(above) - named])),
        "author": without_by(above[-1]) if named else None,
        "section": section,
    }


def _is_headed(above: Sequence[str]) -> bool:
    """Whether the first of the lines over the count of words names a section: two more follow, or it is a lone word."""
    if len(above) < 2 or len(above[0]) >= 30:
        return False
    lone = " " not in above[0] and above[0][0].isupper() and above[0][-1].isalpha()
    return len(above) > 2 or (lone and len(above[1].split()) >= _HEADLINE_WORDS)


def _is_name(above: Sequence[str]) -> bool:
    """Whether the last line over the count of words is a writer's name: below a headline that is longer than names."""
    return len(above[0]) > 16 and _NAMES.fullmatch(above[-1]) is not None


def _is_day(line: str) -> bool:
    return len(line) < 40 and read_date(line).precision is Precision.DAY


def _title(text: str | None) -> str | None:
    title = one_line(text)
    return _NUMBER.sub("", title) or None if title else None


def _language(name: str | None) -> str | None:
    lower = (name or "").strip().lower()
    return LANGUAGES.get(lower) or (language_code(lower) if len(lower) == 2 else None)


class FactivaXml:
    """Articles as Factiva's web service gives them (`<PPSResponse>`)."""

    name = "Factiva (XML)"

    def score(self, head: bytes, name: str) -> float:
        return 0.96 if root_of(head) == "PPSResponse" or b"global.factiva.com" in head else 0.0

    def census(self) -> Census | None:
        return ElementCensus(("article",))

    def records(self, member: Member) -> Iterator[Found]:
        texts = XmlText.of(member)
        stated = re.search(rb"ResultSet[^>]*\scount=\"(\d+)\"", member.head())
        count = 0
        with member.open() as stream:
            for element in elements(stream, ("article",), charset=texts.charset):
                count += 1
                if member.done(element.offset):
                    continue
                if element.end in (End.LONG, End.CUT):
                    yield member.problem(element.offset, f"An article that cannot be read: {element.end.value}.")
                    continue
                decoded = texts.decode(element.raw)
                try:
                    root, _ = parse(decoded.text)
                except MarkupError:
                    yield member.problem(element.offset, "An article whose markup cannot be read.")
                    continue
                piece = Piece(element.offset, element.length, element.raw)
                yield _record(member, piece, _xml_stated(root), decoded.warnings, self.name)
        if stated and int(stated.group(1)) != count:
            reason = f"The file states {int(stated.group(1))} articles and holds {count}."
            yield member.problem(0, reason, rejected=False)


def _xml_stated(root: Node) -> dict[str, Any]:
    body = [
        line for name in ("leadParagraph", "tailParagraphs") for part in all_of(root, name) for line in paragraphs(part)
    ]
    day, time = (
        said(root, "publicationDate", "date"),
        said(root, "publicationTime", "time") or said(root, "publicationDate", "time"),
    )
    return {
        "text": "\n".join(body),
        "title": said(root, "headline"),
        "source": said(root, "sourceName"),
        "author": without_by(said(root, "byline")),
        "published": read_date(f"{day or ''} {time or ''}"),
        "language": language_code(said(root, "baseLanguage")),
        "section": said(root, "sectionName"),
        "fields": _xml_fields(root),
    }


def _xml_fields(root: Node) -> Mapping[str, str]:
    stated = {
        "document": said(root, "accessionNo"),
        "copyright": said(root, "copyright"),
        "dateline": said(root, "dateline"),
        "regions": "; ".join(
            dict.fromkeys(said(node, "name") or attribute(node, "code") or "" for node in all_of(root, "region"))
        ),
        "companies": "; ".join(dict.fromkeys(said(node, "name") or "" for node in all_of(root, "company"))),
    }
    return {name: text for name, text in stated.items() if text}
