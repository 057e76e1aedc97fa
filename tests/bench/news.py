"""Synthetic news with the statistics of the real thing, the same for the same seed.

Words follow Zipf's law over 60,000 invented ones, articles have a log-normal length with a median
of 420 words, paragraphs two to four sentences: what a full-text index and a splitter feel.
"""

from __future__ import annotations

import json
import math
import random
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

VOCABULARY = 60_000
MEDIAN_WORDS = 420
_FUNCTION_WORDS = "the of to in a and said that for on was is he it with as at by from his be has have an but".split()  # noqa: SIM905
_SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvw" for vowel in "aeiou"]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    source = random.Random(1)
    invented: dict[str, None] = dict.fromkeys(_FUNCTION_WORDS)
    while len(invented) < VOCABULARY:
        invented["".join(source.choices(_SYLLABLES, k=source.choice((2, 2, 3, 3, 4))))] = None
    return list(invented), list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))


def _sentence(source: random.Random, words: list[str], weights: list[float]) -> str:
    length = source.randint(9, 28)
    chosen = [words[bisect(weights, source.random() * weights[-1])] for _ in range(length)]
    if source.random() < 0.3:
        chosen[length // 2] = chosen[length // 2].capitalize()
    return " ".join(chosen).capitalize() + "."


def article(number: int) -> tuple[str, str]:
    """Headline and text (paragraphs with a blank line between) of article `number`."""
    source = random.Random(number)
    words, weights = _vocabulary()
    wanted = int(MEDIAN_WORDS * math.exp(source.gauss(0, 0.5)))
    title = " ".join(source.choices(words[200:5000], k=7)).capitalize()
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < wanted * 5:
        paragraphs.append(" ".join(_sentence(source, words, weights) for _ in range(source.randint(2, 4))))
    return title, "\n\n".join(paragraphs)


def articles(count: int) -> Iterator[tuple[str, str]]:
    return map(article, range(count))


def json_lines(path: Path, count: int) -> Path:
    """One file of `count` articles, each an object with its body stated."""
    with path.open("w", encoding="utf-8") as out:
        for number, (title, text) in enumerate(articles(count)):
            day = f"{2010 + number % 15}-{number % 12 + 1:02}-{number % 28 + 1:02}T10:{number % 60:02}:00Z"
            keys = {"title": title, "text": text, "source": f"Paper {number % 40}", "author": "A. B.", "date": day}
            out.write(json.dumps(keys | {"url": f"https://p{number % 40}.example/{number}"}) + "\n")
    return path


def folder(path: Path, count: int) -> Path:
    """`count` text files in `path`, a hundred to a folder."""
    for number, (title, text) in enumerate(articles(count)):
        place = path / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    return path
