"""Orders, folding, facets, snippets, scripts without spaces, saved searches, and what is taken out for good."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from reader.library import Interrupted, Library, Reader, tidying
from reader.library.snippets import Wanted, snippet
from reader.model import ImportReport, Query
from tests.running import run

from .conftest import dated, fill, record_of

ALL = Query()


def titles(reader: Reader, typed: str, order: Any = "date", **more: Any) -> list[str]:
    return [row.title for row in reader.rows(reader.listing(reader.parse(typed), order, **more))]


@pytest.fixture
def ids(library: Library) -> list[str]:
    batch = [
        record_of(1, ("beta", "flood " * 3 + "calm " * 50), published=dated("2011-03-07"), source="B"),
        record_of(2, ("Alpha", "flood"), published=dated("2012-03-07"), source="C"),
        record_of(3, ("gamma flood", "water and a flood"), published=dated("2010"), source="A"),
        record_of(4, ("Delta", "dry"), source=None),
    ]
    return fill(library, batch)


def test_orders(reader: Reader, ids: list[str]) -> None:
    assert titles(reader, "") == ["Alpha", "beta", "gamma flood", "Delta"]
    assert titles(reader, "", "-date") == ["Delta", "gamma flood", "beta", "Alpha"]
    assert titles(reader, "", "title") == ["Alpha", "beta", "Delta", "gamma flood"]
    assert titles(reader, "", "source") == ["gamma flood", "beta", "Alpha", "Delta"]
    assert titles(reader, "", "length")[0] == "beta"
    assert titles(reader, "flood", "relevance") == ["gamma flood", "Alpha", "beta"]
    assert titles(reader, "is:unread", "relevance", limit=1) == ["Alpha"]
    assert titles(reader, "flood", limit=2) == ["Alpha", "beta"]


def test_relevance_is_of_the_newest(reader: Reader, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.listing.RANKED", 2)
    assert titles(reader, "flood", "relevance") == ["Alpha", "beta", "gamma flood"]


def test_a_list_goes_on_behind_a_row(reader: Reader, ids: list[str]) -> None:
    for order in ("date", "-date"):
        whole = reader.listing(ALL, order)
        assert reader.listing(ALL, order, after=whole[1]) == whole[2:]


def test_counts_stop_at_their_cap(reader: Reader, ids: list[str]) -> None:
    flood = reader.parse("flood")
    assert (reader.count(flood), reader.count(flood, 2)) == (3, 2)
    assert [(query.understood, number) for query, number in reader.batch(["flood", "dry", "snow"])] == [
        ("‘flood’", 3),
        ("‘dry’", 1),
        ("‘snow’", 0),
    ]


def test_copies_are_folded_and_found(library: Library, reader: Reader, ids: list[str]) -> None:
    copies = [
        record_of(10, ("Copy", "the same words"), published=dated("2013")),
        record_of(11, ("Another", "the same words"), published=dated("2014")),
        record_of(12, ("Empty", "")),
        record_of(13, ("Empty", "")),
    ]
    first, second, *_ = fill(library, copies)
    assert titles(reader, "is:duplicate") == ["Another", "Copy"]
    assert titles(reader, "same", fold="copies") == ["Another"]
    assert titles(reader, "same", "-date", fold="copies") == ["Copy"]
    assert [row.copies for row in reader.rows(reader.listing(reader.parse("same")))] == [1, 1]
    assert reader.dossier(first).copies == (second,)
    assert library.check() == []


_NUMBERS = ("one", "two", "three", "four", "five")
WIRE = [f"Sentence number {number} of the wire story says this and that." for number in _NUMBERS]


def test_near_copies(library: Library, reader: Reader, ids: list[str]) -> None:
    stories = [
        ("Wire", " ".join(WIRE)),
        ("Paper", " ".join([*WIRE[:4], "And a sentence that the paper's own desk has added."])),
        ("Longer", "\n".join(["A long first sentence by somebody else entirely.", *WIRE])),
        ("Other", " ".join([WIRE[0], *(f"Quite another story about {word} this time." for word in WIRE)])),
    ]
    made = fill(
        library, [record_of(n + 50, story, published=dated(f"2015-01-0{n + 1}")) for n, story in enumerate(stories)]
    )
    assert library.unrelated_count() == len(ids) + len(made)
    assert run(library.relate()).note == "Found near copies of 2 articles"
    assert library.unrelated_count() == 0
    assert reader.near(made[0]) == [made[2], made[1]]
    assert reader.near(made[3]) == []
    assert titles(reader, "is:near") == ["Longer", "Paper", "Wire"]
    assert titles(reader, "wire", fold="near") == ["Other", "Longer"]
    assert [row.title for row in reader.family(made[0])] == ["Wire", "Paper", "Longer"]
    assert [(row.copies, row.near) for row in reader.family(made[0])] == [(0, 2)] * 3
    assert [row.title for row in reader.family(made[3])] == ["Other"]
    assert titles(reader, "wire", fold="near", limit=1) == ["Other"]
    library.set_published([(made[2], dated("2016"))])
    assert reader.near(made[0]) == [made[1]]
    run(library.relate())
    assert reader.near(made[0]) == [made[2], made[1]]
    library.bin(made[:2])
    assert reader.near(made[2]) == []
    run(library.empty_bin())
    assert titles(reader, "is:near") == []
    assert library.check() == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("in:bin", ["Alpha", "beta"]),
        ("flood in:bin", ["Alpha", "beta"]),
        ("calm OR in:bin", ["Alpha", "beta"]),
        ("dry OR in:bin", ["Alpha", "beta", "Delta"]),
        ("dry OR (flood in:bin -calm)", ["Alpha", "Delta"]),
        ("flood (in:bin OR water)", ["Alpha", "beta", "gamma flood"]),
        ("flood -in:bin", ["gamma flood"]),
        ("-(flood in:bin)", ["gamma flood", "Delta"]),
        ('dry OR search:"binned"', ["beta", "Delta"]),
        ('search:"binned"', ["beta"]),
    ],
)
def test_the_bin_is_searched_where_it_is_asked_for(
    library: Library, reader: Reader, ids: list[str], typed: str, found: list[str]
) -> None:
    library.save_search("binned", "calm in:bin")
    library.bin(ids[:2])
    assert titles(reader, typed) == found
    assert reader.count(reader.parse(typed)) == len(found)


def test_what_a_search_finds_in_the_bin_comes_back(library: Library, reader: Reader, ids: list[str]) -> None:
    library.bin(reader.parse("flood"))
    row = reader.rows(reader.listing(reader.parse("in:bin")))[0]
    assert row.binned
    assert "1 article" in library.unbin(reader.parse("in:bin calm")).note
    assert titles(reader, "in:bin") == ["Alpha", "gamma flood"]


def test_facets(library: Library, reader: Reader, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    library.tag(ids[:2], "wet")
    library.bin(ids[3:])
    facets = reader.facets(ALL)
    assert (facets.total, facets.capped) == (3, False)
    assert facets.sources == (("A", 1), ("B", 1), ("C", 1))
    assert facets.years == (("2010", 1), ("2011", 1), ("2012", 1))
    assert facets.months == (("2010-01", 1), ("2011-03", 1), ("2012-03", 1))
    assert (facets.tags, facets.languages, facets.dumps) == ((("wet", 2),), (("en", 3),), (("news.txt", 3),))
    assert reader.facets(reader.parse("source:B")).total == 1
    monkeypatch.setattr("reader.library.facets.facets.__defaults__", (2,))
    assert (reader.facets(ALL).total, reader.facets(ALL).capped) == (2, True)


@pytest.mark.parametrize("text", ["İ and the river", "Ünder the RIVER, the River", "no such word", "rive river"])
def test_a_snippet_stands_round_a_whole_word_as_typed_or_not(text: str) -> None:
    found = Wanted(["river"]).search(text)
    assert (found is not None) == ("river" in text.casefold().replace("rive ", ""))
    assert found is None or found.group().casefold() == "river"


def test_snippets(reader: Reader, ids: list[str]) -> None:
    query = reader.parse("calm*")
    row = reader.rows(reader.listing(query), query.words)[0]
    assert row.snippet.startswith("flood flood flood calm")
    assert row.snippet.endswith("…")
    assert reader.rows(reader.listing(query))[0].snippet == ""


@pytest.mark.parametrize(
    ("words", "text", "hit"),
    [
        (["dembele"], "Général Dembélé spoke", "Dembélé"),
        (["dembele"], "De\u0301mbe\u0301le\u0301 decomposed", "De\u0301mbe\u0301le\u0301"),
        (["the ranks"], "within “The\nRanks” of", "The\nRanks"),
        (["elect*"], "re-elected, elections", "elected"),
        (["ran"], "the ranks ran", "ran"),
        (["日本"], "在日本東京", "日本"),
        (["&"], "a & b", None),
    ],
)
def test_hits_are_found_as_the_index_finds_them(words: list[str], text: str, hit: str | None) -> None:
    wanted = Wanted(words)
    match = wanted.search(text) if wanted else None
    assert (match[0] if match else None) == hit
    if hit and wanted:
        assert " ".join(hit.split()) in snippet(text, wanted)


CJK = [
    ("東京の地震", "昨日、東京で大きな地震がありました。AI技術が使われた。"),
    ("北京新闻", "中国总理访问日本，双方讨论贸易。"),
    ("서울 뉴스", "대통령이 서울에서 연설했다."),
    ("ข่าว", "นายกรัฐมนตรีเดินทางไปกรุงเทพ"),
]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("地震", [0]),
        ("東京", [0]),
        ("日本", [1]),
        ("本", [1]),
        ("总理访问", [1]),
        ("AI技術", [0]),
        ("ai", [0]),
        ("서울", [2]),
        ("대통령", [2]),
        ("กรุงเทพ", [3]),
        ("京東", []),
        ("title:北京", [1]),
        ("中国 日本 -地震", [1]),
        ("貿易", []),
        ('"中国 日本"~20', [1]),
    ],
)
def test_words_without_spaces_are_found(library: Library, reader: Reader, typed: str, numbers: list[int]) -> None:
    fill(library, [record_of(number, story) for number, story in enumerate(CJK)])
    found = titles(reader, typed)
    assert found == [CJK[number][0] for number in numbers]
    assert library.check() == []


def test_saved_searches(library: Library, reader: Reader, ids: list[str]) -> None:
    library.save_search("Wet  things", "flood OR water")
    library.save_search("Drier", 'calm -search:"wet things"')
    assert reader.saved() == [("Drier", 'calm -search:"wet things"'), ("Wet things", "flood OR water")]
    assert titles(reader, 'search:"WET things" -calm') == ["Alpha", "gamma flood"]
    assert titles(reader, "search:drier") == []
    library.save_search("wet things", 'search:"wet things"')
    assert "within itself" in reader.parse('search:"wet things"').warning
    library.undo()
    library.delete_search("drier")
    assert reader.sidebar().saved == (("Wet things", "flood OR water"),)
    library.undo()
    assert len(reader.saved()) == 2
    for query in ("a", "b", " a ", ""):
        library.use_search(query)
    assert reader.recent() == ["a", "b"]


def test_the_index_is_merged_in_steps(library: Library, reader: Reader, ids: list[str]) -> None:
    for number in range(20, 30):
        fill(library, [record_of(number)])
    before = tidying.segments(library._connection)
    assert library.is_untidy()
    assert len([*library.tidy()]) > 0
    assert tidying.segments(library._connection) < before
    assert not library.is_untidy()
    assert library.check() == []
    assert reader.count(reader.parse("story")) == 10


def test_emptying_the_bin_keeps_what_the_user_made(library: Library, reader: Reader) -> None:
    batch = [record_of(number, (f"A{number}", "same"), (f"B{number}", "other")) for number in range(3)]
    ids = fill(library, batch)
    library.tag(ids, "kept")
    library.bin(ids[:1])
    assert run(library.empty_bin()).note == "Took 1 article out of the bin"
    assert library.check() == []
    assert (reader.count(ALL), reader.sidebar().bin, reader.rowid(ids[0])) == (5, 0, None)
    library.remove_dump(1)
    run(library.empty_bin())
    assert library.check() == []
    assert library._connection.execute("SELECT count(*) FROM record").fetchone()[0] == 0
    assert fill(library, batch) == ids
    assert reader.sidebar().tags == (("kept", 6),)
    assert library.check() == []


def test_what_is_forgotten_is_in_no_byte(library: Library, reader: Reader, ids: list[str]) -> None:
    secret = record_of(77, ("Xylograph", "Zanzibarian words\nthat nobody may read"), author="Quixote")
    (id_,) = fill(library, [secret])
    library.tag([id_], "kept")
    library.add_note(id_, "Yggdrasil")
    library.backup()
    changes = run(library.forget([id_], backups_too=True))
    assert changes.note == "Forgot 1 article"
    assert library.check() == []
    assert library.can_undo is None
    assert [*reader.dossiers(ALL)]
    kept = [library.path, *(backup.path for backup in library.backups())]
    reader.close()
    library.close()
    for path in kept:
        data = path.read_bytes().lower()
        for word in (b"xylograph", b"zanzibarian", b"quixote", b"yggdrasil", bytes.fromhex(id_)):
            assert word not in data


def test_a_forgotten_dump_leaves_nothing_behind(library: Library, reader: Reader, ids: list[str]) -> None:
    dump = library.begin_dump("zanzibar.txt", "/zanzibar.txt", "ce" * 32, "plain text").id
    new = library.add(dump, [record_of(7, ("Xylograph", "One story."), sha256="ce" * 32, member="quixote.txt")])
    library.finish_dump(dump, ImportReport("/zanzibar.txt", "zanzibar.txt", "plain text", 1, 1))
    library.bin(new)
    library.remove_dump(dump)
    assert run(library.forget(dump)).note == "Forgot 1 article"
    assert [entry.name for entry in reader.dumps()] == ["news.txt"]
    assert reader.dumps(removed=True) == []
    assert len(reader.reports()) == 0
    assert (reader.count(ALL), library.can_undo, library.check()) == (4, None, [])
    assert library.begin_dump("zanzibar.txt", "/zanzibar.txt", "ce" * 32, "plain text").articles == 0
    reader.close()
    library.close()
    assert b"xylograph" not in library.path.read_bytes().lower()
    assert b"quixote.txt" not in library.path.read_bytes()


def test_a_query_can_be_interrupted(library: Library, reader: Reader, ids: list[str]) -> None:
    reader._connection.create_function("found_in", 2, lambda *_: time.sleep(0.02) or 0)
    for number in range(200):
        library._connection.execute("INSERT INTO note (article, body, version, made) VALUES (?, 'x', 1, '')",
                                    (bytes.fromhex(ids[number % 4]),))  # fmt: skip
    threading.Timer(0.2, reader.interrupt).start()
    with pytest.raises(Interrupted):
        reader.listing(reader.parse("note:x"))
