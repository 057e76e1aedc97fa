"""Junk run into a running text, found by narrow patterns and by structure.

Careless filters cost more than they gain on running text (measured on 181 pages: lone
"Advertisement" between sentences helps on 11 and harms none, captions that end in a named credit
help on 9 and harm 1, while tweets' signatures are body). So each pattern here needs the end of
a sentence before it and a telling shape of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reader.cleaning.wordlists import lines
from reader.model import CutReason


@dataclass(frozen=True, slots=True)
class Junk:
    """A stretch of a passage's text that does not belong to the story."""

    start: int
    end: int
    reason: CutReason


_CAPITAL = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_NAME = rf"(?:[{_CAPITAL}][\w'’.-]*|de|van|von|der|den|el|al|la|bin|di)"
_AGENCY = (
    r"(?:AFP|AP|A\.P\.|Associated Press|AP Photo|Reuters|REUTERS|UPI|EPA|EPA-EFE|EFE|dpa|DPA|ANSA|APA|KEYSTONE|Keystone|ANP|PA|PA Wire|PA Media|TASS|Xinhua"
    r"|Getty Images|Getty|GETTY IMAGES|Gettyimages|Shutterstock|Rex|REX|Alamy|Alamy Stock Photo|iStock|Bloomberg|ZUMA|ZUMA Press|Zuma|Sipa|SIPA|Sipa USA|Abaca"
    r"|Anadolu|NurPhoto|Imago|IMAGO|imago images|picture alliance|picture-alliance|Polaris|Magnum Photos|Redux|MAXPPP|Belga|Ritzau|Scanpix|LaPresse"
    r"|Corbis|WireImage|FilmMagic|USA TODAY Sports|Imagn Images|Splash News|BACKGRID|Mega|MEGA|NY Post|The New York Times|The Washington Post|Los Angeles Times)"
)
_JOIN = r"(?:/| / | via |, | for | \| | – | - )"
# A credit: an agency, with names and other agencies joined to it by strokes, "via", "for".
_CREDIT = (
    rf"(?:(?:Photo(?:graph)?s?|Image|Picture|Pool|Foto|Fotos|Credit|Crédit|© ?\d*|©)(?: by| credit)?:? )?"
    rf"(?:{_NAME}(?: {_NAME}){{0,3}}{_JOIN}){{0,2}}{_AGENCY}(?: Photo)?(?:{_JOIN}(?:{_AGENCY}|{_NAME}(?: {_NAME}){{0,2}})(?=[\s/).]|$)){{0,3}}"
)
CREDIT = re.compile(_CREDIT)
_BRACKETED = re.compile(
    r"[(\[](?:(?:Photo|Photograph|Image|Picture|Foto|Fotos|Crédit photo|Photo credit|Credit|Bild|Crédit|Imagen)s?(?: by| de| von)?:? [^()\[\]]{2,70}"
    rf"|[^()\[\]/]{{2,40}}/ ?{_AGENCY}[^()\[\]]{{0,40}}|{_AGENCY}/[^()\[\]]{{2,50}}|AP Photo[^()\[\]]{{0,60}})[)\]]"
)
_ENDED = r"(?:(?<=[.!?…][\"”’»')\]])|(?<=[.!?…。]))"
_ADVERT_WORDS = r"(?:Advertisement|ADVERTISEMENT|Article continues below(?: this)? (?:ad|advertisement)|Story continues below(?: this)? (?:ad|advertisement)|ANZEIGE|Anzeige|WERBUNG|Werbung|PUBLICITÉ|Publicité|PUBLICIDAD|Publicidad|PUBLICIDADE|Publicidade|PUBBLICITÀ|Pubblicità|ADVERTENTIE|Advertentie)"
_ADVERT_END = rf"(?=\s+[\"“„«‘'(]?[{_CAPITAL}0-9]|\s*$)(?!\s+(?:Standards|Council|Bureau|Board|Authority|Tax|Act)\b)"
_ADVERT = re.compile(rf"(?:^|{_ENDED}\s){_ADVERT_WORDS}{_ADVERT_END}")
_ADVERT_NEXT = re.compile(rf"\s+({_ADVERT_WORDS}){_ADVERT_END}")
_NUMBERED = re.compile(rf"(?:^|{_ENDED}\s)(\d{{1,2}})(?: of \d{{1,2}}|/\d{{1,2}})?\s(?=[{_CAPITAL}\"“'‘])")
_SENTENCE_END = re.compile(rf"[.!?…][\"”’»')\]]*(?=\s+[\"“„«‘'(\[]?[{_CAPITAL}0-9©]|\s*$)")
_ABBREVIATION = re.compile(
    rf"(?:^|[\s(\"“'‘])(?:[{_CAPITAL}]|[{_CAPITAL}]\.[{_CAPITAL}]|Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Maj|Adm|St|Jr|Sr|Rev|Hon|Pres|vs|No|Nr|Inc|Co|Corp|Ltd|Mt|Ft"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|U\.S|U\.K|U\.N|D\.C|a\.m|p\.m|bzw|z\.B|ca|M|Mme|Sra|Sr|Dra|Dott|Calif|Fla|Mass|Pa|Ariz|Ill|Wash|Conn|Va)\.$"
)
_AFTER_SENTENCE = re.compile(rf"{_ENDED}\s(?=[{_CAPITAL}©][^\s/]*(?: [^\s/]+){{0,4}}(?:/| via ))")
_JOINED = re.compile(r"/| via ")
_NEXT = re.compile(rf"\s+[\"“„«‘'(\[]?[{_CAPITAL}0-9©]|\s*$")
_LONGEST_SENTENCE = 1000  # characters
_CAPTION_WORDS = 70  # longer stretches before a credit are not one caption
PROMOTION = re.compile(
    rf"(?:^|{_ENDED}\s)(?:"
    r"(?:Subscribe|Sign up|Register) (?:to|for|here|now|today|with)\b[^.!?]{0,120}\b(?:here|newsletters?|alerts?|inbox|podcast|updates|channel|email|free)\b[^.!?]{0,60}"
    r"|You(?:['’]re| are)? (?:receiving|receive|received) this (?:e-?mail|digest|newsletter|message)\b[^!?]{0,160}"
    r"|(?:[^.!?]{3,90}[?!] )?(?:Please )?[Ss](?:hare|end us) your (?:videos?|photos?|pictures|stories|story|experiences?|thoughts)\b[^.!?]{0,40}\b(?:at|with|by|to|in)\b[^.!?]{0,60}"
    r"|Click here (?:to|for)\b[^.!?]{0,120}"
    r"|(?:Follow|Like) us on (?:Twitter|Facebook|Instagram|X|TikTok|LinkedIn|YouTube|WhatsApp|Telegram|Google News|social media)\b[^.!?]{0,100}"
    r"|Download (?:our|the) (?:free )?(?:[A-Z]\w+ ){0,3}app\b[^.!?]{0,80}"
    r"|(?:Get|Receive) (?:our|the) [^.!?]{0,60}\b(?:newsletter|inbox)\b[^.!?]{0,60}"
    r"|Listen and subscribe\b[^.!?]{0,100}"
    r"|(?:Hier|Jetzt) [^.!?]{0,40}\bNewsletter\b[^.!?]{0,60}"
    r"|Abonnieren Sie\b[^.!?]{0,120}|Melden Sie sich [^.!?]{0,60}\bNewsletter\b[^.!?]{0,40}|Folgen Sie uns (?:auf|bei)\b[^.!?]{0,80}"
    r"|(?:Abonnez|Inscrivez)-vous\b[^.!?]{0,120}|Suivez-nous sur\b[^.!?]{0,80}|Recevez (?:notre|toute)\b[^.!?]{0,100}"
    r"|(?:Suscríbe[ts]e|Apúntate) (?:a|aquí)\b[^.!?]{0,120}|Sígue?nos en\b[^.!?]{0,80}"
    r"|(?:Assine|Inscreva-se)\b[^.!?]{0,100}\bnewsletter\b[^.!?]{0,40}|Iscriviti\b[^.!?]{0,100}|Seguici su\b[^.!?]{0,80}"
    r"|Schrijf je in\b[^.!?]{0,100}|Volg ons op\b[^.!?]{0,80}"
    r")[.!]?(?=\s|$)"
)
_PRODUCTION = re.compile(
    rf"(?:^|{_ENDED}\s)(?:(?:Today(?:'|’)s|This) (?:show|episode|podcast) was (?:produced|edited|mixed|hosted)|(?:It|The (?:show|episode)) was (?:produced|edited|mixed|engineered) by)\b"
)
_LABEL = re.compile(
    rf"(?:^|{_ENDED}\s)(?:Read more|READ MORE|Read also|Also read|ALSO READ|See also|SEE ALSO|Lesen Sie auch|Lesen Sie mehr|Mehr dazu|À lire aussi|Lire aussi|LIRE AUSSI|Lea también|Lee también|LEA TAMBIÉN|Leia também|LEIA TAMBÉM|Leggi anche|LEGGI ANCHE|Lees ook|LEES OOK)\s?:\s"
)


