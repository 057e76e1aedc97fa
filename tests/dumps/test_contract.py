"""What holds for every format in FORMATS, and for any bytes at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.dumps import FORMATS, open_dump
from reader.dumps.detect import SIGNATURES
from reader.errors import DumpError
from reader.model import Record, Skipped

magics = st.sampled_from([sign.magic for sign in SIGNATURES])
files = st.one_of(
    st.binary(min_size=1, max_size=500),
    st.builds(lambda magic, rest: magic + rest, magics, st.binary(max_size=300)),
    st.text(min_size=1, max_size=300).map(lambda text: text.encode("utf-8", "replace")),
)


def test_names_are_plain_and_different():
    names = [fmt.name for fmt in FORMATS]
    assert len({name.lower() for name in names}) == len(names)
    assert all(name == name.strip() and name for name in names)


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=files, name=st.sampled_from(["a.txt", "a.json", "A.HTML", "", "mail"]))
def test_any_bytes_in_any_format(fmt, content, name):
    assert 0 <= fmt.score(content, name.lower()) <= 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name or "x")
        path.write_bytes(content)
        for forced in (None, fmt.name):
            try:
                dump = open_dump(path, format=forced)
                found = list(dump.records())
            except DumpError:
                continue
            counted = [entry for entry in found if isinstance(entry, Record | Skipped) or entry.rejected]
            assert dump.found == len(counted)
            for record in found:
                if isinstance(record, Record):
                    record.content.encode("utf-8")
                    record.provenance.member.encode("utf-8")
