"""Analysis: words per processor second beside textacy's direct quotations, both on the same language model."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from reader.analysis import analyse_many
from reader.analysis.models import load

from . import news
from .table import Row, cpu_seconds

COUNT = 40
BATCH = 4  # as the worker has it


def rows(count: int = COUNT) -> list[Row]:
    """One row; none where textacy or a model for English is not installed."""
    if find_spec("textacy") is None or load("en") is None:
        print("analysis: skipped, textacy is not installed (dependency group bench)", file=sys.stderr)
        return []
    texts = [_with_speech(title, text) for title, text in news.articles(count)]
    words = sum(text.count(" ") + 1 for text in texts)
    _ours(texts[:BATCH])
    _theirs(texts[:BATCH])
    ours, theirs = cpu_seconds(lambda: _ours(texts)), cpu_seconds(lambda: _theirs(texts))
    figure = f"analysis, names and quotations of {count} articles"
    return [Row(figure, words / ours, "words/s CPU", "spaCy and textacy's quotations", words / theirs, "≥ .8")]


def _with_speech(title: str, text: str) -> str:
    """Every other paragraph says something."""
    parts = text.split("\n\n")
    parts[::2] = [f"“We have waited too long,” Ana Lindqvist, the mayor, said on Monday. {part}" for part in parts[::2]]
    return "\n".join(parts) + f"\n“{title},” said a man."


def _ours(texts: list[str]) -> None:
    for start in range(0, len(texts), BATCH):
        analyse_many([("", text, (), "en") for text in texts[start : start + BATCH]])


def _theirs(texts: list[str]) -> None:
    import textacy.extract

    model = load("en")
    assert model is not None
    for doc in model.pipe(texts, batch_size=BATCH):
        list(textacy.extract.direct_quotations(doc))
