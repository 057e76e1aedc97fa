"""Fixtures for every room: invented news, and Qt without a display."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.model import (
    Article,
    ArticleState,
    Block,
    Cut,
    CutReason,
    DateOrigin,
    Dossier,
    Entity,
    EntityType,
    Marks,
    Note,
    Precision,
    Provenance,
    PublishedDate,
    Quote,
    QuoteKind,
    Role,
    SpeakerClass,
    Stretch,
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CUTTINGS_SHARED", ROOT.parent / "shared"))


@pytest.fixture
def shared() -> Path:
    """Real dumps and measuring sets, where this machine has them."""
    if not SHARED.is_dir():
        pytest.skip("no shared folder (CUTTINGS_SHARED)")
    return SHARED


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library.cuttings"


# Everything that an exporter has to get right stands in this article: markup, quotation marks, a cell that looks
# like a formula, an emoji and a combining accent before a mark, a note on a passage, a relative date.
_PARTS = (
    ("=1+1 is not 3, says the <b>mayor</b> of Öst😀by & Sons.", Role.PARAGRAPH),
    ('What "he" said', Role.SUBHEADING),
    ("“We will re\u0301pair the bridge,” Ana Lindqvist, 52, told the Harbour Post; a man disagreed.", Role.PARAGRAPH),
    ("one, two", Role.LIST_ITEM),
)
TEXT = "\n".join(text for text, _ in _PARTS)


def _blocks() -> tuple[Block, ...]:
    blocks, start = [], 0
    for text, role in _PARTS:
        blocks.append(Block(start, start + len(text), role))
        start += len(text) + 1
    return tuple(blocks)


def _place(part: str) -> dict[str, int | str]:
    start = TEXT.index(part)
    return {"start": start, "end": start + len(part), "text": part}


@pytest.fixture
def dossier() -> Dossier:
    """An invented article with everything that an article can have."""
    provenance = Provenance("harbour.zip", "a" * 64, "2011/page 1.txt", 12, 345, "b" * 64, "plain text")
    article = Article(
        id="0123456789abcdef0123",
        provenance=provenance,
        title='Bridge: "repair" or <replace>? | 50% *cheaper*',
        text=TEXT,
        blocks=_blocks(),
        cuts=(Cut(0, "Harbour Post\n", CutReason.SOURCE), Cut(TEXT.index("\nWhat"), "\n- ", CutReason.ORNAMENT, 1)),
        extent=(4, 4 + len(TEXT) + 15),
        source="Harbour Post",
        author="Nils Öberg",
        published=PublishedDate(
            "2011-03-07T10:05+01:00", Precision.MINUTE, DateOrigin.RELATIVE, "5 minutes ago", "file"
        ),
        url="https://harbour.example/bridge?a=1&b=<2>",
        language="en",
        section="Local",
        fields={"edition": "late; city"},
    )
    person = Entity(**_place("Ana Lindqvist"), type=EntityType.PERSON, name="Ana Lindqvist")  # type: ignore[arg-type]
    town = Entity(**_place("Öst😀by"), type=EntityType.PLACE, name="Östby")  # type: ignore[arg-type]
    speech = Quote(
        **_place("“We will re\u0301pair the bridge,”"),  # type: ignore[arg-type]
        kind=QuoteKind.DIRECT,
        speaker="Ana Lindqvist",
        speaker_as_written="Ana Lindqvist",
        speaker_class=SpeakerClass.NAMED,
        cue="told",
        told="the Harbour Post",
        rule="cue after",
        confidence=0.9,
        group=1,
    )
    notes = (
        Note("Check the *sum*.", TEXT.index("=1+1"), TEXT.index(" is not"), "2026-01-02T03:04:05+00:00", 1),
        Note("Good <story>", made="2026-01-02T03:05:05+00:00", id=2),
    )
    return Dossier(
        article,
        ArticleState(("bridge", "money, public"), starred=True, read=True, notes=notes),
        Marks((town, person), (), (speech,), {"entities": "1", "quotes": "2"}),
        copies=("1" * 20,),
        related=("2" * 20,),
        leftover=(Stretch(0, 4, "Ad!\n"),),
    )
