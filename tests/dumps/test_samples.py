"""Every format has a sample in `seeds/`, and every sample gives what its golden file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.dumps import FORMATS, open_dump
from reader.model import Record, RecordKind

from .conftest import SEEDS, read
from .golden import hold_against_golden

SAMPLES = (
    "json-lines.jsonl", "news-api.json", "table.csv", "rss.xml", "atom.xml", "rdf.xml", "json-feed.json",
    "newsletter.eml", "mailbox.mbox", "nexis.txt", "nexis.html", "nexis.docx", "factiva.html", "factiva.xml",
    "cuttings.jsonl", "europresse.html", "crawl.arc.gz", "proquest.txt", "proquest.html", "proquest.xml", "nexis.rtf",
    "factiva.rtf", "chat.txt",
)  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_sample(name: str) -> None:
    reading = hold_against_golden(name)
    assert reading.dump.found == len(reading.records) + len(reading.skipped) + len(reading.rejected)


def test_a_chat_is_whole() -> None:
    assert not read(SEEDS / "chat.txt").warnings


def test_a_parquet_table() -> None:
    pytest.importorskip("pyarrow")
    assert hold_against_golden("table.parquet").dump.found == 2


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.dumps.parquet.find_spec", lambda name: None)
    (problem,) = read(SEEDS / "table.parquet").rejected
    assert "cuttings[parquet]" in problem.reason


def test_every_format_has_a_sample() -> None:
    taken = {read(path).dump.format for path in SEEDS.iterdir()}
    assert {fmt.name for fmt in FORMATS} <= taken


PAGE_SAMPLES = {"page.html": 1, "singlefile.zip": 1, "saved.mhtml": 1, "crawl.warc.gz": 3}


@pytest.mark.parametrize("name", PAGE_SAMPLES)
def test_pages(name: str) -> None:
    """Formats whose records hold markup."""
    records = hold_against_golden(name).records
    assert len(records) == PAGE_SAMPLES[name]
    first = records[0]
    assert (first.title, first.source, first.author) == (
        "Harbour strike ends after eleven days",
        "Northwire",
        "Tom Ashby",
    )
    assert (first.published.moment, first.published.how) == ("2019-05-02T06:02:40+01:00", "stated")
    assert (first.url, first.language, first.section) == ("https://northwire.example/news/4471", "en", "Business")
    assert first.kind is RecordKind.HTML
    assert "<article>" in first.content


def test_what_the_user_made_comes_along() -> None:
    state = read(SEEDS / "cuttings.jsonl").records[0].state
    assert state is not None
    assert (state.tags, state.starred, state.read) == (("ports", "north"), True, True)
    assert [(note.start, note.end, note.text) for note in state.notes] == [
        (0, 5, "Ask the union."),
        (None, None, "Good piece"),
    ]


def test_a_warc_with_its_account() -> None:
    dump = open_dump(SEEDS / "crawl.warc.gz")
    found = list(dump.records())
    kinds = [entry.kind for entry in found if not isinstance(entry, Record)]
    assert kinds == ["crawler notes", "requests", "pictures", "robots.txt files", "redirects", "repeated visits"]
    assert dump.found == len(found) == 9
    packed, text = found[3], found[8]
    assert packed.title == "Old bridge at Kettle Lock closes"  # gzip in chunks
    assert packed.provenance.compressed_offset == 1297
    assert (text.kind, text.published.moment, text.published.how) == (RecordKind.TEXT, "2019-05-08", "url")


LIES = {
    "newsletter.eml": "mail.json",
    "nexis.html": "nexis.txt",
    "table.csv": "table.xml",
    "rss.xml": "rss.html",
    "json-lines.jsonl": "lines.csv",
    "mailbox.mbox": "box.txt",
}


@pytest.mark.parametrize("sample", LIES)
def test_names_lie(tmp_path: Path, sample: str) -> None:
    path = tmp_path / LIES[sample]
    path.write_bytes((SEEDS / sample).read_bytes())
    assert read(path).dump.format == read(SEEDS / sample).dump.format
