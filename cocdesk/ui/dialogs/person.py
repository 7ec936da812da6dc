"""Who somebody is, and what part they have: names stay with the person, apart from the case."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocdesk.model.records.case import Person
from cocdesk.model.records.entries import Identified
from cocdesk.model.rules import telling
from cocdesk.model.rules.text import capital
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.forms.fields import Field
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """A person as typed: ``role`` and ``words`` are their part, empty when only the identity was changed."""

    identity: Identified
    role: str = ""
    words: str = ""


class PersonDialog(FormSheet):
    """With ``person`` their identity is corrected, without one somebody is added; ``settled`` carries a ``PersonDraft``."""

    keeps_changes = True
    settled = Signal(object)

    def __init__(self, person: Person | None = None, parent: QWidget | None = None) -> None:
        if person is None:
            title, hint = _("Add a person"), _("A description is enough where no name is known. They get a code name.")
        else:
            title = _("Who {code_name} is").format(code_name=person.code_name)
            hint = _("What stood here before stays in the history.")
        super().__init__(title, parent, hint=hint)
        # A window's title is seen in the task bar: no code name there.
        self.setWindowTitle(_("A person"))
        self._person = person
        known = person or Person(id="", code_name="")
        roles = tuple((key, capital(_(words))) for key, words in telling.ROLES.items())
        part = (
            Field(key="role", label=_("Part in the case"), kind="choice", options=roles),
            Field(key="words", label=_("About their part"), hint=_("For example “stood at the next table”.")),
        )
        self.ask((
            *(part if person is None else ()),
            Field(key="name", label=_("Name"), value=known.name, half=True),
            Field(key="aliases", label=_("Other names, with commas"), value=", ".join(known.aliases), half=True),
            Field(key="description", label=_("What they look like"), kind="text", value=known.description, lines=2),
            Field(key="email", label=_("E-mail"), value=known.email, half=True),
            Field(key="phone", label=_("Phone"), value=known.phone, half=True),
            Field(key="affiliation", label=_("Company or group"), value=known.affiliation, half=True),
            Field(key="badge", label=_("Badge or ticket"), value=known.badge, half=True),
            Field(key="contact", label=_("Other ways to reach them"), value=known.contact),
        ))  # fmt: skip
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self.fields.setFocus()

    def save(self) -> None:
        values = {key: str(value) for key, value in self.fields.values().items()}
        role, words = values.pop("role", ""), values.pop("words", "")
        if self._person is None and not role:
            self.say(_("Please choose the part they have in the case."))
            self.fields.focus_on("role")
            return
        if not any(values.values()):
            self.say(_("Please write a name, or a description."))
            self.fields.focus_on("name")
            return
        aliases = tuple(name.strip() for name in values.pop("aliases").split(",") if name.strip())
        code_name = self._person.code_name if self._person is not None else ""
        identity = Identified(code_name=code_name, aliases=aliases, **values)
        self.settled.emit(PersonDraft(identity=identity, role=role, words=words))
