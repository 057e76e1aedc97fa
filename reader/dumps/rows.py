"""Rows of any table (JSON, JSON lines, CSV, Parquet) as records: guess the columns, then read on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from reader.dumps.dates import read_date
from reader.dumps.format import CUT_TEXT, Found
from reader.dumps.fragment import body_of, one_line
from reader.dumps.limits import MEGABYTE
from reader.dumps.mapping import SAMPLE, Columns, guess, with_user
from reader.dumps.member import Member, Options
from reader.dumps.page import host, language_code
from reader.dumps.wire_copy import without_by
from reader.errors import DumpError
from reader.model import Problem, RecordKind, Skipped

SAMPLED = 8 * MEGABYTE  # bytes of rows that the guess waits for
LONGEST_FIELD = 20_000  # characters of a column that is no part of the article; embeddings go on for ever

_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*$")
_TEXTS = frozenset((str,))
_PICTURE_SIZE = 100  # items of a list of numbers above which it is left out


@dataclass(slots=True)  # freezing it costs as much as reading a line
class Row:
    """One row: its bytes and its columns as they were read."""

    offset: int
    raw: bytes
    values: Mapping[str, Any]
    warnings: tuple[str, ...] = ()


def row_records(
    member: Member, rows: Iterable[Row | Problem], fmt: str, columns: Columns | None = None
) -> Iterator[Found]:
    """Records of rows, in order. The first rows wait until the columns are known."""
    ahead: list[Row | Problem] = []
    rest = iter(rows)
    if columns is None:
        ahead = sample(rest)
        columns = columns_of(member, [row for row in ahead if isinstance(row, Row)])
    used = columns.used() - ({columns.summary} if columns.text else frozenset())
    for row in chain(ahead, rest):
        if isinstance(row, Problem):
            yield row
        elif not member.done(row.offset):
            yield record_of(member, row, columns, used, fmt)


def columns_of(member: Member, rows: list[Row]) -> Columns:
    """The columns that the user chose, now or for tables like this, else a guess; DumpError where no row can
    be an article."""
    flats = [flat(row.values) for row in rows[:SAMPLE]]
    try:
        columns = with_user(guess(flats), chosen_for(flats, member.options))
    except ValueError as error:
        raise DumpError(str(error)) from error
    if rows and not columns.readable:
        names = ", ".join(list(flats[0])[:12])
        raise DumpError(
            f"Its rows hold no text of articles (their columns are: {names}); say which is the text with --map"
        )
    return columns


def chosen_for(rows: Sequence[Mapping[str, str]], options: Options) -> Mapping[str, str]:
    """What the user said of these columns, now or of an earlier table with the same ones; empty: nothing."""
    names = {name for row in rows for name in row}
    alike = (mapping for columns, mapping in options.remembered if are_alike(columns, names, mapping))
    return options.mapping or next(alike, {})


def are_alike(columns: Set[str], names: Set[str], mapping: Mapping[str, str]) -> bool:
    """Whether a table has the columns of an earlier one: all that are mapped, and nine of ten of both.

    Rows leave out what they have no value for, so the first rows of two files differ in a rare column.
    """
    mapped = {name for name in mapping.values() if name}
    return mapped <= names and 10 * len(columns & names) >= 9 * len(columns | names)


def sample(rows: Iterator[Row | Problem]) -> list[Row | Problem]:
    """The first rows, as many as a guess is made from and no more bytes than SAMPLED."""
    found: list[Row | Problem] = []
    size = 0
    for row in islice(rows, SAMPLE):
        found.append(row)
        size += len(row.raw) if isinstance(row, Row) else 0
        if size > SAMPLED:
            break
    return found


def record_of(member: Member, row: Row, columns: Columns, used: Set[str | None], fmt: str) -> Found:
    """The record of one row; Skipped for a row that is no article."""
    values = flat(row.values)
    stated = stated_of(values, columns)
    if stated is None:
        return Skipped(member.place(row.offset), "rows without text")
    text, cut = stated.pop("text"), stated.pop("cut")
    return member.record(
        fmt,
        row.offset,
        row.raw,
        text,
        kind=RecordKind.STATED,
        fields={name: value for name, value in values.items() if value and name not in used},
        warnings=row.warnings,
        remarks=(CUT_TEXT,) if cut else (),
        **stated,
    )


def stated_of(values: Mapping[str, str], columns: Columns) -> dict[str, Any] | None:
    """The parts of an article in a row, by the names of `Record`'s fields, with `text` and whether that is `cut`;
    None for a row that is no article."""
    text = body_of(values.get(columns.text or "", "")) or _other_body(values, columns)
    title = one_line(values.get(columns.title or ""))
    url = values.get(columns.url or "") or None
    cut = False
    if not text.strip():
        summary = body_of(values.get(columns.summary or "", ""))
        if not (title and (summary.strip() or url)):
            return None
        text = summary if summary.strip() else title  # all that the dump states: nothing is damaged
    elif "chars]" in text[-40:]:
        cut = _CUT.search(text[-40:]) is not None
    return {
        "text": text,
        "cut": cut,
        "title": title,
        "source": _repeated(values.get(columns.source or "")) or host(url),
        "author": without_by(_repeated(values.get(columns.author or ""))),
        "published": read_date(values.get(columns.date or ""), order=columns.order),
        "url": url,
        "language": language_code(values.get(columns.language or "")),
        "section": _repeated(values.get(columns.section or "")),
    }


def _other_body(values: Mapping[str, str], columns: Columns) -> str:
    """The body of a row that has none in its table's column for it."""
    return next((text for name in columns.others if (text := body_of(values.get(name, "")))), "")


