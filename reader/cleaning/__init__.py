"""From records to articles: what belongs to a story stays, everything else becomes cuts or leftover.

One idea serves plain text and HTML: a record is a sequence of blocks, each gets a role, the
sequence is split into articles. Nothing is lost: an article's text with its cuts put back is the
stretch of source text that it came from, and the stretches between articles are kept as leftover.

    entrance      cleaner, with the short ways kept and plain, and borders that the user draws, by strips
    blocks        passages of text, markup of a page; repair, hyphens, sentences, edits
    lines         shapes; notices, neighbours, beginnings
    metadata      metalines, with metadata as its result; labelled_lines, card_lines, credited_headlines, datelines;
                  names, authors; dates, dateparts, datemarks, calendar
    the model     judgement, of columns, structure, surroundings, cues and lexicon; decoder makes runs of it
    text          selection of its lines, stories with their headers
    layouts       layouts: those of dumps, told by what recurs: layout_lines, layout_zones, layout_stories
    pages         pages: choice of blocks by leads, asides, regions, alike_blocks, repeated_elements; figures and
                  picture_addresses
    several       entries of one page: entry_sight, entry_headings, entry_extents, entry_facts, entry_attributes,
                  entry_signatures
    a site        evidence of its pages: site_lines
    articles      articles out of stories by assembly, junk in paragraphs by inline and picture_credits; language
    words         wordlists, the files of resources/cleaning
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
