"""Who and what is named in the article, by type, the most mentioned first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from reader.model import Dossier, Entity, EntityType
from reader.rendering import ENTITIES
from reader.ui.trees import HEADING, NAME, GroupedTree


class Name(NamedTuple):
    """A row: the name, what it is, and where the text mentions it."""

    name: str
    type: EntityType
    spans: tuple[tuple[int, int], ...]


class EntityList(GroupedTree):
    """Rows of `Name`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("entityList", "Names in this article", parent)

    def show_names(self, dossier: Dossier | None) -> int:
        """Fills the list; returns how many different names there are."""
        self.clear()
        names = names_of(dossier) if dossier else []
        for type_ in EntityType:
            of_type = [name for name in names if name[0].type is type_]
            if of_type:
                heading = self.add(None, HEADING, ENTITIES[type_][1].capitalize(), str(len(of_type)), None)
                for name, count in of_type:
                    self.add(heading, NAME, name.name, str(count) if count > 1 else "", name)
        self.fit()
        return len(names)


def names_of(dossier: Dossier) -> list[tuple[Name, int]]:
    """Each name with its number of mentions, in headline and text."""
    marks = dossier.marks
    counts = Counter((each.type, each.name) for each in (*marks.entities, *marks.title_entities))
    spans = _spans(marks.entities)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][1].casefold()))
    return [(Name(name, type_, tuple(spans.get((type_, name), ()))), count) for (type_, name), count in ordered]


def _spans(entities: Iterable[Entity]) -> dict[tuple[EntityType, str], list[tuple[int, int]]]:
    found: dict[tuple[EntityType, str], list[tuple[int, int]]] = {}
    for entity in entities:
        found.setdefault((entity.type, entity.name), []).append((entity.start, entity.end))
    return found
