"""What the user corrects in articles, kept by public id, so that it holds on every import and cleaning to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from reader.library import (
    amending,
    borders,
    recleaning,
    siterules,
)
from reader.library.arrangements import Arrangement
from reader.library.corrections import Value
from reader.library.journal import counted
from reader.library.opened import Opened
from reader.library.recleaning import Proposal, Stored
from reader.library.siterules import SiteRule
from reader.library.trouble import telling
from reader.model import Changes, Cut


class Correcting(Opened):
    """Fields, cuts, borders, cleaning anew, rules of sites."""

    @telling
    def correct(
        self, id_: str, values: Mapping[str, Value] = MappingProxyType({}), clear: Collection[str] = ()
    ) -> Changes:
        """Correct an article's `title`, `source`, `author` or `published`; None: it has none.

        `clear` names the fields that are to be as stated again. A corrected date moves the article in the order.
        """
        with self._durable():
            return amending.correct(self._journal, self._connection, id_, values, clear)

    @telling
    def put_back(self, id_: str, cut: Cut) -> Changes:
        """Have what was cut (one of `article.cuts`) stand in the text again, as a new version of it."""
        with self._durable():
            return amending.put_back(self._journal, self._connection, id_, cut)

    @telling
    def take_out(self, id_: str, start: int, end: int) -> Changes:
        """Take `text[start:end]` out of an article's text; it becomes a cut with the reason `user`."""
        with self._durable():
            return amending.take_out(self._journal, self._connection, id_, start, end)

    @telling
    def stored(self, id_: str) -> Stored | None:
        """The record of an article as it stands; None where the article is not in the library."""
        number = recleaning.number_of(self._connection, id_)
        return recleaning.stored(self._connection, number) if number is not None else None

    @telling
    def rearrange(self, stored: Stored, wanted: Arrangement, words: str) -> Changes:
        """Have a record's articles begin and end otherwise; all that the user made of them goes along.

        `words` name the step. Raises LibraryError where the record has changed since it was `stored`.
        """
        with self._durable():
            return recleaning.rearrange(self._connection, self._journal, stored, wanted, words)

    def arrangements(self) -> borders.Arrangements:
        """The user's borders, and the ids that articles keep, for records that come in again."""
        return borders.Arrangements(self._connection)

    @telling
    def begin_recleaning(self) -> int:
        """Open the one step under which records are cleaned anew."""
        with self._durable():
            step = self._journal.begin("reclean", {})
            self._journal.name(step, "Cleaned articles anew")
            return step

    @telling
    def reclean(self, step: int, proposals: Sequence[Proposal]) -> Changes:
        """Have records stand as proposed, in one transaction; those that changed meanwhile stay as they are."""
        with self._durable():
            return recleaning.carry_out(self._connection, step, proposals)

    @telling
    def end_recleaning(self, step: int, articles: int) -> Changes:
        """Name the step, or drop it where nothing changed."""
        with self._durable():
            return self._journal.name(step, f"Cleaned {counted(articles)} anew" if articles else "")

    @telling
    def save_rule(self, rule: SiteRule) -> Changes:
        """Keep a rule for a site's lines; it acts on what comes in, or is cleaned, from now on."""
        with self._durable():
            return siterules.save(self._journal, self._connection, rule)

    @telling
    def delete_rule(self, rule_id: int) -> Changes:
        """Forget a rule for a site's lines."""
        with self._durable():
            return siterules.delete(self._journal, self._connection, rule_id)
