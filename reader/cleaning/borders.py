"""Where the user knows better than cleaning where an article begins and ends.

Both ways work on articles as they are: what stood in their texts goes on standing there, what was cut stays a
cut. So they need the cleaned article alone, and a page of HTML can be split without the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from reader.cleaning.articles import made, parts_of_line, said_by
from reader.cleaning.assembly import Assembled, Build, leave_gap, put, take_out
from reader.cleaning.edits import Draft, Edit, cuts_of
from reader.cleaning.headers import header_above
from reader.cleaning.names import is_publication
from reader.cleaning.passages import Passage, passages
from reader.cleaning.repair import repairs
from reader.cleaning.shapes import Kind, Shape, shape
from reader.cleaning.stories import Story
from reader.cleaning.strips import BLANK, Strip, parted, shown, snapped, strips_between, strips_of
from reader.model import Article, Borders, Cleaned, CutReason, Record, Role, article_id, restore

_LINES = 16  # of a part are looked at for its headline, source and time


def arranged(cleaned: Cleaned, borders: Borders, moment: datetime | None = None) -> Cleaned:
    """A record's articles with the user's borders: first what is one article is joined, then it is split.

    A border that has no article any more to lie in or beside has no effect. `moment` is what relative times of
    new parts are held against.
    """
    if not borders:
        return cleaned
    articles = list(cleaned.articles)
    between = {part.start: part.text for part in cleaned.leftover}
    for end, start in borders.joins:
        articles = _joined(articles, between, end, start)
    for place in borders.splits:
        parts = (divided(article, place, moment, held=True) or (article,) for article in articles)
        articles = [part for some in parts for part in some]
    inside = [article.extent for article in articles]
    outer = tuple(part for part in cleaned.leftover if not any(a <= part.start < b for a, b in inside))
    return Cleaned(tuple(articles), outer, cleaned.length, cleaned.figures)


def _joined(articles: list[Article], between: dict[int, str], end: int, start: int) -> list[Article]:
    """All articles from the one that holds what stood before `end` to the one that holds `start`, as one."""
    first = next((i for i, a in enumerate(articles) if a.extent[0] < end <= a.extent[1]), None)
    last = next((i for i, a in enumerate(articles) if a.extent[0] <= start < a.extent[1]), None)
    if first is None or last is None or first >= last:
        return articles
    one = articles[first]
    for other in articles[first + 1 : last + 1]:
        one = united(one, between.get(one.extent[1], ""), other)
    return [*articles[:first], one, *articles[last + 1 :]]


def united(first: Article, between: str, second: Article) -> Article:
    """Both as one article with the id and headline of the first; `between` is what stood between them, and is cut.

    What the first does not say of itself (a source, a date) is taken from the second.
    """
    source = restore(first.text, first.cuts) + between + restore(second.text, second.cuts)
    low = first.extent[1] - first.extent[0]
    high = low + len(between)
    strips = [*strips_of(first, source, 0), *_gap(source, low, high), *strips_of(second, source, high)]
    done = _assembled(source, strips, first.extent[0])
    return replace(
        first,
        title=first.title or second.title,
        source=first.source or second.source,
        author=first.author or second.author,
        published=first.published if first.published.moment else second.published,
        url=first.url or second.url,
        section=first.section or second.section,
        text=done.text,
        blocks=done.blocks,
        cuts=done.cuts,
        extent=done.extent,
    )


def divided(
    article: Article, place: int, moment: datetime | None = None, *, held: bool = False
) -> tuple[Article, Article] | None:
    """The article as two, the second from `place` of the record's source text on; their extents tile its own.

    The first keeps id and headline; headline, source and time of the second are found in its first lines. None
    where `place` is not inside the article, or one of the two would have no text. `held`: the border was there before,
    and holds where all that is left on one side of it would be cut by now; then that stands in the text.
    """
    begin, end = article.extent
    if not begin < place < end:
        return None
    source = restore(article.text, article.cuts)
    strips = list(strips_of(article, source, 0))
    place = snapped(strips, place - begin)
    head, tail = parted(strips, source, place)
    if held:
        head, tail = shown(head, source), shown(tail, source)
    first = _assembled(source[:place], head, begin)
    shapes, story = _header(tail, source)
    rest = Build(source)
    _fill(rest, _without_header(tail, shapes, story, source))
    if not rest.blocks:  # its header is all there is
        rest = Build(source)
        _fill(rest, tail)
    if not first.text or not rest.blocks:
        return None
    cuts = cuts_of(rest.edits, source, place)
    second = Assembled("".join(rest.parts), tuple(rest.blocks), cuts, (begin + place, end))
    new = made(_record(article, moment), second, said_by(shapes, story), alone=False)
    kept = replace(article, text=first.text, blocks=first.blocks, cuts=first.cuts, extent=first.extent)
    return kept, replace(new, id=article_id(article.provenance, begin + place))


def _record(article: Article, moment: datetime | None) -> Record:
    """What is known of the record that an article stands in, but for its content."""
    return Record(
        article.provenance,
        "",
        source=article.source,
        published=article.published,
        url=article.url,
        language=article.language,
        section=article.section,
        moment=moment,
        fields=article.fields,
    )


def _gap(source: str, start: int, end: int) -> Iterator[Strip]:
    """What stood between two articles, cut line by line with the reason that each line's form tells."""
    build = Build(source)
    here = start
    for passage in passages(source[start:end]):
        leave_gap(build, here, start + passage.start)
        build.edits.append(
            Edit(start + passage.start, start + passage.end, shape(passage).reason or CutReason.NAVIGATION)
        )
        here = start + passage.end
    leave_gap(build, here, end)
    yield from strips_between(build.edits, start, end)


