"""Which blocks of a page are its story: comments, galleries, repeated elements, other scripts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from reader.cleaning import clean
from reader.cleaning.alike_blocks import agreed, completed, makes_of
from reader.cleaning.asides import without_asides
from reader.cleaning.markup import read_markup
from reader.cleaning.pages import page_passages
from reader.cleaning.repeated_elements import repeats
from reader.cleaning.structure import tree_of
from reader.model import Record, RecordKind

STORY = "".join(
    f"<p>{line}</p>"
    for line in (
        "The ferry to the outer islands will run through the winter for the first time in forty years.",
        "The council agreed on Tuesday to share the cost with the fishing company, which needs the link for its crews.",
        "Two boats will take turns, and the larger one can carry the school bus when the road is closed by snow.",
    )
)
REMARK = "I have lived here all my life and nobody ever asked me whether the boat should go in the winter or not."


def blocks_left(markup: str) -> list[str]:
    page = read_markup(markup)
    texts = [p.text for p in page_passages(page)]
    words = np.array([float(len(t.split())) for t in texts])
    return [texts[i] for i in without_asides(page, texts, words, range(len(texts)), None)]


@pytest.mark.parametrize("names", ["comment even", "comment-17", "post-comments", "kommentare", "disqus_thread"])
def test_comments_are_no_story(names: str) -> None:
    kept = blocks_left(STORY + f'<div class="{names}"><p>Ann wrote:</p><p>{REMARK}</p></div>' * 9)
    assert len(kept) == 3
    assert kept[0].startswith("The ferry")


@pytest.mark.parametrize("names", ["commentary", "has-comments", "comment"])
def test_what_is_only_called_so_stays(names: str) -> None:
    tag = "article" if names == "comment" else "div"
    assert len(blocks_left(f'<{tag} class="{names}">{STORY}</{tag}>')) == 3


def test_a_page_of_comments_alone_is_kept() -> None:
    assert len(blocks_left(f'<div class="comment"><p>{REMARK}</p></div>' * 4)) == 4


def test_a_gallery_in_a_story_goes_and_one_by_itself_stays() -> None:
    slides = "".join(f"<li><h2>{n}/5 Winter by the sea</h2><p>{REMARK}</p></li>" for n in range(1, 6))
    assert len(blocks_left(f"{STORY}<ul>{slides}</ul>")) == 3
    assert len(blocks_left(f"<ul>{slides}</ul>")) == 10


def test_teasers_below_a_story_go_and_parts_with_plain_headings_stay() -> None:
    card = '<div class="card"><h3><a href=/x>Snow closes two passes</a></h3><p>4 June</p><p>{}</p></div>'
    assert len(blocks_left(STORY + card.format(REMARK) * 4)) == 3
    part = '<div class="part"><h3>Snow closes two passes</h3><p>{}</p></div>'
    assert len(blocks_left(STORY + part.format(REMARK) * 4)) == 11


def test_blocks_of_one_make_are_drawn_together() -> None:
    page = read_markup("<div><p>a</p><p>b</p><p>c</p></div><ul><li>d</li></ul>")
    words = np.full(4, 40.0)
    odds = agreed(makes_of(page), np.array([4.0, 4.0, -2.0, -2.0]), words)
    assert -2 < odds[2] < 1
    assert odds[0] < 4
    assert odds[3] == -2


def test_a_make_that_is_mostly_chosen_is_completed() -> None:
    page = read_markup("<div><p>a</p><p>b</p><p>c</p><p>d</p></div><ul><li>e</li></ul>")
    words, odds = np.array([40.0, 40.0, 40.0, 5.0, 40.0]), np.array([2.0, 2.0, -1.0, -1.0, -1.0])
    assert completed(page, makes_of(page), odds, words, odds > 0) == [0, 1, 2]
    assert completed(page, makes_of(page), odds - 2, words, odds > 0) == [0, 1]


def test_what_repeats_is_counted() -> None:
    card = "<div class='card-{}'><h3>Head</h3><p>A line of text.</p></div>"
    page = read_markup("<p>Alone.</p>" + "".join(card.format(n) for n in range(4)))
    words = np.array([1.0] + [1.0, 4.0] * 4)
    rows = repeats(page, tree_of(page), words, words, np.zeros(9), np.zeros(9))
    assert not rows[0].any()
    assert rows[1:, 0].all()
    assert rows[1, 1] == pytest.approx(np.log1p(4) / 4)
    assert rows[1, 2] == pytest.approx(np.log1p(2) / 3)


CHINESE = (
    "海港的渡轮今年冬天将首次全程运行。市议会周二同意与渔业公司分担费用，因为船员们需要这条航线。",
    "两艘船将轮流航行，较大的一艘可以在道路被大雪封闭时运送校车。居民们说，他们已经等了四十年。",
    "市长表示，如果乘客人数足够多，这项服务将继续到明年春天，届时会重新评估票价和班次。",
)
JAPANESE = (
    "離島を結ぶフェリーが、この冬初めて休まずに運航されることになった。町議会は火曜日、費用の分担に同意した。",
    "二隻の船が交代で運航し、大きい方の船は雪で道路が閉ざされたときにスクールバスを運ぶことができる。",
    "町長は、利用者が十分に多ければ来年の春まで続けると述べた。住民は四十年待っていたと話している。",
)
MENU = "".join(f"<li><a href=/{n}>{w}</a></li>" for n, w in enumerate(("首页", "国内", "体育", "财经", "天气")))


@pytest.mark.parametrize("lines", [CHINESE, JAPANESE])
def test_scripts_without_spaces(lines: tuple[str, ...], record: Callable[..., Record]) -> None:
    body = "".join(f"<p>{line}</p>" for line in lines)
    markup = f"""<html><head><title>渡轮 | 海港日报</title></head><body><div class="nav"><ul>{MENU}</ul></div>
        <div class="main"><h1>渡轮</h1><div class="info">2023-01-05 10:20</div><div class="content">{body}</div>
        <div class="share">微信 微博</div></div><div class="list"><ul>{MENU}</ul></div>
        <div class="footer">© 2023 海港日报</div></body></html>"""
    (article,) = clean(record(markup, RecordKind.HTML, title="渡轮")).articles
    assert article.text.splitlines() == list(lines)
    assert article.title == "渡轮"


def test_a_sentence_goes_on_behind_its_formula() -> None:
    page = read_markup("<p>When <math><mi>a</mi><mo>=</mo><mn>0</mn></math> there is one.</p>")
    assert [page.source[b.start : b.end] for b in page.blocks] == ["When a=0 there is one."]
