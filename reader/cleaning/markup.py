"""An HTML page as its source text and a sequence of blocks, in one walk.

The source text is every text node in document order; scripts, styles, templates and attributes
are no part of it. A block is what stands between two borders of block elements or `<br>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from reader.cleaning.picture_addresses import of_sets, of_source, pixels

SKIPPED = frozenset(("script", "style", "template", "iframe", "object", "embed"))
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "q", "ruby", "rb", "rt", "rp", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "svg", "path", "g",
    "picture", "source", "input", "noindex", "use",
    # Of formulas all but their notes in TeX: a sentence goes on behind its formula.
    "math", "semantics", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle",
    "mpadded", "mphantom", "menclose", "mfenced", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mtable", "mtr", "mtd",
))  # fmt: skip
# What the walk makes of a node: nothing, words, an element of the running text that is counted or not, a block.
_NOTHING, _WORDS, _COUNTED, _RUNNING, _BLOCK = range(5)
MOST_IMAGES = 2000  # of a page: galleries have hundreds
DEEPEST = 2000  # elements in each other: what is nested deeper is walked, but counted as this deep


# What an element and all above it are: the path of the element above (-1 above the document), tag and names. Two with
# the same tags and names down from the document share one.
Path = tuple[int, str, str]


@dataclass(slots=True)
class Element:
    """A block element: its tag, class and id words, and the blocks from `first` to before `last` under it."""

    parent: int
    tag: str
    tokens: str
    depth: int
    hidden: bool = False
    first: int = 0
    last: int = 0
    path: int = 0


@dataclass(slots=True)
class MarkupBlock:
    """A block: its place in the source text, its element, and how much of it stands in links."""

    start: int
    end: int
    element: int
    linked: int = 0  # characters
    links: int = 0
    strong: int = 0  # characters in bold type
    after_break: bool = False  # begins after a <br>


@dataclass(slots=True)
class Image:
    """A picture: where it stands in the source text, its element, and what its attributes state."""

    at: int
    element: int
    sources: list[str]  # addresses as they are written, the likeliest first
    alt: str
    width: int  # pixels, 0 where it is not stated
    height: int
    hidden: bool


@dataclass(slots=True)
class Label:
    """An element of any kind and its attributes: the source text from `at` to `end` stands in it."""

    at: int
    end: int
    tag: str
    stated: Mapping[str, str | None]


@dataclass(slots=True)
class Page:
    """A parsed page; element 0 is the document, and so is path 0. Elements have half as many paths."""

    source: str
    blocks: list[MarkupBlock]
    elements: list[Element]
    paths: list[Path]
    images: list[Image]


@dataclass(slots=True)
class _Walk:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[MarkupBlock] = field(default_factory=list)
    elements: list[Element] = field(default_factory=lambda: [Element(0, "html", "", 0)])
    paths: dict[Path, int] = field(default_factory=lambda: {(-1, "html", ""): 0})
    current: MarkupBlock | None = None
    element: int = 0
    in_link: int = 0
    in_strong: int = 0
    broken: bool = False
    images: list[Image] | None = None  # None: nobody asks for them
    offered: list[str] = field(default_factory=list)  # by <source>, for the <img> that follows
    labels: list[Label] | None = None  # None: nobody asks for them
    open: list[Label | None] = field(default_factory=list)  # of the elements that the walk is in


_TAG = re.compile(r"<(?:p|br|div|a|b|i|em|strong|span|ul|li|h[1-6]|img|blockquote)\b[^<>]*>", re.I)


def looks_like_markup(text: str) -> bool:
    """Whether a stated body is HTML after all: several known tags near its beginning."""
    return text.count("<", 0, 5000) > 1 and len(_TAG.findall(text[:5000])) > 1


def read_markup(markup: str, *, images: bool = False) -> Page:
    """The page that `markup` is, with its `images` where they are wanted."""
    walk = _Walk(images=[] if images else None)
    root = LexborHTMLParser(markup).root
    if root is not None:
        _through(walk, root)
    _flush(walk)
    walk.elements[0].last = len(walk.blocks)
    return Page("".join(walk.parts), walk.blocks, walk.elements, list(walk.paths), walk.images or [])


def read_labels(markup: str) -> list[Label]:
    """All elements of a page that have attributes, in order.

    A second walk, for the few pages on which it is asked: reading the attributes of every link costs as much as
    all the rest of the walk.
    """
    walk = _Walk(labels=[])
    root = LexborHTMLParser(markup).root
    if root is not None:
        _through(walk, root)
    return walk.labels or []


def _through(walk: _Walk, root: Any) -> None:
    """Depth first with a stack of our own: pages are nested thousands deep when they are broken."""
    stack: list[tuple[Any, str, int]] = []
    known: dict[int, tuple[str, int]] = {}
    node = root
    while node is not None:
        number = node.tag_id
        named = known.get(number)
        if named is None:
            named = _named(node.tag or "")
            if number < 200:  # numbers of elements that HTML does not know are addresses
                known[number] = named
        tag, kind = named
        down = None
        if kind == _WORDS:
            _text(walk, node.text_content or "")
        elif kind != _NOTHING:
            down = node.child
            if walk.labels is not None:
                _label(walk, walk.labels, tag, node)
            if down is not None:
                if kind != _RUNNING:
                    _enter(walk, tag, kind, node)
                stack.append((node, tag, kind))
            else:
                _empty(walk, tag, kind, node)
        while down is None and stack:
            down = node.next
            if down is None:
                node, tag, kind = stack.pop()
                _leave(walk, tag, kind)
        node = down


def _named(tag: str) -> tuple[str, int]:
    """A tag and what the walk makes of such nodes."""
    if tag == "-text":
        return tag, _WORDS
    if tag in SKIPPED or tag[0:1] in "-!":
        return tag, _NOTHING
    if tag in INLINE:
        return tag, _COUNTED if tag in ("a", "b", "strong") else _RUNNING
    return tag, _BLOCK


_NAMED = ("class", "id", "role", "itemprop")


def _enter(walk: _Walk, tag: str, kind: int, node: Any) -> None:
    if kind == _COUNTED:
        walk.in_link += tag == "a"
        walk.in_strong += tag != "a"
        if tag == "a" and walk.current is not None:
            walk.current.links += 1
        return
    _flush(walk)
    attributes = node.attributes
    above = walk.elements[walk.element]
    tokens, hidden = "", above.hidden
    if attributes:
        if len(attributes) > 1:
            tokens = " ".join([attributes[name] or "" for name in _NAMED if name in attributes])
        else:
            ((name, value),) = attributes.items()
            tokens = (value or "") if name in _NAMED else ""
        style = attributes.get("style")
        hidden = hidden or "hidden" in attributes or (style is not None and "display:none" in style.replace(" ", ""))
    path = walk.paths.setdefault((above.path, tag, tokens), len(walk.paths))
    depth = above.depth + 1 if above.depth < DEEPEST else DEEPEST
    walk.elements.append(Element(walk.element, tag, tokens, depth, hidden, len(walk.blocks), 0, path))
    walk.element = len(walk.elements) - 1


def _empty(walk: _Walk, tag: str, kind: int, node: Any) -> None:
    """An element with nothing in it."""
    if kind == _BLOCK:
        _flush(walk)
        walk.broken = tag == "br"
    elif tag in ("img", "source") and walk.images is not None:
        _image(walk, walk.images, tag, node.attributes)


def _label(walk: _Walk, labels: list[Label], tag: str, node: Any) -> None:
    attributes = node.attributes
    label = Label(walk.length, walk.length, tag, attributes) if attributes else None
    if label is not None:
        labels.append(label)
    if node.child is not None:
        walk.open.append(label)


def _leave(walk: _Walk, tag: str, kind: int) -> None:
    if walk.labels is not None and (label := walk.open.pop()) is not None:
        label.end = walk.length
    if kind == _RUNNING:
        return
    if kind == _COUNTED:
        walk.in_link -= tag == "a"
        walk.in_strong -= tag != "a"
        return
    _flush(walk)
    element = walk.elements[walk.element]
    element.last = len(walk.blocks)
    walk.element = element.parent


def _text(walk: _Walk, text: str) -> None:
    start, walk.length = walk.length, walk.length + len(text)
    walk.parts.append(text)
    visible = text.strip()
    if not visible:
        return
    begin = start if len(visible) == len(text) else start + len(text) - len(text.lstrip())
    if walk.current is None:
        walk.current = MarkupBlock(begin, begin, walk.element, links=int(walk.in_link > 0), after_break=walk.broken)
        walk.broken = False
    walk.current.end = begin + len(visible)
    if walk.in_link:
        walk.current.linked += len(visible)
    if walk.in_strong:
        walk.current.strong += len(visible)


def _image(walk: _Walk, images: list[Image], tag: str, stated: Mapping[str, str | None]) -> None:
    several = of_sets(stated)
    if tag == "source":
        walk.offered += several
        return
    style = (stated.get("style") or "").replace(" ", "").lower()
    hidden = "hidden" in stated or "display:none" in style
    size = pixels(stated.get("width")), pixels(stated.get("height"))
    sources, walk.offered = of_source(stated) + several + walk.offered, []
    if sources and len(images) < MOST_IMAGES:
        images.append(Image(walk.length, walk.element, sources[:12], stated.get("alt") or "", *size, hidden))


def _flush(walk: _Walk) -> None:
    if walk.current is not None:
        walk.blocks.append(walk.current)
        walk.current = None
    walk.broken = False
