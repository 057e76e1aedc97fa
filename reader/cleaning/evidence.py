"""What the pages of one dump have in common: the lines that several pages of a site carry beside their stories.

No page by itself can tell its teasers and legal lines from its story; the other pages of its site can. A dump's
first pages are looked at before any is cleaned, so that what is found depends on the dump alone.

A story may stand on several pages too: crawled twice, sent by a wire service, quoted in the next day's report. So
pages with one story between them count once, and a line inside the prose of one page or two belongs to that prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname
from urllib.parse import urlsplit

from reader.cleaning.markup import read_markup
from reader.cleaning.pages import page_passages
from reader.cleaning.passages import passages
from reader.cleaning.site_lines import BESIDE, STORY, Line, line_of, prose_runs, story_of
from reader.model import Evidence, Record, RecordKind

EVIDENCE_VERSION = "1"

PAGES = 480  # that are kept in all: some two seconds of reading
CHARACTERS = 24_000_000  # of them
LARGEST = 500_000  # characters of a page; what is longer holds many
OF_SITE = 24  # pages: more change little
OF_NOWHERE = 160  # pages without an address, which may be of several sites
MOST = 20_000  # lines: 160 kB

ALONE = 3  # pages of a site up to which two with a line are enough
FEWEST, SHARE = 3, 0.3  # pages with a line, of more
SHARE_AFTER = 0.5  # of prose that stands right beside the stories
MOSTLY = 0.7  # of a line's pages: beside the story on so many, it belongs there; on fewer, it is one story's line
SELDOM = 0.5  # on no more, it is a teaser away from it
MOST_PAGES = 0.8  # on so many whole runs of prose may recur
LITTLE, HALF = 0.1, 0.5  # what a word counts that all pages have, of many pages and of few
SAME = 0.6  # of a story's words: a page with so many of them tells it again
KIN = 0.4  # of a page's short lines: a page without an address that shares so many is of the same site
TELLING = 0.3  # of the pages at least are without a line that is somebody's story
RUN = 3  # lines of prose right after each other that are somebody's story


@dataclass(slots=True)
class _Page:
    """A page's lines in order."""

    title: str | None
    lines: list[Line]
    held: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.held = frozenset(line.hash for line in self.lines)

    @property
    def short(self) -> frozenset[int]:
        return frozenset(line.hash for line in self.lines if not line.prose)


class Sample:
    """The first pages of a dump, by site. `take` each record in order, then run `evidence`."""

    def __init__(self) -> None:
        self._sites: dict[tuple[RecordKind, str, str], list[Record]] = {}
        self._addresses: set[str] = set()
        self.pages = 0
        self._characters = 0

    @property
    def full(self) -> bool:
        """Whether more records would not be looked at."""
        return self.pages >= PAGES or self._characters >= CHARACTERS

    def take(self, record: Record) -> None:
        """Keep a record if it is a page that may tell something."""
        if record.kind is RecordKind.STATED or record.blocks is not None or len(record.content) > LARGEST:
            return
        site = site_of(record)
        pages = self._sites.setdefault((record.kind, *site), [])
        address = (record.url or "").partition("#")[0]
        if len(pages) >= (OF_SITE if site[0] else OF_NOWHERE) or (address and address in self._addresses):
            return
        self._addresses.add(address)
        pages.append(record)
        self.pages += 1
        self._characters += len(record.content)

    def evidence(self) -> Generator[None, None, Evidence]:
        """What they have in common; yields after every page that was read."""
        votes: Counter[int] = Counter()
        for (_, host, _), records in self._sites.items():
            if len(records) < 2:
                continue
            pages = []
            for record in records:
                pages.append(_Page(record.title, _lines_of(record)))
                yield
            for group in [pages] if host else _akin(pages):
                votes.update(_recurring(group))
        most = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        return Evidence(EVIDENCE_VERSION, frozenset(line for line, _ in most))


def site_of(record: Record) -> tuple[str, str]:
    """The host of a record's address; without one, nothing and the folder of the dump that it lies in."""
    try:
        host = (urlsplit(record.url or "").hostname or "").removeprefix("www.")
    except ValueError:  # no address at all: a broken IPv6 host
        host = ""
    return (host, "") if host else ("", dirname(record.provenance.member).partition("/")[0])


