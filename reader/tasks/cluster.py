"""Preparing on a Dask cluster: the one place where Cuttings uses a network, and only with an address given.

The workers need Cuttings installed, and the dumps and the folder for the shards under the same paths as here.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reader.errors import CuttingsError
from reader.model import Step
from reader.tasks.intake import PATIENCE
from reader.tasks.preparing import Prepared, prepare_one, unpacked

JOINING = 30.0  # seconds until a scheduler that does not answer is given up


def prepare_on_cluster(
    paths: Sequence[Path], folder: Path, how: Mapping[str, Any], scheduler: str
) -> Generator[Step, None, list[Prepared]]:
    """Like `preparing.prepare`, each dump a task of the Dask scheduler at this address ("tcp://host:8786").

    CuttingsError where Dask is not installed or nobody answers. Closing it takes back what was not begun.
    """
    client = _joined(scheduler)
    try:
        tasks = [(str(path.resolve()), str(folder.resolve()), dict(how)) for path in paths]
        futures = [client.submit(prepare_one, task, pure=False) for task in tasks]
        while any(not future.done() for future in futures):
            yield Step(sum(future.done() for future in futures), len(futures), f"preparing on {scheduler}")
            time.sleep(PATIENCE)
        return [_result(path, future) for path, future in zip(paths, futures, strict=True)]
    finally:
        client.close()


def _joined(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        advice = "Preparing on a cluster needs Dask: install Cuttings with its extra, `pip install .[cluster]`."
        raise CuttingsError(advice) from error
    try:
        return Client(scheduler, timeout=JOINING, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise CuttingsError(f"No Dask scheduler answers at {scheduler}; check the address ({error}).") from error


def _result(path: Path, future: Any) -> Prepared:
    if future.status == "finished":
        return unpacked(future.result())
    return Prepared(path, failure=f"{path.name}: the cluster could not do it ({future.exception()}).")
