"""Boxes, buttons and ticks as style sheet: Qt's own look is greyer than the paper round it.

A style sheet takes its signs from files alone, so each sign is drawn once for each theme.
"""

from __future__ import annotations

from reader.assets import resource
from reader.rendering import Theme

SIGNS = {"down": "muted", "check": "accent_ink"}  # and the colour of the theme that each is drawn in


def controls_sheet(theme: Theme) -> str:
    """The style of everything that is pressed, ticked or chosen from."""
    return f"""
    QPushButton {{ background: {theme.raised}; border: 1px solid {theme.rule}; border-radius: 5px;
        padding: 4px 14px; min-height: 18px; }}
    QPushButton:hover {{ border-color: {theme.muted}; }}
    QPushButton:pressed {{ background: {theme.accent_soft}; }}
    QPushButton:default {{ border-color: {theme.accent}; color: {theme.accent}; font-weight: bold; }}
    QPushButton:focus {{ border-color: {theme.accent}; background: {theme.accent_soft}; }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.window}; border-color: {theme.rule}; }}
    QComboBox, QAbstractSpinBox {{ background: {theme.raised}; border: 1px solid {theme.rule}; border-radius: 5px;
        padding: 4px 7px; min-height: 18px; selection-background-color: {theme.selection};
        selection-color: {theme.ink}; }}
    QComboBox {{ padding-right: 22px; }}
    QComboBox:hover, QAbstractSpinBox:hover {{ border-color: {theme.muted}; }}
    QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus {{ border-color: {theme.accent}; }}
    QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {theme.muted}; background: {theme.window}; }}
    QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
    QComboBox::drop-down, QAbstractSpinBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: {_sign("down", theme)}; width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {theme.raised}; border: 1px solid {theme.rule}; padding: 3px;
        outline: none; }}
    QComboBox QAbstractItemView::item {{ min-height: 24px; padding: 0 6px; border-radius: 4px; }}
    QComboBox QAbstractItemView::item:selected {{ background: {theme.selection}; color: {theme.ink}; }}
    QCheckBox, QRadioButton {{ spacing: 7px; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; background: {theme.raised};
        border: 1px solid {theme.muted}; border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 8px; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: {_sign("check", theme)}; }}
    QRadioButton::indicator:checked {{ background: {theme.raised}; border: 5px solid {theme.accent};
        width: 6px; height: 6px; }}
    QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {theme.accent}; }}
    QCheckBox:focus, QRadioButton:focus {{ color: {theme.accent}; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {theme.rule}; }}
    """


def _sign(name: str, theme: Theme) -> str:
    """A sign's file as style sheets name it."""
    return f'url("{resource("controls", f"{name}-{theme.name}.svg").as_posix()}")'
