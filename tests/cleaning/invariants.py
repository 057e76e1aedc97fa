"""What every cleaned record promises, whatever came in."""

from __future__ import annotations

import re

from reader.model import Cleaned, restore

FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


def assert_lossless(source: str, cleaned: Cleaned) -> None:
    """Extents and leftover cover the source; text and cuts give the extent; blocks are the text's lines."""
    pieces = [(a.extent, source[a.extent[0] : a.extent[1]]) for a in cleaned.articles]
    pieces += [((stretch.start, stretch.end), stretch.text) for stretch in cleaned.leftover]
    here = 0
    for (start, end), text in sorted(pieces):
        assert start == here
        assert text == source[start:end]
        here = end
    assert here == len(source) == cleaned.length
    assert [a.extent for a in cleaned.articles] == sorted(a.extent for a in cleaned.articles)
    for article in cleaned.articles:
        assert restore(article.text, article.cuts) == source[article.extent[0] : article.extent[1]]
        assert article.text == "\n".join(article.text[b.start : b.end] for b in article.blocks)
        assert all(b.start < b.end for b in article.blocks)
        assert not FORBIDDEN.search(article.text)
        assert all(cut.text or cut.instead for cut in article.cuts)
        assert [c.at for c in article.cuts] == sorted(c.at for c in article.cuts)
