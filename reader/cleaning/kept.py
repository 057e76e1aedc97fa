"""Texts that were cleaned before: an export of Cuttings comes in as it went out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.cleaning.repair import INVISIBLE
from reader.model import Article, Block, Record, article_id

_FORBIDDEN = re.compile(rf"[{INVISIBLE}\x85\t\v\f\r\x1c-\x1f]")  # what no cleaned text holds


def kept_article(record: Record, blocks: Sequence[Block]) -> Article | None:
    """The record's content as an article's text in these blocks, with nothing guessed, nothing cut.

    None where it cannot be one of ours: the blocks do not make the text, or it holds what cleaning takes out.
    """
    text = record.content
    if not text or not _fit(text, blocks) or _FORBIDDEN.search(text):
        return None
    return Article(
        id=article_id(record.provenance, 0),
        provenance=record.provenance,
        title=record.title or "",
        text=text,
        blocks=tuple(blocks),
        cuts=(),
        extent=(0, len(text)),
        source=record.source,
        author=record.author,
        published=record.published,
        url=record.url,
        language=record.language,
        section=record.section,
        fields=record.fields,
    )


def _fit(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the blocks tile the text, one line break between each and the next."""
    edges = [(block.start, block.end) for block in blocks]
    if not edges or edges[0][0] != 0 or edges[-1][1] != len(text):
        return False
    parted = all(text[end : end + 1] == "\n" and start == end + 1 for (_, end), (start, _) in pairwise(edges))
    return parted and all(start < end for start, end in edges)
