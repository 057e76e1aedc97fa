"""Choosing a backup to restore."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from reader.library import Backup
from reader.ui.dialogs import plain

REASONS = {
    "schedule": "made on schedule",
    "migration": "made before an update",
    "user": "made by you",
    "restore": "made before a restore",
}


class BackupsDialog(QDialog):
    """The backups there are, the newest first; what is in the library now is itself backed up before."""

    def __init__(self, backups: list[Backup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backupsDialog")
        self.setWindowTitle("Restore a Backup")
        self.resize(460, 320)
        self.list = QListWidget(self)
        self.list.setObjectName("backupList")
        self.list.setAccessibleName("Backups")
        self.list.setStyleSheet("QListView::item { padding: 5px 8px; }")
        for backup in backups:
            size = QLocale().formattedDataSize(backup.size)
            why = REASONS.get(backup.reason, backup.reason)
            self.list.addItem(f"{backup.made.astimezone():%Y-%m-%d %H:%M}   {why}, {size}")
        self.list.setCurrentRow(0)
        text = "The library becomes what it was at that moment. What it is now is backed up first."
        label = QLabel(text if backups else "There is no backup yet. Library > Back Up Now makes one.")
        label.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        restore = buttons.addButton("Restore", QDialogButtonBox.ButtonRole.AcceptRole)
        restore.setEnabled(bool(backups))
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        plain(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(label)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)

    @classmethod
    def ask(cls, parent: QWidget, backups: list[Backup]) -> Backup | None:
        """The backup to restore; None if the user thought better of it."""
        dialog = cls(backups, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        row = dialog.list.currentRow()
        dialog.deleteLater()
        return backups[row] if accepted and 0 <= row < len(backups) else None
