"""What a passage of plain text looks like by itself: prose, a short line, chrome, a line of metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from reader.cleaning.inline import PROMOTION
from reader.cleaning.metalines import SECTIONS, MetaLine, is_name, meta_line, reason_of
from reader.cleaning.passages import Passage
from reader.cleaning.wordlists import furniture
from reader.model import CutReason


class Kind(IntEnum):
    """The kinds of passages that splitting tells apart."""

    PROSE = 0
    SHORT = 1  # a headline, subheading, name, caption, teaser: what stands round it decides
    META = 2
    CHROME = 3
    RULE = 4


@dataclass(slots=True)
class Shape:
    """One passage with what can be seen without its neighbours."""

    passage: Passage
    kind: Kind
    words: int
    reason: CutReason | None = None  # of chrome, and of captions, credits, sign-offs
    section: str = ""  # of furniture.txt
    meta: MetaLine | None = None
    name: bool = False

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def gap(self) -> int:
        return self.passage.gap


_TERMINAL = re.compile(r"[.!?…。！？؟।][\"”’»')\]」]*$|[.!?]\s?[\"”’»)']$")
_ASKED = re.compile(r"[!?！？][\"”’»')\]]*$")
_INNER_END = re.compile(r"[.!?]['\"”’»)]* [\"“„«'‘(]?\w")
_WORDLESS = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")  # scripts without spaces
_BULLET = re.compile(r"^(?:[-–—•*·▪◦‣►]|\(?\d{1,2}[.)])\s+\S")
SIGN_OFF = re.compile(
    r"[\[(]?(?:(?:[a-zäöü]{2,5}|[A-Z]{2,4})(?:[-/+][a-zäöüA-Z]{2,5}){1,6})(?:\s*[(\[][^()\[\]]{2,40}[)\]])?[\])]?"
    r"|[(\[](?:[a-zA-Zäöü]{2,6}/)*(?:AFP|AP|dpa|DPA|Reuters|REUTERS|EFE|ANSA|APA|epd|KNA|sda|SDA|ATS|Belga|ANP|PTI|IANS|ANI|Xinhua|Bloomberg|UPI|CNN|PA|Lusa)(?:[,/] ?[\w .]{2,12})*[)\]]"
    r"|[(\[](?:(?:Additional )?[Rr]eporting|Writing|Editing|Reporting and writing) by [^()]{3,300}[)\]]"
    r"|(?:(?:Additional )?[Rr]eporting|Writing|Editing) by [^.]{3,200}(?:[;.] ?(?:[Ww]riting|[Ee]diting) by [^.]{3,200})*\.?"
    r"|[^.!?\"“”]{3,300} contributed (?:to|reporting (?:to|for|from)) this (?:report|article|story)\.?(?: [^.!?]{3,120}\.)?"
    r"|[Mm]it (?:Material|Agenturmaterial) (?:von|der) [\w ,./]{2,60}\.?|[(\[]?[Aa]vec (?:l')?(?:AFP|Reuters|AP|agences)[\w ,/]{0,40}[)\]]?"
    r"|[Cc]on (?:información|informaciones) de (?:EFE|AFP|AP|Reuters|Europa Press|agencias)[\w ,/]{0,40}\.?"
    r"|[—–-]{1,2} ?(?:AFP|AP|dpa|Reuters|EFE|ANSA|Bernama|Xinhua|PTI)"
    r"|-{1,3}\s?\w{3,5}\s?-{1,3}|-?30-?"
)
_CAPTION = re.compile(
    r"(?:Photo|Photos|Image|Images|Picture|Pictures|Photograph|Foto|Fotos|Bild|Bilder|Photo credit|Image credit|Image source|Image caption|Image copyright|Media caption"
    r"|File photo|Archivfoto|Symbolbild|Bildunterschrift|Bildquelle|Caption|Crédit photo|Crédits|Légende|Imagen|Imagem|Foto de archivo|Video|Vidéo|Watch|Graphic|Illustration|Credit)"
    r"(?: by)?\s*[:|–-]\s*\S|(?:Image caption|Image source|Image copyright|Media caption|Photo by|Foto von|Photo de)\s\S|(?:©|\(c\)|\(C\)) ?\S.{0,60}$"
)
_LEGAL = re.compile(
    r"(?i:©|\(c\)|copyright)\s.{0,30}\d{4}|.{0,60}\ball rights reserved\b|.{0,60}\balle rechte vorbehalten\b|.{0,60}\btous droits réservés\b"
    r"|.{0,60}\btodos los derechos reservados\b|.{0,60}\briproduzione riservata\b|.{0,60}\btodos os direitos reservados\b"
    r"|this material may not be published",
    re.I,
)
_LABELLED_TEASER = re.compile(
    r"(?:read|more|also|see|watch|related|listen|must|next|up)(?: more| also| next| read| on| here)?\s?[:>»|]\s*\S|(?:lesen sie|mehr|siehe)(?: auch| mehr| dazu)?(?: zum thema)?\s?[:>»]\s*\S|(?:à lire|lire|voir|à voir)(?: aussi| également| plus)?\s?[:>»]\s*\S"
    r"|(?:lea|lee|vea|ver|leer|te puede interesar|relacionado)(?: también| más| además)?\s?[:>»]\s*\S|(?:leggi|vedi|guarda)(?: anche| di più)?\s?[:>»]\s*\S|(?:leia|veja|saiba)(?: também| mais)?\s?[:>»]\s*\S|lees (?:ook|meer|verder)\s?[:>»]\s*\S",
    re.I,
)
_COUNTERS = re.compile(
    r"(?:\d[\d.,]*[KkMm]?\s+(?:views?|shares?|likes?|reads?|comments?|replies|retweets|claps|Aufrufe|Kommentare?|vues|partages|commentaires?|visitas|comentarios|reacties)\b[\s·|•,/-]*)+",
    re.I,
)
_MENU = re.compile(r"[^|•·>»]{2,30}(?:\s*[|•·>»]\s*[^|•·>»]{2,30}){2,}")


def shape(passage: Passage) -> Shape:
    """The shape of one passage."""
    text = passage.text.strip()
    words = count_words(text)
    if len(text) > 400:
        return Shape(passage, Kind.PROSE, words)
    if not _WORDLESS.search(text) and not any(c.isdigit() for c in text):
        return Shape(passage, Kind.RULE, 0, CutReason.ORNAMENT)
    if _is_menu(passage, words):
        return Shape(passage, Kind.CHROME, words, CutReason.NAVIGATION, "navigation")
    if section := furniture(text):
        return Shape(passage, Kind.CHROME, words, reason_of(section), section)
    if meta := meta_line(text):
        return Shape(passage, Kind.META, words, meta=meta)
    if found := _telling(text, words):
        return Shape(passage, Kind.CHROME, words, found)
    if _is_prose(text, words):
        return Shape(passage, Kind.PROSE, words)
    return Shape(passage, Kind.SHORT, words, name=words <= 6 and is_name(text))


def count_words(text: str) -> int:
    """Words of a text; in scripts without spaces two letters count as one."""
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else spaced + len(_WIDE.findall(text)) // 2


def sentences(text: str) -> int:
    """How many sentences there are, roughly."""
    return len(_INNER_END.findall(text)) + bool(_TERMINAL.search(text))


def is_bullet(text: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(text))


def _is_menu(passage: Passage, words: int) -> bool:
    """ "News  Sport  Weather": at least three short entries with wide gaps between, or all names of sections."""
    gaps = [e for e in passage.draft.edits if e.reason is CutReason.SPACING and e.end - e.start > 1]
    if len(gaps) >= 2 and words <= 3 * (len(gaps) + 1) and not _TERMINAL.search(passage.text):
        return True
    return 3 <= words <= 15 and all(word in SECTIONS for word in passage.text.casefold().split())


def _telling(text: str, words: int) -> CutReason | None:
    """Lines that give themselves away by their form."""
    if SIGN_OFF.fullmatch(text) and not text.isdigit():
        return CutReason.SIGN_OFF
    if words <= 60 and _CAPTION.match(text):
        return CutReason.LEGAL if _LEGAL.match(text) else CutReason.CAPTION
    if words <= 40 and _LEGAL.match(text):
        return CutReason.LEGAL
    if words <= 25 and _LABELLED_TEASER.match(text):
        return CutReason.TEASER
    if PROMOTION.fullmatch(text):
        return CutReason.PROMOTION
    if _COUNTERS.fullmatch(text):
        return CutReason.SHARE
    if words <= 30 and _MENU.fullmatch(text) and not _TERMINAL.search(text):
        return CutReason.NAVIGATION
    return None


def _is_prose(text: str, words: int) -> bool:
    ended = bool(_TERMINAL.search(text))
    if words >= 25 or (words >= 12 and _INNER_END.search(text)):
        return True
    if not ended or text.endswith(("...", "…")) and words < 10:
        return False
    if _ASKED.search(text) and not _INNER_END.search(text):
        return words > 14 or text[0] in "\"“„«'‘"
    return words >= 4 or len(_WIDE.findall(text)) > 6
