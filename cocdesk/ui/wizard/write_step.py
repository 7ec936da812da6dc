"""The first screen: one large field, nothing to choose, so that a person can listen."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import theme
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.fields import LONGEST_ACCOUNT, show_text
from cocdesk.ui.wizard.step import Step
from cocdesk.words import _


class WriteStep(Step):
    """Quick capture."""

    def __init__(self) -> None:
        super().__init__("write", _("Write down"))
        # No more lines than large text leaves room for: the field takes what there is.
        self.edit = PlainEdit(lines=3, name=_("What you hear"), limit=LONGEST_ACCOUNT)
        # At large text the row of steps above says it, and the writing needs the room.
        self.heading.title.setVisible(not theme.large())
        self.column.addWidget(self.edit, 1)
        self.setFocusProxy(self.edit)

        self.edit.textChanged.connect(self._typed)
        self.edit.refused.connect(self.refused)

    def begin(self) -> None:
        super().begin()
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def fill(self, draft: ReportDraft) -> None:
        show_text(self.edit, draft.quick)
        on_paper, heard = _("Type what stands on the paper."), _("Write down what you hear. You can sort it later.")
        self.edit.setPlaceholderText(on_paper if draft.pictures else heard)

    def _typed(self) -> None:
        text = self.edit.toPlainText()
        self.apply(lambda draft: changes.with_quick(draft, text))
