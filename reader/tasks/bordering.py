"""An article split, or joined with the next of its record: cleaning makes the parts, the library keeps them."""

from __future__ import annotations

from dataclasses import replace

from reader.errors import LibraryError
from reader.library import Arrangement, Library, Stored, free_id
from reader.library import join as without_border
from reader.library import split as with_border
from reader.model import Article, Changes, Cleaned
from reader.tasks.dating import at_moment


def split(library: Library, id_: str, place: int) -> Changes:
    """Make two articles of one: the second begins at `place` of the record's source text.

    Raises LibraryError, in a sentence, where that leaves one of the two without text.
    """
    from reader.cleaning import divided  # with all its tables: not for the window's first paint

    stored, number = _found(library, id_)
    article = stored.articles[number]
    parts = divided(article, place, stored.moment)
    if parts is None:
        raise LibraryError("One of the two parts would have no text; choose a place between two paragraphs.")
    first, second = parts
    second = at_moment(Cleaned((second,), (), 0), stored.users).articles[0]
    second = replace(second, id=free_id(second, [each.id for each in stored.articles]))
    wanted = Arrangement(
        (*stored.articles[:number], first, second, *stored.articles[number + 1 :]),
        stored.stands.leftover,
        stored.stands.length,
        with_border(stored.stands.borders, second.extent[0]),
    )
    return library.rearrange(stored, wanted, f"Split {_named(article)}")


def join(library: Library, id_: str) -> Changes:
    """Make one article of this one and the next of its record; what stood between them becomes a cut.

    Raises LibraryError, in a sentence, where there is none, or something between them is no longer in the library.
    """
    from reader.cleaning import united

    stored, number = _found(library, id_)
    if number + 1 == len(stored.articles):
        raise LibraryError("This is the last article of its record; there is none after it to join it with.")
    first, second = stored.articles[number : number + 2]
    if second.id in stored.binned:
        raise LibraryError("The next article of this record is in the bin; bring it back first.")
    end, start = first.extent[1], second.extent[0]
    between = [part for part in stored.stands.leftover if end <= part.start < start]
    text = "".join(part.text for part in between)
    if len(text) != start - end:
        raise LibraryError("What stood between the two was taken out of the library; import the dump again first.")
    wanted = Arrangement(
        (*stored.articles[:number], united(first, text, second), *stored.articles[number + 2 :]),
        tuple(part for part in stored.stands.leftover if part not in between),
        stored.stands.length,
        without_border(stored.stands.borders, end, start),
    )
    return library.rearrange(stored, wanted, f"Joined {_named(first)} with {_named(second)}")


def _found(library: Library, id_: str) -> tuple[Stored, int]:
    """An article's record, and which of its articles it is."""
    stored = library.stored(id_)
    if stored is None:
        raise LibraryError("The article is not in the library any more; import its dump again.")
    return stored, next(i for i, each in enumerate(stored.articles) if each.id == id_)


def _named(article: Article) -> str:
    title = " ".join(article.title.split())
    return f"'{title[:39]}…'" if len(title) > 40 else f"'{title}'" if title else "an article without a headline"
