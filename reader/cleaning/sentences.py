"""Where the sentences of a running text begin and end, as far as its signs tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from reader.cleaning.wordlists import either

CAPITAL = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ"
ENDED = r"(?:(?<=[.!?…][\"”’»')\]])|(?<=[.!?…。]))"  # stands behind a sentence's end
OPENING = rf"[\"“„«‘'(¿¡]?[{CAPITAL}0-9]"  # how a sentence begins
_END = re.compile(rf"[.!?…][\"”’»')\]]*(?=\s+[\"“„«‘'(\[¿¡]?[{CAPITAL}0-9©]|\s*$)")
_CLOSE = re.compile(r"[.!?…][\"”’»')\]]*$")
_ABBREVIATION = re.compile(rf"(?:^|[\s(\"“'‘])(?:[{CAPITAL}]|[{CAPITAL}]\.[{CAPITAL}]|{either('abbreviations')})\.$")
LONGEST = 1000  # characters of a sentence


class Sentences:
    """A text with the ends of its sentences, found once when they are first asked for."""

    __slots__ = ("_ends", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: list[int] | None = None

    @property
    def ends(self) -> list[int]:
        """Where sentences end, in order; points of abbreviations are passed over."""
        if self._ends is None:
            self._ends = [m.end() for m in _END.finditer(self.text) if not self._abbreviated(m.start())]
        return self._ends

    def _abbreviated(self, point: int) -> bool:
        return bool(_ABBREVIATION.search(self.text, max(0, point - 12), point + 1))

    def ends_at(self, place: int) -> bool:
        """Whether a sentence ends there, whatever follows."""
        match = _CLOSE.search(self.text, max(0, place - 4), place)
        return match is not None and not self._abbreviated(match.start())

    def end_after(self, start: int) -> int | None:
        """Where the sentence that begins at `start` ends, if it does so soon."""
        index = bisect_right(self.ends, start)
        end = self.ends[index] if index < len(self.ends) else None
        return end if end is not None and end - start <= LONGEST else None

    def start_before(self, end: int) -> int:
        """Where the sentence that ends at `end` begins."""
        index = bisect_left(self.ends, end)
        return self.ends[index - 1] + 1 if index else 0
