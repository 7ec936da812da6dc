"""One look: readable in every scheme, following the system, and growing with the text."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from cocdesk.ui import marks, stylesheet, theme
from cocdesk.ui.colours import DARK, LIGHT


@pytest.mark.parametrize("step", [6.0, 8.0, 12.0, 16.0])
def test_no_place_in_the_style_sheet_is_left_unfilled(step):
    colors = {field.name: getattr(LIGHT, field.name) for field in fields(LIGHT) if field.name != "dark"}
    assert re.findall(r"\{\w+\}", stylesheet.written(colors, step=step, line=round(step * 2), points=10)) == []


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
    assert theme.tokens() is DARK
    assert theme.space() > step
    assert qapp.font().pointSizeF() >= 20
    theme.apply(qapp, "light")
    assert theme.tokens() is LIGHT
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
