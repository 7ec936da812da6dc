"""What differs between the five procedures: the table, row by row, beside what the packs say.

A dash is what a source does not give: absent in the pack, and left to the team where a setting asks for it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cocdesk.model.policy.left_open import said
from cocdesk.model.policy.pack import Policy
from tests.model.policy.shipped_packs import pack

FIVE = ("spec", "imgix", "conference", "django-events", "workshop")
POLICIES = {name: pack(name) for name in FIVE}
SAME = "same"
"""What the table calls so: as in the column to the left."""


def doing(policy: Policy, what: str) -> str:
    return ", ".join(role.id for role in policy.roles if what in role.does) or "–"


def left_open(policy: Policy, choice: str) -> str:
    """ "asked" where the pack leaves it to the team with a setting, "–" where nothing is said at all."""
    return "asked" if any(setting.chooses == choice for setting in policy.settings) else "–"


def rows_of(things: tuple, mark: str = "") -> str:  # type: ignore[type-arg]
    return " ".join(row for thing in things for row in thing.rows if row.startswith(mark)) or "–"


def decides(policy: Policy) -> str:
    team = policy.team
    sizes = f"; {' or '.join(map(str, team.sizes))}, odd" if team.odd else ""
    least = f"; {team.minimum} or more" if team.minimum and not team.sizes else ""
    return doing(policy, "decides") + sizes + least


def act_within(policy: Policy) -> str:
    own = [clock for clock in policy.clocks if clock.starts == "report" and clock.within]
    return ", ".join(f"{clock.within} {clock.phase} ({clock.weight})" for clock in own) or "–"


def meet_when(policy: Policy) -> str:
    return next((clock.weight for clock in policy.clocks if clock.id == "meet"), "–")


def hears(policy: Policy) -> str:
    return policy.hearing.order + (", then the report stands or not" if policy.hearing.report_may_fall else "")


def police(policy: Policy) -> str:
    safety = policy.safety
    return (
        " and ".join(safety.threat_whom) + f"; else {safety.otherwise}" + ("; offer help" if safety.offer_help_reporting else "")
    )


def employer(policy: Policy) -> str:
    capacities = len(policy.employer_capacities)
    return f"may, {capacities} capacities" if policy.employer_report == "may" else "–"


def apology(policy: Policy) -> str:
    found = [policy.apology.stance]
    if policy.apology.discourage:
        found.append("discourage")
    if policy.apology.relay == "brief":
        found.append("relay briefly")
    return ", ".join(found)


def appeal(policy: Policy) -> str:
    return f"{policy.appeal.place}, {policy.appeal.meanwhile}" if policy.appeal.place != "absent" else "–"


def tell_reporter(policy: Policy) -> str:
    told = policy.tell_reporter
    return f"{', '.join(told.what)} {told.when}" if told.what else left_open(policy, "tell_reporter")


def announces(policy: Policy) -> str:
    return ", ".join(policy.announcement.by) + (" only" if policy.announcement.only_by else "")


def reports_up(policy: Policy) -> str:
    found = []
    for up in policy.reports_up:
        marks = [(up.one_per_incident, "one per incident"), (up.acknowledgement_asked, "acknowledgement asked")]
        found.append(", ".join([up.kind, *(words for there, words in marks if there)]))
    return "; ".join(found) or "–"


def register(policy: Policy) -> str:
    return " ".join(policy.register.columns) if policy.register else "–"


def transparency(policy: Policy) -> str:
    return policy.transparency if policy.transparency != "absent" else left_open(policy, "transparency")


def retention(policy: Policy) -> str:
    return ", ".join(f"{rule.outcome} {rule.keep}" for rule in policy.retention.rules) or left_open(policy, "retention")


def screening(policy: Policy) -> str:
    if policy.screening is None:
        return "–"
    return ("send, " if policy.screening.send_list else "") + "compare, " + rows_of(policy.screening.outcomes)


def before_the_event(policy: Policy) -> str:
    told = {row for task in policy.preparation for row in task.rows}
    return " ".join(row for row in ("A9", "A11", "A12", "A13") if row in told) or "–"


def matrix(policy: Policy) -> str:
    return "both tables" if policy.matrix.own else "a tool"


ELEVEN = "H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 H11"

# row: (how it is read from a pack, spec, imgix, conference, django-events, workshop)
TABLE: dict[str, tuple[Callable[[Policy], str], str, str, str, str, str]] = {
    "who receives": (lambda p: doing(p, "receives"), "host", "team, employee", "representative", "team, staff", "staff"),
    "who decides": (decides, "host", "team", "representative; 3 or 5, odd", "team, chair; 2 or more", "staff, coordinator"),
    "best a man and a woman": (lambda p: "yes" if p.team.composition else "–", "–", "–", "–", "yes", "–"),
    "knows at most": (lambda p: str(p.team.know_at_most or "–"), "–", "–", "–", "3", "–"),
    "summarises": (lambda p: doing(p, "summarises"), "–", "–", "officer", "–", "–"),
    "a paper form": (lambda p: "yes" if p.intake.paper_form else "–", "–", SAME, "yes", "–", "–"),
    "aside after": (lambda p: f"{p.intake.private_after_minutes or '–'}", "–", SAME, SAME, "1", "–"),
    "nobody is interviewed": (lambda p: "yes" if p.intake.no_interviewing else "–", "–", SAME, SAME, "yes", "–"),
    "measured by safety": (lambda p: "yes" if p.judge_sanctions_by else "–", "yes", SAME, "–", "yes", "–"),
    "the talk": (lambda p: rows_of(p.talk, "J"), "–", SAME, "J10",
                 "J1 J2 J3 J4 J5 J9 J6 J9 J7 J9 J8 J11", "–"),
    "reported up when": (lambda p: ", ".join(up.when for up in p.reports_up) or "–", "–", SAME, "at-closing", "after-event", "–"),
    "must agree before acting": (lambda p: ", ".join(p.agrees) or "–", "–", "–", "event-lead", "–", "–"),
    "act within": (act_within, "PT12H any (ideal)", SAME, "PT12H any (aim)",
                   "PT12H during-event (aim), P7D after-event (aim)", "–"),
    "meet": (meet_when, "aim", SAME, "–", "aim", "must"),
    "hear the reported person": (hears, "before-or-during-meeting", SAME, "after-deciding", "before-or-during-meeting",
                                 "after-meeting, then the report stands or not"),
    "police and security": (police, "venue-security and police; else person-affected", SAME,
                            "venue-security and police; else reporter; offer help",
                            "venue-security and police; else person-affected; offer help",
                            "venue-security and police; else anyone-asking"),
    "ask what the reporter wants": (lambda p: "no" if {"D4", "D6"} & {row for dont in p.donts for row in dont.rows} else "yes",
                                    "no", SAME, SAME, SAME, SAME),
    "not in the meeting": (lambda p: ", ".join(p.meeting.excluded) or "–",
                           "reporter, reported", SAME, "–", "reporter, reported", "–"),
    "widely witnessed: an exception": (lambda p: "yes" if p.meeting.widely_witnessed_exception else "–",
                                       "yes", SAME, "–", "yes", "–"),
    "someone too close stays out": (lambda p: "yes" if said(p, "conflict") else left_open(p, "conflict"),
                                    "yes", SAME, "asked", "yes", "asked"),
    "sanctions": (lambda p: " ".join(s.row for s in p.sanctions), ELEVEN, SAME, "F8 F8 F8 F8", f"{ELEVEN} H12",
                  "H1 H2 H6 H7 H9 H10 H12"),
    "how many sanctions": (lambda p: str(len(p.sanctions)), "11", "11", "4", "12", "7"),
    "employer report": (employer, "may, 6 capacities", SAME, "–", "may, 6 capacities", "–"),
    "apology": (apology, "never-ask, discourage, relay briefly", SAME, "in-matrix", "never-ask, discourage, relay briefly",
                "do-not-encourage"),
    "mediation": (lambda p: p.apology.mediation.replace("absent", "–"), "avoid", SAME, "–", "–", "–"),
    "appeal": (appeal, "if-there-is-one, action-stands", SAME, "–", "if-there-is-one, action-stands",
               "if-there-is-one, report-stands"),
    "tell the reporter": (tell_reporter, "asked", SAME, "outcome after-deciding", "decision, sanctions after-action", "asked"),
    "announcement by": (announces, "host", "team", "event-lead", "chair, team", "organizer, delegate only"),
    "announced at the next break": (lambda p: "yes" if "break" in p.announcement.when else "–", "–", "–", "–", "yes", "–"),
    "feedback route": (lambda p: p.feedback.offered, "always", SAME, "contact-in-announcement", SAME, "hard-feelings"),
    "reports up": (reports_up, "–", SAME, "officer-file, one per incident",
                   "umbrella-email, one per incident, acknowledgement asked", "–"),
    "register": (register, "–", SAME, SAME, "reporter handlers when-where brief action who-knows reported-up", "–"),
    "transparency report": (transparency, "asked", SAME, "consider", "publish", "asked"),
    "retention": (retention, "all indefinite", SAME, "all not-passed-on", "warnings-only P2Y, all-others indefinite", "asked"),
    "kept in one named place": (lambda p: "yes" if p.retention.place else "–", "yes", SAME, "–", "yes", "–"),
    "as little as possible": (lambda p: "yes" if p.retention.minimise else "–", "–", SAME, SAME, "yes", "–"),
    "who may open the record": (lambda p: "said" if p.retention.access else "–", "–", SAME, "said", "said", "–"),
    "attendees are told how long": (lambda p: "yes" if p.retention.told_attendees else "–", "–", SAME, "yes", "–", "–"),
    "access change": (lambda p: "handed over" if p.retention.access_change else "–", "–", SAME, SAME, "handed over", "–"),
    "attendee screening": (screening, "–", SAME, SAME, "send, compare, P1 P2 P3", "–"),
    "looked at often": (lambda p: "yes" if p.screening and p.screening.how_often else "–", "–", SAME, SAME, "yes", "–"),
    "before the event": (before_the_event, "–", SAME, SAME, "A9 A11 A12 A13", "A9"),
    "evaluation": (lambda p: " and ".join(q.id for q in p.evaluation) or "–", "unforeseen and example", SAME, "–", "–", "–"),
    "matrix": (matrix, "a tool", SAME, "both tables", "a tool", "a tool"),
}  # fmt: skip

# Beyond the sources, so absent in each of the five: the team chooses at event set-up.
NO_SOURCE_SAYS = ("receipt_within", "status_after", "proposal", "urgent.report_within", "appeal.within", "appeal.by_others",
                  "roll_out.check_after", "team.vote")  # fmt: skip
X15 = (
    "no-evening-events",
    "no-alcohol",
    "leave-chat",
    "end-moderation",
    "step-down",
    "end-sponsorship",
    "final-warning",
    "suspension",
)
PLACES = ("badge", "registration", "chat", "mailing-lists", "speakers", "volunteers", "next-year")


def cells() -> list[tuple[str, str, str]]:
    """(row, procedure, what the table says), with "same" looked up to the left."""
    found = []
    for row, (_read, *values) in TABLE.items():
        for place, name in enumerate(FIVE):
            while values[place] == SAME:
                values[place] = values[place - 1]
            found.append((row, name, values[place]))
    return found


@pytest.mark.parametrize(("row", "name", "wanted"), cells(), ids=lambda part: str(part)[:40])
def test_a_pack_says_what_the_table_says(row: str, name: str, wanted: str) -> None:
    assert TABLE[row][0](POLICIES[name]) == wanted


@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize("choice", NO_SOURCE_SAYS)
def test_what_no_source_says_is_absent_and_asked_for_at_event_set_up(choice: str, name: str) -> None:
    assert said(POLICIES[name], choice) == ""  # type: ignore[arg-type]
    asked = [setting for setting in POLICIES[name].settings if setting.chooses == choice]
    assert len(asked) == 1
    assert not asked[0].default
    assert len(asked[0].options) == len(asked[0].values) >= 2


@pytest.mark.parametrize("name", FIVE)
def test_what_the_procedure_says_is_not_asked_again(name: str) -> None:
    policy = POLICIES[name]
    twice = {setting.chooses for setting in policy.settings if setting.chooses and said(policy, setting.chooses)}
    # How soon a record that is not passed on is destroyed is not said by the source either.
    assert twice <= ({"retention"} if said(policy, "retention") == "not-passed-on" else set())


@pytest.mark.parametrize("name", FIVE)
def test_the_same_further_measures_stand_beside_the_procedures_own(name: str) -> None:
    further = POLICIES[name].further_sanctions
    assert tuple(s.id for s in further if s.row == "X15") == X15
    assert [s.id for s in further if s.row == "H13"] == (["tell-employer"] if POLICIES[name].employer_report == "may" else [])
    assert not {s.id for s in further} & {s.id for s in POLICIES[name].sanctions}


@pytest.mark.parametrize("name", FIVE)
def test_a_lasting_measure_takes_hold_in_seven_places(name: str) -> None:
    policy = POLICIES[name]
    assert policy.roll_out is not None
    assert tuple(place.id for place in policy.roll_out.places) == PLACES
    own = {s.id for s in policy.sanctions if s.row in ("H5", "H6", "H7", "H9", "H10", "H11")}
    assert own <= set(policy.roll_out.sanctions)
    assert not {s.id for s in policy.sanctions if s.weight == "warning"} & set(policy.roll_out.sanctions)


@pytest.mark.parametrize("name", FIVE)
def test_the_team_is_asked_how_it_is_when_a_case_is_over(name: str) -> None:
    assert "How are you?" in POLICIES[name].debrief
    assert POLICIES[name].urgent is None
