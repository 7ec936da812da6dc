"""The recovery key, shown once: printed or saved, and two of its groups typed back before anybody goes on."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.actions.print import FileThere, recovery_paper, refuse_in_vault, write
from cocdesk.model.clock import Clock, wall_clock
from cocdesk.model.documents import recovery_sheet
from cocdesk.model.documents.blocks import Document
from cocdesk.model.errors import KnownError
from cocdesk.model.vault import recovery
from cocdesk.ui import plain, printing, theme
from cocdesk.ui.dialogs.files import save_as
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.widgets.card import Card, button, empty, form, form_line
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.words import _

GROUPS_ASKED = 2


class RecoverySheetPage(QWidget):
    """``kept`` once two groups were typed back rightly; ``left`` where somebody may go back without it."""

    kept = Signal()
    left = Signal()

    def __init__(
        self,
        preferences: Preferences,
        *,
        clock: Clock = wall_clock,
        go_on: str = "",
        back: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._clock = preferences, clock
        self._key, self._vault, self._event, self._exercise = "", "", "", False
        self._asked: tuple[int, ...] = ()
        self._pick: Callable[[list[int], int], list[int]] = secrets.SystemRandom().sample
        self.notice = NoticeBar()
        self.groups = FlowLayout(gap=1)
        self._shown: list[QWidget] = []
        self.print_button = button(_("Print…"), icon="printer")
        self.save_button = button(_("Save as PDF…"), icon="floppy-disk")
        self.fields = tuple(QLineEdit() for _place in range(GROUPS_ASKED))
        self._words = tuple(plain.label("", wrap=False) for _place in range(GROUPS_ASKED))
        self.go_on = button(go_on or _("I have the sheet, open the desk"), "primary", icon="arrow-right")
        self.back = button(back, "quiet")
        self._arrange()
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.go_on.clicked.connect(self._check)
        self.back.clicked.connect(self.left)
        for field in self.fields:
            field.textChanged.connect(self._ready)
            field.returnPressed.connect(self.go_on.click)

    def _arrange(self) -> None:
        card = Card()
        card.body.addWidget(plain.label(_("Keep this recovery key on paper"), "title"))
        card.body.addWidget(
            plain.label(
                _(
                    "It opens the vault when a passphrase is forgotten, for whoever holds it. It is shown only now and kept "
                    "nowhere. Print two, and keep them in two places, never beside the laptop."
                ),
                "muted",
            )
        )
        box = QWidget()
        box.setLayout(self.groups)
        card.body.addSpacing(theme.space(0.5))
        card.body.addWidget(box)
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(plain.label(_("The paper and the file are not encrypted."), "muted"))
        typed = Card(_("Type two groups back, from the paper"))
        fields = form()
        for words, field in zip(self._words, self.fields, strict=True):
            words.setBuddy(field)
            field.setMaxLength(12)
            form_line(fields, words, field)
        typed.body.addLayout(fields)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.back)
        if not self.back.text():
            self.back.hide()
        last.addWidget(self.go_on)
        typed.body.addLayout(last)
        column = theme.flush(QVBoxLayout(self), 1.5)
        for part in (self.notice, card, typed):
            column.addWidget(part)

    def show_key(self, key: str, *, vault: str, event: str, exercise: bool) -> None:
        """Show a new vault's key, in its groups."""
        self._key, self._vault, self._event, self._exercise = key, vault, event, exercise
        self.notice.put_away()
        empty(self.groups)
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        for number, group in enumerate(key.split("-"), 1):
            shown = Card()
            shown.body.setSpacing(0)
            shown.body.addWidget(plain.label(_("Group {number}").format(number=number), "muted", wrap=False))
            words = plain.label(group, "title", wrap=False)
            words.setStyleSheet(f"font-family: '{face}'")
            words.setAccessibleName(" ".join(group))
            shown.body.addWidget(words)
            self.groups.addWidget(shown)
        self._asked = tuple(sorted(self._pick(list(range(1, key.count("-") + 2)), GROUPS_ASKED)))
        for number, words, field in zip(self._asked, self._words, self.fields, strict=True):
            words.setText(_("Group {number}").format(number=number))
            field.setAccessibleName(words.text())
            field.clear()
        self._ready()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of the key and of whatever is open over it: the vault is being locked."""
        self._key = ""
        empty(self.groups)
        for field in self.fields:
            field.clear()
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    @property
    def asked(self) -> tuple[int, ...]:
        """Which groups are to be typed back, counted from one."""
        return self._asked

    def _ready(self) -> None:
        self.go_on.setEnabled(all(field.text().strip() for field in self.fields))

    def _check(self) -> None:
        groups = self._key.split("-")
        for number, field in zip(self._asked, self.fields, strict=True):
            if recovery.normalise(field.text()) != recovery.normalise(groups[number - 1]):
                sentence = _("Group {number} is not as printed. Please look at the sheet once more.")
                self.notice.say(sentence.format(number=number), "error")
                field.selectAll()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.forget()
        self.kept.emit()

    def document(self) -> Document:
        """The sheet as a paper; it names the vault and the event, so that the right sheet is found again."""
        return recovery_sheet.build(
            vault_name=self._vault, recovery_key=self._key, made_at=self._clock(), event=self._event,
            paper=self._preferences.paper, exercise=self._exercise,
        )  # fmt: skip

    def _print(self) -> None:
        def chosen(printer: QPrinter) -> None:
            if not printing.paint(recovery_paper(self.document()).data, printer):
                self.notice.say(_("The printer did not take the sheet. Nothing was printed."), "error")

        printing.ask_printer(self, paper=self._preferences.paper, title=_("Sheet"), chosen=chosen)

    def _save(self) -> None:
        paper = recovery_paper(self.document())

        def written(path: Path, overwrite: bool) -> None:
            try:
                refuse_in_vault(path)
                write(path, paper.data, overwrite=overwrite)
            except FileThere:
                raise
            except KnownError as error:
                self.notice.say(str(error), "error")
                return
            self.notice.say(_("Saved. The file is not encrypted: print it, then delete it."), "warn")

        save_as(self, _("Save the recovery sheet"), paper.file_name, paper.format, written)
