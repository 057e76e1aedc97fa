"""Preparing: reading and cleaning dumps into shards, one process a dump, here or on a Dask cluster.

For collections that one machine would take days over. A shard appears under its name only when it is whole, so
any job scheduler may run `cuttings prepare` on any part of a collection, and run it again after a failure: what
is there already is left alone.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Container, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reader.errors import CuttingsError
from reader.model import Evidence, Picture, Problem, Record, Step
from reader.tasks import shards
from reader.tasks.account import place
from reader.tasks.cleaners import Here
from reader.tasks.delivery import whole_file
from reader.tasks.evidence import gathered, informed
from reader.tasks.intake import PATIENCE
from reader.tasks.plates import Plates
from reader.tasks.workers import Worker, WorkerDied, WorkFailed

ABANDONED = 86_400  # seconds without a write, after which nobody is still writing a file
FOREVER = float("inf")  # a dump may take days; a worker that hangs is ended by the user


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of one dump: its shard, or why there is none."""

    path: Path
    shard: Path | None = None
    articles: int = 0
    there_already: bool = False
    failure: str = ""


def shard_path(dump: Path, folder: Path, how: Mapping[str, Any]) -> Path:
    """Where the shard of a dump goes: the same dump, read in the same way by the same rules, has the same name."""
    from reader.cleaning import CLEANER_VERSION, EVIDENCE_VERSION

    found = dump.stat()
    facts = (dump.resolve(), found.st_size, found.st_mtime_ns, CLEANER_VERSION, EVIDENCE_VERSION)
    digest = hashlib.sha256(repr((*facts, sorted(how.items()))).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return folder / f"{dump.resolve().name[:80] or 'dump'}-{digest}{shards.SUFFIX}"


def prepare_dump(path: Path, folder: Path, how: Mapping[str, Any]) -> Generator[Step, None, Prepared]:
    """Read and clean one dump into its shard in `folder`; steps count bytes. Closing it leaves no shard.

    `how` holds `format`, `mapping` and `separator` as `import_dump` takes them. DumpError or ExportError in one
    sentence where the dump cannot be opened or the shard not be written.
    """
    from reader.dumps import Options, open_dump

    yield Step(0, 0, path.name)
    options = Options(how.get("mapping") or {}, how.get("separator") or "")
    dump = open_dump(path, format=how.get("format"), options=options)
    target = shard_path(path, folder, how)
    # The files of a folder may have changed without a trace on the folder itself.
    if target.exists() and not dump.is_folder:
        return Prepared(path, target, there_already=True)
    for done in dump.hashing():
        yield Step(done, dump.size, f"{dump.name}: computing its hash")
    _sweep(folder)
    articles, spoken = 0, time.monotonic()
    with whole_file(target) as out:
        evidence = yield from gathered(dump)
        writer = shards.Writer(out, dump, evidence)
        for found in _findings(dump, evidence):
            writer.add(found)
            articles += len(found[1].articles) if isinstance(found, tuple) else 0
            if time.monotonic() - spoken >= PATIENCE:
                yield Step(dump.bytes_read, dump.size, dump.name)
                spoken = time.monotonic()
        writer.close()
    return Prepared(path, target, articles)


def _sweep(folder: Path) -> None:
    """Take away what processes that were killed left half written."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()


def _findings(dump: Any, evidence: Evidence) -> Generator[shards.Found, None, None]:
    """What is in the dump, its records cleaned; one that cleaning fails on is a problem of the dump."""
    cleaner, plates, shown = Here(), Plates(), set[tuple[str, str]]()
    cleaned_so_far = 0
    for found in dump.records():
        if isinstance(found, Picture):
            plates.put(found, cleaned_so_far + 1)
            yield from _shown(plates.rest() if plates.full else [], shown)
            continue
        if not isinstance(found, Record):
            yield found
            continue
        cleaner.put(informed(found, evidence))
        for record, cleaned in cleaner.outcomes():
            if isinstance(cleaned, str):
                yield Problem(place(record.provenance), cleaned)
                continue
            scope = record.shelf.scope if record.shelf else ""
            shown |= {(scope, address) for figure in cleaned.figures for address in figure.addresses}
            yield record, cleaned
        cleaned_so_far += 1
        yield from _shown(plates.ripe(cleaned_so_far), shown)
    yield from _shown(plates.rest(), shown)


def _shown(pictures: Sequence[Picture], shown: Container[tuple[str, str]]) -> Iterator[Picture]:
    """Those that a page before them shows: a crawl holds many more, and a shard is not to be as large as its dump."""
    return (each for each in pictures if any((each.scope, address) in shown for address in each.addresses))


def prepare_one(task: tuple[str, str, dict[str, Any]]) -> dict[str, Any]:
    """`prepare_dump` to its end, for a worker process or a cluster: plain data in, plain data out, no exception."""
    steps = _here([Path(task[0])], Path(task[1]), task[2])
    try:
        while True:
            next(steps)
    except StopIteration as end:
        result: Prepared = end.value[0]
    return {key: str(value) if isinstance(value, Path) else value for key, value in asdict(result).items()}


def unpacked(answer: Mapping[str, Any]) -> Prepared:
    """What `prepare_one` answered, as it was meant."""
    shard = answer["shard"]
    return Prepared(**{**answer, "path": Path(answer["path"]), "shard": Path(shard) if shard else None})


def prepare(
    paths: Sequence[Path], folder: Path, how: Mapping[str, Any], *, workers: int = 0
) -> Generator[Step, None, list[Prepared]]:
    """Prepare dumps in `workers` processes, one dump each at a time (0: in this one). Steps count dumps or bytes.

    A dump that cannot be opened stops none of the others. Closing it ends the processes; shards that are done stay.
    """
    if not workers:
        return (yield from _here(paths, folder, how))
    waiting = deque(enumerate(paths))
    results: dict[int, Prepared] = {}
    busy: dict[int, Worker] = {}
    idle = [Worker("reader.tasks.preparing:prepare_one") for _ in range(min(workers, len(paths)))]
    everyone = tuple(idle)
    try:
        while waiting or busy:
            while waiting and idle:
                number, path = waiting.popleft()
                busy[number] = idle.pop()
                busy[number].ask((str(path), str(folder), dict(how)), FOREVER)
            for number, result in _answers(busy, paths):
                results[number] = result
                idle.append(busy.pop(number))
            yield Step(len(results), len(paths), "preparing")
    finally:
        for worker in everyone:
            worker.close()
    return [results[number] for number in range(len(paths))]


def _here(paths: Sequence[Path], folder: Path, how: Mapping[str, Any]) -> Generator[Step, None, list[Prepared]]:
    results = []
    for path in paths:
        try:
            results.append((yield from prepare_dump(path, folder, how)))
        except CuttingsError as error:
            results.append(Prepared(path, failure=str(error)))
    return results


def _answers(busy: Mapping[int, Worker], paths: Sequence[Path]) -> list[tuple[int, Prepared]]:
    """What has come back from the workers within `PATIENCE`."""
    found = []
    for number, worker in busy.items():
        try:
            ready, answer = worker.poll(PATIENCE / len(busy))
        except (WorkerDied, WorkFailed) as failure:
            found.append((number, Prepared(paths[number], failure=f"{paths[number].name}: {failure}")))
            continue
        if ready:
            found.append((number, unpacked(answer)))
    return found
