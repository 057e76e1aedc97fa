"""Labels and what they say: "Source: Reuters", "FECHA........: 22-X-2024", "Circulation: 9,300 | Tone: neutral"."""

from __future__ import annotations

import re

from reader.cleaning.dates import read_date
from reader.cleaning.metadata import MetaLine, Part
from reader.cleaning.names import is_name, is_people
from reader.cleaning.wordlists import either, folded, phrases
from reader.model import CutReason

LABELLED = ("headline", "source", "time", "byline", "section", "navigation")
UNREAD = frozenset(phrases("labels", "unread"))
_OTHER = frozenset(phrases("labels", "other"))
_LABELS = {word: CutReason(reason) for reason in LABELLED for word in phrases("labels", reason)}
LABELS = frozenset((*_LABELS, *UNREAD, *_OTHER))
_LABEL = re.compile(
    r"\W{0,3}(?P<label>[^\W\d_][\w’'/-]{1,15}(?: [^\W\d_][\w’'-]{0,12}){0,3})(?P<leader>[ .…·_]*)\s*:\s*"
)
_ANY = re.compile(r"[^\W\d_][\w’' -]{1,24}?\s?:\s+\S")
_LEADER = re.compile(r"\.{3,}|…|·{3,}|_{3,}| \.( \.)+")  # printed tables lead the eye to the value
_SEVERAL = re.compile(r"\s+\|\s+|\s{3,}|\t+|\s+[•·]\s+")
_COUNTED = re.compile(r"[^\W\d_]{3,14}\.? \d{1,4} (?:of|von|de|sur|di|van) \d{1,4}", re.I)  # "Cutting 2 of 4"
URL = re.compile(r"(?:h(?:tt|xx)ps?://|www\.)[^\s<>\"]+", re.I)
_PLACE = re.compile(r"\s*\((?!online|web|print|site|site web|app|e-paper)[A-ZÀ-Þ][^()\d]{2,30}\)$")
_MAILBOX = re.compile(r"(?<=\w) <\S+@\S+>$")  # "Quay Herald <news@quay.example>"
_VOLUME = re.compile(rf" ?\((?:{either('numbers')})\.? ?\d[^()]{{0,30}}\)$", re.I)  # "(Vol. 9, Issue 5)"
_SEE = frozenset(folded(words) for words in phrases("words", "see_above"))
_LIST = re.compile(r"; \S|\S / \S")
_INITIALS = re.compile(r"(?:[^\W\d_]\. ?){1,3}")  # "s. f.": signed by nobody
_VALUE = 100  # characters of what stands behind a label that is not read


def begins_with_label(text: str) -> bool:
    """Whether a line begins like a label with something behind it, whichever it is: "Words: 345"."""
    return _ANY.match(text) is not None


def labelled(text: str) -> MetaLine | None:
    """What the label at a line's beginning says, whatever follows; None where it is none."""
    match = _LABEL.match(text)
    if match is None:
        return None
    label = match["label"].casefold()
    value = text[match.end() :].strip()
    if label in UNREAD and (read_date(value) or _leads(match)):
        return MetaLine((Part(0, len(text), CutReason.TIME, ""),))
    reason = _LABELS.get(label)
    found = _read(text, label, reason, value) if reason and value else None
    if found is None and (_leads(match) or (label in _OTHER and _is_short(value) and not read_date(text))):
        return MetaLine((Part(0, len(text), CutReason.NAVIGATION, ""),))
    return found


def several(text: str) -> MetaLine | None:
    """Labels in one row: "Circulation: 9,300   |   Tone: neutral   |   Cutting 1 of 4"."""
    pieces = [piece.strip() for piece in _SEVERAL.split(text) if piece.strip()]
    marked = [piece for piece in pieces if _LABEL.match(piece) and len(piece) <= _VALUE]
    if len(marked) < 2 or any(p not in marked and not _COUNTED.fullmatch(p) for p in pieces) or text[-1] in ".!?":
        return None
    parts: list[Part] = []
    for match in re.finditer(r"\S(?:(?!\s+\|\s|\s{3}|\t|\s[•·]\s).)*", text):
        read = labelled(match[0].strip())
        known = read.parts[0] if read else Part(0, 0, CutReason.NAVIGATION, "")
        if match[0].strip(" |•·"):
            parts.append(Part(match.start(), match.end(), known.reason, known.value))
    return MetaLine(tuple(parts)) if not any(p.reason is CutReason.TIME and p.value for p in parts) else None


def _leads(match: re.Match[str]) -> bool:
    return _LEADER.search(match["leader"]) is not None


def _is_short(value: str) -> bool:
    return len(value) <= _VALUE and not (value.endswith((".", "!", "?")) and value.count(" ") > 5)


def _read(text: str, label: str, reason: CutReason, value: str) -> MetaLine | None:
    if folded(value) in _SEE:
        return MetaLine((Part(0, len(text), CutReason.NAVIGATION, ""),))
    if reason is CutReason.HEADLINE and label in _OTHER and _LIST.search(value):
        return None  # "Subject: Pensions; Miners" of a catalogue, where mail has a headline
    if reason is CutReason.TIME:
        reading = read_date(value)
        return MetaLine((Part(0, len(text), reason, reading.text),), (reading,)) if reading else None
    if reason is CutReason.SOURCE:
        value = _PLACE.sub("", _VOLUME.sub("", _MAILBOX.sub("", value)))
    named = is_name(value) or URL.fullmatch(value) or value.islower()
    if reason in (CutReason.SOURCE, CutReason.SECTION) and not named:
        return None
    if reason is CutReason.BYLINE and not (is_people(value) or (label != "by" and _is_initials(value))):
        return None
    if reason is CutReason.NAVIGATION and not URL.fullmatch(value):
        return None
    return MetaLine((Part(0, len(text), reason, value),))


def _is_initials(value: str) -> bool:
    """ "red", "La rédaction", "(sin autor)": what stands after "Author:" where nobody is named."""
    return (len(value) <= 30 and value.count(" ") <= 2 and value[-1] not in ".!?:") or _INITIALS.fullmatch(
        value
    ) is not None
