"""The forms about who takes part: a member steps back, and somebody who was put into the case by mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cocdesk.model.records import entries as e
from cocdesk.model.rules import telling
from cocdesk.ui.dialogs.act_forms import ActForm, Situation, capital, made, texts, words_field
from cocdesk.ui.dialogs.form_fields import Field, Value
from cocdesk.words import _


def _recused(now: Situation) -> ActForm:
    kinds = tuple((key, capital(_(words))) for key, words in telling.STEPPED_BACK.items())
    meeting, team = now.policy.meeting, now.policy.team
    return ActForm(
        title=_("A member steps back"),
        hint=_("No reason is needed, and none is asked. Stepping back is good practice."),
        fields=(
            Field(key="member", label=_("Who steps back"), value=now.member),
            Field(key="kind", label=_("How far"), kind="pick", options=kinds, value="hard"),
            Field(key="by", label=_("Who wished it"), hint=_("Only if it was somebody else.")),
        ),
        needs=("member",),
        asks={"member": _("Please say who steps back.")},
        make=made(e.Recused),
        offer=texts(meeting.conflict_rule, team.sentence, team.know_sentence),
    )


def _removed(now: Situation) -> ActForm:
    theirs = [key for key, _words in now.people if key.partition(":")[0] == now.whom]

    def make(values: Mapping[str, Value]) -> e.CaseBody:
        person, _colon, role = str(values["part"]).partition(":")
        return e.PersonRemoved(person=person, role=role, why=str(values["why"]))

    return ActForm(
        title=_("Put in by mistake"),
        hint=_("The person is no longer shown in this case. That they once were stays in the history, under their code name."),
        fields=(
            Field(key="part", label=_("Who"), kind="pick", options=(("", _("Please choose")), *now.people),
                  value=theirs[0] if theirs else ""),
            words_field(_("Why"), _("Only if it needs a word."), key="why", lines=2),
        ),
        needs=("part",),
        asks={"part": _("Please choose who was put in by mistake.")},
        make=make,
        save=_("Take out"),
    )  # fmt: skip


PEOPLE: Mapping[str, Callable[[Situation], ActForm]] = {"recused": _recused, "person-removed": _removed}
