"""Choosing who can open a case, when somebody of the team must not see it; and letting everybody read it again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cocdesk.model.queries.sealing import SHEET, Choice, beyond
from cocdesk.ui import plain
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.forms.fields import Field, Values
from cocdesk.ui.widgets.card import button
from cocdesk.words import _


class SealDialog(FormSheet):
    """``chosen`` carries the slots of those who can open it (a frozenset, perhaps with ``SHEET``); ``unseal_wanted`` that
    everybody may. ``later`` is for a case that everybody could read until now."""

    chosen = Signal(object)
    unseal_wanted = Signal()

    def __init__(
        self, choices: Sequence[Choice], parent: QWidget | None = None, *, sealed: bool = False, sheet: bool = False,
        later: bool = False,
    ) -> None:  # fmt: skip
        hint = _(
            "A sealed case is kept in a file of its own. Whoever is not ticked finds nothing of it: not its title, not its "
            "people, not with other tools. That there is a sealed file, and how big it is, everybody can see."
        )
        super().__init__(_("Who can open this case"), parent, hint=hint, save=_("Save") if sealed else _("Seal it"), chars=72)
        self._choices = tuple(choices)
        self._sealed = sealed
        me = next(choice for choice in choices if choice.fixed)
        others = [choice for choice in choices if not choice.fixed]
        inside = tuple(choice.slot for choice in others if choice.inside)
        self.ask(
            (
                Field(
                    key="inside", label=_("Take the tick from whoever must not see it"), kind="checks", value=inside,
                    options=tuple((c.slot, _("{name} (only reads)").format(name=c.name) if c.reads else c.name) for c in others),
                    hint=_("{name}, you can always open it.").format(name=me.name),
                ),
                Field(
                    key="sheet", label=_("The recovery sheet opens it as well"), kind="tick", value=sheet,
                    hint=_("Choose this when few are left who could open it. Think of who keeps the sheet."),
                ),
                Field(key="told", kind="saying", says=self._outcome),
                Field(key="beyond", kind="saying", tone="warn", says=lambda _values: beyond() if later else ()),
            )
        )  # fmt: skip
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self.open_all = button(_("Let everybody read it again…"), "quiet")
        self.open_all.setVisible(sealed)
        self.column.addWidget(self.open_all, 0, Qt.AlignmentFlag.AlignLeading)
        self.fields.setFocus()

        self.open_all.clicked.connect(self._ask_to_unseal)

    def _outcome(self, values: Values) -> tuple[str, ...]:
        """Who it would be, or why it cannot be so."""
        inside = self._holders(values)
        names = [choice.name for choice in self._choices if choice.fixed or choice.slot in inside]
        if SHEET in inside:
            names.append(_("the recovery sheet"))
        if len(names) < 2:
            return (_("At least two have to be able to open it: a forgotten passphrase would lose it for good."),)
        return (_("These can open it: {names}.").format(names=", ".join(names)),)

    def _holders(self, values: Values) -> frozenset[str]:
        me = next(choice.slot for choice in self._choices if choice.fixed)
        ticked = values["inside"]
        assert isinstance(ticked, tuple)
        return frozenset({me, *ticked, *((SHEET,) if values["sheet"] else ())})

    def save(self) -> None:
        holders = self._holders(self.fields.values())
        everybody = {choice.slot for choice in self._choices} <= holders
        if everybody and self._sealed:
            self._ask_to_unseal()
        elif everybody:
            self.say(_("Everybody is ticked. Take the tick from whoever must not see it."))
        elif len(holders) < 2:
            self.say(_("At least two have to be able to open it. Tick one more, or the recovery sheet."))
        else:
            self.chosen.emit(holders)

    def _ask_to_unseal(self) -> None:
        plain.question(
            self, _("Let everybody read it again"), _("Let everybody of the team read it?"),
            more=_("It goes back to the other cases, with everything in it."),
            go=_("Let everybody read it"), stay=_("Keep it sealed"), then=self.unseal_wanted.emit, loses=False,
        )  # fmt: skip
