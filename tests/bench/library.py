"""How the library holds up: import rate beside raw SQLite with FTS5, queries, bulk actions, sizes.

    python tests/bench/library.py [--articles 100000] [--folder FOLDER] [--json]

Articles are synthetic and seeded: 590 words by Zipf's law over 60,000 words, 2,000 sources, 15 years.
Times are CPU time of this process (a shared machine's wall time says little), warm.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from reader.library import Library, Reader
from reader.model import (
    Article,
    Block,
    Cleaned,
    DateOrigin,
    Precision,
    Provenance,
    PublishedDate,
    Query,
    Record,
    RecordKind,
    article_id,
)

BATCH = 4_000  # records, 17 MB of text
SHA256 = "5a" * 32
_SYLLABLES = [a + b for a in "bcdfghklmnp" for b in "aeio"]


class News:
    """Seeded articles with news-like statistics."""

    def __init__(self, seed: int = 1, vocabulary: int = 60_000) -> None:
        self._chance = random.Random(seed)
        self.words = sorted({self._word() for _ in range(vocabulary * 2)})[:vocabulary]
        self._chance.shuffle(self.words)
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))
        self.sources = [f"{self._word().title()} {self._word().title()}" for _ in range(2_000)]
        self._source_weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.sources))))

    def _word(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(2, 4)))

    def _text(self, count: int) -> str:
        pick, weights, total, words = self._chance.random, self._weights, self._weights[-1], self.words
        return " ".join([words[bisect(weights, pick() * total)] for _ in range(count)])

    def records(self, count: int) -> Iterator[tuple[Record, Cleaned]]:
        for number in range(count):
            yield self._record(number)

    def _record(self, number: int) -> tuple[Record, Cleaned]:
        chance = self._chance
        text = "\n".join(self._text(chance.randint(40, 100)) for _ in range(chance.randint(6, 11)))
        title = self._text(9).capitalize()
        source = self.sources[bisect(self._source_weights, chance.random() * self._source_weights[-1])]
        day = date(2005, 1, 1) + timedelta(days=chance.randrange(15 * 365))
        moment = f"{day.isoformat()}T{chance.randrange(24):02}:{chance.randrange(60):02}:00Z"
        published = PublishedDate(moment, Precision.SECOND, DateOrigin.STATED)
        url = f"https://www.{source.split()[0].lower()}.example/{day:%Y/%m}/{title.split()[0].lower()}-{number}.html"
        digest = hashlib.sha256(number.to_bytes(8, "big")).hexdigest()
        provenance = Provenance("bench.jsonl", SHA256, "", number * 5000, 4900, digest, "JSON lines")
        blocks, here = [], 0
        for line in text.split("\n"):
            blocks.append(Block(here, here + len(line)))
            here += len(line) + 1
        facts: dict[str, Any] = {"source": source, "published": published, "url": url, "language": "en"}
        record = Record(provenance, text, RecordKind.STATED, title, source, url=url)
        id_ = article_id(provenance, 0)
        article = Article(id_, provenance, title, text, tuple(blocks), (), (0, len(text)), **facts)
        return record, Cleaned((article,), (), len(text))


def batches(count: int) -> Iterator[list[tuple[Record, Cleaned]]]:
    batch = []
    for made in News().records(count):
        batch.append(made)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def plain_rows(count: int) -> list[dict[str, object]]:
    """The same articles as rows of a table."""
    articles = (cleaned.articles[0] for batch in batches(count) for _, cleaned in batch)
    return [
        {
            "key": each.id,
            "title": each.title,
            "text": each.text,
            "source": each.source,
            "published": each.published.moment,
        }
        for each in articles
    ]


def fill(path: Path, count: int) -> dict[str, float]:
    """Import into a library: CPU and wall seconds of `add` alone."""
    cpu = wall = 0.0
    with Library.open(path) as library:
        entry = library.begin_dump("bench.jsonl", "/bench.jsonl", SHA256, "JSON lines")
        for batch in batches(count):
            start, began = time.process_time(), time.perf_counter()
            library.add(entry.id, batch)
            cpu += time.process_time() - start
            wall += time.perf_counter() - began
    return {"cpu_per_s": count / cpu, "wall_per_s": count / wall, "bytes": path.stat().st_size / count}


def fill_raw(path: Path, count: int) -> dict[str, float]:
    """The same rows into a plain table and FTS5 with a 64 MB hash, in the same batches."""
    cpu = 0.0
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA page_size = 8192")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, title, text, source, moment, url)")
    db.execute("CREATE VIRTUAL TABLE f USING fts5(title, text, content='article', content_rowid='id')")
    db.execute("INSERT INTO f(f, rank) VALUES ('hashsize', ?)", (64 << 20,))
    db.execute("INSERT INTO f(f, rank) VALUES ('automerge', 0)")
    number = 0
    for batch in batches(count):
        start = time.process_time()
        rows, texts = [], []
        for _, cleaned in batch:
            article, number = cleaned.articles[0], number + 1
            moment = article.published.moment
            rows.append((number, article.title, article.text, article.source, moment, article.url))
            texts.append((number, article.title, article.text))
        db.execute("BEGIN")
        db.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", rows)
        db.executemany("INSERT INTO f (rowid, title, text) VALUES (?, ?, ?)", texts)
        db.execute("COMMIT")
        cpu += time.process_time() - start
    db.close()
    return {"cpu_per_s": count / cpu, "bytes": path.stat().st_size / count}


def timed(work: Callable[[], object], repeat: int = 1) -> float:
    """Median CPU time of this process in milliseconds: wall time is of no use on a shared machine."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def queries(reader: Reader) -> dict[str, float]:
    """Median and worst of 20 draws, 50 rows fetched."""
    words = News().words
    common, middle, rare = words[3:23], words[300:320], words[20_000:20_020]
    kinds: dict[str, list[tuple[str, str]]] = {
        "common word": [(word, "date") for word in common],
        "middling word": [(word, "date") for word in middle],
        "rare word": [(word, "date") for word in rare],
        "three words": [(f"{a} {b} {c}", "date") for a, b, c in zip(common, middle, reversed(middle), strict=True)],
        "phrase": [(f'"{a} {b}"', "date") for a, b in zip(common, reversed(common), strict=True)],
        "prefix of 5": [(f"{word[:5]}*", "date") for word in middle],
        "word, not another": [(f"{a} -{b}", "date") for a, b in zip(common, middle, strict=True)],
        "word in a year": [(f"{word} date:2011", "date") for word in common],
        "word of a source": [(f'{a} source:"{b}"', "date") for a, b in zip(common, News().sources, strict=False)],
        "unread": [("is:unread", "date")] * 5,
        "unread word": [(f"is:unread {word}", "date") for word in common],
        "everything": [("", "date")] * 5,
        "relevance of a common word": [(word, "relevance") for word in common],
    }
    found = {}
    for name, draws in kinds.items():
        times = []
        for text, order in draws:
            query = reader.parse(text)
            times.append(timed(lambda q=query, o=order: reader.rows(reader.listing(q, o, 50))))  # type: ignore[misc]
        found[name] = statistics.median(times)
        found[f"{name}, worst"] = max(times)
    word = reader.parse(common[0])
    found["snippets of 50"] = timed(lambda: reader.rows(reader.listing(word, limit=50), word.words), 5)
    found["count, capped at 10,000"] = timed(lambda: reader.count(word, 10_000), 5)
    found["count, exact"] = timed(lambda: reader.count(word), 3)
    found["all row ids"] = timed(lambda: reader.listing(Query()), 3)
    found["all by title"] = timed(lambda: reader.listing(Query(), "title"))
    found["all by source"] = timed(lambda: reader.listing(Query(), "source"))
    found["facets of a word"] = timed(lambda: reader.facets(word), 3)
    found["facets of everything"] = timed(lambda: reader.facets(Query()), 3)
    found["sidebar"] = timed(reader.sidebar, 3)
    one = reader.rows(reader.listing(Query(), limit=1))[0].id
    found["a dossier"] = timed(lambda: reader.dossier(one), 20)
    found["1,000 dossiers of all, in order"] = timed(lambda: take(reader.dossiers(Query()), 1000))
    return found


