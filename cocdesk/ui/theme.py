"""One look, made from a few named colours: light, dark and both in high contrast; every size follows the text's size.

Two sizes and two weights. On a ``QLabel`` set the dynamic property ``role``: ``title`` (large, bold), ``strong`` (bold),
``muted`` (grey), nothing (text); and ``tone``: ``ok``, ``warn``, ``bad``, ``info``. On a ``QPushButton`` set ``look``:
``primary`` (filled, one per screen), ``quiet`` (a soft ground), ``bare`` (grey words), ``danger``, nothing (hairline). On a
``QFrame``: ``look`` = ``card``. ``set_look`` does it for widgets that are shown already. Object names with a look of their own:
``rail`` (the list at the left), ``search``, ``side``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cocdesk.ui import fonts, marks, stylesheet

Scheme = Literal["system", "light", "dark"]
Tone = Literal["ok", "warn", "bad", "info", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours by meaning, as ``#rrggbb``; each ``…bg`` is the tint its word stands on."""

    dark: bool
    window: str
    base: str
    raised: str
    text: str
    muted: str
    line: str
    soft: str
    edge: str
    accent: str
    hover: str
    on: str
    sel: str
    ok: str
    okbg: str
    warn: str
    warnbg: str
    bad: str
    badbg: str
    info: str
    infobg: str
    off: str
    offbg: str

    def tone(self, tone: str) -> tuple[str, str]:
        """Text colour and tint of a tone; an unknown or empty tone is neutral."""
        name = tone if tone in ("ok", "warn", "bad", "info") else "off"
        return cast(str, getattr(self, name)), cast(str, getattr(self, name + "bg"))


LIGHT = Tokens(
    dark=False, window="#f6f7f9", base="#ffffff", raised="#ffffff", text="#1b1f24", muted="#566069", line="#dfe3e8",
    soft="#cbd2d9", edge="#838d97", accent="#2f5d8a", hover="#264d74", on="#ffffff", sel="#dae6f3", ok="#1b6e45",
    okbg="#e2f3ea", warn="#805300", warnbg="#fdf0d5", bad="#a3262a", badbg="#fbe3e1", info="#2f5d8a", infobg="#e3edf7",
    off="#566069", offbg="#eceff2",
)  # fmt: skip
DARK = Tokens(
    dark=True, window="#1b1e22", base="#22262b", raised="#2a2f36", text="#e8ebee", muted="#a6b0bb", line="#363c44",
    soft="#4a525c", edge="#75808c", accent="#7fb2e5", hover="#9cc5ee", on="#10151a", sel="#2f4257", ok="#7fd6a8",
    okbg="#1f3a2d", warn="#f0c36d", warnbg="#3d3119", bad="#f2a09b", badbg="#44262a", info="#9cc5ee", infobg="#1e3650",
    off="#a7b1bb", offbg="#31363d",
)  # fmt: skip
LIGHT_CONTRAST = Tokens(
    dark=False, window="#ffffff", base="#ffffff", raised="#ffffff", text="#000000", muted="#24292e", line="#5a636c",
    soft="#24292e", edge="#24292e", accent="#0b3d6e", hover="#062a4f", on="#ffffff", sel="#cfe3f7", ok="#0a4d2c",
    okbg="#e6f6ee", warn="#593900", warnbg="#fff3d6", bad="#7d0f14", badbg="#fde8e6", info="#0b3d6e", infobg="#e1eefb",
    off="#24292e", offbg="#eef0f2",
)  # fmt: skip
DARK_CONTRAST = Tokens(
    dark=True, window="#000000", base="#000000", raised="#101316", text="#ffffff", muted="#dfe5ea", line="#8a949e",
    soft="#dfe5ea", edge="#dfe5ea", accent="#a8d1ff", hover="#cde5ff", on="#000000", sel="#123a5e", ok="#a5f0c8",
    okbg="#05281a", warn="#ffdc94", warnbg="#2c2000", bad="#ffc1bd", badbg="#3b0d11", info="#c2dfff", infobg="#0a2947",
    off="#dfe5ea", offbg="#1d2126",
)  # fmt: skip

