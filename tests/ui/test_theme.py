"""One look: readable in every scheme, following the system, and growing with the text."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from cocdesk.ui import marks, stylesheet, theme

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK, "light contrast": theme.LIGHT_CONTRAST, "dark contrast": theme.DARK_CONTRAST}
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


@pytest.mark.parametrize("step", [6.0, 8.0, 12.0, 16.0])
def test_no_place_in_the_style_sheet_is_left_unfilled(step):
    colors = {field.name: getattr(theme.LIGHT, field.name) for field in fields(theme.LIGHT) if field.name != "dark"}
    assert re.findall(r"\{\w+\}", stylesheet.written(colors, step=step, line=round(step * 2), points=10)) == []


def test_an_unknown_tone_is_neutral():
    assert theme.LIGHT.tone("purple") == theme.LIGHT.tone("") == (theme.LIGHT.off, theme.LIGHT.offbg)


def test_a_mark_has_one_address_for_a_shape_and_a_colour():
    assert marks.address("check", "#FFFFFF") == marks.address("check", "#ffffff") != marks.address("dash", "#ffffff")


def test_the_marks_of_the_style_sheet_are_there_to_be_painted(themed):
    from PySide6.QtCore import QFile

    addresses = re.findall(r"url\((.*?)\)", themed.styleSheet())
    assert addresses
    assert [address for address in addresses if not QFile.exists(address)] == []


def test_dark_and_large_are_worn_at_once_and_taken_off_again(qapp, qtbot):
    theme.apply(qapp, "light")
    step = theme.space()
    with qtbot.waitSignal(theme.current().changed):
        theme.apply(qapp, "dark", text_scale=2.0)
    assert theme.tokens() is theme.DARK
    assert theme.space() > step
    assert qapp.font().pointSizeF() >= 20
    theme.apply(qapp, "light")
    assert theme.tokens() is theme.LIGHT
    assert theme.space() == step


def test_applying_twice_keeps_one_theme(themed):
    first = theme.current()
    assert theme.apply(themed, "light") is first


def test_names_in_many_scripts_need_no_font_of_the_system(themed):
    from PySide6.QtGui import QFontMetrics

    metrics = QFontMetrics(themed.font())
    assert themed.font().family() == "FiraGO"
    assert [letter for letter in "AžßЖΩअกაשع" if not metrics.inFontUcs4(ord(letter))] == []


def test_every_icon_named_in_the_program_exists(qapp):
    import ast
    from pathlib import Path

    import cocdesk.ui
    from cocdesk.ui import icons

    asked = set()
    for path in Path(next(iter(cocdesk.ui.__path__))).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func) == "icons.icon":
                asked |= {part.value for part in node.args[:1] if isinstance(part, ast.Constant)}
    assert sorted(name for name in asked if not icons.exists(name)) == []
