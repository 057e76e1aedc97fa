"""Exports and copies of chats whose longer messages are articles that somebody forwarded or pasted.

The stamps are those of WhatsApp's exports (iOS: `[12/11/2024, 08:17:11] Name: `; Android: `12/11/2024, 08:17 - Name: `,
in the notation of the phone's language), of messages copied out of Telegram Desktop (`Name, [19/8/24 11:20]`), of
Discord (`Name — 12/11/2024 08:17`) and of Slack (`Name  8:17 AM`). A short message is talk: counted, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reader.dumps.encodings import charset_of, decode
from reader.dumps.format import Census, Found
from reader.dumps.member import Member
from reader.dumps.pieces import LARGEST
from reader.model import RecordKind, Skipped

_UNSEEN = "(?:\u200e|\u200f|\u202a|\u202c|\ufeff)*"
_SPACE = "(?:\u202f|\xa0| )"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_ANY_DAY = r"[A-Za-z\x80-\xff]{4,12}(?: \w{1,3}){0,2}"  # "Yesterday at", "Heute um"
_CLOCK = rf"\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:{_SPACE}?[AaPp]\.?{_SPACE}?[Mm]\.?)?"
_END = r"[ \t]*(?:\r?\n|\Z)"
_ON = r"(?:(?:um|at|a las|à) )?"
_TELEGRAM = 2
_STAMPS = tuple(
    re.compile(rf"^{_UNSEEN}{stamp}".encode(), re.M)
    for stamp in (
        rf"\[{_DAY},?{_SPACE}{_CLOCK}\] (?:(?P<name>[^:\r\n]{{1,90}}): )?",
        rf"{_DAY},? {_ON}{_CLOCK} (?:-|–) (?:(?P<name>[^:\r\n]{{1,90}}): )?",
        rf"(?P<name>[^\r\n\[\]]{{1,90}}), \[{_DAY} {_CLOCK}\]{_END}",
        rf"(?P<name>[^\r\n\[\]]{{1,60}}?)[ \t]+— (?:{_DAY},?|{_ANY_DAY}) {_CLOCK}{_END}",
        rf"(?P<name>[A-Za-z\x80-\xff][^\r\n\[\]:]{{0,50}}?)(?:  |\t| \[){_CLOCK}\]?{_END}",
    )
)
FEWEST = 3  # stamps that make a chat
TALK = 40  # words of a message that holds no article
_FORWARDED = re.compile(
    rf"\A{_UNSEEN}(?:Forwarded|Weitergeleitet|Transférée?|Reenviado|Encaminhada|Inoltrato)\b[^\n.]{{0,60}}\n"
)


class Chat:
    """A chat whose longer messages are articles."""

    name = "chat (TXT)"

    def score(self, head: bytes, name: str) -> float:
        pattern = _notation(head)
        if pattern is None:
            return 0.0
        first = pattern.search(head)
        before = head[: first.start()].split() if first else []
        return 0.92 if len(before) < TALK else 0.0  # a story that quotes a chat begins with something else

    def census(self) -> Census | None:
        return None

    def records(self, member: Member) -> Iterator[Found]:
        hint = charset_of(member.head())  # before it is read to its end, and closed
        raw = member.whole(LARGEST, "export it in parts")
        pattern = _notation(raw)
        stamps = list(pattern.finditer(raw)) if pattern else []
        for start, end in pairwise([0, *(stamp.start() for stamp in stamps), len(raw)]):
            if raw[start:end].strip() and not member.done(start):
                yield self._message(member, start, raw[start:end], hint, pattern, _is_channel(pattern, stamps))

    def _message(
        self, member: Member, offset: int, raw: bytes, hint: str, pattern: re.Pattern[bytes] | None, channel: bool
    ) -> Found:
        stamp = pattern.match(raw) if pattern else None
        begin = stamp.end() if stamp else 0
        if stamp is None or len(raw[begin:].split()) < TALK:
            return Skipped(member.place(offset), "short messages of chats")
        decoded = decode(raw if channel else raw[begin:], hint=hint)  # who publishes in a channel is the source
        return member.record(
            self.name,
            offset,
            raw,
            _FORWARDED.sub("", decoded.text, count=1),
            kind=RecordKind.TEXT,
            fields={"message": decode(stamp[0].strip(), hint=hint).text.strip("\u200e\u200f: ")},
            warnings=decoded.warnings,
        )


def _is_channel(pattern: re.Pattern[bytes] | None, stamps: list[re.Match[bytes]]) -> bool:
    """Whether all messages are of one sender, as those of a channel on Telegram."""
    return pattern is _STAMPS[_TELEGRAM] and len({stamp["name"] for stamp in stamps}) == 1


def _notation(raw: bytes) -> re.Pattern[bytes] | None:
    """The notation in which most of the stamps are; None where there are few."""
    counted = [sum(1 for _ in pattern.finditer(raw)) for pattern in _STAMPS]
    return _STAMPS[counted.index(max(counted))] if max(counted) >= FEWEST else None
