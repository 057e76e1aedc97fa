"""Which pictures of a page go with its article, where they stand, and what is said below them."""

from __future__ import annotations

import time

import pytest

from reader.cleaning import clean
from reader.model import Cleaned, Figure, Provenance, Record, RecordKind, Shelf
from tests.illustrated import CAPTION, FIGURE, PAGE, PARAGRAPHS, page

AT = Provenance("a.warc", "ab" * 32, "", 0, 9, "cd" * 32, "WARC")


def cleaned(markup: str) -> Cleaned:
    return clean(Record(AT, markup, RecordKind.HTML, title="Ostby opens its bridge", shelf=Shelf(PAGE)))


def test_a_figure_with_its_caption() -> None:
    found = cleaned(page())
    (figure,) = found.figures
    assert (figure.addresses, figure.alt, figure.caption) == (
        ("//post.example/img/bridge.png",),
        "A long bridge",
        CAPTION,
    )
    source = "".join(part.text for part in found.leftover[:1])
    start, end = found.articles[0].extent
    assert start < figure.at < end
    assert len(source) <= start


def test_pictures_change_nothing_about_the_text() -> None:
    with_them, without = cleaned(page()), clean(Record(AT, page(), RecordKind.HTML, title="Ostby opens its bridge"))
    assert (with_them.articles, with_them.leftover) == (without.articles, without.leftover)
    assert without.figures == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="related-stories"><a href="/x"><img src="/x.png"></a></div>',
        '<aside><img src="/x.png"><p>More news of the town</p></aside>',
        '<img src="/x.png" width="1" height="1">',
        '<img src="/x.png" width="32" height="32">',
        '<img src="/x.png" style="display: none">',
        '<div class="share-bar"><img src="/x.png"></div>',
        '<img alt="no address">',
    ],
)
def test_furniture_is_left_out(markup: str) -> None:
    assert [figure.addresses[0] for figure in cleaned(page(FIGURE + markup)).figures] == [
        "//post.example/img/bridge.png"
    ]


def test_scripts_and_sets_of_sizes() -> None:
    lazy = (
        '<picture><source srcset="/l.webp 1200w, /s.webp 600w"><img src="/blank.gif" data-src="/real.jpg"'
        ' srcset="/a.jpg 1x,/b.jpg 2x"></picture>'
    )
    (figure,) = cleaned(page(lazy)).figures
    assert figure.addresses == tuple(f"//post.example/{name}" for name in ("real.jpg", "blank.gif", "b.jpg", "a.jpg"))


def test_the_large_picture_over_the_headline_leads() -> None:
    above = '<figure><img src="/top.jpg"></figure>'
    found = cleaned(page(FIGURE, above=above))
    assert [figure.addresses[0] for figure in found.figures] == [
        "//post.example/top.jpg",
        "//post.example/img/bridge.png",
    ]
    assert found.figures[0].at == found.articles[0].extent[0]


def test_the_same_picture_stands_once() -> None:
    assert len(cleaned(page(FIGURE * 3)).figures) == 1


def test_places_that_a_dump_states_are_brought_within_the_article() -> None:
    text = "\n".join(PARAGRAPHS)
    figures = (Figure(0, ("cid:a",)), Figure(len(PARAGRAPHS[0]) + 1, ("cid:b",)), Figure(10**9, ("cid:c",)))
    for kind in (RecordKind.TEXT, RecordKind.STATED):
        found = clean(Record(AT, text, kind, title="Ostby opens its bridge", figures=figures))
        start, end = found.articles[0].extent
        assert [figure.at for figure in found.figures] == [start, len(PARAGRAPHS[0]) + 1, end - 1]
    assert clean(Record(AT, "", RecordKind.STATED, figures=figures)).figures == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/a.png">' * 50_000,
        "".join(f'<img src="/{number}.png">' for number in range(20_000)),
        "<div>" * 3000 + '<img src="/a.png">' * 3000,
        "".join(f'<p>a</p><figure><img src="/{number}.png"><p>b</p></figure>' for number in range(5000)),
        f'<img srcset="{"a" * 8000} b c {"1x," * 3000}">' * 300,
        f'<img src="{"../" * 100_000}">',
    ],
)
def test_hostile_pages_take_a_moment(markup: str) -> None:
    begun = time.process_time()
    cleaned(page(markup))
    assert time.process_time() - begun < 6
