"""No pattern that looks at a file's head takes long on any, however often it says the same."""

from __future__ import annotations

import time
from itertools import product

import pytest

from reader.dumps import FORMATS
from reader.dumps.detect import is_text, signature_of
from reader.dumps.explained import explain

TOKENS = (
    b" ", b"\n", b"\r\n", b"\t", b"\n   ", b"<!-- a -->", b"<!-- a --> \n", b"<?x a?>", b"<!a>", b"<!a[", b"<", b"</p>",
    b"<p>", b"<br>", b"<hr>", b"{", b"[", b"[{", b'"a":', b'"', b"'", b"a", b"a ", b"A: b\n", b"A:", b"From a@b ", b"=",
    b"_", b"-", b"--\n", b"1 of 2 ", b"1\t", b",", b";", b"# a\n", b"> ", b"\\", b"&#1;", b"(", b"[a](", b"**", b"a-",
    b"\xc3\xa9", b"\0", b"a\0", b"|", b"a|b\n", b"---\na: b\n", b"Title: a\n", b"<a href=\"", b"<a b='", b"WARC/1.0 ",
)  # fmt: skip
SLOWEST = 2.0  # CPU seconds for one head and all formats; 64 kB of most take .1
BEFORE = (b"", b"<?xml version='1.0'?>", b"{", b"<html>", b"From: a\nTo: b\n")


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("token", TOKENS)
def test_a_head_that_repeats_itself(before: bytes, token: bytes) -> None:
    for count, after in product((40, 20_000), (b"", b"x", b"\n<", b'"')):
        head = (before + token * count)[: 64 << 10] + after
        begun = time.process_time()
        signature_of(head)
        if is_text(head):
            explain(head, "a.txt")
        for fmt in FORMATS:
            fmt.score(head, "a.txt")
        assert time.process_time() - begun < SLOWEST
