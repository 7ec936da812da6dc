"""A case in one line of the register: short, neutral, and with names only where they may stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Naming, Redacted
from cocdesk.model.rules import register
from cocdesk.model.rules.redaction import for_audience
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import NAMES, pack

POLICY = pack("django-events")


def file(*bodies: e.CaseBody, naming: Naming = "named", behaviour: str | None = None) -> Redacted:
    report = invented.PARTY if behaviour is None else replace(invented.PARTY, behaviour=behaviour)
    told = [*invented.opening(report), *((body, 30 + number) for number, body in enumerate(bodies))]
    return for_audience(invented.case_file(POLICY, told), "team", naming)


@pytest.mark.parametrize("procedure", NAMES)
def test_the_columns_are_the_procedure_s_own_or_the_usual_ones_without_the_reporter(procedure: str) -> None:
    own = pack(procedure).register
    assert register.columns(pack(procedure)) == (own.columns if own else register.USUAL_COLUMNS)
    assert own is not None or "reporter" not in register.columns(pack(procedure))


def test_the_reporter_stands_with_an_address_or_by_code_name_alone() -> None:
    assert register.reporters(file()) == "Zoë Žižek\nzoe@post.example"
    assert register.reporters(file(naming="code-names")) == "Wren"
    nobody = replace(file(), participants=())
    assert register.reporters(nobody) == "anonymous"


def test_handlers_are_everybody_who_took_met_heard_or_decided_each_once() -> None:
    done = (
        e.Met(attendees=("Mira Novak", "Tomás Silva")), e.Heard(by="Tomás Silva and Ines Ott"), e.Talked(by=("Mira  Novak",)),
    )  # fmt: skip
    assert register.handlers(file(*done)) == "Mira Novak, Tomás Silva, Ines Ott"
    assert register.handlers(file(*done, naming="code-names")) == "3 of the team"


@pytest.mark.parametrize(
    ("behaviour", "brief"),
    [
        ("A loud remark. More of it followed, at length.", "A loud remark."), ("A loud remark", "A loud remark"),
        ("", "Remark at the party"), ("word " * 80, "word " * 31 + "word …"), ("x" * 300, "x" * 160 + " …"),
    ],
)  # fmt: skip
def test_the_brief_is_one_short_line(behaviour: str, brief: str) -> None:
    assert register.brief(file(behaviour=behaviour)) == brief


def test_the_reporter_s_own_words_are_never_in_it() -> None:
    assert "He got angry" not in register.brief(file(behaviour=""))


def test_the_action_is_what_was_decided_each_measure_once() -> None:
    assert register.action(file(), POLICY) == "Not decided yet"
    assert register.action(file(e.Closed(outcome="x")), POLICY) == "No further action"
    twice = (e.Decided(sanction="warning"), e.Decided(sanction="warning"), e.Decided(sanction="leave-event"))
    assert register.action(file(*twice), POLICY).count("warning") == 1


def test_who_knows_leaves_out_those_of_the_columns_before_it() -> None:
    done = (e.Met(attendees=("Mira Novak",)), e.Knows(who="Petra from the venue"), e.Told(whom="reported"))
    told = register.knowers(file(*done), POLICY, invented.MEMBERS).split(", ")
    assert set(told) == {"李小龙", "Petra", "Tomás Silva", "Petra from the venue", "Jonas Feld"}
    assert register.knowers(file(*done, naming="code-names"), POLICY, {}).endswith("people")


def test_it_says_whether_it_was_sent_on_and_came_back() -> None:
    assert register.reported_up(file(), POLICY) == "no"
    sent = e.Notified(to="dsf")
    assert "not acknowledged yet" in register.reported_up(file(sent), POLICY)
    assert register.reported_up(file(sent, e.Acknowledged(by="dsf")), POLICY).endswith("acknowledged")
