"""From records to articles: what belongs to a story stays, everything else becomes cuts or leftover.

One idea serves plain text and HTML: a record is a sequence of blocks, each gets a role, the
sequence is split into articles. Nothing is lost: an article's text with its cuts put back is the
stretch of source text that it came from, and the stretches between articles are kept as leftover.
"""

from __future__ import annotations

from reader.cleaning.borders import arranged, divided, united
from reader.cleaning.cleaner import CLEANER_VERSION, clean
from reader.cleaning.dates import resolve_relative
from reader.cleaning.evidence import EVIDENCE_VERSION, Sample

__all__ = [
    "CLEANER_VERSION",
    "EVIDENCE_VERSION",
    "Sample",
    "arranged",
    "clean",
    "divided",
    "resolve_relative",
    "united",
]
