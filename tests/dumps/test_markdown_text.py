"""Markdown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.markdown_text import Markdown, front_matter
from tests.dumps.conftest import read
from tests.dumps.golden import hold_against_golden


def test_sample() -> None:
    hold_against_golden("post.md")


def test_without_front_matter(write: Callable[[str, bytes], Path]) -> None:
    (record,) = read(write("a.md", b"Fog in *port*\n=====\n\nNo boats today.\n")).records
    assert (record.title, record.content) == ("Fog in port", "No boats today.")


@pytest.mark.parametrize("text", [b"News.\n\nMore.\n", b"# One sign is not enough\nText.\n", b"----\nx\n----\n"])
def test_plain_text_stays_plain_text(text: bytes) -> None:
    assert Markdown().score(text, "a.txt") < 0.1


def test_toml() -> None:
    assert front_matter('+++\ntitle = "A"\n+++\nText') == ({"title": "A"}, "Text")


@given(st.text(alphabet=st.sampled_from("-+:[]\n# *_`>|a\"'1"), max_size=200))
def test_any_text_is_read(text: str) -> None:
    front_matter(text)
