"""`cuttings reclean`: clean anew what is in the library; or only say, or show, what would change."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.cli.commands import open_library
from reader.cli.terminal import DONE, carry_out, say
from reader.library import Proposal, Unplaced
from reader.model import Article
from reader.tasks import Recleaning


def fill(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--preview", action="store_true", help="only say how many articles would change, and which")
    parser.add_argument("--diff", action="store_true", help="only show what would change, article by article")
    explain = "where a dump is that has been moved, or a folder with such dumps; may be given more than once"
    parser.add_argument("--dump", metavar="PATH", type=Path, action="append", default=[], help=explain)
    parser.add_argument("--workers", metavar="N", type=int, default=0, help="processes that clean (default: none)")


def reclean(options: argparse.Namespace) -> int:
    """`cuttings reclean`: one step that can be undone in the window; a preview writes nothing."""
    from reader import tasks
    from reader.library import Reader

    told: Callable[[Proposal], object] = _told(options)
    with open_library(options, create=not options.explicit) as library:
        with Reader.open(library.path) as reader:
            steps = tasks.plan_recleaning(reader, options.dump, workers=options.workers, each=told)
            plan = carry_out(steps, "Cancelled: nothing was changed.")
        if not (options.preview or options.diff):
            changing = tasks.reclean(
                library, plan.records, options.dump, evidence=plan.evidence, workers=options.workers
            )
            print(carry_out(changing, "Cancelled: what was cleaned anew stays so.").note)
        else:
            print(summary(plan))
    for words in left_out(plan):
        say(words)
    for words in (*map(unplaced_words, plan.unplaced), *_more(plan)):
        say(words)
    return DONE


def _told(options: argparse.Namespace) -> Callable[[Proposal], object]:
    """Prints each proposal as it is found: nothing is kept of it."""

    def tell(proposal: Proposal) -> None:
        for old, new in proposal.changed:
            if options.diff:
                print("\n".join(difference(old, new)))
            elif options.preview:
                print(_line(old, new))

    return tell


def _line(old: Article | None, new: Article | None) -> str:
    known = old or new
    words = "" if old and new else "  (new)" if new else "  (goes into another article)"
    return f"{known.id}  {known.title}{words}" if known else ""


def summary(plan: Recleaning) -> str:
    """What cleaning anew would change, in a sentence or two."""
    would = f"{_count(plan.articles, 'article')} of {_count(plan.looked, 'record')}"
    rest = f" {_count(plan.divided, 'record')} would be divided into other articles." if plan.divided else ""
    return f"{would} would change.{rest}"


def left_out(plan: Recleaning) -> Iterator[str]:
    """What could not be looked at, in sentences."""
    for entry, number in plan.missing:
        yield (
            f"{entry.name} is not at {entry.path} any more: {_count(number, 'record')} of it left out; "
            "say where it is with --dump."
        )
    if plan.unlike:
        yield f"{_count(plan.unlike, 'record')} cannot be read as they were, and stay as they are."


_KINDS = {
    "note": "note on",
    "put_back": "cut put back",
    "taken_out": "words taken out",
    "correction": "correction to",
    "marks": "tags and stars",
}


def unplaced_words(lost: Unplaced) -> str:
    """One thing of the user's that finds no place in the new text."""
    text = " ".join(lost.text.split())
    return f"no place any more in '{lost.title}' ({lost.id}): {_KINDS[lost.kind]} '{text[:80]}'; it is kept"


def _more(plan: Recleaning) -> Iterable[str]:
    more = plan.unplaced_count - len(plan.unplaced)
    return [f"and {more:,} more without a place"] if more else []


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def difference(old: Article | None, new: Article | None) -> Iterator[str]:
    """What would change in an article, as `diff -u` writes it."""
    id_ = (old or new).id  # type: ignore[union-attr]
    yield from difflib.unified_diff(_lines(old), _lines(new), f"{id_} now", f"{id_} cleaned anew", lineterm="")


def _lines(article: Article | None) -> list[str]:
    if article is None:
        return []
    return [article.title, article.source or "", article.author or "", *article.text.split("\n")]
