"""The first records of a dump as they would come in, to judge a guess by."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from reader.rendering import SERIF, published_words, reads_right_to_left
from reader.ui import theme as look

if TYPE_CHECKING:  # the parsers take 300 ms to load: the thread that looks into a dump loads them
    from reader.dumps.survey import Example

_TEXT = 160  # characters of a text
_TITLE = 140
_FACT = 60


class Examples(QTextBrowser):
    """A few articles in short; None among them is a record that would be left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("examples")
        self.setAccessibleName("The first articles as they would come in")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(14)
        self._shown: Sequence[Example | None] = ()
        self._remark = ""

    def show_examples(self, examples: Sequence[Example | None], remark: str = "") -> None:
        """Shows these, and a remark under them."""
        self._shown, self._remark = examples, remark
        self._write()

    def _write(self) -> None:
        theme = look.current()
        serif = ", ".join(f"'{family}'" for family in SERIF)
        self.document().setDefaultStyleSheet(
            f".quiet {{ color: {theme.muted}; }} .warning {{ color: {theme.warning}; }}"
            f".words {{ font-family: {serif}; }} .title {{ font-family: {serif}; font-weight: 600; }}"
        )
        remark = f"<p class='quiet'>{escape(self._remark)}</p>" if self._remark else ""
        self.setHtml("".join(map(_as_html, self._shown)) + remark)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_remark"):
            self._write()


def _as_html(example: Example | None) -> str:
    if example is None:
        return "<p class='warning'>This row would be left out: it has no text, and no headline with an address.</p>"
    date = published_words(example.published) if example.published.moment else ""
    facts = (example.source, example.author, date, example.language, example.url)
    about = " · ".join(escape(_short(fact, _FACT)) for fact in facts if fact)
    first, _, rest = example.text.partition("\n") if not example.title else (example.title, "", example.text)
    way = " dir='rtl'" if reads_right_to_left(f"{first} {rest[:200]}") else ""
    close, apart = ("margin-top: 0; margin-bottom: 2px", "margin-top: 0; margin-bottom: 16px")  # Qt reads no short form
    return (
        f"<p class='title' style='{close}; font-size: large'{way}>{escape(_short(first, _TITLE))}</p>"
        + (f"<p class='quiet' style='{close}'{way}>{about}</p>" if about else "")
        + f"<p class='words' style='{apart}'{way}>{escape(_short(rest, _TEXT))}</p>"
    )


def _short(text: str, most: int) -> str:
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
