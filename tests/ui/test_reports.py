"""The reports: an account that adds up, searched and saved."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.model import ImportReport, Problem
from reader.ui import dialogs
from reader.ui.reports import EMPTY, ReportsWindow, account, as_html, as_text, verdict

WHEN = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
WHOLE = ImportReport(
    "/dumps/<news>.zip",
    "<news>.zip",
    "plain text",
    found=12,
    imported=6,
    known=2,
    skipped=3,
    rejected=1,
    skipped_kinds={"pictures": 3},
    problems=(Problem("<news>.zip/a.txt", "not text & no <b>"), Problem("b.txt", "4 bad bytes repaired", False)),
)
STOPPED = ImportReport("/dumps/b.txt", "b.txt", "plain text", found=3, imported=1, complete=False)


@pytest.fixture
def reports(qtbot: QtBot) -> ReportsWindow:
    window = ReportsWindow()
    qtbot.addWidget(window)
    return window


def test_the_first_number_is_the_sum_of_the_others() -> None:
    (_, found), *others = account(WHOLE)
    assert found == sum(number for _, number in others)
    assert "adds up" in verdict(WHOLE)
    assert "goes on from there" in verdict(STOPPED)
    assert "does not add up" in verdict(ImportReport("a", "a", "plain text", found=3, imported=1))


def test_everything_is_told_and_escaped() -> None:
    text = as_text(WHEN, WHOLE)
    for told in ("<news>.zip/a.txt: not text & no <b>", "b.txt: 4 bad bytes repaired", "3  pictures", "12  found"):
        assert told in text
    html = as_html(WHEN, WHOLE)
    assert "&lt;news&gt;.zip/a.txt" in html
    assert "no &lt;b&gt;" in html
    assert "<b>" not in html.replace("<b>&lt;news", "").replace("<b>b.txt", "")


def test_the_newest_is_open_and_all_can_be_searched(reports: ReportsWindow) -> None:
    reports.show_reports([(WHEN, STOPPED), (WHEN, WHOLE)])
    assert "b.txt" in reports.page.toPlainText()
    reports.box.setText("not text &")
    assert reports.list.item(0).isHidden()
    assert "could not be read" in reports.page.toPlainText()
    assert reports.page.textCursor().selectedText() == "not text &"
    reports.box.setText("")
    assert not reports.list.item(0).isHidden()


def test_a_report_is_saved(reports: ReportsWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.show_reports([(WHEN, WHOLE)])
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: (tmp_path / "report.txt", ""))
    reports.save.click()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == as_text(WHEN, WHOLE)
    shown: list[BaseException] = []
    monkeypatch.setattr(dialogs, "show_error", lambda _parent, error: shown.append(error))
    monkeypatch.setattr(dialogs, "ask_save", lambda *_: (tmp_path / "nowhere" / "report.txt", ""))
    reports.save.click()
    assert "choose another place" in str(shown[0])


def test_without_imports_it_says_so(reports: ReportsWindow) -> None:
    reports.show_reports([])
    assert EMPTY in reports.page.toPlainText()
    assert not reports.save.isEnabled()
