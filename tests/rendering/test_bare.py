"""A page of HTML without anything that acts or is fetched."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.rendering import bare_page
from reader.rendering.bare import SHOWN

ALLOWED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "b", "strong", "i", "em"}
ALLOWED |= {"u", "s", "sub", "sup", "code", "small", "table", "tr", "td", "th", "div", "br", "hr"}


class Seen(HTMLParser):
    """All tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.depth = self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)
        self.depth += tag not in ("br", "hr")
        self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def seen(markup: str) -> Seen:
    found = Seen()
    found.feed(bare_page(markup))
    return found


def assert_safe(markup: str) -> None:
    found = seen(markup)
    assert found.tags <= ALLOWED
    assert found.attributes <= {("dir", "rtl"), ("dir", "ltr")}
    assert found.depth == 0
    assert found.deepest <= 45


def test_text_and_structure_stay() -> None:
    page = """<html><head><title>T</title><style>p {}</style></head><body onload="x()"><nav>Home</nav>
    <h1 class=a style="background: url(//x.example/p.png)">A &lt;headline&gt;</h1><script>alert(1)</script>
    <p>One <a href="javascript:x()">link</a> and <b>more</b>.<img src="http://x.example/t.gif" alt="A ship">
    <p hidden>gone</p><div style="DISPLAY : none">gone</div><form action="//x.example"><input value=a>Say</form>
    <table><tr><td>1<td dir=RTL>2</table><iframe src="//x.example"></iframe><object data=a>o</object></body></html>"""
    bare = bare_page(page)
    assert "<h1>A &lt;headline&gt;</h1>" in bare
    assert "<p>One link and <b>more</b>. [A ship] " in bare
    assert '<td>1</td><td dir="rtl">2</td>' in bare
    for word in ("gone", "alert", "http", "x.example", "javascript", "url(", "iframe", "input"):
        assert word not in bare
    assert_safe(page)


@given(st.lists(st.sampled_from((
    "<p>", "</p>", "<script>", "</script>", "<img src=x alt='<b>'>", "<table><tr><td>", "</table>", "<svg><script>",
    "</svg>", "<!--", "-->", "<style>", "</style>", "text", "&lt;script&gt;", "<a href='//x'>", "<div hidden>", "\x00",
    "<![CDATA[", "]]>", "<plaintext>", "<title>", "<textarea>", "<math><mi>", "<iframe srcdoc='<p>'>", "\ud83d", "<br>",
))).map("".join))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_page_is_safe(page: str) -> None:
    assert_safe(page.encode("utf-8", "replace").decode())


@pytest.mark.parametrize(
    "page",
    ["<div>" * 20_000 + "x", "<table><tr><td>" * 5_000 + "x", "<b>" * 100_000, "a" * 3_000_000, "<p>a" * 300_000],
    ids=["deep", "tables", "open", "long", "many"],
)
def test_odd_pages_are_quick(page: str) -> None:
    start = time.process_time()
    bare = bare_page(page)
    assert time.process_time() - start < 4
    assert len(re.sub("<[^>]*>", "", bare)) <= SHOWN + 10
    assert_safe(page)


def test_real_pages(shared: Path) -> None:
    for path in sorted((shared / "corpus").rglob("*.html"))[:20]:
        assert_safe(path.read_bytes().decode(errors="replace"))
