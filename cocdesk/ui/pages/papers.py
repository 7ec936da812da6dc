"""What can leave the desk on paper or as a file: what each is for, who may have it, and the way to its preview."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.queries import case_list
from cocdesk.model.queries.papers import PaperKind, paper_kinds
from cocdesk.model.records.case import Change
from cocdesk.ui import plain, theme
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card, SectionHeading, button, scrolling
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.ui.widgets.pill import Pill
from cocdesk.words import _

MOST_CASES = 200
_ICONS = {
    "blank-form": "note-blank", "incident-form": "file-text", "meeting": "users-three", "talk-sheet": "chat-circle-text",
    "dsf-email": "envelope-simple",
}  # fmt: skip


class PapersPage(QWidget):
    """``preview_wanted(PaperKind, case_id)`` – "" for a paper about no case."""

    preview_wanted = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.heading = SectionHeading(
            _("Papers"), _("Paper and saved files are not encrypted. Each one that leaves is written down in its case.")
        )
        self.case = QComboBox()
        self.case.setAccessibleName(_("Case"))
        self.case.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.case.setMinimumContentsLength(16)  # it grows with the room there is
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._arrange()
        self.case.currentIndexChanged.connect(lambda _row: self._cards())
        session.unlocked.connect(self.refresh)
        session.changed.connect(self._changed)
        session.locked.connect(self._forget)

    def _arrange(self) -> None:
        edge = theme.space(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(edge, edge, 0, 0)
        whole.setSpacing(theme.space(1.5))
        self.heading.setContentsMargins(0, 0, edge, 0)
        whole.addWidget(self.heading)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, edge, 0)
        row.setSpacing(theme.space(1))
        words = plain.label(_("About which case?"), "strong", wrap=False)
        words.setBuddy(self.case)
        row.addWidget(words)
        row.addWidget(self.case, 2)
        row.addStretch(1)
        whole.addLayout(row)
        self._column.setContentsMargins(0, 0, edge, edge)
        self._column.setSpacing(theme.space(1.5))
        whole.addWidget(scrolling(self._sheet, _("Papers")), 1)

    def choose_case(self, case: str) -> None:
        """Have a case chosen, when somebody comes from its page."""
        row = self.case.findData(case)
        if row >= 0:
            self.case.setCurrentIndex(row)

    def refresh(self) -> None:
        """Read the cases and the kinds again."""
        if not self._session.open:
            return
        before = self.case.currentData()
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
        self._cards()

    def _changed(self, change: Change) -> None:
        if change.topics & {"cases", "event"}:
            self.refresh()

    def _forget(self) -> None:
        self.case.clear()
        self._empty()

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()

    def _cards(self) -> None:
        self._empty()
        if not self._session.open:
            return
        policy = self._session.desk.policy(self._session.desk.event().policy_hash)
        for kind in paper_kinds(policy):
            self._column.addWidget(self._card(kind))
        self._column.addStretch(1)

    def _card(self, kind: PaperKind) -> Card:
        card = Card()
        card.setAccessibleName(kind.title)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1.5))
        row.addWidget(Glyph(_ICONS.get(kind.id, "file-text"), "accent", 3.5), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(0.5))
        head = QHBoxLayout()
        head.setSpacing(theme.space(1))
        title = plain.label(kind.title, "strong", wrap=not kind.owed)
        head.addWidget(title)
        owed = Pill(_("Your procedure asks for it"), "info")
        # With and without the pill the lines of all cards stand at the same height.
        title.setMinimumHeight(owed.sizeHint().height())
        if kind.owed:
            head.addWidget(owed)
            head.addStretch(1)
        words.addLayout(head)
        words.addWidget(plain.label(kind.about))
        readers = ", ".join(reader.title for reader in kind.readers)
        may = _("For: {readers}").format(readers=readers) if readers else _("For anyone on the team; it holds no case.")
        words.addWidget(plain.label(may, "muted"))
        row.addLayout(words, 1)
        look = button(_("Preview"), icon="eye")
        look.setAccessibleName(_("Preview: {paper}").format(paper=kind.title))
        case = str(self.case.currentData() or "")
        look.setEnabled(not kind.needs_case or bool(case))
        look.clicked.connect(lambda: self.preview_wanted.emit(kind, case if kind.needs_case else ""))
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card
