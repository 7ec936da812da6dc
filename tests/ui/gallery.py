"""Pictures of every part in every dress, for eyes: ``python -m tests.ui.gallery FOLDER`` (never compared pixel by pixel)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QProgressBar,
    QRadioButton,
    QSizePolicy,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from cocdesk.ui import icons, plain, theme
from cocdesk.ui.tables.case_table import CaseTable, CaseTableModel
from cocdesk.ui.tables.tidy import tidy
from cocdesk.ui.widgets.card import Card, SectionHeading, button, glyph_button, hairline, number, scrolling
from cocdesk.ui.widgets.card import form as form_layout
from cocdesk.ui.widgets.chips import Chips
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.empty_state import EmptyState
from cocdesk.ui.widgets.guidance_panel import GuidancePanel
from cocdesk.ui.widgets.half_day_clock import HalfDayClock
from cocdesk.ui.widgets.matrix_grid import MatrixGrid
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.pill import Pill
from cocdesk.ui.widgets.progress import Progress
from cocdesk.ui.widgets.rail import Rail, RoomyLines
from cocdesk.ui.widgets.step_list import StepList
from cocdesk.ui.widgets.timeline import Timeline
from tests.ui.invented import ENTRIES, RESPONSES, STEPS, invented_rows


def desk() -> QWidget:
    """The cases page as others will build it."""
    window = QMainWindow()
    for name in ("&File", "&Edit", "&View", "&Case", "&Event", "&Tools", "&Help"):
        window.menuBar().addMenu(name)
    bar = QToolBar()
    bar.setMovable(False)
    bar.setIconSize(icons.icon_size())
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    window.addToolBar(bar)
    new = QAction(icons.icon("plus", "on"), "New report", window)
    bar.addAction(new)
    theme.set_look(bar.widgetForAction(new), look="primary")
    for icon, words in (("printer", "Paper form"), ("envelope-simple", "Summary"), ("user-list", "Screen attendees")):
        bar.addAction(QAction(icons.icon(icon), words, window))
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(gap)
    search = QLineEdit()
    search.setObjectName("search")
    search.setAccessibleName("Search cases")
    search.setPlaceholderText("Search cases   Ctrl+K")
    search.setFixedWidth(search.fontMetrics().averageCharWidth() * 32)
    search.addAction(QAction(icons.icon("magnifying-glass", "muted"), "Search", search), QLineEdit.ActionPosition.LeadingPosition)
    bar.addWidget(search)
    bar.addAction(QAction(icons.icon("lock-simple"), "Lock", window))
    rail = Rail((
        ("cases", "tray", "Cases"), ("matrix", "squares-four", "Matrix"),
        ("follow", "clock-counter-clockwise", "Follow-ups"), ("register", "table", "Register"),
        ("attendees", "users-three", "Attendees"), ("transparency", "chart-bar", "Transparency"),
        ("retention", "hourglass", "Retention"), ("team", "users", "Team"), ("guidance", "book-open", "Guidance"),
    ))  # fmt: skip
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    chips = Chips(
        [("open", "Open"), ("mine", "Mine"), ("overdue", "Overdue"), ("closed", "Closed"), ("all", "All")], name="Filter"
    )
    chips.set_counts({"open": 6, "mine": 2, "overdue": 1, "closed": 4, "all": 10})
    chips.choose("all")
    frame = QVBoxLayout()
    frame.setContentsMargins(*[theme.space(1.25)] * 4)
    frame.addWidget(chips)
    column.addLayout(frame)
    table = CaseTable()
    rows = invented_rows(10)
    table.show_cases(CaseTableModel(list(rows), lambda ids: {number: rows[number] for number in ids}, table))
    table.selectRow(0)
    column.addWidget(table, 1)
    side = QWidget()
    side.setObjectName("side")
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(side)
    column.setContentsMargins(*[theme.space(1.75)] * 4)
    column.setSpacing(theme.space(1.5))
    column.addWidget(plain.label("Impact and risk", "title"))
    matrix = MatrixGrid()
    matrix.set_cells(RESPONSES)
    matrix.choose(("low", "high"))
    column.addWidget(matrix, 3)
    card = Card("Amber Heron 10")
    card.body.addWidget(plain.label("Respond within half a day: 2 h 10 min left", "muted"))
    card.body.addWidget(plain.label("Next: meet with two or four others", "muted"))
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(button("Open case"))
    card.body.addLayout(row)
    column.addWidget(card)
    column.addStretch(1)
    split = QSplitter()
    for part in (rail, middle, scrolling(side, "This case")):
        split.addWidget(part)
    split.setHandleWidth(1)
    split.setStretchFactor(1, 1)
    split.setSizes([rail.width(), 700, rail.fontMetrics().averageCharWidth() * 46])
    window.setCentralWidget(split)
    window.statusBar().showMessage("10 cases · vault saved 21:52")
    window.statusBar().addPermanentWidget(plain.label("Locks after 10 min idle", wrap=False))
    return window


def controls() -> QWidget:
    """Every ordinary control."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(*[theme.space(2)] * 4)
    grid.setSpacing(theme.space(2))
    row = QHBoxLayout()
    for words, look, icon in (
        ("Save", "primary", "check"),
        ("Open case", "", ""),
        ("Skip", "quiet", ""),
        ("Delete…", "danger", "trash"),
        ("Small", "small", ""),
    ):
        row.addWidget(button(words, look, icon=icon))
    off = button("Not now")
    off.setEnabled(False)
    row.addWidget(off)
    menu = button("Export")
    choices = QMenu(menu)
    for words in ("As a PDF", "As a spreadsheet"):
        choices.addAction(words)
    choices.addSeparator()
    ticked = choices.addAction("With names")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    menu.setMenu(choices)
    row.addWidget(menu)
    row.addWidget(glyph_button("eye-slash", "Cover"))
    row.addStretch()
    grid.addLayout(row, 0, 0, 1, 2)
    form = form_layout()
    name = QLineEdit("Amber Heron")
    form.addRow("Code name", name)
    form.addRow("Place", QLineEdit(placeholderText="Where it happened"))
    combo = QComboBox()
    combo.addItems(["Conference party", "Main hall"])
    form.addRow("Kind", combo)
    form.addRow("How many", number("How many"))
    when = QDateTimeEdit(QDate(2026, 6, 4).startOfDay())
    when.setCalendarPopup(True)
    form.addRow("When", when)
    locked = QLineEdit("Cannot be changed", readOnly=True)
    form.addRow("Written by", locked)
    box = QGroupBox("What was reported")
    box.setLayout(form)
    grid.addWidget(box, 1, 0)
    right = QVBoxLayout()
    right.setSpacing(theme.space(1))
    for words, state in (("Immediate danger is over", True), ("Someone is with the person", False)):
        check = QCheckBox(words)
        check.setChecked(state)
        right.addWidget(check)
    half = QCheckBox("Some of them")
    half.setTristate(True)
    half.setCheckState(Qt.CheckState.PartiallyChecked)
    right.addWidget(half)
    for words, state in (("Inform the reporter", True), ("Do not inform", False)):
        radio = QRadioButton(words)
        radio.setChecked(state)
        right.addWidget(radio)
    bar = QProgressBar(value=60)
    bar.setAccessibleName("Backup")
    bar.setTextVisible(False)
    right.addWidget(bar)
    write = plain.PlainEdit(lines=4, name="Notes")
    write.setPlaceholderText("Write down what you hear. You can sort it later.")
    right.addWidget(write)
    grid.addLayout(right, 1, 1)
    tabs = QTabWidget()
    for words in ("Report", "People", "Timeline", "Decision", "Messages", "Papers"):
        tabs.addTab(QWidget(), words)
    grid.addWidget(tabs, 2, 0, 1, 2)
    table = QTableWidget(3, 3)
    table.setHorizontalHeaderLabels(["Name", "Measure", "Until"])
    tidy(table, "Register")
    table.setMaximumHeight(table.fontMetrics().height() * 8)
    for spot in range(9):
        table.setItem(spot // 3, spot % 3, QTableWidgetItem(("Robin Vale", "May not attend", "2028")[spot % 3]))
    grid.addWidget(table, 3, 0)
    names = QListWidget()
    names.setAccessibleName("Team")
    names.addItems(["Ada", "Grace", "Radia"])
    names.setCurrentRow(1)
    names.setItemDelegate(RoomyLines(names))
    names.setMaximumHeight(table.maximumHeight())
    grid.addWidget(names, 3, 1)
    grid.setRowStretch(4, 1)
    name.setFocus()
    return page


def parts() -> QWidget:
    """Our own parts, first half."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(*[theme.space(2)] * 4)
    column.setSpacing(theme.space(1.5))
    heading = SectionHeading("Next steps", "What the policy asks for, in its order")
    heading.add(Pill("Open", "info"))
    heading.add(Pill("overdue by 3 h", "bad", dot=False))
    column.addWidget(heading)
    for kind, words, action in (
        ("info", "Two cases are waiting for a meeting.", "Show them"),
        ("ok", "The backup was written and read back.", ""),
        ("warn", "This paper is not encrypted. Keep it with you until it is handed over, then shred it.", "Print"),
        (
            "error",
            "The file could not be read. Nothing in the vault was changed. Choose another file, or ask whoever made it.",
            "Choose",
        ),
    ):
        bar = NoticeBar()
        bar.say(words, kind, action=action)  # type: ignore[arg-type]
        column.addWidget(bar)
    steps = StepList()
    steps.set_steps(STEPS)
    column.addWidget(steps)
    column.addWidget(hairline())
    form = form_layout()
    choice = Choice("May we use the name?", not_offered=True)
    choice.choose("yes")
    form.addRow(plain.label("May we use the name?", wrap=False), choice)
    form.addRow(plain.label("Medical help", wrap=False), Choice("Medical help", not_offered=True))
    column.addLayout(form)
    column.addStretch(1)
    return page


def more() -> QWidget:
    """Our own parts, second half."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(*[theme.space(2)] * 4)
    row.setSpacing(theme.space(2))
    left = QVBoxLayout()
    timeline = Timeline()
    timeline.set_entries(ENTRIES)
    left.addWidget(timeline, 1)
    row.addLayout(left, 2)
    middle = QVBoxLayout()
    clock = HalfDayClock()
    clock.set_time(0.62, "4 h 30 min left", under="of half a day", tone="info")
    late = HalfDayClock()
    late.set_time(1.3, "3 h over", under="The report came at 14:05", tone="bad")
    middle.addWidget(clock)
    middle.addWidget(late)
    matrix = MatrixGrid("place")
    matrix.set_cells(RESPONSES)
    matrix.choose(("high", "low"))
    middle.addWidget(matrix, 1)
    row.addLayout(middle, 2)
    guide = GuidancePanel()
    guide.setObjectName("side")
    guide.set_guidance(
        "Listening",
        say=["Thank you for telling us.", "You decide what happens with your name."],
        avoid=["Promise an outcome.", "Ask why they did not leave."],
        offer=["A quiet room", "Someone to walk with them"],
    )
    row.addWidget(guide, 1)
    return page


def nothing() -> QWidget:
    """An empty list, and one that is at work."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.addWidget(
        EmptyState(
            "tray",
            "No case has been written down yet. Write the first one while you listen; it is saved as you type.",
            "New report",
        )
    )
    busy = QWidget()
    busy.setMinimumWidth(busy.fontMetrics().averageCharWidth() * 60)
    veil = Progress(busy)
    row.addWidget(busy)
    veil.begin("Writing the backup")
    veil.advance(4, 10)
    return page


def popups() -> QWidget:
    """What opens above a page: a menu, a drop-down list, a calendar and a question."""
    page = QWidget()
    row = QHBoxLayout(page)
    menu = QMenu(page)
    for words in ("As a PDF", "As a spreadsheet"):
        menu.addAction(icons.icon("file"), words)
    menu.addSeparator()
    ticked = menu.addAction("With names")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    menu.setActiveAction(menu.actions()[1])
    combo = QComboBox()
    combo.addItems(["Conference party", "Main hall", "Hallway"])
    combo.setMinimumWidth(200)
    calendar = QCalendarWidget()
    question = plain.message(page, "Strike", "Strike this entry?", more="It stays readable, <b>crossed out</b>, with your name.")
    question.addButton("Strike", question.ButtonRole.AcceptRole)
    question.addButton("Keep", question.ButtonRole.RejectRole)
    for part in (menu, combo.view(), calendar, question):
        part.setWindowFlags(Qt.WindowType.Widget)
        row.addWidget(part)
        part.show()
    row.addWidget(combo)
    return page


PAGES: Mapping[str, Callable[[], QWidget]] = {
    "desk": desk,
    "controls": controls,
    "parts": parts,
    "more": more,
    "nothing": nothing,
    "popups": popups,
}
DRESSES: Sequence[tuple[str, theme.Scheme, float, QSize]] = (
    ("light", "light", 1.0, QSize(1280, 720)),
    ("dark", "dark", 1.0, QSize(1280, 720)),
    ("large", "light", 2.0, QSize(1366, 768)),
)


def main(folder: Path, wanted: Sequence[str]) -> None:
    """Write one picture a page and dress into ``folder``."""
    app = QApplication.instance() or QApplication(["gallery"])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for dress, scheme, scale, size in DRESSES:
        theme.apply(app, scheme, text_scale=scale)
        for name, build in PAGES.items():
            if wanted and name not in wanted and f"{name}-{dress}" not in wanted:
                continue
            page = build()
            page.resize(size)
            page.show()
            app.processEvents()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{dress}.png"))
            print(name, dress, page.size().toTuple(), page.minimumSizeHint().toTuple())
            page.close()
            page.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
