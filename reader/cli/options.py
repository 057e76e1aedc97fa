"""What may be typed after `cuttings`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from reader import __version__
from reader.cli import commands, opening, preparing, searching
from reader.cli.recleaning import fill as fill_reclean
from reader.cli.recleaning import reclean
from reader.cli.terminal import FAILED

OPEN = "open"  # the command of `cuttings [DUMP ...]`, which is not typed
_LIBRARY = "--library"


class Parser(argparse.ArgumentParser):
    """One sentence for a mistake, and exit status 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        self.exit(FAILED, f"cuttings: {message}; `{self.prog} --help` shows how.\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of one command; `command` is the function that carries it out."""
    parser = _parser()
    options = parser.parse_args(_with_command(list(arguments), parser))
    options.explicit = hasattr(options, "library")
    if not options.explicit:
        options.library = default_library()
    return options


def default_library() -> Path:
    """The library in the user's data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("cuttings", appauthor=False)) / "library.cuttings"


def _with_command(arguments: list[str], parser: Parser) -> list[str]:
    """`arguments` with the unwritten command before the dumps. A dump named `import` is opened as `./import`."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-") and arguments[place] != "-":
        if arguments[place] in {"--version", "-h", "--help"}:
            return arguments
        if arguments[place] == "--":
            break
        place += 2 if arguments[place] == _LIBRARY else 1
    if place < len(arguments) and arguments[place] in COMMANDS:
        return arguments
    return [*arguments[:place], OPEN, *arguments[place:]]


def _parser() -> Parser:
    parser = Parser(
        prog="cuttings",
        description="A desktop reader for archived news. Without a command: the window, importing the dumps given.",
        usage="cuttings [--library FILE] [DUMP ...]\n       cuttings COMMAND ...",
        epilog="`cuttings COMMAND --help` explains a command. A dump that is named like a command is given as ./NAME.",
    )
    parser.add_argument("--version", action="version", version=f"cuttings {__version__}")
    _library(parser)
    rooms = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for name, (explain, command, fill) in COMMANDS.items():
        sub = rooms.add_parser(name, description=explain, prog=f"cuttings {name}", help=explain)
        _library(sub)
        fill(sub)
        sub.set_defaults(command=command)
    unwritten = rooms.add_parser(OPEN, prog="cuttings", usage="cuttings [--library FILE] [DUMP ...]")
    _library(unwritten)
    _dumps(unwritten, "*")
    unwritten.set_defaults(command=opening.open_window)
    return parser


def _library(parser: Parser) -> None:
    explain = "the library (default: in the user's data folder, made at first use)"
    parser.add_argument(_LIBRARY, metavar="FILE", type=Path, default=argparse.SUPPRESS, help=explain)


def _dumps(parser: Parser, number: str) -> None:
    parser.add_argument("dumps", metavar="DUMP", type=Path, nargs=number, help="a file or folder of news")


def _query(parser: Parser, explain: str) -> None:
    parser.add_argument("--query", metavar="QUERY", default="", help=explain)


def _import(parser: Parser) -> None:
    _reading(parser)
    explain = "read anew what was read in another way: its articles go to the bin, the tags and notes stay"
    parser.add_argument("--again", action="store_true", help=explain)
    parser.add_argument("--workers", metavar="N", type=_number, default=0, help="processes that clean (default: none)")
    parser.add_argument("--json", action="store_true", help="print the account as JSON")


def _prepare(parser: Parser) -> None:
    _reading(parser)
    explain = "processes, each with a dump of its own (default: none)"
    parser.add_argument("--workers", metavar="N", type=_number, default=0, help=explain)
    parser.add_argument("--json", action="store_true", help="print what was prepared as JSON")
    preparing.fill(parser)


def _reading(parser: Parser) -> None:
    """Dumps, and how they are read where their content misleads."""
    _dumps(parser, "+")
    parser.add_argument("--format", metavar="NAME", help="what the dumps are, where their content misleads")
    columns = "which columns of a table are what, for example title=HEADLINE,text=BODY"
    parser.add_argument("--map", metavar="PART=COLUMN,...", type=_mapping, default={}, help=columns)
    parser.add_argument("--separator", metavar="LINE", default="", help="the line between the articles of a text file")


def _search(parser: Parser) -> None:
    explain = 'words, "phrases", -word, source:, tag:, is:unread, ...'
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("query", metavar="QUERY", nargs="?", help=explain)
    names = "count the articles of each name in FILE: one a line, or the first column of a .csv"
    what.add_argument("--batch", metavar="FILE", type=Path, help=names)
    parser.add_argument("--limit", metavar="N", type=_number, help="the first N only; of each name with --batch --json")
    parser.add_argument("--searches", action="store_true", help="with --batch: the lines are searches, not names")
    parser.add_argument("--json", action="store_true", help="one object a line")
    parser.add_argument("--csv", action="store_true", help="with --batch: a table for spreadsheets")


def _export(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write, - for standard output")
    _query(parser, "only the articles of this search")
    parser.add_argument("--to", metavar="FORMAT", help="the format, where FILE's ending does not tell")
    explain = "also what stands in the records outside of every article"
    parser.add_argument("--leftover", action="store_true", help=explain)


def _shot(parser: Parser) -> None:
    parser.add_argument("picture", metavar="PICTURE.png", type=Path)
    _query(parser, "what to search for")
    parser.add_argument("--article", metavar="ID", help="the article to show (default: the first one)")
    parser.add_argument("--theme", metavar="NAME", help="light or dark")
    parser.add_argument("--size", metavar="WxH", type=_size, default=(1280, 800), help="in pixels (default: 1280x800)")


def _nothing(_parser: Parser) -> None:
    pass


def _mapping(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",") if pair]
    if not all(part.strip() and column.strip() for part, _, column in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list such as title=HEADLINE,text=BODY")
    return {part.strip(): column.strip() for part, _, column in pairs}


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.lower().partition("x")
    if not (cross and width.isdecimal() and height.isdecimal() and 0 < int(width) < 10_000 > int(height) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1280x800")
    return int(width), int(height)


Fill = Callable[[Parser], None]

COMMANDS: dict[str, tuple[str, commands.Command, Fill]] = {
    "import": ("Import dumps, without analysing them.", commands.import_dumps, _import),
    "search": ("List the articles that a search finds, newest first.", searching.search, _search),
    "export": ("Write articles to a file, in import order.", commands.export, _export),
    "analyse": ("Find names and quotes in all articles that were not analysed yet.", commands.analyse, _nothing),
    "reclean": ("Clean anew what is in the library, with the rules of this version.", reclean, fill_reclean),
    "prepare": (
        "Read and clean dumps into shards, which `import` takes in: for collections of hundreds of gigabytes.",
        preparing.prepare_dumps,
        _prepare,
    ),
    "check": ("Prove the library whole.", commands.check, _nothing),
    "shot": ("Write a picture of the window, without a display.", commands.shot, _shot),
}
