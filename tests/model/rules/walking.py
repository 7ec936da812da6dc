"""The acts of a procedure, as a test makes them: one by one, whatever a step of whatever pack asks for."""

from __future__ import annotations

import msgspec

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event
from cocdesk.model.records.report import Report
from cocdesk.model.rules.timeline import fold
from tests.model.cases import EVENT, entry, opening

REPORTER, REPORTED = e.PersonAdded(person="1" * 32, role="reporter"), e.PersonAdded(person="2" * 32, role="reported")
EVERYBODY = (REPORTER, REPORTED)
REPORT = Report(heard_at="2026-05-24T12:00:00+02:00", what="x", threat=False, witnessed="private")


def case_of(*bodies: e.AnyBody, report: Report = REPORT) -> Case:
    """A case with these entries after its opening."""
    return fold([entry(body, n) for n, body in enumerate((opening(report), *bodies), 1)])


def event_with(policy: Policy, **settings: str) -> Event:
    """The event under a procedure, with what the team chose."""
    return Event(id=EVENT.id, name=EVENT.name, policy=policy.id, policy_hash="", zone=EVENT.zone, starts=EVENT.starts,
                 ends=EVENT.ends, settings=settings)  # fmt: skip


def everything_chosen(policy: Policy) -> dict[str, str]:
    """The first answer to every choice a pack leaves to the team."""
    return {setting.id: setting.options[0] for setting in policy.settings if setting.options}


def bodies_for(act: str, policy: Policy, sanction: str = "none") -> tuple[e.AnyBody, ...]:
    """What has to be written down for one ``done_by`` of a step."""
    kind, _colon, rest = act.partition(":")
    whom, _colon, about = rest.partition(":")
    match kind:
        case "told":
            return (
                msgspec.convert({"type": "told", "whom": whom or "reporter", "text": "What was said.", "about": about}, e.Told),
            )
        case "decided":
            return (e.Decided(sanction=sanction, who="Ana", deciders=("Ana", "Ben", "Cleo")),)
        case "agreed":
            return (e.Agreed(role=whom or (policy.agrees[0] if policy.agrees else "lead")),)
        case "acted":
            return (e.Acted(sanction=sanction, who="Ana"),)
        case "rolled-out":
            places = policy.roll_out.places if policy.roll_out else ()
            return tuple(e.RolledOut(system=place.id, done=True, checked=whom == "checked") for place in places)
        case "appealed":
            return (e.Appealed(by="reported", answer="upheld" if whom == "answered" else ""),)
        case "evaluated":
            return (e.Evaluated(debriefed=whom == "debriefed"),)
    others: dict[str, e.AnyBody] = {
        "safety-checked": e.SafetyChecked(threat="no"),
        "support-given": e.SupportGiven(),
        "consented": e.Consented(answer="no-objection"),
        "assessed": e.Assessed(risk="low", impact="low"),
        "met": e.Met(attendees=("Ana", "Ben", "Cleo"), what_happened="A remark."),
        "heard": e.Heard(),
        "talked": e.Talked(by=("Ana", "Ben"), length=10),
        "announced": e.Announced(text="Something happened."),
        "notified": e.Notified(to=whom or "officer"),
        "acknowledged": e.Acknowledged(by="board"),
        "noted": e.Noted(text="x"),
        "closed": e.Closed(outcome="done"),
    }
    return (others[kind],)
