"""Wikitext to plain lines: links by their labels, without templates, references, tables and pictures."""

from __future__ import annotations

import re
from typing import Any

import mwparserfromhell
from mwparserfromhell.nodes import Comment, Heading, Tag, Template, Wikilink

LARGEST = 200_000  # characters that are parsed; longer pages are lists, and stripped by patterns
UNEVEN = 20  # opening brackets without closing ones: the parser's time grows with their square

# Templates that stand for words in a sentence, and which of their arguments those are (-1: the last).
_SPOKEN = {"w": -1, "wikipedia": -1, "lang": 2, "nowrap": 1, "nobr": 1, "quote": 1, "cquote": 1, "small": 1, "abbr": 1,
           "sic": 1, "'": None, "flag": 1, "ill": 1}  # fmt: skip
_MEDIA = re.compile(
    r"\s*:?\s*(?:file|image|datei|bild|fichier|archivo|imagen|immagine|ficheiro|imagem|файл|изображение|plik|bestand"
    r"|category|kategorie|catégorie|categoría|categoria|категория|kategoria|categorie)\s*:",
    re.I,
)
_INTERWIKI = re.compile(r"\s*[a-z]{2,3}(?:-[a-z]{2,8})?\s*:", re.I)
_DROPPED = frozenset(
    {"ref", "gallery", "table", "math", "timeline", "imagemap", "references", "score", "syntaxhighlight"}
)
_HEADING = "\x01"  # before a heading, while lines are made
_ITEM = re.compile(r"[*#:;]+\s*")
_RULE = re.compile(r"-{4,}\s*$")
_LEFT = re.compile(r"\{\{[^{}]{0,5000}\}\}|\{\|[^{}]{0,5000}?\|\}|<[^<>]{1,300}>|__[A-Z]{3,20}__|'{2,5}", re.S)
_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]|\[https?://[^\s\[\]]{1,500}\s([^\[\]]{0,300})\]")


def plain_text(wikitext: str) -> str:
    """The page's paragraphs, headings and list items, one a line."""
    wikitext = wikitext.replace(_HEADING, "")
    if len(wikitext) > LARGEST or _is_uneven(wikitext):
        return _lines(_stripped(wikitext))
    try:
        code = mwparserfromhell.parse(wikitext, skip_style_tags=False)
        return _lines(_stripped(_spoken(code)))
    except (mwparserfromhell.parser.ParserError, RecursionError, ValueError):
        return _lines(_stripped(wikitext))


def _is_uneven(wikitext: str) -> bool:
    pairs = (("{{", "}}"), ("[[", "]]"), ("{|", "|}"))
    return any(abs(wikitext.count(start) - wikitext.count(end)) > UNEVEN for start, end in pairs)


def _spoken(code: Any) -> str:
    """A tree's words."""
    return "".join(_word(node) for node in code.nodes)


def _word(node: Any) -> str:
    if isinstance(node, Template):
        return _template(node)
    if isinstance(node, Wikilink):
        return _link(node)
    if isinstance(node, Heading):
        return f"\n\n{_HEADING}{_spoken(node.title).strip()}\n\n"
    if isinstance(node, Tag):
        return _tag(node)
    if isinstance(node, Comment):
        return ""
    plain = node.__strip__(normalize=True, collapse=True, keep_template_params=False)
    return "" if plain is None else str(plain)


def _template(node: Template) -> str:
    """What a template says in the sentence it stands in; most are furniture and say nothing."""
    name = str(node.name).strip().lower()
    if name not in _SPOKEN:
        return ""
    place = _SPOKEN[name]
    if place is None:
        return "'"
    values = [param.value for param in node.params if not param.showkey]
    if not values:
        return ""
    return _spoken(values[min(place, len(values)) - 1] if place > 0 else values[-1]).strip()


def _link(node: Wikilink) -> str:
    target = str(node.title)
    if _MEDIA.match(target) and not target.lstrip().startswith(":"):
        return ""
    if node.text is None and _INTERWIKI.match(target):
        return ""
    return _spoken(node.text) if node.text is not None else target.lstrip(" :")


def _tag(node: Tag) -> str:
    name = str(node.tag).strip().lower()
    if name in _DROPPED:
        return ""
    if name == "br":
        return "\n"
    if node.wiki_markup and name in ("li", "dt", "dd", "hr"):
        return str(node.wiki_markup)
    return _spoken(node.contents) if node.contents is not None else ""


def _stripped(text: str) -> str:
    """Without what is left of templates, tags and links where the page is not well formed."""
    for _ in range(4):  # templates in templates
        shorter = _LEFT.sub("", text)
        if shorter == text:
            break
        text = shorter
    return _LINK.sub(lambda match: match.group(1) or match.group(2) or "", text)


def _lines(text: str) -> str:
    """Lines of a paragraph joined, list items by themselves; headings with nothing below them left out."""
    found: list[str] = []
    fresh = True
    for line in text.split("\n"):
        plain = " ".join(line.split())
        item = _ITEM.match(plain)
        if not plain or _RULE.match(plain):
            fresh = True
        elif item or fresh:
            if rest := plain[item.end() :] if item else plain:
                found.append(rest)
            fresh = bool(item)
        else:
            found[-1] = f"{found[-1]} {plain}"
    below = [*found[1:], _HEADING]
    return "\n".join(
        line.removeprefix(_HEADING)
        for line, after in zip(found, below, strict=False)
        if not (line.startswith(_HEADING) and after.startswith(_HEADING))
    )
