"""The data that moves through the house: frozen, slotted, standard library only.

Offsets are always Python code points, `start` inclusive and `end` exclusive, so that
`text[start:end]` is the marked string. An article's own texts are the cleaned text and the
stretch of source text it came from (its extent); `restore` leads from the first to the second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urljoin, urlsplit


class Precision(StrEnum):
    """How exactly a moment of publication is known."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateOrigin(StrEnum):
    """How a moment of publication is known. A crawl date is never shown as publication."""

    STATED = "stated"
    RELATIVE = "relative"
    URL = "url"
    SENT = "sent"
    CRAWL = "crawl"
    SAVED = "saved"
    FILE = "file"


class RecordKind(StrEnum):
    """What a record's content is, and so what cleaning has to do with it."""

    TEXT = "text"  # a page as plain text: chrome, several articles, hard wraps
    HTML = "html"  # markup; the source text is its text nodes in order
    STATED = "stated"  # a body that the dump itself states as such (a JSON field, a column)


class Role(StrEnum):
    """What a block of an article's cleaned text is."""

    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    TABLE = "table"


class CutReason(StrEnum):
    """Why something of the source is not in the text: a closed list without a catch-all."""

    HEADLINE = "headline"
    SOURCE = "source"
    TIME = "time"
    BYLINE = "byline"
    SECTION = "section"
    CAPTION = "caption"
    CREDIT = "credit"
    ADVERT = "advert"
    NAVIGATION = "navigation"
    TEASER = "teaser"
    COMMENT = "comment"
    SHARE = "share"
    PROMOTION = "promotion"  # sign up, subscribe, read more, download our app
    SIGN_OFF = "sign_off"  # writers' initials, "ends", production credits of the desk
    REPEAT = "repeat"  # the same line again
    RECURRING = "recurring"  # stands on other pages of the site too
    LEGAL = "legal"  # copyright and terms
    ORNAMENT = "ornament"  # dashes round a subheading, rules, bullets
    SPACING = "spacing"  # white space between blocks, hard line breaks
    HYPHENATION = "hyphenation"  # a hyphen at a line's end
    ENCODING = "encoding"  # mojibake, replaced by what was meant
    CONTROL = "control"  # NUL, other control characters, byte order marks
    USER = "user"  # removed by the user


