"""One invented case, told entry by entry, for tests that read papers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Entry, Event, Person
from cocdesk.model.records.case_file import CaseFile, Participant
from cocdesk.model.records.report import Report
from cocdesk.model.rules import procedure, telling
from cocdesk.model.rules.timeline import fold

START = datetime(2018, 5, 25, 7, 30, tzinfo=UTC)
EVENT = Event(
    id="e" * 32, name="DjangoCon Europe 2018", policy="django-events", policy_hash="0" * 64, zone="Europe/Berlin",
    starts="2018-05-23", ends="2018-05-27", settings={"contact": "conduct@conf.example"},
)  # fmt: skip
REPORTER = Person(id="a1" * 16, code_name="Wren", name="Zoë Žižek", email="zoe@post.example", phone="+49 170 5550199")
REPORTED = Person(id="b2" * 16, code_name="Heron", name="Jonas Feld", affiliation="Acme Widgets", badge="B-1187")
WITNESS = Person(id="c3" * 16, code_name="Linnet", name="李小龙")
MEMBERS = {"s1": "Mira Novak", "s2": "Tomás Silva"}

PARTY = Report(
    heard_at="2018-05-25T09:30:00+02:00",
    received_by="Mira Novak",
    channel="in-person",
    transcribed=True,
    happened="Thursday evening, about 22:00",
    place="Conference party",
    what="He said it loudly and I asked him to stop. He got angry with me. Jonas, that was his name.",
    behaviour="An attendee made a remark about women in tech to his friends that others nearby could hear. Zoë asked him quietly "
    "to stop. He answered sharply that nothing was wrong with it, and went on after being reminded of the code of conduct",
    circumstances="A crowded room, music playing",
    impact="She did not want to stay at the party",
    ongoing="no",
    witnessed="private",
    threat=False,
    consent="no-objection",
    consent_words="go ahead, please",
    needs=("quiet",),
    contact_wish="email",
    safety_concern="He may guess that it was me.",
    not_offered=("others",),
)


def entry(body: e.AnyBody, minutes: int, number: int, by: str = "s1") -> Entry:
    moment = START + timedelta(minutes=minutes)
    return Entry(
        id=f"{number:064x}", subject="f" * 32, at=int(moment.timestamp() * 1000) << 16,
        made=int(moment.timestamp() * 1000), by=by, device="d", number=number, prev="",
        parents=(f"{number - 1:064x}",) if number > 1 else (), salt="", body=body, signature=b"",
    )  # fmt: skip


def opening(report: Report = PARTY) -> list[tuple[e.CaseBody, int]]:
    reported = e.Reported(
        code_name="quiet-lantern", title="Remark at the party", event=EVENT.id, policy="django-events", policy_version="1.0",
        policy_hash="0" * 64, report=report, form_number="F-7K3Q-9D",
    )  # fmt: skip
    return [
        (reported, 0),
        (e.PersonAdded(person=REPORTER.id, role="reporter"), 0),
        (e.PersonAdded(person=REPORTED.id, role="reported"), 0),
        (e.PersonAdded(person=WITNESS.id, role="witness", words="stood beside them"), 0),
        (e.SafetyChecked(threat="no", help_offered=True), 1),
        (
            e.SupportGiven(
                offered=("seat", "friend"), given=("seat",), contacts_given=True, friend="Petra", how_can_i_help="some quiet"
            ),
            2,
        ),
        (e.Consented(answer="no-objection", whom="reporter", words="go ahead, please"), 3),
    ]


def course() -> list[tuple[e.CaseBody, int]]:
    return [
        (e.Noted(text="Spoke to Linnet, no, to the wrong person"), 20),
        (e.Struck(entry=f"{8:064x}", why="belongs to another case"), 21),
        (e.Assessed(risk="low", impact="high", why="First report about this person"), 30),
        (
            e.Met(
                attendees=("Mira Novak", "Tomás Silva"), what_happened="A remark, and an argument about it",
                doing_anything="They decided to talk to the person the same day", who="Mira and Tomás", when="before lunch",
            ),
            60,
        ),
        (
            e.Heard(
                by="Mira Novak and Tomás Silva", at="2018-05-25T11:30:00+02:00",
                words="They took him aside to an empty room, went over what had been reported, and explained "
                "why it is not accepted here",
                reaction="He apologised at once, without being asked. He said that on reflection he saw why it was wrong, and "
                "thanked them for stepping in. The talk took about ten minutes and was calm throughout",
            ),
            150,
        ),
        (e.Decided(sanction="none", deciders=("Mira Novak", "Tomás Silva"), why=""), 180),
        (e.Told(whom="reporter", channel="in person", text="We told her what came of it"), 200),
        (e.Closed(outcome="resolved", why="Nothing further to do"), 240),
    ]  # fmt: skip


def case_file(
    policy: Policy, bodies: list[tuple[e.CaseBody, int]] | None = None, people: tuple[Participant, ...] | None = None
) -> CaseFile:
    """The invented case before any redaction."""
    told = bodies if bodies is not None else [*opening(), *course()]
    journal = [entry(body, minutes, number, "s1" if number % 2 else "s2") for number, (body, minutes) in enumerate(told, 1)]
    case = fold(journal)
    known = {person.id: person for person in (REPORTER, REPORTED, WITNESS)}
    participants = tuple(
        Participant(person=known[p.person], role=p.role, words=p.words, shown=known[p.person].name)
        for p in case.parts
        if p.person in known
    )
    return CaseFile(
        case=case, event=EVENT, participants=people if people is not None else participants,
        steps=procedure.next_steps(case, policy, EVENT),
        timeline=telling.timeline(journal, case, policy, {p.id: p.code_name for p in known.values()}, MEMBERS),
        responsible=tuple(MEMBERS.values()), received_by=case.report.received_by, made_at=START + timedelta(hours=5),
        due=procedure.response_due(case, policy, EVENT),
    )  # fmt: skip
