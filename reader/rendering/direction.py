"""Which way a text reads, by the majority of its letters."""

from __future__ import annotations

import unicodedata

_LOOKED_AT = 2_000  # characters: a headline and some paragraphs settle it


def reads_right_to_left(text: str, default: bool = False) -> bool:
    """Whether most letters of `text` belong to Arabic, Hebrew and the like; `default` without letters.

    The first strong letter alone (as HTML's `dir=auto` takes it) would turn round an Arabic
    paragraph that begins with a Latin name.
    """
    if text.isascii():
        return default and not any(map(str.isalpha, text[:_LOOKED_AT]))
    classes = [unicodedata.bidirectional(letter) for letter in text[:_LOOKED_AT]]
    right = classes.count("R") + classes.count("AL")
    left = classes.count("L")
    return right > left if right or left else default
