"""What a site's pages have in common goes; what is one story's stays, also where it stands on several pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import EVIDENCE_VERSION, Sample, clean
from reader.cleaning.markup import read_markup
from reader.cleaning.site_lines import line_hash
from reader.model import Article, CutReason, Evidence, Provenance, Record, RecordKind
from tests.cleaning.invariants import assert_lossless
from tests.cleaning.test_promises import TEXTS
from tests.running import run
from tests.sites import Page, Site, story

KINDS = (RecordKind.HTML, RecordKind.TEXT)


def record(page: Page, kind: RecordKind, *, addressed: bool = True) -> Record:
    content = page.markup if kind is RecordKind.HTML else page.text
    at = Provenance("a.zip", "0" * 64, page.url, 0, len(content), "1" * 64, "any")
    return Record(at, content, kind=kind, url=page.url if addressed else None)


def evidence_of(records: Sequence[Record]) -> Evidence:
    sample = Sample()
    for each in records:
        sample.take(each)
    found: Evidence = run(sample.evidence())
    return found


def cleaned(one: Record, evidence: Evidence) -> Article:
    return max(clean(replace(one, recurring=evidence.lines)).articles, key=lambda article: len(article.text))


def lines_of(article: Article) -> list[str]:
    return article.text.split("\n")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("addressed", [True, False])
def test_what_stands_on_every_page_goes_and_every_story_stays(kind: RecordKind, addressed: bool) -> None:
    site = Site(7, 12, plain=True)
    pages = list(site.pages())
    records = [record(page, kind, addressed=addressed) for page in pages]
    evidence = evidence_of(records)
    assert evidence.version == EVIDENCE_VERSION
    more, less = 0, 0
    for page, one in zip(pages, records, strict=True):
        kept = lines_of(cleaned(one, evidence))
        assert set(page.body) <= set(kept)
        assert not {site.letter, site.legal, site.rules, *site.top} & set(kept)
        less += len(kept)
        more += len(lines_of(cleaned(one, Evidence())))
    assert less < more


def test_a_first_paragraph_that_is_a_teaser_elsewhere_stays_on_its_own_page() -> None:
    pages = list(Site(11, 6, plain=True).pages())
    records = [record(page, RecordKind.TEXT) for page in pages]
    evidence = evidence_of(records)
    first = pages[0].body[0]
    assert line_hash(first) + 1 in evidence.lines
    assert first in lines_of(cleaned(records[0], evidence))
    elsewhere = [one for page, one in zip(pages, records, strict=True) if first in page.text and first not in page.body]
    assert elsewhere
    assert all(first not in lines_of(cleaned(one, evidence)) for one in elsewhere)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("copies", [2, 3, 5])
def test_copies_of_one_story_are_no_evidence_against_it(kind: RecordKind, copies: int) -> None:
    """The same report at several addresses, with other teasers below it, beside other reports or alone."""
    for others in (0, 1, 3, 8):
        site = Site(100 + others, others + 1, plain=True)
        told = site.stories[0]
        site.stories += [(f"{told[0]} {number}", *told[1:]) for number in range(copies - 1)]
        pages = list(site.pages())
        records = [record(page, kind) for page in pages]
        evidence = evidence_of(records)
        for one in (records[0], *records[others + 1 :]):
            assert set(told[1]) <= set(lines_of(cleaned(one, evidence)))


def test_pages_without_addresses_are_told_apart_by_what_they_share() -> None:
    sites = [Site(number, 5, plain=True) for number in (31, 32, 33)]
    for site in sites:
        site.top = [f"{word} in {site.name}" for word in site.top]
    pages = [page for row in zip(*(site.pages() for site in sites), strict=True) for page in row]
    evidence = evidence_of([record(page, RecordKind.TEXT, addressed=False) for page in pages])
    for site in sites:
        assert {line_hash(site.letter), line_hash(site.legal), line_hash(site.rules)} <= evidence.lines


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("copies", [2, 3])
def test_a_page_crawled_again_with_more_comments_is_the_same_page(kind: RecordKind, copies: int) -> None:
    """Its paragraphs stand between subheadings, and what is new below it is longer than most of them."""
    site = Site(21, 1, plain=True)
    title, _, *rest = site.stories[0]
    body = tuple(line for part in story(site.rng, 7) for line in (f"Rule {len(part)} for the coast", part))
    site.stories = [(title, (*body, *story(site.rng, 2 * number)), *rest) for number in range(copies)]
    records = [replace(record(page, kind), url=f"{page.url}?{number}") for number, page in enumerate(site.pages())]
    evidence = evidence_of(records)
    for one in records:
        assert set(body) & set(lines_of(cleaned(one, Evidence()))) <= set(lines_of(cleaned(one, evidence)))


@pytest.mark.parametrize("pages", [2, 3, 5, 9, 25])
def test_no_story_loses_a_paragraph(pages: int) -> None:
    for seed in range(3):
        site = Site(seed, pages, plain=True, wordy=bool(seed % 2))
        records = [record(page, RecordKind.TEXT) for page in site.pages()]
        evidence = evidence_of(records)
        for page, one in zip(site.pages(), records, strict=True):
            assert set(page.body) <= set(lines_of(cleaned(one, evidence)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_paragraph_that_comes_again_in_later_reports_stays(kind: RecordKind) -> None:
    site = Site(5, 10, plain=True)
    before = story(site.rng, 1)[0]
    for number in (1, 3, 5, 8):
        title, body, *rest = site.stories[number]
        site.stories[number] = (title, (*body[:2], before, *body[2:], *story(site.rng, 1)), *rest)
    pages = list(site.pages())
    records = [record(page, kind) for page in pages]
    evidence = evidence_of(records)
    for number in (1, 3, 5, 8):
        assert before in lines_of(cleaned(records[number], evidence))


@pytest.mark.parametrize("kind", KINDS)
def test_subheadings_of_many_stories_stay_and_labels_between_paragraphs_go(kind: RecordKind) -> None:
    site = Site(9, 10, plain=True)
    site.stories = [
        (
            title,
            (*story(site.rng, 2), "What it means", *body[:1], "Offer of the day", *body[1:], "Offer of the day"),
            *rest,
        )
        for title, body, *rest in site.stories
    ]
    records = [record(page, kind) for page in site.pages()]
    evidence = evidence_of(records)
    assert {line_hash("What it means"), line_hash("Offer of the day")} <= evidence.lines
    for one in records:
        plain, told = cleaned(one, Evidence()), cleaned(one, evidence)
        assert ("What it means" in plain.text) <= ("What it means" in told.text)
        assert told.text.count("Offer of the day") <= plain.text.count("Offer of the day") * (kind is RecordKind.HTML)


def test_a_story_in_several_files_of_stories_stays() -> None:
    """Digests: each file a few stories, one of them in every second file."""
    site = Site(3, 30)
    shared = site.stories[0]
    records = []
    for number in range(8):
        told = [*([shared] if number % 2 else []), *site.stories[1 + number * 3 : 4 + number * 3]]
        text = "\n\n".join(
            "\n".join((title, "Coastal Courier", f"{number + 1} March 2021", *body)) for title, body, *_ in told
        )
        at = Provenance("a.zip", "0" * 64, f"{number}.txt", 0, len(text), "1" * 64, "plain text")
        records.append(Record(at, text))
    evidence = evidence_of(records)
    for one in records:
        plain = clean(one)
        told_now = clean(replace(one, recurring=evidence.lines))
        assert [each.text for each in told_now.articles] == [each.text for each in plain.articles]
        assert [each.source for each in told_now.articles] == [each.source for each in plain.articles]


def test_what_is_cut_from_a_story_says_why() -> None:
    line = "Follow the harbour on our evening boat tours"
    title, *body = "The old bridge at Norby is to close", *story(Site(1, 1).rng, 4)
    text = "\n".join((title, "Coastal Courier", "3 March 2021", *body[:2], line, *body[2:3], line, *body[3:]))
    one = Record(Provenance("a.txt", "0" * 64, "", 0, len(text), "1" * 64, "plain text"), text)
    assert line in lines_of(cleaned(one, Evidence()))
    article = cleaned(one, Evidence("1", frozenset({line_hash(line)})))
    assert line not in article.text
    assert [cut.reason for cut in article.cuts if line in cut.text] == [CutReason.RECURRING] * 2


def test_one_page_and_stated_bodies_tell_nothing() -> None:
    page = next(Site(2, 3).pages())
    assert not evidence_of([record(page, RecordKind.HTML)]).lines
    assert not evidence_of([record(page, RecordKind.HTML)] * 5).lines
    assert not evidence_of([replace(record(page, RecordKind.TEXT), kind=RecordKind.STATED, url=None)] * 5).lines


def test_hashes_are_the_same_everywhere() -> None:
    assert line_hash("Most read") == line_hash(" Most  read ") == 5529118537274904232
    assert line_hash("12 comments") == line_hash("3 comments")
    assert line_hash("Norby 3 1 0 14") != line_hash("Norby 3 1 1 12")
    assert line_hash("* * *") == line_hash("2021") == 0


@given(TEXTS, st.sets(st.integers(0, 40)))
@settings(max_examples=200, deadline=None)
def test_any_text_with_any_evidence_is_lossless(text: str, chosen: set[int]) -> None:
    lines = text.splitlines()
    known = frozenset(line_hash(lines[i]) + i % 2 for i in chosen if i < len(lines))
    for kind in KINDS:
        at = Provenance("a.txt", "0" * 64, "", 0, len(text), "1" * 64, "plain text")
        one = Record(at, text.replace("<", " "), kind=kind, recurring=known)
        source = one.content if kind is RecordKind.TEXT else read_markup(one.content).source
        assert_lossless(source, clean(one))
        assert clean(one) == clean(one)
