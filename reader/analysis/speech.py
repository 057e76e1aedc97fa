"""What between quotation marks is speech: titles, names, scare quotes and headings are not."""

from __future__ import annotations

from reader.analysis.story import Attribution, Story
from reader.model import Role

_SHORT = 3  # words; fewer than four are speech only where a rule names who said them
_SMALL = frozenset(
    ["a", "an", "the", "of", "and", "in", "on", "for", "to", "with", "at", "by", "from", "as", "or", "nor", "but", "is"]
)


def is_speech(story: Story, number: int, found: Attribution | None) -> bool:
    """Whether a quoted stretch is somebody's words rather than a name, a title or irony."""
    quote, inner = story.quotes[number], story.inner(number)
    if story.document.role(quote.start) is Role.SUBHEADING or _is_heading(story, number):
        return False
    if _is_named(story, number):
        return False
    words = inner.split()
    if _is_title(words) and (found is None or found.rule not in ("cue after", "transcript")):
        return False
    return len(words) > _SHORT or found is not None


def _is_heading(story: Story, number: int) -> bool:
    """A short line that is little but the quotation and ends like no sentence: - 'Grumblings' -."""
    start, end = story.paragraph(number)
    quote = story.quotes[number]
    rest = (story.before(number) + story.after(number)).strip()
    return (
        end - start < 80
        and quote.single
        and not any(c.isalnum() for c in rest)
        and story.text[quote.end - 2] not in ".,?!"
    )


def _is_named(story: Story, number: int) -> bool:
    before = " ".join(story.before(number).split()[-3:]).lower()
    return any(before.endswith(word) for word in story.words["naming"])


def _is_title(words: list[str]) -> bool:
    """Capitals on every longer word: the title of a work, the name of a show."""
    rest = [w.strip(".,!?'’\"") for w in words]
    large = [w for w in rest if w and w.lower() not in _SMALL]
    return (
        1 < len(words) <= 10
        and bool(large)
        and all(w[:1].isupper() or w[:1].isdigit() for w in large)
        and not words[-1].endswith(("!", "?"))
    )
