"""An invented article with everything that can be shown, for tests of what shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
)

PROVENANCE = Provenance(
    dump="harbour-papers.txt",
    dump_sha256="5f1d7a84db00d2fce00b31a7fc73224fabc4f1a9e1a4e2ad3e1f8f7f3f2c0a11",
    member="",
    offset=2048,
    length=4096,
    record_sha256="aa17c3d1a1d0f3a45f7aa9ba57a7b0dd90b7e4cf6f0a0f6f4de0b0ac0f4a5b6c",
    format="plain text",
)
TITLE = "Harbour council votes to reopen the old ferry line to Skarvøy"
PARTS: tuple[tuple[Role, str], ...] = (
    (
        Role.PARAGRAPH,
        "VESTHAVN — After eleven years of silence at Pier 4, the council of Vesthavn voted on Monday night to reopen "
        "the ferry line to Skarvøy, a decision that 212 islanders had petitioned for since the last boat was sold.",
    ),
    (
        Role.PARAGRAPH,
        "“We have been told for a decade that nobody would come,” said Ingrid Solheim, who led the petition. “They "
        "never once counted how many of us had left.”",
    ),
    (
        Role.PARAGRAPH,
        "The Northern Ports Authority, which owns the quay, had called the plan “neither safe nor affordable” in a "
        "report of 14 March. Its director, Aksel Brandt, told Kystposten he would not stand in the way of the vote.",
    ),
    (Role.SUBHEADING, "A boat that nobody wanted"),
    (
        Role.PARAGRAPH,
        "Solheim, a former harbour pilot, had found the Maren in a yard near Odda, where she had stood for "
        "six winters. The yard "
        "asked for 1.4 million kroner; the islanders offered half of that and a promise to paint her.",
    ),
    (Role.LIST_ITEM, "Two crossings a day from May to September, one in winter"),
    (Role.LIST_ITEM, "A fare of 38 kroner, free for those under twelve"),
    (Role.LIST_ITEM, "A review by the county after two years"),
    (
        Role.BLOCK_QUOTE,
        "A line that is measured by its tickets alone will always be too dear. It ought to be measured by the lights "
        "that are still on across the water.",
    ),
    (
        Role.PARAGRAPH,
        "That sentence, from a letter that the schoolteacher Jonas Lie Haugen sent to the council in 2014, was read "
        "aloud before the vote. “I had forgotten writing it,” Haugen said afterwards. “But I remember the lights.”",
    ),
    (
        Role.PARAGRAPH,
        "A person close to the county’s budget talks said that the money was “there, and has been there all along”. "
        "Brandt declined to comment on that, and the county did not answer questions by Tuesday.",
    ),
)
NAMES: Sequence[tuple[str, str, EntityType]] = (
    ("Ingrid Solheim", "Ingrid Solheim", EntityType.PERSON),
    ("Solheim", "Ingrid Solheim", EntityType.PERSON),
    ("Aksel Brandt", "Aksel Brandt", EntityType.PERSON),
    ("Brandt", "Aksel Brandt", EntityType.PERSON),
    ("Jonas Lie Haugen", "Jonas Lie Haugen", EntityType.PERSON),
    ("Haugen", "Jonas Lie Haugen", EntityType.PERSON),
    ("Northern Ports Authority", "Northern Ports Authority", EntityType.ORGANISATION),
    ("Kystposten", "Kystposten", EntityType.ORGANISATION),
    ("Vesthavn", "Vesthavn", EntityType.PLACE),
    ("Skarvøy", "Skarvøy", EntityType.PLACE),
    ("Odda", "Odda", EntityType.PLACE),
    ("islanders", "islanders", EntityType.GROUP),
    ("Maren", "Maren", EntityType.OTHER),
)
SAID: Sequence[tuple[str, str, str | None, SpeakerClass, str, QuoteKind, int]] = (
    ("“We have", "come,”", "Ingrid Solheim", SpeakerClass.NAMED, "said", QuoteKind.DIRECT, 1),
    ("“They", "left.”", "Ingrid Solheim", SpeakerClass.NAMED, "said", QuoteKind.DIRECT, 1),
    ("“neither", "affordable”", "Northern Ports Authority", SpeakerClass.INSTITUTION, "called", QuoteKind.DOCUMENT, 2),
    ("“I had", "it,”", "Jonas Lie Haugen", SpeakerClass.NAMED, "said", QuoteKind.DIRECT, 3),
    ("“But", "lights.”", "Jonas Lie Haugen", SpeakerClass.NAMED, "said", QuoteKind.DIRECT, 3),
    (
        "“there, and",
        "along”",
        "A person close to the county’s budget talks",
        SpeakerClass.ANONYMOUS,
        "said",
        QuoteKind.DIRECT,
        4,
    ),
)


def article(title: str = TITLE, parts: Sequence[tuple[Role, str]] = PARTS, *, id: str = "0" * 20) -> Article:  # noqa: A002
    """The invented article, its cuts between and inside the blocks."""
    text = "\n".join(part for _, part in parts)
    blocks, here = [], 0
    for role, part in parts:
        blocks.append(Block(here, here + len(part), role))
        here += len(part) + 1
    return Article(
        id=id,
        provenance=PROVENANCE,
        title=title,
        text=text,
        blocks=tuple(blocks),
        cuts=tuple(sorted(_cuts(text, blocks), key=lambda cut: cut.at)),
        extent=(0, len(text)),
        source="The Vesthavn Courier",
        author="Maria Ekern",
        published=PublishedDate("2025-03-18T06:05+01:00", Precision.MINUTE, DateOrigin.STATED, "Tue 18 Mar 2025 06:05"),
        section="Coast",
        language="en",
    )


def _cuts(text: str, blocks: Sequence[Block]) -> list[Cut]:
    cuts = [
        Cut(0, TITLE + "\n", CutReason.HEADLINE),
        Cut(0, "By Maria Ekern\n", CutReason.BYLINE),
        Cut(0, "\n", CutReason.SPACING),
    ]
    if len(blocks) > 4:
        caption = "2 The Maren in the yard where she was found last autumn. Photo: Tor Lind / Courier"
        cuts += [
            Cut(blocks[2].start, "Advertisement\n", CutReason.ADVERT),
            Cut(text.index("The yard asked"), caption + " ", CutReason.CAPTION),
            Cut(text.index("honey") if "honey" in text else text.index("winters"), "-\n", CutReason.HYPHENATION),
            Cut(len(text), "\nme/tl", CutReason.SIGN_OFF),
            Cut(len(text), "\nRead more: Five islands you can still reach by boat", CutReason.TEASER),
            Cut(len(text), "\nSign up for the Courier’s morning letter", CutReason.PROMOTION),
        ]
    return cuts


def entities(text: str) -> tuple[Entity, ...]:
    """Every mention of the invented names, the longest form first, none inside another."""
    found: dict[int, Entity] = {}
    taken: set[int] = set()
    for form, name, type_ in sorted(NAMES, key=lambda each: -len(each[0])):
        for match in re.finditer(rf"\b{re.escape(form)}\b", text):
            if not taken & set(range(*match.span())):
                taken |= set(range(*match.span()))
                found[match.start()] = Entity(match.start(), match.end(), form, type_, name)
    return tuple(found[start] for start in sorted(found))


def quotes(text: str) -> tuple[Quote, ...]:
    """The invented quotations with their speakers."""
    made = []
    for first, last, speaker, class_, cue, kind, group in SAID:
        start = text.index(first)
        end = text.index(last, start) + len(last)
        written = (speaker or "").split()[-1]
        at = text.find(written, end)
        made.append(
            Quote(
                start,
                end,
                text[start:end],
                kind=kind,
                speaker=speaker,
                speaker_as_written=written,
                speaker_class=class_,
                speaker_start=at if at >= 0 else None,
                speaker_end=at + len(written) if at >= 0 else None,
                cue=cue,
                rule="cue_after",
                confidence=0.9 if group != 4 else 0.65,
                group=group,
            )
        )
    return tuple(made)


def dossier(*, analysed: bool = True, notes: bool = True) -> Dossier:
    """The invented article with its marks, tags and notes."""
    whole = article()
    marks = Marks(entities(whole.text), entities(whole.title), quotes(whole.text), {"entities": "1", "quotes": "1"})
    at = whole.text.index("1.4 million kroner")
    state = ArticleState(
        tags=("ferries", "local government"),
        starred=True,
        notes=(
            Note("Ask the yard for the bill of sale.", at, at + len("1.4 million kroner"), "2025-03-19T08:00:00Z", 1),
            Note("Compare with the *2014* letter.", made="2025-03-19T08:02:00Z", id=2),
        ),
    )
    return Dossier(whole, state if notes else ArticleState(), marks if analysed else Marks())