def _repeated(text: str | None) -> str | None:
    """`one_line` of what stands in many rows."""
    return _one_line(text) if text and len(text) < 100 else one_line(text)


_one_line = lru_cache(1024)(one_line)


def flat(values: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Columns as texts; nested objects become "outer.inner"."""
    if not prefix and _TEXTS.issuperset(map(type, values.values())):  # CSV
        return dict(values)
    found: dict[str, str] = {}
    for key, value in values.items():
        name = f"{prefix}{key}" if prefix else key
        kind = type(value)
        if kind is str:
            found[name] = value
        elif kind is int:
            found[name] = str(value)
        elif isinstance(value, dict) and depth < 3:
            found |= flat(value, f"{name}.", depth + 1)
        elif value is not None:
            found[name] = as_text(value)
    return found


def as_text(value: Any) -> str:
    """A value as one would write it: a list of texts as lines or names, numbers without ".0"."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list | tuple):
        return _listed(list(value))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)[:LONGEST_FIELD]
    return str(value)


def _listed(values: list[Any]) -> str:
    if _TEXTS.issuperset(map(type, values)):
        return ("\n" if values and max(map(len, values)) > 60 else ", ").join(values)
    if len(values) > _PICTURE_SIZE and all(isinstance(value, int | float) for value in values[:20]):
        return f"({len(values)} numbers)"
    if all(isinstance(value, str | int | float) for value in values):
        texts = [as_text(value) for value in values]
        return ("\n" if any(len(text) > 60 for text in texts) else ", ").join(texts)
    parts = [part for value in values if (part := _part(value))]
    if parts:
        return ("\n" if any(len(part) > 60 for part in parts) else ", ").join(parts)
    return json.dumps(values, ensure_ascii=False, default=str)[:LONGEST_FIELD]


def _part(value: Any) -> str:
    """The text of an object in a list: a paragraph of a body (TREC Washington Post), an author's name."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        return ""
    if value.get("type") in ("title", "kicker", "byline", "author_info", "image", "date", "video"):
        return ""  # stated elsewhere in the same object
    for key in ("content", "text", "name", "title", "value", "full_name"):
        if isinstance(value.get(key), str):
            return body_of(str(value[key]))
    return ""
