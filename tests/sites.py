"""Invented news sites: pages whose bodies are known, with all that stands round them on every page."""

from __future__ import annotations

import html
import random
from collections.abc import Iterator
from dataclasses import dataclass

_PEOPLE = ("Ada Firn", "Bo Lind", "Carla Venn", "Dario Holt", "Elin Sorby", "Farid Aske", "Greta Moll", "Ines Tarrow")
_TOWNS = ("Östby", "Velmora", "Norby", "Kestrel Bay", "Aldermoor", "Tannhof", "Sillering", "Marrow Point", "Quillan")
_THINGS = (
    "the harbour wall",
    "the old tramway",
    "a new hospital",
    "the ferry to the islands",
    "the night market",
    "the water tower",
    "a solar field",
    "the regional theatre",
    "the fishing quota",
    "the school kitchens",
)
_ACTS = ("close", "rebuild", "sell", "extend", "inspect", "defend", "delay", "open", "study", "repair", "praise")
_BODIES = ("council", "county", "port authority", "union", "court", "ministry", "parents’ board", "rescue service")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_REASONS = (
    "because the money set aside last year has run out",
    "after a winter in which two storms came within a week",
    "although residents had asked for a vote first",
    "while engineers are still waiting for parts from abroad",
    "so that the work can be finished before the autumn fair",
    "which nobody in the town had expected so soon",
    "and several firms have said that they would like to take part",
    "but the plan still needs a permit from the coast office",
)


@dataclass(frozen=True)
class Page:
    """One page: what it says, and where it stands."""

    url: str
    title: str
    author: str
    day: str
    body: tuple[str, ...]
    markup: str
    text: str  # as a browser's plain text has it, a line for each block


def sentence(rng: random.Random) -> str:
    """One that hardly comes twice."""
    who, town, thing = rng.choice(_PEOPLE), rng.choice(_TOWNS), rng.choice(_THINGS)
    body, act, why = rng.choice(_BODIES), rng.choice(_ACTS), rng.choice(_REASONS)
    day, number = rng.choice(_DAYS), rng.randrange(12, 980)
    return rng.choice(
        (
            f"The {body} of {town} decided on {day} to {act} {thing}, {why}.",
            f"“We will {act} {thing} within {number} days,” said {who}, who speaks for the {body} in {town}.",
            f"Some {number} people came to {town} on {day} to see {thing}, {why}.",
            f"{who} told the {body} that {thing} cost {number} thousand crowns more than planned, {why}.",
            f"In {town}, where {thing} has been talked about for years, the {body} will {act} it on {day}.",
        )
    )


def story(rng: random.Random, paragraphs: int) -> tuple[str, ...]:
    return tuple(" ".join(sentence(rng) for _ in range(rng.randint(1, 3))) for _ in range(paragraphs))


def headline(rng: random.Random) -> str:
    who, act, thing = rng.choice(_BODIES), rng.choice(_ACTS), rng.choice(_THINGS)
    return f"{rng.choice(_TOWNS)} {who} to {act} {thing} on {rng.choice(_DAYS)}"


class Site:
    """A site with its own furniture, `plain`: without any tag or class that says what is what."""

    def __init__(self, seed: int, pages: int, *, plain: bool = False, wordy: bool = True) -> None:
        self.rng = random.Random(seed)
        self.name = f"The {self.rng.choice(_TOWNS)} {self.rng.choice(('Courier', 'Observer', 'Ledger', 'Voice'))}"
        self.host = f"{self.name.lower().replace(' ', '-').replace('ö', 'o')}-{seed}.example"
        self.plain = plain
        self.authors = self.rng.sample(_PEOPLE, 3)
        self.stories = [
            (headline(self.rng), story(self.rng, self.rng.randint(2, 9)), self.rng.choice(self.authors), number)
            for number in range(pages)
        ]
        self.top = ["Home", "News", "Sport", "Business", "Culture", "Log in", "Subscribe"]
        self.cookies = (
            story(self.rng, 1)[0] + " You can withdraw your consent at any time." if wordy else "We use cookies."
        )
        self.letter = (
            f"Get the best of {self.name} in your inbox every morning, free and without advertising of any kind."
        )
        self.legal = (
            f"{self.name} is held to the code of the press council, and its journalists own no shares in what they "
            "write about. Corrections are published on the page where the error stood."
        )
        self.rules = "Comments are read before they are published, and may be shortened. " + sentence(self.rng)
        self.bios = {
            a: f"{a} has written about the coast for {self.name} since 2011. " + sentence(self.rng)
            for a in self.authors
        }

    def pages(self) -> Iterator[Page]:
        return (self.page(number) for number in range(len(self.stories)))

    def page(self, number: int) -> Page:
        """The page of one story, with the teasers that it had on its day."""
        title, body, author, _ = self.stories[number]
        rng = random.Random(f"{self.host} {number}")
        others = [each for each in self.stories if each[0] != title]
        read = others[:5]
        more = rng.sample(others, min(4, len(others)))
        day = f"{rng.randint(1, 28)} March 2021"
        blocks = [
            *(("nav", "menu", line) for line in self.top),
            ("div", "consent", self.cookies),
            ("div", "brand", self.name),
            ("h1", "headline", title),
            ("div", "author", f"By {author}"),
            ("div", "date", day),
            *(("p", "body", line) for line in body),
            ("div", "bio", self.bios[author]),
            ("div", "signup", self.letter),
            ("div", "share", "Share this story"),
            ("div", "heading", "Most read"),
            *(("div", "item", other[0]) for other in read),
            ("div", "heading", "More from the coast"),
            *(each for other in more for each in (("div", "item", other[0]), ("p", "intro", other[1][0]))),
            ("p", "rules", self.rules),
            ("p", "legal", self.legal),
            ("div", "foot", f"© 2021 {self.name}. All rights reserved."),
        ]
        url = f"https://{self.host}/2021/03/story-{number}.html"
        text = "\n".join(line for _, _, line in blocks)
        return Page(url, title, author, day, body, self._markup(title, blocks), text)

    def _markup(self, title: str, blocks: list[tuple[str, str, str]]) -> str:
        lines = []
        for tag, name, line in blocks:
            shown = tag if tag in ("p", "h1") else "div"
            attributes = "" if self.plain else f' class="{name}"'
            link = name in ("menu", "item")
            inner = f'<a href="/{len(lines)}">{html.escape(line)}</a>' if link else html.escape(line)
            lines.append(f"<{shown}{attributes}>{inner}</{shown}>")
        head = f'<meta charset="utf-8"><title>{html.escape(title)} - {html.escape(self.name)}</title>'
        return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(lines)}</body></html>'


def warc(pages: list[Page]) -> bytes:
    """The pages as a crawler kept them."""
    records = []
    for page in pages:
        body = page.markup.encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {page.url}\r\nWARC-Date: 2021-04-01T10:00:00Z\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)
