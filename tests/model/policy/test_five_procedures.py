"""The facts in which the five procedures differ, one by one, as the sources have them."""

from __future__ import annotations

from typing import Any

import pytest

from cocdesk.model.policy.pack import Policy
from tests.model.policy.shipped_packs import pack

FIVE = ("spec", "imgix", "conference", "django-events", "workshop")
POLICY = {name: pack(name) for name in FIVE}
ELEVEN = [f"H{number}" for number in range(1, 12)]
FOUR_QUESTIONS, NOT_IN_MEETING = 4, ("reporter", "reported")


def doing(policy: Policy, what: str) -> set[str]:
    return {role.id for role in policy.roles if what in role.does}


def clocks(policy: Policy) -> set[tuple[str, str, str | None, str, str]]:
    return {(clock.id, clock.starts, clock.within, clock.phase, clock.weight) for clock in policy.clocks if not clock.chosen}


def held(policy: Policy) -> dict[str, Any]:
    """One procedure's line of the table of differences."""
    retention = {rule.outcome: rule.keep for rule in policy.retention.rules}
    return {
        "receives": doing(policy, "receives"),
        "decides": doing(policy, "decides"),
        "outside": {role.id for role in policy.roles if not role.in_team},
        "minimum": policy.team.minimum,
        "sizes": (policy.team.sizes, policy.team.odd),
        "know at most": policy.team.know_at_most,
        "agrees": policy.agrees,
        "hearing": (policy.hearing.order, policy.hearing.report_may_fall),
        "police": (policy.safety.otherwise, policy.safety.offer_help_reporting),
        "private after": policy.intake.private_after_minutes,
        "no interviewing": policy.intake.no_interviewing,
        "paper form": policy.intake.paper_form,
        "questions": len(policy.meeting.questions),
        "outside the meeting": (policy.meeting.excluded, policy.meeting.widely_witnessed_exception),
        "conflict rule": bool(policy.meeting.conflict_rule),
        "sanctions": [sanction.row for sanction in policy.sanctions],
        "employer": (policy.employer_report, len(policy.employer_capacities)),
        "apology": (policy.apology.stance, policy.apology.discourage, policy.apology.relay),
        "mediation": policy.apology.mediation,
        "appeal": (policy.appeal.place, policy.appeal.meanwhile),
        "tell reporter": (policy.tell_reporter.what, policy.tell_reporter.when),
        "announces": (policy.announcement.by, policy.announcement.only_by),
        "feedback": policy.feedback.offered,
        "reports up": [(up.kind, up.one_per_incident, up.acknowledgement_asked) for up in policy.reports_up],
        "register": policy.register is not None,
        "transparency": policy.transparency,
        "retention": retention,
        "access change": bool(policy.retention.access_change),
        "screening": [outcome.rows[0] for outcome in policy.screening.outcomes] if policy.screening else None,
        "evaluation": bool(policy.evaluation),
        "own matrix": (policy.matrix.own, bool(policy.matrix.second_opinion)),
        "donts": {row for dont in policy.donts for row in dont.rows},
        "pause": bool(policy.scripts.pause),
        "principle": bool(policy.principle),
        "living": bool(policy.living_document),
        "banished": len(policy.banished),
    }


SPEC: dict[str, Any] = {
    "receives": {"host"},
    "decides": {"host"},
    "outside": set(),
    "minimum": None,
    "sizes": ((), False),
    "know at most": None,
    "agrees": (),
    "hearing": ("before-or-during-meeting", False),
    "police": ("person-affected", False),
    "private after": None,
    "no interviewing": False,
    "paper form": False,
    "questions": FOUR_QUESTIONS,
    "outside the meeting": (NOT_IN_MEETING, True),
    "conflict rule": True,
    "sanctions": ELEVEN,
    "employer": ("may", 6),
    "apology": ("never-ask", True, "brief"),
    "mediation": "avoid",
    "appeal": ("if-there-is-one", "action-stands"),
    "tell reporter": ((), ""),
    "announces": (("host",), False),
    "feedback": "always",
    "reports up": [],
    "register": False,
    "transparency": "absent",
    "retention": {"all": "indefinite"},
    "access change": False,
    "screening": None,
    "evaluation": True,
    "own matrix": (False, False),
    "donts": {"D3", "D4", "D5", "B20"},
    "pause": True,
    "principle": True,
    "living": True,
    "banished": 0,
}