class EntityType(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    WORK = "work"
    LAW = "law"
    OTHER = "other"


class QuoteKind(StrEnum):
    """Speech word for word, a quoted text, or reported speech."""

    DIRECT = "direct"
    DOCUMENT = "document"
    INDIRECT = "indirect"


class SpeakerClass(StrEnum):
    """Who answers for a quote."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record stands in a dump. `offset` and `length` are bytes in the decompressed member."""

    dump: str  # name of the file or folder
    dump_sha256: str | None  # None for a folder
    member: str  # path inside the dump, "/" between levels; "" for a plain file
    offset: int
    length: int
    record_sha256: str  # of the record's bytes
    format: str
    compressed_offset: int | None = None  # WARC: where the compressed record begins


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """A moment as stated, never converted, truncated to its precision.

    `moment` is `2011`, `2011-03`, `2011-03-07`, `2011-03-07T10`, `2011-03-07T10:05` or
    `2011-03-07T10:05:00`, the last three with the stated offset (`Z`, `+01:00`) where there is one.
    """

    moment: str | None = None
    precision: Precision | None = None
    how: DateOrigin | None = None
    as_written: str | None = None
    against: str | None = None  # a relative date: "file" or "user", whose moment it was held against


UNDATED = PublishedDate()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the pictures that a record's markup names are looked for."""

    base: str  # what their addresses are relative to: a URL, or a path inside the dump
    scope: str = ""  # the message or saved page that has them for itself; "": they are the whole dump's


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that a record shows, as its markup says; the dump may hold it or not."""

    at: int  # it stands before this character of the record's source text
    addresses: tuple[str, ...]  # of one picture, the best first; see `picture_addresses`
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a format found in a dump: a page, a message, a row.

    `content` is decoded and may hold anything but lone surrogates. What the dump states about
    the record is in the other fields, None where it states nothing.
    """

    provenance: Provenance
    content: str
    kind: RecordKind = RecordKind.TEXT
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: PublishedDate = UNDATED
    url: str | None = None
    language: str | None = None
    section: str | None = None
    moment: datetime | None = None  # what a relative time is held against: the file's date
    fields: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()  # repairs made while reading ("12 bad bytes repaired")
    remarks: tuple[str, ...] = ()  # what else is worth knowing, though nothing is damaged ("only a summary")
    state: ArticleState | None = None  # the user's, where the dump is an export of Cuttings
    shelf: Shelf | None = None  # None: the dump holds no pictures of it
    blocks: tuple[Block, ...] | None = None  # the content is an article's text, cleaned before, in these blocks
    figures: tuple[Figure, ...] = ()  # what stands between the lines of a text; markup says it itself
    recurring: frozenset[int] = frozenset()  # hashes of lines that stand on several pages of a site in its dump


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the first pages of a dump have in common, made once and kept with the dump."""

    version: str = ""  # of what made it; "": nothing was looked at
    lines: frozenset[int] = frozenset()  # hashes of the lines that stand on several pages of a site


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is no article by its kind: counted, not read."""

    where: str
    kind: str  # in words, plural: "pictures", "robots.txt files", "empty files"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a dump holds. It is no record and is not counted: a figure may show it."""

    scope: str  # as in `Shelf`
    addresses: tuple[str, ...]
    type: str  # what its first bytes say: "image/png"
    width: int  # pixels, as its header states
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that should have been an article and could not be read, or was read with a repair."""

    where: str  # member and offset in words: "news.zip/a.txt", "line 12"
    reason: str
    rejected: bool = True  # False: a warning, the record was read
    damage: bool = True  # False: worth knowing, but nothing is wrong with the dump


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's cleaned text; blocks are joined by one newline."""

    start: int
    end: int
    role: Role = Role.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Cut:
    """One thing taken out of the source, or replaced by `instead` characters of the text."""

    at: int  # offset in the cleaned text
    text: str  # what stood in the source
    reason: CutReason
    instead: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a record, cleaned. `text` with its `cuts` put back is the extent's source text."""

    id: str
    provenance: Provenance
    title: str
    text: str
    blocks: tuple[Block, ...]
    cuts: tuple[Cut, ...]
    extent: tuple[int, int]  # in the record's source text
    source: str | None = None
    author: str | None = None
    published: PublishedDate = UNDATED
    url: str | None = None
    language: str | None = None
    section: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    version: int = 1  # of the text; marks belong to one version


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a record's source text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning makes of a record: its articles and the stretches outside every extent."""

    articles: tuple[Article, ...]
    leftover: tuple[Stretch, ...]
    length: int  # of the source text, in code points
    figures: tuple[Figure, ...] = ()  # those that stand within the articles, in order


@dataclass(frozen=True, slots=True)
class Borders:
    """Where the user wants a record's articles to begin and end, in its source text; all else is left to cleaning."""

    splits: tuple[int, ...] = ()  # an article begins here, ascending
    joins: tuple[tuple[int, int], ...] = ()  # end of an article, begin of the next: they are one, ascending

    def __bool__(self) -> bool:
        return bool(self.splits or self.joins)


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity(Span):
    """A mention of a person, an organisation, a place, ..."""

    type: EntityType
    name: str  # canonical in this article


@dataclass(frozen=True, slots=True)
class Quote(Span):
    """A quotation, its marks included, and who answers for it."""

    kind: QuoteKind = QuoteKind.DIRECT
    speaker: str | None = None  # resolved within the article
    speaker_as_written: str | None = None
    speaker_class: SpeakerClass | None = None
    speaker_start: int | None = None  # where the speaker is written, for a mark in the text
    speaker_end: int | None = None
    cue: str | None = None
    told: str | None = None  # to whom it was said: "AFP" in "told AFP"
    rule: str = ""
    confidence: float = 0.0
    group: int = 0  # parts of one utterance share it


@dataclass(frozen=True, slots=True)
class Note:
    """A user's note on an article, or on a passage of it."""

    text: str
    start: int | None = None
    end: int | None = None
    made: str = ""  # ISO 8601, UTC
    id: int = 0
    placed: bool = True  # False: its passage could not be found in the newest text


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What the user made of an article."""

    tags: tuple[str, ...] = ()
    starred: bool = False
    read: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The derived marks of one version of an article; `analysed` maps analyzer to its version."""

    entities: tuple[Entity, ...] = ()
    title_entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    analysed: Mapping[str, str] = field(default_factory=dict)
    error: str | None = None  # why there are no marks, where the analysis failed on this article


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture of an article, as the library holds it."""

    at: int  # it stands before this character of the record's source text
    sha256: str
    type: str
    width: int  # pixels
    height: int
    alt: str = ""
    caption: str = ""
    content: bytes | None = None  # where an export asks for it


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article with everything known about it: what the viewer shows and exports write."""

    article: Article
    state: ArticleState = ArticleState()
    marks: Marks = Marks()
    copies: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    dump_id: int = 0
    leftover: tuple[Stretch, ...] | None = None  # of its record, where an export asks for it
    corrected: Mapping[str, str | None] = field(default_factory=dict)  # by the user: field -> what was stated
    pictures: tuple[Plate, ...] = ()  # in order


@dataclass(frozen=True, slots=True)
class Step:
    """Progress of a task: `done` of `total` (0 while unknown), and what it is doing."""

    done: int
    total: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of one dump: found = imported + known + skipped + rejected.

    `found` is counted from the format's own markers; a record of several articles counts as many.
    """

    path: str
    name: str
    format: str
    found: int = 0
    imported: int = 0
    known: int = 0
    skipped: int = 0
    rejected: int = 0
    skipped_kinds: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    articles: tuple[str, ...] = ()  # ids of the imported and known ones, in order
    complete: bool = True  # False: cancelled, goes on where it stopped when opened again

    @property
    def adds_up(self) -> bool:
        return self.found == self.imported + self.known + self.skipped + self.rejected


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed. `articles` None means: any of them."""

    articles: frozenset[str] | None = frozenset()
    listing: bool = False  # articles came, went or moved
    states: bool = False  # tags, stars, read, notes
    marks: bool = False  # entities and quotes
    note: str = ""  # in words, for the status bar and the undo entry

    def __or__(self, other: Changes) -> Changes:
        everything = self.articles is None or other.articles is None
        return Changes(
            None if everything else (self.articles or frozenset()) | (other.articles or frozenset()),
            self.listing or other.listing,
            self.states or other.states,
            self.marks or other.marks,
            other.note or self.note,
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A search as the user typed it and as it was understood."""

    text: str = ""
    understood: str = ""  # shown under the search box
    warning: str = ""  # what could not be understood, and was taken as words
    words: tuple[str, ...] = ()  # words and phrases to mark in the text; a prefix ends in "*"


def article_id(provenance: Provenance, start: int) -> str:
    """A stable public id, 20 hexadecimal digits: place of the dump, the record and the article.

    A folder has no hash of its own: there the record's hash stands in, so that the same file at the
    same place in the folder keeps its id.
    """
    return _place_hash(provenance, str(start))


def record_id(provenance: Provenance) -> str:
    """A stable id of a record, made as those of its articles are."""
    return _place_hash(provenance, "record")


def _place_hash(provenance: Provenance, within: str) -> str:
    anchor = provenance.dump_sha256 or provenance.record_sha256
    place = "\0".join((anchor, provenance.member, str(provenance.offset), within))
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def restore(text: str, cuts: Sequence[Cut]) -> str:
    """The source text of an article's extent: `text` with its `cuts` put back, in order."""
    parts: list[str] = []
    here = 0
    for cut in cuts:
        parts += (text[here : cut.at], cut.text)
        here = cut.at + cut.instead
    return "".join((*parts, text[here:]))


def picture_addresses(written: str, base: str) -> tuple[str, ...]:
    """What the address of a picture, as it is written, may be called within its dump; none for one that is none.

    A URL loses its scheme, its fragment and its escapes, so that pages and pictures find each other. With a
    path as `base`, as in an EPUB or a folder of saved pages, it is a path, of a mirrored site too.
    """
    written = "".join(written[:_LONGEST_ADDRESS].split())
    if written.lower().startswith(("cid:", "data:")):
        scheme, _, rest = written.partition(":")
        return (f"{scheme.lower()}:{unquote(rest).strip('<>')}",)
    try:
        away = urlsplit(written)
        if "://" in base:
            return (_without_scheme(urljoin(base, written)),)
        if away.scheme or away.netloc:
            return (_without_scheme(written), f"{away.netloc}{unquote(away.path)}")
    except ValueError:  # no address at all: a broken IPv6 host
        return ()
    path = unquote(away.path)
    if path.startswith("/"):  # of the site: the dump's first folder, or the dump itself
        return (base.partition("/")[0] + normpath(path), normpath(path).lstrip("/"))
    return (normpath(join(dirname(base), path)),) if path else ()


_LONGEST_ADDRESS = 4000  # characters; servers refuse longer ones


def _without_scheme(url: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"//{parts.netloc.lower()}{parts.path or '/'}{query}")
