"""Pages between form feeds on which one article goes on: a newspaper's page, a browser's print-out of several pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

NEAR = 4  # lines at a page's top or foot in which running heads stand
EDGE = 1000  # characters of a page that are looked at
_JUMP = re.compile(
    r"\W*(?:suite|fortsetzung|weiter|continued|cont\.|turn to|see page|pasa a|sigue en|continúa|continua|segue)\b"
    r".{0,30}\d\W*",
    re.I,
)
_MIDWAY = re.compile(r"(?:\S+\s+){2,}\S*[^\W\d_A-ZÀ-Þ][,;-]?")  # three words, the last in small letters
_GOES_ON = re.compile(r"(?!(?:by|von|par|por|di|photo|foto)\b)[^\W\d_A-ZÀ-Þ].{19,}")
_PRINTED = re.compile(r"^(?:.*\s)?((?:https?|file)://\S+)\s+(\d{1,3})\s*/\s*(\d{1,3})\s*$")


def goes_on(above: str, below: str) -> bool:
    """Whether a page goes on the one above it: in the midst of a sentence, or as the next of a print-out.

    Both are the text next to the break. Browsers print address and "2/7" on each page; a site's next article
    has an address of its own there.
    """
    upper = [line.strip() for line in above[-EDGE:].splitlines() if line.strip()]
    lower = [line.strip() for line in below[:EDGE].splitlines() if line.strip()]
    if not upper or not lower:
        return False
    if (printed := _printed(lower[:NEAR])) is not None:
        return _printed([*above[:EDGE].splitlines()[:NEAR], *upper[-NEAR:]]) == (printed[0], printed[1] - 1, printed[2])
    last = next((line for line in reversed(upper[-2:]) if not _JUMP.fullmatch(line)), "")
    return _MIDWAY.fullmatch(last) is not None and any(_GOES_ON.fullmatch(line) for line in lower[:NEAR])


def _printed(lines: Sequence[str]) -> tuple[str, int, int] | None:
    """The address, the page and the number of pages that a browser printed."""
    found = next((match for line in lines if (match := _PRINTED.match(line))), None)
    return (found[1], int(found[2]), int(found[3])) if found else None
