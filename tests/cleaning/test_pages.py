"""HTML pages: source text, blocks, the story chosen; and no loss on real pages."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cleaning import clean
from reader.cleaning.markup import read_markup
from reader.model import CutReason, Record, RecordKind, Role

from .invariants import assert_lossless

PAGE = """<!doctype html><html><head><title>Bell returns | Upland Observer</title><style>p{}</style></head><body>
<nav class="main-menu"><ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav>
<article class="story"><h1>Museum returns bell to mountain village</h1>
<p class="byline">By Sina Halvard</p><div class="share"><a href=#>Share</a> <a href=#>Tweet</a></div>
<div class="article-body"><p>A bronze bell that was carried off from the village of Kesst in 1809 has been
returned by the National Museum, after a quarrel that lasted for more than thirty years.</p><p>Villagers
lined the road as the
bell, decorated with pine branches, arrived on a <b>timber</b> lorry on Monday morning in the snow.</p>
<figure><img src=x><figcaption>The bell on its lorry.</figcaption></figure>
<h2>A longer memory</h2><p>&ldquo;My grandmother told me about it as if it had been stolen yesterday,&rdquo;
said Ole Kesst, 81,
who was the first to ring it when it hung in the tower again.<br>The museum keeps a cast of the bell in its
collection, and
its director said that three more objects from the valley were under review.</p></div></article>
<aside class="related"><h3>Related</h3>
<ul><li><a href=/1>Snow closes two passes</a><li><a href=/2>Ferry costs shared</a></ul></aside>
<div class="comments"><h3>2 comments</h3><p>Nice.</p></div><footer class="footer">&copy; 2023 Upland Observer</footer>
<script>var a = "<p>no</p>";</script></body></html>"""


def test_source_text_is_all_text_nodes() -> None:
    page = read_markup(
        "<title>T</title><p>A<b>b</b></p><p>B<br>C</p><script>x</script><!-- c --><style>y</style><i>z</i>"
    )
    assert page.source == "TAbBCz"
    assert [page.source[b.start : b.end] for b in page.blocks] == ["T", "Ab", "B", "C", "z"]


def test_page(record: Callable[..., Record]) -> None:
    cleaned = clean(record(PAGE, RecordKind.HTML, title="Museum returns bell to mountain village"))
    assert_lossless(read_markup(PAGE).source, cleaned)
    (article,) = cleaned.articles
    assert article.title == "Museum returns bell to mountain village"
    assert article.author == "Sina Halvard"
    assert article.text.startswith("A bronze bell")
    assert article.text.endswith("under review.")
    assert [b.role for b in article.blocks].count(Role.SUBHEADING) == 1
    reasons = {cut.reason: cut.text for cut in article.cuts}
    assert reasons[CutReason.HEADLINE] == "Museum returns bell to mountain village"
    assert "Share" not in article.text


@pytest.mark.parametrize(
    "markup", ["", "plain words only", "<", "<p>", "<table><tr><td>a", "<div>" * 20_000, "<p>a" * 5_000]
)
def test_odd_markup(markup: str, record: Callable[..., Record]) -> None:
    assert_lossless(read_markup(markup).source, clean(record(markup, RecordKind.HTML)))


def test_stated_body(record: Callable[..., Record]) -> None:
    body = "First paragraph of the body.\n\nShort line\n\nLast one. Advertisement More of it."
    (article,) = clean(record(body, RecordKind.STATED, title="A title")).articles
    assert article.text == "First paragraph of the body.\nShort line\nLast one. More of it."
    assert article.title == "A title"
    (article,) = clean(record("<p>One <b>bold</b> word.</p><p>Two.</p>", RecordKind.STATED)).articles
    assert article.text == "One bold word.\nTwo."


@pytest.mark.parametrize("name", ["traf-html", "moz-html", "traf-txt-lxml", "moz-txt-lxml"])
def test_real_pages_are_lossless(name: str, shared: Path, record: Callable[..., Record]) -> None:
    archive = zipfile.ZipFile(shared / "bench" / "cleaning" / f"{name}.zip")
    kind = RecordKind.HTML if "html" in name else RecordKind.TEXT
    members = sorted(n for n in archive.namelist() if n.startswith("in/"))
    for member in members[:: max(1, len(members) // 25)]:
        content = archive.read(member).decode("utf-8", "replace")
        source = read_markup(content).source if kind is RecordKind.HTML else content
        assert_lossless(source, clean(record(content, kind)))


def test_a_lead_stays_and_what_names_itself_goes(record: Callable[..., Record]) -> None:
    lead = "After thirty years of quarrels a bronze bell is back in the valley that it was taken from."
    markup = PAGE.replace("</h1>", f"</h1><h2 class=intro>{lead}</h2>")
    markup = markup.replace("<h2>A longer", "<p>Lesen Sie auch: Schnee sperrt zwei Pässe</p><h2>A longer")
    cleaned = clean(record(markup, RecordKind.HTML, title="Museum returns bell to mountain village"))
    assert_lossless(read_markup(markup).source, cleaned)
    (article,) = cleaned.articles
    assert article.text.startswith(lead)
    reasons = {cut.text: cut.reason for cut in article.cuts}
    assert reasons["The bell on its lorry."] is CutReason.CAPTION
    assert reasons["Lesen Sie auch: Schnee sperrt zwei Pässe"] is CutReason.TEASER
