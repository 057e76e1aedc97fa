"""What an HTML page states about itself: JSON-LD, OpenGraph and other meta tags, `<time>`, `<h1>`, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from reader.dumps.dates import read_date
from reader.dumps.headline import headline
from reader.dumps.linked_data import article_in, named, plain_text
from reader.dumps.page_tags import AUTHORS, DATES, LANGUAGES, SECTIONS, SITES, TITLES, PageTags, is_commented, page_tags
from reader.model import UNDATED, DateOrigin, PublishedDate

_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?=/)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->|^\s*url:\s*(\S+)", re.I | re.M)
_SAVED_DATE = re.compile(r"^\s*saved date:\s*(.+)$", re.I | re.M)
_SAVED_BY = re.compile(r"<!--\s*(?:Page saved with|Archive processed by) SingleFile")
_URL_DATE = re.compile(
    r"[/=_-](?P<y>(?:19|20)\d\d)([/-])(?P<m>0?[1-9]|1[0-2])\2(?P<d>0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_URL_COMPACT = re.compile(r"/(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of itself; the fields are those of `model.Record`."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: PublishedDate = UNDATED
    url: str | None = None
    language: str | None = None
    section: str | None = None

    def as_fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def read_page(markup: str, url: str | None = None) -> Stated:
    """What the page states; `url` is where it was fetched, if the dump knows."""
    tags = page_tags(markup)
    metas = tags.metas
    address = url or saved_from(markup) or tags.canonical or metas.get("og:url")
    wiki = metas.get("generator", "").startswith("MediaWiki")  # its date is that of the page's first version
    data = {} if wiki else article_in(tags.scripts)
    site = _first(metas, SITES) or named(data.get("publisher"))
    return Stated(
        title=_headline(markup, tags, data, site),
        source=site or host(address),
        author=named(data.get("author")) or _plain_author(_first(metas, AUTHORS)),
        published=_published(tags, data, address),
        url=_absolute(address),
        language=_language(tags, data),
        section=named(data.get("articleSection")) or _first(metas, SECTIONS),
    )


def _headline(markup: str, tags: PageTags, data: Mapping[str, Any], site: str | None) -> str | None:
    stated, shared = plain_text(data.get("headline")), _first(tags.metas, TITLES)
    shown = () if stated else (content for place, content in tags.heads if not is_commented(markup, place))
    heads = [head for content in shown if (head := plain_text(content))]
    return headline(stated, shared, plain_text(tags.title), heads, site)


def host(url: str | None) -> str | None:
    """The host of an address as it stands there, without a port."""
    if url and (plain := _HOST.match(url)):  # nine of ten, a tenth of the cost
        return plain[1].lower()
    try:
        return urlsplit(url or "").hostname or None
    except ValueError:
        return None


def saved_date(markup: str) -> PublishedDate:
    """When SingleFile saved the page; a moment of saving, not of publication."""
    if not _SAVED_BY.search(markup[:4000]):
        return UNDATED
    match = _SAVED_DATE.search(markup[:4000])
    return read_date(match.group(1).partition("(")[0], DateOrigin.SAVED) if match else UNDATED


def url_date(url: str | None) -> PublishedDate:
    """The day in an address such as /2015/07/24/ or /20150724-name."""
    path = unquote(url or "")
    match = _URL_DATE.search(path) or _URL_COMPACT.search(path)
    if not match:
        return UNDATED
    stated = read_date(f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}", DateOrigin.URL)
    return stated if stated.moment else UNDATED


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if name in metas and (text := plain_text(metas[name]))), None)


def _plain_author(name: str | None) -> str | None:
    """An author that is an address says where, not who."""
    return None if not name or re.match(r"(https?:)?//|@", name) else re.sub(r"^by\s+", "", name, flags=re.I)


def _published(tags: PageTags, data: Mapping[str, Any], url: str | None) -> PublishedDate:
    unread = UNDATED
    for written in _dates_stated(tags, data):
        date = read_date(written)
        if date.moment:
            return date
        unread = unread if unread.as_written else date
    date = url_date(url)
    return date if date.moment else unread


def _dates_stated(tags: PageTags, data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if isinstance(data.get(key), str):
            yield data[key]
    yield from (tags.metas[name] for name in DATES if name in tags.metas)
    times = tags.times
    marked = [time for time in times if "pubdate" in time or "publish" in " ".join(time.values()).lower()]
    yield from (time["datetime"] for time in (*marked, *times) if time.get("datetime"))


def _language(tags: PageTags, data: Mapping[str, Any]) -> str | None:
    stated, metas = tags.html, tags.metas
    name = stated.get("lang") or stated.get("xml:lang") or _first(metas, LANGUAGES) or named(data.get("inLanguage"))
    return language_code(name) or language_code((metas.get("og:locale") or "").partition("_")[0])


def language_code(name: str | None) -> str | None:
    """ "en" of "en-GB", "EN_us" or "eng"; None where it is no code."""
    return _code(name[:40]) if name else None


@lru_cache(256)
def _code(name: str) -> str | None:
    match = re.match(r"([A-Za-z]{2,3})(?:[-_,;]|$)", name.strip())
    code = match.group(1).lower() if match else None
    return _THREE.get(code, code) if code else None


_THREE = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it", "por": "pt", "dut": "nl",
    "nld": "nl", "rus": "ru", "jpn": "ja", "zho": "zh", "chi": "zh", "ara": "ar", "hun": "hu", "pol": "pl", "swe": "sv",
    "nor": "no", "dan": "da", "fin": "fi", "cze": "cs", "ces": "cs", "gre": "el", "ell": "el", "tur": "tr", "kor": "ko",
    "lav": "lv", "und": None, "mul": None,
}  # fmt: skip


def saved_from(markup: str) -> str | None:
    """The address that a browser or SingleFile noted when it saved the page."""
    head = markup[:4000]
    match = _SAVED_FROM.search(head)
    if not match or (match.group(2) and not _SAVED_BY.search(head)):
        return None
    return match.group(1) or match.group(2)


def _absolute(url: str | None) -> str | None:
    return url if url and re.match(r"[a-z][a-z0-9+.-]*:", url, re.I) else None
