"""Two calm, paper-like sets of colours and the sizes of the type, as data; no Qt.

Ink on paper and every small label keep WCAG 2.1's AA contrast (4.5 to 1), underlines, bars and
other signs that carry meaning 3 to 1; `tests/rendering/test_theme.py` computes the ratios. The
mark colours follow Okabe and Ito's colour-blind-safe set (https://jfly.uni-koeln.de/color/),
darkened or lightened for the paper; no mark is told by its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

# Families in the order to be tried: the bundled one, what systems have, the generic name.
SERIF = ("Source Serif 4", "Georgia", "Charter", "Noto Serif", "DejaVu Serif", "serif")
DISPLAY = ("Source Serif 4 Display", *SERIF)
SANS = ("Source Sans 3", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "sans-serif")


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of the type: `body` in pixels, `measure` in characters, the others in parts of `body`."""

    body: int = 18
    measure: int = 68  # characters; 50-75 is the common advice, 80 the limit of WCAG 1.4.8
    line: float = 1.5  # WCAG 1.4.8 asks for 1.5
    paragraph: float = 0.72  # space between paragraphs: about half a line, so that the rhythm holds
    headline: float = 1.95
    headline_line: float = 1.16
    subheading: float = 1.1
    small: float = 0.8  # kicker, byline, labels


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each as `#rrggbb`."""

    name: str
    dark: bool
    # surfaces
    paper: str  # the page
    window: str  # what lies round it: panels, bars
    raised: str  # buttons, chips
    rule: str  # hairlines; decoration, no meaning
    # text
    ink: str
    muted: str  # kicker, byline, labels
    accent: str  # links, focus, what is switched on
    accent_ink: str  # text on `accent`
    accent_soft: str  # a selected row, a chosen mention
    selection: str
    warning: str
    # marks: `..._tint` lies behind the text, the others are lines and bars
    person: str
    organisation: str
    place: str
    other: str
    quote_tint: str
    quote: str
    hit_tint: str
    hit: str
    note_tint: str
    note: str
    cut: str  # text that was cut
    cut_tint: str
    type: Type = Type()


LIGHT = Theme(
    name="light",
    dark=False,
    paper="#fbf9f4",
    window="#f2efe8",
    raised="#fdfcf9",
    rule="#ddd7cb",
    ink="#24211d",
    muted="#665f55",
    accent="#1f5f6b",
    accent_ink="#ffffff",
    accent_soft="#d3e3e4",
    selection="#bcd7dc",
    warning="#9a3412",
    person="#0b6aa8",
    organisation="#a8500a",
    place="#0a7557",
    other="#96487a",
    quote_tint="#f0ecdf",
    quote="#8f8058",
    hit_tint="#ffe58f",
    hit="#967300",
    note_tint="#f8e3e0",
    note="#b0455a",
    cut="#6b6459",
    cut_tint="#f1ede5",
)

DARK = Theme(
    name="dark",
    dark=True,
    paper="#1c1b19",
    window="#242320",
    raised="#2e2c29",
    rule="#3d3a35",
    ink="#dcd6ca",
    muted="#a59d90",
    accent="#8cc3cc",
    accent_ink="#10262a",
    accent_soft="#2c4448",
    selection="#35545c",
    warning="#f0a27a",
    person="#6fb7e6",
    organisation="#e0a04e",
    place="#58bf9b",
    other="#d295bc",
    quote_tint="#2d2a20",
    quote="#9a8c62",
    hit_tint="#5d4a0c",
    hit="#d9b340",
    note_tint="#43292b",
    note="#e08a99",
    cut="#9b9285",
    cut_tint="#25231f",
)


def contrast(first: str, second: str) -> float:
    """WCAG 2.1's contrast ratio of two `#rrggbb` colours, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, paper: str, share: float = 0.28) -> str:
    """`colour` with a share of `paper` in it: paler, and still a sign (3 to 1)."""
    parts = ((int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(ink * (1 - share) + under * share):02x}" for ink, under in parts)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
