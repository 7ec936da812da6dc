"""The team's own procedure, to read in peace: principles, sentences to say, care, times, measures. It can be searched."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.pages.guidance_text import Line, Section, sections
from cocdesk.ui.pages.lazy_page import LazyPage
from cocdesk.ui.pages.policy_choice import version_words
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import SectionHeading
from cocdesk.ui.widgets.eliding_box import ElidingBox
from cocdesk.ui.widgets.empty_state import EmptyState, Glyph
from cocdesk.ui.widgets.rail import RoomyLines
from cocdesk.words import _, ngettext

_LONGEST_LINE = 78


class GuidancePage(LazyPage):
    """Contents at the left, the text at the right; typing in the field leaves only what holds these words."""

    topics = frozenset({"event"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._sections: list[Section] = []
        self._places: list[QWidget] = []
        self.heading = SectionHeading(_("Guidance"))
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(_("Find in the guidance"))
        self.finder.setAccessibleName(_("Find in the guidance"))
        self.finder.setClearButtonEnabled(False)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.short_contents = ElidingBox(_("Contents"))
        self.text = QScrollArea()
        self._arrange()
        self.finder.textChanged.connect(self._show)
        self.contents.currentRowChanged.connect(self._go)
        self.short_contents.currentIndexChanged.connect(self._go)

    def _arrange(self) -> None:
        self.contents.setItemDelegate(RoomyLines(self.contents, more=1.25))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.contents.setTabKeyNavigation(False)
        self.contents.setFixedWidth(self.fontMetrics().averageCharWidth() * 27)
        self.text.setWidgetResizable(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setProperty("look", "reading")
        self.text.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.text.setAccessibleName(_("The guidance"))
        column = QVBoxLayout(self)
        edge = theme.space(2)
        column.setContentsMargins(edge, edge, edge, 0)
        column.setSpacing(theme.space(1.5))
        self.finder.setFixedWidth(self.fontMetrics().averageCharWidth() * 28)
        self.heading.add(self.finder)
        column.addWidget(self.heading)
        column.addWidget(self.short_contents)
        self.short_contents.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.contents)
        row.addWidget(self.text, 1)
        column.addLayout(row, 1)

    def read(self) -> None:
        """Read the procedure of the newest event."""
        policy = self._session.desk.policy(self._session.desk.event().policy_hash)
        self._sections = sections(policy)
        self.heading.title.setText(policy.title)
        self.heading.set_hint(version_words(policy))
        self._show()

    def drop(self) -> None:
        """Forget the procedure: the vault is locked."""
        self._sections = []
        self.finder.clear()
        self._show()

    def _show(self) -> None:
        wanted = self.finder.text().strip().casefold()
        found = [_narrowed(section, wanted) for section in self._sections]
        shown = [section for section in found if section.lines]
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, theme.space(2), theme.space(2))
        column.setSpacing(theme.space(1))
        self._places = []
        for section in shown:
            self._places.append(_section(section, column))
        if self._sections and not shown:
            column.addWidget(EmptyState("magnifying-glass", _("Nothing in the guidance holds these words.")))
        column.addStretch(1)
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        sheet.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LONGEST_LINE)
        row.addWidget(sheet, 8)
        row.addStretch(1)
        self.text.setWidget(outer)
        for chooser in (self.contents, self.short_contents):
            chooser.blockSignals(True)
            chooser.clear()
        for section in shown:
            item = QListWidgetItem(section.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(section))
            self.contents.addItem(item)
            self.short_contents.addItem(section.title)
        self.contents.setCurrentRow(0 if shown else -1)
        for chooser in (self.contents, self.short_contents):
            chooser.blockSignals(False)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._places):
            self.contents.setCurrentRow(row)
            self.short_contents.setCurrentIndex(row)
            place = self._places[row]
            content = self.text.widget()
            if content is None:
                return
            self.text.verticalScrollBar().setValue(place.mapTo(content, place.rect().topLeft()).y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At large text in a narrow window the words need the room more than a list of the contents does.
        beside = self.width() > self.fontMetrics().averageCharWidth() * 78
        self.contents.setVisible(beside)
        self.short_contents.setVisible(not beside)


def _spoken(section: Section) -> str:
    count = len(section.lines)
    return ngettext("{title}, {count} line", "{title}, {count} lines", count).format(title=section.title, count=count)


def _narrowed(section: Section, wanted: str) -> Section:
    if not wanted or wanted in section.title.casefold():
        return section
    lines = tuple(line for line in section.lines if wanted in f"{line.head} {line.text} {line.more}".casefold())
    return Section(title=section.title, lines=lines)


def _section(section: Section, column: QVBoxLayout) -> QWidget:
    heading = plain.label(section.title, "title")
    heading.setContentsMargins(0, theme.space(1.5) if column.count() else 0, 0, theme.space(0.25))
    column.addWidget(heading)
    for line in section.lines:
        column.addWidget(_line(line))
    return heading


def _line(line: Line) -> QWidget:
    box = QFrame()
    box.setProperty("look", "quote")
    box.setProperty("tone", line.tone)
    row = QHBoxLayout(box)
    row.setContentsMargins(theme.space(1.25), theme.space(0.5), 0, theme.space(0.5))
    row.setSpacing(theme.space(1))
    if line.icon:
        row.addWidget(Glyph(line.icon, line.tone if line.tone != "off" else "muted"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(theme.space(0.25))
    for text, role in ((line.head, "strong"), (line.text, "text"), (line.more, "muted")):
        if text:
            words.addWidget(plain.label(text, role))  # type: ignore[arg-type]
    row.addLayout(words, 1)
    return box
