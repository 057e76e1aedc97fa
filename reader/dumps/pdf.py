"""PDF: the text that is in it, as a page of text; scans without text are named.

Read by pdfium, page by page. The lines in the largest type at the top of the first page are the
headline; titles in the file's own data are mostly those of a typesetting program's job.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from reader.dumps.dates import read_date
from reader.dumps.format import Census, Found
from reader.dumps.limits import MEGABYTE
from reader.dumps.member import CHUNK, Member
from reader.errors import DumpError
from reader.model import UNDATED, DateOrigin, PublishedDate, Record, RecordKind

LARGEST_TEXT = 16 * MEGABYTE  # characters of one document; a thick newspaper has one megabyte
HEADLINE = 250  # characters; more in the largest type is no headline
HEAD = 6000  # characters of the first page in which the headline is looked for
LARGER = 1.15  # the headline's type against the usual one

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?")
_HYPHEN = re.compile("[\x02\ufffe]\n?")  # what pdfium gives for a hyphen at a line's end


class Pdf:
    """A PDF document with text."""

    name = "PDF"

    def score(self, head: bytes, name: str) -> float:
        place = head[:1024].find(b"%PDF-")  # readers allow junk before it: ISO 32000-1, annex H, note 13
        return 0.0 if place < 0 else 0.9 if place == 0 else 0.5

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        if member.done(0):
            return
        with member.seekable() as file:
            yield _document(member, file, self.name)


def _document(member: Member, file: BinaryIO, name: str) -> Found:
    try:
        document = pdfium.PdfDocument(file)
    except (pdfium.PdfiumError, ValueError, OSError) as error:
        if "password" in str(error).lower():
            return member.problem(0, "A PDF that is locked with a password; save it without and open that.")
        raise DumpError(f"{member.where} is not a whole PDF; fetch it again") from error
    try:
        pages, bad, title = _pages(document)
        about = _about(document)
        count = len(document)
    finally:
        document.close()
    text = "\n".join(pages)
    if not text.strip():
        return member.problem(0, f"A PDF of {count} pages without text: scans; have their text recognised first.")
    record = member.record(
        name,
        0,
        b"",
        text,
        kind=RecordKind.TEXT,
        title=title,
        published=_saved(about),
        fields=_fields(about, count),
        warnings=(f"{bad} of {count} pages could not be read",) if bad else (),
    )
    return _placed(record, file)


def _pages(document: Any) -> tuple[list[str], int, str | None]:
    """The text of the pages, how many could not be read, and the headline."""
    texts: list[str] = []
    bad, size, title = 0, 0, None
    for number in range(len(document)):
        try:
            page = document[number]
            layer = page.get_textpage()
            text = _tidy(layer.get_text_bounded())
            if text.strip() and not any(texts):
                title = _headline(layer)
            layer.close()
            page.close()
        except (pdfium.PdfiumError, ValueError, UnicodeError):
            bad += 1
            continue
        size += len(text)
        if size > LARGEST_TEXT:
            bad += len(document) - number
            break
        texts.append(text)
    return texts, bad, title


def _tidy(text: str) -> str:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return _HYPHEN.sub("-\n", text)


def _headline(layer: Any) -> str | None:
    """The first run of lines in the largest type, if it is larger than the usual."""
    count = min(layer.count_chars(), HEAD)
    text = layer.get_text_range(0, count) if count else ""
    if len(text) != count:  # characters beyond the BMP: places would not fit
        return None
    sizes = [round(pdfium.raw.FPDFText_GetFontSize(layer.raw, place), 1) for place in range(count)]
    letters = [size for size, letter in zip(sizes, text, strict=True) if letter.isalpha()]
    if len(letters) < 40:
        return None
    usual, largest = sorted(letters)[len(letters) // 2], max(letters)
    if largest < LARGER * usual:
        return None
    start = next(place for place in range(count) if sizes[place] == largest and text[place].isalpha())
    end = start
    while end < count and (sizes[end] == largest or text[end].isspace()):
        end += 1
    found = " ".join(_HYPHEN.sub("", _tidy(text[start:end])).split())
    return found if 3 < len(found) <= HEADLINE else None


def _about(document: Any) -> dict[str, str]:
    try:
        stated: dict[str, str] = document.get_metadata_dict(skip_empty=True)
    except (pdfium.PdfiumError, ValueError, UnicodeError):
        return {}
    return stated


def _saved(about: Mapping[str, str]) -> PublishedDate:
    """When the file was made: no publication, and marked so."""
    match = _DATE.match(about.get("CreationDate", "") or about.get("ModDate", ""))
    if match is None:
        return UNDATED
    year, month, day, hour, minute, second, utc, hours, minutes = match.groups()
    written = "-".join(part for part in (year, month, day) if part)
    if day and hour and minute:
        zone = utc or (f"{hours}:{minutes or '00'}" if hours else "")
        written += f"T{hour}:{minute}" + (f":{second}" if second else "") + zone
    found = read_date(written, DateOrigin.SAVED)
    return replace(found, as_written=match.group())


def _fields(about: Mapping[str, str], pages: int) -> Mapping[str, str]:
    names = ("Title", "Author", "Subject", "Keywords", "Producer")
    stated = {f"document {name.lower()}": about[name].strip() for name in names if about.get(name, "").strip()}
    stated = {name: value.encode("utf-8", "replace").decode() for name, value in stated.items()}
    return {**stated, "pages": str(pages)}


def _placed(record: Record, file: BinaryIO) -> Record:
    """The record with its length and hash: all of the file."""
    digest = hashlib.sha256()
    file.seek(0)
    length = 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        length += len(chunk)
    return replace(record, provenance=replace(record.provenance, length=length, record_sha256=digest.hexdigest()))
