"""Qt's palette, styles and fonts from `rendering.Theme`; light and dark follow the system."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from reader.assets import resource
from reader.rendering import DARK, LIGHT, Theme
from reader.ui.controls import controls_sheet

SYSTEM = "system"
NAMES = (SYSTEM, "light", "dark")
# What Qt calls its font where no desktop names one: whatever the machine has, which may be nothing.
_GENERIC = frozenset({"", "Sans", "Sans Serif", "Serif", "Monospace"})
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, SYSTEM: Qt.ColorScheme.Unknown}


class _Chosen:
    """What was applied last; the application has one look."""

    name = SYSTEM
    theme = LIGHT
    follower: QObject | None = None


def current() -> Theme:
    """The theme in use. Widgets learn of a change by `QEvent.Type.PaletteChange`."""
    return _Chosen.theme


def chosen() -> str:
    """What the user chose: one of `NAMES`."""
    return _Chosen.name


def apply(app: QApplication, name: str) -> None:
    """Makes the whole application look like the theme `name`; "system" keeps following the system.

    The Fusion style is drawn from the palette alone and so looks right in both themes on every system.
    """
    if name not in NAMES:
        raise ValueError(f"{name!r} is no theme: it is one of {', '.join(NAMES)}")
    _Chosen.name = name
    fonts()
    app.styleHints().setColorScheme(_SCHEMES[name])
    if _Chosen.follower is not app:
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow(app))
        app.setStyle("Fusion")
        _Chosen.follower = app
    _dress(app, _resolved(app, name))


def _follow(app: QApplication) -> None:
    if _Chosen.name == SYSTEM:
        _dress(app, _resolved(app, SYSTEM))


def _resolved(app: QApplication, name: str) -> Theme:
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark if name == SYSTEM else name == "dark"
    return DARK if dark else LIGHT


def _dress(app: QApplication, theme: Theme) -> None:
    _Chosen.theme = theme
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme) + controls_sheet(theme))


@cache
def fonts() -> tuple[str, ...]:
    """Registers the bundled fonts, once; returns their families, none where a file is missing."""
    family = QApplication.font().family()
    provided = family not in _GENERIC and QFontDatabase.hasFamily(family)
    found: list[str] = []
    for path in sorted(resource("fonts").glob("*.otf")):
        found += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    if not provided and "Source Sans 3" in found:
        QApplication.setFont(QFont("Source Sans 3", 10))  # no desktop, perhaps no fonts at all
    return tuple(dict.fromkeys(found))


def palette(theme: Theme) -> QPalette:
    """Every role that Fusion draws with, from the theme's colours."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.ink,
        role.Base: theme.paper,
        role.AlternateBase: theme.window,
        role.Text: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.ink,
        role.BrightText: theme.warning,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.ink,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.raised,
        role.Mid: theme.rule,
        role.Dark: theme.rule,
        role.Shadow: theme.rule,
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.muted))
    return made


def style_sheet(theme: Theme) -> str:
    """What the palette cannot say: hairlines, slim scroll bars, flat lists, a visible focus."""
    return f"""
    QToolTip {{ color: {theme.ink}; background: {theme.raised}; border: 1px solid {theme.rule}; padding: 4px 6px; }}
    QSplitter::handle {{ background: {theme.rule}; }}
    QSplitter::handle:horizontal {{ width: 1px; }}
    QSplitter::handle:vertical {{ height: 1px; }}
    QAbstractScrollArea {{ border: none; }}
    QStatusBar {{ border-top: 1px solid {theme.rule}; }}
    QStatusBar::item {{ border: none; }}
    QToolBar {{ border: none; border-bottom: 1px solid {theme.rule}; padding: 3px 6px; spacing: 2px; }}
    QToolBar QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px; }}
    QToolBar QToolButton:hover {{ background: {theme.raised}; border-color: {theme.rule}; }}
    QToolBar QToolButton:checked {{ background: {theme.accent_soft}; border-color: {theme.accent}; }}
    QToolBar QToolButton:focus {{ border-color: {theme.accent}; }}
    QLineEdit, QPlainTextEdit {{ background: {theme.raised}; border: 1px solid {theme.rule}; border-radius: 5px;
        padding: 4px 7px; selection-background-color: {theme.selection}; selection-color: {theme.ink}; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {theme.accent}; }}
    #panelInside {{ background: {theme.window}; }}
    *[role="heading"] {{ border: 1px solid transparent; border-radius: 4px; padding: 2px 0; font-weight: bold; }}
    *[role="heading"]:hover {{ color: {theme.accent}; }}
    *[role="heading"]:focus, *[role="chip"]:focus, *[role="link"]:focus {{ border: 1px solid {theme.accent}; }}
    *[role="strip"] {{ background: {theme.window}; border: none; border-top: 1px solid {theme.rule}; }}
    *[role="switch"] {{ border: 1px solid transparent; border-radius: 4px; padding: 2px 4px; color: {theme.muted};
        min-height: 19px; }}
    *[role="switch"]:checked {{ color: {theme.ink}; }}
    *[role="switch"]:hover {{ background: {theme.raised}; }}
    *[role="switch"]:focus {{ border-color: {theme.accent}; }}
    #orderButton::menu-indicator {{ image: none; }}
    *[role="tab"] {{ border: none; border-bottom: 2px solid transparent; padding: 3px 5px; color: {theme.muted}; }}
    *[role="tab"]:checked {{ color: {theme.ink}; border-bottom-color: {theme.accent}; }}
    *[role="tab"]:hover {{ color: {theme.ink}; }}
    *[role="tab"]:focus {{ border-bottom-color: {theme.ink}; }}
    *[role="hint"] {{ color: {theme.muted}; }}
    *[role="chip"] {{ background: {theme.accent_soft}; border: 1px solid transparent; border-radius: 9px;
        padding: 2px 9px; }}
    *[role="chip"]:hover {{ border-color: {theme.accent}; }}
    *[role="card"] {{ background: {theme.raised}; border: 1px solid {theme.rule}; border-radius: 6px; }}
    *[role="link"] {{ color: {theme.accent}; border: 1px solid transparent; border-radius: 3px; padding: 1px 4px; }}
    GroupedTree, EntityList, QuoteList, ProvenanceTable {{ background: transparent; }}
    QScrollBar {{ background: transparent; border: none; }}
    #viewer QScrollBar {{ background: {theme.paper}; }}
    QScrollBar:vertical {{ width: 11px; }}
    QScrollBar:horizontal {{ height: 11px; }}
    QScrollBar::handle {{ background: {theme.rule}; border-radius: 3px; margin: 2px 3px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; margin: 3px 2px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
