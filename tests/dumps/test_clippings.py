"""Clippings in Markdown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.dumps.conftest import read

NOTE = """---
title: "{title}"
source: "https://quay.example/{title}"
site: Quay Herald
author:
  - "[[Ada Firn]]"
published: 2024-10-26
---
# {title}

The ferry stayed where it was.

![](https://quay.example/a.jpg)
*The ferry at rest. Photo: Rao*

[Skip past newsletter promotion](#after)

> [!ad] Insure your boat

1. What now?

Nobody knows.

Related: [Storks](https://quay.example/storks)

#ferries #todo

"""


def test_several_notes_in_one_file(write: Callable[[str, bytes], Path]) -> None:
    """Clippings of a notebook put into one file: each has its data above it; a rule inside one parts nothing."""
    text = NOTE.format(title="Ferry rests") + "---\n\nIt is late.\n\n" + NOTE.format(title="Stork stays")
    first, second = read(write("notes.txt", text.encode())).records
    assert (first.title, first.source, first.author) == ("Ferry rests", "Quay Herald", "Ada Firn")
    assert (second.title, second.url) == ("Stork stays", "https://quay.example/Stork stays")
    assert second.content.split("\n") == ["The ferry stayed where it was.", "1. What now?", "Nobody knows."]
    assert second.fields["captions"] == "The ferry at rest. Photo: Rao"
    assert first.content.endswith("It is late.")
    assert second.provenance.offset == first.provenance.length
