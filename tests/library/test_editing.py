"""Putting back and taking out: whatever the edits, text and cuts lead back to the source, and blocks fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning import clean
from reader.library.editing import CUT, KEEP, Edit, edited
from reader.library.origins import to_source, to_text
from reader.model import Article, CutReason, Provenance, Record, RecordKind, restore

from .conftest import record_of

LINES = st.sampled_from(
    [
        "By Nils Öberg", "Advertisement", "“We have no choice,” Mayor Holm said on Monday.", "", "  ", "- one thing",
        "The bridge over the Elva will close in May, the coun-\ncil said after a long day.", "READ MORE: Other news",
        "\x07Bell and \ufeff mark", "It took forty men three days to lift the old iron span off its two stone piers.",
        "Photo: A. Person / Agency", "* * *", "Share this article",
        "caf\u00c3\u00a9 owners were glad.", "😀 and e\u0301",
    ]
)  # fmt: skip


def article_of(text: str, kind: RecordKind = RecordKind.TEXT) -> Article | None:
    record = Record(Provenance("d", "a" * 64, "", 0, len(text), "b" * 64, "plain text"), text, kind)
    articles = clean(record).articles
    return articles[0] if articles else None


def hold(before: Article, after: Article) -> None:
    assert restore(after.text, after.cuts) == restore(before.text, before.cuts)
    assert after.text == "\n".join(after.text[block.start : block.end] for block in after.blocks)
    assert all(cut.at + cut.instead <= len(after.text) for cut in after.cuts)
    assert [cut.at for cut in after.cuts] == sorted(cut.at for cut in after.cuts)
    assert not any(character in after.text for character in "\0\x07\ufeff\r\x0b\x0c")


@given(st.data())
def test_any_edits_are_lossless(data: st.DataObject) -> None:
    lines = data.draw(st.lists(LINES, min_size=1, max_size=12))
    kind = data.draw(st.sampled_from([RecordKind.TEXT, RecordKind.STATED]))
    before = article_of("The old bridge is to close\n\n" + "\n".join(lines), kind)
    if before is None:
        return
    source, edits = restore(before.text, before.cuts), []
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(source)))
        stop = data.draw(st.integers(start, len(source)))
        kind_ = data.draw(st.sampled_from([KEEP, CUT]))
        edits.append(Edit(kind_, start + before.extent[0], stop + before.extent[0], source[start:stop]))
    hold(before, edited(before, edits))


@given(st.data())
def test_places_lead_there_and_back(data: st.DataObject) -> None:
    article = article_of("Headline of the day\n\n" + "\n".join(data.draw(st.lists(LINES, min_size=1, max_size=8))))
    if article is None or not article.text:
        return
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    found = to_text(article, *to_source(article, start, end))
    assert found is not None
    assert article.text[slice(*found)] == article.text[start:end]


def test_a_cut_comes_back_as_a_paragraph_of_its_own() -> None:
    _, cleaned = record_of(0, ("A title", "First.\nSecond."))
    article = cleaned.articles[0]
    begin = article.extent[0]
    back = edited(article, [Edit(KEEP, begin, begin + 9, "A title\n\n")])
    assert back.text == "A title\nFirst.\nSecond."
    assert [back.text[block.start : block.end] for block in back.blocks] == ["A title", "First.", "Second."]
    hold(article, back)


def test_a_block_goes_out_whole() -> None:
    _, cleaned = record_of(0, ("A title", "First.\nSecond.\nThird."))
    article = cleaned.articles[0]
    start, stop = to_source(article, 7, 14)
    gone = edited(article, [Edit(CUT, start, stop, "Second.")])
    assert gone.text == "First.\nThird."
    assert [(cut.text, cut.reason) for cut in gone.cuts if cut.reason is CutReason.USER] == [
        ("Second.", CutReason.USER)
    ]
    hold(article, gone)
    again = edited(article, [Edit(CUT, start, stop, "Second."), Edit(KEEP, start, stop, "Second.")])
    assert again.text == article.text
    hold(article, again)


def test_words_go_out_of_a_block() -> None:
    _, cleaned = record_of(0, ("A title", "First words here.\nSecond."))
    article = cleaned.articles[0]
    start, stop = to_source(article, 5, 11)
    gone = edited(article, [Edit(CUT, start, stop, " words")])
    assert gone.text == "First here.\nSecond."
    hold(article, gone)


def test_untouched_blocks_stay_as_they_were() -> None:
    article = article_of("T\n\nOne line.\n\n  Another line of it.\n")
    assert article is not None
    assert edited(article, []) is article
    assert edited(article, [Edit(KEEP, 10_000, 10_004, "nope")]) is article
