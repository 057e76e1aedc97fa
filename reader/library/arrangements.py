"""How a record is divided into articles, and how a step that changes it keeps that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from reader.library import corrections, packing
from reader.library.belongings import Rows
from reader.model import Article, Block, Borders, Provenance, Role, Stretch


class Arrangement(NamedTuple):
    """How a record stands: its articles as cleaning made them, and the stretches outside of them."""

    articles: tuple[Article, ...]
    leftover: tuple[Stretch, ...]
    length: int  # of the source text, in code points
    borders: Borders = Borders()


def packed(stands: Arrangement, user: Rows | None) -> bytes:
    """As a step keeps it, with the rows that the user had then."""
    return packing.pack(
        {
            "articles": [_listed(each) for each in stands.articles],
            "leftover": [[part.start, part.end, part.text] for part in stands.leftover],
            "length": stands.length,
            "borders": [stands.borders.splits, stands.borders.joins],
            "user": user,
        }
    )


def unpacked(value: Any) -> Arrangement:
    """The same back out of `packing.unpack`."""
    splits, joins = value["borders"]
    return Arrangement(
        tuple(_unlisted(each) for each in value["articles"]),
        tuple(Stretch(*part) for part in value["leftover"]),
        value["length"],
        Borders(tuple(splits), tuple((end, start) for end, start in joins)),
    )


def _listed(article: Article) -> list[Any]:
    at = article.provenance
    place = [
        at.dump,
        at.dump_sha256,
        at.member,
        at.offset,
        at.length,
        at.record_sha256,
        at.format,
        at.compressed_offset,
    ]
    return [
        article.id,
        place,
        article.title,
        article.source,
        article.author,
        corrections.listed(article.published),
        article.text,
        [[block.start, block.end, block.role.value] for block in article.blocks],
        packing.pack_cuts(article.cuts),
        list(article.extent),
        [article.url, article.language, article.section, dict(article.fields), article.version],
    ]


def _unlisted(facts: Sequence[Any]) -> Article:
    id_, place, title, source, author, when, text, blocks, cuts, (start, end), rest = facts
    url, language, section, fields, version = rest
    return Article(
        id_,
        Provenance(*place),
        title,
        text,
        tuple(Block(first, last, Role(role)) for first, last, role in blocks),
        packing.unpack_cuts(cuts),
        (start, end),
        source,
        author,
        corrections.unlisted_date(when),
        url,
        language,
        section,
        fields,
        version,
    )
