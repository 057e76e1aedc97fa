"""`cuttings search`: one search, or a list of names."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli.commands import open_reader, print_json
from reader.cli.terminal import DAMAGED, DONE, carry_out, say

if TYPE_CHECKING:
    from reader.library import Reader
    from reader.tasks import Found

CHUNK = 200  # hits fetched at once


def search(options: argparse.Namespace) -> int:
    """`cuttings search`: the hits, newest first; with `--batch` the counts of a list."""
    if options.batch is not None:
        return _batch(options)
    with open_reader(options) as reader:
        query = reader.parse(options.query)
        if query.warning:
            say(query.warning)
        rowids = reader.listing(query, limit=options.limit)
        for start in range(0, len(rowids), CHUNK):
            for row in reader.rows(rowids[start : start + CHUNK], query.words):
                _print_hit(reader, row, as_json=options.json)
    return DONE


def _print_hit(reader: Reader, row: Any, *, as_json: bool) -> None:
    from reader.exports.jsonlines import hit_keys, line
    from reader.rendering.words import published_words

    if as_json:
        dossier = reader.dossier(row.id)
        if dossier is not None:
            sys.stdout.write(line(hit_keys(dossier, row.snippet)))
        return
    where = " · ".join(part for part in (row.source, published_words(row.published)) if part)
    print(f"{row.id}  {row.title}\n{'':22}{where}")
    if row.snippet:
        print(f"{'':22}{' '.join(row.snippet.split())}")


def _batch(options: argparse.Namespace) -> int:
    """Each name with its count, in the order of the list; 1 where a line was not understood as it is written."""
    from reader import tasks

    names = tasks.read_names(options.batch)
    found: list[Found] = []
    with open_reader(options) as reader:
        steps = tasks.search_batch(reader, names, found, as_searches=options.searches)
        carry_out(steps, "Cancelled: the list was not searched to its end.")
        for each in found:
            if each.query.warning:
                say(f"{each.name}: {each.query.warning}")
        _print_batch(reader, found, options)
    return DAMAGED if any(each.query.warning for each in found) else DONE


def _print_batch(reader: Reader, found: list[Found], options: argparse.Namespace) -> None:
    from reader import tasks
    from reader.exports.sheet import sheet_row

    if options.csv:
        sys.stdout.write(sheet_row("name", "search", "articles"))
    for each in found:
        if options.json:
            ids = [row.id for row in tasks.newest(reader, each, options.limit)] if options.limit else []
            print_json({"name": each.name, "query": each.query.text, "found": each.number, "articles": ids})
        elif options.csv:
            sys.stdout.write(sheet_row(each.name, each.query.text, each.number))
        else:
            print(f"{each.number:>9,}  {each.name}")
