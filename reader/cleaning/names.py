"""Names of publications and of people, told by their form; of sections by a list."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.cleaning.wordlists import either, phrases, publications, without_article

BULLET = re.compile(r"^[-–—•*·>»]\s+")
_PARTICLES = frozenset((
    "a", "al", "and", "avec", "bin", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du",
    "e", "el", "en", "et", "for", "für", "i", "in", "ibn", "la", "las", "le", "les", "los", "mit", "of", "on", "pour",
    "st", "te", "ten", "the", "und", "van", "vom", "von", "vor", "with", "y", "zu", "zum", "zur", "&", "+", "-",
    "–", "d'", "l'",
))  # fmt: skip
_SMALL = _PARTICLES.union(phrases("words", "paper_adjectives"))  # words of names that begin in small letters
SECTIONS = frozenset(phrases("words", "sections"))
DOMAIN = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,12}", re.I)


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether a short stretch can be a name of a publication or a person: capitals, a domain."""
    text = _MEDIUM.sub("", BULLET.sub("", text).strip())
    if not 1 < len(text) <= 60 or (text[-1] in ".!?:;,…" and not text.endswith(("Inc.", "Jr.", "Co."))):
        return False
    words = text.split()
    if len(words) <= 6 and all(map(_is_name_word, words)) and any(w[0].isupper() or w[0].isdigit() for w in words):
        return True
    return ("." in text and DOMAIN.fullmatch(text) is not None) or without_article(text) in publications()


@lru_cache(maxsize=4096)
def is_publication(text: str) -> bool:
    """Whether a name is one of a known publication, or says of itself that it is one."""
    name = BULLET.sub("", text).strip()
    if without_article(name) in publications() or DOMAIN.fullmatch(name):
        return True
    return _PAPER.search(name.title() if name.isupper() else name) is not None


_MEDIUM = re.compile(r"(?<=\w) \([a-zà-þ][\w .-]{2,20}\)$")  # "Massif Actu (site)", "Mar Adentro (revista)"
_ROLE = re.compile(r" ?\([a-zà-þ]{4,12}\)")  # "Ada Firn (text), Theo Marsh (photos)"
_ELIDED = re.compile(r"^[dl]['’](?=\w)", re.I)  # "Le Courrier de l'Aude"
_PAPER = re.compile(rf"\b(?:{either('papers')})\b|(?:{either('paper_endings')})$")


def _is_name_word(word: str) -> bool:
    word = word.strip("()'’\"“”,")
    word = _ELIDED.sub("", word) if "'" in word or "’" in word else word
    return not word or not word[0].isalpha() or word[0].isupper() or word.casefold() in _SMALL or "." in word[1:-1]


def is_people(text: str) -> bool:
    """Names, also several, also with a place or a function after a comma."""
    text = _ROLE.sub("", text)
    if not text or len(text) > 120 or text[-1] in "!?:" or text.count(" ") > 16:
        return False
    first, _, rest = text.partition(",")
    words = first.split()
    if not words or not all(map(_is_name_word, words)) or (not words[0][0].isupper() and not words[-1][0].isupper()):
        return False
    if any(word in ("on", "of", "at", "for") for word in words):
        return False
    return len(words) <= 12 and not re.search(r"[.!?] \S", rest)
