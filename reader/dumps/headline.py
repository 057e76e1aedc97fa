"""The headline of a page: what it states, freed of the site's name, or the heading that its title repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SUFFIX = re.compile(r"\s+(?:[|–—·•»«:-]|::|//|&raquo;)\s+")


def headline(
    stated: str | None, shared: str | None, title: str | None, heads: Sequence[str], site: str | None
) -> str | None:
    """The headline: what JSON-LD says, else the `<h1>` that the title repeats, else the title without its site.

    `shared` is what the page hands to those who link to it (OpenGraph), `heads` are its main headings.
    """
    shared, title = without_site(shared, site), without_site(title, site)
    if stated and shared and shared.startswith(stated.rstrip(".… ")):
        return shared  # JSON-LD cuts headlines at 110 characters
    if stated:
        return stated
    for head in dict.fromkeys(heads):
        if head != site and any(_repeats(name, head) for name in (title, shared)):
            return head
    return shared or title or (heads[0] if len(set(heads)) == 1 else None)


def _repeats(title: str | None, head: str) -> bool:
    """Whether a title and a heading are one: the same, one cut, or the title with something at its ends."""
    if not title:
        return False
    if title == head:
        return any(map(str.isalnum, title))
    short, long = sorted((_key(title), _key(head)), key=len)
    return bool(short) and short in long and (len(short) > 0.6 * len(long) or head in _SUFFIX.split(title))


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def without_site(title: str | None, site: str | None) -> str | None:
    """A title without " | The Site" at its end (or start)."""
    if not title:
        return None
    parts = _SUFFIX.split(title)
    if len(parts) < 2:
        return title
    name = _key(site or "")
    if name and (
        _key(parts[-1]) == name or (len(parts[-1]) < 40 and (_key(parts[-1]) in name or name in _key(parts[-1])))
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•»«:-/") or title
    if name and _key(parts[0]) == name:
        return title[len(parts[0]) :].lstrip(" |–—·•»«:-/") or title
    bar = re.search(r"\s+[|»]\s+[^|»]{2,40}$", title)
    return title[: bar.start()] if bar and not name else title
