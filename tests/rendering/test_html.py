"""Whatever stands in an article, its HTML shows it and nothing else happens."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Block, Cut, CutReason, Dossier, Entity, EntityType, Marks, Note, Quote, Role
from reader.rendering import DARK, LIGHT, article_fragment, article_html, document_html, notes_html
from tests.invented import article, dossier

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src="https://tracker.example/x.png" onerror=alert(1)>',
    "</style><style>@import url(https://evil.example)</style>",
    "<!-- --><base href='https://evil.example'>",
    "&lt;b&gt; &amp; &#x3C;script&#x3E;",
    "]]>\x00\x0b\ufffe",
    "javascript:alert(1)",
)
TEXTS = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))
LINES = TEXTS.map(lambda text: re.sub(r"[\n\r]", " ", text))


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(text: str) -> str:
    """`text` as HTML can hold it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]", "\ufffd", text)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    lines = draw(st.lists(LINES, min_size=1, max_size=5))
    blocks, here = [], 0
    for line in lines:
        blocks.append(Block(here, here + len(line), draw(st.sampled_from(list(Role)))))
        here += len(line) + 1
    text = "\n".join(lines)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    cuts = tuple(Cut(at, draw(TEXTS), draw(st.sampled_from(list(CutReason)))) for at in places)
    stated = {name: draw(TEXTS) for name in ("title", "source", "author", "section", "url")}
    return replace(article(), text=text, blocks=tuple(blocks), cuts=cuts, **stated)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    written = draw(articles())

    def span() -> tuple[int, int, str]:
        start, end = sorted((draw(st.integers(0, len(written.text))), draw(st.integers(0, len(written.text)))))
        return start, end, written.text[start:end]

    entities = tuple(Entity(*span(), draw(st.sampled_from(list(EntityType))), draw(TEXTS)) for _ in range(3))
    quotes = tuple(Quote(*span(), speaker=draw(TEXTS)) for _ in range(2))
    start, end, _ = span()
    state = replace(dossier().state, notes=(Note(draw(TEXTS), start, end), Note(draw(TEXTS))), tags=(draw(TEXTS),))
    return Dossier(written, state, Marks(entities, (), quotes))


ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "p",
    "a",
    "article",
    "header",
    "b",
    "span",
    "h1",
    "h2",
    "h3",
    "mark",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "del",
    "em",
    "aside",
    "footer",
    "dl",
    "dt",
    "dd",
    "nav",
    "br",
    "strong",
    "code",
    "hr",
    "h4",
    "h5",
    "h6",
}


@given(dossiers(), st.booleans(), st.booleans())
def test_nothing_of_the_article_becomes_markup(each: Dossier, cuts: bool, marks: bool) -> None:
    page = Page(article_html(each, LIGHT, cuts=cuts, marks=marks))
    assert set(page.tags) <= ALLOWED
    assert page.tags.count("style") == 1
    names = {name for name, _ in page.attributes}
    assert not [name for name in names if name.startswith("on") or name in {"src", "srcset", "style", "background"}]
    links = [value or "" for name, value in page.attributes if name == "href"]
    assert all(re.match(r"(?i)#|https?://|mailto:", link) for link in links)


@given(dossiers())
def test_the_text_is_there_whole(each: Dossier) -> None:
    written = each.article
    shown = Page(article_fragment(each)).text
    for block in written.blocks:
        assert plain(written.text[block.start : block.end]) in shown


@given(articles())
def test_cuts_are_there_when_wanted(written: Article) -> None:
    page = Page(article_fragment(Dossier(written), cuts=True))
    for cut in written.cuts:
        if cut.reason is not CutReason.SPACING:
            assert plain(cut.text.strip()) in page.text


def test_marks_can_be_told_apart_and_say_what_they_are() -> None:
    fragment = article_fragment(dossier())
    assert '<mark class="person" title="Ingrid Solheim, person">Solheim</mark>' in fragment
    assert '<mark class="quote direct" title="Jonas Lie Haugen">“But I remember the lights.”</mark>' in fragment
    assert "<mark" not in article_fragment(dossier(), marks=False)


def test_overlapping_marks_are_both_told() -> None:
    written = article(parts=[(Role.PARAGRAPH, "winters. The yard asked “Ann Lee said”")])
    at = written.text.index("“")
    name = Entity(at + 1, at + 8, "Ann Lee", EntityType.PERSON, "Ann Lee")
    quote = Quote(at, len(written.text), written.text[at:], speaker="Bo Ek")
    fragment = article_fragment(Dossier(written, marks=Marks((name,), (), (quote,))))
    assert '<mark class="quote direct person" title="Ann Lee, person; Bo Ek">Ann Lee</mark>' in fragment


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_page_is_whole_by_itself(theme: object) -> None:
    page = article_html(dossier(), theme)  # type: ignore[arg-type]
    assert not re.search(r"(?:src=|url\(|@import|<link|<script|https?:)", page.split("<body>")[0])
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")


def test_many_articles_have_a_table_of_contents() -> None:
    first = dossier()
    second = replace(first, article=replace(first.article, id="1" * 20, title="A <second> story"))
    page = "".join(document_html([first, second]))
    assert page.count("<article ") == 2
    for each in (first, second):
        assert f'<li><a href="#a{each.article.id}">{html.escape(each.article.title)}</a></li>' in page
        assert page.count(f'id="a{each.article.id}"') == 1


def test_many_articles_stream() -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield dossier()

    pieces = document_html(endless())  # type: ignore[arg-type]
    for _ in range(6):
        next(pieces)
    assert taken < 6


def test_no_article_is_a_page_too() -> None:
    assert "0 articles" in "".join(document_html([]))


def test_items_of_one_list_are_one_list() -> None:
    fragment = article_fragment(dossier())
    assert fragment.count("<ul>") == 1
    assert fragment.count("<li>") >= 3


def test_right_to_left_texts_are_marked_so() -> None:
    hebrew = replace(article(), title="מועצת הנמל החליטה", text="שלום Reuters", blocks=(Block(0, 12),), cuts=())
    assert 'dir="rtl"' in article_fragment(Dossier(hebrew))


@given(st.text(max_size=80))
def test_notes_do_no_harm(text: str) -> None:
    page = Page(notes_html(text))
    assert set(page.tags) <= ALLOWED
    assert not {"img", "script", "iframe"} & set(page.tags)


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "![x](https://tracker.example/x.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[x](&#106;avascript:alert(1))",
        "[x](file:///etc/passwd)",
        "<div>\n<img src=x onerror=alert(1)>\n</div>",
        "\x02wzxhzdk:0\x03",
        "`<b>`",
    ],
)
def test_hostile_notes_do_no_harm(text: str) -> None:
    page = Page(notes_html(text))
    assert set(page.tags) <= ALLOWED
    assert {name for name, _ in page.attributes} <= {"href", "title", "class"}
    for name, value in page.attributes:
        assert name != "href" or re.match(r"(?i)https?://|mailto:", value or "")


def test_notes_are_markdown() -> None:
    made = notes_html("Ask *Ann*:\n\n- the bill\n- the [yard](https://yard.example)")
    assert "<em>Ann</em>" in made
    assert made.count("<li>") == 2
    assert 'href="https://yard.example"' in made
