"""Samples cut, spoilt, doubled and mixed, and what has to hold of whatever comes of them."""

from __future__ import annotations

import random
from pathlib import Path

from reader.cleaning import clean
from reader.dumps import open_dump
from reader.errors import DumpError
from reader.model import Cleaned, Picture, Problem, Record, restore

SEEDS = Path(__file__).parents[2] / "seeds"
SPICE = (
    b"\0",
    b"\xff\xfe",
    b"<",
    b'"',
    b"{[",
    b"\xed\xa0\x80",
    b"]]>",
    b"\r",
    b"&#x0;",
    b"From a@b Mon 01:02 2020\nX: y\n",
    b"\x1a" * 9,
    b"<![CDATA[",
    b"<!--",
    b"=?utf-8?B?/w==?=",
    b"\\ud800",
    b"99999999999999999999",
    b"-1",
    b"9999-99-99T99:99:99",
    b"\xe2\x80\xae\xf0\x9f\x98\x80",
    b"<img src=cid:a srcset='b 9w'>",
    b"data:image/png;base64," + b"iVBORw0KGgoA" * 12 + b'"',
)


def samples() -> list[Path]:
    return sorted(SEEDS.iterdir())


def spoilt(raw: bytes, rng: random.Random, other: bytes = b"") -> bytes:
    """`raw` with one to six injuries; some of them are pieces of `other`."""
    data = bytearray(raw)
    for _ in range(rng.randint(1, 6)):
        if not data:
            break
        place, far = rng.randrange(len(data)), rng.randrange(len(data))
        first, last = sorted((place, far))
        action = rng.randrange(9 if other else 7)
        if action == 0:
            data[place] = rng.randrange(256)
        elif action == 1:
            del data[first : min(last, first + 400)]
        elif action == 2:
            data[place:place] = data[first:last][:3000]
        elif action == 3:
            data[place:place] = rng.choice(SPICE)
        elif action == 4:
            del data[max(place, 1) :]
        elif action == 5:
            data[place : place + 1] = bytes(rng.randrange(256) for _ in range(8))
        elif action == 6:
            data[place:place] = rng.choice(SPICE) * rng.choice((2, 50, 2000))
        else:
            begin = rng.randrange(max(len(other), 1))
            data[place:place] = other[begin : begin + rng.randrange(1, 4000)]
    return bytes(data)


def read(path: Path, forced: str | None) -> list[Record]:
    """The records of a file; AssertionError where the account does not add up."""
    try:
        dump = open_dump(path, format=forced)
        found = list(dump.records())
    except DumpError:
        return []
    counted = (entry for entry in found if not isinstance(entry, Picture))
    assert dump.found == sum(not isinstance(entry, Problem) or entry.rejected for entry in counted)
    records = [entry for entry in found if isinstance(entry, Record)]
    places = [(record.provenance.member, record.provenance.offset) for record in records]
    assert len(set(places)) == len(places)
    for record in records:
        texts = (record.content, record.title, record.source, record.author, record.url, *record.fields.values())
        "".join(text or "" for text in texts).encode("utf-8")
    return records


def cleaned(record: Record) -> Cleaned:
    """What cleaning makes of a record; AssertionError where anything of it is lost."""
    made = clean(record)
    here = 0
    pieces = [(*article.extent, restore(article.text, article.cuts)) for article in made.articles]
    for start, end, text in sorted([*pieces, *((part.start, part.end, part.text) for part in made.leftover)]):
        assert (start, len(text)) == (here, end - start)
        here = end
    assert here == made.length
    for article in made.articles:
        assert article.text == "\n".join(article.text[block.start : block.end] for block in article.blocks)
    assert all(any(a.extent[0] <= each.at < a.extent[1] for a in made.articles) for each in made.figures)
    return made
