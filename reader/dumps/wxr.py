"""WXR: what WordPress exports, RSS with everything in it; posts are articles, pages and pictures are not.

https://github.com/pbiron/wxr. It looks like a feed, so `wp:wxr_version` or its namespace decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reader.dumps.dates import read_date
from reader.dumps.elements import ElementCensus, root_of
from reader.dumps.format import Census, Found
from reader.dumps.fragment import blog_text, one_line
from reader.dumps.markup import MarkupError, Node, all_of, attribute, local, parse
from reader.dumps.member import Member
from reader.dumps.xml_items import Item, items
from reader.dumps.xml_text import XmlText
from reader.model import UNDATED, Problem, PublishedDate, RecordKind, Skipped

NAMES = ("item",)

# Post types that are no articles: https://developer.wordpress.org/themes/classic-themes/basics/post-types/
# and those of plug-ins that are in most exports. Any other type is a site's own kind of article.
_OTHER_TYPES = {
    "page": "pages",
    "attachment": "pictures and attachments",
    "nav_menu_item": "menu entries",
    "revision": "older versions",
    "feedback": "form entries",
    "product": "products",
}
_OF_THE_SITE = re.compile(
    r"custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-?\w*|elementor_\w+|shop_\w+|mc4wp-form"
    r"|wpcf7_contact_form|ngg_\w+|jetpack_\w*|amp_\w+|safecss|sidebar|slide\w*|scheduled-action"
)
_UNPUBLISHED = {"draft": "drafts", "auto-draft": "drafts", "pending": "drafts", "trash": "deleted posts"}

_MARK = re.compile(rb"<wp:wxr_version|xmlns:wp\s*=\s*[\"']https?://wordpress\.org/export/|WordPress eXtended RSS")
_PAIRED = re.compile(r"\[/([a-z][\w-]*)\]")
_WITH_VALUES = re.compile(r"\[[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]]+))+\s*/?\]")
_LINE = re.compile(r"(?<!\n)\r?\n(?!\r?\n)")
_BLOCKS = re.compile(r"<p[\s>]|<!-- wp:paragraph", re.I)


class Wxr:
    """A WordPress export."""

    name = "WordPress export (WXR)"

    def score(self, head: bytes, name: str) -> float:
        narrow = head.replace(b"\0", b"") if b"\0" in head else head
        if b"<wp:" not in narrow and b"ordpress" not in narrow and b"WordPress" not in narrow:
            return 0.0
        return 0.97 if _MARK.search(narrow) and root_of(narrow) in ("rss", "channel") else 0.0

    def census(self) -> Census | None:
        return ElementCensus(NAMES)

    def records(self, member: Member) -> Iterator[Found]:
        texts = XmlText.of(member)
        site = _site(texts.decode(member.head()).text)
        for item in items(member, NAMES, "A post", texts):
            yield item if isinstance(item, Problem) else _item(member, item, site, self.name)


@dataclass(frozen=True, slots=True)
class _Site:
    title: str | None
    language: str | None
    authors: Mapping[str, str]  # login -> the name shown


def _site(head: str) -> _Site:
    """The channel as far as the member's head tells it."""
    channel = head[max(head.find("<channel"), 0) :].partition("<item>")[0]
    try:
        root = parse(channel)[0]
    except MarkupError:
        return _Site(None, None, {})
    stated = {tag: one_line(node.text) for node in reversed(root) for tag in [_tag(node)]}
    authors = {}
    for node in all_of(root, "author"):
        parts = {local(child): (child.text or "").strip() for child in node}
        if parts.get("author_login"):
            authors[parts["author_login"]] = parts.get("author_display_name") or parts["author_login"]
    return _Site(stated.get("title"), stated.get("language"), authors)


def _item(member: Member, item: Item, site: _Site, name: str) -> Found:
    root = item.root
    stated = {_tag(node): "".join(node.itertext()).strip() for node in reversed(root) if local(node)}
    if kind := _no_article(stated):
        return Skipped(member.place(item.offset), kind)
    creator = stated.get("creator", "")
    return member.record(
        name,
        item.offset,
        item.raw,
        post_text(stated.get("content:encoded") or stated.get("excerpt:encoded") or stated.get("description", "")),
        kind=RecordKind.STATED,
        title=one_line(stated.get("title")),
        source=site.title,
        author=site.authors.get(creator, creator) or None,
        published=_published(stated),
        url=stated.get("link") or None,
        language=site.language,
        section=_categories(root, "category") or None,
        fields=_fields(root, stated),
        warnings=item.warnings,
    )


def _tag(node: Node) -> str:
    """`content` and `excerpt` are both called `encoded`: those two keep their prefix."""
    name = local(node)
    if name != "encoded":
        return name
    return "excerpt:encoded" if "excerpt" in str(node.tag) else "content:encoded"


def _no_article(stated: Mapping[str, str]) -> str:
    """What an item is if it is no article, in words; "" for an article."""
    kind = stated.get("post_type", "post")
    if kind in _OTHER_TYPES:
        return _OTHER_TYPES[kind]
    if _OF_THE_SITE.fullmatch(kind):
        return "parts of the site"
    return _UNPUBLISHED.get(stated.get("status", ""), "")


def post_text(stored: str) -> str:
    """Stored content as lines: line breaks count where there are no paragraphs, shortcodes are no text."""
    for shortcode in set(_PAIRED.findall(stored)):
        stored = re.sub(rf"\[/?{re.escape(shortcode)}(?:\s[^\]]*)?\]", "", stored)
    stored = _WITH_VALUES.sub("", stored)
    if not _BLOCKS.search(stored):
        stored = _LINE.sub("<br>", stored)
    return blog_text(stored)


def _published(stated: Mapping[str, str]) -> PublishedDate:
    """The moment that is stored in UTC; else the feed's date, else the site's own time without its offset."""
    gmt = stated.get("post_date_gmt", "")
    dates = [
        read_date(f"{gmt}Z" if gmt else None),
        read_date(stated.get("pubDate")),
        read_date(stated.get("post_date")),
    ]
    dates = [replace(date, as_written=(date.as_written or "").rstrip("Z")) for date in dates if date.as_written]
    return next((date for date in dates if date.moment), dates[0] if dates else UNDATED)


def _categories(root: Node, domain: str) -> str:
    found = [one_line(node.text) or "" for node in all_of(root, "category") if attribute(node, "domain") == domain]
    return ", ".join(dict.fromkeys(name for name in found if name))


def _fields(root: Node, stated: Mapping[str, str]) -> Mapping[str, str]:
    found = {
        "post": stated.get("post_id"),
        "type": stated.get("post_type"),
        "status": stated.get("status"),
        "keywords": _categories(root, "post_tag"),
        "excerpt": one_line(stated.get("excerpt:encoded")),
        "guid": stated.get("guid"),
    }
    return {name: value for name, value in found.items() if value}
