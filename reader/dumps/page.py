"""What an HTML page states about itself: JSON-LD, OpenGraph and other meta tags, `<time>`, `<h1>`, its address.

Read with a few patterns over the markup instead of a second parse: cleaning parses the page
anyway, and everything looked for here stands in tags that are found by their names alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from reader.dumps.dates import read_date
from reader.model import UNDATED, DateOrigin, PublishedDate

ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle",
     "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "Review", "SocialMediaPosting", "WebPage",
     "ItemPage", "VideoObject")
)  # fmt: skip
# Names of meta tags, best first. Seen in the pages of the cleaning bench and the corpus.
TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "sailthru.title",
    "parsely-title",
    "title",
)
SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright-holder", "cre")
AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "creator",
)
DATES = (
    "article:published_time", "datepublished", "og:published_time", "article:published", "og:article:published_time",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "publication_date", "pubdate",
    "ptime", "displaydate", "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime", "date",
    "rnews:datepublished", "pdate", "date.issued", "release_date", "created", "bt:pubdate", "article.published",
    "last-published", "citation_publication_date",
)  # fmt: skip
SECTIONS = ("article:section", "section", "dc.subject.section", "parsely-section", "cg", "articlesection")
LANGUAGES = ("content-language", "dc.language", "dcterms.language", "language", "inlanguage")

_META = re.compile(r"<meta\s((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SCRIPT = re.compile(r"<script\b[^>]*ld\+json[^>]*>(.*?)</script", re.I | re.S)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.I | re.S)
_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1", re.I | re.S)
_TIME = re.compile(r"<time\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_LINK = re.compile(r"<link\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_HTML = re.compile(r"<html\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_TAG = re.compile(r"<[^>]*>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->|^\s*url:\s*(\S+)", re.I | re.M)
_SAVED_DATE = re.compile(r"^\s*saved date:\s*(.+)$", re.I | re.M)
_SAVED_BY = re.compile(r"<!--\s*(?:Page saved with|Archive processed by) SingleFile")
_URL_DATE = re.compile(
    r"[/=_-](?P<y>(?:19|20)\d\d)([/-])(?P<m>0?[1-9]|1[0-2])\2(?P<d>0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
_URL_COMPACT = re.compile(r"/(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_SUFFIX = re.compile(r"\s+(?:[|–—·•»«:-]|::|//|&raquo;)\s+")


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
    metas = _metas(markup)
    linked = _linked(markup)
    address = url or _saved_from(markup) or linked or metas.get("og:url")
    wiki = metas.get("generator", "").startswith("MediaWiki")  # its date is that of the page's first version
    data = {} if wiki else _article(markup)
    site = _first(metas, SITES) or _named(data.get("publisher"))
    return Stated(
        title=_headline(markup, metas, data, site),
        source=site or host(address),
        author=_named(data.get("author")) or _plain_author(_first(metas, AUTHORS)),
        published=_published(markup, metas, data, address),
        url=_absolute(address),
        language=_language(markup, metas, data),
        section=_named(data.get("articleSection")) or _first(metas, SECTIONS),
    )


def host(url: str | None) -> str | None:
    """The host of an address as it stands there, without a port."""
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


def _metas(markup: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _META.finditer(markup):
        attributes = _attributes(match.group(1))
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        content = attributes.get("content", "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _attributes(text: str) -> dict[str, str]:
    return {
        match.group(1).lower(): unescape(match.group(2) or match.group(3) or match.group(4) or "")
        for match in _ATTRIBUTE.finditer(text)
    }


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(metas.get(name)))), None)


def _text(value: object) -> str | None:
    """One line of plain text, without markup."""
    if not isinstance(value, str):
        return None
    return " ".join(unescape(_TAG.sub(" ", value)).split()) or None


def _article(markup: str) -> dict[str, Any]:
    """The JSON-LD object of the article: the one with a headline and a date, if there is one."""
    best: dict[str, Any] = {}
    for match in _SCRIPT.finditer(markup):
        for item in _objects(_loaded(match.group(1))):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.rpartition("/")[2] in ARTICLES for name in names) and _rank(
                item
            ) > _rank(best):
                best = item
    return best


def _rank(item: Mapping[str, Any]) -> int:
    return sum(
        2 if key == "headline" else 1 for key in ("headline", "datePublished", "author", "publisher") if item.get(key)
    )


def _loaded(script: str) -> Any:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = re.sub(r"^\s*//\s*<!\[CDATA\[|^\s*<!\[CDATA\[|//\s*\]\]>\s*$|\]\]>\s*$", "", text)
    for candidate in (text, unescape(text)):
        try:
            return json.loads(candidate.rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 5:
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if depth < 5:
                yield from _objects(value.get(key), depth + 1)


def _named(value: Any) -> str | None:
    """The names in a JSON-LD value: a text, an object with a name, or a list of such."""
    if isinstance(value, list):
        names = [name for item in value[:20] if (name := _named(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _named(value.get("name"))
    text = _text(value)
    return None if text and re.match(r"https?://", text) else text


def _plain_author(name: str | None) -> str | None:
    """An author that is an address says where, not who."""
    return None if not name or re.match(r"(https?:)?//|@", name) else re.sub(r"^by\s+", "", name, flags=re.I)


def _headline(markup: str, metas: Mapping[str, str], data: Mapping[str, Any], site: str | None) -> str | None:
    """The headline: what JSON-LD says, else the `<h1>` that the title repeats, else the title without its site."""
    stated = _text(data.get("headline"))
    shared = without_site(_first(metas, TITLES), site)
    match = _TITLE.search(markup)
    title = without_site(_text(match.group(1)) if match else None, site)
    shown = (found for found in _H1.finditer(markup) if not _is_commented(markup, found.start()))
    heads = [head for found in shown if (head := _text(found.group(1)))]
    if stated and shared and shared.startswith(stated.rstrip(".… ")):
        return shared  # JSON-LD cuts headlines at 110 characters
    if stated:
        return stated
    for head in dict.fromkeys(heads):
        if head != site and any(_repeats(name, head) for name in (title, shared)):
            return head
    return shared or title or (heads[0] if len(set(heads)) == 1 else None)


def _is_commented(markup: str, place: int) -> bool:
    return markup.rfind("<!--", 0, place) > markup.rfind("-->", 0, place)


def _repeats(title: str | None, head: str) -> bool:
    """Whether a title and a heading are one: the same, one cut, or the title with something at its ends."""
    if not title:
        return False
    short, long = sorted((_key(title), _key(head)), key=len)
    return bool(short) and short in long and (len(short) > 0.6 * len(long) or head in _SUFFIX.split(title))


def _key(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def without_site(title: str | None, site: str | None) -> str | None:
    """A title without " | The Site" at its end (or start)."""
    if not title:
        return None
    parts = _SUFFIX.split(title)
    if len(parts) < 2:
        return title
    name = _key(site or "")
    if name and (
        _key(parts[-1]) == name or (len(parts[-1]) < 40 and (_key(parts[-1]) in name or name in _key(parts[-1])))
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»«:-/") or title
    if name and _key(parts[0]) == name:
        return title[len(parts[0]) :].lstrip(" |–—·•»«:-/") or title
    bar = re.search(r"\s+[|»]\s+[^|»]{2,40}$", title)
    return title[: bar.start()] if bar and not name else title


def _published(markup: str, metas: Mapping[str, str], data: Mapping[str, Any], url: str | None) -> PublishedDate:
    unread = UNDATED
    for written in _dates_stated(markup, metas, data):
        date = read_date(written)
        if date.moment:
            return date
        unread = unread if unread.as_written else date
    date = url_date(url)
    return date if date.moment else unread


def _dates_stated(markup: str, metas: Mapping[str, str], data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if isinstance(data.get(key), str):
            yield data[key]
    yield from (metas[name] for name in DATES if name in metas)
    times = [_attributes(match.group(1)) for match in _TIME.finditer(markup)]
    marked = [time for time in times if "pubdate" in time or "publish" in " ".join(time.values()).lower()]
    yield from (time["datetime"] for time in (*marked, *times) if time.get("datetime"))


def _language(markup: str, metas: Mapping[str, str], data: Mapping[str, Any]) -> str | None:
    match = _HTML.search(markup)
    stated = _attributes(match.group(1)) if match else {}
    name = stated.get("lang") or stated.get("xml:lang") or _first(metas, LANGUAGES) or _named(data.get("inLanguage"))
    return language_code(name) or language_code((metas.get("og:locale") or "").partition("_")[0])


def language_code(name: str | None) -> str | None:
    """ "en" of "en-GB", "EN_us" or "eng"; None where it is no code."""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_,;]|$)", (name or "").strip())
    code = match.group(1).lower() if match else None
    return _THREE.get(code, code) if code else None


_THREE = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it", "por": "pt", "dut": "nl",
    "nld": "nl", "rus": "ru", "jpn": "ja", "zho": "zh", "chi": "zh", "ara": "ar", "hun": "hu", "pol": "pl", "swe": "sv",
    "nor": "no", "dan": "da", "fin": "fi", "cze": "cs", "ces": "cs", "gre": "el", "ell": "el", "tur": "tr", "kor": "ko",
    "lav": "lv", "und": None, "mul": None,
}  # fmt: skip


def _saved_from(markup: str) -> str | None:
    head = markup[:4000]
    match = _SAVED_FROM.search(head)
    if not match or (match.group(2) and not _SAVED_BY.search(head)):
        return None
    return match.group(1) or match.group(2)


def _linked(markup: str) -> str | None:
    for match in _LINK.finditer(markup):
        attributes = _attributes(match.group(1))
        if attributes.get("rel", "").lower() == "canonical" and attributes.get("href"):
            return attributes["href"]
    return None


def _absolute(url: str | None) -> str | None:
    return url if url and re.match(r"[a-z][a-z0-9+.-]*:", url, re.I) else None
