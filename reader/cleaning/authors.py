"""What lines say of an author and a title, without what is no part of them: functions, papers, marks."""

from __future__ import annotations

import re

from reader.cleaning.names import is_people, is_publication
from reader.cleaning.wordlists import either, folded, phrases

# Catalogues turn names round: "Surname, First", "Surname, F. M.", several of them between semicolons.
_TURNED = re.compile(
    r"(?P<last>(?:(?:van|von|de|del|da|di|du|der|den|la|le|el) ){0,2}[^\W\d_][^\s,;]+),\s"
    r"(?P<first>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2})"
)
_BYLINE = re.compile(rf"(?:{either('bylines')})\s*[:,]?\s+(?=\S)", re.I)
NOBODY = frozenset(folded(words) for words in phrases("words", "nobody"))
_OFFICE = re.compile(rf"(?:{either('offices')})\b", re.I)
_PICTURES = re.compile(rf",?\s*(?:et|and|und|y|e|&)?\s*[^(),]{{3,40}}\((?:{either('picture_makers')})\)", re.I)
_MADE = re.compile(r"\s*\((?:text|texts|texte|textes|texto|textos|words|testo)\)", re.I)
_PICTURES_BY = re.compile(rf"[ ,/|]+(?:{either('picture_makers')})\s?:\s.*$", re.I)  # "Ada Firn Fotos: Theo Marsh"
# Where the story is from, behind who wrote it: "Ada Firn in Skerry", "ADA FIRN.- SKERRY", "Ada Firn, Skerry".
_PLACE = re.compile(
    r"(?<=\w )(?P<last>\S+)(?: in (?:[A-ZÀ-Þ][\w'’-]+ ?){1,3}|\.\s?[-–—]\s.{2,40}|, [A-ZÀ-Þ]\w+-[A-ZÀ-Þ]\w+)$"
)
_FUNCTION = re.compile(rf"\b(?:{either('functions')})\b", re.I)
_PICTURE_MARKS = re.compile(r"^(?:[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*\s*)+")
_ARROWS = re.compile(r"^(?:[>»<«]{2,}|={2,}|#{1,6}|\+{3})\s+|\s+(?:[<«>»]{2,}|={2,}|\+{3})$")
_WIRES = frozenset(word.casefold() for word in phrases("words", "wires"))


def opens_byline(text: str) -> bool:
    """Whether a line begins as one that names an author does: "By ...", "Von ..."."""
    return _BYLINE.match(text) is not None


def signed(text: str) -> str | None:
    """The names behind such an opening; None for any other line, or where what follows is no name."""
    opening = _BYLINE.match(text)
    return text[opening.end() :].strip(" ,") if opening and is_people(text[opening.end() :]) else None


def person_and_paper(written: str, *, listed: bool = False) -> tuple[str | None, str | None]:
    """The author and the paper that a byline names; `listed`: it stands behind a label, as catalogues have it."""
    name = written.strip(" \t,;|_*")
    if listed and (turned := _turned(name)):
        return turned, None
    name = _PLACE.sub(r"\g<last>", _PICTURES_BY.sub("", _MADE.sub("", _PICTURES.sub("", name)))).strip(" ,;")
    name = name[1:-1] if name[:1] == "(" and name.endswith(")") and "(" not in name[1:] else name
    if folded(name) in NOBODY or (not listed and _OFFICE.match(name)):
        return None, None
    first, comma, rest = name.partition(",")
    if not comma or not first.strip():
        return name or None, None
    after = rest.strip()
    if after.casefold() in _WIRES or _FUNCTION.search(after):
        return first.strip(), None
    return (first.strip(), after) if is_publication(after) else (name, None)


def catalogued(author: str | None) -> str | None:
    """An author as a database states it: turned round, and nobody where it says that nobody is named."""
    if not author or folded(author) in NOBODY:
        return None
    return _turned(author) or author


def _turned(name: str) -> str | None:
    """ "Pike, Morwenna; Rao, P." as it is read: "Morwenna Pike; P. Rao"; None for what is not turned round."""
    matches = [_TURNED.fullmatch(part.strip()) for part in name.split(";") if part.strip()]
    found = [m for m in matches if m is not None and m["first"][0].isupper() and not is_publication(m["first"])]
    if len(found) < len(matches) or not found or any(_FUNCTION.search(m["first"]) for m in found):
        return None
    return "; ".join(f"{m['first']} {m['last']}" for m in found)


def title_without_marks(title: str) -> str:
    """A headline without what chats and forums set round it: a picture, "*...*", ">>> ... <<<"."""
    bare = _PICTURE_MARKS.sub("", title).strip()
    for mark in ("**", "*", "__", "_", "~"):
        if len(bare) > 2 * len(mark) + 1 and bare.startswith(mark) and bare.endswith(mark):
            bare = bare[len(mark) : -len(mark)].strip()
    return _ARROWS.sub("", bare).strip() or title
