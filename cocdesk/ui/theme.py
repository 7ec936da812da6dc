"""One look, made from a few named colours: light, dark and both in high contrast; every size follows the text's size.

Two sizes and two weights. On a ``QLabel`` set the dynamic property ``role``: ``title`` (large, bold), ``strong`` (bold),
``muted`` (grey), nothing (text); and ``tone``: ``ok``, ``warn``, ``bad``, ``info``. On a ``QPushButton`` set ``look``:
``primary`` (filled, one per screen), ``quiet`` (a soft ground), ``bare`` (grey words), ``danger``, nothing (hairline). On a
``QFrame``: ``look`` = ``card``. ``set_look`` does it for widgets that are shown already. Object names with a look of their own:
``rail`` (the list at the left), ``search``, ``side``.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Literal, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from cocdesk.ui import fonts, marks, stylesheet
from cocdesk.ui.colours import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Tokens

Scheme = Literal["system", "light", "dark"]
_NAME = "cocdesk-theme"
Box = TypeVar("Box", bound=QBoxLayout)


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


def large() -> bool:
    """Whether the text is so large that words need the room more than air and explanations do."""
    theme = current()
    return theme is not None and theme.text_scale >= 1.75


def flush(layout: Box, gap: float = 0) -> Box:
    """A row or column that reaches to the edges of what it stands in, with so many steps between its parts."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space(gap))
    return layout


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