def junk(text: str, numbers: frozenset[str] = frozenset()) -> list[Junk]:
    """The junk in a passage, in order and apart; `numbers` are those of galleries known in the record."""
    passage = _Text(text)
    found = [
        *_adverts(text),
        *_captions(passage, numbers),
        *_credited(passage),
        *_sentences(passage),
        *_labels(passage),
    ]
    found += [more for piece in found for more in _advert_after(text, piece.end)]
    found.sort(key=lambda j: (j.start, -j.end))
    apart: list[Junk] = []
    for piece in found:
        if not apart or piece.start >= apart[-1].end:
            apart.append(piece)
    return apart


def gallery_numbers(text: str) -> frozenset[str]:
    """Numbers that open a caption with a credit: "4 The riots began ... AFP via Getty Images"."""
    found = set()
    passage = _Text(text)
    for match in _NUMBERED.finditer(text):
        end = passage.end_after(match.end())
        if end and _credit_end(text, end + 1):
            found.add(match[1])
    return frozenset(found)


def _adverts(text: str) -> Iterator[Junk]:
    for match in _ADVERT.finditer(text):
        yield Junk(match.start() + (match[0][0].isspace()), match.end(), CutReason.ADVERT)


def _advert_after(text: str, end: int) -> Iterator[Junk]:
    """An advertisement's label behind other junk, where no sentence ends before it."""
    if match := _ADVERT_NEXT.match(text, end):
        yield Junk(match.start(1), match.end(), CutReason.ADVERT)


