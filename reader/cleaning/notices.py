"""Lines that sites, databases and programs put into any story: notices, reactions counted, captions with credits."""

from __future__ import annotations

import re

from reader.cleaning.wordlists import either, sentences_like
from reader.model import CutReason

LONGEST = 60  # words of a notice
_CAPTION = 35  # words of a caption with its credit
_NOTICES = re.compile(sentences_like("notices"))
_REACTION = r"[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*\s?\d[\d.,]*\s?[KkMm]?"
_REACTIONS = re.compile(rf"{_REACTION}(?:\s+{_REACTION})*")
# "The ferry at rest. / FERMÍN ROA (AGENCIA SOL)", "The ferry at rest. | PHOTO : DR / QUAY": the credit in capitals.
_CREDITED = re.compile(
    rf"[^\"“„«|/]{{12,}}[.…] (?:/ [A-ZÀ-Þ][A-ZÀ-Þ .'’/()-]{{2,60}}|\| (?:{either('credit_labels')})\s?:\s?\S.{{1,60}})"
)
_MARKS = frozenset("/|")


def notice(text: str, words: int) -> CutReason | None:
    """Why a line is no part of its story, or None."""
    if words > LONGEST:
        return None
    if _NOTICES.fullmatch(text):
        return CutReason.PROMOTION
    if not text[0].isalnum() and _REACTIONS.fullmatch(text):
        return CutReason.SHARE
    if words <= _CAPTION and not _MARKS.isdisjoint(text) and _CREDITED.fullmatch(text):
        return CutReason.CAPTION
    return None
