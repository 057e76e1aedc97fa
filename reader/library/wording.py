"""The words of a quotation, as they are compared: what two articles quote alike, exactly or slightly changed.

Equal words have equal fingerprints. Changed ones share shingles (runs of four words); of these a sample is kept by
winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003), which
finds every run of `SHINGLE + WINDOW - 1` = 8 words that two quotations have in common, and most shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from hashlib import blake2b
from zlib import crc32

from reader.library import tokens

LEAST = 3  # words; "very happy" is said by everybody
LONG = 6  # words that say by themselves that it is the same utterance; shorter ones travel in company only
SHINGLE, WINDOW = 4, 5
SHARED = 0.7  # of the shorter one's words, in their order
_RUN = 4  # words in a row, at least once
_LETTERS = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words without case and punctuation; of scripts without spaces, pairs of letters."""
    return _LETTERS.findall(tokens.indexable(text).casefold())


def fingerprint(words: Sequence[str]) -> int | None:
    """A signed 64-bit hash of the words; None for too few."""
    if len(words) < LEAST:
        return None
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def echoes(words: Sequence[str]) -> set[int]:
    """A sample of the hashes of the words' shingles; none of fewer than `LONG` words."""
    if len(words) < LONG:
        return set()
    hashes = [
        crc32(" ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass"))
        for at in range(len(words) - SHINGLE + 1)
    ]
    return {min(hashes[at : at + WINDOW]) for at in range(max(len(hashes) - WINDOW + 1, 1))}


def resemble(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two quotations are the same one, changed or shortened."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    return max(block.size for block in blocks) >= _RUN and shared >= SHARED * min(len(one), len(other))
