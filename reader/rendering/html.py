"""Articles as HTML: everything escaped, nothing fetched, one file that is whole by itself."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from reader.model import Article, Cut, Dossier, Note, Plate, Role
from reader.rendering.direction import reads_right_to_left
from reader.rendering.layout import Apart, Paragraph, parts_of, visible_cuts
from reader.rendering.markdown import notes_html
from reader.rendering.runs import Mark, Run, body_marks, runs, title_marks
from reader.rendering.style import style_sheet
from reader.rendering.theme import LIGHT, Theme
from reader.rendering.words import count_words, origin_words, published_words, reason_words

# What HTML forbids even as a reference, and lone surrogates, which no file can hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# The page may show itself and nothing else: no script, no font, no frame, no request, no picture but those inside.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_TAGS = {
    Role.PARAGRAPH: "p",
    Role.SUBHEADING: "h3",
    Role.LIST_ITEM: "li",
    Role.BLOCK_QUOTE: "blockquote",
    Role.TABLE: "pre",
}
_RUN_END = attrgetter("end")


def article_html(dossier: Dossier, theme: Theme = LIGHT, *, cuts: bool = False, marks: bool = True) -> str:
    """One article as a whole page."""
    return "".join(document_html((dossier,), theme, cuts=cuts, marks=marks, contents=False))


def document_html(
    dossiers: Iterable[Dossier],
    theme: Theme = LIGHT,
    *,
    title: str = "",
    cuts: bool = False,
    marks: bool = True,
    contents: bool = True,
) -> Iterator[str]:
    """Many articles as one page, piece by piece, with a table of contents.

    The table comes last in the file, because the titles are known only then, and is shown first:
    a million articles stream through without being held.
    """
    titles: list[tuple[str, str]] = []
    for dossier in dossiers:
        if not titles:
            yield _head(title or dossier.article.title or "An article", theme, contents)
        titles.append((dossier.article.id, dossier.article.title or "No headline"))
        yield article_fragment(dossier, cuts=cuts, marks=marks)
    if not titles:
        yield _head(title or "No articles", theme, contents)
    if contents:
        yield _contents(titles)
    yield "</body>\n</html>\n"


def _head(title: str, theme: Theme, contents: bool) -> str:
    skip = '<p class="skip"><a href="#contents">Contents</a></p>\n' if contents else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="Cuttings">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{style_sheet(theme)}</style>\n</head>\n<body>\n{skip}"
    )


def _contents(titles: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f'<li><a href="#a{escaped(id_)}">{escaped(title)}</a></li>\n' for id_, title in titles)
    return (
        f'<nav id="contents" aria-label="Contents">\n<h1>{count_words(len(titles), "article")}</h1>\n'
        f"<ol>\n{rows}</ol>\n</nav>\n"
    )


def article_fragment(dossier: Dossier, *, cuts: bool = False, marks: bool = True) -> str:
    """One article as an `<article>` element, for a page that holds the style sheet."""
    article = dossier.article
    way = "rtl" if reads_right_to_left(f"{article.title}\n{article.text[:2000]}") else "ltr"
    language = f' lang="{escaped(article.language)}"' if article.language else ""
    return "".join(
        (
            f'<article id="a{escaped(article.id)}" dir="{way}"{language}>\n',
            _header(dossier, marks),
            *_body(dossier, cuts, marks),
            _notes(dossier),
            _footer(dossier),
            "</article>\n",
        )
    )


def escaped(text: str) -> str:
    """`text` as it can stand in HTML, in attributes too."""
    return html.escape(_clean(text))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _header(dossier: Dossier, marks: bool) -> str:
    article = dossier.article
    marked = list(runs(title_marks(dossier))) if marks else []
    title = _marked(article.title, 0, len(article.title), marked) if article.title else "<em>No headline</em>"
    known = [f'<b class="source">{escaped(article.source)}</b>'] if article.source else []
    known += [escaped(article.section)] if article.section else []
    known.append(
        f'<span title="{escaped(origin_words(article.published))}">{escaped(published_words(article.published))}</span>'
    )
    author = f'<p class="byline">{escaped(article.author)}</p>\n' if article.author else ""
    return f'<header>\n<p class="kicker">{" · ".join(known)}</p>\n<h2>{title}</h2>\n{author}</header>\n'


def _body(dossier: Dossier, cuts: bool, marks: bool) -> Iterator[str]:
    """The blocks; items that follow each other make one list."""
    marked = list(runs(body_marks(dossier))) if marks else []
    held = [plate for plate in dossier.pictures if plate.content is not None]
    parts = parts_of(dossier.article, cuts=cuts, pictures=held)
    for listed, group in groupby(parts, lambda part: isinstance(part, Paragraph) and part.block.role is Role.LIST_ITEM):
        if listed:
            yield "<ul>\n"
        for part in group:
            if isinstance(part, Apart):
                yield _apart(part)
            elif isinstance(part, Plate):
                yield _figure(part)
            else:
                yield _paragraph(dossier.article, part, marked)
        if listed:
            yield "</ul>\n"


def _paragraph(article: Article, part: Paragraph, marked: Sequence[Run]) -> str:
    tag, here = _TAGS[part.block.role], part.block.start
    inner: list[str] = []
    for cut in part.cuts:
        inner += (_marked(article.text, here, cut.at, marked), _cut(cut))
        here = cut.at
    inner.append(_marked(article.text, here, part.block.end, marked))
    return f"<{tag}>{''.join(inner)}</{tag}>\n"


def _apart(part: Apart) -> str:
    return "".join(
        f'<p class="cut"><b>{escaped(reason_words(cut.reason))}</b> {_cut(cut, cut.text.strip())}</p>\n'
        for cut in part.cuts
    )


def _figure(plate: Plate) -> str:
    """A picture with its bytes: the page needs no other file."""
    data = b64encode(plate.content or b"").decode("ascii")
    caption = f"<figcaption>{escaped(plate.caption)}</figcaption>" if plate.caption else ""
    return (
        f'<figure><img src="data:{plate.type};base64,{data}" alt="{escaped(plate.alt)}"'
        f' width="{plate.width}" height="{plate.height}">{caption}</figure>\n'
    )


def _cut(cut: Cut, text: str | None = None) -> str:
    reason = escaped(f"Taken out: {reason_words(cut.reason)}")
    return f'<del title="{reason}">{escaped(cut.text if text is None else text)}</del>'


def _marked(text: str, start: int, end: int, marked: Sequence[Run]) -> str:
    """`text[start:end]` with its marks. `marked` is in order and does not overlap."""
    parts: list[str] = []
    here = start
    for run in marked[bisect_right(marked, start, key=_RUN_END) :]:
        if run.start >= end:
            break
        first, last = max(run.start, start), min(run.end, end)
        parts += (escaped(text[here:first]), _mark(text[first:last], run.marks))
        here = last
    return "".join((*parts, escaped(text[here:end])))


def _mark(text: str, marks: Sequence[Mark]) -> str:
    kinds = " ".join(dict.fromkeys(mark.kind for mark in marks))
    label = "; ".join(dict.fromkeys(mark.label for mark in reversed(marks)))
    return f'<mark class="{escaped(kinds)}" title="{escaped(label)}">{escaped(text)}</mark>'


def _notes(dossier: Dossier) -> str:
    """The user's tags and notes, after the text."""
    tags = "".join(f"<li>{escaped(tag)}</li>" for tag in dossier.state.tags)
    made = [f'<ul class="tags" aria-label="Tags">{tags}</ul>\n'] if tags else []
    made += [_note(dossier.article, note) for note in dossier.state.notes]
    return "".join(made)


def _note(article: Article, note: Note) -> str:
    return f'<aside class="note">{_passage(article, note)}{notes_html(_clean(note.text))}</aside>\n'


def _passage(article: Article, note: Note) -> str:
    if note.start is None or note.end is None or not note.placed:
        return ""
    return f'<p class="passage">“{escaped(article.text[note.start : note.end])}”</p>'


def _footer(dossier: Dossier) -> str:
    """Where it comes from, small: the evidence goes along with every copy."""
    place = dossier.article.provenance
    facts = [("Dump", place.dump), ("SHA-256", place.dump_sha256 or ""), ("Inside", place.member)]
    facts += [("Place", f"byte {place.offset:,}, {place.length:,} long"), ("Read as", place.format)]
    facts += [("Date", origin_words(dossier.article.published)), ("Address", dossier.article.url or "")]
    facts += [
        ("Taken out", count_words(len(visible_cuts(dossier.article)), "stretch", "stretches")),
        ("Id", dossier.article.id),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{escaped(fact)}</dd>" for name, fact in facts if fact)
    return f"<footer>\n<dl>{rows}</dl>\n</footer>\n"
