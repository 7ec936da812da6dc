"""The example the Django procedure gives, entry by entry as the windows record it, with invented names."""

from __future__ import annotations

from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report
from tests.model.documents import invented_case as invented

REPORT = Report(
    heard_at="2018-05-24T23:10:00+02:00",
    received_by="Mira Novak",
    channel="in-person",
    transcribed=True,
    happened="Thursday evening, about 22:30",
    place="Conference party",
    what="He said that women only get talks because of the quota. I asked him to keep it down. He got very loud.",
    behaviour="Zoë overheard one of our attendees, later identified as Jonas Feld, saying to his friends something along the "
    "lines of “women only get talks because of the quota”. Zoë went over and quietly asked him to tone it down. He became very "
    "confrontational, though not physically, and insisted that nothing about it was inappropriate. Being reminded of our code "
    "of conduct did not stop him",
    ongoing="no",
    witnessed="private",
    threat=False,
    consent="no-objection",
)


def course() -> list[tuple[e.CaseBody, int]]:
    """From the evening of the remark to the filed case."""
    return [
        *invented.opening(REPORT),
        (
            e.Met(
                at="2018-05-25T08:30:00+02:00", attendees=("Mira Novak", "Tomás Silva", "Ines Ott"),
                what_happened="A remark at the party, and no stop when asked", doing_anything="Yes, talk to him the next day",
                who="Mira and Tomás", when="the next day",
            ),
            60,
        ),
        (
            e.Talked(
                by=("Mira Novak", "Tomás Silva"), at="2018-05-26T10:00:00+02:00", place="Empty room beside the stage", length=10,
                said="Took him aside, went over what had happened, explained where we stand and why we do not accept it",
                manner="calm", apologised="yes", understood="yes",
                words="On reflection he saw fully how his behaviour was wrong, and he thanked us for stepping in",
            ),
            1500,
        ),
        (e.Decided(sanction="none", deciders=("Mira Novak", "Tomás Silva", "Ines Ott"), safe_enough="yes"), 1520),
        (e.Told(whom="reporter", channel="in-person", about="outcome", text="We told her how it ended."), 1540),
        (e.Closed(outcome="Settled by the talk", standing="resolved"), 1600),
    ]  # fmt: skip
