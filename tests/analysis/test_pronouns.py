"""Who he, she and they are: a floor over quotations of real articles, and the kinds of evidence one by one.

`pronouns.jsonl` says for 161 quotations with a pronoun as speaker who that is, found by reading: where the quotation
stands and where the name does (offsets and hashes; the articles are in the shared bench and stay there).
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from reader.analysis import analyse_many
from reader.analysis.names import same_person

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("CUTTINGS_SHARED", HERE.parents[2] / "shared"))
ARTICLES = SHARED / "bench" / "quotes" / "dev.gold.jsonl"
FLOOR = 0.90  # share of pronouns that are resolved rightly: raise it, never lower it


@pytest.mark.skipif(not ARTICLES.is_file(), reason="the shared bench is not here")
def test_pronouns_of_real_articles_stay_above_their_floor() -> None:
    texts = {one["id"]: one["text"] for one in map(json.loads, ARTICLES.read_text(encoding="utf-8").splitlines())}
    gold = [json.loads(line) for line in (HERE / "pronouns.jsonl").read_text(encoding="utf-8").splitlines()]
    right = asked = 0
    for one, marks in zip(gold, analyse_many([("", texts[each["id"]], (), "en") for each in gold]), strict=True):
        text = texts[one["id"]]
        assert hashlib.sha256(text.encode()).hexdigest() == one["sha256"]
        for start, end, first, last in one["quotes"]:
            found = next((q.speaker for q in marks.quotes if q.start <= start + 2 and end - 2 <= q.end), None)
            right += found is not None and alike(text[first:last], found)
            asked += 1
    assert right / asked >= FLOOR, f"{right} of {asked}"


def alike(wanted: str, found: str) -> bool:
    one, other = wanted.split(), found.split()
    return wanted.lower() == found.lower() or same_person(one, other) or same_person(other, one)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The subject of the sentence in front goes before who spoke earlier.
        (
            "“We lost,” Peter Holm said.\nTom Aune, his rival, agreed with Holm.\n“It was close,” he said.",
            "Tom Aune",
        ),
        # A verb of speech in front of a name: what it reports is no quotation.
        (
            "“We lost,” Peter Holm said.\nThe count was fair, noted the paper's Tom Aune.\n“It was close,” he said.",
            "Tom Aune",
        ),
        # A pronoun that ends the sentence before says nothing of the next name's gender.
        (
            "The officers told Leif Scott to drop his gun. Rakeia Scott was heard yelling that her husband was hurt.\n"
            "“Don't shoot him,” she said.",
            "Rakeia Scott",
        ),
        # The subject of a subordinate clause is not who the sentence is about.
        (
            "“We sing,” Tom Aune said.\nWhile Peter Holm had a choir, others had none.\n“It is sad,” he said.",
            "Tom Aune",
        ),
        # A hyphened given name tells the gender by either part.
        (
            "Aaron Kall praised the plan. Jo-Renee Formica, a professor, said Kall's plan lowered hopes.\n"
            "“He would deflect,” she said.",
            "Jo-Renee Formica",
        ),
    ],
)
def test_whom_a_pronoun_means(text: str, speaker: str) -> None:
    marks = analyse_many([("", text, (), "en")])[0]
    assert marks.quotes[-1].speaker == speaker
