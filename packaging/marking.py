#!/usr/bin/env python3
"""Bodies marked by reading: print a page to judge it, keep the judgement, score the program against it.

    marking.py show [--marked] SET PAGE...     a page's blocks, numbered; the middle of long ones left out
    marking.py store < JUDGEMENTS              lines of "SET PAGE: ROLE BLOCKS; ROLE BLOCKS; ..."

`marked_score.py` holds the program against them.

What a careful reader takes for the article is kept in `marked_pages.json` beside this script: offsets into a
page's source text and hashes of the page and of that text, not a word of the page itself. SET is one of
`CUTTINGS_SHARED`/bench/cleaning (default: the folder beside the project). BLOCKS are numbers and ranges as `show`
prints them ("paragraph 7-12 15; subheading 9"). Of two roles of a block the later one holds; a block without one
is no part of the article: navigation, teasers, related links, advertisements, author's lives, tags, terms.

The convention is that of the article extraction benchmark: a body is paragraphs, subheadings, list items, block
quotes and tables; headline, byline and captions stand apart. OPTIONAL roles are parts on which careful readers
differ: a page is scored with and without them and the better counts. Where a page has several articles, each begins
at its headline and all of them are the body.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reader.cleaning.markup import read_markup  # noqa: E402
from reader.cleaning.passages import passages  # noqa: E402
from reader.dumps.page import read_page  # noqa: E402
from reader.model import Provenance, Record, RecordKind, Role  # noqa: E402

SHARED = Path(os.environ.get("CUTTINGS_SHARED", ROOT.parent / "shared"))
MARKS = Path(__file__).with_name("marked_pages.json")
BODY = tuple(role.value for role in Role)
OPTIONAL = ("standfirst", "pull_quote", "sign_off", "reply")  # reply: a thread's posts below the first
APART = ("headline", "source", "time", "byline", "caption", "comment")
SHORT, EDGE, ROW = 25, 60, 10  # characters of a short block, printed ends of a long one, short blocks a line

Mark = tuple[int, int, str]  # start, end, role: offsets into the page's source text


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a development set as the program sees it."""

    record: Record
    sha256: str
    source: str
    blocks: list[Mark]  # here the third is a hint for the eye: its tag, "~" where most of it stands in links

    @property
    def source_sha256(self) -> str:
        return hashlib.sha256(self.source.encode("utf-8", "surrogatepass")).hexdigest()


def load(page_set: str, name: str) -> Page:
    """The page `name` of a set; KeyError where the set has none."""
    kind = RecordKind.HTML if page_set.endswith("-html") else RecordKind.TEXT
    with zipfile.ZipFile(SHARED / "bench" / "cleaning" / f"{page_set}.zip") as archive:
        raw = archive.read(f"in/{name}.{'html' if kind is RecordKind.HTML else 'txt'}")
    content, sha256 = raw.decode("utf-8", "replace"), hashlib.sha256(raw).hexdigest()
    title = read_page(content).title if kind is RecordKind.HTML else None
    record = Record(Provenance(page_set, sha256, name, 0, len(raw), sha256, kind.value), content, kind, title=title)
    if kind is RecordKind.TEXT:
        return Page(record, sha256, content, [(p.start, p.end, "") for p in passages(content)])
    page = read_markup(content)
    blocks = [
        (b.start, b.end, page.elements[b.element].tag + (" ~" if b.linked * 3 > (b.end - b.start) * 2 else ""))
        for b in page.blocks
    ]
    return Page(record, sha256, page.source, blocks)


def lines(page: Page, roles: dict[int, str]) -> Iterator[str]:
    """The blocks for the eye, with their role if they have one; short ones and links of a kind together on a line."""

    def looks(block: tuple[int, str, str]) -> tuple[str, str]:
        number, text, hint = block
        return "links" if "~" in hint else "short" if len(text) <= SHORT else "long", roles.get(number, "")

    texts = ((n, " ".join(page.source[s:e].split()), hint) for n, (s, e, hint) in enumerate(page.blocks))
    for (size, role), group in groupby(texts, key=looks):
        some, mark = list(group), f"[{role}] " if role else ""
        if size == "long":
            yield from (f"{n} {hint} {mark}> {_ends(text)}" for n, text, hint in some)
            continue
        for at in range(0, len(some), ROW):
            row = some[at : at + ROW]
            yield f"{row[0][0]}-{row[-1][0]} {size} {mark}: " + " | ".join(text[:EDGE] for _, text, _ in row)


