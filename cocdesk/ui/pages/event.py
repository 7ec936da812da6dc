"""What the team filled in for its event: dates, contacts, places, and the choices its procedure leaves open."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.actions.set_up import change_event
from cocdesk.model.policy.pack import Policy, Setting
from cocdesk.model.records.case import Event
from cocdesk.ui import plain, theme
from cocdesk.ui.pages.lazy_page import LazyPage
from cocdesk.ui.pages.policy_choice import version_words
from cocdesk.ui.pages.time_zones import zones
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card, SectionHeading, button, scrolling
from cocdesk.words import _

_MANY_LINES = {"emergency-contacts", "too-close"}


class EventPage(LazyPage):
    """The set-up of the newest event; every save is an entry in the event's own journal."""

    topics = frozenset({"event", "team"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._event: Event | None = None
        self._policy: Policy | None = None
        self._shown = (QDate(), QDate())
        self.heading = SectionHeading(_("Event"), _("Printed on papers and shown in the guidance."))
        self.name = QLineEdit()
        self.first_day, self.last_day = _day(), _day()
        self.zone = QComboBox()
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.zone.setMinimumContentsLength(18)
        self.fields: dict[str, QLineEdit | QComboBox | PlainEdit] = {}
        self.save = button(_("Save"), "primary", icon="check")
        self.undo = button(_("Undo changes"), "quiet")
        self._arrange()
        self.save.clicked.connect(self._save)
        self.undo.clicked.connect(self.refresh)
        for field in (self.first_day, self.last_day):
            field.dateChanged.connect(self._typed)
        self.name.textChanged.connect(self._typed)
        self.zone.currentIndexChanged.connect(self._typed)

    def _arrange(self) -> None:
        self.heading.add(self.undo)
        self.heading.add(self.save)
        self._first = Card(_("The event"))
        self._first.body.setSpacing(theme.space(1.5))
        _rows(self._first, (
            (_("Name"), "", self.name), (_("First day"), "", self.first_day), (_("Last day"), "", self.last_day),
            (_("Time zone"), _("Deadlines are shown in this zone."), self.zone),
        ))  # fmt: skip
        self._settings = QWidget()
        self._settings_place = QVBoxLayout()
        self._settings_place.addWidget(self._settings)
        self._about = Card(_("Procedure"))
        self._policy_words = plain.label("")
        self._policy_more = plain.label("", "muted")
        self._about.body.addWidget(self._policy_words)
        self._about.body.addWidget(self._policy_more)
        self._team = Card(_("Who can open this vault"))
        self._team_words = plain.label("")
        self._team.body.addWidget(self._team_words)
        self._team.body.addWidget(plain.label(_("And whoever holds the recovery sheet."), "muted"))
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        edge = theme.space(2)
        columns.setContentsMargins(edge, theme.space(0.5), edge, edge)
        columns.setSpacing(theme.space(2))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(theme.space(1.5))
        for part in (self._first, self._about, self._team):
            left.addWidget(part)
        right.addLayout(self._settings_place)
        for column in (left, right):
            column.addStretch(1)
        columns.addLayout(left, 4)
        columns.addLayout(right, 5)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.heading.setContentsMargins(edge, edge, edge, theme.space(0.5))
        whole.addWidget(self.heading)
        whole.addWidget(scrolling(sheet, _("Event")), 1)

    def read(self) -> None:
        """Show what stands in the vault."""
        event = self._event = self._session.desk.event()
        policy = self._policy = self._session.desk.policy(event.policy_hash)
        if not self.zone.count():
            self.zone.addItems(zones())
        self.name.setText(event.name)
        for field, text in ((self.first_day, event.starts), (self.last_day, event.ends)):
            day = QDate.fromString(text, Qt.DateFormat.ISODate)
            field.setDate(day if day.isValid() else QDate.currentDate())
        self._shown = (self.first_day.date(), self.last_day.date())
        if self.zone.findText(event.zone) < 0:
            self.zone.addItem(event.zone)
        self.zone.setCurrentText(event.zone)
        self._show_settings(policy, event)
        self._policy_words.setText(policy.title)
        self._policy_more.setText("\n".join(part for part in (version_words(policy), policy.about, policy.source) if part))
        titles = {role.id: role.title for role in policy.roles} | {"reader": _("may only read")}
        members = [f"{m.name}  ·  {titles.get(m.role, m.role)}" for m in self._session.desk.vault.members]
        self._team_words.setText("\n".join(members))
        self._typed()

    def drop(self) -> None:
        """Forget everything that is shown: the vault is locked."""
        self._event = self._policy = None
        self.name.clear()
        self._team_words.clear()
        self._show_settings(None, None)

    def _show_settings(self, policy: Policy | None, event: Event | None) -> None:
        self.fields = {}
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        if policy is not None and event is not None:
            for group, title, about in setting_groups():
                card = Card(title)
                card.body.setSpacing(theme.space(1.5))
                if about:
                    card.body.addWidget(plain.label(about, "muted"))
                for setting in (setting for setting in policy.settings if setting.group == group):
                    self._add_setting(card.body, setting, event.settings.get(setting.id, ""))
                if any(setting.group == group for setting in policy.settings):
                    column.addWidget(card)
                else:
                    card.deleteLater()
        fresh.setVisible(bool(self.fields))
        self._settings_place.replaceWidget(self._settings, fresh)
        self._settings.hide()
        self._settings.deleteLater()
        self._settings = fresh

    def _add_setting(self, column: QVBoxLayout, setting: Setting, value: str) -> None:
        field = _field(setting, value)
        self.fields[setting.id] = field
        _row(column, setting.title, setting.hint, field)
        if isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self._typed)
        else:
            field.textChanged.connect(self._typed)

    def draft(self) -> Event | None:
        """The event as it is typed now."""
        if self._event is None:
            return None
        # A day that was never settled stays so until somebody chooses one.
        starts, ends = (
            before if field.date() == shown else field.date().toString(Qt.DateFormat.ISODate)
            for field, shown, before in zip(
                (self.first_day, self.last_day), self._shown, (self._event.starts, self._event.ends), strict=True
            )
        )
        kept = {**self._event.settings, **{key: _text(field) for key, field in self.fields.items()}}
        return replace(
            self._event, name=self.name.text().strip() or self._event.name, zone=self.zone.currentText() or self._event.zone,
            starts=starts, ends=ends,
            settings={key: text for key, text in kept.items() if text or key in self._event.settings},
        )  # fmt: skip

    def _typed(self) -> None:
        changed = self._event is not None and self.draft() != self._event
        self.save.setEnabled(changed)
        self.undo.setVisible(changed)

    def _save(self) -> None:
        event = self.draft()
        if event is not None:
            self._session.attempt(change_event, event)


def setting_groups() -> tuple[tuple[str, str, str], ...]:
    """The headings under which settings stand: the pack's word for the group, its title, and a line about it."""
    open_words = _("Your procedure leaves these to you. What you do not settle is not asked for in a case.")
    return (
        ("contacts", _("Contacts and places"), ""),
        ("roles", _("Who is who"), ""),
        ("reporter", _("Keeping the reporter informed"), open_words),
        ("decision", _("Deciding and acting"), open_words),
        ("appeal", _("Appeals"), ""),
        ("records", _("Records"), ""),
    )


def _day() -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMMM yyyy")
    return field


def _field(setting: Setting, value: str) -> QLineEdit | QComboBox | PlainEdit:
    if setting.options:
        combo = QComboBox()
        combo.addItem(_("Not settled yet"), "")
        for option in setting.options:
            combo.addItem(option, option)
        # A value written out by another tool, such as “P1D”, is shown by the words it stands for, and kept as it is.
        if value in setting.values and value not in setting.options:
            combo.setItemData(1 + setting.values.index(value), value)
        if value and combo.findData(value) < 0:
            combo.addItem(value, value)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(18)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        return combo
    if setting.id in _MANY_LINES:
        edit = PlainEdit(lines=3, most_lines=6)
        edit.setPlainText(value)
        return edit
    return QLineEdit(value)


def _text(field: QLineEdit | QComboBox | PlainEdit) -> str:
    if isinstance(field, QComboBox):
        return str(field.currentData() or "")
    return field.text().strip()


def _rows(card: Card, rows: tuple[tuple[str, str, QWidget], ...]) -> None:
    for title, hint, field in rows:
        _row(card.body, title, hint, field)


def _row(column: QVBoxLayout, title: str, hint: str, field: QWidget) -> None:
    words = plain.label(title, wrap=True)
    words.setBuddy(field)
    field.setAccessibleName(title)
    field.setAccessibleDescription(hint)
    part = QVBoxLayout()
    part.setSpacing(theme.space(0.5))
    part.addWidget(words)
    part.addWidget(field)
    if hint:
        part.addWidget(plain.label(hint, "muted"))
    column.addLayout(part)
