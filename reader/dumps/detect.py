"""What a file is, by its content; its name only breaks ties.

Names lie: gzip is found named .warc, mail named .txt, HTML named .json. So first comes the
table of signatures (containers, and files that are recognised in order to be explained), then
whether it is text at all, then each format's own score.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from reader.dumps.encodings import MARKS, wide_charset
from reader.dumps.explained import PACKAGES as EXPLAINED
from reader.dumps.explained import explain
from reader.dumps.format import Format
from reader.dumps.member import Member


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes at a fixed place that tell what a file is. `plural` is what it is counted as."""

    magic: bytes
    what: str
    plural: str
    offset: int = 0
    container: str = ""
    advice: str = ""
    needs: bytes = b""  # a second string within the first 64 bytes, where the first is not enough


PICTURES = "pictures"
UNPACK = "unpack it first and open the folder"
SIGNATURES = (
    Signature(b"\x1f\x8b", "a gzip file", "gzip files", container="gzip"),
    Signature(b"PK\x03\x04", "a zip archive", "zip archives", container="zip"),
    Signature(b"PK\x05\x06", "an empty zip archive", "empty zip archives", container="zip"),
    Signature(b"7z\xbc\xaf\x27\x1c", "a 7z archive", "7z archives", advice=UNPACK),
    Signature(b"Rar!\x1a\x07", "a RAR archive", "RAR archives", advice=UNPACK),
    Signature(b"BZh", "a bzip2 file", "bzip2 files", container="bzip2", needs=b"1AY&SY"),
    Signature(b"BZh", "a bzip2 file", "bzip2 files", container="bzip2", needs=b"\x17rE8P\x90"),
    Signature(b"\xfd7zXZ\x00", "an xz file", "xz files", container="xz"),
    Signature(b"\x28\xb5\x2f\xfd", "a Zstandard file", "Zstandard files", container="zstandard"),
    Signature(b"\x04\x22\x4d\x18", "an LZ4 file", "LZ4 files", container="lz4"),
    Signature(b"ustar", "a tar archive", "tar archives", offset=257, container="tar"),
    Signature(b"\x89PNG\r\n\x1a\n", "a PNG picture", PICTURES),
    Signature(b"\xff\xd8\xff", "a JPEG picture", PICTURES),
    Signature(b"GIF87a", "a GIF picture", PICTURES),
    Signature(b"GIF89a", "a GIF picture", PICTURES),
    Signature(b"RIFF", "a WebP picture", PICTURES, needs=b"WEBP"),
    Signature(b"II*\x00", "a TIFF picture", PICTURES),
    Signature(b"MM\x00*", "a TIFF picture", PICTURES),
    Signature(b"\x00\x00\x01\x00", "an icon", PICTURES),
    Signature(b"RIFF", "a sound or video file", "sounds and videos", needs=b"\x00"),
    Signature(b"ID3", "a sound file", "sounds and videos", needs=b"\x00"),
    Signature(b"OggS", "a sound or video file", "sounds and videos", needs=b"\x00"),
    Signature(b"fLaC", "a sound file", "sounds and videos", needs=b"\x00"),
    Signature(b"ftyp", "a video file", "sounds and videos", offset=4, needs=b"\x00"),
    Signature(b"\x1a\x45\xdf\xa3", "a video file", "sounds and videos"),
    Signature(b"%PDF-", "a PDF document", "PDF documents", advice="save its text from a PDF viewer and open that"),
    Signature(b"{\\rtf", "an RTF document", "RTF documents", advice="save it as plain text and open that"),
    Signature(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or Outlook message", "Office documents"),
    Signature(b"!BDN", "an Outlook mailbox", "Outlook mailboxes", advice="export it as mbox and open that"),
    Signature(b"SQLite format 3\x00", "an SQLite database", "databases", advice="export a table as CSV and open that"),
    Signature(b"PAR1", "a Parquet table", "Parquet tables", advice="save it as CSV or JSON lines and open that"),
    Signature(b"\x7fELF", "a program", "programs"),
    Signature(b"MZ", "a program", "programs", needs=b"\x00\x00"),
    Signature(b"\xca\xfe\xba\xbe", "a program", "programs"),
    Signature(b"\xcf\xfa\xed\xfe", "a program", "programs"),
    Signature(b"wOFF", "a font", "fonts", needs=b"\x00"),
    Signature(b"wOF2", "a font", "fonts", needs=b"\x00"),
    Signature(b"\x00\x01\x00\x00\x00", "a font", "fonts"),
    Signature(b"OTTO", "a font", "fonts", needs=b"\x00"),
    Signature(b"BOOKMOBI", "a Mobipocket book", "Mobipocket books", offset=60, advice="convert it to EPUB"),
)
TEXT_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xml", ".json", ".jsonl", ".csv", ".tsv", ".eml", ".mbox")
SYSTEM_FILE = re.compile(r"(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX/.*|\._[^/]*|\.git/.*)$")

# Control characters that text does not hold; 7 (bell), 8, 27 (escape) do occur in old files.
_CONTROLS = bytes(set(range(32)) - set(b"\a\b\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.05  # of all bytes; random bytes have .10, the worst real text of the corpus .004


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a member is: a format that reads it, or what else it is in words."""

    format: Format | None = None
    what: str = ""  # "a PNG picture"
    plural: str = ""  # "pictures"
    advice: str = ""
    rejected: bool = False  # it pretends to be text, so it should have been readable


def signature_of(head: bytes) -> Signature | None:
    """The first signature that fits."""
    for sign in SIGNATURES:
        if head.startswith(sign.magic, sign.offset) and (not sign.needs or sign.needs in head[:64]):
            return sign
    return None


WACZ = "wacz"  # unpacked, but for its indexes
# Zip archives that are one document: what they hold tells what they are.
PACKAGES = (
    ("docx", re.compile(r"word/document\d*\.xml$")),
    ("xlsx", re.compile(r"xl/workbook\.(xml|bin)$")),
    ("pptx", re.compile(r"ppt/presentation\.xml$")),
    ("epub", re.compile(r"META-INF/container\.xml$")),
    (WACZ, re.compile(r"archive/[^/]+\.warc(\.gz)?$")),
    ("odf", re.compile(r"META-INF/manifest\.xml$")),
)


def package_of(names: Sequence[str]) -> str:
    """ "docx", "epub", ... for the names in a zip archive that is a document, else ""."""
    for package, pattern in PACKAGES:
        if any(pattern.match(name) for name in names):
            return package if package != WACZ or "datapackage.json" in names else ""
    return ""


# What stands in a Word document tells whose it is: covers and ends of documents of Nexis Uni.
_NEXIS = re.compile(rb">End of Document<|>Job Number:|>Documents \(\d|>Dokumente \(\d")
NEXIS_WORD = "nexis docx"


def finer(package: str, archive: ZipFile) -> str:
    """The package, or who wrote it where its first part tells that."""
    if package != "docx":
        return package
    part = next((name for name in archive.namelist() if PACKAGES[0][1].match(name)), "")
    try:
        with archive.open(part) as stream:
            return NEXIS_WORD if _NEXIS.search(stream.read(1 << 20)) else package
    except (BadZipFile, OSError, EOFError, ValueError, RuntimeError, KeyError, zlib.error):
        return package


def container_of(head: bytes) -> str:
    """ "gzip", "zip", ... or "" for a file that is no container."""
    sign = signature_of(head)
    return sign.container if sign else ""


def is_text(head: bytes) -> bool:
    """Whether these bytes are text in some charset; NULs and stray controls are forgiven."""
    if head.startswith(tuple(mark for mark, _ in MARKS)) or wide_charset(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= _MOST_CONTROLS * len(head)


def choose(member: Member, formats: Sequence[Format], forced: Format | None = None) -> Verdict:
    """The format that reads a member; the highest score wins, the earlier one of two alike."""
    head, name = member.head(), member.filename.lower()
    if forced is not None:
        return Verdict(forced)
    if told := EXPLAINED.get(member.package) or (explain(head, name) if is_text(head) else None):
        return Verdict(what=told.what, plural=told.plural, advice=told.advice)
    ranked = ranking(member, formats)
    if ranked:
        return Verdict(ranked[0][0])
    if sign := signature_of(head):
        return Verdict(what=sign.what, plural=sign.plural, advice=sign.advice)
    return Verdict(what="a binary file", plural="binary files", rejected=name.endswith(TEXT_SUFFIXES))


def ranking(member: Member, formats: Sequence[Format]) -> list[tuple[Format, float]]:
    """The formats that may read a member, the surest first, the earlier one of two alike."""
    head, name = member.head(), member.filename.lower()
    packed = [fmt for fmt in formats if member.package and getattr(fmt, "package", "") == member.package]
    scores = [(2.0 if fmt in packed else fmt.score(head, name), fmt) for fmt in formats]
    ordered = sorted(scores, key=lambda entry: entry[0], reverse=True)  # stable: the earlier one of two alike
    return [(fmt, score) for score, fmt in ordered if score > 0]
