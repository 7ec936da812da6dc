"""The checklist of each of the five procedures, line by line: the step, who does it, its clock, and what it waits for."""

from __future__ import annotations

import pytest

from cocdesk.model.policy.pack import Step
from tests.model.policy.shipped_packs import pack

# step | who | clock | after | hangs on; "?" before a step that may be left out. A length in brackets is the team's to choose.
SPEC = """
safety          | host |                    |                                            |
care            | host |                    | safety                                     |
written-down    | host |                    |                                            |
consent         | host |                    | written-down                               | private
receipt         | host | receipt (chosen)   | written-down                               | reporter-known receipt_within
urgent          | host | urgent (chosen)    | written-down                               | urgent-action
? assess        | host |                    | written-down                               |
hear            | host | hear               | written-down consent                       | person-reported-known
meet            | host | meet               | written-down consent hear                  |
decide          | host |                    | meet                                       |
propose         | host |                    | decide                                     | reporter-known proposal
act             | host | act PT12H          | decide propose                             | action-decided
roll-out        | host |                    | act                                        | lasting-measure
tell-reported   | host | tell-reported      | decide                                     | person-reported-known
status          | host | status (chosen)    | written-down                               | reporter-known status_after
? tell-reporter | host |                    | decide                                     | reporter-known tell_reporter
? announce      | host |                    | act                                        |
look-again      | host | look-again (chosen) | roll-out                                  | lasting-measure roll_out.check_after
? appeal        | host |                    | tell-reported                              |
? evaluate      | host |                    | decide act                                 |
close           | host |                    | decide act roll-out tell-reported tell-reporter |
"""
RECEIVING = ("safety", "care", "written-down", "consent", "receipt", "urgent")
IMGIX = "\n".join(
    line.replace("| host |", "| team employee |" if line.split()[0] in RECEIVING else "| team |")
    for line in SPEC.strip().splitlines()
)  # fmt: skip
CONFERENCE = """
safety          | representative |                |                                        |
care            | representative |                | safety                                 |
written-down    | representative |                |                                        |
? consent       | representative |                | written-down                           | private
receipt         | representative | receipt (chosen) | written-down                         | reporter-known receipt_within
urgent          | representative | urgent (chosen) | written-down                          | urgent-action
assess          | representative |                | written-down                           |
meet            | representative |                | written-down                           |
decide          | representative |                | assess meet                            |
propose         | representative |                | decide                                 | reporter-known proposal
agree           | event-lead     |                | decide propose                         |
hear            | representative |                | agree                                  | person-reported-known
act             | representative | act PT12H      | agree                                  | action-decided
roll-out        | representative |                | act                                    | lasting-measure
? tell-reported | representative |                | agree                                  | person-reported-known
status          | representative | status (chosen) | written-down                          | reporter-known status_after
tell-reporter   | representative |                | agree                                  | reporter-known
? announce      | event-lead     |                | act                                    |
report-up       | representative |                | decide tell-reporter                   |
look-again      | representative | look-again (chosen) | roll-out                          | lasting-measure roll_out.check_after
? appeal        | representative |                | tell-reported                          |
? evaluate      | representative |                | decide act                             |
close           | representative |                | act roll-out hear tell-reporter report-up |
"""
DJANGO = """
safety          | team staff |                    |                                        |
care            | team staff |                    | safety                                 |
written-down    | team staff |                    |                                        |
consent         | team staff |                    | written-down                           | private
receipt         | team staff | receipt (chosen)   | written-down                           | reporter-known receipt_within
urgent          | team staff | urgent (chosen)    | written-down                           | urgent-action
? assess        | team chair |                    | written-down                           |
hear            | team chair | hear               | written-down consent                   | person-reported-known
meet            | team chair | meet               | written-down consent hear              |
decide          | team chair |                    | meet                                   |
propose         | team chair |                    | decide                                 | reporter-known proposal
? talk          | team chair |                    | decide propose                         | person-reported-known
act             | team chair | act PT12H          | decide propose                         | action-decided
roll-out        | team chair |                    | act                                    | lasting-measure
tell-reported   | team chair | tell-reported      | decide                                 | person-reported-known
status          | team chair | status (chosen)    | written-down                           | reporter-known status_after
tell-reporter   | team chair |                    | act                                    | reporter-known
? announce      | chair team | announce           | act                                    |
report-up       | chair team |                    | decide                                 |
? acknowledged  | chair team |                    | report-up                              |
look-again      | team chair | look-again (chosen) | roll-out                              | lasting-measure roll_out.check_after
? appeal        | team chair |                    | tell-reported                          |
? evaluate      | team chair |                    | decide act                             |
close           | chair team |                    | decide act roll-out tell-reported tell-reporter |
"""
WORKSHOP = """
safety          | staff             |                  |                                   |
care            | staff             |                  | safety                            |
written-down    | staff             |                  |                                   |
? consent       | staff             |                  | written-down                      | private
receipt         | staff             | receipt (chosen) | written-down                      | reporter-known receipt_within
urgent          | staff             | urgent (chosen)  | written-down                      | urgent-action
meet            | staff coordinator | meet             | written-down                      |
? assess        | staff coordinator |                  | written-down                      |
hear            | staff             |                  | meet                              | person-reported-known
decide          | staff coordinator |                  | meet hear                         |
propose         | staff coordinator |                  | decide                            | reporter-known proposal
act             | staff             |                  | decide propose                    | action-decided
roll-out        | staff coordinator |                  | act                               | lasting-measure
tell-reported   | staff             |                  | decide                            | person-reported-known
status          | staff coordinator | status (chosen)  | written-down                      | reporter-known status_after
? tell-reporter | staff             |                  | decide                            | reporter-known tell_reporter
? announce      | organizer delegate |                 | decide                            |
look-again      | staff coordinator | look-again (chosen) | roll-out                       | lasting-measure roll_out.check_after
? appeal        | staff coordinator |                  | tell-reported                     |
? evaluate      | staff coordinator |                  | decide act                        |
close           | coordinator       |                  | decide act roll-out tell-reported tell-reporter |
"""
TABLES = {"spec": SPEC, "imgix": IMGIX, "conference": CONFERENCE, "django-events": DJANGO, "workshop": WORKSHOP}
Line = tuple[str, ...]
LINES: list[tuple[str, Line]] = [
    (name, tuple(" ".join(part.split()) for part in line.split("|")))
    for name, text in TABLES.items()
    for line in text.strip().splitlines()
]  # fmt: skip


