"""What each block of a development page is: body or not, and how sure that is.

In this order: what a reader marked (`marked_pages.json`), the set's own body, and where a set has only
segments, the vote of other extractors, weighed by how well they do on the page's segments, which overrule them.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from marking import BODY, OPTIONAL, load, read_marks, roles_of

WORD = re.compile(r"\w+")
UNSURE = 0.8  # margins of a vote below this are settled with the score of a first fit
BY_HAND = 1.5  # how much more a body counts that a reader marked


@dataclass
class Sample:
    """A page with its blocks and, for each, how likely it is body and how sure that is."""

    id: str
    set: str
    site: str
    texts: list[str]
    gold: dict[str, Any]
    page: Any = None
    title: str = ""
    target: np.ndarray = field(default_factory=lambda: np.zeros(0))
    margin: np.ndarray = field(default_factory=lambda: np.zeros(0))
    size: np.ndarray = field(default_factory=lambda: np.zeros(0))  # words' roots, 1 a page
    fold: int = 0
    voted: bool = False  # by extractors, so that what is unsure may be settled
    lexicon: list[float] = field(default_factory=list)
    rows: Any = None
    words: Any = None
    odds: Any = None  # of a first fit

    @property
    def weight(self) -> np.ndarray:
        return self.margin * self.size


def label(sample: Sample, teachers: dict[str, str]) -> None:
    """Give the sample's blocks their targets."""
    size = np.sqrt(np.array([max(1, len(WORD.findall(t))) for t in sample.texts], float))
    sample.size = size / size.sum()
    sample.margin = np.ones(len(size))
    if marked := marked_bodies().get(sample.id):
        _marked(sample, *marked)
    elif "articleBody" in sample.gold:
        sample.target = votes(sample.texts, sample.gold["articleBody"])
    else:
        sample.voted = True
        _settled(sample, _voted(sample, teachers))


def settle(sample: Sample, odds: np.ndarray) -> None:
    """Where the vote of the extractors was unsure, half of it and half of what a first fit says."""
    if not sample.voted:
        return
    chance = np.where(sample.target > 0.5, 0.5 + sample.margin / 2, 0.5 - sample.margin / 2)
    score = 1 / (1 + np.exp(-odds))
    _settled(sample, np.where(sample.margin < UNSURE, (chance + score) / 2, chance))


def _settled(sample: Sample, chance: np.ndarray) -> None:
    sample.target, sample.margin = (chance > 0.5).astype(float), np.abs(2 * chance - 1)


def _marked(sample: Sample, body: str, optional: str) -> None:
    sample.target = votes(sample.texts, body)
    sample.margin = np.full(len(sample.texts), BY_HAND)
    if optional:  # careful readers differ
        sample.margin[(votes(sample.texts, optional) > 0) & (sample.target == 0)] = 0


@cache
def marked_bodies() -> dict[str, tuple[str, str]]:
    """Of the marked pages, by name: the body, and the parts on which readers differ, a block a line."""
    bodies = {}
    for (page_set, name), row in read_marks().items():
        page = load(page_set, name)
        roles = roles_of(page.blocks, row["marks"])

        def told(wanted: tuple[str, ...], page: Any = page, roles: dict[int, str] = roles) -> str:
            blocks = (page.blocks[n] for n in sorted(roles) if roles[n] in wanted)
            return "\n".join(" ".join(page.source[start:end].split()) for start, end, _ in blocks)

        bodies[name] = told(BODY), told(OPTIONAL)
    return bodies


def read_teachers(folder: Path, page_set: str) -> dict[str, dict[str, str]]:
    """What the extractors made of each page of a set, by page and extractor."""
    path = folder / f"{page_set.partition('-')[0]}-html.teach.jsonl"
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    return {row["id"]: {k: v for k, v in row.items() if k != "id"} for row in rows}


def shingles(text: str, n: int) -> set[tuple[str, ...]]:
    words = WORD.findall(text)
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


def votes(texts: list[str], body: str) -> np.ndarray:
    """1 for blocks whose words stand in `body` in fours; short and repeated ones need company."""
    fours, lines = shingles(body, 4), {re.sub(r"\W+", " ", line).strip() for line in body.splitlines()}
    sure, maybe = np.zeros(len(texts), bool), np.zeros(len(texts), bool)
    seen = Counter(texts)
    for index, text in enumerate(texts):
        words = WORD.findall(text)
        if len(words) >= 4:
            own = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
            hit = sum(s in fours for s in own) * 2 >= len(own)
            (sure if seen[text] == 1 else maybe)[index] = hit
        elif words:
            maybe[index] = " ".join(words) in lines
    sums = np.concatenate(([0], np.cumsum(np.pad(sure, 3))))
    near = sums[7:] - sums[:-7] > 0
    return (sure | (maybe & near)).astype(float)


def _voted(sample: Sample, teachers: dict[str, str]) -> np.ndarray:
    """For each block the share of the votes for it; the page's own segments overrule them."""
    total, chance = 0.0, np.zeros(len(sample.texts))
    for body in teachers.values():
        weight = math.exp(6 * segment_f1(sample.gold, body))
        chance += weight * votes(sample.texts, body)
        total += weight
    chance = chance / total if total else np.full(len(sample.texts), 0.5)
    squeezed = [re.sub(r"\s+", " ", t) for t in sample.texts]
    for index, text in enumerate(squeezed):
        if any(s and re.sub(r"\s+", " ", s).strip() in text for s in sample.gold["with"]):
            chance[index] = 1.0
        elif any(s and re.sub(r"\s+", " ", s).strip() in text for s in sample.gold["without"]):
            chance[index] = 0.0
        if sample.page and text.casefold() == sample.title.casefold():
            chance[index] = 0.0
    return chance


def segment_f1(gold: dict[str, Any], body: str) -> float:
    text = re.sub(r"\s+", " ", body)
    good = sum(re.sub(r"\s+", " ", s).strip() in text for s in gold["with"])
    bad = sum(re.sub(r"\s+", " ", s).strip() in text for s in gold["without"])
    found = good + bad
    return 2 * good / (found + len(gold["with"])) if good else 0.0
