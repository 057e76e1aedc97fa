"""What between quotation marks is speech: titles, names, scare quotes and headings are not."""

from __future__ import annotations

import re

from reader.analysis.story import Attribution, Story
from reader.model import Role

_SHORT = 3  # words; fewer than four are speech only where a rule names who said them
_SCARE = 5  # words; a fragment up to that length that nobody says is irony or a term
_SMALL = frozenset(
    ["a", "an", "the", "of", "and", "in", "on", "for", "to", "with", "at", "by", "from", "as", "or", "nor", "but", "is"]
)
_OPEN_BEFORE = frozenset(",:;.!?—–-―(")
_STAGE = re.compile(r"\W*\([^()]*\)\W*|[A-Z ]+\.?")
_LONGEST_HEADING = 80  # characters
_LONGEST_TITLE = 12  # words


def is_speech(story: Story, number: int, found: Attribution | None) -> bool:
    """Whether a quoted stretch is somebody's words rather than a name, a title or irony."""
    quote, inner = story.quotes[number], story.inner(number)
    if story.document.role(quote.start) is Role.SUBHEADING or _is_heading(story, number):
        return False
    if _is_named(story, number) or _is_chrome(story, inner) or _STAGE.fullmatch(inner):
        return False
    words = inner.split()
    if _is_title(words) and not _may_be_said(story, number, found):
        return False
    return found is not None or (len(words) > _SHORT and not _is_scare(inner, words))


def _is_heading(story: Story, number: int) -> bool:
    """A short line that is little but the quotation and ends like no sentence: - 'Grumblings' -."""
    start, end = story.paragraph(number)
    quote = story.quotes[number]
    rest = story.before(number) + story.after(number)
    ended = story.inner(number)[-1:] in frozenset(".,?!…")
    return end - start < _LONGEST_HEADING and quote.single and not ended and not any(c.isalnum() for c in rest)


def _is_named(story: Story, number: int) -> bool:
    before = " ".join(story.before(number)[-60:].split()[-3:]).lower()
    return any(before.endswith(word) for word in story.words["naming"])


def _is_chrome(story: Story, inner: str) -> bool:
    """ "Follow our reporter on Twitter", with a mark that was never closed in front."""
    return inner.lower().startswith(tuple(story.words["promotions"]) or ("\0",))


def _may_be_said(story: Story, number: int, found: Attribution | None) -> bool:
    """Whether words with capitals are said all the same: nothing but a cue or a mark stands in front."""
    if found is None:
        return False
    before = story.before(number).rstrip()
    last = before.split()[-1].lower().strip(",:") if before else ""
    return not before or before[-1] in _OPEN_BEFORE or last in story.words.cues


def _is_title(words: list[str]) -> bool:
    """Capitals on every longer word: the title of a work, the name of a show."""
    rest = [w.strip(".,!?'’\"") for w in words]
    large = [w for w in rest if w and w.lower() not in _SMALL]
    if not 1 < len(words) <= _LONGEST_TITLE or words[-1].endswith(("!", "?")):
        return False
    return bool(large) and all(w[:1].isupper() or w[:1].isdigit() for w in large)


def _is_scare(inner: str, words: list[str]) -> bool:
    """A short fragment, not a sentence: it neither begins nor ends like one."""
    return len(words) <= _SCARE and not inner[:1].isupper() and inner[-1:] not in frozenset(".,?!…")
