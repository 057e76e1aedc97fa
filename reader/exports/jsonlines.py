"""JSON lines: everything known about an article on one line; the contract with users' scripts.

Keys are never dropped or renamed, and their order stays; new ones may come at the end. Every
offset is in Python code points into `text` (`extent` and `leftover`: into the record's source text).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reader.exports.exporter import Exporter
from reader.model import ArticleState, Dossier, Entity, Marks, Note, Plate, Provenance, PublishedDate, Quote, Stretch

Keys = dict[str, Any]
LONG_KEYS = frozenset({"text", "cuts", "entities", "title_entities", "quotes"})  # what a list of hits leaves out


class JsonLines(Exporter):
    """One article a line, every key present."""

    name = "JSON lines"
    suffixes = (".jsonl", ".ndjson")

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        for dossier in dossiers:
            yield line(article_keys(dossier))


def line(keys: Keys) -> str:
    """`keys` as one line that is valid UTF-8 whatever stands in it.

    A lone surrogate (a file's name that is not UTF-8) has no UTF-8 form; as an escape it survives.
    """
    text = json.dumps(keys, ensure_ascii=False)
    return (text if _encodes(text) else json.dumps(keys)) + "\n"


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def article_keys(dossier: Dossier) -> Keys:
    """The keys of the contract, in its order; `leftover` only where it was asked for."""
    article, marks = dossier.article, dossier.marks
    keys: Keys = {"id": article.id, "title": article.title, "source": article.source, "author": article.author}
    keys |= _published(article.published)
    keys |= {"url": article.url, "language": article.language, "section": article.section, "text": article.text}
    keys["blocks"] = [{"start": block.start, "end": block.end, "role": str(block.role)} for block in article.blocks]
    keys |= _state(dossier.state) | _marks(marks)
    keys["extent"] = list(article.extent)
    keys["cuts"] = [
        {"at": cut.at, "instead": cut.instead, "text": cut.text, "reason": str(cut.reason)} for cut in article.cuts
    ]
    keys |= {"copies": list(dossier.copies), "related": list(dossier.related), "fields": dict(article.fields)}
    keys["provenance"] = _provenance(article.provenance)
    keys["corrected"] = dict(dossier.corrected)
    keys["pictures"] = [_picture(plate) for plate in dossier.pictures]
    if dossier.leftover is not None:
        keys["leftover"] = [_stretch(stretch) for stretch in dossier.leftover]
    return keys


def hit_keys(dossier: Dossier, snippet: str) -> Keys:
    """What `cuttings search --json` prints of an article: no text, cuts or marks, but a snippet."""
    keys = {key: value for key, value in article_keys(dossier).items() if key not in LONG_KEYS}
    return keys | {"snippet": snippet}


def _published(date: PublishedDate) -> Keys:
    return {
        "published": date.moment,
        "published_precision": date.precision and str(date.precision),
        "published_how": date.how and str(date.how),
        "published_as_written": date.as_written,
    }


def _state(state: ArticleState) -> Keys:
    return {
        "tags": list(state.tags),
        "starred": state.starred,
        "read": state.read,
        "notes": [_note(note) for note in state.notes],
    }


def _note(note: Note) -> Keys:
    return {"start": note.start, "end": note.end, "text": note.text, "made": note.made}


def _marks(marks: Marks) -> Keys:
    return {
        "entities": [_entity(entity) for entity in marks.entities],
        "title_entities": [_entity(entity) for entity in marks.title_entities],
        "quotes": [_quote(quote) for quote in marks.quotes],
        "analysed": dict(marks.analysed) or None,
    }


def _entity(entity: Entity) -> Keys:
    place = {"start": entity.start, "end": entity.end, "text": entity.text}
    return place | {"type": str(entity.type), "name": entity.name}


def _quote(quote: Quote) -> Keys:
    return {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "kind": str(quote.kind),
        "speaker": quote.speaker,
        "speaker_as_written": quote.speaker_as_written,
        "speaker_class": quote.speaker_class and str(quote.speaker_class),
        "cue": quote.cue,
        "told": quote.told,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "group": quote.group,
    }


def _provenance(provenance: Provenance) -> Keys:
    keys: Keys = {
        "dump": provenance.dump,
        "dump_sha256": provenance.dump_sha256,
        "member": provenance.member,
        "offset": provenance.offset,
        "length": provenance.length,
        "record_sha256": provenance.record_sha256,
        "format": provenance.format,
    }
    if provenance.compressed_offset is not None:
        keys["compressed_offset"] = provenance.compressed_offset
    return keys


def _picture(plate: Plate) -> Keys:
    """What the dump holds of an article's pictures; `at` is in the record's source text, as `extent`."""
    size = {"type": plate.type, "width": plate.width, "height": plate.height, "sha256": plate.sha256}
    return {"at": plate.at, **size, "alt": plate.alt, "caption": plate.caption}


def _stretch(stretch: Stretch) -> Keys:
    return {"start": stretch.start, "end": stretch.end, "text": stretch.text}
