"""The charset of an XML member, for its elements that are decoded one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.dumps.encodings import WIDE, Decoded, charset_of, decode
from reader.dumps.member import Member

_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)", re.S)


@dataclass(frozen=True, slots=True)
class XmlText:
    """What the member seems to be in, and what it says of itself."""

    charset: str
    declared: str | None

    @classmethod
    def of(cls, member: Member) -> XmlText:
        head = member.head()
        declared = _DECLARED.search(head[:1000].replace(b"\0", b""))
        return cls(charset_of(head), declared.group(1).decode("ascii") if declared else None)

    def decode(self, raw: bytes) -> Decoded:
        """An element's text; the whole member's charset is the hint."""
        declared = None if self.charset in WIDE else self.declared
        return decode(raw, declared=declared, hint=self.charset)
