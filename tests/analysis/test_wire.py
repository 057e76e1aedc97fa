"""The floor for names in wire news: precision and recall of each class may only rise.

`wire.txt` holds invented stories with their names marked; `reuters.jsonl` says where the names are in 42 stories of
Reuters-21578 (offsets and hashes, none of their text), which are read where the shared corpus is.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.analysis import analyse
from reader.model import Entity

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("CUTTINGS_SHARED", HERE.parents[2] / "shared"))
REUTERS = SHARED / "corpus" / "reuters21578" / "jakecyr__21.sgm"
KINDS = {"P": "person", "O": "organisation", "L": "place"}
_MARKED = re.compile(r"\[([POL?]) ([^\]]+)\]")

Named = list[tuple[int, int, str]]

# Precision and recall that are reached: raise them when the analysis gets better, never lower them.
FLOORS = {
    "wire": {"person": (0.85, 0.93), "organisation": (0.90, 0.84), "place": (0.96, 0.91)},
    "reuters": {"person": (0.84, 0.86), "organisation": (0.90, 0.88), "place": (0.95, 0.91)},
}
BEST = {"wire": 0.905, "reuters": 0.90}  # F1 of the three classes together


class Story(NamedTuple):
    headline: str
    text: str
    in_headline: Named
    in_text: Named


def unmarked(marked: str) -> tuple[str, Named]:
    """A text without the marks, and the places of its names."""
    text, names, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        names.append((len(text), len(text) + len(match[2]), match[1]))
        text, at = text + match[2], match.end()
    return text + marked[at:], names


def wire() -> Iterator[Story]:
    for part in (HERE / "wire.txt").read_text(encoding="utf-8").split("### ")[1:]:
        _, headline, text = part.strip().split("\n", 2)
        (plain, above), (body, inside) = unmarked(headline), unmarked(text)
        yield Story(plain, body, above, inside)


def reuters() -> Iterator[Story]:
    written = dict(stories(REUTERS.read_text(encoding="latin-1")))
    for line in (HERE / "reuters.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        headline, text = written[gold["story"]]
        assert hashlib.sha256(f"{headline}\n{text}".encode()).hexdigest() == gold["sha256"]
        yield Story(headline, text, *([tuple(each) for each in gold[part]] for part in ("headline", "text")))


def stories(sgml: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Headline and text of each story; lines that are indented begin a paragraph."""
    for number, story in re.findall(r'<REUTERS.*?NEWID="(\d+)">(.*?)</REUTERS>', sgml, re.DOTALL):
        parts = [re.search(rf"<{tag}>(.*?)</{tag}>", story, re.DOTALL) for tag in ("TITLE", "DATELINE", "BODY")]
        if all(parts):
            title, dateline, body = (re.sub(r"&#\d+;", "", part[1]) for part in parts if part)
            text = re.sub(r"\n(?!    )", " ", html.unescape(f"{dateline.strip()} {body}"))
            text = re.sub(r" Reuter\s*$", "", re.sub(r"\n +", "\n", text)).strip()
            lines = (re.sub(" +", " ", line).strip() for line in text.split("\n") if line.strip())
            yield int(number), (html.unescape(title).replace("\n", " ").strip(), "\n".join(lines))


def tally(story: Story) -> Counter[tuple[str, str]]:
    """How many names of each class are right, overlooked and wrong."""
    counts: Counter[tuple[str, str]] = Counter()
    marks = analyse(story.headline, story.text, (), "en")
    for wanted, found in ((story.in_headline, marks.title_entities), (story.in_text, marks.entities)):
        gold = {(start, end, KINDS[kind]) for start, end, kind in wanted if kind in KINDS}
        free = [(start, end) for start, end, kind in wanted if kind not in KINDS]
        given = {(e.start, e.end, e.type.value) for e in found if e.type in KINDS.values() and not touched(e, free)}
        for which, names in (("right", gold & given), ("missed", gold - given), ("wrong", given - gold)):
            counts.update((which, kind) for _, _, kind in names)
    return counts


def touched(entity: Entity, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(entity.start < end and start < entity.end for start, end in stretches)


def rates(counts: Counter[tuple[str, str]], kinds: Sequence[str]) -> tuple[float, float]:
    """Precision and recall."""
    right, missed, wrong = (sum(counts[which, kind] for kind in kinds) for which in ("right", "missed", "wrong"))
    return right / (right + wrong), right / (right + missed)


@pytest.mark.parametrize(("name", "read"), [("wire", wire), ("reuters", reuters)])
def test_names_of_wire_news_stay_above_their_floors(name: str, read: type[Iterator[Story]]) -> None:
    if name == "reuters" and not REUTERS.is_file():
        pytest.skip("the shared corpus is not here")
    counts = sum((tally(story) for story in read()), Counter[tuple[str, str]]())
    reached = {kind: tuple(round(rate, 3) for rate in rates(counts, [kind])) for kind in FLOORS[name]}
    for kind, floor in FLOORS[name].items():
        assert all(rate >= least for rate, least in zip(reached[kind], floor, strict=True)), (kind, reached)
    precision, recall = rates(counts, list(KINDS.values()))
    assert 2 * precision * recall / (precision + recall) >= BEST[name], reached
