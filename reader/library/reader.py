"""The library as it is read: cheap, one connection a thread."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterable, Sequence
from datetime import datetime

from reader.library import (
    accounts,
    completing,
    evidence,
    facets,
    kinship,
    listing,
    pictures,
    profiles,
    quotations,
    reading,
    readings,
    recleaning,
    searches,
    sidebar,
    siterules,
    stories,
    tablecolumns,
    travels,
)
from reader.library.entries import ArticleRow, DumpEntry, Facets, Sidebar
from reader.library.listing import Fold, Order
from reader.library.names import Name
from reader.library.profiles import Profile
from reader.library.quotations import Place, Quotation, Wanted
from reader.library.readonly import ReadOnly
from reader.library.recleaning import Proposal, Stored
from reader.library.siterules import SiteRule
from reader.library.travels import Travel
from reader.library.trouble import telling, telling_each
from reader.model import Cleaned, Dossier, Evidence, ImportReport, Query, Step, Stretch


class Reader(ReadOnly):
    """What a library holds, over a read-only connection; one for each thread.

    A Reader sees what was committed when a call begins, also while another thread imports.
    """

    # Searching

    @telling
    def parse(self, text: str) -> Query:
        """A search as it is understood; never fails, falls back to plain words and says so."""
        return listing.parse(self._connection, text)

    @telling
    def listing(
        self,
        query: Query,
        order: Order = "date",
        limit: int | None = None,
        *,
        after: int | None = None,
        fold: Fold = "",
    ) -> array[int]:
        """Row ids of the articles that a query finds; "date" is newest first.

        `after` goes on behind a row in the two orders by date; `fold` shows exact ("copies") or also
        near copies ("near") as one, the first in the order.
        """
        return listing.listing(self._connection, query.text, order, limit, after=after, fold=fold)

    def facets(self, query: Query, limit: int = 30) -> Facets:
        """What a query's hits have in common; over the newest 100,000 where there are more."""
        steps = self.faceting(query, limit)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: Facets = end.value
                return found

    @telling_each
    def faceting(self, query: Query, limit: int = 30) -> Generator[Facets, None, Facets]:
        """The same in two steps: yields the facets without names, returns all of them."""
        return (yield from facets.facets(self._connection, query.text, limit))

    @telling
    def complete(self, text: str, limit: int = 20) -> list[str]:
        """What a search that is being typed could become: fields, states, sources, tags, names."""
        return completing.complete(self._connection, text, limit)

    @telling
    def saved(self) -> list[tuple[str, str]]:
        """Name and text of the saved searches."""
        return searches.saved(self._connection)

    @telling
    def recent(self) -> list[str]:
        """Recent searches, the last one first."""
        return searches.recent(self._connection)

    @telling_each
    def batch(self, texts: Sequence[str], cap: int | None = None) -> Generator[tuple[Query, int], None, None]:
        """Many searches, each with how many articles it finds: a list of names from a file."""
        for text in texts:
            yield listing.parse(self._connection, text), listing.count(self._connection, text, cap)

    @telling
    def count(self, query: Query, cap: int | None = None) -> int:
        """How many articles a query finds; counting stops at `cap`."""
        return listing.count(self._connection, query.text, cap)

    @telling
    def rows(self, rowids: Sequence[int], words: Sequence[str] = ()) -> list[ArticleRow]:
        """Rows for the list; with `words` (of a Query) each has a snippet round the first hit."""
        return reading.rows(self._connection, rowids, words)

    @telling
    def rowid(self, id_: str) -> int | None:
        return reading.rowid_of(self._connection, id_)

    @telling_each
    def ids(self, query: Query) -> Generator[str, None, None]:
        """Public ids of what a query finds, in import order."""
        for rowid in listing.in_import_order(self._connection, query.text):
            key: bytes = self._connection.execute("SELECT key FROM article WHERE id = ?", (rowid,)).fetchone()[0]
            yield key.hex()

    # Reading

    @telling
    def dossier(self, id_: str) -> Dossier | None:
        """Everything about one article."""
        rowid = reading.rowid_of(self._connection, id_)
        return next(reading.dossiers(self._connection, [rowid]), None) if rowid is not None else None

    @telling
    def near(self, id_: str) -> list[str]:
        """Near copies of an article (wire copy with small changes), the longest first; see `Library.relate`."""
        return kinship.near(self._connection, id_)

    @telling
    def family(self, id_: str) -> list[ArticleRow]:
        """An article with its exact and near copies, the earliest first; itself alone where it has none."""
        return reading.rows(self._connection, kinship.family(self._connection, id_))

    @telling
    def story(self, id_: str) -> Sequence[int]:
        """Rows of an article and of those of the same days about the same thing, the most alike first."""
        return stories.story(self._connection, id_)

    @telling_each
    def dossiers(self, target: Query | Sequence[str]) -> Generator[Dossier, None, None]:
        """Everything about what a query finds, or about these articles, in import order, streamed."""
        if isinstance(target, Query):
            rowids: Iterable[int] = listing.in_import_order(self._connection, target.text)
        else:
            rowids = reading.sort_ids(self._connection, target)
        yield from reading.dossiers(self._connection, rowids)

    @telling
    def picture(self, sha256: str) -> bytes | None:
        """The bytes of a picture of a dossier; None where it has gone."""
        return pictures.content(self._connection, sha256)

    # Names and quotations across the library

    @telling
    def profile(self, name: Name) -> Profile | None:
        """What the library knows of a name, or of the name that it is by the user's rules."""
        return profiles.profile(self._connection, name)

    @telling
    def name_called(self, text: str) -> Name | None:
        """The person, else the organisation, else the place that goes by a name; None where nobody does."""
        return profiles.name_called(self._connection, text)

    @telling
    def rows_named(self, name: Name, limit: int = 500) -> list[ArticleRow]:
        """The newest articles that have a name."""
        return reading.rows(self._connection, profiles.rows_of(self._connection, name, limit))

    @telling
    def quotations(
        self, wanted: Wanted, after: Place | None = None, limit: int = 100
    ) -> tuple[list[Quotation], Place | None]:
        """The next quotations behind a place, newest articles first, and where to go on; None: no more."""
        return quotations.listing(self._connection, wanted, after, limit)

    @telling
    def quotation_count(self, wanted: Wanted) -> int | None:
        """How many quotations are wanted; None where words are, for those have to be read to be counted."""
        return quotations.count(self._connection, wanted)

    @telling_each
    def travels(self, wanted: Wanted = travels.ANY) -> Generator[Step, None, list[Travel]]:
        """Quotations that stand in several texts, exactly, changed or shortened; the widest travelled first."""
        return (yield from travels.travels(self._connection, wanted))

    @telling
    def travel_of(self, place: Place) -> Travel | None:
        """Where the quotation at a place (row id, offset) travels."""
        return travels.travel_of(self._connection, place)

    @telling
    def quotations_at(self, places: Sequence[Place]) -> list[Quotation]:
        """The quotations at these places, in this order; one that has gone is left out."""
        return quotations.hydrate(self._connection, places)

    @telling
    def leftover(self, id_: str) -> tuple[Stretch, ...]:
        """The stretches of an article's record that belong to no article."""
        return reading.leftover(self._connection, id_)

    @telling
    def source_text(self, id_: str) -> str:
        """The source text of an article's record, rebuilt from extents and leftover."""
        return reading.source_text(self._connection, id_)

    @telling
    def sidebar(self) -> Sidebar:
        """Counts for the filters."""
        return sidebar.sidebar(self._connection)

    @telling
    def tags(self) -> list[str]:
        """Names of all tags in use."""
        return sidebar.tags(self._connection)

    @telling
    def reports(self) -> list[tuple[datetime, ImportReport]]:
        """The accounts of all imports, the newest first; which articles came, the library itself tells."""
        return accounts.reports(self._connection)

    @telling
    def record_numbers(self, *, text: bool, dump: int | None = None) -> array[int]:
        """The records of plain text, which the library can rebuild, or all others, in import order."""
        return array("q", recleaning.records(self._connection, text=text, dump=dump))

    @telling
    def record_number(self, id_: str) -> int | None:
        """The number of an article's record."""
        return recleaning.number_of(self._connection, id_)

    @telling
    def records_at(self, dump: int, member: str, offset: int, sha256: str | None = None) -> list[int]:
        """The records at a place of a dump; with `sha256` those that are the same to the byte."""
        return recleaning.records_at(self._connection, dump, member, offset, sha256)

    @telling
    def evidence(self, dump: int) -> Evidence | None:
        """What the pages of a dump were found to have in common; None where nobody has looked."""
        return evidence.of(self._connection, dump)

    @telling
    def without_evidence(self, version: str) -> list[int]:
        """The dumps with pages in them that nobody has looked at in this version."""
        return evidence.wanting(self._connection, version)

    @telling
    def stored(self, record: int) -> Stored | None:
        """A record as it stands; None where it is no longer there."""
        return recleaning.stored(self._connection, record)

    @telling
    def proposal(self, stored: Stored, cleaned: Cleaned, *, whole: bool) -> Proposal | None:
        """What another cleaning would change, the rules of sites applied; None: nothing.

        `whole`: the record was read from its dump again, so that all that is said of it is known.
        """
        rules = siterules.SiteRules(self._connection)
        return recleaning.proposal(self._connection, rules, stored, cleaned, whole=whole)

    @telling
    def rules(self) -> list[SiteRule]:
        """The lines that are always or never cut, by site."""
        return siterules.listed(self._connection)

    @telling
    def said_of(self, anchor: str) -> readings.Said:
        """What the user said of how to read a dump, by its SHA-256 or its folder's path."""
        return readings.said_of(self._connection, anchor)

    @telling
    def table_columns(self) -> list[tablecolumns.TableColumns]:
        """What is remembered of tables' columns, the newest first."""
        return tablecolumns.listed(self._connection)

    @telling
    def dumps(self, *, removed: bool = False) -> list[DumpEntry]:
        """The dumps of the library, the newest first; `removed`: those in the bin instead."""
        return accounts.entries(self._connection, removed=removed)
