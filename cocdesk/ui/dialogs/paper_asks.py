"""What a paper asks for besides its reader: a choice of what it says, and a few words typed into it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.queries.papers import PaperKind
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.choice import Choice
from cocdesk.words import _

_LONGEST = 200


class PaperAsks(QWidget):
    """One field for each thing asked; ``touched`` at each letter, ``changed`` shortly after typing has stopped.

    A choice that rests on a case is offered only where there is one.
    """

    changed = Signal()
    touched = Signal()

    def __init__(self, kind: PaperKind, *, has_case: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case_for = kind.case_for
        self._fields: dict[str, Choice | QLineEdit] = {}
        self._soon = QTimer(self, singleShot=True, interval=350)
        for ask in kind.asks:
            if ask.choices:
                options = [(key, words) for key, words in ask.choices if has_case or key not in kind.case_for]
                chosen = Choice(ask.title, options)
                chosen.choose(options[0][0])
                self._fields[ask.id] = chosen
            else:
                line = QLineEdit()
                line.setMaxLength(_LONGEST)
                line.setAccessibleName(ask.title)
                self._fields[ask.id] = line
        self._arrange({ask.id: ask.title for ask in kind.asks})
        self._soon.timeout.connect(self.changed)
        for field in self._fields.values():
            if isinstance(field, Choice):
                field.changed.connect(lambda _key: self.changed.emit())
            else:
                field.textEdited.connect(lambda _text: self._typing())
        self.setVisible(bool(kind.asks))

    def _arrange(self, titles: dict[str, str]) -> None:
        column = theme.flush(QVBoxLayout(self), 0.5)
        for key, field in self._fields.items():
            heading = plain.label(titles[key], "strong")
            heading.setContentsMargins(0, theme.space(0.75), 0, 0)
            heading.setBuddy(field)
            column.addWidget(heading)
            column.addWidget(field)
        if self._case_for:
            column.addWidget(plain.label(_("Cancelling a ticket rests on the case you chose on the page before."), "muted"))

    def _typing(self) -> None:
        self._soon.start()
        self.touched.emit()

    def flush(self) -> None:
        """What was typed a moment ago counts now."""
        if self._soon.isActive():
            self._soon.stop()
            self.changed.emit()

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, by field, without what was chosen."""
        return {key: field.text() for key, field in self._fields.items() if isinstance(field, QLineEdit)}

    def put(self, words: Mapping[str, str]) -> None:
        """Let this stand in the fields to type in, and nothing else."""
        for key, field in self._fields.items():
            if isinstance(field, QLineEdit):
                field.setText(words.get(key, ""))

    def words(self) -> dict[str, str]:
        """What was chosen and typed, by field."""
        return {key: field.key if isinstance(field, Choice) else field.text().strip() for key, field in self._fields.items()}

    @property
    def rests_on_case(self) -> bool:
        """Whether what was chosen has to rest on a case."""
        return any(word in self._case_for for word in self.words().values())
