"""The reading stage alone: records per processor second beside the bare library that reads the format.

The bare library only hands on each record with its text; ours decodes, names the dump's fields, hashes every
record, counts the format's own markers and gives each record its place.
"""

from __future__ import annotations

import csv
import email
import email.policy
import gzip
import mailbox
import sys
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path

import msgspec

from reader.dumps import open_dump
from reader.model import Record

from . import news
from .table import Row, cpu_seconds

COUNT = 3000
TIMES = 3  # the least of so many: what the machine does besides only ever adds
REACH = "≥ .33"
Bare = Callable[[Path], int]


def rows(count: int = COUNT) -> list[Row]:
    """A row a format; formats whose bare library is not installed are named on standard error."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        for what, needed, write, bare in _FORMATS:
            if find_spec(needed) is None:
                print(f"reading {what}: skipped, {needed} is not installed (dependency group bench)", file=sys.stderr)
                continue
            path = write(Path(name), count)
            found.append(_row(what, needed, path, bare))
    return found


def _row(what: str, needed: str, path: Path, bare: Bare) -> Row:
    number = bare(path)
    read = sum(1 for _ in _records(path))
    assert read == number, f"{what}: {read} of {number} records were read"
    ours = min(cpu_seconds(lambda: _exhaust(_records(path))) for _ in range(TIMES))
    theirs = min(cpu_seconds(lambda: bare(path)) for _ in range(TIMES))
    return Row(f"reading, {what}", number / ours, "records/s CPU", needed, number / theirs, REACH)


def _records(path: Path) -> Iterator[Record]:
    return (found for found in open_dump(path).records() if isinstance(found, Record))


def _exhaust(records: Iterator[Record]) -> None:
    for _ in records:
        pass


# The files


def _page(title: str, text: str) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>"


def _warc(place: Path, count: int) -> Path:
    """Each record a gzip member of its own, as crawlers write them."""
    path = place / "pages.warc.gz"
    with path.open("wb") as out:
        for number, (title, text) in enumerate(news.articles(count)):
            body = _page(title, text).encode()
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            http += b"Content-Length: %d\r\n\r\n" % len(body) + body
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2011-03-07T10:05:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Target-URI: https://a.example/{number}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + http + b"\r\n\r\n", 6))
    return path


def _json_lines(place: Path, count: int) -> Path:
    return news.json_lines(place / "lines.jsonl", count)


def _csv(place: Path, count: int) -> Path:
    path = place / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("title", "text", "date", "url"))
        for number, (title, text) in enumerate(news.articles(count)):
            table.writerow((title, text, "2011-03-07", f"https://a.example/{number}"))
    return path


def _mbox(place: Path, count: int) -> Path:
    path = place / "list.mbox"
    with path.open("w", encoding="utf-8") as out:
        for number, (title, text) in enumerate(news.articles(count)):
            out.write("From list@a.example Mon Mar  7 10:05:00 2011\n")
            out.write(f"From: Ana <ana@a.example>\nSubject: {title}\nMessage-ID: <{number}@a.example>\n")
            out.write("Date: Mon, 7 Mar 2011 10:05:00 +0100\nContent-Type: text/plain; charset=utf-8\n")
            out.write(f"\n{text}\n\n".replace("\nFrom ", "\n>From "))
    return path


def _feed(place: Path, count: int) -> Path:
    path = place / "news.rss"
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>A Paper</title>\n')
        for number, (title, text) in enumerate(news.articles(count)):
            body = escape("".join(f"<p>{part}</p>" for part in text.split("\n\n")))
            out.write(f"<item><title>{title}</title><link>https://a.example/{number}</link>")
            out.write(f"<pubDate>Mon, 07 Mar 2011 10:05:00 +0100</pubDate><description>{body}</description></item>\n")
        out.write("</channel></rss>\n")
    return path


# The bare libraries


def _bare_warc(path: Path) -> int:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as stream:
        return sum(1 for each in ArchiveIterator(stream, record_types=WarcRecordType.response) if each.reader.read())


def _bare_json_lines(path: Path) -> int:
    decode = msgspec.json.Decoder().decode
    with path.open("rb") as stream:
        return sum(1 for line in stream if decode(line)["text"])


def _bare_csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for row in csv.DictReader(stream) if row["text"])


def _bare_mbox(path: Path) -> int:
    """As `mailbox` cuts it and `email` reads it, with the policy that decodes headers and bodies."""
    box = mailbox.mbox(path, factory=None, create=False)
    policy = email.policy.default
    messages = (email.message_from_bytes(box.get_bytes(key), policy=policy) for key in box.keys())  # noqa: SIM118
    return len([(each["subject"], each["date"], each.get_content()) for each in messages])  # type: ignore[attr-defined]


def _bare_feed(path: Path) -> int:
    import feedparser

    return sum(1 for entry in feedparser.parse(path.read_bytes()).entries if entry.summary)


_FORMATS: tuple[tuple[str, str, Callable[[Path, int], Path], Bare], ...] = (
    ("WARC", "fastwarc", _warc, _bare_warc),
    ("JSON lines", "msgspec", _json_lines, _bare_json_lines),
    ("CSV", "csv", _csv, _bare_csv),
    ("mbox", "email", _mbox, _bare_mbox),
    ("RSS", "feedparser", _feed, _bare_feed),
)