def line_of(name: str, step: Step) -> Line:
    clocks = {clock.id: f"{clock.id} {'(chosen)' if clock.chosen else clock.within or ''}".strip() for clock in pack(name).clocks}
    hangs = " ".join(part for part in (step.only_if, step.if_chosen or "") if part)
    title = f"? {step.id}" if step.optional else step.id
    return title, " ".join(step.who), clocks.get(step.clock or "", ""), " ".join(step.after), hangs


@pytest.mark.parametrize(("name", "line"), LINES, ids=[f"{name}-{line[0]}" for name, line in LINES])
def test_a_line_of_the_checklist_is_the_packs(name: str, line: Line) -> None:
    title = line[0].removeprefix("? ")
    assert line_of(name, next(step for step in pack(name).steps if step.id == title)) == line


@pytest.mark.parametrize("name", TABLES)
def test_the_checklist_is_whole_and_in_this_order(name: str) -> None:
    assert [step.id for step in pack(name).steps] == [line[0].removeprefix("? ") for who, line in LINES if who == name]


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("spec", "hear meet decide act tell-reported"),
        ("imgix", "hear meet decide act tell-reported"),
        ("conference", "meet decide agree hear act tell-reporter report-up"),
        ("django-events", "hear meet decide talk act tell-reported tell-reporter announce report-up"),
        ("workshop", "meet hear decide act tell-reported announce"),
    ],
)
def test_the_person_reported_is_heard_where_the_procedure_has_it(name: str, order: str) -> None:
    steps = [step.id for step in pack(name).steps]
    wanted = order.split()
    assert [step for step in steps if step in wanted] == wanted
    deciding = next(step for step in pack(name).steps if step.id == "decide")
    assert ("hear" in deciding.after) == (pack(name).hearing.order == "after-meeting")
