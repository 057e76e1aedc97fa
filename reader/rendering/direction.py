"""Which way a text reads, by the majority of its letters."""

from __future__ import annotations

import re
import unicodedata

# The blocks that hold every letter of Unicode's classes R and AL: most texts have none of them.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LOOKED_AT = 2_000  # characters: a headline and some paragraphs settle it


def reads_right_to_left(text: str, default: bool = False) -> bool:
    """Whether most letters of `text` belong to Arabic, Hebrew and the like; `default` without letters.

    The first strong letter alone (as HTML's `dir=auto` takes it) would turn round an Arabic
    paragraph that begins with a Latin name.
    """
    if not _RIGHT_TO_LEFT.search(text, 0, _LOOKED_AT):
        return default and not any(map(str.isalpha, text[:_LOOKED_AT]))
    classes = [unicodedata.bidirectional(letter) for letter in text[:_LOOKED_AT]]
    right = classes.count("R") + classes.count("AL")
    left = classes.count("L")
    return right > left if right or left else default
