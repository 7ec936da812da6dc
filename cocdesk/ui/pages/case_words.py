"""A case in words and pictures' names: what the page's parts show, without any window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cocdesk.model.policy.pack import Policy
from cocdesk.model.queries.case_view import CaseView, PersonInCase
from cocdesk.model.records.case import NextStep, TimelineLine
from cocdesk.model.records.entries import Struck
from cocdesk.model.records.report import Report
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import due_tone, due_words, moment_words, parse_moment, zone
from cocdesk.model.rules.text import capital
from cocdesk.ui.dialogs.amend import CHOICES, NEEDS, TRUTHS, title_of
from cocdesk.ui.forms.catalogue import act_words
from cocdesk.ui.widgets.step_list import State, Step
from cocdesk.ui.widgets.timeline import Entry
from cocdesk.words import _

LONGEST_SHOWN = 12_000
REPORTED_KEYS = ("behaviour", "happened", "circumstances", "what", "place", "impact", "ongoing")
_SAFETY = ("witnessed", "threat", "safety_concern", "consent", "consent_words", "share_identity", "needs", "contact_wish")
_ARRIVAL = ("heard_at", "received_by", "channel", "transcribed", "language", "policy_section", "public_link")
_PEOPLE = {"reported": ("reported",), "others": ("witness", "support", "affected", "other")}

ICONS = {
    "reported": ("chat-circle-text", "info"), "noted": ("note", "off"), "amended": ("pencil-simple", "off"),
    "retitled": ("pencil-simple", "off"), "struck": ("prohibit", "off"), "person-added": ("user-plus", "off"),
    "person-removed": ("user-minus", "off"), "safety-checked": ("shield-check", "ok"), "support-given": ("heart", "ok"),
    "consented": ("chat-circle-dots", "info"), "assessed": ("squares-four", "info"), "met": ("users-three", "warn"),
    "heard": ("ear", "info"), "decided": ("scales", "warn"), "agreed": ("handshake", "ok"), "acted": ("check-circle", "ok"),
    "told": ("chats-circle", "info"), "announced": ("megaphone", "info"), "notified": ("envelope-simple", "info"),
    "acknowledged": ("envelope-simple-open", "ok"), "appealed": ("arrow-u-up-left", "warn"), "recused": ("user-minus", "off"),
    "talked": ("chats", "info"), "planned": ("list-checks", "info"), "rolled-out": ("map-pin", "ok"),
    "apology-offered": ("hand", "off"), "knows": ("eye", "off"), "warned": ("warning", "warn"),
    "substituted": ("user-switch", "off"), "linked": ("link", "info"), "evaluated": ("lightbulb", "ok"),
    "attachment-added": ("paperclip", "off"), "exported": ("printer", "off"), "closed": ("archive", "off"),
    "reopened": ("arrow-counter-clockwise", "info"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords:
    """One field of the report as read: ``state`` tells whether it was answered, asked and not offered, or is still open."""

    key: str
    title: str
    text: str
    state: str = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields that belong together and are corrected together."""

    title: str
    fields: tuple[FieldWords, ...]
    keys: tuple[str, ...]


def steps(view: CaseView, now: datetime) -> list[Step]:
    """The policy's checklist as the page shows it."""
    states: dict[str, State] = {"done": "done", "next": "next", "waiting": "waiting", "not-needed": "not_needed"}
    return [
        Step(
            id=step.id,
            words=step.title,
            state=states[step.state],
            detail=_detail(step, view),
            clause=step.clause,
            due_words=due_words(step.due, now, view.event.zone) if step.due and step.state in ("next", "waiting") else "",
            due_tone=due_tone(step.due, now),
            action=_step_action(step, view),
        )
        for step in view.steps
    ]


def _step_action(step: NextStep, view: CaseView) -> str:
    if step.state == "not-needed":
        return ""
    if step.state == "done":
        return "" if view.case.stage == "closed" else _("Correct…") if "reported" in step.acts else _("Again…")
    return act_words(step.acts[0])


def _detail(step: NextStep, view: CaseView) -> str:
    """When it was done; else why it waits or is not needed, whether it may be left out, and who may do it."""
    if step.done_at is not None:
        return short_moment(step.done_at, view.event.zone)
    if step.state == "not-needed":
        return step.why
    parts = (step.why, _("may be left out") if step.optional else "", ", ".join(step.who))
    return "  ·  ".join(part for part in parts if part)


def received_words(view: CaseView) -> str:
    """When and by whom the report was taken."""
    at = moment_words(view.case.received_at, view.event.zone)
    by = view.case.report.received_by or view.opened_by
    if by:
        return _("Received {when} by {name}  ·  {event}").format(when=at, name=by, event=view.event.name)
    return _("Received {when}  ·  {event}").format(when=at, event=view.event.name)


def identity_words(view: CaseView) -> str:
    """Who may learn who reported."""
    if not any(person.role == "reporter" for person in view.people):
        return _("The report is anonymous: nobody is written down as the reporter.")
    return {
        True: _("The reporter agreed that their name may be shared where the procedure needs it."),
        False: _("The reporter’s name stays with the team."),
        None: _("The reporter’s name stays with the team. They were not asked yet whether it may be shared."),
    }[view.case.report.share_identity]


