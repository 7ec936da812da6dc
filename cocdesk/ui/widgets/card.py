"""Cards and headings: what belongs together, on one surface, under one heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cocdesk.ui import icons, plain, theme


class Card(QFrame):
    """A quiet surface with an optional heading; put things into ``body``."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        edge = theme.space(1.75)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(edge, theme.space(1.5), edge, theme.space(1.5))
        self.body.setSpacing(theme.space(1))
        self.heading: QLabel | None = None
        if heading:
            self.heading = plain.label(heading, "strong")
            self.body.addWidget(self.heading)
            self.setAccessibleName(heading)


class SectionHeading(QWidget):
    """A title, a grey line of explanation under it, and room for a few buttons at the end."""

    def __init__(self, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = theme.flush(QHBoxLayout(self), 1)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.25))
        self.title = plain.label(title, "title")
        self.hint = plain.label(hint, "muted")
        if not hint:
            self.hint.hide()
        words.addWidget(self.title)
        words.addWidget(self.hint)
        row.addLayout(words, 1)
        self._row = row
        # Not Maximum: where the words wrap they need more than the height that is hinted, and would be cut.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_hint(self, hint: str) -> None:
        """Explain something else."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end of the line."""
        self._row.addWidget(widget)


class _Button(QPushButton):
    """Enter presses it where the cursor is on it, as Qt has it in dialogs alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, look: str = "", *, icon: str = "", parent: QWidget | None = None) -> QPushButton:
    """A push button in one of the theme's looks (``primary``, ``quiet``, ``danger``, ``small``, ``bare``, nothing), with an
    icon by name."""
    made = _Button(text, parent)
    if look:
        made.setProperty("look", look)
    if icon:
        made.setIcon(icons.icon(icon, "on" if look == "primary" else "bad" if look == "danger" else ""))
        made.setIconSize(icons.beside_text())
    # In a dialog Enter would press the first button of all: only the one that is made default may do that.
    made.setAutoDefault(False)
    return made


def glyph_button(icon: str, name: str, parent: QWidget | None = None) -> QToolButton:
    """A button that is only a picture; ``name`` is what a screen reader and the tip say."""
    made = QToolButton(parent)
    made.setProperty("look", "glyph")
    made.setIcon(icons.icon(icon))
    made.setIconSize(icons.icon_size())
    made.setAccessibleName(name)
    plain.set_tip(made, name)
    # Qt leaves tool buttons out of the Tab order.
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def form() -> QFormLayout:
    """A form whose labels stand in the middle of their fields' height and go above them where the window is narrow."""
    made = QFormLayout()
    made.setHorizontalSpacing(theme.space(1.5))
    made.setVerticalSpacing(theme.space(1))
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    made.setFormAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return made


def form_line(fields: QFormLayout, words: QWidget, field: QWidget) -> None:
    """Add a line to a form; Qt centres a label on its field only where it is nearly as tall as the field."""
    air = theme.space(0.5)
    words.setContentsMargins(0, air, 0, air)
    fields.addRow(words, field)


def number(name: str, least: int = 0, most: int = 999) -> QSpinBox:
    """A field for a whole number; a style sheet's padding does not reach the words inside a spin box, so it is given here."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setAccessibleName(name)
    made.lineEdit().setTextMargins(theme.space(1.125), 0, 0, 0)
    return made


def scrolling(page: QWidget, name: str, *, shrinks: bool = False) -> QScrollArea:
    """A page that may be higher than the window: at large text almost every page is. It ``shrinks`` where its words can wrap."""
    made = QScrollArea()
    made.setWidget(page)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if not shrinks:
        made.setMinimumWidth(page.minimumSizeHint().width() + made.verticalScrollBar().sizeHint().width())
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout at once: what is deleted later would be seen until then."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)


def hairline(parent: QWidget | None = None) -> QFrame:
    """A thin line between two parts."""
    made = QFrame(parent)
    made.setProperty("look", "line")
    return made
