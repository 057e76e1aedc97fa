"""Asking the user for files and answers, and saying what went wrong: the one seam that tests replace."""

from __future__ import annotations

import platform
import sqlite3
import sys
import traceback
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QWidget,
)

from reader import __version__
from reader.errors import CuttingsError

_open: set[QMessageBox] = set()

LIBRARIES = "Cuttings library (*.cuttings);;All files (*)"


def ask_dumps(parent: QWidget, folder: str) -> list[Path]:
    """Files to open; none if the user thought better of it."""
    # Every file: names lie, and what a dump is shows in its content.
    names, _ = QFileDialog.getOpenFileNames(parent, "Open Dumps", folder, "All files (*)")
    return [Path(name) for name in names]


def ask_folder(parent: QWidget, folder: str) -> Path | None:
    return _path(QFileDialog.getExistingDirectory(parent, "Open a Folder as a Dump", folder))


def ask_list(parent: QWidget, folder: str) -> Path | None:
    """A list of names to search for."""
    filters = "Lists (*.txt *.csv *.tsv);;All files (*)"
    name, _ = QFileDialog.getOpenFileName(parent, "Open a List of Names", folder, filters)
    return _path(name)


def ask_library(parent: QWidget, folder: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, "Open Library", folder, LIBRARIES)
    return _path(name)


def ask_new_library(parent: QWidget, folder: str) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, "New Library", folder, LIBRARIES)
    path = _path(name)
    return path.with_suffix(".cuttings") if path is not None and not path.suffix else path


def ask_save(
    parent: QWidget, title: str, proposed: str, filters: list[str], chosen: str = ""
) -> tuple[Path, str] | None:
    """Where to save, and the filter that was chosen."""
    name, used = QFileDialog.getSaveFileName(parent, title, proposed, ";;".join(filters), chosen)
    return (Path(name), used) if name else None


def confirm(parent: QWidget, title: str, text: str, more: str, do: str) -> bool:
    """Whether to go on with something that cannot be taken back with one key; the safe answer is the default."""
    box = _box(parent, QMessageBox.Icon.Question, title, text, more)
    button = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    plain(box)
    box.exec()
    return box.clickedButton() is button


def confirm_for_good(parent: QWidget, title: str, text: str, more: str, do: str, tick: str) -> tuple[bool, bool]:
    """Whether to do what cannot be taken back at all, and whether what `tick` says goes with it."""
    box = _box(parent, QMessageBox.Icon.Warning, title, text, more)
    button = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    ticked = QCheckBox(tick, box)
    ticked.setChecked(True)
    box.setCheckBox(ticked)
    plain(box)
    box.exec()
    return box.clickedButton() is button, ticked.isChecked()


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Shows what the user can act on as its sentence, anything else as a bug with a report to copy.

    The box does not wait for its answer, so that an error in the background holds nothing up.
    """
    if isinstance(error, CuttingsError):
        first, _, rest = str(error).partition("; ")
        more = f"{rest[:1].upper()}{rest[1:]}"
        box = _box(parent, QMessageBox.Icon.Warning, "Cuttings", f"{first.rstrip('.')}.", more)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
    else:
        box = _bug_box(parent, bug_report(error))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _open.add(box)  # without a parent, nothing else would keep it
    plain(box)
    box.finished.connect(lambda: _open.discard(box))
    box.open()


def show_bugs() -> None:
    """Has exceptions that nobody caught shown as bugs, unless somebody else (a test) sees to them."""
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _show_bug


def _show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, Exception) or any(box.icon() is QMessageBox.Icon.Critical for box in _open):
        sys.__excepthook__(kind, error, trace)  # one box is enough where every paint fails
    else:
        show_error(QApplication.activeWindow(), error)


def cannot_write(path: Path, error: OSError) -> CuttingsError:
    """An error of the disk as a sentence."""
    return CuttingsError(f"{path} cannot be written ({error.strerror}); choose another place.")


def bug_report(error: BaseException) -> str:
    """What a bug report needs: versions and the traceback; nothing of the library's content is added."""
    trace = "".join(traceback.format_exception(error))
    versions = (
        f"Cuttings {__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.platform()}"
    )
    return f"{versions}\n\n{trace}"


def _bug_box(parent: QWidget | None, report: str) -> QMessageBox:
    text = "Something went wrong inside Cuttings: this is a bug, and not your doing."
    more = "What you made is saved. Copy the report to tell the makers what happened."
    box = _box(parent, QMessageBox.Icon.Critical, "A bug in Cuttings", text, more)
    box.setDetailedText(report)
    copy = QPushButton("Copy Report", box)
    box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # the box stays open
    copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
    box.addButton(QMessageBox.StandardButton.Close)
    sys.stderr.write(report)
    return box


def _box(parent: QWidget | None, sign: QMessageBox.Icon, title: str, text: str, more: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(sign)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return box


def plain(buttons: QDialogButtonBox | QMessageBox) -> None:
    """Words on the buttons, as everywhere in the window; some desktops would put a sign before each."""
    for button in buttons.buttons():
        button.setIcon(QIcon())


def answers(dialog: QDialog, words: str) -> tuple[QDialogButtonBox, QPushButton]:
    """A button that accepts, under these words, and one that cancels; the box, and the first of them."""
    box = QDialogButtonBox(dialog)
    accept = box.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setDefault(True)
    box.addButton(QDialogButtonBox.StandardButton.Cancel)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    plain(box)
    return box, accept


def within(dialog: QWidget, size: QSize) -> QSize:
    """The size of a dialog, but no larger than the window that it belongs to."""
    parent = dialog.parentWidget()
    return size.boundedTo(parent.window().size() - QSize(20, 20)) if parent is not None else size


def _path(name: str) -> Path | None:
    return Path(name) if name else None
