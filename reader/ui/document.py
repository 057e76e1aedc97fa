"""A dossier written into a QTextDocument: headline and body set as type, and where each letter stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from reader.model import Article, Cut, Dossier, Plate, Role
from reader.rendering import (
    PARTS_OF_WORDS,
    Apart,
    Paragraph,
    parts_of,
    published_words,
    reads_right_to_left,
    reason_words,
)
from reader.ui.gallery import Hung, image_format
from reader.ui.offsets import Places, displayed
from reader.ui.typesetting import Style, Typesetting

# A cut longer than this is shown in part: a page's whole navigation tells nothing more than its begin.
# Longer texts are shown to here: a text of 100 MB would take all memory. A paragraph is set in one go.
TEXT_SHOWN = 1_200_000  # characters
LINE_SHOWN = 360_000
_NO_ITALICS = re.compile("[\u0530-\u1cff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufefc\U00010000-\U0003ffff]")
CUT_SHOWN = 1_500  # characters


class Piece(NamedTuple):
    """A stretch of the document that shows text of the article, and the format it has without marks."""

    start: int  # document positions
    end: int
    format: QTextCharFormat


class ShownCut(NamedTuple):
    """A stretch of the document that shows a cut."""

    start: int
    end: int
    cut: Cut
    apart: bool = False  # on a line of its own


@dataclass(slots=True)
class Page:
    """Where an article stands in a document."""

    title: Places
    body: Places
    pieces: list[Piece] = field(default_factory=list)
    cuts: list[ShownCut] = field(default_factory=list)
    items: list[int] = field(default_factory=list)  # where list items begin
    pictures: list[Hung] = field(default_factory=list)
    body_start: int = 0  # the document position where the body begins


def write(
    document: QTextDocument, dossier: Dossier, types: Typesetting, *, cuts: bool = False, room: int | None = None
) -> Page:
    """Fills `document` with the whole article; see `Setting`."""
    setting = Setting(document, dossier, types, cuts=cuts, room=room)
    setting.go_on(len(dossier.article.text))
    return setting.page


class Setting:
    """An article on its way into a document: its head at once, the text as far as it is wanted.

    Without any marks, its `cuts` in place if wanted; pictures are at most `room` pixels wide, or as wide as the
    measure. `reached` is the code point up to which the text stands on `page`.
    """

    def __init__(
        self, document: QTextDocument, dossier: Dossier, types: Typesetting, *, cuts: bool, room: int | None
    ) -> None:
        article = dossier.article
        document.clear()
        document.setUndoRedoEnabled(False)  # nothing is edited here: 2 of 5 parts of the time saved
        self._writer = _Writer(document, types, reads_right_to_left(f"{article.title}\n{article.text[:2000]}"))
        self.page = Page(Places(article.title), Places(article.text))
        self.reached = 0
        self.done = False
        self._end = shown_of(article)
        self._writer.cursor.beginEditBlock()
        _write_head(self._writer, self.page, article)
        self._writer.cursor.endEditBlock()
        self._body = _body(self._writer, self.page, dossier, cuts, types.width if room is None else room)

    def go_on(self, point: int) -> None:
        """Sets the text up to a code point, and the paragraph round it; everything where that is its end."""
        self._writer.cursor.beginEditBlock()
        for reached in self._body:
            self.reached = reached
            if self._end > reached > point:
                break
        else:
            self.done = True
        self._writer.cursor.endEditBlock()


class _Writer:
    """Writes block after block at the end of a document."""

    def __init__(self, document: QTextDocument, types: Typesetting, right_to_left: bool) -> None:
        self.cursor = QTextCursor(document)
        self.types = types
        self.right_to_left = right_to_left
        self._begun = False

    def block(self, style: Style, text: str = "") -> None:
        """Begins a block that reads as `text` does, else as the article; the document's first is there already."""
        layout = QTextBlockFormat(style.block)
        if reads_right_to_left(text, self.right_to_left):
            layout.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            layout.setLeftMargin(style.block.rightMargin())
            layout.setRightMargin(style.block.leftMargin())
        else:
            layout.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if self._begun:
            self.cursor.insertBlock(layout, style.char)
        else:
            self.cursor.setBlockFormat(layout)
            self.cursor.setBlockCharFormat(style.char)
        self._begun = True

    def text(self, text: str, char: QTextCharFormat) -> tuple[int, int]:
        """Writes into the block; returns the document positions of what was written."""
        start = self.cursor.position()
        self.cursor.insertText(displayed(text), char)
        return start, self.cursor.position()


def _write_head(writer: _Writer, page: Page, article: Article) -> None:
    types = writer.types
    writer.block(types.kicker)
    _write_kicker(writer, article)
    writer.block(types.headline if article.author else types.lone_headline)
    if article.title:
        start, end = writer.text(article.title, types.headline.char)
        page.title.add(0, len(article.title), start)
        page.pieces.append(Piece(start, end, types.headline.char))
    else:
        writer.text("No headline", types.no_headline)
    if article.author:
        writer.block(types.byline)
        writer.text(article.author, _upright(types.byline.char, article.author))


