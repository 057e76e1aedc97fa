"""Invented articles in the shapes that cleaning gives, and libraries to put them in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader.library import Library, Reader
from reader.model import (
    UNDATED,
    Article,
    Block,
    Cleaned,
    Cut,
    CutReason,
    DateOrigin,
    Precision,
    Provenance,
    PublishedDate,
    Record,
    Stretch,
    article_id,
)

SHA256 = "ab" * 32


def dated(moment: str, how: DateOrigin = DateOrigin.STATED) -> PublishedDate:
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY, 13: Precision.HOUR, 16: Precision.MINUTE}
    return PublishedDate(moment, precision.get(len(moment), Precision.SECOND), how)


def record_of(
    number: int,
    *stories: tuple[str, str],
    published: PublishedDate = UNDATED,
    source: str | None = "Daily Example",
    sha256: str | None = SHA256,
    member: str = "",
    author: str | None = None,
    url: str | None = None,
    language: str | None = "en",
    section: str | None = None,
) -> tuple[Record, Cleaned]:
    """A record with these (title, text) stories; each has its headline cut, and chrome stands between them."""
    content, articles, leftover = "", [], []
    provenance = Provenance("news.txt", sha256, member, number * 10_000, 9_000, "", "plain text")
    pieces = []
    for title, text in stories or ((f"Story {number}", f"The text of story {number}."),):
        chrome, start = "Home | News\n", len(content) + len("Home | News\n")
        leftover.append(Stretch(len(content), start, chrome))
        extent = f"{title}\n\n{text}"
        content += chrome + extent
        cuts = (Cut(0, f"{title}\n\n", CutReason.HEADLINE),)
        pieces.append((title, text, cuts, (start, len(content))))
    digest = hashlib.sha256(content.encode()).hexdigest()
    provenance = Provenance("news.txt", sha256, member, number * 10_000, 9_000, digest, "plain text")
    for title, text, cuts, extent_ in pieces:
        lines, blocks, here = text.split("\n"), [], 0
        for line in lines:
            blocks.append(Block(here, here + len(line)))
            here += len(line) + 1
        articles.append(
            Article(
                article_id(provenance, extent_[0]),
                provenance,
                title,
                text,
                tuple(blocks),
                cuts,
                extent_,
                source=source,
                published=published,
                author=author,
                url=url,
                language=language,
                section=section,
            )
        )
    return Record(provenance, content), Cleaned(tuple(articles), tuple(leftover), len(content))


def fill(library: Library, batch: Sequence[tuple[Record, Cleaned]], name: str = "news.txt") -> list[str]:
    """Add records as one dump; the dump is the one that their provenance names."""
    sha256 = batch[0][0].provenance.dump_sha256
    entry = library.begin_dump(name, f"/dumps/{name}", sha256, "plain text")
    return library.add(entry.id, batch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.cuttings"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, patience=0.2) as opened:
        yield opened


@pytest.fixture
def reader(library: Library) -> Iterator[Reader]:
    with Reader.open(library.path, patience=0.2) as opened:
        yield opened
