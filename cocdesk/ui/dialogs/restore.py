"""A safety copy before it is restored: of when, why, who could open it and how many cases; and never over a vault."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from cocdesk.model.actions import safety
from cocdesk.model.actions.safety import Inside
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.model.vault.backup import Backup
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.files import choose_folder
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.faults import told
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.new_passphrase import asked
from cocdesk.ui.widgets.progress import Progress
from cocdesk.ui.widgets.secret_field import secret_field
from cocdesk.words import _, ngettext


class RestoreDialog(Sheet):
    """``restored(folder, Backup)`` when the new vault stands. ``zone`` is the event's, where one is known."""

    restored = Signal(object, object)

    def __init__(self, jobs: Jobs, found: Backup, parent: QWidget | None = None, *, zone: str = "", inside: str = "") -> None:
        super().__init__(
            _("Restore a safety copy"), parent, save=_("Restore here"), chars=74,
            hint=_("A vault is made out of it in a new folder. The vault you have stays as it is."),
        )  # fmt: skip
        self._jobs, self._found, self._job = jobs, found, 0
        self.when = moment_words(found.made, zone or _own_zone())
        self.inside = plain.label(inside, "strong")
        self.who = QComboBox()
        self.passphrase = secret_field(_("Passphrase of that day"))
        self.look = button(_("Look inside"), icon="magnifying-glass")
        self.folder = QLineEdit(str(_new_folder(found.path)))
        self.choose = button(_("Choose…"), icon="folder-open")
        self._arrange()
        self._progress = Progress(self)
        self.look.clicked.connect(self._look_inside)
        self.passphrase.returnPressed.connect(self._look_inside)
        self.passphrase.textChanged.connect(lambda text: self.look.setEnabled(bool(text)))
        self.choose.clicked.connect(self._choose)
        self.folder.textChanged.connect(lambda text: self.save_button.setEnabled(bool(text.strip())))
        self.finished.connect(self._stop)
        (self.save_button if inside else self.passphrase).setFocus()

    def _arrange(self) -> None:
        head = self._found.header
        card = Card(_("This copy"))
        names = ", ".join(member.name for member in self._found.members)
        size = _("{size} MB").format(size=max(1, head.database >> 20))
        for title, words in (
            (_("Made"), self.when), (_("Why"), head.why or _("not said")), (_("Could open it"), names), (_("Size"), size),
        ):  # fmt: skip
            row = QHBoxLayout()
            row.setSpacing(theme.space(1))
            row.addWidget(plain.label(title, "muted"), 1)
            row.addWidget(plain.label(words), 3)
            card.body.addLayout(row)
        card.body.addWidget(plain.label(_("Every byte of it is as it was written."), tone="ok"))
        card.body.addWidget(self.inside)
        self.column.addWidget(card)
        self._peek = Card(_("Look inside first, if you like"))
        self._peek.body.addWidget(plain.label(_("It says how many cases it holds. Nothing of them is shown."), "muted"))
        for member in self._found.members:
            self.who.addItem(member.name, member.slot)
        self.who.setAccessibleName(_("Who are you?"))
        if len(self._found.members) > 1:
            asked(self._peek.body, _("Who are you?"), self.who)
        asked(self._peek.body, _("Passphrase of that day"), self.passphrase)
        row = QHBoxLayout()
        row.addWidget(self.look)
        row.addStretch(1)
        self.look.setEnabled(False)
        self._peek.body.addLayout(row)
        self.column.addWidget(self._peek)
        self._peek.setVisible(not self.inside.text())
        self.inside.setVisible(bool(self.inside.text()))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        place = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        place.setLayout(row)
        self.folder.setAccessibleName(_("New folder"))
        asked(self.column, _("New folder"), place)
        self.column.addWidget(plain.label(_("It opens with the passphrases, and the recovery sheet, of that day."), "muted"))
        self.column.addStretch(1)

    def _choose(self) -> None:
        def chosen(folder: Path) -> None:
            self.folder.setText(str(_beside(folder)))

        choose_folder(self, _("Where shall the new folder be made?"), None, chosen)

    def _look_inside(self) -> None:
        if not self.passphrase.text():
            return
        self.notice.put_away()
        self._progress.begin(_("Looking inside. This takes a second, on purpose."), cancellable=False)
        work = partial(safety.look_inside, self._found, passphrase=self.passphrase.text(), member=str(self.who.currentData()))
        self._job = self._jobs.run(work, done=self._looked, failed=self._failed)

    def _looked(self, found: Inside) -> None:
        self._progress.end()
        self.passphrase.clear()
        self._peek.hide()
        self.inside.setText(inside_words(found.cases, found.open))
        self.inside.show()
        self.save_button.setFocus()

    def save(self) -> None:
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip() or self._progress.isVisible():
            return
        self.notice.put_away()
        self._progress.begin(_("Restoring. Every byte is read once more."), cancellable=False, lasting=True)
        self._job = self._jobs.run(
            partial(safety.restore, self._found.path, folder),
            done=lambda found: self._restored(folder, found),
            failed=self._failed,
        )

    def _restored(self, folder: Path, found: Backup) -> None:
        self._progress.end()
        self.leave()
        self.restored.emit(folder.absolute(), found)

    def _failed(self, error: BaseException) -> None:
        self._progress.end()
        self.notice.say(told(error), "error")

    def _stop(self) -> None:
        self.passphrase.clear()
        self._jobs.forget(self._job)


def inside_words(cases: int, open_: int) -> str:
    """How many cases a copy holds."""
    if not cases:
        return _("It holds no case.")
    words = ngettext("It holds {count} case, {open} open.", "It holds {count} cases, {open} of them open.", cases)
    return words.format(count=cases, open=open_)


def _own_zone() -> str:
    from PySide6.QtCore import QTimeZone

    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")


def _new_folder(path: Path) -> Path:
    """Beside the vault the copy lies in, or in the person's own folder for a copy from elsewhere."""
    vault = path.parent.parent
    if (vault / "keys-A.json").exists():
        return _beside(vault.parent, vault.name)
    return _beside(Path.home())


def _beside(parent: Path, name: str = "cocdesk-vault") -> Path:
    base = _("{name}-restored").format(name=name)
    names = [base, *(f"{base}-{number}" for number in range(2, 100))]
    return parent / next((each for each in names if not (parent / each).exists()), base)
