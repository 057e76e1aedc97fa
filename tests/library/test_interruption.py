"""An interrupted import leaves whole batches, and ends as an uninterrupted one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library, Reader
from reader.model import Cleaned, Dossier, Query, Record

from .conftest import SHA256, dated, record_of

MOMENTS = (None, "2011", "2011-03", "2011-03-07", "2011-03-07T10:05", "2011-03-07T10:05:30+01:00", "9999-99")

stories = st.lists(
    st.tuples(
        st.sampled_from(["Flood", "Vote", "Émeute"]), st.sampled_from(["One.\nTwo.", "Said “no”.", "", "é\u0301😀"])
    ),
    max_size=2,
)


@st.composite
def imports(draw: st.DrawFn) -> tuple[list[tuple[Record, Cleaned]], list[int]]:
    """Records, and where their import is cut into batches."""
    count = draw(st.integers(1, 12))
    batch = []
    for number in range(count):
        moment = draw(st.sampled_from(MOMENTS))
        made = draw(stories)
        batch.append(
            record_of(
                number,
                *made,
                source=draw(st.sampled_from([None, "A", "B"])),
                member=draw(st.sampled_from(["", "a.txt"])),
                **({"published": dated(moment)} if moment else {}),
            )
        )
    return batch, draw(st.lists(st.integers(0, count), max_size=4).map(sorted))


def imported(batches: Sequence[Sequence[tuple[Record, Cleaned]]]) -> tuple[list[Dossier], list[int], list[str]]:
    """What a library holds after these batches, each added by a newly opened library."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.cuttings")
        for batch in batches:
            with Library.open(path) as library:
                entry = library.begin_dump("news.txt", "/news.txt", SHA256, "plain text")
                library.add(entry.id, batch)
        with Library.open(path) as library, Reader.open(path) as reader:
            rows = list(reader.listing(Query()))
            return list(reader.dossiers(Query())), rows, library.check()


@settings(max_examples=25, deadline=None)
@given(imports())
def test_an_interrupted_import_equals_an_uninterrupted_one(
    made: tuple[list[tuple[Record, Cleaned]], list[int]],
) -> None:
    batch, cuts = made
    whole, rows, findings = imported([batch])
    assert findings == []
    assert [dossier.article.id for dossier in whole] == [
        article.id
        for member in dict.fromkeys(record.provenance.member for record, _ in batch)
        for record, cleaned in batch
        if record.provenance.member == member
        for article in cleaned.articles
    ]
    # Every part again begins with what is there already, as a resumed import does that lost its place.
    parts = [batch[max(start - 2, 0) : end] for start, end in zip([0, *cuts], [*cuts, len(batch)], strict=True)]
    assert imported([part for part in parts if part]) == (whole, rows, [])


_CHILD = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from tests.library.conftest import SHA256, record_of
    from reader.library import Library
    with Library.open(Path(sys.argv[1])) as library:
        entry = library.begin_dump("news.txt", "/news.txt", SHA256, "plain text")
        done = library.records_done(entry.id)
        print("open", flush=True)
        for start in range(0, 2000, 50):
            batch = [record_of(n) for n in range(start, start + 50) if ("", n * 10_000) not in done]
            library.add(entry.id, batch)
"""


def test_killed_at_random_points(path: Path) -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", textwrap.dedent(_CHILD), str(path), root]
    chance = random.Random(7)
    for attempt in range(4):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            child.send_signal(signal.SIGKILL)
        with Library.open(path) as library, Reader.open(path) as reader:
            assert library.check() == [], attempt
            assert reader.count(Query()) % 50 == 0
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with Library.open(path) as library, Reader.open(path) as reader:
        assert library.check() == []
        assert [dossier.article.title for dossier in reader.dossiers(Query())] == [f"Story {n}" for n in range(2000)]