def _lines_of(record: Record) -> list[Line]:
    """The lines of a page as cleaning will see them."""
    if record.kind is RecordKind.HTML:
        found = page_passages(read_markup(record.content, images=record.shelf is not None))
    else:
        found = passages(record.content)
    lines = (line_of(passage.text) for passage in found)
    return [line for line in lines if line.hash]


def _akin(pages: Iterable[_Page]) -> list[list[_Page]]:
    """Pages without an address, by what they share: each joins the site that has most of its short lines."""
    groups: list[tuple[set[int], list[_Page]]] = []
    for page in pages:
        short = page.short
        known, group = max(groups, key=lambda each: len(short & each[0]), default=(set[int](), list[_Page]()))
        if short and len(short & known) >= KIN * len(short):
            known |= short
            if len(group) < OF_SITE:
                group.append(page)
        else:
            groups.append((set(short), [page]))
    return [group for _, group in groups]


def _recurring(pages: Sequence[_Page]) -> Iterator[int]:
    """The lines that enough pages of a site carry, and that are no story's; one more for those that are one's."""
    everywhere = _worth(pages)
    told = _different(pages, everywhere)
    count = len(told)
    if count < 2:
        return
    on = Counter(line for page in told for line in page.held)
    if count <= ALONE and _mostly_shared(told, on):
        return
    worth = _worth(told)
    story, run = Counter[int](), Counter[int]()
    for page in told:
        story.update({page.lines[i].hash for i in story_of(page.lines, worth)[1]})
        run.update(set(_beside_runs(page, worth, TELLING if count > ALONE else 0.0)))
    for page in pages:  # a story told twice is still one
        story.update({page.lines[i].hash for i in story_of(page.lines, everywhere)[1]}.difference(story))
    prose = {line.hash for page in told for line in page.lines if line.prose}
    for line, times in on.items():
        near = story[line] or run[line]
        share = MOST_PAGES if not story[line] else SHARE_AFTER if line in prose else SHARE
        enough = times >= (2 if count <= ALONE else max(FEWEST, SHARE * count))
        if near >= MOSTLY * times:
            if times >= max(FEWEST, share * count):
                yield line
        elif near == 0:
            if enough:
                yield line
        elif near <= SELDOM * times and (enough or story[line] == 1):
            yield line + 1


def _worth(pages: Sequence[_Page]) -> dict[int, float]:
    """What each line tells of its page: little where most pages have it; of few pages, most may tell one story."""
    on = Counter(line for page in pages for line in page.held)
    least = HALF if len(pages) <= ALONE else LITTLE
    return {line: max(least, 1 - (times - 1) / (len(pages) - 1)) for line, times in on.items() if times > 1}


def _mostly_shared(pages: Sequence[_Page], on: Mapping[int, int]) -> bool:
    """Whether three quarters of a page's prose stand on others too: then it may be one story."""
    for page in pages:
        own = sum(line.words for line in page.lines if line.prose and on[line.hash] == 1)
        if own * 4 < sum(line.words for line in page.lines if line.prose):
            return True
    return False


def _different(pages: Sequence[_Page], worth: Mapping[int, float]) -> list[_Page]:
    """Those that tell a story which is not on a page before them."""
    told: list[_Page] = []
    for page in pages:
        story = [page.lines[i] for i in story_of(page.lines, worth)[0]]
        long = sum(line.words for line in story) >= STORY
        if long and not any(_is_copy(page, earlier, story, worth) for earlier in told):
            told.append(page)
    return told


def _is_copy(page: _Page, earlier: _Page, story: Sequence[Line], worth: Mapping[int, float]) -> bool:
    if page.title and page.title == earlier.title:
        return True
    words = [(line.words * worth.get(line.hash, 1.0), line.hash in earlier.held) for line in story]
    return sum(count for count, there in words if there) >= SAME * sum(count for count, _ in words)


def _beside_runs(page: _Page, worth: Mapping[int, float], least: float) -> Iterator[int]:
    """The lines in and round prose that follows right after itself: somebody's story, wherever it stands."""
    for run in prose_runs(page.lines, RUN):
        if sum(worth.get(page.lines[i].hash, 1.0) >= least for i in run) >= RUN:
            yield from (line.hash for line in page.lines[max(0, run.start - BESIDE) : run.stop + BESIDE])
