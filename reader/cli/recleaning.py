"""`cuttings reclean`: clean anew what is in the library; or only say, or show, what would change."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterator

from reader.cli.commands import open_library
from reader.cli.terminal import DONE, carry_out
from reader.model import Article


def fill(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--preview", action="store_true", help="only say how many articles would change, and which")
    parser.add_argument("--diff", action="store_true", help="only show what would change, article by article")


def reclean(options: argparse.Namespace) -> int:
    """`cuttings reclean`: one step that can be undone in the window; a preview writes nothing."""
    from reader import tasks
    from reader.library import Reader

    with open_library(options, create=not options.explicit) as library:
        with Reader.open(library.path) as reader:
            plan = carry_out(tasks.plan_recleaning(reader), "Cancelled: nothing was changed.")
        if not (options.preview or options.diff):
            changes = carry_out(tasks.reclean(library, plan.proposals), "Cancelled: what was cleaned anew stays so.")
            print(changes.note)
            return DONE
    for old, new in (pair for proposal in plan.proposals for pair in proposal.changed):
        if options.diff:
            print("\n".join(difference(old, new)))
        else:
            print(f"{old.id}  {old.title}")
    print(summary(plan.articles, plan.looked, plan.divided))
    return DONE


def summary(articles: int, looked: int, divided: int) -> str:
    """What cleaning anew would change, in a sentence or two."""
    would = f"{articles} article{'' if articles == 1 else 's'} of {looked} record{'' if looked == 1 else 's'}"
    rest = f" {divided} more would be divided into other articles, and stay as they are." if divided else ""
    return f"{would} of plain text would change.{rest}"


def difference(old: Article, new: Article) -> Iterator[str]:
    """What would change in an article, as `diff -u` writes it."""
    yield from difflib.unified_diff(
        [old.title, old.source or "", old.author or "", *old.text.split("\n")],
        [new.title, new.source or "", new.author or "", *new.text.split("\n")],
        f"{old.id} now",
        f"{old.id} cleaned anew",
        lineterm="",
    )
