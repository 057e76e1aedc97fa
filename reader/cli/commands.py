"""What each command does. Heavy parts (the library, Qt, spaCy) are imported where they are needed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.terminal import DAMAGED, DONE, FAILED, carry_out, say
from reader.errors import CuttingsError, DumpError, LibraryError
from reader.model import ImportReport, Problem

if TYPE_CHECKING:
    from reader.library import Library, Reader

Command = Callable[[argparse.Namespace], int]
NAMED = 20  # problems of a dump on standard error; `--json` has all that the report names
STDOUT = Path("-")


def import_dumps(options: argparse.Namespace) -> int:
    """`cuttings import`: all dumps, one after the other; one that cannot be opened stops none."""
    from reader.tasks.shards import with_shards

    how = {
        "format": options.format,
        "mapping": options.map,
        "separator": options.separator,
        "again": options.again,
        "workers": options.workers,
    }
    with open_library(options) as library:
        results = [import_one(library, path, **how) for path in with_shards(options.dumps)]
    if options.json:
        print_json({"dumps": [result.keys() for result in results]})
    else:
        for result in results:
            print(result.sentence)
    return status_of(results)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one dump: its report, or why it could not be opened."""

    path: Path
    report: ImportReport
    failure: str = ""

    @property
    def sentence(self) -> str:
        """The account on one line."""
        report = self.report
        if self.failure:
            return f"{self.path}: nothing imported"
        kinds = ", ".join(f"{number} {kind}" for kind, number in report.skipped_kinds.items())
        return (
            f"{report.name} ({report.format}): {report.found} found = {report.imported} imported + {report.known} known"
            f" + {report.skipped} skipped{f' ({kinds})' if kinds else ''} + {report.rejected} rejected"
            f"{self._remark()}"
        )

    def _remark(self) -> str:
        if self.report.articles and not self.report.imported:
            return "; it is in the library already"
        return "" if self.report.articles else "; no article was found in it"

    def keys(self) -> dict[str, Any]:
        """The account as `import --json` prints it."""
        report = self.report
        return {
            "path": str(self.path),
            "format": report.format or None,
            "found": report.found,
            "imported": report.imported,
            "known": report.known,
            "skipped": report.skipped,
            "rejected": report.rejected,
            "problems": [{"where": each.where, "reason": each.reason} for each in report.problems],
            "articles": list(report.articles),
        }


def import_one(library: Library, path: Path, **how: Any) -> Imported:
    """Import a dump and name on standard error what is wrong with it; `how` goes to `tasks.import_dump`."""
    from reader.tasks import import_dump

    name = path.name or str(path)
    try:
        report = carry_out(
            import_dump(library, path, alone=True, **how),
            f"Cancelled: the articles of {name} that are in stay; open it again to go on.",
        )
    except DumpError as error:
        say(str(error))
        failed = ImportReport(str(path), name, "", problems=(Problem(str(path), str(error)),))
        return Imported(path, failed, str(error))
    name_problems(report)
    return Imported(path, report)


def name_problems(report: ImportReport) -> None:
    for problem in report.problems[:NAMED]:
        say(f"{problem.where}: {problem.reason}")
    if len(report.problems) > NAMED:
        say(f"{report.name}: {len(report.problems) - NAMED} more problems; `cuttings import --json` lists them.")


def status_of(results: list[Imported]) -> int:
    """2 where no dump gave an article, 1 where anything was rejected or is damaged."""
    if not any(result.report.articles for result in results):
        return FAILED
    return DAMAGED if any(result.failure or _is_damaged(result.report) for result in results) else DONE


def _is_damaged(report: ImportReport) -> bool:
    """Whether something could not be read, or only with a repair; a text that its source had cut is no damage."""
    return report.rejected > 0 or any(problem.damage for problem in report.problems)


def export(options: argparse.Namespace) -> int:
    """`cuttings export`: the file is whole or absent."""
    from reader import tasks
    from reader.exports import exporter_for

    to_stdout = options.file == STDOUT
    exporter = exporter_for(options.to or ("JSON lines" if to_stdout else options.file.name))
    with open_reader(options) as reader:
        query = reader.parse(options.query)
        if query.warning:
            say(query.warning)
        steps = tasks.export(reader, query, options.file, exporter, leftover=options.leftover)
        number = carry_out(steps, f"Cancelled: {options.file} was not written.")
    if not to_stdout:
        print(f"{number} article{'' if number == 1 else 's'} written to {options.file} ({exporter.name})")
    return DONE


def analyse(options: argparse.Namespace) -> int:
    """`cuttings analyse`: to the last pending article, near copies too."""
    from reader import tasks

    with open_library(options, create=not options.explicit) as library:
        changes = carry_out(tasks.analyse(library), "Cancelled: what was analysed stays; the rest waits.")
        carry_out(library.relate(), "Cancelled: what was compared stays; the rest waits.")
    print(changes.note)
    return DAMAGED if "could not" in changes.note else DONE


def check(options: argparse.Namespace) -> int:
    """`cuttings check`: every finding on standard error."""
    with open_library(options, create=not options.explicit) as library:
        findings = carry_out(library.checking(), "Cancelled: the library was not checked to its end.")
    for finding in findings:
        say(finding)
    if findings:
        return DAMAGED
    print(f"{options.library} is whole")
    return DONE


def shot(options: argparse.Namespace) -> int:
    """`cuttings shot`: the real window, painted without a display."""
    from reader import app

    app.without_display()
    if not options.library.exists() and options.explicit:
        raise no_library(options.library)
    make_folder(options)
    app.shot(
        options.library,
        options.picture,
        query=options.query,
        article=options.article,
        theme=options.theme,
        size=options.size,
    )
    print(f"The window's picture is {options.picture}")
    return DONE


def open_library(options: argparse.Namespace, *, create: bool = True) -> Library:
    """The one writing connection; LibraryError where the file is missing (unless `create`) or is not ours."""
    from reader.library import Library

    path: Path = options.library
    if create:
        make_folder(options)
    if not create and not path.exists():
        raise no_library(path)
    return Library.open(path, create=create)


def open_reader(options: argparse.Namespace) -> closing[Reader]:
    """A reading connection, closed at the end of the `with`. The default library is made at first use."""
    from reader.library import Reader

    if not options.library.exists():
        if options.explicit:
            raise no_library(options.library)
        open_library(options).close()
    return closing(Reader.open(options.library))


def no_library(path: Path) -> LibraryError:
    return LibraryError(f"There is no library at {path}; check the name, or import a dump into it first.")


def make_folder(options: argparse.Namespace) -> None:
    """The user's data folder; the folder of a library that was named has to be there."""
    folder: Path = options.library.parent
    if options.explicit:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CuttingsError(
            f"The folder {folder} for the library cannot be made ({error.strerror}); name another place with --library."
        ) from error


def print_json(value: Any) -> None:
    from reader.exports.jsonlines import line

    sys.stdout.write(line(value))


def articles_of(results: list[Imported]) -> Iterator[str]:
    """The ids of all articles of the dumps, each once."""
    return iter(dict.fromkeys(each for result in results for each in result.report.articles))
