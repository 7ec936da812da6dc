"""Names in what a form says to others: marked under its texts while they are written, and asked about once when recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from cocdesk.model.errors import KnownError
from cocdesk.model.queries import outgoing
from cocdesk.model.rules.name_guard import NameMark, marks
from cocdesk.model.rules.name_index import NameIndex
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.dialogs.leaving import ask_before_naming
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.name_marks import NameMarks
from cocdesk.words import _

GUARDED = frozenset({"announced", "told"})
# What is written goes out as it stands; what was said aloud is a record, and stays in the vault.
_WRITTEN = frozenset({"email", "written"})


def asked_first(session: Session, case: str, kind: str, sheet: FormSheet) -> Callable[[Callable[[], object]], object]:
    """What lets the outcome of a form through: at once, or guarded where the form says something to others."""
    if kind.partition(":")[0] not in GUARDED:
        return lambda go: go()
    return Guarding(session, case, kind, sheet).then


def file_name_tells(path: Path, names: NameIndex) -> str:
    """Why a file should not be called that, in a sentence: everybody sees names of files. Empty when it names nobody."""
    found = outgoing.look(path.stem, names)
    if not found.sure:
        return ""
    who = outgoing.listed(found.named)
    return _("Not saved: the name of the file would name somebody ({who}). Choose a name without people in it.").format(who=who)


class Guarding(QObject):
    """Watches the texts of one form of a case; ``then`` lets its outcome through, perhaps after a question."""

    def __init__(self, session: Session, case: str, kind: str, sheet: FormSheet) -> None:
        super().__init__(sheet)
        self._session, self._case, self._kind, self._sheet = session, case, kind, sheet
        self._names: NameIndex | None = None
        self._allowed: dict[str, frozenset[str]] = {}
        self._whom = self._told_whom()
        self.under: list[tuple[PlainEdit, NameMarks]] = []
        for edit in sheet.fields.findChildren(PlainEdit):
            holder = edit.parentWidget()
            column = holder.layout() if holder is not None else None
            if isinstance(column, QVBoxLayout) and not edit.isReadOnly():
                made = NameMarks(edit)
                column.insertWidget(column.indexOf(edit) + 1, made)
                made.look_with(self._look)
                self.under.append((edit, made))
        sheet.fields.changed.connect(self._changed)

    def then(self, go: Callable[[], object]) -> None:
        """Do ``go`` now when nobody is named who may not be, or once somebody has said that it may be so."""
        for edit, made in self.under:
            if edit.isVisibleTo(self._sheet):
                made.look_now()
        found = outgoing.Outgoing(
            passages=tuple(
                outgoing.Passage(where="", text=edit.toPlainText(), marks=made.marks)
                for edit, made in self.under
                if edit.isVisibleTo(self._sheet)
            )
        )
        if found.named and self._leaves():
            ask_before_naming(self._sheet, found.sentence(), go)
        else:
            go()

    def _values(self) -> Mapping[str, object]:
        return self._sheet.fields.values()

    def _leaves(self) -> bool:
        return self._kind.startswith("announced") or str(self._values().get("channel", "")) in _WRITTEN

    def _told_whom(self) -> str:
        return str(self._values().get("whom", "")) if self._kind.startswith("told") else "public"

    def _changed(self) -> None:
        whom = self._told_whom()
        if whom != self._whom:
            self._whom = whom
            for _edit, made in self.under:
                made.look_now()

    def _look(self, text: str) -> tuple[NameMark, ...]:
        if not self._session.open:
            return ()
        try:
            if self._names is None:
                self._names = self._session.ask(outgoing.known_names, self._case)
            if self._whom not in self._allowed:
                self._allowed[self._whom] = self._session.ask(outgoing.may_be_named_to, self._case, self._whom)
        except KnownError as error:
            self._sheet.say(_("Names could not be looked for. {why}").format(why=error))
            return ()
        return marks(text, self._names, allowed=self._allowed[self._whom])
