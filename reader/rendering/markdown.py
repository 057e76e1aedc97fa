"""Articles as Markdown, and Markdown notes as HTML that can do no harm.

`markdown` is https://python-markdown.github.io/ (BSD). It passes raw HTML through by design, so
everything that begins markup is escaped before, and links and pictures are taken down after.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import markdown as python_markdown
from markdown.treeprocessors import Treeprocessor

from reader.model import Article, Dossier, Note, Quote, QuoteKind, Role
from reader.rendering.layout import blocks_of
from reader.rendering.words import published_words, speaker_words

# Characters that mean something anywhere in a line. What not every dialect lets a backslash stand
# before ("<", "&", "~", "=", ":", "|") becomes an entity.
_MEANING = re.compile(r"[\\`*_\[\]]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Characters that mean something at a line's begin: headings, quotes, lists, rules, definitions, tables.
_BEGIN = {letter: f"\\{letter}" for letter in "#>+-"} | {letter: f"&#{ord(letter)};" for letter in "=:|~"}
_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s]*", re.IGNORECASE)


def article_markdown(dossier: Dossier) -> str:
    """Headline, source and date, the text, its quotations by speaker and the user's notes."""
    article = dossier.article
    parts = [f"# {_line(article.title) or 'No headline'}", _kicker(article)]
    parts += _blocks(article)
    parts += _quotes(dossier)
    parts += _notes(dossier)
    return "\n\n".join(part for part in parts if part) + "\n"


def _kicker(article: Article) -> str:
    known = (article.source, article.section, article.author, published_words(article.published))
    return f"*{' · '.join(_line(each) for each in known if each)}*"


def _blocks(article: Article) -> Iterator[str]:
    """Each block; items of one list stand close together, so that it stays one list."""
    items: list[str] = []
    for block in blocks_of(article):
        text = article.text[block.start : block.end]
        if block.role is Role.LIST_ITEM:
            items.append(f"- {_line(text)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _block(text, block.role)
    yield "\n".join(items)


def _block(text: str, role: Role) -> str:
    if role is Role.TABLE:
        return f"    {_one_line(text)}"  # code: its tabs and spaces hold its columns
    before = {Role.SUBHEADING: "## ", Role.BLOCK_QUOTE: "> "}.get(role, "")
    return f"{before}{_line(text)}" if text.strip() else ""


def _quotes(dossier: Dossier) -> Iterator[str]:
    said = [quote for quote in dossier.marks.quotes if quote.kind is not QuoteKind.INDIRECT]
    if said:
        yield "## Quotations"
        yield "\n".join(_quote(quote) for quote in said)


def _quote(quote: Quote) -> str:
    kind = f" ({quote.speaker_class})" if quote.speaker_class else ""
    return f"- **{_line(speaker_words(quote))}**{kind}: {_line(quote.text)}"


def _notes(dossier: Dossier) -> Iterator[str]:
    """Notes are Markdown already, as the user wrote them; a passage stands before as a quotation."""
    if dossier.state.notes:
        yield "## Notes"
    for note in dossier.state.notes:
        passage = _passage(dossier.article, note)
        yield f"> {_line(passage)}" if passage else ""
        yield note.text.strip()


def _passage(article: Article, note: Note) -> str:
    return article.text[note.start : note.end] if note.start is not None and note.end is not None else ""


def _one_line(text: str) -> str:
    """No line break inside: what is one block stays one."""
    return re.sub("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text)


def _line(text: str) -> str:
    """`text` as one line of Markdown that means nothing but itself."""
    plain = _one_line(text).strip()
    safe = _MEANING.sub(lambda found: f"\\{found[0]}", _ENTITY.sub("&amp;", plain))
    safe = safe.replace("<", "&lt;").replace("~~", "&#126;&#126;")
    numbered = _NUMBER.match(safe)
    if numbered:
        return f"{numbered[1]}\\{safe[numbered.end(1) :]}"
    if safe[:1] in _BEGIN:
        return f"{_BEGIN[safe[0]]}{safe[1:]}"
    return safe


def notes_html(text: str) -> str:
    """A note's Markdown as an HTML fragment: no raw HTML, no pictures, no links but web and mail ones."""
    made = python_markdown.Markdown(extensions=["sane_lists", "nl2br"], output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    made.treeprocessors.register(_Harmless(made), "harmless", 0)
    return made.convert(_without_placeholders(text))


def _without_placeholders(text: str) -> str:
    """The characters that python-markdown marks its own stashes with (STX, ETX) are no part of a note."""
    return text.replace("\x02", "").replace("\x03", "")


class _Harmless(Treeprocessor):
    """Turns pictures into their words, and links that lead elsewhere than to web or mail into plain text."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                words = element.get("alt") or element.get("src") or ""
                element.attrib.clear()
                element.tag, element.text = "span", words
            elif element.tag == "a" and not _SAFE_LINK.fullmatch(html.unescape(element.get("href") or "")):
                element.attrib.clear()
                element.tag = "span"
