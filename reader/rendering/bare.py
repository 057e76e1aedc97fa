"""A page of HTML as it can be looked at in safety: its text and its structure, and nothing that acts or is fetched.

Written anew from the parsed page, not cut out of it: an element or attribute that is not listed here is not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

READ = 4_000_000  # characters of a page that are parsed: 40 ms a million
SHOWN = 150_000  # characters of text that are shown
DEEPEST = 40  # elements in each other; deeper ones are there without their tag, for Qt lays out each by recursion
TAGGED = 8_000  # elements that are written with their tags: 70,000 of them hold Qt up for .8 s, these for .1
TABLES = 2  # tables in each other: old pages nest ten for their columns, and each doubles what laying out takes

_SKIPPED = frozenset(
    ("head", "script", "style", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math",
     "canvas", "video", "audio", "map", "select", "textarea", "input", "button", "meta", "link", "base", "title")
)  # fmt: skip
_KEPT = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "b", "strong", "i", "em", "u", "s",
     "sub", "sup", "code", "small")
)  # fmt: skip
_TABLE = frozenset(("table", "tr", "td", "th"))
_INLINE = frozenset(
    ("a", "abbr", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "font", "ins", "kbd", "label", "mark", "q", "ruby",
     "rb", "rt", "rp", "samp", "span", "strike", "time", "tt", "var", "wbr", "nobr", "picture", "noscript", "center")
)  # fmt: skip
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff]")
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)


def bare_page(markup: str) -> str:
    """The body of a page without scripts, styles, addresses, pictures and forms, escaped throughout."""
    from selectolax.lexbor import LexborHTMLParser  # 20 ms that only those pay who look at a page

    body = LexborHTMLParser(markup[:READ]).body
    if body is None:
        return ""
    writer = _Writer()
    writer.write(body)
    return "".join(writer.parts)


class _Writer:
    """Walks a page depth first, with a stack of its own: broken pages are nested thousands deep."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._stack: list[tuple[LexborNode, str]] = []  # open ones, with the tag that closes each, "" for none
        self._tables = self._tagged = 0
        self._shown = 0

    def write(self, body: LexborNode) -> None:
        node = body.child
        while node is not None and self._shown < SHOWN:
            down = self._enter(node)
            node = down if down is not None else self._onward(node)
        while self._stack:
            self._leave()
        if self._shown >= SHOWN:
            self.parts.append("<p>…</p>")

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Write what stands at a node; its first child, where that is to be walked too."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag in ("br", "hr"):
            self.parts.append(f"<{tag}>")
        elif tag == "img":
            self._picture(node.attributes)
        elif tag not in _SKIPPED and tag[:1] not in "-!" and not _is_hidden(node.attributes):
            down = node.child
            if down is not None:
                self._open(node, tag)
            return down
        return None

    def _onward(self, node: LexborNode) -> LexborNode | None:
        while node.next is None and self._stack:
            node = self._leave()
        return node.next

    def _open(self, node: LexborNode, tag: str) -> None:
        self._tables += tag == "table"
        written = self._written(tag)
        if written:
            self._tagged += 1
            direction = (node.attributes.get("dir") or "").lower()
            self.parts.append(f'<{written} dir="{direction}">' if direction in ("rtl", "ltr") else f"<{written}>")
        self._stack.append((node, written))

    def _written(self, tag: str) -> str:
        """The tag that an element is written with; "" for none."""
        if tag in _INLINE or len(self._stack) >= DEEPEST or self._tagged >= TAGGED:
            return ""
        if tag in _TABLE:
            return tag if self._tables <= TABLES else "div" if tag in ("table", "tr") else ""
        return tag if tag in _KEPT else "div"

    def _leave(self) -> LexborNode:
        node, written = self._stack.pop()
        self._tables -= node.tag == "table"
        if written:
            self.parts.append(f"</{written}>")
        return node

    def _text(self, text: str) -> None:
        text = text[: SHOWN - self._shown]
        self._shown += len(text.strip())
        self.parts.append(escape(_FORBIDDEN.sub("\ufffd", text), quote=False))

    def _picture(self, attributes: Mapping[str, str | None]) -> None:
        """A picture is told by its words."""
        words = " ".join((attributes.get("alt") or "").split())[:200]
        if words:
            self._text(f" [{words}] ")


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
