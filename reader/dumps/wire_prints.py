"""Print-outs of a wire service's messages: dpa's, AFP's and their like, as newsrooms save and send them on.

A header (`bdt0217 4 wi 248 nrd 0388`, `FRS0412 4 EG 0236 FRA /AFP-QK83`), keywords, the headline, a byline, at dpa a
line with `=`, the copy with indented paragraphs, who wrote and edited it, the moment (`171015 Sep 24`). Notes to
editors stand between the copy and the moment, from `# Notizblock` on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.dumps.wire_copy import unwrapped

# dpa's categories are in small letters, AFP's in capitals.
HEADER = rb"[A-Za-z]{2,5}\d{3,5} \d [A-Za-z]{1,4} +\d{1,5} +[A-Za-z][^\r\n\x02]{0,60}?\d{1,4}[ \t]*\r?\n"
MOMENT = re.compile(r"(\d\d)(\d\d)(\d\d)\s*(GMT|UTC|[A-Z]{3,4})?\s+([^\W\d_]{3,5})\.?\s+(\d\d)\b")
_LAST = re.compile(r"\s*(?:(?P<agency>[A-Z]{2,5}) )?\d{6}\s*(?:[A-Z]{3,4})?\s+[^\W\d_]{3,5}\.? \d\d\s*")
_SIGNED = re.compile(
    r"\s*(?:[a-zäöü]{2,5}(?:[/-][a-zäöü]{2,5})+|[a-z]{2,5}(?:/[a-z]{2,5})*(?: [a-z][a-z0-9/]{1,5}){2,6})\s*"
)
_AGENCY = re.compile(r"\s*([a-z]{3,4})(?:/\w+)?(?: [a-z][a-z0-9/]{1,5}){2,6}\s*")
_NOTES = re.compile(r"\s*(?:# Notizblock|## |\* \* \* \*|Notizblock\b|Service:|Achtung Redaktionen)")
_BYLINE = re.compile(r"\s*(?:By|Von|Par|Por|Di)\s+\S")
_NOTE = re.compile(r"\((?:[^()]{3,80})\)|[A-ZÀ-Þ]{3,9}|.{0,60}/")  # "(Summary)", "URGENT", "Verkehr/Nahverkehr/"
_KEYWORDS = re.compile(r"\S+[-,/]\S+")
_KIND = re.compile(r"\s*\([A-ZÀ-Þ][A-ZÀ-Þ'’ -]{3,30}\)$")  # "(PAPIER D'AUDIENCE)"
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+, .{3,40}\([A-Za-z]{2,5}\) [-–]")
HEAD = 14  # lines above the copy


@dataclass(frozen=True, slots=True)
class Printed:
    """One message: its parts without what belongs to the wire."""

    title: str | None
    text: str
    byline: str | None
    source: str | None
    keyword: str
    moment: str  # the line with it, "" for none


def printed(text: str) -> Printed:
    """The parts of a message that begins with its header."""
    lines = text.replace("\r\n", "\n").split("\n")[1:]
    moment, agency = "", None
    while lines and (not lines[-1].strip() or not moment):
        last = _LAST.fullmatch(lines[-1]) if lines[-1].strip() else None
        if lines[-1].strip() and last is None:
            break
        moment, agency = (lines[-1].strip(), last["agency"]) if last else (moment, agency)
        lines.pop()
    while lines and (not lines[-1].strip() or _SIGNED.fullmatch(lines[-1])):
        signed = _AGENCY.fullmatch(lines.pop())
        agency = agency or (signed[1] if signed else None)
    start = _copy_begins(lines)
    notes = next((place for place in range(start, len(lines)) if _NOTES.match(lines[place])), len(lines))
    keyword, title, byline, dateline = _head([line.strip() for line in lines[:start] if line.strip(" =")])
    copy = lines[start:notes]
    while copy and (not copy[-1].strip() or _SIGNED.fullmatch(copy[-1])):
        copy.pop()
    told = [line for line in copy if line.strip()]
    body = unwrapped("\n".join(copy), None if all(line[0] in " \t" for line in told) else 0)
    if byline and agency:
        byline = re.sub(rf",\s*{re.escape(agency)}$", "", byline, flags=re.I)
    return Printed(title, f"{dateline}\n{body}".strip(), byline, agency, keyword, moment)


def _copy_begins(lines: list[str]) -> int:
    """The line under `=`, else the first that is indented."""
    for place, line in enumerate(lines[:HEAD]):
        if line.strip() == "=":
            return place + 1
    return next((place for place, line in enumerate(lines[:HEAD]) if line[:2].isspace() and line.strip()), 0)


def _head(lines: list[str]) -> tuple[str, str | None, str | None, str]:
    """Keyword, headline, byline and dateline of what stands above the copy."""
    dateline = next((line for line in lines if _DATELINE.fullmatch(line)), "")
    byline = next((line for line in lines if _BYLINE.match(line)), None)
    rest = [line for line in lines if line not in (dateline, byline)]
    keyword = rest[0] if len(rest) > 1 and (_KEYWORDS.fullmatch(rest[0]) or rest[0].endswith("/")) else ""
    headline = [line for line in rest if line != keyword and not _NOTE.fullmatch(line)]
    title = _KIND.sub("", " ".join(headline).rstrip("= ")) or None
    return keyword.rstrip("/"), title, byline, dateline
