"""What the attributes of a picture state: where it lies, and how large it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Scripts that load a picture when it comes into view find its address in the first of these.
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src")
_LONGEST_SET = 8000  # characters
_SIZE = re.compile(r"\d{1,6}(?:\.\d{1,4})?[wx]")

Stated = Mapping[str, str | None]


def of_source(stated: Stated) -> list[str]:
    """The addresses that stand alone, that which a script would load first."""
    return [address for name in (*_LAZY, "src") if (address := stated.get(name))]


def of_sets(stated: Stated) -> list[str]:
    """The addresses in sets of several sizes."""
    return _of_set(stated.get("srcset")) + _of_set(stated.get("data-srcset"))


def _of_set(written: str | None) -> list[str]:
    """The addresses of a `srcset`, the largest first: "a.jpg 640w, b.jpg 1280w"."""
    offered: list[tuple[float, str]] = []
    for token in (written or "")[:_LONGEST_SET].split():
        size, _, rest = token.partition(",")
        if offered and _SIZE.fullmatch(size):
            offered[-1] = float(size[:-1]), offered[-1][1]
            token = rest
        if token.strip(","):
            offered.append((1.0, token.strip(",")))
    return [address for _, address in sorted(offered, key=lambda pair: -pair[0])]


def pixels(written: str | None) -> int:
    """A width or height as an attribute states it; 0 for none, or in another unit."""
    match = re.match(r"\s*(\d{1,5})(?:px)?\s*$", written or "")
    return int(match[1]) if match else 0
