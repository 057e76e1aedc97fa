"""The actions of the table, alive in a window: its menus, its toolbar, its keys."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

from reader.ui.actions import ACTIONS, MENUS, Entry, Single, is_single, keys, said, written
from reader.ui.icons import SIZE, icon

GAP = 14  # points between two groups of the toolbar

_ROLES = {"actionQuit": QAction.MenuRole.QuitRole, "actionAbout": QAction.MenuRole.AboutRole}


class Commands:
    """The window's actions by name, made from the table."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._groups: dict[str, QActionGroup] = {}
        self._made = {entry.name: self._make(entry) for entry in ACTIONS}

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def _make(self, entry: Entry) -> QAction:
        action = QAction(entry.text, self._window)
        action.setObjectName(entry.name)
        action.setCheckable(entry.checkable)
        action.setMenuRole(_ROLES.get(entry.name, QAction.MenuRole.NoRole))
        action.setToolTip(f"{said(entry)} ({written(entry)})" if entry.keys else said(entry))
        self._window.addAction(action)
        return action

    def connect(self) -> None:
        """Binds each action to what it calls, once the window's parts are there."""
        for entry in ACTIONS:
            self._made[entry.name].triggered.connect(self._called(entry))

    def _called(self, entry: Entry) -> Callable[[bool], Any]:
        call: Callable[..., Any] = attrgetter(entry.call)(self._window)
        if entry.choice:
            return lambda _checked: call(entry.argument)
        return call if entry.checkable else lambda _checked: call()

    def choose(self, choice: str, argument: str) -> None:
        """Checks one of several exclusive actions, without calling it."""
        for entry in ACTIONS:
            if entry.choice == choice:
                self._made[entry.name].setChecked(entry.argument == argument)

    def set_keys(self, single: Single) -> None:
        """Gives every action its keys, of those without a modifier only what `single` says."""
        for entry in ACTIONS:
            if any(is_single(key) for key in entry.keys.split()) or not self._made[entry.name].shortcuts():
                self._made[entry.name].setShortcuts(keys(entry, single))

    def draw_icons(self) -> None:
        """Draws the icons in the theme's colours; again after the theme changed."""
        for entry in ACTIONS:
            if entry.icon:
                self._made[entry.name].setIcon(icon(entry.icon))
                self._made[entry.name].setIconVisibleInMenu(False)

    def enable(self, **states: bool) -> None:
        """Enables what needs what is there: `enable(article=True, rows=True, undo=False)`."""
        for entry in ACTIONS:
            if entry.needs in states:
                self._made[entry.name].setEnabled(states[entry.needs])

    def fill_menus(self) -> dict[str, QMenu]:
        """Makes the menu bar; the menus by name, for those that grow (recent libraries)."""
        menus: dict[str, QMenu] = {}
        for name, groups in MENUS.items():
            menus[name] = self._window.menuBar().addMenu(f"&{name}")
            for group in groups:
                if group is not groups[0]:
                    menus[name].addSeparator()
                for entry in group:
                    self._add(entry, menus[name], menus)
        return menus

    def _add(self, entry: Entry, menu: QMenu, menus: dict[str, QMenu]) -> None:
        action = self._made[entry.name]
        if not entry.choice:
            menu.addAction(action)
            return
        if entry.choice not in menus:
            menus[entry.choice] = menu.addMenu(entry.choice)
            self._groups[entry.choice] = QActionGroup(self._window)
        menus[entry.choice].addAction(action)
        self._groups[entry.choice].addAction(action)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Puts on the toolbar what the table has for it, its groups apart."""
        bar.setIconSize(QSize(SIZE, SIZE))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        group = 1
        for entry in sorted((entry for entry in ACTIONS if entry.bar), key=lambda entry: entry.bar):
            if entry.bar != group:
                group = entry.bar
                gap = QWidget(bar)
                gap.setFixedWidth(GAP)
                bar.addWidget(gap)
            bar.addAction(self._made[entry.name])
