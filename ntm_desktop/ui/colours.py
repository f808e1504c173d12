"""The colours of the themes as plain values, so that a test can compute the contrast of every pair.

Text keeps 4.5 : 1 against what lies behind it, the outline of a control 3 : 1 (WCAG 2.2, AA).
"""

from __future__ import annotations

from enum import StrEnum

from ntm_desktop.frozen import frozen

TEXT_CONTRAST = 4.5
OUTLINE_CONTRAST = 3.0


class Role(StrEnum):
    """What this installation is: its colour and the window title say it at any time."""

    COMMUNE = "commune"
    RECEIVING = "receiving"


class Theme(StrEnum):
    """A set of colours; SYSTEM follows what the computer asks for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@frozen
class Colours:
    """Every colour of a theme, as #rrggbb. `*_back` are the quiet backgrounds behind a sign."""

    window: str
    base: str
    alternate: str
    button: str
    border: str
    outline: str
    text: str
    muted: str
    disabled: str
    selected: str
    selected_text: str
    resting: str
    resting_text: str
    link: str
    good: str
    good_back: str
    bad: str
    bad_back: str
    warn: str
    warn_back: str
    commune: str
    receiving: str
    on_role: str


LIGHT = Colours(
    window="#f4f6f8", base="#ffffff", alternate="#f7f9fb", button="#fbfcfd", border="#c3ccd4",
    outline="#74818d",
    text="#1c2630", muted="#56636f", disabled="#8a949d", selected="#1f5f99", selected_text="#ffffff",
    resting="#d8e6f2", resting_text="#1c2630", link="#14548c",
    good="#1c6b34", good_back="#e3f3e6",
    bad="#a3221f", bad_back="#fbe7e5", warn="#7d4a00", warn_back="#fdf1d6",
    commune="#1f5f99", receiving="#8a3b12", on_role="#ffffff",
)  # fmt: skip

DARK = Colours(
    window="#20262c", base="#171c21", alternate="#1c2228", button="#2b333b", border="#4a5560",
    outline="#8794a0",
    text="#e6ebf0", muted="#aab4be", disabled="#78828c", selected="#2f6ea8", selected_text="#ffffff",
    resting="#2c3f51", resting_text="#e6ebf0", link="#7fb8ec",
    good="#83d394", good_back="#1d3324",
    bad="#ff9d94", bad_back="#43211f", warn="#f0c068", warn_back="#3d3016",
    commune="#2f6ea8", receiving="#a14d1f", on_role="#ffffff",
)  # fmt: skip

HIGH_CONTRAST = Colours(
    window="#000000", base="#000000", alternate="#0d0d0d", button="#000000", border="#ffffff",
    outline="#ffffff",
    text="#ffffff", muted="#e0e0e0", disabled="#9a9a9a", selected="#ffe500", selected_text="#000000",
    resting="#3d3d3d", resting_text="#ffffff", link="#8fd0ff",
    good="#6dff8a", good_back="#001a06",
    bad="#ff9a92", bad_back="#2b0000", warn="#ffd75e", warn_back="#241b00",
    commune="#7cc4ff", receiving="#ffb27a", on_role="#000000",
)  # fmt: skip

THEMES = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.HIGH_CONTRAST: HIGH_CONTRAST}

TEXT_PAIRS = (
    ("text", "window"), ("text", "base"), ("text", "alternate"), ("text", "button"),
    ("muted", "window"), ("muted", "base"), ("muted", "alternate"), ("link", "base"), ("link", "window"),
    ("selected_text", "selected"), ("resting_text", "resting"),
    ("good", "good_back"), ("bad", "bad_back"), ("warn", "warn_back"), ("good", "base"), ("bad", "base"),
    ("warn", "base"), ("good", "window"), ("bad", "window"), ("warn", "window"),
    ("text", "good_back"), ("text", "bad_back"), ("text", "warn_back"),
    ("on_role", "commune"), ("on_role", "receiving"),
)  # fmt: skip


OUTLINE_PAIRS = (("outline", "base"), ("outline", "window"), ("outline", "button"), ("selected", "base"))


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2), 0 for black to 1 for white."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def role_colour(role: Role, colours: Colours) -> str:
    """Return the accent of a role: blue for a commune, brick for a receiving office."""
    return colours.commune if role is Role.COMMUNE else colours.receiving
