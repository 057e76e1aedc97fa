#!/usr/bin/env python3
"""The program's texts beside the bodies marked by reading (`marking.py`): F1 by set, confusion by role, worst pages.

    marked_score.py [--worst 10] [--trafilatura]

F1 is of runs of four words, as article extraction benchmarks count; all articles that the program makes of a page
are its text. The weights were fitted on pages of these sets, if not on these marks: read it as progress, not as a
promise for other pages. `--trafilatura` sets that extractor beside it and needs the package.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from marking import APART, BODY, OPTIONAL, Mark, Page, load, read_marks

from reader.cleaning import clean
from reader.model import Article, Cleaned

OTHER = "other"  # of the page, what no mark covers; of the program, what is outside of every article
# Words; of a script without spaces each character. Otherwise a Chinese sentence would count as one word.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])\w)+")

Counts = tuple[float, float, float]  # right, wrong and missing, shares of a page


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Its runs of four words, counted; of a shorter text the only one."""
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def counts(gold: str, found: str) -> Counts:
    """Right, wrong and missing runs of four words; together 1."""
    wanted, given = shingles(gold), shingles(found)
    right = (wanted & given).total()
    total = wanted.total() + given.total() - right
    return (right / total, (given.total() - right) / total, (wanted.total() - right) / total) if total else (1, 0, 0)


def page_f1(count: Counts) -> float:
    right, wrong, missing = count
    return 2 * right / (2 * right + wrong + missing)


def f1(every: Sequence[Counts]) -> float:
    """Of the mean precision of the pages with a text and their mean recall, as article extraction benchmarks do."""
    precision = [r / (r + w) for r, w, _ in every if r + w]
    recall = [r / (r + m) for r, _, m in every if r + m]
    p, r = sum(precision) / max(1, len(precision)), sum(recall) / max(1, len(recall))
    return 2 * p * r / (p + r) if p + r else 0.0


def judge(source: str, marks: Sequence[Mark], found: str) -> Counts:
    """`found` against the marked body; the optional parts that fit best belong to it."""
    present = sorted({role for *_, role in marks if role in OPTIONAL})
    choices = (c for n in range(len(present) + 1) for c in combinations(present, n))
    bodies = ("\n".join(source[s:e] for s, e, role in marks if role in (*BODY, *choice)) for choice in choices)
    return max((counts(body, found) for body in bodies), key=page_f1)


def verdicts(cleaned: Cleaned) -> list[str]:
    """What the program takes each character of the source text for: a role, a reason of a cut, or OTHER."""
    labels = [OTHER] * cleaned.length
    for article in cleaned.articles:
        labels[slice(*article.extent)] = _verdicts(article)
    return labels


def _verdicts(article: Article) -> list[str]:
    kept = ["spacing"] * len(article.text)
    for block in article.blocks:
        kept[block.start : block.end] = [block.role.value] * (block.end - block.start)
    labels: list[str] = []
    here = 0
    for cut in article.cuts:
        labels += kept[here : cut.at] + [cut.reason.value] * len(cut.text)
        here = cut.at + cut.instead
    return labels + kept[here:]


def confusion(page: Page, marks: Sequence[Mark], cleaned: Cleaned) -> Counter[tuple[str, str]]:
    """Visible characters by what they are and what the program takes them for."""
    wanted = [OTHER] * len(page.source)
    for start, end, role in marks:
        wanted[start:end] = [role] * (end - start)
    every = zip(wanted, verdicts(cleaned), page.source, strict=True)
    return Counter((role, label) for role, label, sign in every if not sign.isspace())


def report(table: Counter[tuple[str, str]]) -> Iterator[str]:
    """By role: how many characters, how many of them are in the text, what they are taken for."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for (role, label), number in table.items():
        roles[role][label] += number
    for role in (*BODY, *OPTIONAL, *APART, OTHER):
        if total := roles[role].total():
            kept = sum(n for label, n in roles[role].items() if label in BODY) / total
            shares = ", ".join(f"{label} {n / total:.0%}" for label, n in roles[role].most_common(5))
            yield f"{role:<12} {total:>8} characters, {kept:>4.0%} in the text: {shares}"


def better(ours: Sequence[Counts], theirs: Sequence[Counts]) -> str:
    """The difference of F1 with its interval: 1,000 draws of the same pages for both."""
    draw, pages = random.Random(20), range(len(ours))  # noqa: S311
    drawn = (draw.choices(pages, k=len(ours)) for _ in range(1000))
    gaps = sorted(f1([ours[i] for i in some]) - f1([theirs[i] for i in some]) for some in drawn)
    return f"{f1(ours) - f1(theirs):+.3f} [{gaps[25]:+.3f} {gaps[974]:+.3f}]"


def extractor() -> Callable[[Page], str]:
    import trafilatura

    return lambda page: trafilatura.extract(page.record.content, include_comments=False) or ""


def score(worst: int, *, against: bool) -> None:
    """Print F1 by set, what each role is taken for, and the worst pages."""
    other = extractor() if against else None
    ours: dict[tuple[str, str], Counts] = {}
    theirs: dict[tuple[str, str], Counts] = {}
    table: Counter[tuple[str, str]] = Counter()
    for key, row in read_marks().items():
        page = load(*key)
        cleaned = clean(page.record)
        ours[key] = judge(page.source, row["marks"], "\n".join(a.text for a in cleaned.articles))
        table += confusion(page, row["marks"], cleaned)
        if other and key[0].endswith("-html"):
            theirs[key] = judge(page.source, row["marks"], other(page))
    for page_set in sorted({key[0] for key in ours}):
        some = [key for key in ours if key[0] == page_set]
        mean = sum(page_f1(ours[k]) for k in some) / len(some)
        print(f"{page_set}: {len(some)} pages, F1 {f1([ours[k] for k in some]):.3f}, mean of pages {mean:.3f}")
        if some[0] in theirs:
            print(f"  trafilatura {f1([theirs[k] for k in some]):.3f}, ours is better by "
                  + better([ours[k] for k in some], [theirs[k] for k in some]))  # fmt: skip
    print(*report(table), sep="\n")
    for key in sorted(ours, key=lambda k: page_f1(ours[k]))[:worst]:
        beside = f"  trafilatura {page_f1(theirs[key]):.3f}" if key in theirs else ""
        print(f"{page_f1(ours[key]):.3f}  right/wrong/missing "
              + "/".join(f"{share:.2f}" for share in ours[key]) + f"{beside}  {' '.join(key)}")  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worst", type=int, default=10)
    options.add_argument("--trafilatura", action="store_true", help="beside it")
    asked = options.parse_args()
    score(asked.worst, against=asked.trafilatura)


if __name__ == "__main__":
    main()
