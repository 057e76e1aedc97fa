"""Markup inside a field (a feed's content, a column, a mail) to plain lines: one a block."""

from __future__ import annotations

import re
from html import unescape

_HIDDEN = re.compile(r"<!--.*?(?:-->|$)|<(script|style|template|noscript|svg)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|caption|blockquote|section|article|header|footer|aside|main|nav|figure"
    r"|figcaption|pre|hr|form|fieldset|address|body|html|head|title|center)\b[^>]*>|<br\b[^>]*>",
    re.I,
)
_CELL = re.compile(r"</t[dh]\s*>", re.I)
_TAG = re.compile(r"</?[A-Za-z!?](?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_SEEN = re.compile(
    r"<(?:p|br|div|a|span|img|h[1-6]|li|ul|em|strong|b|i|blockquote|figure|table|body|html)\b[^<>]*/?>", re.I
)
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|dropcap|vc_[a-z_]+|et_pb_[a-z_]+)\b[^\]\n]*\]")


def is_markup(text: str) -> bool:
    """Whether a field holds markup: a known tag, or text that is escaped markup."""
    return "<" in text and _SEEN.search(text) is not None


def lines_of(markup: str) -> str:
    """The text of a fragment, a line a block, white space collapsed, references resolved."""
    text = _BLOCK.sub("\n", _CELL.sub(" \t", _HIDDEN.sub(" ", _SPACE.sub(" ", markup))))
    text = unescape(_TAG.sub("", text))
    lines = (_SPACE.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def body_of(text: str) -> str:
    """A field's text: markup becomes lines, plain text stays as it is."""
    return lines_of(text) if is_markup(text) else text


def blog_text(markup: str) -> str:
    """WordPress' stored content: blank lines are paragraphs, shortcodes are no text."""
    spaced = _SHORTCODE.sub("", markup)
    return lines_of(re.sub(r"\r?\n\s*\r?\n", "<p>", spaced))


def one_line(text: str | None) -> str | None:
    """A title: markup out, references resolved, one line; None where nothing is left."""
    if not text:
        return None
    plain = unescape(_TAG.sub(" ", text) if "<" in text else text)
    return " ".join(plain.split()) or None
