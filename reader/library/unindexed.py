"""Words in short texts that have no index: notes, cuts and leftover. SQLite calls these functions for each row."""

from __future__ import annotations

import json

from reader.library import packing, tokens
from reader.library.tree import Near, Words


def sought(value: Words | Near) -> str:
    """Words for `found_in` and `cut_holds`: those that stand together, and whether the last only begins so."""
    text = value.text if isinstance(value, Words) else " ".join(value.words)
    return json.dumps([_folded_words(text), isinstance(value, Words) and value.prefix])


def found_in(text: str | None, wanted: str) -> bool:
    """Whether these words stand together in a text."""
    words, prefix = json.loads(wanted)
    return f" {' '.join(words)}{'' if prefix else ' '}" in f" {' '.join(_folded_words(text or ''))} "


def cut_holds(detail: bytes, leftover: bytes | None, wanted: str) -> bool:
    """Whether they do in one of an article's cuts, or in its record's leftover."""
    texts = [cut.text for cut in packing.unpack_cuts(packing.unpack(detail)[6])]
    texts += [stretch.text for stretch in packing.unpack_stretches(leftover)]
    return any(found_in(text, wanted) for text in texts)


def _folded_words(text: str) -> list[str]:
    return tokens.words(tokens.fold(text))
