"""Every act there is a form for, and how they are grouped where a person chooses one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.ui.forms.care import CARE
from cocdesk.ui.forms.deciding import DECIDING
from cocdesk.ui.forms.ending import ENDING
from cocdesk.ui.forms.meeting import MEETING
from cocdesk.ui.forms.paper import PAPER
from cocdesk.ui.forms.person import PERSON
from cocdesk.ui.forms.situation import ActForm, Situation
from cocdesk.ui.forms.telling import TELLING
from cocdesk.words import N_, _

FORMS: Mapping[str, Callable[[Situation], ActForm]] = {**CARE, **MEETING, **DECIDING, **PERSON, **TELLING, **PAPER, **ENDING}

_MENU: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Care and safety"), ("safety-checked", "support-given", "consented", "consented:disclosure")),
    (N_("Meeting"), ("assessed", "met", "recused", "substituted")),
    (N_("Decision"), ("decided", "agreed", "acted", "rolled-out", "planned")),
    (N_("Person reported"), ("warned", "heard", "told:reported", "talked", "apology-offered", "appealed")),
    (N_("Reporter"), ("told:reporter", "told:affected")),
    (N_("Others"), ("announced", "told:other", "knows", "notified", "acknowledged")),
    (N_("The case"), ("linked", "retitled", "person-removed", "evaluated", "transcribed", "paper-moved")),
)


def act_form(kind: str, now: Situation) -> ActForm:
    """The form of an act, such as ``met`` or ``told:reporter``. Raises ``KeyError`` for a kind without one."""
    name, _colon, whom = kind.partition(":")
    return FORMS[name](replace(now, whom=whom) if whom else now)


def kinds() -> tuple[str, ...]:
    """Every act there is a form for."""
    return tuple(FORMS)


def menu(case: Case, policy: Policy) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The acts that make sense in this case under its procedure, by theme; a theme without any is left out."""
    absent = _absent(case, policy)
    groups = ((_(title), tuple(kind for kind in acts if kind not in absent)) for title, acts in _MENU)
    return tuple((title, acts) for title, acts in groups if acts)


def menu_words(kind: str) -> str:
    """An act where it is chosen from a menu."""
    return {
        "noted": _("A note…"), "attachment-added": _("A file…"), "person-added": _("A person…"),
        "support-given": _("Support offered…"), "safety-checked": _("Safety looked at…"),
        "consented": _("Answer after the pause…"), "consented:disclosure": _("Agreement to pass something on…"),
        "assessed": _("Place on the matrix…"), "met": _("A meeting…"), "recused": _("A member steps back…"),
        "substituted": _("Somebody stands in…"), "decided": _("A decision…"), "agreed": _("Somebody’s agreement…"),
        "acted": _("Something carried out…"), "rolled-out": _("Where it has to take hold…"),
        "planned": _("What is to change…"), "warned": _("A warning on the spot…"), "heard": _("Their side was heard…"),
        "told:reported": _("They were told…"), "talked": _("The talk…"), "apology-offered": _("An apology was offered…"),
        "appealed": _("An appeal…"), "told:reporter": _("The reporter was told…"),
        "told:affected": _("The person affected was told…"), "announced": _("An announcement…"),
        "told:other": _("Somebody else was told…"), "knows": _("Somebody knows of it…"), "notified": _("Reported on…"),
        "acknowledged": _("They have answered…"), "linked": _("Link to another case…"), "retitled": _("Change the title…"),
        "person-removed": _("Somebody was put in by mistake…"), "evaluated": _("What we take from it…"),
        "transcribed": _("The paper was compared…"), "paper-moved": _("Where the paper form is…"),
        "closed": _("Close the case…"), "reopened": _("Reopen the case…"),
    }[kind]  # fmt: skip


def act_words(kind: str) -> str:
    """The word on the button that opens an act's form."""
    return {
        "reported": _("Correct…"), "safety-checked": _("Check…"), "support-given": _("Offer…"),
        "consented": _("Note answer…"), "assessed": _("Place…"),
        "met": _("Note meeting…"), "heard": _("Note talk…"), "talked": _("Note talk…"), "decided": _("Decide…"),
        "agreed": _("Note answer…"), "told": _("Write…"), "announced": _("Announce…"), "acknowledged": _("Note answer…"),
        "rolled-out": _("Tick off…"), "planned": _("Plan…"), "linked": _("Link…"), "closed": _("Close case…"),
        "reopened": _("Reopen…"),
    }.get(kind.partition(":")[0], _("Note…"))  # fmt: skip


def _absent(case: Case, policy: Policy) -> set[str]:
    roles = {part.role for part in case.parts}
    lacking = {
        "agreed": not policy.agrees,
        "appealed": policy.appeal.place == "absent",
        "rolled-out": policy.roll_out is None,
        "told:affected": "affected" not in roles,
        "person-removed": not roles,
        "transcribed": not case.form_number,
        "paper-moved": not case.form_number,
        "acknowledged": not policy.reports_up and not any(isinstance(h.body, e.Notified) for h in case.happenings),
    }
    return {kind for kind, missing in lacking.items() if missing}