def _write_kicker(writer: _Writer, article: Article) -> None:
    """Source, section and date, as far as they are known."""
    types = writer.types
    if article.source:
        writer.text(article.source, types.kicker_source)
        writer.text("  ·  ", types.kicker.char)
    if article.section:
        writer.text(f"{article.section}  ·  ", types.kicker.char)
    date = published_words(article.published)
    # An isolate keeps the parts of the date in their order within a line that reads from the right.
    writer.text(f"\u2068{date}\u2069" if writer.right_to_left else date, types.kicker.char)


def _upright(char: QTextCharFormat, text: str) -> QTextCharFormat:
    """`char` without italics where the script has none: systems may have no face at all for Arabic italics."""
    if not char.fontItalic() or not _NO_ITALICS.search(text):
        return char
    made = QTextCharFormat(char)
    made.setFontItalic(False)
    return made


def _body(writer: _Writer, page: Page, dossier: Dossier, cuts: bool, room: int) -> Iterator[int]:
    """Writes part after part; gives the code point up to which the text stands."""
    article, reached, shown = dossier.article, 0, shown_of(dossier.article)
    page.body_start = writer.cursor.position() + 1
    for part in parts_of(article, cuts=cuts, pictures=dossier.pictures):
        if isinstance(part, Apart):
            _write_apart(writer, page, part)
        elif isinstance(part, Plate):
            _write_picture(writer, page, part, room)
        elif part.block.start < shown:
            _write_paragraph(writer, page, article.text, _within_reach(part, shown))
            reached = part.block.end
        else:
            break
        yield reached
    if not article.text:
        _write_remark(writer, "This record has a headline and no text.")
    elif len(article.text) > shown:
        more = len(article.text) - shown
        _write_remark(writer, f"The text goes on for {more:,} characters: an export has it whole.")


def shown_of(article: Article) -> int:
    """The code points of a text that are shown: all, unless it, or one of its paragraphs, is too long to be set."""
    endless = (block.start + LINE_SHOWN for block in article.blocks if block.end - block.start > LINE_SHOWN)
    return min(next(endless, TEXT_SHOWN), TEXT_SHOWN)


def _within_reach(part: Paragraph, shown: int) -> Paragraph:
    """The paragraph as far as it is shown: a single line may be as long as its dump."""
    block = part.block
    if block.end <= shown:
        return part
    return Paragraph(replace(block, end=shown), tuple(cut for cut in part.cuts if cut.at < shown))


def _write_remark(writer: _Writer, words: str) -> None:
    writer.block(writer.types.empty)
    writer.text(words, writer.types.empty.char)


def _write_paragraph(writer: _Writer, page: Page, text: str, part: Paragraph) -> None:
    block = part.block
    style = writer.types.body(block.role)
    style = Style(_upright(style.char, text[block.start : block.end]), style.block)
    writer.block(style, text[block.start : block.end])
    if block.role is Role.LIST_ITEM:
        page.items.append(writer.cursor.position())
    here = block.start
    for cut in part.cuts:
        _write_piece(writer, page, text, here, cut.at, style.char)
        _write_inline(writer, page, cut, style.char)
        here = cut.at
    _write_piece(writer, page, text, here, block.end, style.char)


def _write_inline(writer: _Writer, page: Page, cut: Cut, around: QTextCharFormat) -> None:
    """A cut within a line, struck, with its reason before it; a part of a word needs none."""
    start = writer.cursor.position()
    if cut.reason not in PARTS_OF_WORDS:
        writer.text(f" {reason_words(cut.reason)} ", writer.types.cut_label)
    _, end = writer.text(_shortened(cut.text).replace("\n", "↵"), writer.types.cut_inline(around))
    page.cuts.append(ShownCut(start, end, cut))


def _write_piece(writer: _Writer, page: Page, text: str, start: int, end: int, char: QTextCharFormat) -> None:
    if start < end:
        at, until = writer.text(text[start:end], char)
        page.body.add(start, end, at)
        page.pieces.append(Piece(at, until, char))


def _write_apart(writer: _Writer, page: Page, part: Apart) -> None:
    """Cuts that stood apart, each on a line of its own; the reason is said when it changes."""
    said = None
    for place, cut in enumerate(part.cuts):
        last = place == len(part.cuts) - 1
        writer.block(writer.types.last_cut if last else writer.types.cut, cut.text)
        start = writer.cursor.position()
        if cut.reason is not said:
            writer.text(f"{reason_words(cut.reason)}  ", writer.types.cut_label)
        said = cut.reason
        _, end = writer.text(_shortened(cut.text.strip()), writer.types.cut.char)
        page.cuts.append(ShownCut(start, end, cut, apart=True))


def _write_picture(writer: _Writer, page: Page, plate: Plate, room: int) -> None:
    """A picture on a line of its own, and its caption below; neither is text that marks could count."""
    types = writer.types
    writer.block(types.picture if plate.caption else types.lone_picture)
    page.pictures.append(Hung(writer.cursor.position(), plate))
    writer.cursor.insertImage(image_format(plate, room))
    if plate.caption:
        writer.block(types.caption, plate.caption)
        writer.text(plate.caption, _upright(types.caption.char, plate.caption))


def _shortened(text: str) -> str:
    return text if len(text) <= CUT_SHOWN else f"{text[:CUT_SHOWN]} … and {len(text) - CUT_SHOWN:,} more characters"
