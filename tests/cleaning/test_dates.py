"""Dates near a headline, in many languages: their precision, and what is not believed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.cleaning import resolve_relative
from reader.cleaning.dates import read_date
from reader.model import DateOrigin, Precision

MOMENT = datetime(2025, 8, 12, 9, 30, tzinfo=UTC)

STATED = {
    "March 12, 2021": ("2021-03-12", "day"),
    "Mar. 12th, 2021 10:05 AM ET": ("2021-03-12T10:05", "minute"),
    "Friday, 12 March 2021 14:05 GMT": ("2021-03-12T14:05Z", "minute"),
    "2021-03-12T10:05:00+01:00": ("2021-03-12T10:05:00+01:00", "second"),
    "12.03.2021, 10:05 Uhr": ("2021-03-12T10:05", "minute"),
    "Freitag, 12. März 2021": ("2021-03-12", "day"),
    "1er mars 2021": ("2021-03-01", "day"),
    "12 mars 2021 à 10h05": ("2021-03-12T10:05", "minute"),
    "12 de marzo de 2021": ("2021-03-12", "day"),
    "segunda-feira, 3 de março de 2025": ("2025-03-03", "day"),
    "martedì 12 marzo 2021": ("2021-03-12", "day"),
    "12 maart 2021 om 10:05": ("2021-03-12T10:05", "minute"),
    "March 2021": ("2021-03", "month"),
    "13/04/2021": ("2021-04-13", "day"),
    "03/04/2021": ("2021", "year"),  # April or March: in English nobody can know
    "4 March 1821": ("1821-03-04", "day"),
}


@pytest.mark.parametrize("written", STATED)
def test_stated(written: str) -> None:
    reading = read_date(written)
    assert reading is not None
    date = reading.published(MOMENT, "en")
    assert (date.moment, date.precision, date.how) == (*STATED[written], DateOrigin.STATED)
    assert date.as_written == written


def test_outside_english_the_day_comes_first() -> None:
    reading = read_date("03/04/2021")
    assert reading is not None
    assert reading.published(MOMENT, "fr").moment == "2021-04-03"


@pytest.mark.parametrize("written", ["31 February 2021", "12 March 2031", "2021-13-01", "12 March"])
def test_not_believed_but_kept(written: str) -> None:
    reading = read_date(written)
    assert reading is not None
    date = reading.published(MOMENT)
    assert (date.moment, date.precision, date.as_written) == (None, None, written)


@pytest.mark.parametrize(
    "text", ["Business Insider", "May", "By May", "3 min read", "On Monday", "2021", "Sunday Times"]
)
def test_not_a_date(text: str) -> None:
    assert read_date(text) is None


RELATIVE = {
    "5 minutes ago": ("2025-08-12T09:25Z", "minute"),
    "3h": ("2025-08-12T06Z", "hour"),
    "an hour ago": ("2025-08-12T08Z", "hour"),
    "Yesterday at 14:05": ("2025-08-11", "day"),
    "2 weeks ago": ("2025-07", "month"),
    "a year ago": ("2024", "year"),
    "vor 3 Stunden": ("2025-08-12T06Z", "hour"),
    "gestern": ("2025-08-11", "day"),
    "il y a 2 jours": ("2025-08-10", "day"),
    "hace una hora": ("2025-08-12T08Z", "hour"),
    "há 5 horas": ("2025-08-12T04Z", "hour"),
    "3 ore fa": ("2025-08-12T06Z", "hour"),
    "3 uur geleden": ("2025-08-12T06Z", "hour"),
}


@pytest.mark.parametrize("written", RELATIVE)
def test_relative(written: str) -> None:
    date = resolve_relative(written, MOMENT, "user")
    assert (date.moment, date.precision) == RELATIVE[written]
    assert (date.how, date.as_written, date.against) == (DateOrigin.RELATIVE, written, "user")


def test_relative_without_a_moment_stays_as_written() -> None:
    reading = read_date("5 minutes ago")
    assert reading is not None
    date = reading.published(None)
    assert (date.moment, date.how, date.as_written) == (None, DateOrigin.RELATIVE, "5 minutes ago")


@pytest.mark.parametrize("written", ["soon", "", "999 years ago", "5 minutes"])
def test_what_is_no_relative_time_is_kept_as_written(written: str) -> None:
    moment = MOMENT if written != "999 years ago" else datetime(900, 1, 1, tzinfo=UTC)
    assert resolve_relative(written, moment, "file").moment is None


def test_precision_comes_from_the_unit() -> None:
    assert resolve_relative("1 day ago", MOMENT, "file").precision is Precision.DAY
