"""A new passphrase: six words made for it, or one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.vault import passphrase as rule
from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.secret_field import secret_field
from cocdesk.words import _

WORDS, OWN = "words", "own"


def asked(column: QVBoxLayout, words: str, field: QWidget) -> QWidget:
    """Put a field under its words into a column; both in one part, so that they can be hidden together."""
    part = QWidget()
    inside = theme.flush(QVBoxLayout(part), 0.5)
    name = plain.label(words, "strong")
    name.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(words)
    inside.addWidget(name)
    inside.addWidget(field)
    column.addWidget(part)
    return part


class NewPassphrase(QWidget):
    """Asks for a passphrase nobody has used yet; ``changed`` at every letter, ``passphrase`` is "" until it will do.

    Six words are offered first, where the word list is there: they are shown only here and typed once, so that they were really
    read. One's own is typed twice.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested = rule.suggest()
        self.kind = Choice(
            _("Which passphrase"), [(WORDS, _("Six words, made now")), (OWN, _("Own words"))], parent=self
        )  # fmt: skip
        self.shown = plain.label("", "title", selectable=False)
        self.shown.setAccessibleDescription(_("The six words"))
        self.other = button(_("Other words"), "small")
        self.first, self.again = secret_field(_("New passphrase")), secret_field(_("Once more"))
        self.rule = plain.label("", "muted")
        self._arrange()
        self.kind.changed.connect(lambda _key: self._show())
        self.other.clicked.connect(self._draw_again)
        for field in (self.first, self.again):
            field.textChanged.connect(self._typed)
        self.kind.choose(WORDS if self._suggested else OWN)
        self.kind.setVisible(bool(self._suggested))
        self._show()

    def _arrange(self) -> None:
        column = theme.flush(QVBoxLayout(self), 1.25)
        column.addWidget(self.kind)
        self._box = Card()
        row = QHBoxLayout()
        row.setSpacing(theme.space(1.5))
        row.addWidget(self.shown, 1)
        row.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        self._box.body.addLayout(row)
        self._box.body.addWidget(
            plain.label(_("They stand only here. Learn them, or write them on paper and keep it away from the laptop."), "muted")
        )
        column.addWidget(self._box)
        self._first = asked(column, _("New passphrase"), self.first)
        self._again = asked(column, _("Type it once more"), self.again)
        column.addWidget(self.rule)

    def _draw_again(self) -> None:
        self._suggested = rule.suggest()
        self.again.clear()
        self._show()

    def _show(self) -> None:
        made = self.kind.key == WORDS
        self.shown.setText(self._suggested if made else "")
        self._box.setVisible(made)
        self._first.setVisible(not made)
        self._typed()

    def _typed(self) -> None:
        trouble = self._trouble()
        self.rule.setText(trouble or _("This will do. Nobody can look it up, not even we."))
        theme.set_look(self.rule, tone="" if trouble else "ok")
        self.changed.emit()

    def _trouble(self) -> str:
        again = self.again.text()
        if self.kind.key == WORDS:
            if not again:
                return _("Please type the six words once, with a blank between them.")
            return "" if again.split() == self._suggested.split() else _("These are not the six words yet.")
        first = self.first.text()
        if not first:
            return _("At least {count} characters. A sentence or six words work well.").format(count=rule.SHORTEST)
        if trouble := rule.problem(first):
            return trouble
        if again != first:
            return _("Please type it a second time.") if not again else _("The two are not the same yet.")
        return ""

    @property
    def passphrase(self) -> str:
        """The new passphrase, "" while it will not do."""
        if self._trouble():
            return ""
        return self._suggested if self.kind.key == WORDS else self.first.text()

    @property
    def typed(self) -> bool:
        """Whether anything was typed."""
        return bool(self.first.text() or self.again.text())

    def forget(self) -> None:
        """Let go of every letter."""
        self._suggested = ""
        self.shown.clear()
        for field in (self.first, self.again):
            field.clear()
