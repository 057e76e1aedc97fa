"""EPUB: a newspaper's chapters are articles, a book is one.

https://www.w3.org/TR/epub-33/; the newspapers are mostly those that calibre makes of feeds. Covers and
tables of contents are no articles. A chapter's place is that of its packed part in the file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate
from typing import Any
from urllib.parse import unquote

from reader.dumps.dates import read_date
from reader.dumps.encodings import decode
from reader.dumps.figures import Sheet, placed_in
from reader.dumps.format import Census, Found
from reader.dumps.fragment import lines_of, one_line
from reader.dumps.markup import MarkupError, Node, all_of, attribute, first, parse, said
from reader.dumps.member import Member
from reader.dumps.packages import Package, opened
from reader.dumps.page import read_page
from reader.dumps.pictures import picture
from reader.errors import DumpError
from reader.model import PublishedDate, RecordKind, Shelf, Skipped

NAVIGATION = "covers and tables of contents"

_PERIODICAL = re.compile(r"periodical|newspaper|magazine|\bnews\b|zeitung|zeitschrift|journal|revista|giornale", re.I)
_DATED_TITLE = re.compile(
    r"\[[^\]]*\d{4}\]|\b\d{4}-\d\d-\d\d\b|\b\d{1,2} \w{3,9} (?:19|20)\d\d\b|\w{3,9} \d{1,2}, (?:19|20)\d\d\b"
)
_ARTICLE_PATH = re.compile(r"(?:^|/)article_?\d+|/feed_\d+/")
_BYLINE = re.compile(
    r"^(?:by|von|par|por|di)\s+[A-Z]\w+|^\W*\w{3,9}\.? \d{1,2}, (?:19|20)\d\d|^\W*\d{1,2}\.? \w{3,9} (?:19|20)\d\d",
    re.M,
)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a\s*>", re.I | re.S)
_HEADING = re.compile(r"<h[1-3]\b[^>]*>(.*?)</h[1-3]\s*>", re.I | re.S)
# What calibre writes below each article.
_ORIGIN = re.compile(
    r"downloaded by.{0,80}?calibre.{0,80}?from.{0,80}?<a\b[^>]{0,200}?href=[\"']([^\"']+)", re.I | re.S
)
_PICTURES = (".png", ".jpg", ".jpeg", ".jpe", ".gif", ".webp", ".bmp")
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")


class Epub:
    """An electronic newspaper or book."""

    name = "EPUB"

    def score(self, head: bytes, name: str) -> float:
        if not head.startswith(b"PK\x03\x04"):
            return 0.0
        if b"application/epub+zip" in head[:200] or b"META-INF/container.xml" in head:
            return 0.9
        return 0.3 if name.endswith(".epub") else 0.0

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        with opened(member, "EPUB") as package:
            book = _book(package)
            if book.is_periodical(package):
                yield from _articles(member, package, book, self.name)
                yield from _pictures(member, package)  # even where all chapters are known: one may be new
            elif not member.done(0):
                yield from _pictures(member, package)
                yield _whole(member, package, book, self.name)


@dataclass(frozen=True, slots=True)
class _Book:
    about: Node
    spine: tuple[str, ...]  # names of the parts, in reading order
    navigation: frozenset[str]
    labels: Mapping[str, str]  # part -> its name in the table of contents

    def stated(self, name: str) -> str | None:
        return said(self.about, name)

    def is_periodical(self, package: Package) -> bool:
        """Whether its chapters are articles: it says so, it is dated like an issue, or they have bylines."""
        told = [attribute(node, "content") or "" for node in all_of(self.about, "meta")]
        told += [said(node) or "" for name in ("type", "subject") for node in all_of(self.about, name)]
        if any(_PERIODICAL.search(text) for text in told) or _DATED_TITLE.search(self.stated("title") or ""):
            return True
        if sum(_ARTICLE_PATH.search(name) is not None for name in self.spine) > 1:
            return True
        chapters = [name for name in self.spine if name not in self.navigation]
        signed = sum(_BYLINE.search(lines_of(_page(package, name))[:600]) is not None for name in chapters[:40])
        return signed >= 2 and signed * 2 >= min(len(chapters), 40)


def _book(package: Package) -> _Book:
    names = package.names
    container = _xml(package, "META-INF/container.xml")
    path = attribute(first(container, "rootfile"), "full-path") or next((n for n in names if n.endswith(".opf")), "")
    opf = _xml(package, path)
    if opf is None:
        raise DumpError(f"{package.member.where} is an EPUB without a list of its contents; fetch it again")
    folder = posixpath.dirname(path)
    items = {attribute(node, "id"): node for node in all_of(opf, "item")}
    spine = [items.get(attribute(node, "idref")) for node in all_of(opf, "itemref")]
    parts = [_inside(folder, attribute(node, "href")) for node in spine if _is_page(node)]
    present = set(names)
    about = first(opf, "metadata")
    return _Book(
        opf if about is None else about,
        tuple(dict.fromkeys(name for name in parts if name in present)),
        frozenset(_navigation(opf, folder)),
        _labels(package, opf, folder, items),
    )


def _is_page(node: Node | None) -> bool:
    return node is not None and (attribute(node, "media-type") or _PAGES[0]) in _PAGES


def _inside(folder: str, href: str | None) -> str:
    """A reference's part; what leads out of the package is no part of it."""
    return posixpath.normpath(posixpath.join(folder, unquote(href or "").partition("#")[0]))


def _navigation(opf: Node, folder: str) -> Iterator[str]:
    for node in all_of(opf, "item"):
        if "nav" in (attribute(node, "properties") or "").split():
            yield _inside(folder, attribute(node, "href"))
    for node in all_of(opf, "reference"):
        if (attribute(node, "type") or "").lower() in ("cover", "toc", "title-page", "copyright-page", "index"):
            yield _inside(folder, attribute(node, "href"))


