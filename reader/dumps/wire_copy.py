"""Wire copy: lines wrapped at a column, a new paragraph by its indent or a blank line."""

from __future__ import annotations

import re

_INDENT = re.compile(r"[ \t\u3000]*")
_LISTED = re.compile(r"\s*(?:[-*•] |#+ |\* \* )")  # an item begins a line of its own
_BY = re.compile(r"(?:by|von|par|por|di|da)\s*:?\s+(?=\S)", re.I)


def unwrapped(text: str, base: int | None = 0) -> str:
    """The paragraphs, one a line. Lines indented deeper than `base` begin one; None: than
    the least indented by more than one."""
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    depth = _usual(lines) if base is None else base
    found: list[list[str]] = []
    fresh = True
    for line in lines:
        if not line.strip():
            fresh = True
            continue
        if fresh or _depth(line) > depth or _LISTED.match(line):
            found.append([line.strip()])
        else:
            found[-1] += _joint(found[-1][-1], line.strip()), line.strip()
        fresh = False
    return "\n".join("".join(parts) for parts in found)


def without_by(byline: str | None) -> str | None:
    """A byline's names: `By JANE DOE` -> `JANE DOE`."""
    if not byline:
        return None
    return _BY.sub("", byline.strip(), count=1).strip(" ,;") or None if _BY.match(byline.strip()) else byline.strip()


def _usual(lines: list[str]) -> int:
    return min((_depth(line) for line in lines if line.strip()), default=0) + 1


def _depth(line: str) -> int:
    match = _INDENT.match(line)
    return match.end() if match else 0


def _joint(above: str, line: str) -> str:
    """What comes between two lines of a paragraph: nothing in a compound broken at its hyphen."""
    compound = above.endswith("-") and not above.endswith((" -", "--")) and line[:1].isalnum()
    return "" if compound else " "
