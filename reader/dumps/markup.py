"""XML as it comes: parsed without entities, network or DTD, and read as paragraphs.

What hostile or careless files hold is taken away before lxml sees it: control characters,
references to them, bare ampersands, HTML's named entities. lxml bounds depth (256) and text
(10 MB); entities of a file's own DTD are never resolved.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape
from itertools import islice
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from reader.dumps.wire_copy import unwrapped

Node = Any  # lxml has no types of its own

_BLOCKS = """
    p block div hl2 h1 h2 h3 h4 h5 h6 li dt dd tr caption table ul ol dl blockquote bq pq lq section article head
    title header footer ab lg l item list note pre hr body text fn nitf-table body.content body.head
"""
BLOCKS = frozenset(_BLOCKS.split())
SKIPPED = frozenset({"script", "style"})

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});|&")
_PREFIX = re.compile(r"[</\s]([A-Za-z_][A-Za-z0-9_.-]{0,30}):[A-Za-z_]")
_MOST_PREFIXES = 200  # of one element; words before colons look like prefixes too
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
_KEPT = frozenset({"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"})
_ESCAPES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


class MarkupError(ValueError):
    """Not parsable, not even in part."""


def parse(text: str) -> tuple[Node, bool]:
    """The root element of a decoded document, and whether its markup had to be repaired."""
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        frame = etree.fromstring(_framed(_harmless(text)), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MarkupError(str(error)) from error
    root = None if frame is None else next(frame.iterchildren("*"), None)
    if root is None:
        raise MarkupError("no element in it")
    repaired = any(entry.domain_name != "NAMESPACE" for entry in parser.error_log.filter_from_errors())
    return root, repaired


def _framed(text: str) -> bytes:
    """The text in an element that declares its prefixes: those that its own bytes do not, its root does."""
    prefixes = islice(set(_PREFIX.findall(text)) - {"xml", "xmlns"}, _MOST_PREFIXES)
    declared = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in sorted(prefixes))
    return f"<_{declared}>{text}</_>".encode()


def _harmless(text: str) -> str:
    parts = _CDATA.split(_FORBIDDEN.sub("", text))
    parts[::2] = [_REFERENCE.sub(_resolved, part) if "&" in part else part for part in parts[::2]]
    return "".join(parts)


def _resolved(match: re.Match[str]) -> str:
    written = match.group()
    if written in _KEPT:
        return written
    meant = unescape(written)
    if meant == written:  # a bare ampersand, or an entity nobody knows
        return "&amp;" + written[1:]
    return "".join(_ESCAPES.get(letter, letter) for letter in _FORBIDDEN.sub("", meant))


def local(node: Node) -> str:
    """An element's name without namespace and prefix; "" for comments and instructions."""
    tag = node.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def all_of(node: Node | None, *path: str) -> Iterator[Node]:
    """Descendants by local names: each step may be any number of levels below the one before."""
    if node is None:
        return
    for found in node.iter("{*}" + path[0]):
        if found is node:
            continue
        if len(path) == 1:
            yield found
        else:
            yield from all_of(found, *path[1:])


def first(node: Node | None, *path: str) -> Node | None:
    """The first of `all_of`, or None."""
    return next(all_of(node, *path), None)


def said(node: Node | None, *path: str) -> str | None:
    """The text of an element, or of the first of its descendants on a path; None where it is blank."""
    found = first(node, *path) if path else node
    if found is None:
        return None
    return squeezed("".join(found.itertext(with_tail=False))) or None


def attribute(node: Node | None, name: str) -> str | None:
    """An attribute by its local name, None where it is absent or blank."""
    if node is None:
        return None
    for key, value in node.attrib.items():
        if key == name or key.rpartition("}")[2].rpartition(":")[2] == name:
            return str(value).strip() or None
    return None


def squeezed(text: str) -> str:
    """One line, white space collapsed, no-break spaces kept."""
    return _SPACE.sub(" ", text).strip(" ")


def paragraphs(node: Node | None, skip: Collection[str] = ()) -> list[str]:
    """The text below an element as paragraphs, without the elements named in `skip`."""
    if node is None:
        return []
    gathered = _Paragraphs(frozenset(skip) | SKIPPED)
    gathered.visit(node)
    gathered.flush()
    return gathered.lines


class _Paragraphs:
    def __init__(self, skip: frozenset[str]) -> None:
        self.lines: list[str] = []
        self._skip = skip
        self._parts: list[str] = []

    def visit(self, node: Node) -> None:  # at most 256 deep: lxml sees to it
        name = local(node)
        if not name or name in self._skip:
            return
        block = name.lower() in BLOCKS
        if block:
            self.flush()
        if name == "pre":
            self.lines += [line.rstrip() for line in "".join(node.itertext()).splitlines() if line.strip()]
            return
        self._parts.append(_BREAK if name == "br" else node.text or "")
        for child in node:
            self.visit(child)
            self._parts.append(child.tail or "")
        if block:
            self.flush()
        elif name in ("td", "th", "nitf-col"):
            self._parts.append(" ")

    def flush(self) -> None:
        text = "".join(self._parts)
        self._parts = []
        self.lines += unwrapped(text.replace(_BREAK, "\n")).splitlines() if _is_wire_copy(text) else _at_breaks(text)


_BREAK = "\0"  # stands for <br>; NULs have been taken out of the text


def _at_breaks(text: str) -> list[str]:
    """A text at its line breaks, but for those that only wrap a sentence, as agencies set them."""
    found: list[str] = []
    for line in text.split(_BREAK):
        plain = squeezed(line)
        if found and found[-1] and plain and (plain[0].islower() or found[-1][-1] not in _ENDS):
            found[-1] = f"{found[-1]} {plain}"
        else:
            found.append(plain)
    return [line for line in found if line]


_ENDS = ".!?:;…\"'”’»)。！？」"


def _is_wire_copy(text: str) -> bool:
    """Lines of an agency inside one element: most at the margin, the first of a paragraph indented.

    Pretty-printed XML indents every line but the first.
    """
    lines = text.rstrip().splitlines()[1:]
    depths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    gaps = any(not line.strip() for line in lines[1:])
    return 0 in depths and (gaps or any(2 <= depth <= 8 for depth in depths))
