"""Markdown: front matter with where the article comes from, the story, notes and quotes.

Values in the front matter are YAML in its JSON form: double-quoted, so that no headline can be
taken for anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reader.exports.exporter import Exporter
from reader.exports.jsonlines import article_keys
from reader.exports.words import names
from reader.model import Dossier, EntityType
from reader.rendering import article_markdown

# What YAML takes for a line's end or forbids although JSON allows it.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_ALWAYS = ("id", "title", "source", "author", "published", "published_precision", "published_how")
_IF_STATED = ("published_as_written", "url", "language", "section", "starred", "read")


class Markdown(Exporter):
    """One document an article, one after the other, each with its front matter."""

    name = "Markdown"
    suffixes = (".md", ".markdown")

    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        between = ""
        for dossier in dossiers:
            yield f"{between}{front_matter(dossier)}\n{article_markdown(dossier)}{_leftover(dossier)}"
            between = "\n"


def front_matter(dossier: Dossier) -> str:
    """What is known about the article, between two lines of `---`."""
    return "".join(("---\n", *(f"{key}: {_yaml(value)}\n" for key, value in _matter(dossier).items()), "---\n"))


def _matter(dossier: Dossier) -> Mapping[str, Any]:
    keys = article_keys(dossier)
    matter = {key: keys[key] for key in _ALWAYS} | {key: keys[key] for key in _IF_STATED if keys[key]}
    mentions = [(str(each.type), each.name) for each in (*dossier.marks.title_entities, *dossier.marks.entities)]
    for kind in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE):
        if named := names(mentions, kind):
            matter["people" if kind is EntityType.PERSON else f"{kind}s"] = list(named)
    matter["tags"] = keys["tags"]
    matter["provenance"] = keys["provenance"]
    return matter


def _leftover(dossier: Dossier) -> str:
    """What the record holds outside of its articles, as code: nothing in it is Markdown."""
    lines = [line for stretch in dossier.leftover or () for line in stretch.text.splitlines() if line.strip()]
    return "\n## Left over from this record\n\n" + "".join(f"    {line}\n" for line in lines) if lines else ""


def _yaml(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
