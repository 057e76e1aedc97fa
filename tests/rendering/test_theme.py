"""Text and signs can be told from what lies behind them (WCAG 2.1 AA)."""

import dataclasses
import re

import pytest

from reader.rendering import DARK, LIGHT, Theme, contrast, mixed

TEXT = 4.5  # WCAG 1.4.3
SIGN = 3.0  # WCAG 1.4.11
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def test_contrast_of_the_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the well-known grey


@THEMES
@pytest.mark.parametrize("under", ["paper", "quote_tint", "hit_tint", "note_tint", "accent_soft", "selection"])
def test_ink_is_read_on_every_tint(theme: Theme, under: str) -> None:
    assert contrast(theme.ink, getattr(theme, under)) >= TEXT


@THEMES
@pytest.mark.parametrize(
    ("over", "under"),
    [
        ("ink", "window"),
        ("ink", "raised"),
        ("muted", "paper"),
        ("muted", "window"),
        ("muted", "raised"),
        ("accent", "paper"),
        ("accent", "window"),
        ("accent_ink", "accent"),
        ("warning", "window"),
        ("cut", "paper"),
        ("cut", "cut_tint"),
    ],
)
def test_small_text_is_read(theme: Theme, over: str, under: str) -> None:
    assert contrast(getattr(theme, over), getattr(theme, under)) >= TEXT


@THEMES
@pytest.mark.parametrize("under", ["paper", "quote_tint", "window"])
@pytest.mark.parametrize("sign", ["person", "organisation", "place", "other", "quote", "note"])
def test_signs_are_seen(theme: Theme, sign: str, under: str) -> None:
    assert contrast(getattr(theme, sign), getattr(theme, under)) >= SIGN


@THEMES
@pytest.mark.parametrize("sign", ["person", "organisation", "place", "other"])
def test_paler_signs_under_large_type_are_seen(theme: Theme, sign: str) -> None:
    pale = mixed(getattr(theme, sign), theme.paper)
    assert SIGN <= contrast(pale, theme.paper) < contrast(getattr(theme, sign), theme.paper)


@THEMES
def test_colours_are_written_in_one_way(theme: Theme) -> None:
    values = dataclasses.asdict(theme)
    colours = [value for name, value in values.items() if name not in {"name", "dark", "type"}]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
