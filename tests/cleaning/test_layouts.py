"""The same stories in the layouts that aggregators, portals and archives use come out the same."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reader.cleaning import clean
from reader.model import Record

from .invariants import assert_lossless


@dataclass(frozen=True)
class Story:
    """An invented story as it was before somebody laid it out."""

    title: str
    source: str
    author: str
    time: str
    body: tuple[str, ...]


STORIES = {
    "en": (
        Story(
            "Mayor of Velmora resigns after dispute over ferry pier",
            "Coastal Courier",
            "Ada Firn",
            "3 hours ago",
            (
                "The mayor of Velmora resigned on Tuesday after the council refused to pay for a second ferry pier.",
                '"I promised the islands a pier, and I cannot keep the promise," Jon Brandt told reporters outside the town hall. "So I go."',
                "The council had voted 14 to 9 against the plan, which would have cost eleven million crowns.",
                "His deputy, Lene Aas, will lead the town until the election in May.",
            ),
        ),
        Story(
            "Researchers count more puffins on Skerry Islands",
            "The Morning Ledger",
            "Theo Marsh",
            "14 March 2023",
            (
                "Researchers have counted 41,200 pairs of puffins on the Skerry Islands, a third more than ten years ago.",
                "The count took six weeks. It was done by hand, burrow by burrow, by students and two retired teachers.",
                '"You put your arm in up to the shoulder and hope that it doesn\'t bite," said the biologist Mia Lund.',
            ),
        ),
        Story(
            "Bakers protest against price of flour",
            "Radio Nordhei",
            "Sina Halvard",
            "12 minutes ago",
            (
                "About two hundred bakers in white coats blocked the bridge in Nordhei on Monday morning.",
                "They demand that the state releases grain from its reserve, as it did in 2011.",
                "The ministry said that it would answer by Friday. The police spoke of a peaceful protest.",
            ),
        ),
    ),
    "de": (
        Story(
            "Stadtrat von Grünau stimmt für neue Brücke",
            "Lautertaler Bote",
            "Katrin Moosbach",
            "vor 3 Stunden",
            (
                "Der Stadtrat von Grünau hat am Dienstag mit 14 zu 9 Stimmen für eine neue Brücke über die Lauter gestimmt.",
                "„Die alte Brücke trägt keinen Lastwagen mehr“, sagte Bürgermeister Jonas Brandt nach der Sitzung.",
                "Der Bau soll im Mai beginnen und elf Millionen Euro kosten. Anwohner fürchten mehr Verkehr.",
            ),
        ),
        Story(
            "Zahl der Störche im Moor steigt auf Rekord",
            "Grünauer Zeitung",
            "Anton Reiser",
            "12. März 2021",
            (
                "Im Grünauer Moor brüten so viele Störche wie seit fünfzig Jahren nicht, teilte das Naturschutzamt am Freitag mit.",
                "Gezählt wurden 38 Paare. Im vergangenen Jahr waren es 24 gewesen.",
                "„Das Wasser ist zurück, also sind die Frösche zurück“, erklärte die Biologin Mia Lund.",
            ),
        ),
    ),
    "fr": (
        Story(
            "La mairie de Saint-Amant renonce au parking sous la place",
            "Le Courrier du Marais",
            "Lucie Ferrand",
            "il y a 3 heures",
            (
                "La mairie de Saint-Amant a renoncé mardi à construire un parking sous la place du marché.",
                "« Les habitants n'en veulent pas, nous les avons entendus », a déclaré le maire, Denis Rolland.",
                "Le projet, lancé en 2019, devait coûter onze millions d'euros. Les platanes resteront donc en place.",
            ),
        ),
        Story(
            "Les cigognes de retour dans le marais",
            "La Dépêche des Vallées",
            "Joël Martineau",
            "12 mars 2021",
            (
                "Trente-huit couples de cigognes nichent cette année dans le marais, un record depuis cinquante ans.",
                "Le comptage a duré six semaines, selon la chambre d'agriculture.",
                "« L'eau est revenue, les grenouilles aussi », a expliqué la biologiste Mia Lund.",
            ),
        ),
    ),
}
BY = {"en": "By", "de": "Von", "fr": "Par"}
CHROME = {
    "en": ("Ask our assistant about this story", "What Dayline Plus can do for you", "2 Comments", "More Stories"),
    "de": (
        "Fragen Sie unseren Nachrichtenhelfer",
        "Was Tagblick Plus für Sie tun kann",
        "Kommentare (2)",
        "Das könnte Sie auch interessieren",
    ),
    "fr": ("Interrogez notre assistant", "Ce que Plus peut faire pour vous", "2 commentaires", "À lire aussi"),
}


def _block(story: Story, gap: str) -> str:
    return gap.join(story.body)


LAYOUTS: dict[str, Callable[[Story, str], str]] = {
    "source, time, source, headline": lambda s, _: f"{s.source}\n{s.time}\n- {s.source}\n{s.title}\n{' '.join(s.body)}\n\n\n",
    "headline, source | time": lambda s, _: f"{s.title}\n{s.source} | {s.time}\n{_block(s, chr(10))}\n\n",
    "headline, source | time, airy": lambda s, _: f"{s.title}\n\n{s.source} | {s.time}\n\n{_block(s, chr(10) * 2)}\n\n\n",
    "source · time, headline": lambda s, _: f"{s.source} · {s.time}\n{s.title}\n{_block(s, chr(10))}\n\n",
    "headline, byline with time": lambda s, tongue: f"{s.title}\n{BY[tongue]} {s.author}, {s.time}\n{_block(s, chr(10))}\n\n",
    "headline, byline, time": lambda s, tongue: f"{s.title}\n{BY[tongue]} {s.author}\n{s.time}\n\n{_block(s, chr(10))}\n\n",
    "headline, byline | source | time": lambda s, tongue: f"{s.title}\n{BY[tongue]} {s.author} | {s.source} | {s.time}\n\n{_block(s, chr(10))}\n\n",
    "source, headline, time": lambda s, _: f"{s.source}\n{s.title}\n{s.time}\n{_block(s, chr(10))}\n\n",
    "source, headline, time, airy": lambda s, _: f"{s.source}\n\n{s.title}\n\n{s.time}\n\n{_block(s, chr(10) * 2)}\n\n",
    "headline, source, time": lambda s, _: f"{s.title}\n{s.source}\n{s.time}\n{_block(s, chr(10))}\n\n",
    "time, headline, source": lambda s, _: f"{s.time}\n{s.title}\n{s.source}\n\n{_block(s, chr(10))}\n\n",
    "headline, time - source": lambda s, _: f"{s.title}\n{s.time} - {s.source}\n{_block(s, chr(10))}\n\n",
    "headline, source, airy chrome": lambda s, tongue: f"{s.title}\n\n{s.source}, {s.time}\n\n{_block(s, chr(10) * 2)}\n\n{(chr(10) * 2).join(CHROME[tongue])}\n\n",
    "chrome between": lambda s, tongue: f"{s.source}\n{s.time}\n{s.title}\n{_block(s, chr(10))}\n\n{chr(10).join(CHROME[tongue])}\n\n",
    "rules between": lambda s, _: f"{s.title}\n{s.source}, {s.time}\n\n{_block(s, chr(10))}\n\n----------\n\n",
    "headline, rules": lambda s, _: f"{s.title}\n\n{_block(s, chr(10) * 2)}\n\n* * *\n\n",
    "form feeds": lambda s, _: f"{s.source}\n{s.title}\n{s.time}\n\n{_block(s, chr(10))}\n\f",
    "labels": lambda s, _: f"Title: {s.title}\nSource: {s.source}\nDate: {s.time}\n\n{_block(s, chr(10))}\n\n",
    "headline (source, time)": lambda s, _: f"* {s.title} ({s.source}, {s.time})\n{_block(s, chr(10))}\n\n",
    "headline - source, time": lambda s, _: f"{s.title} - {s.source}, {s.time}\n\n{_block(s, chr(10) * 2)}\n\n",
    "read on": lambda s, tongue: f"{s.title}\n{s.source} - {s.time}\n{_block(s, chr(10))}\n{CHROME[tongue][3]}\n\n",
}  # fmt: skip
UNSOURCED = ("headline, byline with time", "headline, byline, time", "headline, rules")


@pytest.mark.parametrize("language", sorted(STORIES))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str, language: str, record: Callable[..., Record]) -> None:
    told = STORIES[language]
    source = "".join(LAYOUTS[layout](story, language) for story in told)
    cleaned = clean(record(source))
    assert_lossless(source, cleaned)
    assert [a.title for a in cleaned.articles] == [s.title for s in told]
    for article, story in zip(cleaned.articles, told, strict=True):
        assert article.text.replace("\n", " ") == " ".join(story.body)
        assert article.source == (None if layout in UNSOURCED else story.source)
        assert article.published.as_written == (None if layout == "headline, rules" else story.time)
        assert article.language == language
