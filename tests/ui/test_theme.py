"""Light and dark, by choice or as the system."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from reader.assets import resource
from reader.rendering import DARK, LIGHT
from reader.ui import theme


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, "light")


@pytest.mark.parametrize(("name", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_dresses_the_application(app: QApplication, name: str, expected: object) -> None:
    theme.apply(app, name)
    assert theme.current() is expected
    assert theme.chosen() == name
    assert app.palette().color(QPalette.ColorRole.Base).name() == theme.current().paper
    assert app.palette().color(QPalette.ColorRole.Text).name() == theme.current().ink


def test_system_is_one_of_both(app: QApplication) -> None:
    theme.apply(app, "system")
    assert theme.current() in (LIGHT, DARK)
    assert theme.chosen() == "system"


def test_an_unknown_theme_is_refused(app: QApplication) -> None:
    with pytest.raises(ValueError, match="it is one of system, light, dark"):
        theme.apply(app, "sepia")


def test_the_bundled_fonts_are_there_with_their_licence(app: QApplication) -> None:
    assert {"Source Serif 4", "Source Sans 3"} <= set(theme.fonts())
    folder = resource("fonts")
    assert sum(path.stat().st_size for path in folder.glob("*.otf")) < 1_500_000
    for licence in ("SourceSerif4-OFL.md", "SourceSans3-OFL.md"):
        assert "SIL OPEN FONT LICENSE" in (folder / licence).read_text(encoding="utf-8")
