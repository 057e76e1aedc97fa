"""Articles as Markdown, and Markdown notes as HTML that can do no harm.

`markdown` is https://python-markdown.github.io/ (BSD). It passes raw HTML through by design, so
everything that begins markup is escaped before, and links and pictures are taken down after.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

import markdown as python_markdown
from markdown.treeprocessors import Treeprocessor

_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s]*", re.IGNORECASE)


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
