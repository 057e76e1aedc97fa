"""The program's own icons: drawn in any colour, at any scale."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon
from pytestqt.qtbot import QtBot

from reader.assets import resource
from reader.ui.icons import DRAWN_IN, icon, pixmap

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot, name: str) -> None:
    assert DRAWN_IN in resource("icons", f"{name}.svg").read_text("utf-8")
    picture = pixmap(name, QColor("#ff0000"), 20, 2).toImage()
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2)
    colours = {
        picture.pixelColor(x, y).name() for x in range(40) for y in range(40) if picture.pixelColor(x, y).alpha()
    }
    assert colours == {"#ff0000"}


def test_an_icon_shows_whether_it_is_on_or_off(qtbot: QtBot) -> None:
    made = icon("star")
    pictures = [
        made.pixmap(20, mode, state).toImage()
        for mode, state in (
            (QIcon.Mode.Normal, QIcon.State.Off),
            (QIcon.Mode.Normal, QIcon.State.On),
            (QIcon.Mode.Disabled, QIcon.State.Off),
        )
    ]
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
