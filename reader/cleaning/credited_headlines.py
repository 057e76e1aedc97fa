"""Headlines with their paper and day behind them: "* A headline (Paper, June 4)", "A headline - Paper, 4 June".

Digests have them. Between dashes, and where the name is no known publication's, a day has to stand there:
"Harbour strike ends - union" is a headline and no more.
"""

from __future__ import annotations

import re

from reader.cleaning.dates import Reading, read_date
from reader.cleaning.metadata import MetaLine, Part
from reader.cleaning.names import is_name, is_publication
from reader.model import CutReason

LONGEST = 200
FEWEST, MOST = 3, 25  # words of a headline
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣►>»]|\(?\d{1,2}[.)])\s+")
_BRACKETED = re.compile(r"(?P<head>[^()\[\]]{12,160}\S)\s+[(\[](?P<name>[^()\[\]]{2,70})[)\]]")
_DASHED = re.compile(r"(?P<head>\S.{10,160}\S)\s+[-–—|]\s+(?P<name>[^-–—|]{4,70})")
_DASHES = (" - ", " – ", " — ", " | ")
_APART = re.compile(r"\s*[,;·|/–-]\s+|\s+(?:vom|du|del|of)\s+")


def credited_headline(text: str) -> MetaLine | None:
    """The headline, the paper and the day of such a line; None for any other."""
    if not 20 < len(text) <= LONGEST or not (text[-1] in ")]" or any(dash in text for dash in _DASHES)):
        return None
    lead = _BULLET.match(text)
    begin = lead.end() if lead else 0
    for pattern in (_BRACKETED,) if text[-1] in ")]" else (_DASHED,):
        match = pattern.fullmatch(text, begin)
        if match is not None and (found := _told(match, dashed=pattern is _DASHED)) is not None:
            return found
    return None


def _told(match: re.Match[str], *, dashed: bool) -> MetaLine | None:
    headline, name = match["head"], match["name"]
    if not FEWEST <= len(headline.split()) <= MOST or headline[-1] in ".:,;":
        return None
    at = match.start("name")
    parts = [Part(match.start("head"), match.end("head"), CutReason.HEADLINE, headline)]
    whole, reading = _parted(name)
    if (
        not is_name(whole)
        or any(c.isdigit() for c in whole)
        or (reading is None and (dashed or not is_publication(whole)))
    ):
        return None
    parts.append(Part(at, at + len(whole), CutReason.SOURCE, whole))
    if reading is None:
        return MetaLine(tuple(parts))
    parts.append(Part(at + name.rindex(reading.text), at + len(name), CutReason.TIME, reading.text))
    return MetaLine(tuple(parts), (reading,))


def _parted(name: str) -> tuple[str, Reading | None]:
    """A name and the day behind it: "Paper, 4 June 2019"."""
    for cut in _APART.finditer(name):
        reading = read_date(name[cut.end() :])
        if reading is not None and not reading.clock_only and reading.text in name:
            return name[: cut.start()], reading
    return name, None
