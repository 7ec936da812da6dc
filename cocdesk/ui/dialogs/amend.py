"""Correcting or completing the report: the same fields as it was given in, and only what changed is recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.report import Report
from cocdesk.model.rules import telling
from cocdesk.model.rules.text import capital
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.forms.fields import Field, Options, Value
from cocdesk.ui.forms.situation import yes_no_unknown
from cocdesk.words import N_, _

TEXTS = frozenset({"what", "behaviour", "impact", "circumstances", "consent_words", "safety_concern"})
TRUTHS = frozenset({"threat", "share_identity", "transcribed"})
NEEDS: Mapping[str, str] = {
    "quiet": N_("a quiet place"), "water": N_("water"), "rest": N_("rest"), "medical": N_("medical help"),
    "friend": N_("a friend"),
}  # fmt: skip
WISHES: Mapping[str, str] = {
    "email": N_("by e-mail"), "phone": N_("by phone"), "in-person": N_("in person"), "none": N_("not at all")
}  # fmt: skip
CHOICES: Mapping[str, Mapping[str, str]] = {
    "witnessed": telling.WITNESSED,
    "channel": telling.CHANNELS,
    "contact_wish": WISHES,
    "consent": {key: telling.ANSWERS[key] for key in ("no-objection", "objection", "asked-to-think", "not-asked")},
}


def title_of(key: str, policy: Policy) -> str:
    """What a field of the report is called: in the pack's words where it asks for it."""
    found = next((item.title for item in policy.items if item.field == key), "")
    if found:
        return found
    return capital(_(telling.FIELDS.get(key, key)))


class AmendDialog(FormSheet):
    """``amended(changes, why)``: changes hold only keys that are different; None takes an answer back."""

    keeps_changes = True
    amended = Signal(object, str)

    def __init__(self, title: str, keys: Sequence[str], report: Report, policy: Policy, parent: QWidget | None = None) -> None:
        hint = _("What stood here before stays in the history. Keep the reporter’s own words as they are.")
        super().__init__(title, parent, hint=hint)
        self._report = report
        self._keys = tuple(keys)
        described = [_field(key, report, policy) for key in self._keys]
        askable = tuple((key, title_of(key, policy)) for key in self._keys if any(item.field == key for item in policy.items))
        if askable:
            described.append(
                Field(key="not_offered", label=_("Asked, and not offered"), kind="checks", options=askable,
                      value=tuple(key for key in report.not_offered if key in dict(askable)))
            )  # fmt: skip
        described.append(Field(key="why", label=_("Why it is changed"), hint=_("Only if it needs a word.")))
        self.column.addWidget(self.ask(described))
        self.column.addStretch(1)
        self.fields.setFocus()

    def changes(self) -> dict[str, object]:
        """What is different from the report, as the record wants it."""
        values = self.fields.values()
        found: dict[str, object] = {}
        for key in self._keys:
            wanted = _stored(key, values[key])
            if wanted != getattr(self._report, key):
                found[key] = list(wanted) if isinstance(wanted, tuple) else wanted
        marks = values.get("not_offered")
        if isinstance(marks, tuple):
            elsewhere = tuple(key for key in self._report.not_offered if key not in self._keys)
            if {*elsewhere, *marks} != set(self._report.not_offered):
                found["not_offered"] = [*elsewhere, *marks]
        return found

    def save(self) -> None:
        changes = self.changes()
        if not changes:
            self.say(_("Nothing is different from what stands there."))
            return
        self.amended.emit(changes, str(self.fields.values()["why"]))


def _field(key: str, report: Report, policy: Policy) -> Field:
    label, value = title_of(key, policy), getattr(report, key)
    if key in TEXTS:
        return Field(key=key, label=label, kind="text", value=value, lines=4 if key in ("what", "behaviour") else 2)
    if key == "ongoing":
        return Field(key=key, label=label, kind="choice", value=value or "", options=yes_no_unknown())
    if key in TRUTHS:
        options: Options = (("yes", _("Yes")), ("no", _("No")))
        known = "" if value is None else "yes" if value else "no"
        return Field(key=key, label=label, kind="choice", options=options, value=known)
    if key in CHOICES:
        options = tuple((choice, capital(_(words))) for choice, words in CHOICES[key].items())
        return Field(key=key, label=label, kind="choice", options=options, value=value or "")
    if key == "needs":
        options = tuple((need, capital(_(words))) for need, words in NEEDS.items())
        return Field(key=key, label=label, kind="checks", value=value, options=options)
    return Field(key=key, label=label, value=value)


def _stored(key: str, value: Value) -> object:
    if key in TRUTHS:
        return {"yes": True, "no": False}.get(str(value))
    if key in CHOICES or key == "ongoing":
        return value or None
    return value