def _labels(package: Package, opf: Node, folder: str, items: Mapping[str | None, Node]) -> Mapping[str, str]:
    """What the table of contents (NCX of EPUB 2) calls each part; the first name counts."""
    found: dict[str, str] = {}
    ncx = items.get(attribute(first(opf, "spine"), "toc"))
    if ncx is None:
        return found
    path = _inside(folder, attribute(ncx, "href"))
    for point in all_of(_xml(package, path), "navPoint"):
        target = _inside(posixpath.dirname(path), attribute(first(point, "content"), "src"))
        found.setdefault(target, said(point, "navLabel") or "")
    return found


def _articles(member: Member, package: Package, book: _Book, name: str) -> Iterator[Found]:
    issue = read_date(book.stated("date"))
    locked = _locked(package)
    for part in book.spine:
        offset, length = package.stretch(part)
        if member.done(offset):
            continue
        where = f"{member.where}/{part}"
        if part in locked:
            yield member.problem(offset, f"The chapter {part} is protected against copying.")
            continue
        try:
            markup = _page(package, part)
        except DumpError as error:
            yield member.problem(offset, f"{error}.")
            continue
        if part in book.navigation or _is_navigation(markup):
            yield Skipped(where, NAVIGATION)
        else:
            stated = _chapter(markup, book, part, issue)
            shelf = Shelf(part, member.path)
            record = member.record(name, offset, b"", markup, kind=RecordKind.HTML, shelf=shelf, **stated)
            yield package.placed(record, offset, length)


def _pictures(member: Member, package: Package) -> Iterator[Found]:
    """The package's pictures, by their paths in it; one that cannot be unpacked is passed over."""
    for name in package.names:
        if name.lower().endswith(_PICTURES):
            try:
                content = package.read(name)
            except DumpError:
                continue
            if content and (found := picture(content, (posixpath.normpath(name),), member.path)):
                yield found


def _chapter(markup: str, book: _Book, part: str, issue: PublishedDate) -> dict[str, Any]:
    """What a chapter states; the issue's name, date and language where it states nothing."""
    stated = read_page(markup).as_fields()
    heading = _HEADING.search(markup)
    label = book.labels.get(part) or one_line(heading.group(1) if heading else None) or stated.get("title")
    published = stated.get("published")
    origin = _ORIGIN.search(markup)
    found = {
        "title": label,
        "url": unescape(origin.group(1)) if origin else stated.get("url"),
        "source": stated.get("source") or _paper(book),
        "published": published if isinstance(published, PublishedDate) and published.moment else issue,
        "language": stated.get("language") or book.stated("language"),
        "fields": {"part": part, "issue": book.stated("title") or ""},
    }
    return {**stated, **found}


def _paper(book: _Book) -> str | None:
    """The paper's name: the title without the date that calibre adds, not "calibre"."""
    title = book.stated("title")
    return re.sub(r"\s*\[[^\]]*\]\s*$", "", title) if title else book.stated("publisher")


def _whole(member: Member, package: Package, book: _Book, name: str) -> Found:
    """A book as one record, its chapters one after the other, without covers and tables of contents."""
    locked = _locked(package)
    read = ((part, _page(package, part)) for part in book.spine if part not in locked)
    chapters = [(part, _body(markup)) for part, markup in read if not _is_navigation(markup)]
    texts = [lines_of(markup) for _, markup in chapters]
    text = "\n".join(part for part in texts if part)
    if not text:
        reason = "protected against copying" if locked else "without any text"
        return member.problem(0, f"An EPUB {reason}.")
    creators = [said(node) or "" for node in all_of(book.about, "creator")]
    creator = ", ".join(dict.fromkeys(maker for maker in creators if maker)) or None
    record = member.record(
        name,
        0,
        b"",
        text,
        kind=RecordKind.STATED,
        title=book.stated("title"),
        source=book.stated("publisher") or creator,
        author=creator,
        published=read_date(book.stated("date")),
        language=book.stated("language"),
        fields={"chapters": str(len(texts))},
        shelf=Shelf("", member.path),
        figures=tuple(placed_in(_sheets(chapters, texts), lines_of, frozenset(package.names))),
    )
    return package.placed(record, 0, package.size())


def _sheets(chapters: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[Sheet]:
    starts = accumulate((len(text) + 1 if text else 0 for text in texts), initial=0)
    return [Sheet(start, markup, part) for start, (part, markup) in zip(starts, chapters, strict=False)]


def _is_navigation(markup: str) -> bool:
    """Whether a page is hardly more than links, or than a picture."""
    body = _body(markup)
    text = lines_of(body)
    links = [lines_of(link) for link in _LINK.findall(body)]
    linked = sum(len(link) for link in links)
    heading = sum(len(lines_of(found)) for found in _HEADING.findall(body))
    return len(text) < 25 or (bool(links) and linked > 0.6 * max(len(text) - heading, 1))


def _body(markup: str) -> str:
    return markup[max(markup.lower().find("<body"), 0) :]


def _locked(package: Package) -> frozenset[str]:
    """Parts that are encrypted (fonts often are, which does not matter)."""
    root = _xml(package, "META-INF/encryption.xml")
    return frozenset(unquote(attribute(node, "URI") or "") for node in all_of(root, "CipherReference"))


def _page(package: Package, name: str) -> str:
    return decode(package.read(name) or b"").text


def _xml(package: Package, name: str) -> Node | None:
    raw = package.read(name) if name else None
    if not raw:
        return None
    text = decode(raw).text
    try:
        return parse(text[text.find("?>") + 2 :].lstrip() if text.startswith("<?xml") else text)[0]
    except MarkupError:
        return None
