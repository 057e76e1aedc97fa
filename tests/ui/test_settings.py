"""What the window remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.ui.settings import RECENT, Settings, settings_path


def test_the_file_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUTTINGS_SETTINGS", str(tmp_path / "my.ini"))
    assert settings_path() == tmp_path / "my.ini"
    monkeypatch.delenv("CUTTINGS_SETTINGS")
    assert settings_path().name == "window.ini"
    assert "cuttings" in str(settings_path())


def test_values_come_back_in_another_start(own_settings: Path) -> None:
    first = Settings(own_settings)
    first.set("text", "a, b; c")
    first.set("flag", True)
    first.set("number", 22)
    first.set("names", ["a, b"])
    first._store.sync()
    again = Settings(own_settings)
    assert (again.text("text"), again.flag("flag"), again.number("number")) == ("a, b; c", True, 22)
    assert again.names("names") == ["a, b"]


def test_what_cannot_be_read_is_the_default(settings: Settings) -> None:
    settings.set("number", "many")
    assert settings.number("number", 7) == 7
    assert settings.flag("nothing", True)
    assert settings.names("nothing") == []


def test_recent_libraries_are_those_still_there(settings: Settings, tmp_path: Path) -> None:
    for number in range(RECENT + 2):
        (tmp_path / f"{number}.cuttings").touch()
        settings.set_recent(tmp_path / f"{number}.cuttings")
    settings.set_recent(tmp_path / "4.cuttings")
    assert [path.stem for path in settings.recent()] == ["4", "9", "8", "7", "6", "5", "3", "2"]
    (tmp_path / "9.cuttings").unlink()
    assert [path.stem for path in settings.recent()][:2] == ["4", "8"]