def retention_words(view: CaseView) -> str:
    """How long this record is kept."""
    if view.purge_on is None:
        return view.purge_why
    day = view.purge_on.astimezone(zone(view.event.zone)).strftime("%d %b %Y")
    return _("{rule} This record is due to be forgotten on {day}.").format(rule=view.purge_why, day=day)


def clock_share(view: CaseView, now: datetime) -> float:
    """How much of the time for a response has gone by."""
    if view.due is None:
        return 0.0
    whole = (view.due - view.case.received_at).total_seconds()
    return (now - view.case.received_at).total_seconds() / whole if whole > 0 else 1.0


def timeline_entries(view: CaseView, lines: Sequence[TimelineLine]) -> list[Entry]:
    """Lines of the history as the timeline shows them, each with a way to strike it where that is possible."""
    here = zone(view.event.zone)
    known = {line.entry: line for line in view.timeline}
    strikes = {h.body.entry: known[h.entry] for h in view.case.happenings if isinstance(h.body, Struck) and h.entry in known}
    found = []
    for line in lines:
        at = line.at.astimezone(here)
        icon, tone = ICONS.get(line.kind, ("note", "off"))
        found.append(
            Entry(
                id=line.entry, day=at.strftime("%A %d %B %Y"), time=at.strftime("%H:%M"), who=line.by, kind=line.title,
                text=shortened(line.text, _("The whole text stands in the record and on its papers.")), icon=icon, tone=tone,
                struck=_struck_words(line, strikes.get(line.entry), view.event.zone) if line.struck else "",
                action="" if line.struck or line.kind == "reported" else _("Strike…"),
            )
        )  # fmt: skip
    return found


def _struck_words(line: TimelineLine, strike: TimelineLine | None, zone_name: str) -> str:
    """By whom, when and why an entry was struck."""
    why = line.struck_why or _("no reason given")
    if strike is None:
        return why
    return _("by {name}, {when}: {why}").format(name=strike.by, when=short_moment(strike.at, zone_name), why=why)


def shortened(text: str, where: str) -> str:
    """A very long text cut, with a word on where the rest is: laying out a whole book would hold the window up."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…\n\n({where})"


def short_moment(moment: datetime, zone_name: str) -> str:
    """Day and time without the year, for a narrow column."""
    return moment.astimezone(zone(zone_name)).strftime("%d %b, %H:%M").lstrip("0")


def sections(view: CaseView) -> list[Section]:
    """The report in reading order: what the pack asks for first comes first."""
    policy, report = view.policy, view.case.report
    core = [item.field for item in policy.items if item.core]
    asked = [item.field for item in policy.items if not item.core]
    taken = {*core, *_SAFETY, *_ARRIVAL}
    first = [*core, *(key for key in ("what", "place") if key not in core)]
    more = [key for key in (*asked, "impact", "ongoing") if key not in taken and key not in first]
    groups = (
        (_("What was reported"), first),
        (_("More about it"), list(dict.fromkeys(more))),
        (_("Safety, care and consent"), list(_SAFETY)),
        (_("How it reached us"), list(_ARRIVAL)),
    )
    made = []
    for title, keys in groups:
        fields = tuple(_field(key, report, policy, view) for key in keys)
        editable = tuple(key for key in keys if key in Report.__struct_fields__)
        if fields:
            made.append(Section(title=title, fields=fields, keys=editable))
    return made


def _field(key: str, report: Report, policy: Policy, view: CaseView) -> FieldWords:
    title = title_of(key, policy)
    if key in _PEOPLE:
        told = {p.person.id for p in view.people if p.role == "reporter"} if key == "others" else set()
        here = [p for p in view.people if p.role in _PEOPLE[key] and p.person.id not in told]
        text = ", ".join(person_words(p) for p in here)
        if key == "others" and key not in report.not_offered and not text:
            text = _("Nobody else is written down.")
    else:
        text = shortened(_value_words(key, getattr(report, key), view.event.zone), _("“Edit…” shows the whole text."))
    if text:
        return FieldWords(key=key, title=title, text=text)
    if key in report.not_offered:
        return FieldWords(key=key, title=title, text=_("Asked, and not offered"), state="not-offered")
    return FieldWords(key=key, title=title, text="–", state="open")


def person_words(found: PersonInCase) -> str:
    """Somebody by code name, and by what they looked like where no name is known."""
    person = found.person
    return f"{person.code_name} ({person.description})" if person.description and not person.name else person.code_name


def part_words(found: PersonInCase) -> tuple[str, str]:
    """A person's part for choosing it: "person:role", and both in words."""
    role = _(telling.ROLES.get(found.role, found.role))
    return f"{found.person.id}:{found.role}", f"{found.person.code_name}, {role}"


def _value_words(key: str, value: object, zone_name: str) -> str:
    if value is None or value == ():
        return ""
    if key == "heard_at":
        moment = parse_moment(str(value), zone_name)
        return moment_words(moment, zone_name) if moment else str(value)
    if key in TRUTHS:
        return _("Yes") if value else _("No")
    if key in CHOICES:
        return capital(_(CHOICES[key].get(str(value), str(value))))
    if key == "ongoing":
        return capital(_(telling.ANSWERS.get(str(value), str(value))))
    if isinstance(value, tuple):
        return capital(", ".join(_(NEEDS.get(need, need)) for need in value))
    return str(value)
