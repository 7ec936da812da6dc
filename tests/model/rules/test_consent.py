"""What may be passed on: by agreement, by the procedure, or because somebody is in danger; and what is remarked on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.model.records.case_file import AUDIENCES
from cocdesk.model.records.report import Report
from cocdesk.model.rules import consent
from cocdesk.model.rules.consent import agreed_roles, covered, remarks, uncovered
from cocdesk.model.rules.redaction import VIEWS
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, opening, policies

PACKS = sorted(policies())
DJANGO = policies()["django-events"]
REPORTER = e.PersonAdded(person="1" * 32, role="reporter")
AFFECTED = e.PersonAdded(person="1" * 32, role="affected")
ANOTHER = e.PersonAdded(person="2" * 32, role="affected")
OUTSIDE = ("employer", "venue", "registration", "dsf")


def case_of(*bodies: e.CaseBody, report: Report | None = None) -> Case:
    return fold([entry(body, number) for number, body in enumerate((opening(report), REPORTER, *bodies), start=1)])


def said(answer: str, what: str = "identity", to_whom: str = "venue", whom: str = "reporter") -> e.Consented:
    return e.Consented(answer=answer, whom=whom, what=what, to_whom=to_whom)  # type: ignore[arg-type]


def exported(audience: str, naming: str, purpose: str = "") -> e.Exported:
    return e.Exported(document="incident-form", audience=audience, naming=naming, how="saved", format="pdf", purpose=purpose)  # type: ignore[arg-type]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("disclosure", consent.DISCLOSURES)
def test_inside_the_team_nobody_has_to_be_asked(pack: str, disclosure: consent.Disclosure) -> None:
    policy = policies()[pack]
    for to in ("team", *(role.id for role in policy.roles if role.in_team)):
        assert covered(case_of(said("refused", "everything", "")), policy, disclosure, to).yes


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("disclosure", ["identity-of-reporter", "identity-of-affected"])
@pytest.mark.parametrize("to", ["dsf", "venue", "employer", "registration", "reported", "public", "my sister"])
def test_outside_the_team_a_name_needs_an_agreement(pack: str, disclosure: consent.Disclosure, to: str) -> None:
    found = covered(case_of(AFFECTED), policies()[pack], disclosure, to)
    assert not found.yes
    assert found.why


@pytest.mark.parametrize("pack", PACKS)
def test_whom_nobody_put_in_the_team_is_outside_of_it(pack: str) -> None:
    policy = policies()[pack]
    for role in policy.roles:
        if not role.in_team and role.id != "officer":
            assert not covered(case_of(), policy, "details", role.id).yes


@pytest.mark.parametrize("to", OUTSIDE)
def test_an_agreement_covers_its_thing_and_its_recipient_and_names_its_entry(to: str) -> None:
    case = case_of(AFFECTED, said("agreed", "details", to))
    found = covered(case, DJANGO, "details", to)
    assert found.yes
    assert found.by == case.happenings[-1].entry
    assert not covered(case, DJANGO, "identity-of-reporter", to).yes
    assert not any(covered(case, DJANGO, "details", other).yes for other in OUTSIDE if other != to)


@given(
    before=st.lists(st.sampled_from(("agreed", "refused", "withdrawn"))),
    what=st.sampled_from(("identity", "details", "everything", "", "my hat")),
    no=st.sampled_from(("refused", "withdrawn")),
    to_whom=st.sampled_from(("venue", "", "anyone", "outside the team")),
)
def test_what_was_taken_back_is_never_covered(before: list[str], what: str, no: str, to_whom: str) -> None:
    case = case_of(*(said(answer, "everything") for answer in before), said(no, what, to_whom))
    names = what in ("identity", "everything", "", "my hat")
    facts = what in ("details", "everything", "", "my hat")
    assert not (names and covered(case, DJANGO, "identity-of-reporter", "venue").yes)
    assert not (facts and covered(case, DJANGO, "details", "venue").yes)


@given(answers=st.lists(st.sampled_from(("agreed", "refused", "withdrawn")), min_size=1))
def test_the_newest_answer_wins(answers: list[str]) -> None:
    case = case_of(*(said(answer) for answer in answers))
    assert covered(case, DJANGO, "identity-of-reporter", "venue").yes is (answers[-1] == "agreed")


def test_reporter_and_person_affected_are_asked_apart_when_they_are_two() -> None:
    case = case_of(ANOTHER, said("agreed", "identity", "dsf"))
    assert agreed_roles(case, "dsf") == {"reporter"}
    assert agreed_roles(case_of(AFFECTED, said("agreed", "identity", "dsf")), "dsf") == {"reporter", "affected"}
    both = case_of(ANOTHER, said("agreed", "details"), said("refused", "details", whom="affected"))
    assert not covered(both, DJANGO, "details", "venue").yes


def test_the_name_of_the_person_reported_is_not_the_reporters_to_give() -> None:
    assert covered(case_of(said("refused", "everything", "")), DJANGO, "identity-of-reported", "dsf").yes


def test_what_somebody_told_is_no_secret_from_them() -> None:
    for to in ("reporter", "affected"):
        assert covered(case_of(), DJANGO, "details", to).yes


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("to", ["police", "venue"])
def test_in_danger_help_is_told_what_it_needs(pack: str, to: str) -> None:
    policy = policies()[pack]
    assert covered(case_of(e.SafetyChecked(threat="yes")), policy, "details", to).yes
    assert covered(case_of(report=Report(what="x", threat=True)), policy, "details", to).yes
    over = case_of(e.SafetyChecked(threat="no"), report=Report(what="x", threat=True))
    assert not covered(over, policy, "details", to).yes
    assert not covered(case_of(), policy, "details", to).yes


def test_police_called_on_the_wish_of_the_person_affected_may_be_told_why() -> None:
    called = e.SafetyChecked(threat="no", called=("police",), on_wish_of="person-affected")
    assert covered(case_of(called), DJANGO, "details", "police").yes
    on_ours = e.SafetyChecked(threat="no", called=("police",), on_wish_of="team")
    assert not covered(case_of(on_ours), DJANGO, "details", "police").yes


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    ("answer", "yes"),
    [("no-objection", True), ("not-asked", True), ("objection", False), ("asked-to-think", False), (None, True)],
)
def test_after_an_objection_nothing_is_done_that_shows_the_report(pack: str, answer: str | None, yes: bool) -> None:
    case = case_of(*([e.Consented(answer=answer, whom="reporter")] if answer else []))  # type: ignore[arg-type]
    for to in ("reported", "public"):
        assert covered(case, policies()[pack], "details", to).yes is yes


def test_an_objection_given_up_is_none() -> None:
    case = case_of(e.Consented(answer="no-objection"), report=Report(what="x", consent="objection"))
    assert covered(case, DJANGO, "details", "reported").yes


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_paper_without_names_goes_where_nobody_said_no(pack: str, audience: str) -> None:
    assert uncovered(case_of(AFFECTED), policies()[pack], audience, "code-names") == ""


@pytest.mark.parametrize("audience", ["dsf", "employer", "public", "reported", "officer"])
def test_a_no_holds_without_names_too(audience: str) -> None:
    case = case_of(AFFECTED, said("refused", "details", audience))
    assert "did not agree" in uncovered(case, DJANGO, audience, "code-names")
    assert uncovered(case, DJANGO, "team", "code-names") == ""


@pytest.mark.parametrize(
    ("pack", "audience", "goes"),
    [
        ("django-events", "team", True), ("django-events", "chair", True), ("django-events", "officer", False),
        ("django-events", "dsf", False), ("conference", "chair", False), ("conference", "officer", False), ("spec", "team", True),
        ("imgix", "chair", False), ("workshop", "dsf", False), ("spec", "employer", False), ("spec", "venue", True),
        ("spec", "reporter", True), ("spec", "reported", True), ("spec", "registration", True),
    ],
)  # fmt: skip
def test_with_names_it_depends_on_the_packs_roles(pack: str, audience: str, goes: bool) -> None:
    assert (uncovered(case_of(AFFECTED), policies()[pack], audience, "named") == "") is goes


@pytest.mark.parametrize("what", ["identity", "details", "everything"])
def test_the_umbrella_body_may_have_names_where_the_reporter_agreed_to_either(what: str) -> None:
    assert uncovered(case_of(AFFECTED, said("agreed", what, "dsf")), DJANGO, "dsf", "named") == ""
    assert uncovered(case_of(report=Report(what="x", share_identity=True)), DJANGO, "dsf", "named") == ""


def test_a_refusal_of_details_is_not_outweighed_by_a_name() -> None:
    case = case_of(said("agreed", "identity", "dsf"), said("refused", "details", "dsf"))
    assert uncovered(case, DJANGO, "dsf", "named")


def test_a_name_that_was_refused_is_not_given_as_the_reason_for_the_facts() -> None:
    sentence = uncovered(case_of(AFFECTED, said("refused", "identity", "dsf")), DJANGO, "dsf", "named")
    assert sentence.endswith("what happened, with names. Nobody is written down as having agreed to that.")


def test_the_sentence_says_what_to_whom_and_why() -> None:
    sentence = uncovered(case_of(AFFECTED), DJANGO, "employer", "named")
    assert sentence == "This paper tells the employer what happened, with names. Nobody is written down as having agreed to that."


def test_what_papers_tell_is_what_their_readers_see() -> None:
    assert set(consent.TOLD_WITH_NAMES) == set(AUDIENCES)
    for audience, view in VIEWS.items():
        told = consent.TOLD_WITH_NAMES[audience]
        if audience not in ("team", "reporter"):
            assert ("identity-of-reporter" in told) is ("reporter" in view.names)
            # What another team is told of is typed into the letter itself.
            assert ("details" in told) is (bool(view.fields) or audience == "other-team")


def test_telling_somebody_outside_is_remarked_on_and_never_stopped() -> None:
    case = case_of(e.Told(whom="witness"), e.Told(whom="reporter"), e.Told(whom="reported"), e.Notified(to="the venue"))
    found = remarks(case, DJANGO)
    assert [remark.entry for remark in found] == [case.happenings[2].entry, case.happenings[5].entry]
    assert {remark.row for remark in found} == {"B20"}
    assert found[1].sentence == "This was passed on to the venue. Nobody is written down as having agreed to that."


def test_what_was_covered_when_it_was_told_stays_so() -> None:
    agreed, told, back = said("agreed", "details"), e.Notified(to="venue"), said("withdrawn", "details")
    assert remarks(case_of(agreed, told, back), DJANGO) == ()
    assert len(remarks(case_of(agreed, back, told), DJANGO)) == 1
    assert len(remarks(case_of(told, agreed), DJANGO)) == 1


@pytest.mark.parametrize("pack", PACKS)
def test_whom_the_procedure_reports_to_needs_no_leave_but_heeds_a_no(pack: str) -> None:
    policy = policies()[pack]
    for up in policy.reports_up:
        assert remarks(case_of(e.Notified(to=up.to)), policy) == ()
        assert len(remarks(case_of(said("refused", "details", up.to), e.Notified(to=up.to)), policy)) == 1


def test_an_announcement_after_an_objection_is_remarked_on() -> None:
    objected = e.Consented(answer="objection", whom="reporter")
    assert "objected" in remarks(case_of(objected, e.Announced(text="x")), DJANGO)[0].sentence
    assert remarks(case_of(e.Announced(text="x")), DJANGO) == ()


def test_help_called_in_danger_is_not_remarked_on_even_when_the_danger_is_over() -> None:
    case = case_of(e.SafetyChecked(threat="yes"), e.Notified(to="police"), e.SafetyChecked(threat="no"))
    assert remarks(case, DJANGO) == ()


def test_a_paper_that_left_all_the_same_is_shown_with_its_reason() -> None:
    found = remarks(case_of(exported("employer", "named", "the law asks for it"), exported("team", "named")), DJANGO)
    assert len(found) == 1
    assert found[0].sentence.endswith("The reason written down: the law asks for it")
