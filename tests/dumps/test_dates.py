"""Dates as dumps write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.dates import read_date
from reader.model import UNDATED, DateOrigin, Precision


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2011-03-07", "2011-03-07"),
        ("2011-03-07T10:05:00+01:00", "2011-03-07T10:05:00+01:00"),
        ("2017-07-17T17:03:00.123456Z", "2017-07-17T17:03:00Z"),
        ("2011-03-07 10:05", "2011-03-07T10:05"),
        ("20110307T100500Z", "2011-03-07T10:05:00Z"),
        ("20110307", "2011-03-07"),
        ("Mon, 07 Mar 2011 10:05:00 +0100", "2011-03-07T10:05:00+01:00"),
        ("07 Mar 87 10:05:00 EST", "1987-03-07T10:05:00-05:00"),
        ("19-OCT-1987 15:37:46.03", "1987-10-19T15:37:46"),
        ("March 7, 2011 Monday 10:05 AM GMT", "2011-03-07T10:05Z"),
        ("Monday, March 7th, 2011 at 4:30 p.m.", "2011-03-07T16:30"),
        ("May 2, 2002, Thursday,, FINAL EDITION", "2002-05-02"),
        ("2018.01.07", "2018-01-07"),
        ("10:05, 7. März 2011", "2011-03-07T10:05"),
        ("7. März 2011", "2011-03-07"),
        ("le 7 mars 2011 à 10h05", "2011-03-07T10:05"),
        ("7 de marzo de 2011", "2011-03-07"),
        ("２０１１年３月７日", "2011-03-07"),
        ("Mon Mar  7 10:05:00 EST 2011", "2011-03-07T10:05:00-05:00"),
        ("March 2011", "2011-03"),
        ("2011", "2011"),
        ("1472713234000", "2016-09-01T07:00:34Z"),
        ("13/07/2011", "2011-07-13"),
        ("03/07/2011", "2011"),  # March or July: only the year is stated
    ],
)
def test_reads_the_shapes_of_the_field(written: str, moment: str) -> None:
    found = read_date(written)
    assert (found.moment, found.how, found.as_written) == (moment, DateOrigin.STATED, written)


@pytest.mark.parametrize(
    "written", ["2011-02-30", "Wed, 30 Nov -0001 00:00:00 +0000", "25:71", "soon", "9999999999999"]
)
def test_keeps_what_cannot_be_as_written(written: str) -> None:
    found = read_date(written)
    assert (found.moment, found.precision, found.how, found.as_written) == (None, None, None, written)


def test_does_not_believe_the_future() -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=3)
    assert read_date(f"{tomorrow:%Y-%m-%d}").moment is None


def test_midnight_may_mean_no_time() -> None:
    assert read_date("19870101T000000", midnight=False).precision is Precision.DAY
    assert read_date("19870101T000000").precision is Precision.SECOND


def test_the_order_of_a_format_decides() -> None:
    assert read_date("03/07/2011", order="mdy").moment == "2011-03-07"
    assert read_date("03/07/2011", order="dmy").moment == "2011-07-03"


def test_nothing_is_undated() -> None:
    assert read_date("  ") == read_date(None) == UNDATED


@given(st.text(alphabet=st.sampled_from("0123456789:-/. TZ+年月日MarchOct,amp"), max_size=40))
def test_never_raises(text: str) -> None:
    found = read_date(text)
    assert (found.moment is None) == (found.precision is None)
