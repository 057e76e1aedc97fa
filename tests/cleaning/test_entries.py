"""Pages with several articles are split, each with its own headline, source, author, time and address; others are not."""

# ruff: noqa: E501
from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean
from reader.cleaning.markup import read_markup
from reader.model import Provenance, Record, RecordKind

from .invariants import assert_lossless
from .invented_news import ENGLISH, FRENCH, GERMAN, SHORT, SPANISH, News

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}
ORDER = {
    "en": "{month} {day}, {year}",
    "de": "{day}. {month} {year}",
    "fr": "{day} {month} {year}",
    "es": "{day} de {month} de {year}",
}


def day(story: News, language: str = "en") -> str:
    year, month, number = story.iso[:10].split("-")
    return ORDER[language].format(year=year, month=MONTHS[language][int(month) - 1], day=int(number))


def paragraphs(story: News) -> str:
    return "".join(f"<p>{part}</p>" for part in story.body)


def page(title: str, body: str, language: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head><body>{body}</body></html>'


SIDE = '<div id="sidebar"><h2>About me</h2><p>I am a retired surveyor who writes about small towns, and about the people who live in them.</p><h2>Archive</h2><ul><li><a href="/2019/05/">May 2019 (14)</a></li></ul></div>'


def blogger(news: Sequence[News]) -> str:
    posts = "".join(
        f'<div class="date-outer"><h2 class="date-header"><span>{day(s)}</span></h2><div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title"><a href="/2019/06/{s.slug}.html">{s.title}</a></h3><div class="post-body entry-content">{"<br /><br />".join(s.body)}</div><div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">{s.author}</span></span> at <a class="timestamp-link" href="/2019/06/{s.slug}.html"><abbr class="published" title="{s.iso}">8:15 AM</abbr></a> <a class="comment-link" href="#c">2 comments:</a></div></div></div></div>'
        for s in news
    )
    return page(
        "Fen and Town",
        f'<h1 class="title">Fen and Town</h1><p class="description">Notes from the flat country</p><div class="blog-posts hfeed">{posts}</div><a href="?older">Older Posts</a>{SIDE}',
    )


def wordpress(news: Sequence[News]) -> str:
    posts = "".join(
        f'<article id="post-{n}" class="post-{n} post type-post hentry category-lokales"><header class="entry-header"><h2 class="entry-title"><a href="https://moorblog.example/{s.slug}/" rel="bookmark">{s.title}</a></h2><div class="entry-meta">Veröffentlicht am <time class="entry-date published" datetime="{s.iso}">{day(s, "de")}</time><span class="byline"> von <span class="author vcard"><a href="/author/x">{s.author}</a></span></span></div></header><div class="entry-content">{paragraphs(s)}<h3>Teilen mit:</h3><ul><li><a href="#">Twitter</a></li></ul></div><footer class="entry-footer">Kategorie <a href="/k/lokales">Lokales</a> <a href="#r">Schreibe einen Kommentar</a></footer></article>'
        for n, s in enumerate(news)
    )
    return page(
        "Moorblog",
        f'<p class="site-title"><a href="/">Moorblog</a></p><main>{posts}</main><aside><h2>Letzte Kommentare</h2><ul><li>Ute zu <a href="#">Störche</a></li></ul></aside>',
        "de",
    )


def movable_type(news: Sequence[News]) -> str:
    posts = "".join(
        f'<h2>{day(s)}</h2><h3 class="title">{s.title}</h3>{paragraphs(s)}<p class="posted">Posted by {s.author} at 5:40 PM | <a href="/mt/{n}">Permalink</a> | <a href="/mt/{n}#c">Comments ({n})</a></p>'
        for n, s in enumerate(news)
    )
    return page(
        "Small Towns: a weblog", f'<h1><a href="/">Small Towns</a></h1><h2>a weblog</h2><div class="blog">{posts}</div>'
    )


def tables(news: Sequence[News]) -> str:
    rows = "".join(
        f'<tr><td bgcolor="#336699"><font size="3"><b>{s.title}</b></font></td></tr><tr><td><font size="1">By {s.author}, {s.source} - {day(s)}</font></td></tr><tr><td><font size="2">{"<p>".join(s.body)}</font></td></tr><tr><td><hr></td></tr>'
        for s in news
    )
    return page(
        "News Clippings, June 2019",
        f"<table><tr><td><a href=index.html>Home</a><br><a href=arch.html>Archive</a></td><td><table>{rows}</table></td></tr><tr><td>Copyright 2019 The Clipping Room. All rights reserved.</td></tr></table>",
    )


def newsletter(news: Sequence[News]) -> str:
    items = "".join(
        f'<h3><a href="https://{n}.example/x">{s.title}</a></h3><p><em>{s.source}, {day(s)}</em></p>{paragraphs(s)}'
        for n, s in enumerate(news)
    )
    return page(
        "The Week in Small News",
        f'<article class="post"><h1>The Week in Small News</h1><a href="/@rq">Rosa Quillan</a><div>Jun 06, 2019</div><div class="body markup"><p>Good morning. Here is what happened this week in places that seldom make the news.</p>{items}<p><a class="button" href="/subscribe">Share</a></p></div></article>',
    )


def mail(news: Sequence[News]) -> str:
    items = "".join(
        f'<table class="mcnTextBlock"><tbody><tr><td class="mcnTextContent"><h3>{s.title}</h3><strong>{s.source}</strong> | {day(s, "de")}<br><br>{"<br><br>".join(s.body)}<br><br><a href="https://x.example/{n}">Zum Original</a></td></tr></tbody></table>'
        for n, s in enumerate(news)
    )
    return page(
        "Pressespiegel der Woche",
        f"<table><tr><td><h1>Pressespiegel</h1></td></tr><tr><td>{items}</td></tr><tr><td>Sie erhalten diese Mail, weil Sie den Pressespiegel bestellt haben. <a href=#>Abmelden</a></td></tr></table>",
        "de",
    )


def press_review(news: Sequence[News]) -> str:
    items = "".join(
        f"<h3>{s.title}</h3><p><strong>{s.source}</strong>, {day(s, 'fr')}</p>{paragraphs(s)}<hr>" for s in news
    )
    return page(
        "Revue de presse",
        f"<ul><li><a href=/>Accueil</a></li></ul><div><h1>Revue de presse du 15 mars 2021</h1>{items}</div><div>Mentions légales</div>",
        "fr",
    )


def print_out(news: Sequence[News]) -> str:
    documents = "".join(
        f'<div class="doc"><p>{n + 1} of {len(news)} DOCUMENTS</p><div class="c3"><p>{s.source}</p></div><p>{day(s)} Tuesday</p><p class="c9"><b>{s.title}</b></p><p><b>BYLINE:</b> {s.author}</p><p><b>LENGTH:</b> 117 words</p>{paragraphs(s)}<p><b>LOAD-DATE:</b> June 8, 2019</p><p>Copyright 2019 {s.source}<br>All Rights Reserved</p></div>'
        for n, s in enumerate(news)
    )
    return page("Print", documents)


def planet(news: Sequence[News]) -> str:
    items = "".join(
        f'<h2 class="date">{day(s)}</h2><div class="channelgroup"><h3><a href="http://{n}.example/">{s.source}</a></h3><div class="entrygroup"><h4><a href="http://{n}.example/x">{s.title}</a></h4><div class="content">{paragraphs(s)}</div><p class="date"><a href="http://{n}.example/x">by {s.author} at {day(s)} 8:15 AM</a></p></div></div>'
        for n, s in enumerate(news)
    )
    return page(
        "Planet Fenland",
        f"<h1>Planet Fenland</h1>{items}<h2>Subscriptions</h2><ul>{''.join(f'<li><a href=#>{s.source}</a></li>' for s in news)}</ul>",
    )


def notes(news: Sequence[News]) -> str:
    """An anchor that nobody closes: all text is a link."""
    items = "".join(
        f'<div><a name="{n}"/><h1>{s.title}</h1><table><tr><td><b>Creado:</b></td><td><i>{day(s, "es")}</i></td></tr><tr><td><b>Autor:</b></td><td><i>{s.author}</i></td></tr></table><div>{"".join(f"<div>{part}</div><div><br/></div>" for part in s.body)}</div></div><hr>'
        for n, s in enumerate(news)
    )
    return page("Evernote Export", items, "es")


def cousins(news: Sequence[News]) -> str:
    """The first stands in another element than the rest."""
    posts = [
        f'<div itemprop="blogPost" itemtype="http://schema.org/BlogPosting"><h2 itemprop="headline"><a href="/noticias/{s.slug}">{s.title}</a></h2><dl><dd class="createdby" itemprop="author">Escrito por <span itemprop="name">{s.author}</span></dd><dd class="published"><time datetime="{s.iso}" itemprop="datePublished">Publicado: {day(s, "es")}</time></dd></dl>{paragraphs(s)}</div>'
        for s in news
    ]
    rest = "".join(f'<div class="span6">{post}</div>' for post in posts[1:])
    return page(
        "Noticias",
        f'<div class="blog"><div class="items-leading">{posts[0]}</div><div class="items-row cols-2">{rest}</div></div>',
        "es",
    )


def side_by_side(news: Sequence[News]) -> str:
    """Name and day in elements without a space between them."""
    cards = "".join(
        f'<div class="css-k3x9"><div class="css-11a"><span class="css-7z">{s.source}</span><span class="css-8q">{day(s, "de")}</span></div><h2 class="css-hh">{s.title}</h2><div>{paragraphs(s)}</div><button>Speichern</button></div>'
        for s in news
    )
    return page(
        "Meine Nachrichten", f'<div id="root"><a href="/">Für dich</a><div class="css-list">{cards}</div></div>', "de"
    )


def footers(news: Sequence[News]) -> str:
    """Author and day among other things, below the text."""
    posts = "".join(
        f'<div class="entry"><h3><a href="/{s.slug}.html">{s.title}</a></h3>{paragraphs(s)}<p class="entry-footer-info">Rédigé par {s.author} le {day(s, "fr")} dans <a href="/p">Politique</a> | <a href="#c">Commentaires (3)</a></p></div>'
        for s in news
    )
    return page("Le marais au quotidien", f'<h1><a href="/">Le marais au quotidien</a></h1>{posts}', "fr")


def links(news: Sequence[News]) -> str:
    items = "".join(
        f'<li><a href="https://{n}.example/x"><strong>{s.title}</strong></a> <em>({s.source}, {day(s)})</em><br>{s.body[0]}</li>'
        for n, s in enumerate(news)
    )
    return page("Links of the week", f"<h1>Links of the week</h1><ul>{items}</ul>")


def called_after_the_first(news: Sequence[News]) -> str:
    items = "".join(f"<h2>{s.title}</h2><p><em>{s.source}, {day(s)}</em></p>{paragraphs(s)}<hr>" for s in news)
    return page(
        f"{news[0].title} - and more | The Fen Letter", f"<h1>{news[0].title} - and more</h1><div>{items}</div>"
    )


@dataclass(frozen=True)
class Layout:
    """A way to set several articles on a page, and what it says of each."""

    build: Callable[[Sequence[News]], str]
    news: Sequence[News]
    sourced: bool = False
    signed: bool = True
    address: str = ""


LAYOUTS = (
    Layout(blogger, ENGLISH, address="https://fen.example/2019/06/{slug}.html"),
    Layout(wordpress, GERMAN[:3], address="https://moorblog.example/{slug}/"),
    Layout(movable_type, ENGLISH),
    Layout(tables, ENGLISH, sourced=True),
    Layout(newsletter, SHORT, sourced=True, signed=False),
    Layout(mail, GERMAN, sourced=True, signed=False),
    Layout(press_review, FRENCH, sourced=True, signed=False),
    Layout(print_out, ENGLISH, sourced=True),
    Layout(planet, ENGLISH, sourced=True),
    Layout(notes, SPANISH),
    Layout(cousins, SPANISH, address="https://fen.example/noticias/{slug}"),
    Layout(side_by_side, GERMAN, sourced=True, signed=False),
    Layout(footers, FRENCH[:3], address="https://fen.example/{slug}.html"),
    Layout(links, SHORT, sourced=True, signed=False),
    Layout(called_after_the_first, ENGLISH, sourced=True, signed=False),
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.build.__name__)
def test_each_article_has_its_own(layout: Layout, record: Callable[..., Record]) -> None:
    markup = layout.build(layout.news)
    cleaned = clean(record(markup, RecordKind.HTML, title="The page", url="https://fen.example/"))
    assert_lossless(read_markup(markup).source, cleaned)
    assert [a.title for a in cleaned.articles] == [s.title for s in layout.news]
    for article, story in zip(cleaned.articles, layout.news, strict=True):
        assert article.text.split("\n") == list(story.body)
        assert (article.published.moment or "")[:10] == story.iso[:10]
        if layout.sourced:
            assert article.source == story.source
        if layout.signed:
            assert article.author == story.author
        if layout.address:
            assert article.url == layout.address.format(slug=story.slug)


_TEXTS = st.sampled_from(
    (*ENGLISH[0].body, *ENGLISH[1].body, ENGLISH[0].title, ENGLISH[1].title, "4 June 2019", "By Ada Firn", "Skerry Gazette",
     "Read more", "\u200b\u200b", "\x00", "…", "2 comments", "12:05", "&shy;", "“", " ")
)  # fmt: skip
_TAGS = st.sampled_from(
    ("h2", "h3", "p", "div", "article", "li", "td", "b", "a href=/x", "time datetime=2019-06-04", "br", "hr")
)


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts_inside = st.lists(inside, max_size=6).map("".join)
    return st.tuples(_TAGS, parts_inside).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")


@given(st.lists(st.recursive(_TEXTS, _element, max_leaves=12), max_size=12).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_page_is_lossless(markup: str) -> None:
    place = Provenance("a.html", "0" * 64, "", 0, len(markup), "1" * 64, "HTML")
    repeated = markup * 3  # what repeats may be several articles
    cleaned = clean(Record(place, repeated, RecordKind.HTML))
    assert_lossless(read_markup(repeated).source, cleaned)
    assert cleaned == clean(Record(place, repeated, RecordKind.HTML))


def test_many_headings_do_not_take_long(record: Callable[..., Record]) -> None:
    post = f'<div class="post"><h2><a href="/x">{{}}</a></h2><p>4 June 2019</p>{paragraphs(ENGLISH[0])}</div>'
    markup = page(
        "Posts",
        "".join(
            post.format(f"A post about the {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} pier")
            for n in range(1000)
        ),
    )
    begun = time.process_time()
    assert len(clean(record(markup, RecordKind.HTML)).articles) == 1000
    assert time.process_time() - begun < 10  # 1.3 in November 2026


def one_article(title: str, body: str) -> str:
    return page(
        f"{title} | Daily Semaphore",
        f'<a href="/">Daily Semaphore</a><nav><a href="/n">News</a></nav><article><h1>{title}</h1><p class="byline">By Ada Firn, 4 June 2019</p>{body}</article>',
    )


def parts(form: str) -> str:
    """The stories as parts of one article, in a form that may use their titles, days and texts."""
    return "".join(
        form.format(n=n + 1, s=s, day=day(s), body=paragraphs(s), slug=s.slug) for n, s in enumerate(ENGLISH)
    )


WHOLE = {
    "a list of things": one_article("Things to know", parts("<section><h2>{n}. {s.title}</h2>{body}</section>")),
    "questions": one_article("Questions", parts("<div><h3>{s.title}?</h3><div>{body}</div></div>")),
    "sections": one_article("A year in the fens", parts("<h2>{s.title}</h2>{body}")),
    "days": one_article("Day by day", parts("<h3>{day}</h3>{body}")),
    "steps": one_article("Eel pie", parts("<div class=step><h3>Step {n}</h3>{body}</div>")),
    "dated sections": one_article("The pier", parts("<h3>{s.title}</h3><p><i>{day}</i></p>{body}")),
    "versions": page("Release notes", "<h1>Release notes</h1>" + parts("<h2>Version 2.{n}</h2><p>Released {day}</p>{body}")),
    "reviews": one_article("Kettle", "<p>It is sold in three colours.</p>") + parts('<div class="review"><h4>{s.title}</h4><span>By {s.author} on {day}</span>{body}</div>'),
    "events": page("Events", parts('<div class="event"><h3><a href="/e/{n}">{s.title}</a></h3><p>{day}, Town Hall</p><p>{s.body[0]}</p></div>')),
    "a live page": one_article("Storm", parts('<div><time datetime="2019-06-04T1{n}:20">1{n}:20</time><h3>{s.title}</h3>{body}</div>')),
    "comments": one_article("Bell returns", paragraphs(ENGLISH[0]) + paragraphs(ENGLISH[1])) + parts('<article class="comment"><h4>{s.author}</h4><time datetime="{s.iso}">{day}</time>{body}<a href=#>Reply</a></article>'),
    "teasers": one_article(ENGLISH[0].title, paragraphs(ENGLISH[0])) + parts('<div class="card"><h3><a href="/{slug}">{s.title}</a></h3><time datetime="{s.iso}">{day}</time><p>{s.body[0]}</p></div>'),
    "a front page": page("Daily Semaphore", parts('<article><h2><a href="/{slug}">{s.title}</a></h2><time datetime="{s.iso}">{day}</time><p>{s.body[0]} {s.body[1]}… <a href="/{slug}">Read more</a></p></article>')),
    "the next story below": page(f"{ENGLISH[0].title} | Daily Semaphore", parts('<article class="story"><h1>{s.title}</h1><p class="byline">By {s.author}</p><time datetime="{s.iso}">{day}</time>{body}</article>')),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_one_stays_one(name: str, record: Callable[..., Record]) -> None:
    cleaned = clean(record(WHOLE[name], RecordKind.HTML))
    assert_lossless(read_markup(WHOLE[name]).source, cleaned)
    assert len(cleaned.articles) == 1
    if name in ("teasers", "the next story below"):
        assert cleaned.articles[0].text.split("\n") == list(ENGLISH[0].body)


def test_what_the_page_states_is_not_said_of_all(record: Callable[..., Record]) -> None:
    """Blogs whose guests sign: who does not sign is not taken for the first who did."""
    markup = wordpress(GERMAN)  # the last has no author
    stated = {"author": GERMAN[0].author, "source": "Moorblog"}
    *_, last = clean(record(markup, RecordKind.HTML, title="Moorblog", **stated)).articles
    assert (last.title, last.author, last.source) == (GERMAN[3].title, None, "Moorblog")