def take(things: Iterator[Any], count: int) -> None:
    for _ in zip(range(count), things, strict=False):
        pass


def idle(library: Library) -> dict[str, float]:
    """Work for idle time, and its longest step."""
    found = {}
    for name, steps in (("merging the index", library.tidy()), ("near copies", library.relate())):
        longest, start = 0.0, time.process_time()
        last = start
        for _ in steps:
            now = time.process_time()
            longest, last = max(longest, now - last), now
        found[name] = (time.process_time() - start) * 1000
        found[f"{name}, longest step"] = longest * 1000
    return found


def bulk(library: Library) -> dict[str, float]:
    """Actions on every article: each one step that can be undone."""
    everything = Query()
    return {
        "tag all": timed(lambda: library.tag(everything, "all")),
        "undo": timed(library.undo),
        "redo": timed(library.redo),
        "mark all read": timed(lambda: library.mark_read(everything, True)),
        "star all": timed(lambda: library.star(everything, True)),
        "remove the dump": timed(lambda: library.remove_dump(1)),
        "undo removing": timed(library.undo),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--raw", type=int, default=20_000, help="articles for the comparison with raw SQLite")
    parser.add_argument("--folder", type=Path, help="keep the library here, and use one that is there")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp())
    path = folder / f"bench-{args.articles}.cuttings"
    result: dict[str, Any] = {"articles": args.articles, "load": os.getloadavg()[0]}
    try:
        if args.raw:
            result["raw"] = fill_raw(folder / "raw.db", args.raw)
            result["small"] = fill(folder / "small.cuttings", args.raw)
            result["ratio"] = result["small"]["cpu_per_s"] / result["raw"]["cpu_per_s"]
            (folder / "raw.db").unlink()
            (folder / "small.cuttings").unlink()
        if not path.exists():
            result["import"] = fill(path, args.articles)
        with Reader.open(path) as reader:
            result["queries_ms"] = queries(reader)
        with Library.open(path) as library:
            result["bulk_ms"] = bulk(library)
            result["idle_ms"] = idle(library)
            result["bytes after merging"] = path.stat().st_size / args.articles
    finally:
        if args.folder is None:
            shutil.rmtree(folder)
    show(result, as_json=args.json)


def show(result: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        if not isinstance(value, dict):
            print(f"{name:40} {value:10.2f}")
            continue
        print(name)
        for inner, number in value.items():
            print(f"    {inner:40} {number:10.2f}")


if __name__ == "__main__":
    main()
