"""Pages between form feeds that belong to one article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.dumps.page_breaks import goes_on
from tests.dumps.conftest import read

BREAKS = {
    ("The ferry stayed where it was, and the\n", "4 - Quay Herald\n\nislanders came with their sheep to see.\n"): True,
    ("The ferry stayed where it was, the\nContinued on page 4\n", "islanders came to see it on the pier.\n"): True,
    ("The ferry stayed where it was.\n", "islanders came with their sheep to see it.\n"): False,
    ("The ferry stayed where it was\n", "Stork stays\n\nThe stork stayed on its roof.\n"): False,
    ("The ferry stayed where it was\n", "Stork stays\nby Ada Firn of the Quay Herald\n"): False,
    ("https://quay.example/p?id=7  1/2\n\nIt stayed.\n", "https://quay.example/p?id=7  2/2\n\nIt left.\n"): True,
    ("https://quay.example/p?id=7  2/4\n\nIt stayed.\n", "https://quay.example/p?id=8  3/4\n\nIt left.\n"): False,
    (
        "https://quay.example/p?id=7  1/2\n\nIt stayed and the\n",
        "https://quay.example/p?id=8  1/2\n\nit left.\n",
    ): False,
    ("", "It left.\n"): False,
}


@pytest.mark.parametrize(("above", "below"), BREAKS)
def test_break(above: str, below: str) -> None:
    assert goes_on(above, below) is BREAKS[above, below]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le"])
def test_records_of_several_pages(charset: str, write: Callable[[str, bytes], Path]) -> None:
    pages = ["Ferry rests\n\nThe ferry stayed, and the\n", "4 - Quay Herald\n\nislanders came with their sheep.\n"]
    text = "\ufeff" + "\f".join([*pages, "Stork stays\n\nThe stork stayed.\n"])
    first, second = read(write("pages.txt", text.encode(charset))).records
    assert first.content.split("\n") == "\n".join(pages).split("\n")
    assert second.content.startswith("Stork stays")
    start, length = second.provenance.offset, second.provenance.length
    assert text.encode(charset)[start : start + length].decode(charset) == second.content
