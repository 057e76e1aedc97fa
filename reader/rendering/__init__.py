"""Articles as HTML and Markdown, the colours and the words they are shown with; no Qt."""

from reader.rendering.bare import bare_page
from reader.rendering.changes import Change, Part, changes
from reader.rendering.comparing import Row, Stretch, compare, likeness, rows
from reader.rendering.direction import reads_right_to_left
from reader.rendering.hits import find_words, fold
from reader.rendering.html import article_fragment, article_html, document_html
from reader.rendering.layout import PARTS_OF_WORDS, Apart, Paragraph, parts_of, visible_cuts
from reader.rendering.markdown import article_markdown, notes_html
from reader.rendering.style import style_sheet
from reader.rendering.theme import DARK, DISPLAY, LIGHT, SANS, SERIF, Theme, Type, contrast, mixed
from reader.rendering.words import (
    ENTITIES,
    QUOTES,
    REASONS,
    SPEAKERS,
    confidence_words,
    count_words,
    moment_words,
    origin_words,
    published_words,
    reason_words,
    speaker_words,
)

__all__ = [
    "DARK",
    "DISPLAY",
    "ENTITIES",
    "LIGHT",
    "PARTS_OF_WORDS",
    "QUOTES",
    "REASONS",
    "SANS",
    "SERIF",
    "SPEAKERS",
    "Apart",
    "Change",
    "Paragraph",
    "Part",
    "Row",
    "Stretch",
    "Theme",
    "Type",
    "article_fragment",
    "article_html",
    "article_markdown",
    "bare_page",
    "changes",
    "compare",
    "confidence_words",
    "contrast",
    "count_words",
    "document_html",
    "find_words",
    "fold",
    "likeness",
    "mixed",
    "moment_words",
    "notes_html",
    "origin_words",
    "parts_of",
    "published_words",
    "reads_right_to_left",
    "reason_words",
    "rows",
    "speaker_words",
    "style_sheet",
    "visible_cuts",
]
