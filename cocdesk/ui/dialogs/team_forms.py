"""Forms about who can open the vault: one more member, a new passphrase, another part, and what goes with a removal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.queries.team import Line
from cocdesk.model.rules.team import Part, what_stays_with
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.widgets.card import button
from cocdesk.ui.widgets.new_passphrase import NewPassphrase, asked
from cocdesk.ui.widgets.secret_field import secret_field
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Who is to open the vault from now on."""

    name: str
    role: str
    passphrase: str

    def __repr__(self) -> str:
        return "NewMember(…)"


class PartChoice(QWidget):
    """One of the parts, and what it may do; one is always chosen."""

    changed = Signal()

    def __init__(self, parts: Sequence[Part], chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = list(parts)
        if all(part.id != chosen for part in parts) and chosen:
            self._parts.append(Part(id=chosen, title=chosen, may=_("The part they have now.")))
        self.box = QComboBox()
        self.box.setAccessibleName(_("Part"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(16)
        self.says = plain.label("", "muted")
        column = theme.flush(QVBoxLayout(self), 0.5)
        column.addWidget(self.box)
        column.addWidget(self.says)
        for part in self._parts:
            self.box.addItem(part.title, part.id)
        self.box.currentIndexChanged.connect(lambda _row: self._chosen())
        self.setFocusProxy(self.box)
        self.choose(chosen)
        self._chosen()

    @property
    def role(self) -> str:
        """The chosen part."""
        return str(self.box.currentData() or "")

    def choose(self, role: str) -> None:
        """Choose a part."""
        self.box.setCurrentIndex(max(0, self.box.findData(role)))

    def _chosen(self) -> None:
        may = next((part.may for part in self._parts if part.id == self.role), "")
        self.says.setText(may)
        self.box.setAccessibleDescription(may)
        self.changed.emit()


class SecretSheet(Sheet):
    """A form that holds a passphrase: nothing of it is kept as a draft, and it lets go of every letter when it goes."""

    def __init__(self, title: str, parent: QWidget | None = None, *, hint: str = "", save: str = "") -> None:
        super().__init__(title, parent, hint=hint, save=save, chars=70)
        self.words = NewPassphrase()
        self.words.changed.connect(self.look)
        self.finished.connect(self._forget)

    def look(self) -> None:
        """Whether it can be saved now."""
        self.save_button.setEnabled(self.ready())

    def ready(self) -> bool:
        """Whether everything needed is there."""
        return bool(self.words.passphrase)

    def state(self) -> object:
        return self.words.typed

    def _forget(self) -> None:
        self.words.forget()
        for field in self.findChildren(QLineEdit):
            field.clear()


class AddMemberDialog(SecretSheet):
    """``wanted`` carries a ``NewMember``."""

    wanted = Signal(object)

    def __init__(self, parts: Sequence[Part], role: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Add a member"), parent, save=_("Add"),
            hint=_("Best with the new member beside you: the passphrase is theirs alone. They can change it later."),
        )  # fmt: skip
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Initials are enough"))
        self.name.setMaxLength(120)
        self.part = PartChoice(parts, role)
        asked(self.column, _("Name"), self.name)
        asked(self.column, _("Part"), self.part)
        self.column.addWidget(plain.label(_("Passphrase"), "strong"))
        self.column.addWidget(self.words)
        self.column.addStretch(1)
        self.name.textChanged.connect(self.look)
        self.look()
        self.name.setFocus()

    def ready(self) -> bool:
        return bool(self.name.text().strip() and self.part.role and self.words.passphrase)

    def state(self) -> object:
        return (self.name.text(), self.part.role, self.words.typed)

    def save(self) -> None:
        if self.ready():
            self.wanted.emit(NewMember(name=self.name.text().strip(), role=self.part.role, passphrase=self.words.passphrase))


class OwnPassphraseDialog(SecretSheet):
    """The one who sits here: the present passphrase, and a new one; ``wanted(old, new)``."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Change your passphrase"), parent, save=_("Change"),
            hint=_("Copies made before open with the passphrase of their day."),
        )  # fmt: skip
        self.old = secret_field(_("Present passphrase"))
        asked(self.column, _("Present passphrase"), self.old)
        self.column.addWidget(self.words)
        self.column.addStretch(1)
        self.old.textChanged.connect(self.look)
        self.look()
        self.old.setFocus()

    def ready(self) -> bool:
        return bool(self.old.text() and self.words.passphrase)

    def state(self) -> object:
        return (bool(self.old.text()), self.words.typed)

    def save(self) -> None:
        if self.ready():
            self.wanted.emit(self.old.text(), self.words.passphrase)


class AnewDialog(SecretSheet):
    """Somebody forgot theirs: who, and a new one; ``wanted(slot, passphrase)``."""

    wanted = Signal(str, str)

    def __init__(self, members: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Set a new passphrase"), parent, save=_("Set"),
            hint=_("For a member who forgot theirs. The old one opens this vault no more; what they recorded stays theirs."),
        )  # fmt: skip
        self.who = QComboBox()
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.who.setMinimumContentsLength(16)
        for line in members:
            self.who.addItem(_("{name}, {part}").format(name=line.name, part=line.title), line.slot)
        asked(self.column, _("Whose passphrase?"), self.who)
        self.column.addWidget(self.words)
        self.column.addStretch(1)
        self.look()
        (self.who if len(members) > 1 else self.words.again).setFocus()

    def save(self) -> None:
        if self.ready():
            self.wanted.emit(str(self.who.currentData()), self.words.passphrase)


class MemberDialog(Sheet):
    """What can change about one member: ``part_wanted(role)``, ``anew_wanted``, ``remove_wanted``."""

    part_wanted = Signal(str)
    anew_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, line: Line, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(line.name, parent, hint=_("What shall change?"), save=_("Give this part"), chars=64)
        # A window's title is seen in the task bar: nobody's name there.
        self.setWindowTitle(_("A member"))
        self._line = line
        self.part = PartChoice(parts, line.role.casefold())
        self.anew = button(_("Set a new passphrase…"), icon="key")
        self.remove = button(_("Remove from the team…"), "danger", icon="user-minus")
        asked(self.column, _("Part"), self.part)
        self.column.addSpacing(theme.space(0.5))
        self.column.addWidget(plain.label(_("Other changes"), "strong"))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.anew)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.part.changed.connect(self._look)
        self.anew.clicked.connect(self.anew_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self._look()
        self.part.setFocus()

    def _look(self) -> None:
        self.save_button.setEnabled(self.part.role != self._line.role.casefold())

    def save(self) -> None:
        if self.save_button.isEnabled():
            self.part_wanted.emit(self.part.role)


class RemoveDialog(Sheet):
    """What goes and what stays when a member is removed; ``wanted`` when it shall be done."""

    wanted = Signal()

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Remove {name}").format(name=line.name), parent, save=_("Remove {name}").format(name=line.name), chars=70,
            hint=_("The vault is written anew under a new key. This takes a moment, and cannot be taken back."),
        )  # fmt: skip
        self.setWindowTitle(_("A member"))
        for sentence in what_stays_with(line.name):
            row = QHBoxLayout()
            row.setSpacing(theme.space(1))
            row.addWidget(plain.label("–", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(plain.label(sentence), 1, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(row)
        self.column.addStretch(1)
        theme.set_look(self.save_button, look="danger")
        self.cancel_button.setFocus()

    def save(self) -> None:
        self.wanted.emit()
