"""Preparing on a Dask cluster: a local one with two workers."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import CuttingsError
from reader.tasks import cluster
from tests.running import run

SEEDS = Path(__file__).parents[2] / "seeds"

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two workers, in threads of this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        local = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, protocol="tcp://", dashboard_address=None
        )
    with local:
        yield local.scheduler_address


def test_each_dump_is_a_task(scheduler: str, tmp_path: Path) -> None:
    dumps = [SEEDS / "aggregator_bars.txt", tmp_path / "missing.txt", SEEDS / "rss.xml"]
    results = run(cluster.prepare_on_cluster(dumps, tmp_path, {}, scheduler))
    assert [bool(result.shard) for result in results] == [True, False, True]
    assert all(result.shard.exists() for result in results if result.shard)
    assert "There is no file" in results[1].failure


def test_an_address_where_nobody_answers_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "JOINING", 0.5)
    with pytest.raises(CuttingsError, match="No Dask scheduler answers"):
        run(cluster.prepare_on_cluster([SEEDS], tmp_path, {}, "tcp://127.0.0.1:9"))
