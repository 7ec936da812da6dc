"""What happened to a case, entry by entry; what was struck stays readable, crossed out and named so, with who struck it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cocdesk.ui import icons, plain, theme
from cocdesk.ui.widgets.card import button
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One dated entry, all in words as they are read; ``day`` groups entries, ``struck`` says by whom and when, "" if it
    stands."""

    id: str
    day: str
    time: str
    who: str
    kind: str
    text: str
    icon: str = "note"
    tone: str = "off"
    struck: str = ""
    action: str = ""


class Timeline(QScrollArea):
    """Entries in the order given, under their days; ``entry_wanted(entry_id)`` when an entry's own button is pressed."""

    entry_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("look", "reading")
        self.setAccessibleName(_("Timeline"))
        self.set_entries(())

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        edge = theme.space(2)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(0)
        day = ""
        self._rows: dict[str, QWidget] = {}
        for number, entry in enumerate(entries):
            if entry.day != day:
                heading = plain.label(entry.day, "strong")
                heading.setContentsMargins(0, theme.space(1 if day else 0), 0, theme.space(1))
                column.addWidget(heading)
                day = entry.day
            last = number + 1 == len(entries) or entries[number + 1].day != entry.day
            self._rows[entry.id] = self._row(entry, last=last)
            column.addWidget(self._rows[entry.id])
        column.addStretch(1)
        self.setWidget(sheet)

    def show_entry(self, entry_id: str) -> None:
        """Bring an entry into sight, with the focus on its button."""
        row = self._rows.get(entry_id)
        if row is None:
            return
        self.ensureWidgetVisible(row, 0, theme.space(4))
        (row.findChild(QPushButton) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, entry: Entry, *, last: bool) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(1.25))
        grid.setVerticalSpacing(theme.space(0.25))
        grid.addWidget(_Bead(entry.icon, "off" if entry.struck else entry.tone, last=last), 0, 0, 3, 1)
        head = QHBoxLayout()
        head.setSpacing(theme.space(1))
        head.addWidget(plain.label(entry.kind, "muted" if entry.struck else "strong", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(
            plain.label("  ·  ".join(part for part in (entry.time, entry.who) if part), "muted"), 1, Qt.AlignmentFlag.AlignTop
        )
        if entry.action:
            made = button(entry.action, "bare")
            made.setAccessibleName(_("{action}: {kind}, {time}").format(action=entry.action, kind=entry.kind, time=entry.time))
            made.clicked.connect(lambda _checked=False, entry_id=entry.id: self.entry_wanted.emit(entry_id))
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(head, 0, 1)
        body = plain.label(entry.text, "muted" if entry.struck else "text", selectable=True)
        # Reachable by mouse for copying; a Tab stop at every entry would make the page endless.
        body.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        grid.addWidget(body, 1, 1)
        if entry.struck:
            font = body.font()
            font.setStrikeOut(True)
            body.setFont(font)
            body.setAccessibleName(_("Struck: {text}").format(text=entry.text))
            grid.addWidget(plain.label(_("Struck {how}").format(how=entry.struck), "muted", tone="warn"), 2, 1)
        grid.setRowMinimumHeight(3, theme.space(1.5))
        grid.setColumnStretch(1, 1)
        return row


class _Bead(QWidget):
    """The round picture at the left of an entry and the thread that leads to the next."""

    def __init__(self, icon: str, tone: str, *, last: bool) -> None:
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        side = theme.space(3.5)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, tint = (QColor(name) for name in theme.tokens().tone(self._tone))
        side = self.width()
        if not self._last:
            painter.setPen(QPen(theme.color("line"), 2))
            painter.drawLine(QPointF(side / 2, side + 3), QPointF(side / 2, self.height() - 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawEllipse(QRectF(0, 0, side, side))
        picture = side * 0.56
        icons.paint(painter, QRectF((side - picture) / 2, (side - picture) / 2, picture, picture), self._icon, ink)
        painter.end()
