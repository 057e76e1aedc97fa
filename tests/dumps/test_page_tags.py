"""The tags of a page: found in one pass, in linear time whatever stands there."""

from __future__ import annotations

import time

import pytest

from reader.dumps.page_tags import page_tags


def test_what_is_found() -> None:
    tags = page_tags(
        "<HTML lang=en><head><title>A &gt; b</title><meta content=\"Say '>' twice\" property='og&#x3A;title'>"
        "<Link rel=canonical href=/a><script type='application&#x2F;ld+json'>{}</script></head>"
        "<!-- <h1>Old</h1> --><h1 class=x>New</h1><time datetime=2019-05-02>"
    )
    assert tags.metas == {"og:title": "Say '>' twice"}
    assert (tags.title, tags.canonical, tags.scripts, tags.html) == ("A &gt; b", "/a", ["{}"], {"lang": "en"})
    assert [content for _, content in tags.heads] == ["Old", "New"]
    assert tags.times == [{"datetime": "2019-05-02"}]


@pytest.mark.parametrize("part", ["<link ", "<meta a='", "<h1>", "<script ld+json>", '<time x="', "<title ", "<html>"])
@pytest.mark.parametrize("end", ["", ">"])
def test_linear(part: str, end: str) -> None:
    begun = time.process_time()
    page_tags(part * 200_000 + end)
    assert time.process_time() - begun < 4
