"""Who can open this vault and what each may do, the recovery sheet, safety copies, and whether all is well."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cocdesk.model.actions.members import confirm_sheet
from cocdesk.model.actions.opening import Kdf
from cocdesk.model.clock import Clock, wall_clock
from cocdesk.model.errors import KnownError
from cocdesk.model.queries.team import Line, TeamView, team_view
from cocdesk.model.records.case import Change
from cocdesk.ui import icons, plain, theme
from cocdesk.ui.daily_copy import SafetyCopies
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.recovery_sheet import RecoverySheetPage
from cocdesk.ui.pages.safety_card import SafetyCard
from cocdesk.ui.pages.team_doors import TeamDoors
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card, SectionHeading, button, hairline, scrolling
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.widgets.notice_bar import Kind, NoticeBar
from cocdesk.ui.widgets.pill import Pill
from cocdesk.ui.widgets.progress import Progress
from cocdesk.ui.widgets.step_list import Step, StepList
from cocdesk.words import _

_BESIDE_CHARS = 105


class TeamPage(QWidget):
    """``lock_wanted`` at the end of a way back in by the recovery sheet."""

    lock_wanted = Signal()

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        preferences: Preferences,
        *,
        clock: Clock = wall_clock,
        kdf: Kdf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view: TeamView | None = None
        self._then: Callable[[], None] | None = None
        self._undone = ""
        self._anew = False
        self.notice = NoticeBar()
        self.copies = SafetyCopies(session, jobs, self)
        self.heading = SectionHeading(_("Team"), _("Who can open this vault, and how it is kept safe."))
        self.add = button(_("Add a member…"), "primary", icon="user-plus")
        self.hand_over = button(_("Hand over the chair…"), icon="arrows-left-right")
        self.new_sheet = button(_("Make a new sheet…"), "small")
        self.guide = StepList()
        self.safety = SafetyCard(session, self.copies)
        self.sheet = RecoverySheetPage(preferences, clock=clock, go_on=_("I have the sheet"), back=_("Not now"))
        self._people: list[tuple[QWidget, QPushButton | None]] = []
        self._arrange()
        self.progress = Progress(self)
        self.doors = TeamDoors(session, jobs, self.copies, self.progress, self, kdf=kdf)
        self._connect()

    def _arrange(self) -> None:
        edge = theme.space(2)
        self._members = Card(_("Who can open this vault"))
        self._why = plain.label("", "muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(1))
        self._members.body.addWidget(self._why)
        self._members.body.addLayout(self._rows)
        acts = FlowLayout(gap=1)
        for act in (self.add, self.hand_over):
            acts.addWidget(act)
        self._acts = QWidget()
        self._acts.setLayout(acts)
        self._members.body.addWidget(hairline())
        self._members.body.addLayout(self._sheet_row())
        self._members.body.addWidget(self._acts)
        self._back_in = Card(_("You are in with the recovery sheet"))
        self._back_in.body.addWidget(
            plain.label(_("You can read everything and set a new passphrase, but not record. Three steps lead back:"), "muted")
        )
        self._back_in.body.addWidget(self.guide)
        known = Card(_("Good to know"))
        for sentence in (
            _("Whoever could open the vault before may have kept a copy."),
            _("If all passphrases and the paper are lost, nobody can help, not even we."),
        ):
            known.body.addWidget(plain.label(sentence, "muted"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((left, (self._back_in, self._members)), (right, (self.safety, known))):
            column.setSpacing(theme.space(1.5))
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        sheet = QWidget()
        # Narrow at first: how narrow it may become is what the scrolling page goes by.
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, sheet)
        self._columns.setContentsMargins(edge, theme.space(0.5), edge, edge)
        self._columns.setSpacing(theme.space(2))
        self._columns.addLayout(left, 5)
        self._columns.addLayout(right, 4)
        self._stack = QStackedWidget()
        self._scroll = scrolling(sheet, _("Team"))
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(scrolling(_padded(self.sheet), _("Recovery sheet")))
        whole = theme.flush(QVBoxLayout(self), 0.5)
        self.heading.setContentsMargins(edge, edge, edge, theme.space(0.5))
        told = QVBoxLayout()
        told.setContentsMargins(edge, 0, edge, 0)
        told.addWidget(self.notice)
        whole.addWidget(self.heading)
        whole.addLayout(told)
        whole.addWidget(self._stack, 1)

    def _sheet_row(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.25))
        words.addWidget(plain.label(_("The recovery sheet"), "strong"))
        words.addWidget(plain.label(_("Whoever holds the paper can open the vault, read it, and set a new passphrase."), "muted"))
        self._owed = plain.label(_("A new sheet is due."), tone="warn")
        words.addWidget(self._owed)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1.25))
        row.addWidget(Glyph("file-text", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.new_sheet, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _connect(self) -> None:
        session, doors = self._session, self.doors
        self.add.clicked.connect(lambda: self._with(doors.add))
        self.hand_over.clicked.connect(lambda: self._with(doors.hand_over))
        self.new_sheet.clicked.connect(lambda: doors.new_sheet())
        self.guide.step_wanted.connect(self._guided)
        self.safety.check_wanted.connect(doors.check)
        self.safety.elsewhere_wanted.connect(doors.copy_elsewhere)
        self.safety.look_wanted.connect(doors.look_into)
        self.safety.restore_wanted.connect(doors.restore)
        # Whoever is elsewhere must hear of it too.
        self.copies.failed.connect(session.failed)
        doors.told.connect(self.tell)
        doors.sheet_wanted.connect(self._show_sheet)
        doors.anew.connect(self._set_anew)
        self.sheet.kept.connect(self._sheet_kept)
        self.sheet.left.connect(self._sheet_left)
        session.changed.connect(self._changed)
        session.locked.connect(self._forget)

    def tell(self, sentence: str, kind: Kind = "info") -> None:
        """Say something on this page."""
        self.notice.say(sentence, kind)

    def _with(self, door: Callable[[TeamView], None]) -> None:
        if self._view is not None:
            door(self._view)

    def refresh(self) -> None:
        """Show who can open the vault now."""
        if not self._session.open:
            return
        try:
            self.show_view(self._session.ask(team_view))
        except KnownError as error:
            self._session.failed.emit(str(error))
            return
        self.safety.refresh()

    def show_view(self, view: TeamView) -> None:
        """Show these members and what may be done about them."""
        self._view = view
        self._show_people(view)
        may = not view.why_not
        you = view.you
        self._why.setText(view.why_not)
        self._why.setVisible(bool(view.why_not))
        self._acts.setVisible(may)
        self.new_sheet.setVisible(may)
        self.hand_over.setText(_("Hand over the chair…") if you is not None and you.chair else _("Give somebody the chair…"))
        self.hand_over.setVisible(may and not view.by_sheet and (len(view.lines) > 1 or not view.has_chair))
        self._owed.setVisible(view.sheet_owed)
        theme.set_look(self.add, look="" if view.by_sheet else "primary")
        self.add.setIcon(icons.icon("user-plus", "" if view.by_sheet else "on"))
        self._show_guide(view)

    def _show_people(self, view: TeamView) -> None:
        self._forget_people()
        for line in view.lines:
            row, act = self._person(line, view)
            self._rows.addWidget(row)
            self._people.append((row, act))
        self._order()

    def _forget_people(self) -> None:
        for row, _act in self._people:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._people = []

    def _order(self) -> None:
        """Tab goes as the eye does: rows that are made anew would else come last."""
        chain = [*(act for _row, act in self._people if act is not None), self.new_sheet, self.add, self.hand_over]
        for before, after in pairwise([*chain, *self.safety.acts()]):
            QWidget.setTabOrder(before, after)

    def _person(self, line: Line, view: TeamView) -> tuple[QWidget, QPushButton | None]:
        made = QWidget()
        row = theme.flush(QHBoxLayout(made), 1.25)
        row.addWidget(Glyph("user", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.25))
        name = QHBoxLayout()
        name.setSpacing(theme.space(1))
        name.addWidget(plain.label(line.name, "strong"), 0 if line.you else 1)
        if line.you:
            name.addWidget(Pill(_("you"), "info", dot=False))
            name.addStretch(1)
        words.addLayout(name)
        words.addWidget(plain.label(f"{line.title}. {line.may}", "muted"))
        row.addLayout(words, 1)
        act = None
        if line.you:
            act = button(_("Your passphrase…"), "small")
            act.clicked.connect(lambda: self.doors.own_passphrase())
        elif not view.why_not:
            act = button(_("Change…"), "small")
            act.setAccessibleName(_("Change {name}…").format(name=line.name))
            act.clicked.connect(lambda: self.doors.member(line, view))
        if act is not None:
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        return made, act

    # The way back in with the recovery sheet

    def _show_guide(self, view: TeamView) -> None:
        self._back_in.setVisible(view.by_sheet)
        if not view.by_sheet:
            self.guide.set_steps(())
            return
        sheet_done = self._anew and not view.sheet_owed
        self.guide.set_steps((
            Step(id="anew", words=_("Set a new passphrase for a member"), state="done" if self._anew else "next",
                 detail=_("Whose passphrase was forgotten? You choose."), action=_("Choose…")),
            Step(id="sheet", words=_("Print a new recovery sheet"), action=_("Make it…"),
                 state="done" if sheet_done else "next" if self._anew else "waiting",
                 detail=_("The sheet was used. A new one makes the old one useless.")),
            Step(id="lock", words=_("Lock, and open the vault with the new passphrase"), action=_("Lock now"),
                 state="next" if sheet_done else "waiting"),
        ))  # fmt: skip

    def _guided(self, step: str) -> None:
        if step == "anew" and self._view is not None:
            self.doors.set_anew(self._view.lines)
        elif step == "sheet":
            self.doors.new_sheet()
        else:
            self.lock_wanted.emit()

    def _set_anew(self, _slot: str) -> None:
        self._anew = True
        self.refresh()

    # The recovery sheet in place of the page

    def _show_sheet(self, key: str, then: Callable[[], None] | None, undone: str) -> None:
        self._then, self._undone = then, undone
        event = self._session.desk.event()
        self._stack.setCurrentIndex(1)
        self.sheet.show_key(key, vault=self._session.desk.folder.name, event=event.name, exercise=event.exercise)
        # A sheet that counts already is not put aside: without it there may be no way back in.
        self.sheet.back.setVisible(then is not None)

    def _sheet_kept(self) -> None:
        then, self._then = self._then, None
        self._stack.setCurrentIndex(0)
        if then is not None:
            then()
        else:
            self._session.attempt(confirm_sheet)
        self.refresh()

    def _sheet_left(self) -> None:
        self._then = None
        self.sheet.forget()
        self._stack.setCurrentIndex(0)
        said = _("The new sheet was put aside; the old one still counts.")
        self.tell(f"{said} {self._undone}".strip(), "warn" if self._undone else "info")

    def _changed(self, change: Change) -> None:
        if change.topics & {"event", "team"} and self.isVisible():
            self.refresh()

    def _forget(self) -> None:
        self._view, self._then, self._anew = None, None, False
        self._forget_people()
        self._why.clear()
        self.sheet.forget()
        self._stack.setCurrentIndex(0)
        self.notice.hide()
        self.safety.forget()

    def showEvent(self, event: QShowEvent) -> None:
        # Read only where somebody looks: unlocking does not wait for it.
        super().showEvent(event)
        self.refresh()
        self.from_the_top()

    def from_the_top(self) -> None:
        """Show the beginning of the page, with the cursor where it begins."""
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(0)

    def _first(self) -> QWidget:
        """Where the cursor begins: at the next step, or at the first member."""
        step = self.guide.button_of("anew") if self._view is not None and self._view.by_sheet else None
        return step or next((act for _row, act in self._people if act is not None), self.safety.check)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE_CHARS
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if beside else down)


def _padded(page: QWidget) -> QWidget:
    """A page that is not wider than its words can be read."""
    ground = QWidget()
    row = QHBoxLayout(ground)
    edge = theme.space(2)
    row.setContentsMargins(edge, theme.space(0.5), edge, edge)
    page.setMaximumWidth(page.fontMetrics().averageCharWidth() * 96)
    row.addWidget(page, 12, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return ground
