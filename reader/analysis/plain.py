"""Names by their capitals, for languages without a model: less sure, but something."""

from __future__ import annotations

import re

from reader.analysis.languages import Words
from reader.analysis.names import Mention, is_ghost
from reader.model import EntityType

_WORD = r"[^\W\d_a-z][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?"
_NAME = re.compile(rf"(?<![\w])(?:{_WORD})(?: (?:(?:de|von|van|der|du|del|la|bin|al) )?{_WORD}){{1,4}}")


def plain_mentions(text: str, words: Words) -> list[Mention]:
    """Runs of two and more capitalised words."""
    found = []
    for match in _NAME.finditer(text):
        end = match.end() - match.group().endswith(".")
        name = text[match.start() : end]
        if not is_ghost(name, words) and any(c.islower() for c in name):
            found.append(Mention(match.start(), end, name, EntityType.OTHER))
    return found
