"""A real dump stays perfect: read once by eye, then held by hashes, since its text is not ours to keep."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.analysis import analyse
from reader.cleaning import clean
from reader.dumps import open_dump
from reader.model import Article, QuoteKind, Record


class Read(NamedTuple):
    """What one article came out as; hashes are the first 16 digits of SHA-256."""

    source: str | None
    time: str | None
    title: str
    text: str
    quotes: str  # of the direct and document quotes with their speakers, in order


EXPECTED = (
    Read(None, None, "f6afd6aa91de53ed", "01806ef2db72531e", "a4eaf9da1dd3acbc"),
    Read("Business Insider", "5 minutes ago", "5093f392880a32aa", "77517e4cd7805c9c", "3c27c8a884b4506d"),
    Read("New York Post", "34 minutes ago", "67d35050c86c3c30", "fa67b80b3c24c245", "26ef412947a8dd19"),
    Read("Washington Post", "35 minutes ago", "9fb2328d5afacec2", "ad561ac9e38e7508", "faad840d628c96cb"),
)


@pytest.fixture
def articles(shared: Path) -> list[Article]:
    dump = open_dump(shared / "seeds" / "000_b79eeb9a994b3f57.txt")
    records = [found for found in dump.records() if isinstance(found, Record)]
    return [article for record in records for article in clean(record).articles]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def quotes_of(article: Article) -> str:
    """Quotes and speakers, one a line."""
    marks = analyse(article.title, article.text, article.blocks, article.language)
    spoken = [quote for quote in marks.quotes if quote.kind is not QuoteKind.INDIRECT]
    return "\n".join(f"{quote.text}\t{quote.speaker}" for quote in spoken)


def test_four_articles_come_out_as_they_were_read(articles: list[Article]) -> None:
    read = [
        Read(a.source, a.published.as_written, digest(a.title), digest(a.text), digest(quotes_of(a))) for a in articles
    ]
    assert read == list(EXPECTED)
