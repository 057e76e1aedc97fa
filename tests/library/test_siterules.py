"""A line that is always, or never, cut on a site: from the next import on, and no other article is touched."""

from __future__ import annotations

import pytest

from reader.errors import LibraryError
from reader.library import Library, Reader, SiteRule, site_of
from reader.model import CutReason, restore

from .conftest import fill, record_of

TEXT = "First line.\nFollow us on the telegraph.\nLast line."


def text_of(reader: Reader, id_: str) -> str:
    dossier = reader.dossier(id_)
    assert dossier is not None
    article = dossier.article
    assert len(restore(article.text, article.cuts)) == article.extent[1] - article.extent[0]
    return article.text


def test_a_site_is_the_host_or_the_source() -> None:
    named = record_of(0, url="https://www.daily.example/a?b")[1].articles[0]
    assert site_of(named) == "daily.example"
    assert site_of(record_of(0)[1].articles[0]) == "Daily Example"


def test_rules_hold_for_what_comes_in(library: Library, reader: Reader) -> None:
    library.save_rule(SiteRule("daily  example", "FOLLOW us on the telegraph."))
    library.save_rule(SiteRule("harbour.example", "A title", cut=False))
    batch = [
        record_of(0, ("A title", TEXT)),
        record_of(1, ("A title", TEXT), source="Other"),
        record_of(2, ("A title", TEXT), source="Other", url="http://harbour.example/1"),
        record_of(3, ("A title", "Follow us on the telegraph.")),
    ]
    ids = fill(library, batch)
    assert text_of(reader, ids[0]) == "First line.\nLast line."
    first = reader.dossier(ids[0])
    assert first is not None
    assert any(cut.reason is CutReason.USER for cut in first.article.cuts)
    assert text_of(reader, ids[1]) == TEXT
    assert text_of(reader, ids[2]) == f"A title\n{TEXT}"
    assert text_of(reader, ids[3]) == "Follow us on the telegraph."  # nothing would be left
    assert library.check() == []


def test_rules_are_listed_changed_and_undone(library: Library, reader: Reader) -> None:
    assert library.save_rule(SiteRule("a.example", "Line")).note == "Always cut 'Line' on a.example"
    (rule,) = reader.rules()
    assert library.save_rule(rule).note == "This rule is there already"
    library.save_rule(rule._replace(cut=False, line="Other"))
    assert reader.rules() == [SiteRule("a.example", "Other", False, rule.id)]
    library.save_rule(SiteRule("a.example", "Other"))
    assert reader.rules() == [SiteRule("a.example", "Other", True, rule.id)]
    library.delete_rule(rule.id)
    assert reader.rules() == []
    for _ in range(3):
        library.undo()
    assert reader.rules() == [rule]
    library.undo()
    assert reader.rules() == []
    library.redo()
    assert reader.rules() == [rule]
    with pytest.raises(LibraryError, match="type both"):
        library.save_rule(SiteRule(" ", "Line"))
