"""What can leave the desk on paper or as a file: what each is for, who may have it, and the way to its preview."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.queries import case_list, editions, paper_forms
from cocdesk.model.queries.papers import PaperKind, paper_kinds
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.files import choose_folder
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.all_cases import AllCases
from cocdesk.ui.pages.lazy_page import LazyPage
from cocdesk.ui.pages.paper_forms_card import PaperFormsCard
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card, SectionHeading, button, scrolling
from cocdesk.ui.widgets.eliding_box import ElidingBox
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.pill import Pill
from cocdesk.ui.widgets.progress import Progress
from cocdesk.ui.widgets.sheet_picture import sheet_picture
from cocdesk.words import _

MOST_CASES = 200
_ICONS = {
    "case-file": "folder-open", "warning-letter": "envelope-simple", "action-letter": "envelope-simple",
    "appeal-answer": "envelope-simple", "outcome-letter": "envelope-simple", "employer-report": "envelope-simple",
    "venue-note": "file-text", "team-request": "envelope-simple", "announcement": "megaphone",
    "feedback-request": "chat-circle-text",
    "blank-form": "note-blank", "incident-form": "file-text", "meeting": "users-three", "talk-sheet": "chat-circle-text",
    "dsf-email": "envelope-simple", "registration-letter": "envelope-simple", "briefing": "users-three",
    "role-play": "chat-circle-text", "warning-slip": "note-blank", "review-log": "note-blank",
    "register": "table", "transparency-report": "chart-bar", "acknowledgement-list": "check-square",
    "officer-summary": "clipboard-text", "evaluation-notes": "lightbulb",
}  # fmt: skip


class PapersPage(LazyPage):
    """``preview_wanted(PaperKind, id)`` – the id of the case, or of the event for a paper about a whole one; "" for neither."""

    preview_wanted = Signal(object, str)
    take_in_wanted = Signal()
    topics = frozenset({"cases", "event", "forms"})

    def __init__(self, session: Session, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._wanted = ""
        self.notice = NoticeBar()
        self.progress = Progress(self)
        self.all_cases = AllCases(session, jobs or Jobs(self), self.progress, self)
        self.heading = SectionHeading(
            _("Papers"), _("Paper and saved files are not encrypted. Each one that leaves is written down in its case.")
        )
        self.case, self.event_choice = ElidingBox(_("Case")), ElidingBox(_("Event"))
        self.take_in = button(_("Take in a filled form…"), icon="download-simple")
        plain.set_tip(self.take_in, _("A form filled in on screen (PDF), or a photo or scan of a paper form"))
        self.forms_card = PaperFormsCard()
        self.after_words = plain.label(_("After the event"), "title")
        self.after_row = self._after_row()
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._arrange()
        self.case.currentIndexChanged.connect(lambda _row: self._cards())
        self.event_choice.currentIndexChanged.connect(lambda _row: self._cards())
        self.all_cases.finished.connect(lambda said, well: self.notice.say(said, "ok" if well else "info"))
        self.take_in.clicked.connect(self.take_in_wanted)

    def _arrange(self) -> None:
        edge = theme.space(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(edge, edge, 0, 0)
        whole.setSpacing(theme.space(1.5))
        # Beside the title, so that at large text the names of the cases have the whole line.
        self.heading.add(self.take_in)
        self.heading.setContentsMargins(0, 0, edge, 0)
        whole.addWidget(self.heading)
        whole.addWidget(self.notice)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, edge, 0)
        row.setSpacing(theme.space(1))
        words = plain.label(_("About which case?"), "strong", wrap=False)
        words.setBuddy(self.case)
        row.addWidget(words)
        self.case.setMaximumWidth(self.fontMetrics().averageCharWidth() * 70)
        row.addWidget(self.case, 1)
        row.addStretch()
        whole.addLayout(row)
        self._column.setContentsMargins(0, 0, edge, edge)
        self._column.setSpacing(theme.space(1.5))
        whole.addWidget(scrolling(self._sheet, _("Papers")), 1)
        QWidget.setTabOrder(self.case, self.take_in)

    def _after_row(self) -> QWidget:
        """The line over the papers about a whole event: which one."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        words = plain.label(_("About which event?"), "strong", wrap=False)
        words.setBuddy(self.event_choice)
        row.addWidget(words)
        row.addWidget(self.event_choice, 2)
        row.addStretch(1)
        return line

    def choose_case(self, case: str) -> None:
        """Have a case chosen, when somebody comes from its page."""
        if self._stale:
            self._wanted = case
            self.refresh()
        row = self.case.findData(case)
        if row >= 0:
            self.case.setCurrentIndex(row)

    def read(self) -> None:
        """Read the cases and the kinds again."""
        before, self._wanted = self._wanted or self.case.currentData(), ""
        ids = self._session.ask(case_list.ids, "all")[:MOST_CASES]
        rows = self._session.ask(case_list.rows, ids)
        self.case.blockSignals(True)
        self.case.clear()
        for number in ids:
            if number in rows:
                words = "  ·  ".join(part for part in (rows[number].code_name, rows[number].title) if part)
                self.case.addItem(words, rows[number].id)
        self.case.setCurrentIndex(max(0, self.case.findData(before)))
        self.case.blockSignals(False)
        self.case.setEnabled(self.case.count() > 0)
        self._read_events()
        self._cards()

    def _read_events(self) -> None:
        before = self.event_choice.currentData()
        self.event_choice.blockSignals(True)
        self.event_choice.clear()
        for event in self._session.desk.events():
            self.event_choice.addItem(event.name, event.id)
        self.event_choice.setCurrentIndex(max(0, self.event_choice.findData(before)))
        self.event_choice.blockSignals(False)

    def drop(self) -> None:
        """Forget everything that is shown: the vault is locked."""
        self._wanted = ""
        self.case.clear()
        self.event_choice.clear()
        self.forms_card.show_forms((), "UTC")
        self._empty()

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                if gone not in (self.after_words, self.after_row, self.forms_card):
                    gone.deleteLater()

    def _cards(self) -> None:
        self._empty()
        if not self._session.open:
            return
        about = self._session.desk.event(str(self.event_choice.currentData() or ""))
        policy = self._session.desk.policy(about.policy_hash)
        kinds = paper_kinds(policy, event=about)
        for kind in kinds:
            if not kind.of_event:
                self._column.addWidget(self._card(kind))
        self._column.addWidget(self.forms_card)
        self.forms_card.show_forms(self._session.ask(paper_forms.paper_forms), about.zone)
        self._column.addSpacing(theme.space(1.5))
        for heading in (self.after_words, self.after_row):
            self._column.addWidget(heading)
            heading.show()
        for kind in kinds:
            if kind.of_event:
                self._column.addWidget(self._card(kind))
        self._column.addStretch(1)

    def _card(self, kind: PaperKind) -> Card:
        card = Card()
        card.setAccessibleName(kind.title)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1.5))
        row.addWidget(sheet_picture(kind.id, _ICONS.get(kind.id, "file-text")), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        head = FlowLayout()
        title = plain.label(kind.title, "strong", wrap=False)
        head.addWidget(title)
        owed = Pill(_("Your procedure asks for it") if not kind.advised else _("Your procedure says: think about it"), "info")
        # With and without the pill the lines of all cards stand at the same height.
        title.setMinimumHeight(owed.sizeHint().height())
        if kind.owed or kind.advised:
            head.addWidget(owed)
        words.addLayout(head)
        words.addWidget(plain.label(kind.about))
        readers = ", ".join(reader.title for reader in kind.readers)
        may = (
            _("For: {readers}").format(readers=readers)
            if readers
            else kind.for_whom or _("For anyone on the team; it holds no case.")
        )
        words.addWidget(plain.label(may, "muted"))
        if kind.editions and (stands := self._session.ask(editions.standing, self._subject(kind))):
            words.addWidget(plain.label(stands, "muted"))
        words.addStretch(1)
        row.addLayout(words, 1)
        look = button(_("Preview"), icon="eye")
        look.setAccessibleName(_("Preview: {paper}").format(paper=kind.title))
        subject = self._subject(kind)
        look.setEnabled(not kind.needs_case or bool(subject))
        look.clicked.connect(lambda: self.preview_wanted.emit(kind, subject))
        doors = QVBoxLayout()
        doors.setSpacing(theme.space(0.75))
        doors.addStretch(1)
        doors.addWidget(look)
        if kind.for_all:
            every = button(_("All cases…"), "quiet", icon="files")
            every.setAccessibleName(_("{paper}: all cases of this event").format(paper=kind.title))
            every.setEnabled(bool(subject))
            every.clicked.connect(lambda: self._all_cases(kind))
            doors.addWidget(every)
        doors.addStretch(1)
        row.addLayout(doors)
        card.body.addLayout(row)
        return card

    def _all_cases(self, kind: PaperKind) -> None:
        """Ask for a folder, and put this paper about every case of the same event as the chosen one into it."""
        event = self._session.ask(case_list.event_of, self._subject(kind))
        choose_folder(
            self, _("Save into which folder?"), None, lambda folder: self.all_cases.begin(kind.id, kind.title, folder, event)
        )

    def _subject(self, kind: PaperKind) -> str:
        """The id of what a paper is about, as chosen above it."""
        if kind.of_event:
            return str(self.event_choice.currentData() or "")
        return str(self.case.currentData() or "") if kind.needs_case or kind.case_for else ""
