"""The doors of the analysis room: promises that hold for any text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import ANALYZERS, VERSIONS, analyse, analyse_many
from reader.model import Marks

PIECES = [
    "“",
    "”",
    '"',
    "'",
    "’",
    "‘",
    "«",
    "»",
    "„",
    "\n",
    " ",
    ", ",
    ". ",
    "he said",
    "Ann Lee",
    "é",
    "👩‍🚀",
    "\u0301",
    "a",
]


def test_versions_are_read_without_loading_a_model() -> None:
    code = "import sys, reader.analysis as a; print(sorted(a.VERSIONS), 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['entities', 'quotes'] False"


def test_every_analyzer_has_a_version() -> None:
    assert {a.name: a.version for a in ANALYZERS} == dict(VERSIONS)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "“", "”", "'", "\u0301" * 50])
def test_a_text_of_nothing_has_no_marks(text: str) -> None:
    assert analyse("", text, (), None) == Marks(analysed=VERSIONS)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_a_span_is_its_stretch_of_the_text(text: str) -> None:
    marks = analyse(text[:40], text, (), "en")
    for span in (*marks.entities, *marks.quotes):
        assert text[span.start : span.end] == span.text
    for span in marks.title_entities:
        assert text[:40][span.start : span.end] == span.text
    for quote in marks.quotes:
        if quote.speaker_start is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_as_written


def test_lone_surrogates_are_no_obstacle() -> None:
    text = "“It is \ud800 broken here,” said Ann Lee of Mali."
    marks = analyse("Mali \udfff", text, (), "en")
    (quote,) = marks.quotes
    assert text[quote.start : quote.end] == quote.text
    assert quote.speaker == "Ann Lee"


def test_many_are_read_as_each_alone() -> None:
    batch = [
        ("A", '"It rained for days," Ann Lee said.', (), "en"),
        ("", "", (), None),
        ("", "« Il pleut ici. »", (), "fr"),
    ]
    assert analyse_many(batch) == [analyse(*one) for one in batch]
