"""Cases nobody ever wrote, for pictures and tests of the parts."""

from __future__ import annotations

from cocdesk.ui.tables.case_lines import CaseLine
from cocdesk.ui.widgets.matrix_grid import Cell
from cocdesk.ui.widgets.step_list import Step
from cocdesk.ui.widgets.timeline import Entry

RESPONSES = {
    ("low", "high"): Cell(count=3, open_count=3, response="Apology in public, leave the event"),
    ("high", "high"): Cell(count=2, open_count=2, response="The whole team responds together"),
    ("low", "low"): Cell(count=4, open_count=0, response="A warning by word of mouth"),
    ("high", "low"): Cell(count=1, open_count=1, response="Take notes, follow up later"),
}


_INVENTED = (
    ("Unwelcome comments at the social event", "Conference party", "Open", "info", "low", "high", "in 2 h 10 min", "bad"),
    ("Slide with a sexual picture in a lightning talk", "Main hall", "Meeting", "warn", "low", "high", "in 4 h", "warn"),
    ("Repeated messages after being asked to stop", "Online chat", "Action taken", "ok", "high", "high", "today 18:00", "warn"),
    ("Joke at a person's expense in a small group", "Hallway", "Closed", "off", "low", "low", "", "off"),
    ("Attendee with an earlier ban has registered", "Registration", "Open", "info", "high", "low", "tomorrow", "info"),
    ("Photographed without consent", "Sprints", "Closed", "off", "low", "low", "", "off"),
    (
        "Conduct after drinking made a guest at the boat trip uncomfortable",
        "Boat trip",
        "Informed",
        "ok",
        "low",
        "high",
        "",
        "off",
    ),
    ("", "Room B", "Written down", "info", "", "", "overdue by 3 h", "bad"),
    ("Covered", "Off site", "Action taken", "ok", "high", "high", "", "off"),
    ("Dismissive remarks to a first-time speaker", "Room A", "Closed", "off", "low", "low", "", "off"),
)


def invented_rows(count: int) -> dict[int, CaseLine]:
    """That many invented cases by number."""
    rows: dict[int, CaseLine] = {}
    for number in range(count):
        title, place, stage, stage_tone, risk, impact, due, due_tone = _INVENTED[number % len(_INVENTED)]
        rows[number] = CaseLine(
            id=str(number), code_name=f"Amber Heron {count - number}", title=title, place=place, stage=stage,
            stage_tone=stage_tone, risk=risk, impact=impact, due_words=due, due_tone=due_tone, blurred=title == "Covered",
        )  # fmt: skip
    return rows


STEPS = [
    Step(
        id="write",
        words="Write the report down",
        state="done",
        detail="Ada, 14:05",
        clause="Procedure 2.1",
        action="Look",
    ),
    Step(
        id="meet",
        words="Meet with two to four others",
        state="next",
        detail="three are here",
        clause="Procedure 3",
        due_words="in 2 h 10 min",
        due_tone="warn",
        action="Plan meeting",
    ),
    Step(
        id="inform",
        words="Tell the person reported that there is a report",
        state="next",
        clause="Procedure 3.2",
        action="Write",
    ),
    Step(id="decide", words="Decide on a response", state="waiting", detail="after the meeting", clause="Procedure 4"),
    Step(id="police", words="Help to call the authorities", state="not_needed", detail="not wished"),
]

ENTRIES = [
    Entry(
        id="1",
        day="Thursday 4 June 2026",
        time="14:05",
        who="Ada",
        kind="Report",
        text="A person came to the desk and told of comments at the party the evening before. They would like to stay unnamed.",
        icon="chat-circle-text",
        tone="info",
        action="Strike…",
    ),
    Entry(
        id="2",
        day="Thursday 4 June 2026",
        time="14:20",
        who="Grace",
        kind="Note",
        text="Wrong case: this belongs to the other report.",
        icon="note",
        struck="by Grace, 14:31: wrong case",
    ),
    Entry(
        id="3",
        day="Thursday 4 June 2026",
        time="15:00",
        who="Ada, Grace, Radia",
        kind="Meeting",
        text="Three of us met. <b>Nothing is decided</b> yet.",
        icon="users-three",
        tone="warn",
    ),
    Entry(
        id="4",
        day="Friday 5 June 2026",
        time="09:10",
        who="Radia",
        kind="Decision",
        text="A warning by word of mouth.",
        icon="scales",
        tone="ok",
    ),
]
