"""Which of a page's pictures an article shows, where they stand in it, and with which caption.

A picture goes with the text round it: what stands among teasers, adverts, authors or buttons is
furniture, and so is what is stated to be the size of an icon. Only what markup says is known here;
whether the dump holds the picture, the library knows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reader.cleaning.markup import Image, Page
from reader.cleaning.regions import said_of
from reader.model import Article, CutReason, Figure, Record, Role, Shelf, picture_addresses

MOST = 300  # figures of a record
_ADDRESSES = 4  # of one picture
_ICON = 48  # pixels: what is stated to be smaller both ways is no picture of the story
_NEAR = 300  # characters between a picture and the headline below it
_AWAY = 4000  # the same with the white space of the markup
_LOOKED = 200  # blocks of an element that are looked at
_CAPTION = 600  # characters
_UP = 3  # elements above a picture that may be its frame
_FURNITURE = frozenset((
    CutReason.COMMENT, CutReason.SHARE, CutReason.BYLINE, CutReason.TEASER, CutReason.PROMOTION, CutReason.ADVERT,
    CutReason.LEGAL,
))  # fmt: skip
_BESIDE = _FURNITURE | {CutReason.NAVIGATION}
_OF_PICTURES = frozenset((CutReason.CAPTION, CutReason.CREDIT))

Roles = Mapping[int, Role | CutReason]  # of blocks, by number


def figures_of(page: Page, shelf: Shelf, roles: Roles, articles: Sequence[Article]) -> tuple[Figure, ...]:
    """The pictures that the articles of a page show, in order, each once."""
    shown: dict[tuple[str, ...], Figure] = {}
    for image in page.images:
        addresses = _addresses(image, shelf)
        at = _place(page, image, articles)
        if at is None or not addresses or addresses in shown or len(shown) >= MOST or _is_furniture(page, image, roles):
            continue
        shown[addresses] = Figure(at, addresses, _shortened(image.alt), _shortened(_caption(page, image, roles)))
    return tuple(sorted(shown.values(), key=lambda figure: figure.at))


def figures_placed(record: Record, articles: Sequence[Article]) -> tuple[Figure, ...]:
    """The figures that the dump states, each within the article that stands at its place or before it."""
    if not articles:
        return ()
    placed = []
    for figure in record.figures[:MOST]:
        home = next((each for each in reversed(articles) if each.extent[0] <= figure.at), articles[0])
        start, end = home.extent
        placed.append(replace(figure, at=min(max(figure.at, start), end - 1)))
    return tuple(placed)


def _addresses(image: Image, shelf: Shelf) -> tuple[str, ...]:
    every = (found for written in image.sources for found in picture_addresses(written, shelf.base))
    return tuple(dict.fromkeys(every))[:_ADDRESSES]


def _place(page: Page, image: Image, articles: Sequence[Article]) -> int | None:
    """Where in an article's extent the picture stands; None outside of all."""
    for article in articles:
        start, end = article.extent
        if start <= image.at < end:
            return image.at
        if 0 <= image.at - end <= _AWAY and not page.source[end : image.at].strip():
            return end - 1
        if 0 < start - image.at <= _AWAY and _leads(page, image, start):
            return start
    return None


def _leads(page: Page, image: Image, start: int) -> bool:
    """Whether it is the large picture over a headline, and not one of the site's."""
    near = len(" ".join(page.source[image.at : start].split())) <= _NEAR
    framed = any(page.elements[index].tag == "figure" for index in _above(page, image))
    return near and (framed or image.width >= 300) and said_of(image.element, page.elements) is not CutReason.NAVIGATION


def _is_furniture(page: Page, image: Image, roles: Roles) -> bool:
    if image.hidden or page.elements[image.element].hidden or said_of(image.element, page.elements) in _FURNITURE:
        return True
    if 0 < image.width <= 2 or 0 < image.height <= 2 or (0 < image.width < _ICON and 0 < image.height < _ICON):
        return True
    for index in _above(page, image):  # the nearest element with words in it
        element = page.elements[index]
        if element.first < element.last:
            return all(
                roles.get(block) in _BESIDE
                for block in range(element.first, min(element.last, element.first + _LOOKED))
            )
    return False


def _above(page: Page, image: Image) -> Iterator[int]:
    """The element of a picture, and those above it."""
    index = image.element
    for _ in range(_UP):
        yield index
        if not index:
            return
        index = page.elements[index].parent


def _caption(page: Page, image: Image, roles: Roles) -> str:
    """What stands in the same figure and not in the text, else the captions that follow."""
    frame = next((page.elements[index] for index in _above(page, image) if page.elements[index].tag == "figure"), None)
    if frame is not None:
        blocks = range(frame.first, min(frame.last, frame.first + _LOOKED))
        chosen = [number for number in blocks if not isinstance(roles.get(number), Role)]
    else:
        chosen = []
        number = bisect_left(page.blocks, image.at, key=lambda block: block.start)
        while roles.get(number) in _OF_PICTURES and len(chosen) < 3:
            chosen.append(number)
            number += 1
    return " ".join(page.source[page.blocks[number].start : page.blocks[number].end] for number in chosen[:5])


def _shortened(text: str) -> str:
    line = " ".join(text[: 4 * _CAPTION].split())
    return line if len(line) <= _CAPTION else f"{line[:_CAPTION].rstrip()} …"