TABLE: dict[str, dict[str, Any]] = {
    "spec": SPEC,
    "imgix": {
        **SPEC,
        "receives": {"team", "employee"},
        "decides": {"team"},
        "outside": {"employee"},
        "announces": (("team",), False),
    },
    "conference": {
        **SPEC,
        "receives": {"representative"},
        "decides": {"representative"},
        "outside": {"event-lead", "officer"},
        "minimum": 3,
        "sizes": ((3, 5), True),
        "agrees": ("event-lead",),
        "hearing": ("after-deciding", False),
        "police": ("reporter", True),
        "paper form": True,
        "outside the meeting": ((), False),
        "conflict rule": False,
        "sanctions": ["F8"] * 4,
        "employer": ("absent", 0),
        "apology": ("in-matrix", False, "absent"),
        "mediation": "absent",
        "appeal": ("absent", ""),
        "tell reporter": (("outcome",), "after-deciding"),
        "announces": (("event-lead",), False),
        "feedback": "contact-in-announcement",
        "reports up": [("officer-file", True, False)],
        "transparency": "consider",
        "retention": {"all": "not-passed-on"},
        "evaluation": False,
        "own matrix": (True, True),
        "donts": {"D6"},
        "pause": False,
        "principle": False,
        "living": False,
        "banished": 3,
    },
    "django-events": {
        **SPEC,
        "receives": {"team", "staff"},
        "decides": {"team", "chair"},
        "outside": {"staff"},
        "minimum": 2,
        "know at most": 3,
        "police": ("person-affected", True),
        "private after": 1,
        "no interviewing": True,
        "sanctions": [*ELEVEN, "H12"],
        "mediation": "absent",
        "tell reporter": (("decision", "sanctions"), "after-action"),
        "announces": (("chair", "team"), False),
        "feedback": "contact-in-announcement",
        "reports up": [("umbrella-email", True, True)],
        "register": True,
        "transparency": "publish",
        "retention": {"warnings-only": "P2Y", "all-others": "indefinite"},
        "access change": True,
        "screening": ["P1", "P2", "P3"],
        "evaluation": False,
        "donts": {"D3", "D4", "D5", "B20", "B12"},
    },
    "workshop": {
        **SPEC,
        "receives": {"staff"},
        "decides": {"staff", "coordinator"},
        "outside": {"delegate"},
        "hearing": ("after-meeting", True),
        "police": ("anyone-asking", False),
        "outside the meeting": ((), False),
        "conflict rule": False,
        "sanctions": ["H1", "H2", "H6", "H7", "H9", "H10", "H12"],
        "employer": ("absent", 0),
        "apology": ("do-not-encourage", False, "absent"),
        "mediation": "absent",
        "appeal": ("if-there-is-one", "report-stands"),
        "announces": (("organizer", "delegate"), True),
        "feedback": "hard-feelings",
        "retention": {},
        "evaluation": False,
        "donts": {"D3", "D4", "D5"},
        "principle": False,
        "living": False,
    },
}


@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize("line", list(SPEC))
def test_a_procedure_holds_what_its_source_says(name: str, line: str) -> None:
    assert held(POLICY[name])[line] == TABLE[name][line]


HALF_A_DAY = ("act", "report", "PT12H")


def test_spec_and_imgix_hold_half_a_day_for_ideal() -> None:
    for name in ("spec", "imgix"):
        assert (*HALF_A_DAY, "any", "ideal") in clocks(POLICY[name])


def test_a_conference_aims_to_act_half_a_day_from_the_report() -> None:
    assert clocks(POLICY["conference"]) == {(*HALF_A_DAY, "any", "aim")}


def test_django_events_act_in_half_a_day_at_the_event_and_in_a_week_after_it() -> None:
    held_clocks = clocks(POLICY["django-events"])
    assert (*HALF_A_DAY, "during-event", "aim") in held_clocks
    assert ("act-after", "report", "P7D", "after-event", "aim") in held_clocks
    assert ("announce", "action", None, "during-event", "aim") in held_clocks


def test_a_workshop_meets_at_once_and_names_no_hours() -> None:
    assert clocks(POLICY["workshop"]) == {("meet", "report", None, "any", "must")}


def test_the_seven_measures_of_a_workshop_have_the_ids_of_the_same_measures_elsewhere() -> None:
    ids = {sanction.row: sanction.id for sanction in POLICY["django-events"].sanctions}
    assert [sanction.id for sanction in POLICY["workshop"].sanctions] == [ids[s.row] for s in POLICY["workshop"].sanctions]


def test_only_a_warning_weighs_as_a_warning() -> None:
    for name in FIVE:
        assert [s.id for s in POLICY[name].sanctions if s.weight == "warning"] in (["warning"], ["verbal-warning"])


def test_the_matrix_of_the_conference_answers_with_its_four_responses() -> None:
    cells = {(cell.risk, cell.impact): cell.sanctions for cell in POLICY["conference"].matrix.cells}
    assert cells == {
        ("low", "low"): ("verbal-warning",),
        ("high", "low"): ("note-and-follow-up",),
        ("low", "high"): ("apology-and-removal",),
        ("high", "high"): ("whole-team",),
    }
    assert {cell.source for cell in POLICY["conference"].matrix.second_opinion} == {"Otter Tech"}


def test_a_conference_closes_a_case_only_when_it_is_filed_with_the_officer() -> None:
    steps = {step.id: step for step in POLICY["conference"].steps}
    assert "report-up" in steps["close"].after
    assert steps["agree"].who == ("event-lead",)
    assert "agree" in steps["act"].after


def test_the_umbrella_mail_goes_to_the_foundation_and_only_asks_to_be_acknowledged() -> None:
    (up,) = POLICY["django-events"].reports_up
    assert up.address == "conduct@djangoproject.com"
    assert up.closing_sentence


def test_the_register_has_the_seven_columns() -> None:
    register = POLICY["django-events"].register
    assert register is not None
    assert register.columns == ("reporter", "handlers", "when-where", "brief", "action", "who-knows", "reported-up")


def test_what_a_workshop_does_not_say_is_asked_at_set_up() -> None:
    policy = POLICY["workshop"]
    asked = {setting.id: setting for setting in policy.settings}
    assert policy.retention.setting == "retention"
    assert asked["retention"].options
    assert "tell-reporter" in asked


def test_the_people_of_a_procedure_are_asked_for_at_set_up() -> None:
    for name, ids in {
        "conference": {"event-lead", "officer"},
        "django-events": {"chair"},
        "workshop": {"coordinator", "organizer"},
    }.items():
        assert ids <= {setting.id for setting in POLICY[name].settings}


def test_feedback_and_appeal_have_a_place_to_be_filled_in_where_the_source_leaves_one() -> None:
    for name in ("spec", "imgix"):
        assert {"appeal", "feedback", "emergency-contacts", "policy-location"} <= {s.id for s in POLICY[name].settings}


def test_the_talk_is_prepared_for_where_the_source_prepares_for_it() -> None:
    rows = {row for advice in POLICY["django-events"].talk for row in advice.rows}
    assert {f"J{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 11)} <= rows
