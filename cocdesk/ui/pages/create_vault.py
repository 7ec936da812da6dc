"""A new vault in three calm steps: the event and its procedure, who you are, where it lies."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.actions import practice
from cocdesk.model.actions.opening import Kdf, PreparedNew, create_desk, offered_policies, packs, prepare_new
from cocdesk.model.clock import Clock, wall_clock
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.policy.pack import Policy
from cocdesk.model.vault import passphrase as rule
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.files import choose_folder
from cocdesk.ui.faults import told
from cocdesk.ui.jobs import Jobs
from cocdesk.ui.pages.policy_choice import PolicyChoice
from cocdesk.ui.pages.time_zones import own_zone, zones
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.widgets.card import Card, button, form, form_line
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.progress import Progress
from cocdesk.ui.widgets.secret_field import secret_field, show_secret
from cocdesk.words import _

EVENT, MEMBER, FOLDER = range(3)


class CreateVaultPage(QWidget):
    """``created(Desk, recovery_key)`` when the vault stands; ``left`` when the person goes back; ``stepped`` at each step."""

    created = Signal(object, str)
    stepped = Signal()
    left = Signal()

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        *,
        clock: Clock = wall_clock,
        kdf: Kdf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._preferences, self._clock, self._kdf = jobs, preferences, clock, kdf
        self._exercise = False
        self._step = EVENT
        self.notice = NoticeBar()
        self.title = plain.label("", "title")
        self.where = plain.label("", "muted")
        self.name = QLineEdit()
        self.first_day, self.last_day = _day(_("First day")), _day(_("Last day"))
        self.zone = QComboBox()
        self.procedure = PolicyChoice()
        self.member = QLineEdit()
        self.role = QComboBox()
        self.passphrase, self.again = secret_field(_("Passphrase")), secret_field(_("Passphrase again"))
        self.suggest = button(_("Suggest six words"))
        self.rule = plain.label("", "muted")
        self.folder = QLineEdit()
        self.choose = button(_("Choose…"), icon="folder-open")
        self.back = button(_("Back"), "quiet", icon="arrow-left")
        self.next = button(_("Next"), "primary")
        self._arrange()
        self._progress = Progress(self)
        self._connect()

    def _arrange(self) -> None:
        steps = QVBoxLayout()
        steps.setContentsMargins(0, 0, 0, 0)
        self._sheets = (self._event_step(), self._member_step(), self._folder_step())
        for step in self._sheets:
            steps.addWidget(step)
        card = Card()
        card.body.addWidget(self.title)
        card.body.addWidget(self.where)
        card.body.addSpacing(theme.space(0.5))
        card.body.addLayout(steps)
        last = QHBoxLayout()
        last.addWidget(self.back)
        last.addStretch(1)
        last.addWidget(self.next)
        card.body.addSpacing(theme.space(0.5))
        card.body.addLayout(last)
        column = theme.flush(QVBoxLayout(self), 1.5)
        column.addWidget(self.notice)
        column.addWidget(card)

    def _event_step(self) -> QWidget:
        step, column = _sheet()
        fields = form()
        self.name.setPlaceholderText(_("What your conference is called"))
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.zone.setMinimumContentsLength(18)
        self.zone.setAccessibleName(_("Time zone"))
        for words, field in (
            (_("Event"), self.name), (_("First day"), self.first_day), (_("Last day"), self.last_day), (_("Time zone"), self.zone)
        ):  # fmt: skip
            form_line(fields, _named(words, field), field)
        column.addLayout(fields)
        column.addSpacing(theme.space(0.5))
        column.addWidget(plain.label(_("Which procedure do you follow?"), "strong"))
        column.addWidget(self.procedure)
        return step

    def _member_step(self) -> QWidget:
        step, column = _sheet()
        self.role.setAccessibleName(_("Your part"))
        fields = form()
        self.member.setPlaceholderText(_("Initials are enough"))
        for words, field in (
            (_("Your name"), self.member), (_("Your part"), self.role), (_("Passphrase"), self.passphrase),
            (_("Passphrase again"), self.again),
        ):  # fmt: skip
            form_line(fields, _named(words, field), field)
        column.addLayout(fields)
        row = QHBoxLayout()
        row.addWidget(self.suggest)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.rule)
        column.addStretch(1)
        return step

    def _folder_step(self) -> QWidget:
        step, column = _sheet()
        column.addWidget(
            plain.label(
                _(
                    "A new folder is made here, and everything stays in it. Choose a place on this laptop that no sync service "
                    "copies. To keep a copy, lock the vault and copy the whole folder."
                ),
                "muted",
            )
        )
        column.addWidget(_named(_("Folder of the vault"), self.folder))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        column.addLayout(row)
        column.addWidget(
            plain.label(_("Next you are shown a recovery key, once. Have a printer, or pen and paper, at hand."), "muted")
        )
        column.addStretch(1)
        return step

    def _connect(self) -> None:
        self.next.clicked.connect(self._forward)
        self.back.clicked.connect(self._backward)
        self.suggest.clicked.connect(self._suggest)
        self.choose.clicked.connect(
            lambda: choose_folder(self, _("Where shall the new folder be made?"), None, self._choose_within)
        )
        for field in (self.passphrase, self.again, self.name, self.member, self.folder):
            field.textChanged.connect(self._check)
            field.returnPressed.connect(self.next.click)
        self.first_day.dateChanged.connect(self.last_day.setMinimumDate)
        self.procedure.changed.connect(self._check)

    def begin(self, *, exercise: bool = False) -> None:
        """Start over; ``exercise`` makes a practice vault."""
        self._exercise = exercise
        self.notice.put_away()
        try:
            self.procedure.offer(offered_policies(packs()))
        except KnownError as error:
            self.notice.say(str(error), "error")
        if not self.zone.count():
            self.zone.addItems(zones())
        self.zone.setCurrentText(own_zone())
        today = self._clock().date()
        start = QDate(today.year, today.month, today.day)
        self.first_day.setDate(start)
        self.last_day.setDate(start.addDays(2))
        self.name.setText(_("Practice conference") if exercise else "")
        for field in (self.member, self.passphrase, self.again):
            field.clear()
        self._choose_within(Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)))
        self._go(EVENT)

    def _choose_within(self, parent: Path) -> None:
        base = "cocdesk-practice" if self._exercise else "cocdesk-vault"
        names = [base, *(f"{base}-{number}" for number in range(2, 100))]
        self.folder.setText(str(parent / next((name for name in names if not (parent / name).exists()), base)))

    def _go(self, step: int) -> None:
        self._step = step
        for number, sheet in enumerate(self._sheets):
            # Not a stack: that would be as high as its highest sheet.
            sheet.setVisible(number == step)
        titles = (_("Which event?"), _("Who are you?"), _("Where shall the vault be kept?"))
        self.title.setText(titles[step])
        words = _("Practice vault, step {number} of 3") if self._exercise else _("New vault, step {number} of 3")
        self.where.setText(words.format(number=step + 1))
        self.next.setText(_("Create the vault") if step == FOLDER else _("Next"))
        if step == MEMBER and self.procedure.chosen is not None:
            self._offer_roles(self.procedure.chosen)
        (self.name, self.member, self.folder)[step].setFocus(Qt.FocusReason.OtherFocusReason)
        self._check()
        self.stepped.emit()

    def _offer_roles(self, policy: Policy) -> None:
        before = self.role.currentData()
        self.role.clear()
        for role in policy.roles:
            if role.in_team:
                self.role.addItem(role.title, role.id)
        self.role.setCurrentIndex(max(0, self.role.findData(before)))

    def _check(self) -> None:
        step = self._step
        trouble = rule.problem(self.passphrase.text()) if self.passphrase.text() else ""
        if not self.passphrase.text():
            trouble = _("At least {count} characters. A sentence or six words work well.").format(count=rule.SHORTEST)
        elif not trouble and self.again.text() != self.passphrase.text():
            trouble = _("Please type it a second time.") if not self.again.text() else _("The two are not the same yet.")
        self.rule.setText(trouble or _("This will do. Only you know it; nobody can look it up."))
        theme.set_look(self.rule, tone="" if trouble else "ok")
        ready = {
            EVENT: bool(self.name.text().strip()) and self.procedure.chosen is not None,
            MEMBER: bool(self.member.text().strip()) and not trouble,
            FOLDER: bool(self.folder.text().strip()),
        }
        self.next.setEnabled(ready[step])

    def _suggest(self) -> None:
        words = rule.suggest()
        if not words:
            self.notice.say(_("No word list is installed here. A sentence of your own works as well."), "info")
            return
        for field in (self.passphrase, self.again):
            field.setText(words)
        show_secret(self.passphrase, shown=True)
        self.notice.say(_("Learn these six words by heart, or write them down and keep the paper away from the laptop."), "info")

    def _backward(self) -> None:
        step = self._step
        if step == EVENT:
            self._forget()
            self.left.emit()
        else:
            self._go(step - 1)

    def _forward(self) -> None:
        if not self.next.isEnabled():
            return
        step = self._step
        if step != FOLDER:
            self.notice.put_away()
            self._go(step + 1)
            return
        self.notice.put_away()
        self._progress.begin(_("Making the keys. This takes a second, on purpose."), cancellable=False)
        work = partial(
            prepare_new,
            member=self.member.text(),
            role=self.role.currentData(),
            passphrase=self.passphrase.text(),
            **({"kdf": self._kdf} if self._kdf is not None else {}),
        )
        self._jobs.run(work, done=self._make, failed=self._refused)

    def _make(self, new: PreparedNew) -> None:
        policy = self.procedure.chosen
        if policy is None:
            self._progress.end()
            return
        folder = Path(self.folder.text().strip()).expanduser()
        try:
            desk, key = create_desk(
                folder, new, policy, event=self.name.text(), zone=self.zone.currentText(),
                starts=self.first_day.date().toString(Qt.DateFormat.ISODate),
                ends=self.last_day.date().toString(Qt.DateFormat.ISODate), exercise=self._exercise, clock=self._clock,
            )  # fmt: skip
        except BaseException as error:  # noqa: BLE001 - told or raised again there, once the page is usable
            self._refused(error)
            return
        if self._exercise:
            try:
                self._tell_stories(desk, policy)
            except BaseException:
                # Nobody has seen its recovery key yet.
                desk.vault.abandon()
                self._progress.end()
                raise
        self._progress.end()
        self._forget()
        self._preferences.remember(folder)
        self.created.emit(desk, key)

    def _tell_stories(self, desk: Desk, policy: Policy) -> None:
        """Invented cases to train with. Without them the vault is still good for practice, so that a fault only shows later."""
        with suppress(KnownError):
            practice.fill(desk, policy)

    def _refused(self, error: BaseException) -> None:
        self._progress.end()
        self.notice.say(told(error), "error")

    def _forget(self) -> None:
        for field in (self.passphrase, self.again):
            field.clear()
            show_secret(field, shown=False)

    @property
    def policy(self) -> Policy | None:
        """The procedure that is chosen."""
        return self.procedure.chosen


def _sheet() -> tuple[QWidget, QVBoxLayout]:
    step = QWidget()
    column = theme.flush(QVBoxLayout(step), 1)
    return step, column


def _named(words: str, field: QWidget) -> QWidget:
    made = plain.label(words, wrap=False)
    made.setBuddy(field)
    field.setAccessibleName(words)
    return made


def _day(name: str) -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMMM yyyy")
    field.setAccessibleName(name)
    return field
