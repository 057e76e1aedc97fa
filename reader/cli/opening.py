"""`cuttings [DUMP ...]`: the window; without a display import, analyse, print, and paint a picture."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from pathlib import Path

from reader.cli.commands import Imported, articles_of, import_one, make_folder, open_library, status_of
from reader.cli.terminal import DAMAGED, DONE, FAILED, carry_out, say
from reader.errors import CuttingsError
from reader.exports.words import names
from reader.model import Dossier, EntityType
from reader.rendering.words import count_words, published_words, speaker_words

PICTURE = "cuttings.png"
LISTED = 50  # articles printed with their people and quotes; a dump of a million is for `cuttings search`
QUOTE = 100  # characters of a quote


def open_window(options: argparse.Namespace) -> int:
    """`cuttings [DUMP ...]`: the window, or what can be done without a display."""
    from reader import app

    make_folder(options)
    if not app.has_display():
        return without_window(options)
    return app.run(options.dumps, options.library)


def without_window(options: argparse.Namespace) -> int:
    """Do what the window would do with the dumps, and say so."""
    if not options.dumps:
        say("There is no display to open the window on; `cuttings --help` lists what works without one.")
        return FAILED
    from reader import tasks

    say("There is no display, so the dumps are imported and analysed here, and the window is painted into a file.")
    with open_library(options) as library:
        results = [import_one(library, path) for path in options.dumps]
        for result in results:
            print(result.sentence)
        status = status_of(results)
        if status == FAILED:
            return status
        changes = carry_out(tasks.analyse(library), "Cancelled: what was imported and analysed stays.")
    print(changes.note)
    _print_articles(options.library, results)
    _paint(options.library, next(articles_of(results)))
    return max(status, DAMAGED if "could not" in changes.note else DONE)


def _print_articles(library: Path, results: list[Imported]) -> None:
    """The articles of the dumps with their people and quotes."""
    from reader.library import Reader

    ids = list(articles_of(results))
    with closing(Reader.open(library)) as reader:
        for dossier in reader.dossiers(ids[:LISTED]):
            print("\n" + "\n".join(article_lines(dossier)))
    if len(ids) > LISTED:
        print(f"\n... and {len(ids) - LISTED} more: `cuttings search` lists them.")
    print()


def article_lines(dossier: Dossier) -> list[str]:
    """An article in a few lines: headline, where and when, people, quotes."""
    article, marks = dossier.article, dossier.marks
    words = count_words(len(article.text.split()), "word")
    lines = [
        article.title,
        "  " + " · ".join(filter(None, (article.source, published_words(article.published), words))),
    ]
    mentions = [(str(each.type), each.name) for each in (*marks.title_entities, *marks.entities)]
    people = names(mentions, EntityType.PERSON)
    if people:
        lines.append("  People: " + ", ".join(people))
    return lines + [f"  {speaker_words(quote)}: {_shortened(quote.text)}" for quote in marks.quotes]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTE else line[: QUOTE - 1] + "…"


def _paint(library: Path, article: str) -> None:
    """A picture in the current folder, or beside the library where that may not be written."""
    from reader import app

    folder = Path.cwd() if os.access(Path.cwd(), os.W_OK) else library.parent
    try:
        app.without_display()
        app.shot(library, folder / PICTURE, article=article)
    except CuttingsError as error:
        say(str(error))
    else:
        print(f"The window's picture is {folder / PICTURE}")
