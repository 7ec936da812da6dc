"""Each reader gets what they may see: canaries in every field, looked for in everything that is made."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocdesk.model.documents import incident_form
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.records.case_file import AUDIENCES, Audience, CaseFile, Naming, Participant
from cocdesk.model.records.report import Report
from cocdesk.model.rules.masking import mask, names_of
from cocdesk.model.rules.redaction import VIEWS, for_audience
from tests.model.documents import canaries
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import pack

POLICY = pack("django-events")
NAMINGS: tuple[Naming, ...] = ("named", "code-names")
TOLD_BY_NAME = {
    "reporter": ("Zoë Žižek", "Zozo", "zoe.z+x@post.example", "+49 170 5550101", "R-1001"),
    "affected": ("Bo", "Bibi", "bo@home.example", "+49 170 5550202", "R-2002"),
    "reported": ("Jonas O'Feld", "Jojo", "jofeld@acme.example", "+49 170 5550303", "R-3003"),
    "witness": ("李小龙", "Bruce", "bruce@kick.example", "+49 170 5550404", "R-4004"),
    "support": ("محمد كريم", "Momo", "momo@sun.example", "+49 170 5550505", "R-5005"),
    "other": ("Anna-Maria ŁUKASZ", "Ami", "ami@wave.example", "+49 170 5550606", "R-6006"),
}
PEOPLE = canaries.people(TOLD_BY_NAME)
CANARY = " / ".join(text for canaries in TOLD_BY_NAME.values() for text in canaries) + " / Quentin Abel"


def filled(kind: type[msgspec.Struct], **fixed: object) -> Any:
    """A record with the canary in every field that takes words."""
    return canaries.filled(kind, lambda _field: CANARY, **fixed)


def full_file(share_identity: bool | None = None) -> CaseFile:
    report = filled(Report, heard_at="2018-05-25T09:30:00+02:00", share_identity=share_identity, not_offered=[])
    assert isinstance(report, Report)
    bodies: list[tuple[e.CaseBody, int]] = [invented.opening(report)[0]]
    bodies += [(e.PersonAdded(person=p.id, role=role, words=CANARY), 0) for role, p in PEOPLE.items()]  # type: ignore[arg-type]
    bodies += [
        (filled(e.Noted), 1), (e.Struck(entry=f"{8:064x}", why=CANARY), 2), (filled(e.SafetyChecked, threat="no"), 3),
        (filled(e.SupportGiven, offered=[], given=[]), 4), (filled(e.Consented, answer="agreed"), 5),
        (filled(e.Assessed, risk="low", impact="high", answers={}), 6), (filled(e.Met), 7), (filled(e.Heard), 8),
        (filled(e.Decided, sanction="warning"), 9), (filled(e.Agreed), 10), (filled(e.Acted, sanction="warning"), 11),
        (filled(e.Told), 12), (filled(e.Announced), 13), (filled(e.Notified), 14), (filled(e.Acknowledged), 15),
        (filled(e.Appealed), 16), (filled(e.Recused), 17), (filled(e.Retitled), 18),
        (filled(e.Amended, changes={"place": CANARY, "not_offered": [CANARY]}), 19),
        (filled(e.AttachmentAdded, size=1, attachment="a" * 32, media_type="image/png", sha256="b" * 64), 20),
        (filled(e.Talked, length=5), 20), (filled(e.Planned), 20), (filled(e.RolledOut), 20), (filled(e.Knows), 20),
        (filled(e.ApologyOffered, answer="relayed"), 20), (filled(e.Warned), 20), (filled(e.Substituted), 20),
        (filled(e.Evaluated), 20), (filled(e.Closed), 21),
    ]  # fmt: skip
    people = tuple(Participant(person=p, role=role, words=CANARY, shown=p.name) for role, p in PEOPLE.items())  # type: ignore[arg-type]
    file = invented.case_file(POLICY, bodies, people)
    event = msgspec.structs.replace(file.event, settings={"contact": CANARY, "chair": CANARY})
    return msgspec.structs.replace(file, once=(canaries.FORMER, *PEOPLE.values()), received_by=CANARY, event=event)


FILE = full_file()
# What must not be left of a hidden person: every word of theirs that names them.
TRACES = {
    "reporter": ("zoe", "zoë", "žižek", "zizek", "zozo", "zoe.z", "post.example", "5550101", "r-1001"),
    "affected": ("bo /", "bo@", "bibi", "home.example", "5550202", "r-2002"),
    "reported": ("jonas", "feld", "jojo", "acme.example", "5550303", "r-3003"),
    "witness": ("李小龙", "小龙", "bruce", "kick.example", "5550404", "r-4004"),
    "support": ("محمد", "كريم", "momo", "sun.example", "5550505", "r-5005"),
    "other": ("anna", "łukasz", "ŁUKASZ", "ami /", "ami@", "wave.example", "5550606", "r-6006"),
}


def hidden_roles(audience: Audience, naming: Naming, shared: bool = False) -> list[str]:
    named = set(VIEWS[audience].names) if naming == "named" else set()
    if shared and audience == "dsf" and naming == "named":
        named |= {"reporter", "affected"}
    return [role for role in TOLD_BY_NAME if role not in named]


@pytest.mark.parametrize(("audience", "naming"), list(product(AUDIENCES, NAMINGS)))
def test_no_reader_gets_a_name_that_is_not_theirs_to_know(audience: Audience, naming: Naming) -> None:
    redacted = for_audience(FILE, audience, naming)
    everything = str(msgspec.to_builtins(redacted)) + repr(redacted)
    assert canaries.leaks(everything, hidden_roles(audience, naming), TRACES) == []
    if hidden_roles(audience, naming):
        assert "quentin" not in everything.casefold()
    assert redacted.once == ()


@given(
    audience=st.sampled_from(AUDIENCES), naming=st.sampled_from(NAMINGS), around=st.text(st.characters(codec="utf-8"), max_size=8)
)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
def test_whatever_stands_around_a_name_it_is_found(audience: Audience, naming: Naming, around: str) -> None:
    report = msgspec.structs.replace(invented.PARTY, behaviour=f"{around} 李小龙 {around} Žižek\n{around}")
    file = invented.case_file(POLICY, [*invented.opening(report), *invented.course()])
    text = repr(for_audience(file, audience, naming))
    assert ("Žižek" not in text) or "reporter" in VIEWS[audience].names
    assert ("小龙" not in text) or "witness" in VIEWS[audience].names


def test_the_umbrella_body_learns_the_reporters_name_only_with_their_leave() -> None:
    for share, seen in ((None, False), (False, False), (True, True)):
        report = msgspec.structs.replace(invented.PARTY, share_identity=share)
        file = invented.case_file(POLICY, invented.opening(report))
        assert any(p.shown == "Zoë Žižek" for p in for_audience(file, "dsf", "named").participants) is seen
        assert not any(p.shown == "Zoë Žižek" for p in for_audience(file, "dsf", "code-names").participants)


def test_a_person_in_two_parts_keeps_the_stricter_one() -> None:
    both = tuple(Participant(person=PEOPLE["reported"], role=role, shown="Jonas O'Feld") for role in ("reported", "reporter"))  # type: ignore[arg-type]
    redacted = for_audience(msgspec.structs.replace(FILE, participants=both), "dsf", "named")
    assert {p.shown for p in redacted.participants} == {"Heron"}


def test_readers_outside_get_no_reasons_no_history_and_no_talk_of_others() -> None:
    for audience in ("reported", "employer", "venue", "registration", "public"):
        redacted = for_audience(FILE, audience, "named")  # type: ignore[arg-type]
        assert (redacted.timeline, redacted.steps, redacted.case.title, redacted.case.risk) == ((), (), "", None)
        assert {p.role for p in redacted.participants} <= {"reported"}
        assert {type(h.body) for h in redacted.case.happenings} <= {e.Decided, e.Acted, e.Planned, e.Appealed, e.Announced}
        assert all(not h.body.why for h in redacted.case.happenings if isinstance(h.body, e.Decided))


def test_with_code_names_those_who_handled_it_are_lettered() -> None:
    redacted = for_audience(invented.case_file(POLICY), "team", "code-names")
    text = repr(redacted)
    assert "Mira" not in text
    assert "Silva" not in text
    assert "Petra" not in text
    assert redacted.received_by == "Team member A"


def told(*bodies: e.CaseBody, **report: str) -> str:
    """Everything a code-names form of the team holds of these entries."""
    given = msgspec.structs.replace(invented.PARTY, **report)
    file = invented.case_file(POLICY, [*invented.opening(given), *((body, 9) for body in bodies)])
    redacted = for_audience(file, "team", "code-names")
    return repr(redacted) + repr(incident_form.build(redacted, POLICY))


def test_a_sanction_nobody_knows_is_a_text_like_any_other() -> None:
    text = told(e.Acted(sanction="Jonas Feld banned"), e.SupportGiven(offered=("ask Jonas",)), e.Decided(sanction="warning"))
    assert "Jonas" not in text
    assert "sanction='warning'" in text


@pytest.mark.parametrize("where", ["Acme Widgets", "ACME  widgets", "Acme-Widgets"])
def test_where_a_hidden_person_works_is_not_said(where: str) -> None:
    text = told(behaviour=f"Heron of {where} shouted")
    assert "widgets" not in text.casefold()
    assert "Heron of their organisation shouted" in text


def test_the_organisation_of_somebody_who_may_be_named_stands() -> None:
    colleague = msgspec.structs.replace(invented.REPORTER, affiliation="Acme Widgets")
    names = names_of([colleague], standing=[invented.REPORTED])
    assert mask("He works at Acme Widgets", names) == "He works at Acme Widgets"


@pytest.mark.parametrize(
    "body",
    [
        e.Met(attendees=("dr. house and o'neil", "sam")),
        e.Met(who="house, o'neil or sam"),
        e.Heard(by="house & o'neil & sam"),
        e.Decided(sanction="none", who="house and sam", deciders=("o'neil",)),
        e.Acted(who="house, sam and o'neil"),
        e.Agreed(role="chair", who="house / o'neil / sam"),
    ],
)
def test_those_who_handled_it_are_lettered_in_small_letters_too(body: e.CaseBody) -> None:
    text = told(body, e.Noted(text="sam asked house; O'Neil wrote it down")).casefold()
    assert not re.search(r"\bsam\b|\bhouse\b|neil", text)


def test_words_beside_a_name_stay_words() -> None:
    said = "The room was full of two or more of us, from today"
    text = told(
        e.Met(attendees=("the whole team", "two of us", "sam from the desk"), who="We talk to them today"), e.Noted(text=said)
    )
    assert said in text
    assert "sam" not in text.split("attendees")[1][:200]


def test_addresses_and_numbers_nobody_recorded_go_and_moments_stay() -> None:
    moments = "2018-05-24 22:00, 24.05.2018, 9.30-10.45, 2018-2019"
    said = f"mail ann.b+x@some.example or call +49 (170) 555-0177, tel:030 1234567; on {moments}"
    text = told(e.Noted(text=said), happened="2018-05-24T22:00:00+02:00")
    assert "some.example" not in text
    assert "0177" not in text
    assert "1234567" not in text
    assert f"mail [address] or call [number], tel:[number]; on {moments}" in text
    assert "happened='2018-05-24T22:00:00+02:00'" in text
    assert "conduct@conf.example" in text


def test_with_names_the_team_keeps_addresses_and_numbers() -> None:
    file = invented.case_file(POLICY, [*invented.opening(), (e.Noted(text="ann@some.example 030 1234567"), 9)])
    assert "ann@some.example 030 1234567" in repr(for_audience(file, "team", "named"))


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("Tall, known as Petey", "petey"),
        ("red shirt, called “Petey Wheel”", "wheel"),
        ("goes by petey", "petey"),
        ("also known as: Petey", "petey"),
        ("His name is Petey.", "petey"),
    ],
)
def test_what_somebody_is_called_in_a_description_is_a_name(description: str, name: str) -> None:
    names = names_of([Person(id="1", code_name="Heron", description=description)])
    assert name not in mask("Then Petey Wheel left; PETEY came back.", names).casefold()


def test_being_called_over_or_called_names_is_no_name() -> None:
    names = names_of([Person(id="1", code_name="Heron", description="called her names, then called the police over")])
    assert mask("She told the police her names over there.", names) == "She told the police her names over there."
