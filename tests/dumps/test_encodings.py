"""Charsets, as they come: one record at a time, nothing invented, nothing lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.encodings import charset_of, decode, python_name, wide_charset

ENGLISH = "The mayor said: “It’s €5 a ride.” Nobody on the naïve café’s terrace disagreed.\n" * 3
LATVIAN = "Norvēģijas glābšanas komanda otrdien pārtrauca meklēšanu pēc sniega nogruvuma.\n" * 3
RUSSIAN = "Мэр города сообщил, что мост откроют в понедельник утром, несмотря на дождь.\n" * 4
CHINESE = "市长表示，新桥将于星期一上午开放。渡轮恢复正常，港口办公室说。\n" * 6
JAPANESE = "市長は、新しい橋が月曜日の朝に開通すると述べた。フェリーは通常通り運航している。\n" * 4


@pytest.mark.parametrize("text", [ENGLISH, LATVIAN, RUSSIAN, CHINESE, JAPANESE])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_unicode(text, charset):
    decoded = decode(text.encode(charset))
    assert decoded.text == text
    assert decoded.warning == ""


@pytest.mark.parametrize(
    ("text", "charset"),
    [(ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030"), (JAPANESE, "shift_jis"),
     (JAPANESE, "euc-jp"), (JAPANESE, "iso2022_jp"), (LATVIAN, "cp1257")],
)  # fmt: skip
def test_legacy(text, charset):
    assert decode(text.encode(charset)).text == text
    assert decode(text.encode(charset), declared=charset).text == text


def test_utf8_wins_over_a_wrong_declaration():
    assert decode(ENGLISH.encode(), declared="gb2312").text == ENGLISH


def test_declared_is_meant_as_browsers_do():
    assert decode("“Naïve”".encode("cp1252"), declared="ISO-8859-1").text == "“Naïve”"
    assert python_name("x-unknown") is None
    assert python_name("base64") is None
    assert python_name("\0") is None


def test_bad_bytes_are_repaired_and_counted():
    raw = RUSSIAN.encode() + b"\x93quoted\x94"
    decoded = decode(raw)
    assert decoded.text == RUSSIAN + "“quoted”"
    assert decoded.warning == "2 bad bytes repaired"


def test_surrogates_never_come_out():
    text = decode(RUSSIAN.encode() + b"\xed\xa0\x80").text
    text.encode("utf-8")
    decode("a\ud800b".encode("utf-16-le", "surrogatepass") * 20).text.encode("utf-8")


def test_nuls_and_controls_stay():
    assert decode(b"one\0two\x01three").text == "one\0two\x01three"
    assert wide_charset(b"one\0two\x01three") is None


def test_hint_for_short_records():
    assert decode("Мост".encode("cp1251"), hint="cp1251").text == "Мост"
    assert charset_of(RUSSIAN.encode("cp1251")) == "cp1251"
    assert charset_of(RUSSIAN.encode()[:1001]) == "utf-8"


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "gb2312", "shift_jis", "utf-16", "x-unknown", "big5", "hz"]),
)
def test_any_bytes(raw, declared):
    decode(raw, declared).text.encode("utf-8")
    decode(raw, hint=charset_of(raw)).text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_in_utf8(text):
    if "\0" not in text and "\x1b" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8")).text == text
