"""Where a text's characters stand in its record's source text, and back."""

from __future__ import annotations

from reader.errors import LibraryError
from reader.model import Article, Cut


def to_source(article: Article, start: int, end: int) -> tuple[int, int]:
    """Where `text[start:end]` stands in the record's source text; cuts at its ends are left out."""
    first = article.extent[0] + _origin(article, start)[0]
    return first, article.extent[0] + _origin(article, end - 1)[1] if start < end else first


def _origin(article: Article, place: int) -> tuple[int, int]:
    """Where the character at `place` stands in the extent; one of a replacement stands for all that it replaces."""
    shift = 0
    for cut in article.cuts:
        if cut.at > place:
            break
        if place < cut.at + cut.instead:
            return cut.at + shift, cut.at + shift + len(cut.text)
        shift += len(cut.text) - cut.instead
    return place + shift, place + shift + 1


def place_of_cut(article: Article, cut: Cut) -> int:
    """Where a cut begins in the record's source text. Raises LibraryError where the article has no such cut."""
    shift = article.extent[0]
    for each in article.cuts:
        if each == cut:
            return each.at + shift
        shift += len(each.text) - each.instead
    raise LibraryError("The text has changed meanwhile; choose the cut again.")


def to_text(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the record's source text stands in the text; None where one of its ends is cut."""
    first, last = _down(article, start, first=True), _down(article, end, first=False)
    return (first, last) if first is not None and last is not None and first <= last else None


def _down(article: Article, place: int, *, first: bool) -> int | None:
    """Where one end of a stretch stands in the text; of a replacement only the outer edges stand anywhere."""
    source = article.extent[0]
    here = 0
    for cut in article.cuts:
        begin = source + cut.at - here  # where the cut begins in the source
        stop = begin + len(cut.text)
        if place < begin or (place == begin and not first):
            break
        if place < stop or (place == stop and not first):
            edge = begin if first else stop
            return (cut.at if first else cut.at + cut.instead) if cut.instead and place == edge else None
        source, here = stop, cut.at + cut.instead
    found = here + place - source
    return found if 0 <= found <= len(article.text) else None
