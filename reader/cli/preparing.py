"""`cuttings prepare`: read and clean dumps into shards, which `cuttings import` then takes in."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.cli.commands import print_json
from reader.cli.terminal import DAMAGED, DONE, FAILED, carry_out, say
from reader.errors import DumpError
from reader.tasks.preparing import Prepared, prepare

CANCELLED = "Cancelled: the shards that are done stay; give the same command again to go on."


def fill(parser: argparse.ArgumentParser) -> None:
    """The options of the command, beside those of reading."""
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="where the shards go")
    explain = "prepare on the Dask cluster at this address (tcp://host:8786), which sees the same files"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=explain)


def prepare_dumps(options: argparse.Namespace) -> int:
    """`cuttings prepare`: one shard a dump; one that cannot be opened stops none."""
    make(options.to)
    how = {"format": options.format, "mapping": options.map, "separator": options.separator}
    if options.scheduler:
        from reader.tasks.cluster import prepare_on_cluster

        steps = prepare_on_cluster(options.dumps, options.to, how, options.scheduler)
    else:
        steps = prepare(options.dumps, options.to, how, workers=options.workers)
    results = carry_out(steps, CANCELLED)
    for result in results:
        if result.failure:
            say(result.failure)
        elif not options.json:
            print(sentence(result))
    if options.json:
        print_json({"dumps": [keys(result) for result in results]})
    if all(result.failure for result in results):
        return FAILED
    return DAMAGED if any(result.failure for result in results) else DONE


def make(folder: Path) -> None:
    """The folder for the shards, if it is not there."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DumpError(f"The folder {folder} cannot be made ({error.strerror}); name another with --to.") from error


def sentence(result: Prepared) -> str:
    """What came of a dump, on one line."""
    if result.there_already:
        return f"{result.path.name}: prepared already in {result.shard}"
    return f"{result.path.name}: {result.articles} article{'' if result.articles == 1 else 's'} in {result.shard}"


def keys(result: Prepared) -> dict[str, object]:
    """The same for scripts."""
    shard = str(result.shard) if result.shard else None
    told = {"articles": result.articles, "there_already": result.there_already, "failure": result.failure or None}
    return {"path": str(result.path), "shard": shard, **told}
