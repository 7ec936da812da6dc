"""The forms about the case as a whole: an appeal, a link, what was learned, closing and going on again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import NextStep
from cocdesk.model.rules import choices, meeting
from cocdesk.ui.forms.fields import Field, Values, names
from cocdesk.ui.forms.situation import ActForm, Situation, advice, chooser, decisions, made, remarked, texts, when, words_field
from cocdesk.words import _


def _appealed(now: Situation) -> ActForm:
    appeal = now.policy.appeal
    meanwhile = {
        "action-stands": _("Until it is answered, what was decided stands."),
        "report-stands": _("Until it is answered, the report stands."),
    }
    answers = (("", _("Not answered yet")), ("upheld", _("The decision stands")), ("changed", _("The decision changes")))
    others = _("Others than those who decided hear it.") if choices.agreed(now.policy, now.event, "appeal.by_others") else ""
    place = now.event.settings.get("appeal", "")
    where = _("Here people appeal to: {place}").format(place=place) if place else ""
    waiting = [body for body in now.happened(e.Appealed) if isinstance(body, e.Appealed)]
    before = waiting[-1] if waiting and not waiting[-1].answer else None

    def make(values: Values) -> e.CaseBody:
        return msgspec.convert({"type": "appealed", **values, "heard_by": names(values["heard_by"])}, e.Appealed)

    return ActForm(
        title=_("The answer to an appeal") if before else _("An appeal"),
        hint=appeal.sentence,
        fields=(
            Field(key="by", label=_("Who appeals"), value=before.by if before else "", half=True),
            when(now),
            words_field(_("What they say"), lines=4),
            chooser(now, "heard_by", _("Who hears it"), hint=others, who=before.heard_by if before else ()),
            Field(key="answer", label=_("The answer"), kind="pick", options=answers),
            remarked(now, make),
        ),
        needs=("by",),
        asks={"by": _("Please say who appeals; their part in the case is enough.")},
        make=make,
        offer=texts(where, meanwhile.get(appeal.meanwhile, ""), _deciders(now)),
    )


def _deciders(now: Situation) -> str:
    known = meeting.people_among(name for body in decisions(now.case) for name in body.deciders)
    return _("Decided in this case: {names}.").format(names=", ".join(known)) if known else ""


def _linked(now: Situation) -> ActForm:
    how = (
        ("same-issue", _("Another report of the same thing")),
        ("same-person", _("About the same person")), ("retaliation", _("Something done in answer to the report")),
        ("pressed-apology", _("An apology that was pressed")), ("appeal", _("An appeal")), ("related", _("In another way")),
    )  # fmt: skip
    wanted = now.whom if now.whom in dict(how) else "related"
    empty = _("Please choose") if now.cases else _("There is no other case yet")
    return ActForm(
        title=_("Link to another case"),
        hint=_("The link is written into both cases, so that neither is read without the other."),
        fields=(
            Field(key="other", label=_("Which case"), kind="pick", options=(("", empty), *now.cases)),
            Field(key="how", label=_("How they belong together"), kind="pick", options=how, value=wanted),
            words_field(_("Anything to add"), lines=2),
        ),
        needs=("other",),
        asks={"other": _("Please choose the other case.")},
        make=made(e.Linked),
        offer=texts(now.policy.apology.pressing),
        save=_("Link"),
    )


def _evaluated(now: Situation) -> ActForm:
    found = (
        ("nothing-new", _("Nothing new")), ("new-example", _("A new example under a rule there is")),
        ("new-rule", _("A rule is missing")), ("unforeseen", _("Something nobody had thought of")),
    )  # fmt: skip
    debrief = now.policy.debrief
    return ActForm(
        title=_("What we take from it"),
        hint=_("No names here: what is learned outlives the case."),
        fields=(
            Field(key="debriefed", label=_("We sat together and asked how each of us is"), kind="tick",
                  value=now.whom == "debriefed", hint=debrief),
            Field(key="found", label=_("What the team found"), kind="pick", options=found, value="nothing-new"),
            Field(key="rule", label=_("Which rule"), only=lambda values: values["found"] in ("new-example", "new-rule")),
            words_field(lines=4),
        ),
        make=made(e.Evaluated),
        offer=(*advice(now.policy.evaluation), *texts(now.policy.living_document)),
    )  # fmt: skip


def _reopened(now: Situation) -> ActForm:
    return ActForm(
        title=_("Reopen the case"),
        hint=_("Everything that was recorded stays. The case goes on where it was left."),
        fields=(words_field(_("Why"), key="why"),),
        needs=("why",),
        asks={"why": _("Please say in a few words why.")},
        make=made(e.Reopened),
        save=_("Reopen"),
    )


def _retitled(now: Situation) -> ActForm:
    return ActForm(
        title=_("Change the title"),
        hint=_("Short and neutral, without names: it stands in the list, where others may see it."),
        fields=(Field(key="title", label=_("Title"), value=now.case.title),),
        needs=("title",),
        asks={"title": _("Please write a title, or cancel.")},
        make=made(e.Retitled),
    )


def _removed(now: Situation) -> ActForm:
    theirs = [key for key, _words in now.people if key.partition(":")[0] == now.whom]

    def make(values: Values) -> e.CaseBody:
        person, _colon, role = str(values["part"]).partition(":")
        return e.PersonRemoved(person=person, role=role, why=str(values["why"]))

    return ActForm(
        title=_("Take a person out"),
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


def closing_fields(left: Sequence[NextStep], outcome: str, *, known: bool) -> tuple[Field, ...]:
    """What closing asks; why it is closed all the same where steps are ``left``, how others hear of it where the person
    reported is ``known`` (X31)."""
    standing = (
        ("", _("Not said")), ("flagged", _("Flagged: other events are told")),
        ("resolved", _("Resolved: other events are not told")), ("banned", _("Banned: other events are told")),
    )  # fmt: skip
    why = _("Why it is closed all the same") if left else _("Anything to add")
    return (
        Field(key="outcome", label=_("How it ended"), value=outcome, hint=_("Short and neutral, without names.")),
        words_field(why, key="why"),
        *((Field(key="standing", label=_("Where the person reported stands from now on"), kind="pick", options=standing),)
          if known else ()),
        words_field(_("What may be passed on about it"), _("Write it as if the person it is about will read it."),
                    key="shareable", lines=3),
    )  # fmt: skip


def closed(values: Values, left: Sequence[NextStep]) -> e.Closed:
    """The closing with what was left undone."""
    return msgspec.convert({"type": "closed", **values, "open_steps": tuple(step.id for step in left)}, e.Closed)


ENDING: Mapping[str, Callable[[Situation], ActForm]] = {
    "appealed": _appealed, "linked": _linked, "evaluated": _evaluated, "reopened": _reopened, "retitled": _retitled,
    "person-removed": _removed,
}  # fmt: skip
