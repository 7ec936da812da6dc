"""A sheet whose every question is a field of a form: it knows by itself what was typed, and can show it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from cocdesk.ui.dialogs.form_fields import FieldSet
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.forms.fields import Field, Value


class FormSheet(Sheet):
    """Call ``ask`` once with the fields, and put ``fields`` where they belong.

    With ``keeps_changes`` only answers that differ from what stood there are kept: what somebody else corrects meanwhile is then
    not taken back by an old draft. An act keeps all, so that its time is the one at which it was written.
    """

    keeps_changes: ClassVar[bool] = False
    fields: FieldSet

    def ask(self, fields: Sequence[Field]) -> FieldSet:
        """Make the fields."""
        self.fields = FieldSet(fields)
        self._first: Mapping[str, Value] = self.fields.values()
        self.fields.changed.connect(self.touched)
        return self.fields

    def state(self) -> object:
        return self.fields.values()

    def kept(self) -> dict[str, object]:
        values = self.fields.values()
        return {key: value for key, value in values.items() if not self.keeps_changes or value != self._first[key]}

    def fill_in(self, kept: Mapping[str, object]) -> None:
        self.fields.put(kept)
