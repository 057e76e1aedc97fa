"""JSON-LD in a page: the object that is the article (https://schema.org/NewsArticle)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle",
     "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "Review", "SocialMediaPosting", "WebPage",
     "ItemPage", "VideoObject")
)  # fmt: skip
_HIDING = re.compile(r"^\s*//\s*<!\[CDATA\[|^\s*<!\[CDATA\[|//\s*\]\]>\s*$|\]\]>\s*$")
_TAG = re.compile(r"<[^>]*>")


def article_in(scripts: Iterable[str]) -> dict[str, Any]:
    """The JSON-LD object of the article: the one with a headline and a date, if there is one."""
    best: dict[str, Any] = {}
    for script in scripts:
        for item in _objects(_loaded(script)):
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
    text = script.strip()
    for candidate in _candidates(text):
        try:
            return json.loads(candidate.rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _candidates(text: str) -> Iterator[str]:
    """The script as it is, and freed of what hides it from old browsers."""
    yield text
    bare = _HIDING.sub("", text.removeprefix("<!--").removesuffix("-->").strip())
    yield from (bare, unescape(bare))


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < 5:
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if depth < 5:
                yield from _objects(value.get(key), depth + 1)


def named(value: Any) -> str | None:
    """The names in a JSON-LD value: a text, an object with a name, or a list of such."""
    if isinstance(value, list):
        names = [name for item in value[:20] if (name := named(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return named(value.get("name"))
    text = plain_text(value)
    return None if text and re.match(r"https?://", text) else text


def plain_text(value: object) -> str | None:
    """One line of plain text, without markup."""
    if not isinstance(value, str):
        return None
    bare = _TAG.sub(" ", value) if "<" in value else value
    return " ".join(unescape(bare).split()) or None