def _captions(passage: _Text, numbers: frozenset[str]) -> Iterator[Junk]:
    """Numbered captions: with a credit after the sentence, or with a number that has been seen with one."""
    text = passage.text
    for match in _NUMBERED.finditer(passage.text):
        if match[1] not in numbers:
            continue
        start = match.start(1)
        end = passage.end_after(match.end())
        if end is None or text.count(" ", start, end) > _CAPTION_WORDS:
            continue
        yield Junk(start, end, CutReason.CAPTION)
        credit = _credit_end(text, end + 1)
        if credit:
            yield Junk(end + 1, credit, CutReason.CREDIT)


def _credited(passage: _Text) -> Iterator[Junk]:
    """A credit after a sentence's end, in brackets or joined by a stroke, and that sentence: a picture's caption."""
    text = passage.text
    credits = [(m.start(), m.end()) for m in _BRACKETED.finditer(text)]
    for match in _AFTER_SENTENCE.finditer(text):
        end = _credit_end(text, match.end())
        if end and _JOINED.search(text, match.end(), end):
            credits.append((match.end(), end))
    for start, end in credits:
        before = start - 1
        if before < 1 or text[before - 1] not in ".!?”\"’'…" or not (text[end : end + 1] or " ").isspace():
            continue
        begin = passage.start_before(before)
        if before - begin <= _LONGEST_SENTENCE and text.count(" ", begin, start) <= _CAPTION_WORDS:
            yield Junk(begin, before, CutReason.CAPTION)
            yield Junk(start, end, CutReason.CREDIT)


def _credit_end(text: str, start: int) -> int | None:
    """Where the credit that begins at `start` ends; a new sentence, or nothing, has to follow it."""
    for pattern in (CREDIT, _slashed()):
        match = pattern.match(text, start)
        if match and _NEXT.match(text, match.end()):
            return match.end()
    return None


@cache
def _slashed() -> re.Pattern[str]:
    """ "Lena Brandvik/Coastal Images": names of any kind joined by strokes, up to the next sentence's first word."""
    small = {word.capitalize() for line in lines("function_words.txt") for word in line.partition(":")[2].split()}
    name = rf"(?!(?:{'|'.join(map(re.escape, sorted(small)))}|{_ADVERT_WORDS})\b)[{_CAPITAL}][\w'’.-]*"
    return re.compile(rf"{_NAME}(?: {_NAME}){{0,3}}(?:/{name}(?: {name}){{0,1}}){{1,3}}")


def _sentences(passage: _Text) -> Iterator[Junk]:
    text = passage.text
    for match in PROMOTION.finditer(text):
        yield Junk(match.start() + (match[0][0].isspace()), match.end(), CutReason.PROMOTION)
    for match in _PRODUCTION.finditer(text):
        end = passage.end_after(match.end())
        if end:
            yield Junk(match.start() + (match[0][0].isspace()), end, CutReason.SIGN_OFF)


def _labels(passage: _Text) -> Iterator[Junk]:
    """ "Read more: ..." up to the passage's end; inside it only the label, whose title has no sure end."""
    text = passage.text
    for match in _LABEL.finditer(text):
        start = match.start() + (match[0][0].isspace())
        end = passage.end_after(match.end())
        yield Junk(start, len(text) if end is None or end >= len(text) - 1 else match.end() - 1, CutReason.TEASER)


class _Text:
    """A passage's text with the ends of its sentences, found once when they are first asked for."""

    __slots__ = ("_ends", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: list[int] | None = None

    @property
    def ends(self) -> list[int]:
        """Where sentences end, in order; points of abbreviations are passed over."""
        if self._ends is None:
            self._ends = [m.end() for m in _SENTENCE_END.finditer(self.text) if not self._abbreviated(m.start())]
        return self._ends

    def _abbreviated(self, point: int) -> bool:
        return bool(_ABBREVIATION.search(self.text, max(0, point - 12), point + 1))

    def end_after(self, start: int) -> int | None:
        """Where the sentence that begins at `start` ends, if it does so soon."""
        index = bisect_right(self.ends, start)
        end = self.ends[index] if index < len(self.ends) else None
        return end if end is not None and end - start <= _LONGEST_SENTENCE else None

    def start_before(self, end: int) -> int:
        """Where the sentence that ends at `end` begins."""
        index = bisect_left(self.ends, end)
        return self.ends[index - 1] + 1 if index else 0
