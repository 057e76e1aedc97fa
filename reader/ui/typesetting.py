"""Character and block formats of an article's parts, from the theme and the reader's sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat

from reader.model import Role
from reader.rendering import DISPLAY, SANS, SERIF, Theme

# The average of letters and spaces in English running text, for the measure: its own counting of
# e t a o i n ... would be 2 % off the same.
SAMPLE = "the quick reporters of the old town were told on Sunday that nothing had been lost in the fire "

# In running text figures have ascenders and descenders like the letters round them; where the face
# has none such, nothing changes.
_OLD_STYLE_FIGURES = QFont.Tag("onum")


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of block is set."""

    char: QTextCharFormat
    block: QTextBlockFormat


class Typesetting:
    """All formats for one theme, text size and measure. `size` is in pixels, `measure` in characters."""

    def __init__(self, theme: Theme, size: int, measure: int) -> None:
        self.theme = theme
        self.size = size
        self.measure = measure

    def px(self, part: float) -> int:
        """A length given in parts of the text size, in whole pixels."""
        return round(self.size * part)

    @cached_property
    def width(self) -> int:
        """The measure in pixels: so many average characters of the text face."""
        metrics = QFontMetricsF(self.font(SERIF, 1))
        return round(metrics.horizontalAdvance(SAMPLE * 4) / (len(SAMPLE) * 4) * self.measure)

    def font(self, families: tuple[str, ...], part: float, *, weight: int = 400, italic: bool = False) -> QFont:
        font = QFont(list(families))
        font.setPixelSize(max(self.px(part), 9))
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        if families is SERIF:
            font.setFeature(_OLD_STYLE_FIGURES, 1)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def char(self, font: QFont, colour: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font)
        made.setForeground(QBrush(QColor(colour)))
        return made

    def block(
        self, part: float, line: float, *, above: float = 0, below: float = 0, indent: float = 0
    ) -> QTextBlockFormat:
        """Spaces are in parts of the text size, the line height in parts of the type's own size.

        Minimum height, not fixed: a line of a script that needs more (Thai, Urdu) is not cut off.
        """
        made = QTextBlockFormat()
        made.setLineHeight(self.px(part * line), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        made.setTopMargin(self.px(above))
        made.setBottomMargin(self.px(below))
        made.setLeftMargin(self.px(indent))
        return made

    @cached_property
    def kicker(self) -> Style:
        type_ = self.theme.type
        font = self.font(SANS, type_.small)
        return Style(self.char(font, self.theme.muted), self.block(type_.small, 1.4, below=0.5))

    @cached_property
    def kicker_source(self) -> QTextCharFormat:
        """The source in spaced capitals: told from the date without a second colour."""
        font = self.font(SANS, self.theme.type.small * 0.92, weight=600)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        return self.char(font, self.theme.accent)

    @cached_property
    def headline(self) -> Style:
        type_ = self.theme.type
        font = self.font(DISPLAY, type_.headline, weight=600)
        return Style(self.char(font, self.theme.ink), self.block(type_.headline, type_.headline_line, below=0.55))

    @cached_property
    def lone_headline(self) -> Style:
        """A headline without a byline: the text follows it."""
        made = QTextBlockFormat(self.headline.block)
        made.setBottomMargin(self.px(1.2))
        return Style(self.headline.char, made)

    @cached_property
    def no_headline(self) -> QTextCharFormat:
        return self.char(self.font(DISPLAY, self.theme.type.headline, weight=600, italic=True), self.theme.muted)

    @cached_property
    def byline(self) -> Style:
        font = self.font(SERIF, 0.94, italic=True)
        return Style(self.char(font, self.theme.muted), self.block(0.94, 1.4, below=1.5))

    @cached_property
    def empty(self) -> Style:
        return Style(self.char(self.font(SERIF, 1, italic=True), self.theme.muted), self.block(1, 1.5))

    @cached_property
    def cut(self) -> Style:
        """A cut that stood apart: small, dimmed, set in behind a line of dashes that the gutter draws."""
        type_ = self.theme.type
        made = self.block(type_.small, 1.5, above=0.2, below=0.2, indent=1.5)
        made.setRightMargin(self.px(1.5))
        return Style(self.char(self.font(SANS, type_.small), self.theme.cut), made)

    @cached_property
    def last_cut(self) -> Style:
        """The last of several cuts: the text goes on after it."""
        made = QTextBlockFormat(self.cut.block)
        made.setBottomMargin(self.px(self.theme.type.paragraph))
        return Style(self.cut.char, made)

    @cached_property
    def cut_label(self) -> QTextCharFormat:
        font = self.font(SANS, self.theme.type.small * 0.86, weight=600)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        return self.char(font, self.theme.cut)

    @cached_property
    def picture(self) -> Style:
        """A picture with a caption below it."""
        made = self.block(1, 1, above=0.7, below=0.45)
        made.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        return Style(self.char(self.font(SERIF, 1), self.theme.ink), made)

    @cached_property
    def lone_picture(self) -> Style:
        """A picture without a caption: the text follows it."""
        made = QTextBlockFormat(self.picture.block)
        made.setBottomMargin(self.px(1.1))
        return Style(self.picture.char, made)

    @cached_property
    def caption(self) -> Style:
        type_ = self.theme.type
        return Style(self.char(self.font(SANS, type_.small), self.theme.muted), self.block(type_.small, 1.4, below=1.3))

    def cut_inline(self, around: QTextCharFormat) -> QTextCharFormat:
        """A cut within a line: in the type around it, dimmed and struck."""
        made = QTextCharFormat(around)
        made.setForeground(QBrush(QColor(self.theme.cut)))
        made.setBackground(QColor(self.theme.cut_tint))
        made.setFontStrikeOut(True)
        return made

    def body(self, role: Role) -> Style:
        return self._body[role]

    @cached_property
    def _body(self) -> dict[Role, Style]:
        type_, ink = self.theme.type, self.theme.ink
        text = self.char(self.font(SERIF, 1), ink)
        italic = self.char(self.font(SERIF, 1, italic=True), ink)
        semibold = self.char(self.font(SERIF, type_.subheading, weight=600), ink)
        table = self.char(self.font(SANS, 0.86), ink)
        quoted = self.block(1, type_.line, above=1.1, below=1.1, indent=1.5)
        quoted.setRightMargin(self.px(1.5))
        item = self.block(1, type_.line, below=0.28, indent=1.5)
        subheading = self.block(type_.subheading, 1.3, above=1.5, below=0.42)
        return {
            Role.PARAGRAPH: Style(text, self.block(1, type_.line, below=type_.paragraph)),
            Role.SUBHEADING: Style(semibold, subheading),
            Role.LIST_ITEM: Style(text, item),
            Role.BLOCK_QUOTE: Style(italic, quoted),
            Role.TABLE: Style(table, self.block(0.86, 1.4, below=0.2)),
        }
