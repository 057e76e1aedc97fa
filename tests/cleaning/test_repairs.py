"""Hard wraps, divided words, mojibake, entities: what a careless conversion did is undone, and can be put back."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from reader.cleaning import clean
from reader.model import CutReason, Record, RecordKind, Role, restore
from tests.cleaning.invariants import assert_lossless

ONE = (
    "The council of Torvik met on Monday evening to talk about the bridges of the town, about what they will cost, "
    "and about who is to pay for them. Nobody expected an agreement before the summer, and nobody got one."
)
TWO = (
    "Mayor Ada Firn said that the old bridge had been closed for eleven weeks and that the ferry could not carry the "
    "lorries of the quarry, which now drive sixty kilometres around the lake every day."
)
COLUMNS = (60, 66, 72, 80)


def wrapped(columns: int, first: str = "", other: str = "", gap: str = "\n") -> str:
    return gap.join(textwrap.fill(text, columns, initial_indent=first, subsequent_indent=other) for text in (ONE, TWO))


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize(
    ("first", "other", "gap"),
    [
        ("", "", "\n\n"),
        ("    ", "", "\n"),
        ("  ", "  ", "\n\n"),
        ("> ", "> ", "\n>\n"),
        ("> > ", "> > ", "\n> >\n"),
        (">", ">", "\n\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wraps(columns: int, first: str, other: str, gap: str, end: str, record: Callable[..., Record]) -> None:
    source = wrapped(columns, first, other, gap).replace("\n", end)
    for kind in (RecordKind.STATED, RecordKind.TEXT):
        cleaned = clean(record(source, kind=kind, title="Bridges"))
        assert cleaned.articles[0].text == f"{ONE}\n{TWO}"
        assert_lossless(source, cleaned)


def test_a_quoted_mail_is_a_block_quote(record: Callable[..., Record]) -> None:
    source = f"{textwrap.fill(ONE, 70)}\n\nAda Firn wrote:\n" + textwrap.indent(textwrap.fill(TWO, 66), "> ")
    (article,) = clean(record(source, kind=RecordKind.STATED)).articles
    assert [block.role for block in article.blocks] == [Role.PARAGRAPH, Role.PARAGRAPH, Role.BLOCK_QUOTE]
    assert article.text.endswith(TWO)
    assert [cut.text for cut in article.cuts if cut.reason is CutReason.ORNAMENT] == [">"]


def test_a_sentence_behind_a_dash_is_speech(record: Callable[..., Record]) -> None:
    source = "– Vi er sjokkert, sier hun.\n– Brød\n• Melk"
    (article,) = clean(record(source, kind=RecordKind.STATED)).articles
    assert article.text == "– Vi er sjokkert, sier hun.\nBrød\nMelk"
    assert [block.role for block in article.blocks] == [Role.PARAGRAPH, Role.LIST_ITEM, Role.LIST_ITEM]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "It went over the coun\xad\ncil's line, and the town\xadhall stood.",
            "It went over the council's line, and the townhall stood.",
        ),
        ("The of\ufb01ce on the \ufb02oor is a di\ufb03cult place.", "The office on the floor is a difficult place."),
        ("Le maire a dÃ©clarÃ© que lâ€™Ã©tÃ© sera long.", "Le maire a déclaré que l’été sera long."),
        ("FranÃƒÂ§ois paie 5 â‚¬ â€“ pas plus.", "François paie 5 € – pas plus."),
        ("FranA\u0303\x83A\u0302\xa7ois Aubry paid.", "François Aubry paid."),
        ("Re\u0301mi Aubry a dit oui.", "Re\u0301mi Aubry a dit oui."),
        (
            "The mayor\x92s office said \x93no\x94 \x96 and that was all\x85 It cost 5 \x80.",
            "The mayor’s office said “no” – and that was all… It cost 5 €.",
        ),
        (
            "Caf&eacute; M&uuml;ller&#8217;s bill: 5 &euro; &mdash; &ldquo;too much&rdquo;.",
            "Café Müller’s bill: 5 € — “too much”.",
        ),
        ("It was closed&amp;ndash;and &amp;#8217;s&amp;nbsp;gone.", "It was closed–and ’s\xa0gone."),
        ("R&D at AT&T; Q&A with a&b; x &foo; y.", "R&D at AT&T; Q&A with a&b; x &foo; y."),
    ],
)
def test_characters(source: str, text: str, record: Callable[..., Record]) -> None:
    (article,) = clean(record(source, kind=RecordKind.STATED)).articles
    assert article.text == text
    assert restore(article.text, article.cuts) == source
    assert {cut.reason for cut in article.cuts} <= {CutReason.ENCODING, CutReason.HYPHENATION}


def test_divided_words(record: Callable[..., Record]) -> None:
    source = (
        "The council of Torvik met on Monday evening to talk about the brid-\n"
        "ges of the town, about what they will cost, and about who is to pay\n"
        "for them. It was a well-known dispute, and nobody expected an agree-\n"
        "ment before the summer. The mayor, who is a self-\n"
        "declared friend of bridges, said that the Anglo-American North-\n"
        "South road would be closed for eleven weeks."
    )
    (article,) = clean(record(source, kind=RecordKind.STATED)).articles
    assert "the bridges of" in article.text
    assert "an agreement before" in article.text
    assert "a self-declared friend" in article.text
    assert restore(article.text, article.cuts) == source
