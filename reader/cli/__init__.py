"""The command line: `cuttings [DUMP ...]` opens the window, the subcommands do without one.

Exit status: 0 all well; 1 done, but something was rejected or is damaged (named on standard error);
2 could not be done at all, in one sentence; 130 cancelled with Ctrl+C; 141 nobody reads the output.

    options.py   what may be typed        commands.py   what each command does
    terminal.py  progress, Ctrl+C         opening.py    the window, or what is done without a display
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence

from reader import __version__
from reader.cli.options import parse
from reader.cli.terminal import CANCELLED, FAILED, UNREAD, Cancelled, say, speak_utf8, stop_writing
from reader.errors import CuttingsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Nothing but a bug in Cuttings shows a traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if getattr(sys, "frozen", False) and arguments[:1] == ["--worker"]:
        return _work(*arguments[1:])
    speak_utf8()
    try:
        options = parse(arguments)
        status: int = options.command(options)
        sys.stdout.flush()
    except CuttingsError as error:
        say(str(error))
        return FAILED
    except (Cancelled, KeyboardInterrupt) as cancelled:
        say(str(cancelled) or "Cancelled.")
        return CANCELLED
    except BrokenPipeError:
        stop_writing()
        return UNREAD
    except Exception:  # a bug: said as one, with what a report needs
        say(_bug_report())
        return FAILED
    return status


def _bug_report() -> str:
    return (
        "This is a bug in Cuttings, not a mistake of yours; what is in the library stays whole. "
        "Please report it with these lines.\n"
        f"cuttings {__version__}, Python {platform.python_version()}, {platform.platform()}\n{traceback.format_exc()}"
    )


def _work(target: str, each: str = "") -> int:
    """Be a worker process: how a frozen program, which has no `python -c`, starts them."""
    from reader.tasks.child import main as serve

    serve(target, bool(each))
    return 0
