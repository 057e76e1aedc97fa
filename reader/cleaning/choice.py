"""Which of a page's blocks are its story: what the model says, and what the markup knows better."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reader.cleaning.alike_blocks import Makes, completed
from reader.cleaning.asides import without_asides
from reader.cleaning.decoder import Odds, decode
from reader.cleaning.judgement import Judged
from reader.cleaning.leads import lead
from reader.cleaning.markup import Page
from reader.cleaning.passages import Passage
from reader.cleaning.regions import is_caption
from reader.cleaning.shapes import told_reason
from reader.model import CutReason

# Of a page's blocks those that say themselves what they are ("Read also: ...", "Photo: ...", captions) are never the
# story's: .005 on 990 pages and .002 on those marked by reading; the 94, whose makers keep captions, lose .002.
TOLD = frozenset((CutReason.TEASER, CutReason.CAPTION, CutReason.ADVERT, CutReason.LEGAL))
TELLING = 40  # words: a longer block has more to say
FARTHEST = 40  # blocks between a headline and its story: pictures, authors, buttons
LONG = 20  # words of a block that is prose
LIKELY = 2.0  # log-odds of a block that belongs to an article
# The best of grids over the development pages, by site held out: a page has more borders than a text, and a
# sidebar of prose is not to be taken in where the story is short.
BORDER, FLOOR, SHARE = 3.0, 0.25, 0.25
LEANING = 0.2  # log-odds towards the story


def html_choice(
    page: Page,
    passages: Sequence[Passage],
    texts: Sequence[str],
    judged: Judged,
    makes: Makes,
    headline: int | None,
) -> list[int]:
    """The blocks of a page that belong to its story, in order; `headline` is the block of its headline.

    `judged` are the log-odds and words of each block, those of one make drawn together.
    """
    odds, words = judged
    found = completed(page, makes, odds, words, decode(odds + LEANING, words, BORDER, FLOOR, SHARE))
    chosen = [i for i in found if not _names_itself(page, passages, words, i)] or found
    chosen = without_asides(page, texts, words, chosen, headline)
    if headline is not None and headline < chosen[0] <= headline + FARTHEST:
        return lead(page, texts, words, odds, headline, chosen[0]) + chosen
    return chosen


def entry_choice(page: Page, passages: Sequence[Passage], judged: Judged, places: Sequence[int]) -> list[int]:
    """The blocks among `places` that are the text of an article known to stand there.

    The model knows pages of one article and doubts entries of several; so its odds are raised until the middle one
    of the long blocks is a likely one.
    """
    odds, words = judged[0][places], judged[1][places]
    long = words >= LONG
    doubt = max(0.0, LIKELY - float(np.median(odds[long]))) if long.any() else 0.0
    found = [places[int(i)] for i in np.flatnonzero(decode(odds + doubt, words))]
    return [i for i in found if not _names_itself(page, passages, judged[1], i)] or found


def _names_itself(page: Page, passages: Sequence[Passage], words: Odds, index: int) -> bool:
    """Whether a block says itself that it is none of the story, by its tag or by its words."""
    if is_caption(page.blocks[index], page.elements):
        return True
    return bool(words[index] <= TELLING) and told_reason(passages[index]) in TOLD
