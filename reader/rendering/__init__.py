"""Articles as HTML and Markdown, the colours and the words they are shown with; no Qt."""

from reader.rendering.direction import reads_right_to_left
from reader.rendering.hits import find_words, fold
from reader.rendering.markdown import notes_html
from reader.rendering.theme import DARK, DISPLAY, LIGHT, SANS, SERIF, Theme, Type, contrast
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
    "QUOTES",
    "REASONS",
    "SANS",
    "SERIF",
    "SPEAKERS",
    "Theme",
    "Type",
    "confidence_words",
    "contrast",
    "count_words",
    "find_words",
    "fold",
    "moment_words",
    "notes_html",
    "origin_words",
    "published_words",
    "reads_right_to_left",
    "reason_words",
    "speaker_words",
]
