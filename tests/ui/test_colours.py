"""Every word can be read in every scheme: measured by arithmetic, without Qt."""

from __future__ import annotations

import pytest

from cocdesk.ui.colours import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST

SCHEMES = {"light": LIGHT, "dark": DARK, "light contrast": LIGHT_CONTRAST, "dark contrast": DARK_CONTRAST}
PAIRS = [
    ("text", "window"), ("text", "base"), ("text", "sel"), ("text", "raised"),
    ("muted", "window"), ("muted", "base"), ("muted", "sel"),
    ("on", "accent"), ("on", "hover"), ("bad", "base"), ("text", "okbg"), ("text", "warnbg"),
    ("text", "badbg"), ("text", "infobg"),
    ("muted", "warnbg"), ("muted", "badbg"), ("muted", "okbg"), ("muted", "infobg"),
    *((tone, tone + "bg") for tone in ("ok", "warn", "bad", "info", "off")),
]  # fmt: skip


def brightness(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((brightness(one), brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_word_can_be_read_on_the_ground_it_stands_on(scheme, ink, ground):
    tokens, least = SCHEMES[scheme], 7.0 if "contrast" in scheme else 4.5
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
def test_focus_and_the_edges_of_fields_can_be_seen(scheme):
    tokens = SCHEMES[scheme]
    for line in (tokens.accent, tokens.edge):
        assert min(contrast(line, ground) for ground in (tokens.window, tokens.base)) >= 2.7


def test_an_unknown_tone_is_neutral():
    assert LIGHT.tone("purple") == LIGHT.tone("") == (LIGHT.off, LIGHT.offbg)