_NAME = "cocdesk-theme"


class Theme(QObject):
    """What is applied now; a child of the application, so that it lives and dies with it. ``changed`` tells painted widgets."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self.scheme: Scheme = "system"
        self.text_scale = 1.0
        self.tokens = LIGHT
        self.step = 8.0
        self.fusion = False
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self) -> None:
        if self.scheme == "system":
            self.refresh()

    def refresh(self) -> None:
        """Work out tokens and sizes from the wishes and the system, and dress the application in them."""
        app = cast(QApplication, self.parent())
        if not self.fusion:
            app.setStyle("Fusion")
            self.fusion = True
        font = fonts.interface_font(self.text_scale)
        app.setFont(font)
        line = QFontMetrics(font).height()
        # Text doubles, but gaps grow by half as much: at 200 % the words need the room more than the air does.
        self.step = 8.0 * (1 + (max(line / 16, 0.75) - 1) / 2)
        self.tokens = _wanted(self.scheme)
        marks.register({self.tokens.on, self.tokens.muted, self.tokens.text, self.tokens.accent})
        app.setPalette(_palette(self.tokens))
        app.setStyleSheet(stylesheet.written(_colors(self.tokens), step=self.step, line=line, points=font.pointSizeF()))
        self.changed.emit()


def apply(app: QApplication, scheme: Scheme = "system", *, text_scale: float = 1.0, fusion: bool = False) -> Theme:
    """Dress the whole application, now and whenever the system's colour scheme changes; may be called again to change it.

    ``fusion`` says that the application was made with ``-style Fusion``: choosing it here costs 10 ms.
    """
    theme = current() or Theme(app)
    theme.fusion = theme.fusion or fusion
    theme.scheme, theme.text_scale = scheme, text_scale
    app.setProperty(_NAME, theme)
    theme.refresh()
    return theme


def current() -> Theme | None:
    """The theme that was applied, if one was."""
    app = QApplication.instance()
    theme = app.property(_NAME) if app else None
    return theme if isinstance(theme, Theme) else None


def tokens() -> Tokens:
    """The colours in use."""
    theme = current()
    return theme.tokens if theme else LIGHT


def color(name: str) -> QColor:
    """A token as a ``QColor``, for painting."""
    return QColor(cast(str, getattr(tokens(), name)))


def space(steps: float = 1.0) -> int:
    """Pixels in that many steps of the 8-pixel rhythm, grown with the text."""
    theme = current()
    return round((theme.step if theme else 8.0) * steps)


def set_look(widget: QWidget, **properties: str) -> None:
    """Set ``role``, ``tone`` or ``look`` and repaint by them, also on a widget that is already shown."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # It will be dressed when it is shown; asking for the style now would only cost.
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _wanted(scheme: Scheme) -> Tokens:
    hints = QGuiApplication.styleHints()
    # X11 without a desktop reports Unknown: light then.
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return (DARK_CONTRAST if high else DARK) if dark else (LIGHT_CONTRAST if high else LIGHT)


def _colors(chosen: Tokens) -> dict[str, str]:
    return {field.name: getattr(chosen, field.name) for field in fields(chosen) if field.name != "dark"}


def _palette(chosen: Tokens) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette(QColor(chosen.window))
    for places, value in (
        ((role.Window,), chosen.window),
        ((role.Base, role.Button), chosen.base),
        ((role.AlternateBase, role.ToolTipBase), chosen.raised),
        ((role.Text, role.WindowText, role.ButtonText, role.ToolTipText), chosen.text),
        ((role.PlaceholderText,), chosen.muted),
        ((role.Highlight, role.Link, role.LinkVisited, role.Accent), chosen.accent),
        ((role.HighlightedText,), chosen.on),
        ((role.Mid, role.Midlight), chosen.line),
    ):
        for place in places:
            palette.setColor(place, QColor(value))
    for place in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(chosen.muted))
    return palette
