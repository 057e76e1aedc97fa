"""A look at a dump before it is imported: what it was taken for, what else it may be, its first articles.

Only its begin is read, so that a look at 20 GB takes no longer than one at 20 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice

from reader.dumps.archives import Entry
from reader.dumps.detect import choose, ranking
from reader.dumps.dump import PROBED, Dump
from reader.dumps.format import Format, Found
from reader.dumps.fragment import lines_of
from reader.dumps.limits import MEGABYTE
from reader.dumps.mapping import SAMPLE, Columns, guess, names_of, rivals, with_user
from reader.dumps.member import Member, Options
from reader.dumps.rows import Row, chosen_for, flat, sample, stated_of
from reader.errors import DumpError
from reader.model import UNDATED, Problem, PublishedDate, Record, RecordKind

LOOKED_AT = 8 * MEGABYTE  # bytes of the member that is looked at
SHOWN = 3  # articles
COUNTED = 2_000  # records; beyond, their number is told as "more than"
LONGEST = 4_000  # characters of a value that are kept to be shown
BIG = 1 * MEGABYTE  # a table from here on, or of more rows than the guess sees, is asked about where it is unsure


@dataclass(frozen=True, slots=True)
class Example:
    """How a record would come in; `title` is "" where cleaning has still to find it."""

    title: str
    text: str
    source: str | None = None
    author: str | None = None
    published: PublishedDate = UNDATED
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TableHead:
    """The first rows of a table, and which column is taken for what."""

    names: tuple[str, ...]
    guess: Columns
    chosen: Mapping[str, str]  # what the user said of a table with these columns; empty: nothing
    rows: tuple[Mapping[str, str], ...]  # `SHOWN`, their values cut at LONGEST
    doubts: tuple[str, ...] = ()  # other columns that could be body or headline
    big: bool = False

    @property
    def asks(self) -> bool:
        """Whether the user is to be asked before the import: it is big and the guess unsure, or it has no text."""
        settled = bool(self.chosen) or (self.guess.sure and self.guess.readable)
        return not settled and (self.big or not self.guess.readable)

    def examples(self, mapping: Mapping[str, str]) -> list[Example | None]:
        """The rows as articles with these columns; None for a row that would be none."""
        columns = with_user(self.guess, mapping)
        return [_example(stated) if (stated := stated_of(row, columns)) else None for row in self.rows]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a look at a dump saw. `member` is the file in it that was looked at, "" for the dump itself."""

    name: str
    format: str  # "" where nothing reads it
    what: str  # in words where nothing reads it: "a PNG picture"
    ranked: tuple[str, ...]  # formats that may read it, the surest first
    member: str = ""
    examples: tuple[Example, ...] = ()
    count: int = 0  # records in what was looked at
    whole: bool = True  # False: there are more behind it
    trouble: str = ""  # why there is no example
    table: TableHead | None = None


def survey_of(dump: Dump, formats: Sequence[Format], forced: Format | None, options: Options) -> Survey:
    """Look at the first member that can be read; at the first table in doubt, where there is one among the first."""
    first: Survey | None = None
    with closing(dump.entries()) as entries:
        for looked, entry in enumerate(entries):
            found = _looked_at(dump, entry, formats, forced, options)
            if found is not None:
                if found.table is not None and found.table.asks:
                    return found
                first = found if first is None or (found.format and not first.format) else first
            if looked >= PROBED or dump.read_much or (first and first.format and not dump.is_folder and not looked):
                break
    return first or Survey(dump.name, "", "nothing that Cuttings can read", ())


def _looked_at(
    dump: Dump, entry: Entry, formats: Sequence[Format], forced: Format | None, options: Options
) -> Survey | None:
    if not isinstance(entry, Member) or not entry.head(1):
        return None
    ranked = tuple(fmt.name for fmt, _ in ranking(entry, formats))
    verdict = choose(entry, formats, forced)
    seen = Survey(dump.name, verdict.format.name if verdict.format else "", verdict.what, ranked, entry.path)
    if verdict.format is None:
        return seen
    if not callable(rows := getattr(verdict.format, "rows", None)):
        entry.end_at(LOOKED_AT)
        return _with_examples(seen, verdict.format.records(entry), entry)
    if not getattr(verdict.format, "from_end", False):
        entry.end_at(LOOKED_AT)
    try:
        return _with_table(seen, rows(entry), entry, options)
    except DumpError as error:
        return replace(seen, trouble=str(error))


def _with_examples(seen: Survey, found: Iterator[Found], member: Member) -> Survey:
    """Records as they are read; those of pages are still to be cleaned."""
    examples: list[Example] = []
    count, trouble = 0, ""
    try:
        for each in islice(found, COUNTED):
            if isinstance(each, Record):
                count += 1
                if len(examples) < SHOWN:
                    examples.append(_of_record(each))
            elif isinstance(each, Problem) and not trouble:
                trouble = each.reason
    except DumpError as error:
        trouble = str(error)
    whole = count < COUNTED and member.position() < LOOKED_AT
    return replace(seen, examples=tuple(examples), count=count, whole=whole, trouble=trouble)


def _of_record(record: Record) -> Example:
    content = record.content[: 4 * LONGEST]
    text = (lines_of(content) if record.kind is RecordKind.HTML else content)[:LONGEST].strip()
    facts = record.source, record.author, record.published, record.url, record.language
    return Example(record.title or "", text, *facts)


def _with_table(seen: Survey, rows: Iterator[Row | Problem], member: Member, options: Options) -> Survey:
    ahead = sample(rows)
    flats = [flat(row.values) for row in ahead if isinstance(row, Row)]
    if not flats:
        reasons = [row.reason for row in ahead if isinstance(row, Problem)]
        return replace(seen, trouble=reasons[0] if reasons else "There are no rows in it.")
    chosen = chosen_for(flats, options)
    columns = guess(flats)
    table = TableHead(
        names=tuple(names_of(flats)),
        guess=columns,
        chosen=chosen,
        rows=tuple({name: value[:LONGEST] for name, value in row.items()} for row in flats[:SHOWN]),
        doubts=tuple(rivals(columns, flats)),
        big=len(ahead) >= SAMPLE or (member.size or 0) >= BIG,
    )
    examples = tuple(each for each in table.examples(chosen) if each)
    return replace(seen, table=table, examples=examples, count=len(flats), whole=len(ahead) < SAMPLE)


def _example(stated: Mapping[str, object]) -> Example:
    names = ("title", "text", "source", "author", "published", "url", "language")
    facts = {name: stated[name] for name in names}
    return Example(**{**facts, "title": facts["title"] or ""})  # type: ignore[arg-type]