def _assembled(source: str, strips: Sequence[Strip], begin: int) -> Assembled:
    """The text of strips that cover `source`, which begins at `begin` of the record's."""
    build = Build(source)
    _fill(build, strips)
    cuts = cuts_of(build.edits, source, 0)
    return Assembled("".join(build.parts), tuple(build.blocks), cuts, (begin, begin + len(source)))


def _fill(build: Build, strips: Iterable[Strip]) -> None:
    for strip in strips:
        if isinstance(strip.role, Role):
            put(build, strip.start, strip.end, strip.role, strip.edits)
        else:
            build.edits += strip.edits or [Edit(strip.start, strip.end, strip.role)]


def _header(strips: Sequence[Strip], source: str) -> tuple[list[Shape], Story]:
    """The lines with which a part begins, and which of them are its headline, source and time."""
    shapes = [shape(_line(strip, source)) for strip in _lines(strips)]
    prose = next((i for i, each in enumerate(shapes) if each.kind is Kind.PROSE), 0)
    header = header_above(shapes, 0, prose)
    bold = prose and shapes[0].kind is Kind.SHORT and not is_publication(shapes[0].text)
    if header.headline is None and bold:  # where the user says that an article begins, a short line is its headline
        header.headline = 0
        header.roles[0] = CutReason.HEADLINE
    return shapes, Story(header, prose, dict(header.roles))


def _lines(strips: Sequence[Strip]) -> list[Strip]:
    """The first strips in which something can be seen."""
    return [strip for strip in strips if strip.role not in BLANK][:_LINES]


def _line(strip: Strip, source: str) -> Passage:
    edits = strip.edits if isinstance(strip.role, Role) else repairs(source, strip.start, strip.end)
    before = source[: strip.start]
    breaks = before[len(before.rstrip()) :].count("\n")
    return Passage(Draft(source, strip.start, strip.end, edits), max(0, breaks - 1))


def _without_header(strips: Sequence[Strip], shapes: Sequence[Shape], story: Story, source: str) -> Iterator[Strip]:
    """The strips with the lines of the header as cuts; the parts of a line of metadata are cuts of their own."""
    lines = {id(strip): number for number, strip in enumerate(_lines(strips))}
    for strip in strips:
        number = lines.get(id(strip), -1)
        role = story.roles.get(number)
        if not isinstance(role, CutReason) or number >= story.first:
            yield strip
            continue
        build = Build(source)
        take_out(build, shapes[number].passage, role, parts_of_line(shapes[number]) if shapes[number].meta else ())
        yield Strip(strip.start, strip.end, role, build.edits)
