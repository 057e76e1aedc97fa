"""Small repairs inside a stretch of text: characters that are not text, white space, mojibake.

Only what is certain is repaired; each repair is an edit, so it can be seen and put back.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import name2codepoint

import ftfy

from reader.cleaning.edits import Edit
from reader.model import CutReason

# Characters that stand for nothing on a page: control characters, zero width space, byte order
# mark, lone surrogates. Joiners and direction marks are part of some scripts and stay.
INVISIBLE = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff"
_BREAKS = r"\t\n\r\x0b\x0c\x1c-\x1f\u2028\u2029"

# One look for anything that may need a repair. Most lines have nothing and cost only this.
GARBLED = re.compile(r"[À-ßâ-ï][\x80-\xff\u0152-\u2122]")
LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"  # printers' fi, fl, ...
_ODD = re.compile(rf"[{_BREAKS}{INVISIBLE}\x85\xad&À-ßâ-ï{LIGATURES}]")  # with which all but two blanks begin
_SUSPECT = re.compile(rf"[{_BREAKS}{INVISIBLE}\x85\xad&{LIGATURES}]|  |Ã |{GARBLED.pattern}")
_SPACING = re.compile(rf" *[{_BREAKS}][ {_BREAKS}]*|  +")
_CONTROL = re.compile(rf"[{INVISIBLE}]+|\x85")
_SOFT_HYPHEN = re.compile("\xad+")
_ENTITY = re.compile(r"&(?:amp;)*(\w{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});")  # "&amp;nbsp;" was escaped twice
_LIGATURE = re.compile(f"[{LIGATURES}]+")
# Also letters whose accents stand apart, as in a mojibake that was taken to pieces: "A" and a tilde.
_BEYOND_ASCII = re.compile("(?:[A-Za-z](?=[\u0300-\u036f])|[^\x00-\x7f])+")
_FRENCH = re.compile("Ã[©¨ª§]")
_MOJIBAKE = re.compile(r"[\x80-\x9f]|Ã |[À-ßâ-ï][\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]")


def repairs(source: str, start: int, end: int) -> list[Edit]:
    """The edits for one block of source text, in order and apart from each other."""
    text = source[start:end]
    if "  " not in text and (_ODD.search(text) is None or _SUSPECT.search(text) is None):
        return []
    if text.isascii() and "&" not in text and _CONTROL.search(text) is None:  # lines broken in the source, mostly
        return [Edit(start + m.start(), start + m.end(), CutReason.SPACING, " ") for m in _SPACING.finditer(text)]
    found = sorted((*_mojibake(text, source), *_entities(text), *_characters(text)), key=lambda e: (e.start, -e.end))
    edits: list[Edit] = []
    for edit in found:
        begin, after = start + edit.start, start + edit.end
        if edits and edit.reason is CutReason.CONTROL:  # some of it may be mojibake that has been repaired
            begin = max(begin, edits[-1].end)
        if begin < after and (not edits or begin >= edits[-1].end):
            edits.append(Edit(begin, after, edit.reason, edit.new))
    return edits


def _characters(text: str) -> Iterator[Edit]:
    for match in _SPACING.finditer(text):
        yield Edit(match.start(), match.end(), CutReason.SPACING, " ")
    for match in _CONTROL.finditer(text):
        yield Edit(match.start(), match.end(), CutReason.CONTROL)
    for match in _SOFT_HYPHEN.finditer(text):
        yield Edit(match.start(), match.end(), CutReason.HYPHENATION)
    for match in _LIGATURE.finditer(text):  # a search for "office" has to find the printer's letters too
        yield Edit(match.start(), match.end(), CutReason.ENCODING, unicodedata.normalize("NFKC", match[0]))


def _entities(text: str) -> Iterator[Edit]:
    """Entities that a careless conversion from HTML left behind."""
    for match in _ENTITY.finditer(text):
        if match[1][0] != "#" and match[1] not in name2codepoint and match[1] != "apos":
            continue
        meant = html.unescape(f"&{match[1]};")
        if meant.isprintable() or meant == "\xa0":
            yield Edit(match.start(), match.end(), CutReason.ENCODING, meant)


def _is_grave(source: str, text: str, match: re.Match[str]) -> bool:
    """ "Ã" and a space is "à" whose second byte, a no-break space, became a plain one, where other letters show it."""
    return match[0] == "Ã" and text[match.end() : match.end() + 1] == " " and _FRENCH.search(source) is not None


def _mojibake(text: str, source: str) -> Iterator[Edit]:
    """UTF-8 that was read as something else: ftfy's judgement, run by run so that offsets stay known."""
    if not _MOJIBAKE.search(text):
        return
    for match in _BEYOND_ASCII.finditer(text):
        lost = match[0] == "â€" and "â€œ" in text  # the closing mark's last byte is no character
        meant = "”" if lost else "à" if _is_grave(source, text, match) else _read_again(match[0])
        if meant != match[0] and meant.isprintable():
            yield Edit(match.start(), match.end(), CutReason.ENCODING, meant)


def _read_again(run: str) -> str:
    """What was meant by a run of characters; the run itself where nothing shows that it was read wrongly."""
    whole = unicodedata.normalize("NFC", run)
    meant = ftfy.fix_encoding(whole)
    return meant if meant != whole else run