def _ends(text: str) -> str:
    return text if len(text) < 3 * EDGE else f"{text[:EDGE]} …{len(text)}… {text[-EDGE:]}"


def judged(judgement: str, blocks: int) -> dict[int, str]:
    """The role of each block of "ROLE 7-12 15; ROLE 9"; ValueError for an unknown role or block."""
    roles: dict[int, str] = {}
    for part in filter(None, (p.strip() for p in judgement.split(";"))):
        role, *numbers = part.split()
        if role not in (*BODY, *OPTIONAL, *APART):
            raise ValueError(f"There is no role “{role}”.")
        for number in numbers:
            first, _, last = number.partition("-")
            if not int(first) <= int(last or first) < blocks:
                raise ValueError(f"The page has no blocks “{number}”.")
            roles.update(dict.fromkeys(range(int(first), int(last or first) + 1), role))
    return roles


def marks_of(blocks: Sequence[Mark], roles: dict[int, str]) -> list[Mark]:
    """Stretches of one role, neighbouring blocks together."""
    marks: list[Mark] = []
    for number in sorted(roles):
        start, end, _ = blocks[number]
        if marks and marks[-1][2] == roles[number] and number - 1 in roles:
            marks[-1] = (marks[-1][0], end, roles[number])
        else:
            marks.append((start, end, roles[number]))
    return marks


def read_marks() -> dict[tuple[str, str], dict[str, Any]]:
    """What is kept, by set and page: `sha256`, `source_sha256`, `marks`."""
    if not MARKS.exists():
        return {}
    return {(row["set"], row["page"]): row for row in json.loads(MARKS.read_text("utf-8"))["pages"]}


def store(judgements: Iterable[str]) -> None:
    """Keep judgements, one a line; those that are kept already give way to new ones of their page."""
    kept = read_marks()
    for line in filter(None, (j.strip() for j in judgements)):
        place, _, judgement = line.partition(":")
        page_set, name = place.split()
        page = load(page_set, name)
        marks = marks_of(page.blocks, judged(judgement, len(page.blocks)))
        hashes = {"sha256": page.sha256, "source_sha256": page.source_sha256}
        kept[page_set, name] = {"set": page_set, "page": name, **hashes, "marks": marks}
    rows = []
    for _, row in sorted(kept.items()):
        head = json.dumps({key: row[key] for key in ("set", "page", "sha256", "source_sha256")})[:-1]
        rows.append(head + ', "marks": [\n' + ",\n".join(json.dumps(m) for m in row["marks"]) + "\n]}")
    MARKS.write_text('{"made_by": "packaging/marking.py", "pages": [\n' + ",\n".join(rows) + "\n]}\n", "utf-8")


def roles_of(blocks: Sequence[Mark], marks: Iterable[Mark]) -> dict[int, str]:
    """The role of each block that a mark covers."""
    places = [(s, e, role) for s, e, role in marks]
    return {n: role for n, (s, _, _) in enumerate(blocks) for a, b, role in places if a <= s < b}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = options.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show")
    show.add_argument("--marked", action="store_true", help="with the roles that are kept")
    show.add_argument("set")
    show.add_argument("pages", nargs="+")
    commands.add_parser("store")
    asked = options.parse_args()
    if asked.command == "store":
        store(sys.stdin)
    else:
        kept = read_marks() if asked.marked else {}
        for name in asked.pages:
            page = load(asked.set, name)
            marks = kept.get((asked.set, name), {}).get("marks", [])
            print(
                f"== {asked.set} {name}: {len(page.blocks)} blocks",
                *lines(page, roles_of(page.blocks, marks)),
                sep="\n",
            )


if __name__ == "__main__":
    main()
