"""Who is involved: who reports, who is reported, who else was there – each as much as was said, and nobody needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.records.report import OtherGiven, ReportDraft, ReportedGiven, ReporterGiven
from cocdesk.ui import plain, theme
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.still_wheel import StillWheel
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.fields import LONGEST_ACCOUNT, line, show_text
from cocdesk.ui.wizard.step import Step
from cocdesk.words import _


class PersonCard(Card):
    """The fields of one person; ``edited`` comes after every touch, ``refused`` with a sentence about text that did not fit."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, heading: str, fields: Sequence[tuple[str, str]], hint: str) -> None:
        super().__init__(heading)
        self.lines: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setSpacing(theme.space(1))
        for number, (field, words) in enumerate(fields):
            edit = line(_("{person}: {field}").format(person=heading, field=words), words)
            edit.textChanged.connect(lambda _text: self.edited.emit())
            grid.addWidget(edit, number // 2, number % 2)
            self.lines[field] = edit
        self.body.addLayout(grid)
        self.description = PlainEdit(
            lines=2, most_lines=8, name=_("{person}: description").format(person=heading), limit=LONGEST_ACCOUNT
        )
        self.description.setPlaceholderText(hint)
        self.description.textChanged.connect(self.edited)
        self.description.refused.connect(self.refused)
        self.body.addWidget(self.description)
        self.setFocusProxy(next(iter(self.lines.values())))

    def show_words(self, given: ReportedGiven | OtherGiven) -> None:
        """Show what is known of the person."""
        for field, edit in self.lines.items():
            show_text(edit, getattr(given, field))
        show_text(self.description, given.description)

    def words(self) -> dict[str, str]:
        """What the fields hold."""
        return {field: edit.text() for field, edit in self.lines.items()} | {"description": self.description.toPlainText()}


class ReportedCard(PersonCard):
    """A person reported; a description serves where the name is unknown (X22)."""

    def __init__(self, number: int) -> None:
        fields = (
            ("name", _("Name, if it was said")), ("badge", _("Badge: name, company, number, ribbons")),
            ("affiliation", _("Company or project")), ("email", _("E-mail, if known")),
        )  # fmt: skip
        hint = _("Name unknown? What they looked like, height, hair, clothing, voice, where they stood.")
        heading = _("Person reported {number}").format(number=number) if number > 1 else _("Person reported")
        super().__init__(heading, fields, hint)

    def show_given(self, given: ReportedGiven) -> None:
        self.show_words(given)

    def given(self, before: ReportedGiven) -> ReportedGiven:
        return replace(before, **self.words())


class OtherCard(PersonCard):
    """Anyone else, and the part they had."""

    def __init__(self, number: int) -> None:
        heading = _("Someone else {number}").format(number=number) if number > 1 else _("Someone else")
        fields = (("name", _("Name, if it was said")), ("contact", _("How to reach them")))
        super().__init__(heading, fields, _("Name unknown? A few words on how to recognise them."))
        self.part = QComboBox()
        self.part.setAccessibleName(_("{person}: their part").format(person=heading))
        for key, words in (
            ("witness", _("Saw or heard it")), ("affected", _("It happened to them")), ("support", _("Supports someone")),
            ("other", _("Something else")),
        ):  # fmt: skip
            self.part.addItem(words, key)
        self.part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.part.installEventFilter(StillWheel(self))
        self.part.currentIndexChanged.connect(lambda _index: self.edited.emit())
        self.body.addWidget(self.part, 0, Qt.AlignmentFlag.AlignLeading)

    def show_given(self, given: OtherGiven) -> None:
        self.show_words(given)
        self.part.setCurrentIndex(max(0, self.part.findData(given.role)))

    def given(self, before: OtherGiven) -> OtherGiven:
        return replace(before, role=self.part.currentData(), **self.words())


class PersonList(QWidget):
    """As many cards as there are persons, one at least, and a button for one more."""

    def __init__(
        self,
        make: Callable[[int], ReportedCard] | Callable[[int], OtherCard],
        empty: ReportedGiven | OtherGiven,
        add_words: str,
        tell: Callable[[list[Any]], None],
        refused: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._make, self._empty, self._tell, self._refused = make, empty, tell, refused
        self.cards: list[ReportedCard | OtherCard] = []
        self._rows: list[Any] = []
        column = theme.flush(QVBoxLayout(self), 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.space(1))
        column.addLayout(self._column)
        self.add = button(add_words, "quiet", icon="plus")
        self.add.clicked.connect(self._one_more)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these persons; cards that are there are kept, empty ones at the end too: somebody may be typing in one."""
        wanted = max(1, len(rows), len(self.cards))
        while len(self.cards) < wanted:
            self._add_card()
        self._rows = [*rows, *[self._empty] * (wanted - len(rows))]
        for card, row in zip(self.cards, self._rows, strict=True):
            card.show_given(row)

    def clear(self) -> None:
        """Back to one empty card."""
        while len(self.cards) > 1:
            card = self.cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.show_rows(())

    def _add_card(self) -> None:
        card = self._make(len(self.cards) + 1)
        card.edited.connect(self._edited)
        card.refused.connect(self._refused)
        self._column.addWidget(card)
        self.cards.append(card)

    def _one_more(self) -> None:
        self._add_card()
        self._rows.append(self._empty)
        QWidget.setTabOrder(self.cards[-1].description, self.add)
        self.cards[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self._tell([card.given(row) for card, row in zip(self.cards, self._rows, strict=False)])


class PeopleStep(Step):
    """The reporter, the persons reported and everybody else."""

    def __init__(self) -> None:
        super().__init__("people", _("People"))
        self._build_reporter()
        self.reported = PersonList(
            ReportedCard, ReportedGiven(), _("Another person reported"),
            lambda rows: self.apply(lambda draft: changes.with_all_reported(draft, rows)), self.refused.emit,
        )  # fmt: skip
        self.others = PersonList(
            OtherCard, OtherGiven(), _("Someone else"),
            lambda rows: self.apply(lambda draft: changes.with_all_others(draft, rows)), self.refused.emit,
        )  # fmt: skip
        for part in (self.reporter, self.reported, self.others):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setFocusProxy(self.lines["name"])

    def _build_reporter(self) -> None:
        self.reporter = Card(_("Reporter"))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        self.lines: dict[str, QLineEdit] = {}
        for field, words in (("name", _("Name")), ("email", _("E-mail")), ("phone", _("Phone"))):
            edit = line(_("Reporter: {field}").format(field=words), words)
            edit.textChanged.connect(self._typed(field))
            row.addWidget(edit)
            self.lines[field] = edit
        self.anonymous = QCheckBox(_("Stays anonymous"))
        self.anonymous.clicked.connect(lambda on: self.apply(lambda draft: replace(draft, anonymous=on)))
        self.unnamed = plain.label(_("Name and contact will not be filed with the report."), "muted")
        question = _("Did it happen to them?")
        self.affected = Choice(question, [("yes", _("Yes")), ("no", _("No"))])
        self.affected.changed.connect(self._affected)
        self.reporter.body.addLayout(row)
        self.reporter.body.addWidget(self.anonymous)
        self.reporter.body.addWidget(self.unnamed)
        self.reporter.body.addWidget(plain.label(question))
        self.reporter.body.addWidget(self.affected)

    def fill(self, draft: ReportDraft) -> None:
        given = draft.reporter or ReporterGiven()
        for field, edit in self.lines.items():
            show_text(edit, getattr(given, field))
            edit.setEnabled(not draft.anonymous)
        self.anonymous.setChecked(draft.anonymous)
        self.unnamed.setVisible(draft.anonymous)
        self.affected.choose({True: "yes", False: "no"}.get(given.affected, "") if given.affected is not None else "")
        self.reported.show_rows(draft.reported)
        self.others.show_rows(draft.others)

    def forget(self) -> None:
        super().forget()
        self._showing = True
        self.reported.clear()
        self.others.clear()
        self._showing = False

    def _typed(self, field: str) -> Callable[[str], None]:
        return lambda text: self.apply(lambda draft: changes.with_reporter(draft, **{field: text}))

    def _affected(self, key: str) -> None:
        affected = {"yes": True, "no": False}.get(key)
        self.apply(lambda draft: changes.with_reporter(draft, affected=affected))
