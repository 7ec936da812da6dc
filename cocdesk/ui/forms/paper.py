"""The forms about a paper form that became a case: the second look at what was typed, and where the paper lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cocdesk.model.records import entries as e
from cocdesk.ui.forms.fields import Field
from cocdesk.ui.forms.situation import ActForm, Situation, made, texts, when, words_field
from cocdesk.words import _


def _transcribed(now: Situation) -> ActForm:
    others = tuple(name for name in now.members if name != now.case.report.received_by)
    by = now.member if now.member in others else ""
    return ActForm(
        title=_("Compare the paper with what was typed"),
        hint=" ".join(
            texts(
                _("A second person reads the paper beside the record, line by line. What differs is corrected afterwards."),
                _form_number(now),
                _("A picture of the paper is under “Papers”.") if now.case.attachments else "",
            )
        ),
        fields=(
            Field(key="by", label=_("Who compared"), value=by, half=True),
            when(now),
            words_field(_("What differs"), _("Leave it empty when both say the same."), key="differs"),
        ),
        needs=("by",),
        asks={"by": _("Please say who compared them; best not the one who typed.")},
        make=made(e.Transcribed),
    )


def _form_number(now: Situation) -> str:
    return _("It is the form {number}.").format(number=now.case.form_number) if now.case.form_number else ""


def _paper_moved(now: Situation) -> ActForm:
    last = [body for body in now.happened(e.PaperMoved) if isinstance(body, e.PaperMoved)]
    return ActForm(
        title=_("Where the paper form is"),
        hint=" ".join(
            texts(
                _("Paper is not encrypted: keep it locked away, and shred it once the record holds all of it."), _form_number(now)
            )
        ),
        fields=(
            Field(key="shredded", label=_("It was shredded"), kind="tick", value=False),
            Field(key="where", label=_("Where it lies"), value=last[-1].where if last else "",
                  hint=_("For example “locked drawer at the desk”."), only=lambda values: not values["shredded"]),
            Field(key="by", label=_("By whom"), value=now.member, half=True),
            when(now),
        ),
        make=made(e.PaperMoved),
    )  # fmt: skip


PAPER: Mapping[str, Callable[[Situation], ActForm]] = {"transcribed": _transcribed, "paper-moved": _paper_moved}
